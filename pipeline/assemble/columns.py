"""What the head of a table of tasks says of its columns."""

from __future__ import annotations

from dataclasses import dataclass

OWNER_COLUMNS = ("lead", "perform")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds: field name to column number, with the rules that read the head."""

    at: dict[str, int]
    rules: dict[str, str]
    width: int
    head_rows: int
    limit: bool = False  # the column for deadlines names a limit ("Thời hạn hoàn thành")

    @property
    def owner(self) -> str:
        """The column that says who: "lead" before "perform"."""
        return next((name for name in OWNER_COLUMNS if name in self.at), "")


def only_counts(names: set[str]) -> bool:
    """Targets without work ("Chỉ tiêu", "Mục tiêu") and budgets ("Đơn giá", "Thành tiền") order nothing."""
    targets = "figure" in names and "content" not in names
    return targets or ("amount" in names and not names & {"deadline", "partner"})
