"""The periodic report: figures, by agency, what is late and why, what is next, what is proposed; .docx and its tables
as .xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.contract import TRACKING
from pipeline.model import Plan, Settings
from pipeline.write.letter.citation import cite_plan
from pipeline.write.letter.profile import Profile
from pipeline.write.letter.sender import number_blank, place_line, resolve_sender, vn_date
from pipeline.write.office.rich import fill, text_of
from pipeline.write.report.book import MOST_BARS, State, by_agency, by_leader, report_workbook, states_of
from pipeline.write.report.chart import Bars, chart_xml
from pipeline.write.report.count import (
    by_first_limit,
    flow,
    read_snapshots,
    snapshot,
    snapshots_json,
    task_snapshot,
    tasks_of,
    two_by_two,
)
from pipeline.write.report.document import Drawing, ReportPage, Sheet, render_report
from pipeline.write.tracking.pages.charts import SHADES
from pipeline.write.tracking.read import read_tracker
from pipeline.write.tracking.status import DONE, load_statuses, rate, tally

_AHEAD = 30  # days that "what is next" looks ahead


@dataclass(frozen=True, slots=True)
class Report:
    """Both files, and what the next period's report starts from (JSON)."""

    docx: bytes
    xlsx: bytes
    figures: bytes


def progress_report(
    content: bytes,
    plan: Plan,
    profile: Profile,
    settings: Settings,
    today: date,
    where: str = TRACKING,
    last: bytes | None = None,
) -> Report:
    """The report on ``content`` (tracking.xlsx) as of ``today``; ``plan`` needs its head only, ``last`` are the figures
    of the last report. Raises PipelineError E320 to E322."""
    tracker = read_tracker(content, where).tracker
    states = states_of(tracker, today)
    agencies = by_agency(tracker, states)
    figures = (*_period(states, today, last), *_leaders(by_leader(tracker, states)))
    page = _page(plan, profile, settings, states, (agencies, figures), today)
    tables = report_workbook(tracker, states, agencies, today)
    return Report(render_report(page, today), tables, snapshots_json(states, today))


def _period(states: Sequence[State], today: date, last: bytes | None) -> Iterator[str | Sheet]:
    """The two by two, then what the period brought and took; tasks and assignments apart."""
    both = (("Nhiệm vụ", tasks_of(states)), ("Lượt giao", states))
    lines = []
    for name, some in both:
        four = two_by_two(some, today)
        counts = (four.total, four.in_time, four.late, four.other, four.running, four.overdue)
        lines.append((name, *map(str, counts)))
    yield Sheet(_FOUR, (24, 20, 24, 24, 24, 22, 22), tuple(lines))
    first, granted = by_first_limit(states)
    yield (
        f"Trong số lượt giao đã hoàn thành, đúng thời hạn ban đầu: {first}; đúng thời hạn tính cả gia hạn: {granted}."
    )
    before = read_snapshots(last)
    now = (task_snapshot(states), snapshot(states))
    flows = [flow(then, this) for then, this in zip(before, now, strict=True)]
    rows = [
        (name, *(str(n) for n in (f.left, f.given, f.done, f.dropped, f.carried)))
        for (name, _), f in zip(both, flows, strict=True)
    ]
    yield Sheet(_FLOW, (30, 26, 26, 26, 26, 26), tuple(rows))


_FOUR = (
    "",
    "Tổng số",
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Hoàn thành, không hạn hoặc chưa ghi ngày",
    "Chưa hoàn thành, trong hạn",
    "Chưa hoàn thành, quá hạn",
)
_FLOW = ("", "Kết dư kỳ trước", "Mới giao", "Hoàn thành", "Bỏ", "Chuyển kỳ sau")


def _leaders(leaders: Mapping[str, Mapping[str, int]]) -> Iterator[str | Sheet]:
    """A line a leader in charge, where any is named."""
    rows = tuple(
        (name, str(sum(c.values())), str(_done(c)), str(c["overdue"]), _percent(c)) for name, c in leaders.items()
    )
    if rows:
        yield Sheet(("Lãnh đạo phụ trách", "Lượt giao", "Hoàn thành", "Quá hạn", "Tỷ lệ"), (64, 24, 24, 24, 24), rows)


def _done(counts: Mapping[str, int]) -> int:
    """How many are finished."""
    return sum(counts[id] for id in DONE)


def _percent(counts: Mapping[str, int]) -> str:
    """The rate in words of a report: "87,5%"; a dash where nothing fell due."""
    share = rate(counts)
    return "-" if isinstance(share, str) else f"{share * 100:.1f}%".replace(".", ",")


def _page(
    plan: Plan,
    profile: Profile,
    settings: Settings,
    states: Sequence[State],
    counted: tuple[Mapping[str, dict[str, int]], Sequence[str | Sheet]],
    today: date,
) -> ReportPage:
    """The report's words; ``counted`` are the figures by agency and those of the period."""
    agencies, figures = counted
    sender, citation = resolve_sender(plan.header, settings, profile), cite_plan(plan, profile)
    late = sorted((s for s in states if s.condition.id == "overdue"), key=lambda s: s.limit or today)
    coming = sorted(
        (
            s
            for s in states
            if s.condition.id in ("soon", "running") and s.limit and s.limit <= today + timedelta(_AHEAD)
        ),
        key=lambda s: s.limit or today,
    )
    return ReportPage(
        superior=sender.superior,
        issuer=sender.lines,
        number=fill("Số: {gap}/BC-{symbol}", gap=number_blank(), symbol=text_of(sender.symbol).rsplit("-", 1)[0]),
        place_and_date=place_line(sender),
        title=f"Kết quả thực hiện {text_of(citation.subject)} (tính đến ngày {vn_date(today)})",
        opening=fill("Thực hiện {plan}, {self} tổng hợp kết quả như sau:", plan=citation.first, self=sender.full),
        parts=(
            ("I. KẾT QUẢ CHUNG", (_figures(tasks_of(states)), *figures, _whole(states))),
            ("II. KẾT QUẢ THEO CƠ QUAN, ĐƠN VỊ", (_agency_table(agencies), *_agency_chart(agencies))),
            ("III. NHIỆM VỤ QUÁ HẠN VÀ NGUYÊN NHÂN", _late(late)),
            (f"IV. NHIỆM VỤ ĐẾN HẠN TRONG {_AHEAD} NGÀY TỚI", _coming(coming)),
            ("V. KIẾN NGHỊ", _proposals(late, states)),
        ),
        recipients=sender.recipients,
        authority=sender.authority,
        name=sender.name,
    )


def _figures(states: Sequence[State]) -> str:
    """The figures in a sentence, in the words of the Government's own reports."""
    counts = tally([state.condition for state in states])
    done = _done(counts)
    finished = f"đã hoàn thành {done} nhiệm vụ (đúng hạn {counts['done_in_time']}, quá hạn {counts['done_late']}"
    finished += f", chưa ghi ngày {counts['done_undated']}" if counts["done_undated"] else ""
    finished += f", không hạn {counts['done_open']}" if counts["done_open"] else ""
    running = counts["running"] + counts["soon"]
    open_ = f", không có thời hạn {counts['open']}" if counts["open"] else ""
    open_ += f", chờ xác nhận {counts['waiting']}" if counts["waiting"] else ""
    paused = f", tạm hoãn {counts['paused']}" if counts["paused"] else ""
    due = (
        "chưa có nhiệm vụ nào đến hạn"
        if _percent(counts) == "-"
        else f"tỷ lệ hoàn thành trên số nhiệm vụ đến hạn là {_percent(counts)}"
    )
    return (
        f"Tổng số nhiệm vụ được giao: {len(states)}; {finished}); chưa hoàn thành {len(states) - done} nhiệm vụ "
        f"(trong hạn {running}, "
        f"trong đó sắp đến hạn {counts['soon']}; quá hạn {counts['overdue']}{open_}{paused}); {due}."
    )


def _whole(states: Sequence[State]) -> Drawing:
    """All tasks by condition."""
    counts = tally([state.condition for state in states])
    shown = [condition for condition in load_statuses().conditions if counts[condition.id]]
    bars = Bars("Số nhiệm vụ", "7F9DC0", [counts[condition.id] for condition in shown])
    return Drawing(
        chart_xml("Tình hình thực hiện", [condition.heading for condition in shown], [bars]), 30 + 8 * len(shown)
    )


def _agency_table(agencies: Mapping[str, dict[str, int]]) -> Sheet:
    """A line an agency."""
    heads = (
        "STT",
        "Cơ quan, đơn vị",
        "Được giao",
        "Hoàn thành đúng hạn",
        "Hoàn thành quá hạn",
        "Hoàn thành khác",
        "Trong hạn",
        "Quá hạn",
        "Khác",
        "Tỷ lệ",
    )
    rows = []
    for number, (owner, counts) in enumerate(agencies.items(), 1):
        cells = [
            sum(counts.values()),
            counts["done_in_time"],
            counts["done_late"],
            counts["done_undated"] + counts["done_open"],
        ]
        cells += [counts["running"] + counts["soon"], counts["overdue"], counts["open"] + counts["paused"]]
        rows.append((str(number), owner, *(str(cell) for cell in cells), _percent(counts)))
    return Sheet(heads, (10, 32, 13, 16, 16, 16, 15, 14, 14, 14), tuple(rows))


def _agency_chart(agencies: Mapping[str, dict[str, int]]) -> tuple[Drawing, ...]:
    """The same as bars, where a page can hold them."""
    if not 1 < len(agencies) <= MOST_BARS:
        return ()
    shown = [c for c in load_statuses().conditions if any(counts[c.id] for counts in agencies.values())]
    series = [Bars(c.heading, SHADES.get(c.id, c.fill), [counts[c.id] for counts in agencies.values()]) for c in shown]
    return (Drawing(chart_xml("Theo cơ quan, đơn vị", list(agencies), series), 45 + 7 * len(agencies)),)


def _late(late: Sequence[State]) -> tuple[str | Sheet, ...]:
    """What is late, by how much, and why as far as anyone has written."""
    if not late:
        return ("Không có nhiệm vụ quá hạn.",)
    rows = tuple(
        (
            str(number),
            s.row.words("action"),
            s.row.words("owner"),
            vn_date(s.limit),
            str(-int(s.left)),
            s.row.words("reason") or "chưa báo cáo",
        )
        for number, s in enumerate(late, 1)
    )
    return (
        Sheet(
            ("STT", "Nhiệm vụ", "Cơ quan, đơn vị", "Thời hạn", "Số ngày quá hạn", "Nguyên nhân"),
            (12, 54, 33, 25, 17, 23),
            rows,
        ),
    )


def _coming(coming: Sequence[State]) -> tuple[str | Sheet, ...]:
    """What falls due next."""
    if not coming:
        return (f"Không có nhiệm vụ đến hạn trong {_AHEAD} ngày tới.",)
    rows = tuple(
        (str(number), s.row.words("action"), s.row.words("owner"), vn_date(s.limit), s.row.words("status"))
        for number, s in enumerate(coming, 1)
    )
    return (Sheet(("STT", "Nhiệm vụ", "Cơ quan, đơn vị", "Thời hạn", "Trạng thái"), (12, 65, 37, 25, 25), rows),)


def _proposals(late: Sequence[State], states: Sequence[State]) -> tuple[str, ...]:
    """What the office asks for; only what the figures call for."""
    said = []
    if late:
        owners = "; ".join(dict.fromkeys(state.row.words("owner") for state in late))
        said.append(
            f"Đề nghị các cơ quan, đơn vị có nhiệm vụ quá hạn ({owners}) khẩn trương rà soát, hoàn thành, làm rõ "
            f"nguyên nhân, trách nhiệm."
        )
    undated = sum(state.condition.id == "done_undated" for state in states)
    if undated:
        said.append(f"Đề nghị bổ sung ngày hoàn thành của {undated} nhiệm vụ để có căn cứ đánh giá.")
    said.append("Các cơ quan, đơn vị tiếp tục thực hiện các nhiệm vụ trong hạn, cập nhật kết quả kịp thời.")
    return tuple(said)
