"""An office's own template: fields filled, rows repeated, faults of a template named."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.shared import Pt

from pipeline.messages import PipelineError
from pipeline.model import Settings, Task
from pipeline.write.letter.letters import Letter, plan_letters
from pipeline.write.letter.template import Template
from pipeline.write.office.zip_bytes import zip_bytes
from tests import letter_build as build
from tests.letter_build import DISTRICTS, FINANCE, HEALTH, task


def template(*paragraphs: str, row: tuple[str, ...] = ()) -> bytes:
    """A template with these paragraphs, and a table with a head and one row."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if row:
        table = document.add_table(2, len(row))
        for place, text in enumerate(row):
            table.cell(0, place).text = f"Cột {place + 1}"
            table.cell(1, place).text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def planned(*tasks: Task) -> Letter:
    """The first letter of a plan, for a template."""
    return plan_letters(build.plan(*tasks), build.profile(), Settings(), build.TODAY, for_template=True)[0]


def filled(content: bytes, letter: Letter) -> list[str]:
    """Paragraphs and table rows of the filled template."""
    document = docx.Document(BytesIO(Template(content, "mau.docx").render(letter)))
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs] + rows


def test_fields_inside_a_paragraph() -> None:
    lines = filled(template("V/v {{trich_yeu}}.", "{{ kinh_gui }}", "{{noi_dung}}"), planned(task("Việc.", FINANCE)))
    assert lines[0] == "V/v giao nhiệm vụ thực hiện Kế hoạch tổ chức Ngày hội đọc sách năm 2024."
    assert lines[1] == "Kính gửi: Sở Tài chính"


def test_a_paragraph_is_repeated_for_every_line() -> None:
    tasks = [task(f"Việc thứ {number}.", DISTRICTS, number=number) for number in range(1, 31)]
    lines = filled(template("{{kinh_gui}}", "{{noi_dung}}", "{{noi_nhan}}"), planned(*tasks))
    assert lines[:3] == ["Kính gửi:", "- UBND huyện Đông;", "- UBND huyện Tây."]
    assert [line for line in lines if "Việc thứ" in line][-1] == "30. Việc thứ 30."
    assert next(line for line in lines if line.endswith("./."))
    assert lines[-3:] == ["- Như trên;", "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Lưu: VT, VX."]


def test_a_row_is_repeated_for_every_task() -> None:
    content = template(
        "{{kinh_gui}}",
        "{{mo_dau}}",
        "{{ket_thuc}}",
        row=("{{stt}}", "{{nhiem_vu}} ({{can_cu}})", "{{vai_tro}}: {{chu_tri}}"),
    )
    own = task("Lập dự toán & mua sách.", FINANCE)
    other = task("Mời khách.", HEALTH, partners=[FINANCE], section="II.4")
    lines = filled(content, planned(own, other))
    assert lines[-3:] == [
        "Cột 1 | Cột 2 | Cột 3",
        "1 | Lập dự toán & mua sách. (điểm 2.1 khoản 2 Mục III) | Thực hiện: Sở Tài chính",
        "2 | Mời khách. (khoản 4 Mục II) | Phối hợp: Sở Y tế",
    ]
    assert lines[1].endswith("thực hiện các nhiệm vụ sau:")
    assert lines[2].endswith("./.")


def test_a_field_that_word_cut_over_runs_keeps_the_look_of_its_first_run() -> None:
    document = docx.Document(BytesIO(template("{{kinh_gui}}", "{{noi_dung}}")))
    paragraph = document.add_paragraph()
    for text, size in (("Số: {{so", 13), ("_ky", 9), ("_hieu}} (bản\tchính)", 10)):
        paragraph.add_run(text).font.size = Pt(size)
    stream = BytesIO()
    document.save(stream)
    written = docx.Document(BytesIO(Template(stream.getvalue(), "mau.docx").render(planned(task("Việc.", FINANCE)))))
    last = written.paragraphs[-1]
    assert last.text.replace("\u00a0", "") == "Số: Số: /UBND-VX (bản\tchính)"
    assert {run.font.size for run in last.runs if "UBND" in run.text} == {Pt(13)}
    assert [run.font.highlight_color is not None for run in last.runs if "\u00a0" in run.text] == [True]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (template("{{kinh_gui}}", "{{noi_dung}}", "{{ten_la}}"), "E312", 'trường lạ "ten_la"'),
        (template("{{noi_dung}}"), "E313", 'thiếu trường "kinh_gui" → đặt {{kinh_gui}} vào mẫu'),
        (template("{{kinh_gui}}", row=("{{stt}}",)), "E313", 'thiếu trường "noi_dung"'),
        (b"no zip", "E314", "mau.docx"),
        (build.PROFILE_FILE.read_bytes(), "E314", "mau.docx"),
    ],
)
def test_a_fault_of_the_template_is_named(content: bytes, code: str, words: str) -> None:
    with pytest.raises(PipelineError) as caught:
        Template(content, "mau.docx")
    assert caught.value.code == code
    assert words in str(caught.value)


def test_the_link_to_the_form_s_own_template_is_not_left_in_the_letters() -> None:
    linked = '<w:settings><w:attachedTemplate r:id="rId1"/></w:settings>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = f'<Relationships><Relationship Id="rId1" Type="{kind}" Target="file:///Z:/mau.dotx" TargetMode="External"/>'
    parts = {"word/settings.xml": linked.encode(), "word/_rels/settings.xml.rels": f"{link}</Relationships>".encode()}
    with zipfile.ZipFile(BytesIO(template("{{kinh_gui}}", "{{noi_dung}}"))) as archive:
        form = zip_bytes({name: archive.read(name) for name in archive.namelist() if name not in parts} | parts)
    content = Template(form, "mau.docx").render(planned(task("Việc.", FINANCE)))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert all(b"attachedTemplate" not in archive.read(name) for name in archive.namelist())
