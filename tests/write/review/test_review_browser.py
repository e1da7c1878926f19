"""review.html in a real browser, from disk: no error, no request, every way there and back, editing and saving."""

from __future__ import annotations

import csv
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.__main__ import main
from pipeline.assemble.plan import build_plan
from pipeline.correct.file import parse_corrections
from pipeline.correct.model import Corrected, uncorrected
from pipeline.follow.compare import compare
from pipeline.follow.compare_page import compare_page
from pipeline.model import Block, Document, Header, Party, Plan, Settings, Source, Span, Task
from pipeline.read import read
from pipeline.run import registry
from pipeline.write.review.page import review_page, suggested_names
from tests import PLAN, plans
from tests.conftest import program

pytestmark = pytest.mark.slow
SHIPPED = PLAN
TODAY = date(2024, 4, 1)
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
IN_VIEW = """el => { const box = el.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.height > 0; }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan that ships."""
    return build_plan(read(SHIPPED), registry(), Settings())


@pytest.fixture(scope="module")
def file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page on disk."""
    return written(plan, tmp_path_factory.mktemp("page"))


def written(plan: Plan | Corrected, folder: Path) -> Path:
    """The page of a plan in a folder."""
    shown = plan if isinstance(plan, Corrected) else uncorrected(plans.checked(plan))
    path = folder / "review.html"
    path.write_bytes(review_page(shown, TODAY, suggested_names(registry(), shown.plan)))
    return path


def opened(browser: Browser, file: Path, size: dict[str, int], troubles: list[str], scheme: str = "light") -> Page:
    """The page in a window of its own; errors and requests beyond the file itself go into ``troubles``."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return page


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page at 1366 × 768; whatever a test does there, it makes no error and no request."""
    troubles: list[str] = []
    page = opened(browser, file, WIDE, troubles)
    yield page
    page.context.close()
    assert [one for one in troubles if not one.startswith("blob:")] == []


def test_page_opens_with_every_row(page: Page, plan: Plan) -> None:
    assert page.locator(".card").count() == len(plan.tasks)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_row_leads_to_its_words_in_view(page: Page, plan: Plan) -> None:
    for number, task in enumerate(plan.tasks):
        page.locator(f"#t{number} h2 button").click()
        lit = page.locator(".w.on")
        assert lit.first.evaluate(IN_VIEW)
        said = "".join(plan.document.quote(span) for span in task.spans)
        assert "".join(lit.all_text_contents()) == said


def test_every_cell_leads_to_words_or_says_unsaid(page: Page) -> None:
    for cell in page.locator(".card dd").all():
        links = cell.locator("button.link")
        assert links.count() > 0 or (cell.text_content() or "").strip() == "không nêu"
    for link in page.locator(".card dd button[data-find]").all():
        link.click()
        mark = page.locator(f'mark[data-f~="{link.get_attribute("data-find")}"].on').first
        assert mark.evaluate(IN_VIEW)


def test_words_lead_to_their_row(page: Page) -> None:
    page.locator("a.go").nth(20).click()
    assert page.locator("#t20").evaluate(IN_VIEW)
    assert page.evaluate("document.activeElement.closest('.card').id") == "t20"
    page.locator('.w[data-t="3"]').first.evaluate("el => el.click()")
    assert page.locator("#t3.on").count() == 1


def test_find_tells_rule_and_value_on_focus_and_arrows_lead_on(page: Page) -> None:
    first = page.locator("#paper mark").first
    first.focus()
    assert "Luật" in page.locator("#tip").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#paper mark')[1]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.card') !== null")


def test_search_needs_no_diacritics(page: Page) -> None:
    page.fill("#search", "so noi vu")
    expect(page.locator(".card")).not_to_have_count(38)
    assert all("Sở Nội vụ" in text for text in page.locator(".card").all_text_contents())
    assert "chỗ trong kế hoạch" in page.locator("#found").inner_text()
    page.keyboard.press("Enter")
    page.locator("#clear").click()
    expect(page.locator(".card")).to_have_count(38)


def test_filters_narrow_and_figures_set_them(page: Page, plan: Plan) -> None:
    page.select_option("#by-role", "lead")
    assert page.locator(".card").count() == sum(t.owner_role == "lead" for t in plan.tasks)
    page.locator("#figures button", has_text="không nêu thời hạn").click()
    assert page.locator(".card").count() == sum(t.deadline.kind == "none" for t in plan.tasks)
    page.locator("#figures button", has_text="điểm lưu ý").click()
    assert page.locator("#notices[open]").count() == 1


def edit_row(page: Page, number: int, owner: str, end: str) -> None:
    """Set owner (typed without diacritics, taken from the suggestions) and deadline of a row."""
    page.locator(f'#t{number} [data-act="edit"]').click()
    form = page.locator(f"#t{number} .edit")
    form.locator('[data-names="owners"] input').first.fill(owner)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    form.locator('[name="end"]').fill(end)
    form.get_by_role("button", name="Xong").click()


def download(page: Page, folder: Path) -> Path:
    """Save the corrections as a person does."""
    page.locator("#save").click()
    page.fill("#who", "Nguyễn Thị Lan")
    with page.expect_download() as got:
        page.locator("#download").click()
    target = folder / got.value.suggested_filename
    got.value.save_as(target)
    return target


def test_correction_made_on_the_page_stands_in_the_next_run(page: Page, plan: Plan, tmp_path: Path) -> None:
    edit_row(page, 0, "so noi vu", "15/4/2024")
    assert "máy đọc: Bộ Chỉ huy quân sự tỉnh" in page.locator("#t0").all_text_contents()[0]
    saved = download(page, tmp_path)
    assert saved.name == f"{SHIPPED.stem}.corrections.csv"
    page.locator("#copy").click()
    expect(page.locator("#save-done")).not_to_be_empty()
    lines = parse_corrections(saved.read_bytes(), saved.name)
    assert {line.who for line in lines} == {"Nguyễn Thị Lan"}
    shutil.copy(SHIPPED, tmp_path / SHIPPED.name)
    assert (
        main(["extract", str(tmp_path / SHIPPED.name), "--output", str(tmp_path / "out"), "--date", "2024-04-01"]) == 0
    )
    folder = tmp_path / "out" / SHIPPED.stem
    row = next(csv.DictReader(StringIO((folder / "tables" / "tasks.csv").read_text(encoding="utf-8-sig"))))
    assert (row["owners"], row["end"], row["kind"]) == ("Sở Nội vụ", "2024-04-15", "date")
    letter = "\n".join(p.text for p in docx.Document(str(next(folder.glob("letters/*so-noi-vu.docx")))).paragraphs)
    assert "15/4/2024" in letter and plan.tasks[0].action[:60] in letter
    cells = [
        c for sheet in load_workbook(folder / "tracking.xlsx") for r in sheet.iter_rows(values_only=True) for c in r
    ]
    assert datetime(2024, 4, 15) in cells
    assert (folder / "review.html").is_file()


def test_page_of_a_corrected_plan_shows_it_as_corrected(
    browser: Browser, page: Page, plan: Plan, tmp_path: Path
) -> None:
    edit_row(page, 1, "so y te", "")
    page.locator('#t2 [data-act="delete"]').click()
    lines = parse_corrections(download(page, tmp_path).read_bytes(), "x")
    troubles: list[str] = []
    again = opened(browser, written(plans.corrected(plan, lines), tmp_path), WIDE, troubles)
    assert "đã sửa" in again.locator("#t1").all_text_contents()[0]
    assert "đã xoá" in again.locator("#t2").all_text_contents()[0]
    assert again.locator("#unsaved").is_hidden()
    again.locator('#t2 [data-act="restore"]').click()
    assert again.locator("#unsaved").inner_text() == "1"
    again.locator("#save").click()
    assert again.locator("#line-list li").count() == len(lines) - 1
    again.context.close()
    assert troubles == []


def test_split_merge_add_and_step_back_agree_with_the_program(page: Page, plan: Plan, tmp_path: Path) -> None:
    page.locator('#t1 [data-act="split"]').click()
    page.locator("#t1 .edit").get_by_role("button", name="Xong").click()
    page.locator('#t5 [data-act="merge"]').click()
    page.locator("#t5 .edit").get_by_role("button", name="Xong").click()
    page.locator("#untold").click()
    page.locator("#add").click()
    added = page.locator(".card.on")
    added.locator('[data-names="owners"] input').first.fill("Sở Y tế")
    added.get_by_role("button", name="Xong").click()
    page.locator('#t9 [data-act="delete"]').click()
    page.locator("#undo").click()
    shown = page.locator(".card:not(.gone) h2 button").all_text_contents()
    texts = [one.strip() for one in page.locator(".card:not(.gone) .words > button").all_text_contents()]
    lines = parse_corrections(download(page, tmp_path).read_bytes(), "x")
    corrected = plans.corrected(plan, lines)
    assert corrected.stale == ()
    assert [t.id for t in corrected.plan.tasks] == shown
    assert [t.text for t in corrected.plan.tasks] == texts


def test_filter_by_fate_leaves_the_others_pale_and_a_click_tells_the_reason(page: Page, plan: Plan) -> None:
    blocks = {e.span.block for e in plan.ledger if e.rule == "ASIDE-PURPOSE"}
    page.locator("#by-fate").select_option("aside:ASIDE-PURPOSE")
    assert page.locator("#paper .kept").count() == len(blocks)
    page.locator(f"#b{min(blocks)}").click(position={"x": 2, "y": 2})
    expect(page.locator("#tip")).to_contain_text("ASIDE-PURPOSE")
    page.locator("#by-fate").select_option("")
    assert page.locator("#paper .kept").count() == 0


def test_words_selected_in_the_plan_become_a_row(page: Page, plan: Plan, tmp_path: Path) -> None:
    block = next(b for b in plan.document.blocks if b.text.startswith("Ban Tổ chức kỷ niệm"))
    chosen = block.text[15:60].strip()
    page.evaluate(
        """([id, from, to]) => {
          const text = [...document.getElementById(id).childNodes].find(node => node.nodeType === Node.TEXT_NODE);
          getSelection().setBaseAndExtent(text, from, text, to);
        }""",
        [f"b{block.index}", 15, 60],
    )
    page.locator("#add").click()
    assert page.locator(".card.on .words > button").all_text_contents() == [chosen]
    page.locator(".card.on .edit").get_by_role("button", name="Xong").click()
    corrected = plans.corrected(plan, parse_corrections(download(page, tmp_path).read_bytes(), "x"))
    added = next(t for t in corrected.plan.tasks if t.rules == ("CORRECTION",))
    assert added.text == chosen == plan.document.quote(added.spans[0])
    assert added.id == page.locator(".card.on h2 button").all_text_contents()[0]


def test_doubtful_rows_come_first_and_can_be_found_fine(browser: Browser, plan: Plan, tmp_path: Path) -> None:
    doubtful = {7: ("W416",), 30: ("W415", "W424")}
    tasks = tuple(replace(t, flags=doubtful.get(n, ())) for n, t in enumerate(plan.tasks))
    machine = replace(plan, tasks=tasks, notices=())
    troubles: list[str] = []
    page = opened(browser, written(machine, tmp_path), WIDE, troubles)
    page.check("#flagged-first")
    assert page.locator(".card").evaluate_all("cards => cards.slice(0, 3).map(card => card.id)") == ["t7", "t30", "t0"]
    page.select_option("#by-flag", "W424")
    expect(page.locator(".card")).to_have_count(1)
    page.locator('#t30 [data-code="W424"]').click()
    page.locator('#t30 [data-code="W415"]').click()
    page.locator("#clear").click()
    page.select_option("#by-flag", "any")
    expect(page.locator(".card")).to_have_count(1)
    lines = parse_corrections(download(page, tmp_path).read_bytes(), "x")
    corrected = plans.corrected(machine, lines)
    assert [t.id for t in corrected.plan.tasks if t.flags] == [plan.tasks[7].id]
    again = opened(browser, written(corrected, tmp_path), WIDE, troubles)
    assert again.locator("#t30 .flag.fine").count() == 2
    for one in (page, again):
        one.context.close()
    assert [one for one in troubles if not one.startswith("blob:")] == []


def test_unsaved_work_survives_the_window(browser: Browser, file: Path) -> None:
    troubles: list[str] = []
    page = opened(browser, file, WIDE, troubles)
    page.locator('#t4 [data-act="delete"]').click()
    page.reload()
    assert page.locator("#t4.gone").count() == 1
    page.locator("#undo")
    page.locator('#t4 [data-act="restore"]').click()
    page.reload()
    assert page.locator(".gone").count() == 0
    page.context.close()
    assert troubles == []


def test_wrong_day_is_told_and_not_taken(page: Page) -> None:
    page.locator('#t0 [data-act="edit"]').click()
    page.fill('#t0 [name="end"]', "31/2/2024")
    page.locator("#t0 .edit").get_by_role("button", name="Xong").click()
    assert "Ngày không có thật" in page.locator("#t0 [role=alert]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#t0 .edit").count() == 0


def test_phone_shows_one_side_at_a_time(browser: Browser, file: Path) -> None:
    troubles: list[str] = []
    page = opened(browser, file, PHONE, troubles)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#plan").is_hidden()
    page.locator("#t6 h2 button").click()
    assert page.locator("#plan").is_visible()
    assert page.locator(".w.on").first.evaluate(IN_VIEW)
    page.locator("a.go").nth(6).click()
    assert page.locator("#t6").evaluate(IN_VIEW)
    page.context.close()
    assert troubles == []


def serious_faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds serious or worse: the rule, and the first places."""
    axe = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.fail(f"axe-core is missing: npm install --prefix {axe.parents[2]} axe-core", pytrace=False)
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in bad]


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", WIDE), ("light", PHONE)])
def test_no_serious_accessibility_fault(browser: Browser, file: Path, scheme: str, size: dict[str, int]) -> None:
    page = opened(browser, file, size, [], scheme)
    page.locator('#t0 [data-act="edit"]').click()
    page.locator("#notices summary").click()
    if size is PHONE:
        page.locator('.tabs [data-tab="plan"]').click()
    assert serious_faults(page) == []
    page.context.close()


def test_comparison_of_two_versions_opens_and_filters(browser: Browser, plan: Plan, tmp_path: Path) -> None:
    older = replace(plan, tasks=(replace(plan.tasks[0], text="Việc khác hẳn.", id="I-1"), *plan.tasks[2:]))
    path = tmp_path / "compare.html"
    path.write_bytes(compare_page(compare(older, plan)))
    troubles: list[str] = []
    page = opened(browser, path, PHONE, troubles)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".change:not([hidden])")).to_have_count(3)
    page.locator('input[value="removed"]').uncheck()
    expect(page.locator(".change:not([hidden])")).to_have_count(2)
    assert serious_faults(page) == []
    page.context.close()
    assert troubles == []


def long_plan(paragraphs: int) -> Plan:
    """A plan of so many paragraphs, one in three a task."""
    words = (
        "Chủ trì, phối hợp với các cơ quan liên quan kiểm tra việc chi trả hỗ trợ tại địa bàn thứ {n}; báo cáo kết quả."
    )
    blocks = tuple(Block(n, words.format(n=n), number="-", place=f"đoạn {n + 1}") for n in range(paragraphs))
    document = Document(Source("dai.docx", "0" * 64, 1), blocks)
    agency = registry().entries["so-noi-vu"].agency
    tasks = tuple(
        Task(
            id=f"I-{n}",
            section="I",
            heading="Sở Nội vụ",
            text=blocks[n].text,
            action=blocks[n].text,
            owners=(Party(agency, "Sở Nội vụ", Span(n, 0, 7)),),
            owner_role="lead",
            partners=(),
            mode="assign",
            spans=(Span(n, 0, len(blocks[n].text)),),
        )
        for n in range(0, paragraphs, 3)
    )
    return Plan(document, Header(), tasks)


def test_fourteen_thousand_paragraphs_open_in_three_seconds_and_scroll(browser: Browser, tmp_path: Path) -> None:
    file = written(long_plan(14_000), tmp_path)
    begun = time.perf_counter()
    page = opened(browser, file, WIDE, [])
    page.wait_for_selector("#t0")
    assert time.perf_counter() - begun < 3
    slowest = page.evaluate("""async () => {
      const list = document.getElementById('paper'); let worst = 0, last = performance.now();
      for (let i = 0; i < 40; i++) {
        list.scrollTop += 3000;
        await new Promise(requestAnimationFrame);
        const now = performance.now(); worst = Math.max(worst, now - last); last = now;
      }
      return worst; }""")
    assert slowest < 250
    page.locator("#cards > li").nth(4000).locator("h2 button").click()
    assert page.locator(".w.on").first.evaluate(IN_VIEW)
    page.context.close()
