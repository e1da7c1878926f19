"""Input made to cost: what is small in a file and large, or slow, once it is read. Each was a hang or a gigabyte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.messages import PipelineError
from pipeline.read import read_bytes
from tests.build import docx, numbering, package, paragraph, pdf, root, xml

_P = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def with_links(body: str, links: list[tuple[str, str]], **parts: str) -> bytes:
    """A package whose main part has these relationships: (kind, name of a part without its ending)."""
    inside = "".join(f'<Relationship Id="r{n}" Type="x/{k}" Target="{t}.xml"/>' for n, (k, t) in enumerate(links))
    files = {f"word/{name}.xml": part.encode() for name, part in parts.items()}
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_LINKS}">{inside}</Relationships>'.encode()
    return package(body, files=files)


def alternatives() -> bytes:
    inside = "<mc:Choice/>" * 40_000 + "<mc:Fallback><w:t>x</w:t></mc:Fallback>"
    return package(f"<w:p><w:r><mc:AlternateContent>{inside}</mc:AlternateContent></w:r></w:p>")


def nested_alternatives() -> bytes:
    before, behind = "<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"
    return package(f"<w:p><w:r>{before * 60}{'<w:t>a</w:t>' * 200_000}{behind * 60}</w:r></w:p>")


def fields_that_never_end() -> bytes:
    return package(f"<w:p>{_BEGIN * 50_000}</w:p>" + _P * 20_000)


def one_header_many_times() -> bytes:
    return with_links(_P, [("header", "header1")] * 5000, header1=root("hdr", _P * 2000))


def many_notes() -> bytes:
    cited = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(20_000))
    notes = "".join(f'<w:footnote w:id="{n}">{_P}</w:footnote>' for n in range(20_000))
    return package(f"<w:p>{cited}</w:p>", {"footnotes": root("footnotes", notes)})


def long_chain_of_styles() -> bytes:
    styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(6000))
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' for n in range(6000))
    return package(body, {"styles": root("styles", styles)})


def linked_lists() -> bytes:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="a{n}"><w:numStyleLink w:val="L"/></w:abstractNum>' for n in range(9000)
    )
    uses = "".join(f'<w:num w:numId="a{n}"><w:abstractNumId w:val="a{n}"/></w:num>' for n in range(9000))
    styles = "style{type=numbering,styleId=L}/pPr/numPr/numId{val=1}"
    whole = root("numbering", lists + uses + xml(numbering(("decimal", "%1."))))
    return package(_P, {"numbering": whole, "styles": root("styles", xml(styles))})


def endless_number() -> bytes:
    part = root("numbering", xml(numbering(("lowerLetter", "%1" * 2000), first=32_000)))
    return package(xml(paragraph("a", ("1", 0))) * 500, {"numbering": part})


def piled_marks() -> bytes:
    return docx(paragraph("a" + "\u0301\u0323" * 100_000))


COSTLY: tuple[Callable[[], bytes], ...] = (
    alternatives,
    nested_alternatives,
    fields_that_never_end,
    one_header_many_times,
    many_notes,
    long_chain_of_styles,
    linked_lists,
    endless_number,
    piled_marks,
)


@pytest.mark.parametrize("make", COSTLY, ids=lambda make: make.__name__)
def test_costly_input_is_read_whole(make: Callable[[], bytes]) -> None:
    content = make()
    document = read_bytes(content, "a.docx")
    assert document.blocks
    assert "W400" not in [notice.code for notice in document.notices]


MARKDOWN = (
    "**a" + "__a " * 100_000,
    "a" + "[" * 400_000,
    "a" + "\u0301\u0323" * 100_000,
    "a" + "\U0001d165\U0001d16d" * 50_000,
)


@pytest.mark.parametrize("text", MARKDOWN, ids=range(len(MARKDOWN)))
def test_costly_lines_of_markdown_are_read(text: str) -> None:
    assert read_bytes(text.encode(), "a.md").blocks


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(PipelineError, match="E112") as caught:
        read_bytes(content, name)
    return str(caught.value)


def test_places_of_tables_are_counted() -> None:
    row = '<w:tr><w:trPr><w:gridBefore w:val="255"/></w:trPr><w:tc/></w:tr>'
    assert "số ô" in refusal(package(f"<w:tbl>{row * 2000}</w:tbl>"), "a.docx")


def test_parts_together_are_counted() -> None:
    kinds = ("styles", "numbering", "footnotes", "endnotes", "header")
    parts = {kind: root("x", _P * 90_000) for kind in kinds}
    assert "số phần tử" in refusal(with_links(_P * 90_000, [(kind, kind) for kind in kinds], **parts), "a.docx")


@pytest.mark.parametrize("line", [b"a\n", b"a|b|c|d\n"])
def test_lines_and_cells_of_text_are_counted(line: bytes) -> None:
    refusal(line * 300_001, "a.txt")


def test_text_is_not_a_store_of_data() -> None:
    refusal(b"a" * 17 * 1024 * 1024, "a.txt")


PIECES = [(10 + n % 50 * 10, 10 + n // 50 * 2, "ab") for n in range(18_000)]


def test_many_pieces_on_a_pdf_page_are_read() -> None:
    document = read_bytes(pdf(PIECES), "a.pdf")
    assert sum(block.text.count("ab") for block in document.blocks) > 5_000


def test_letters_of_a_pdf_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.read.pdf as reader

    monkeypatch.setattr(reader, "LETTERS", 5)
    refusal(pdf([(10, 10, "abcdef")]), "a.pdf")
