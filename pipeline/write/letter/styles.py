"""The paragraph styles of a letter: every element of the decree's table is one style, so an officer can change it in
one place."""

from __future__ import annotations

from functools import lru_cache

from pipeline.write.letter.profile import Layout
from pipeline.write.office.wordml import NAMESPACES, twips


@lru_cache(maxsize=8)
def styles_xml(layout: Layout) -> str:
    """styles.xml for ``layout``: the defaults (the decree's fount, black, Vietnamese) and one style an element."""
    base = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{layout.font}" w:eastAsia="{layout.font}" '
        f'w:hAnsi="{layout.font}" w:cs="{layout.font}"/><w:color w:val="000000"/>{_size(layout.body_pt)}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    return f"<w:styles {NAMESPACES}>{base}{''.join(_styles(layout))}</w:styles>"


def _styles(layout: Layout) -> list[str]:
    gap = round(layout.paragraph_gap_pt * 20)
    body = f'<w:spacing w:after="{gap}" w:line="{round(240 * layout.line)}" w:lineRule="auto"/>'
    indent = f'<w:ind w:firstLine="{twips(layout.indent_mm)}"/>'
    signed = f'<w:spacing w:before="{round(layout.signature_gap_pt * 20)}"/>'
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    centre = '<w:jc w:val="center"/>'
    return [
        _style("Header", "header", centre, layout.page_number_pt),
        _style("CVNation", "CV Quốc hiệu", centre, layout.nation_pt, "b"),
        _style("CVMotto", "CV Tiêu ngữ", centre, layout.motto_pt, "b"),
        _style("CVSuperior", "CV Cơ quan chủ quản", centre, layout.superior_pt),
        _style("CVIssuer", "CV Cơ quan ban hành", centre, layout.issuer_pt, "b"),
        _style("CVNumber", "CV Số và ký hiệu", f'<w:spacing w:before="60"/>{centre}', layout.number_pt),
        _style("CVPlace", "CV Địa danh và thời gian", f'<w:spacing w:before="60"/>{centre}', layout.place_pt, "i"),
        _style("CVSubject", "CV Trích yếu", f'<w:spacing w:before="120"/>{centre}', layout.subject_pt),
        _style("CVDraft", "CV Bản nháp", '<w:spacing w:after="120"/>', layout.recipients_head_pt),
        _style("CVTo", "CV Kính gửi", f'<w:spacing w:before="240" w:after="240"/>{centre}', layout.addressee_pt),
        _style("CVToMany", "CV Kính gửi nhiều nơi", "", layout.addressee_pt),
        _style("CVBody", "CV Nội dung", f'{body}{indent}<w:jc w:val="both"/>', layout.body_pt),
        _style("CVTitle", "CV Tiêu đề", f"<w:keepNext/>{body}{indent}", layout.body_pt, "b"),
        _style("CVPosition", "CV Chức vụ", centre, layout.position_pt, "b"),
        _style("CVName", "CV Họ tên", f"{signed}{centre}", layout.name_pt, "b"),
        _style("CVRecipientsHead", "CV Nơi nhận", "", layout.recipients_head_pt, "bi"),
        _style("CVRecipients", "CV Danh sách nơi nhận", "", layout.recipients_pt),
        _style("CVAnnex", "CV Phụ lục", centre, layout.annex_pt, "b"),
        _style("CVAnnexTitle", "CV Tên phụ lục", centre, layout.annex_pt, "b"),
        _style("CVAnnexNote", "CV Chỉ dẫn phụ lục", f'<w:spacing w:after="60"/>{centre}', layout.annex_pt, "i"),
        _style("CVCell", "CV Ô bảng", '<w:spacing w:before="40" w:after="40"/>', layout.table_pt),
        _style("CVCellCentred", "CV Ô bảng giữa", f'<w:spacing w:before="40" w:after="40"/>{centre}', layout.table_pt),
        _style("CVRule", "CV Đường kẻ", f'{rule}<w:spacing w:before="40" w:line="120" w:lineRule="exact"/>', 4),
        _style("CVLow", "CV Ngắt phần", '<w:spacing w:line="20" w:lineRule="exact"/>', 1),
    ]


def _style(key: str, name: str, properties: str, size: float, marks: str = "") -> str:
    look = "".join(f"<w:{mark}/><w:{mark}Cs/>" for mark in marks)
    custom = "" if key == "Header" else 'w:customStyle="1" '
    return (
        f'<w:style w:type="paragraph" {custom}w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{look}{_size(size)}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    """Word counts sizes in half points."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
