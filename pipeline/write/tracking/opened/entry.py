"""Values as people type them: a day, a share or a status as text, in any spelling that says it without doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from pipeline.write.office.sheets import Formula, Value
from pipeline.write.tracking.status import load_statuses

_EPOCH = date(1899, 12, 30)  # day 0 of Excel
_SERIALS = range(36_526, 73_051)  # 2000 to 2099
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?: 00:00:00)?")
_IN_WORDS = re.compile(r"(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)( ?%)?")
_WHAT = {
    "date": "không đọc được thành ngày/tháng/năm",
    "percent": "không phải tỷ lệ từ 0 đến 100 %",
    "status": "không có trong danh sách trạng thái",
}


def entered(kind: str, value: Value) -> tuple[Value, str]:
    """(the value that counts, "") for a cell of ``kind`` "date", "percent" or "status"; (the value as it stands, why it
    cannot count) where what it says is not certain. Other kinds, formulas and empty cells pass."""
    if kind not in _WHAT or value in (None, "") or isinstance(value, Formula):
        return value, ""
    read = {"date": _day, "percent": _percent, "status": _status}[kind](value)
    return (value, _WHAT[kind]) if read is None else (read, "")


def _words(value: Value) -> str:
    """Text without regard to the form of Unicode, case, and blanks."""
    return " ".join(unicodedata.normalize("NFC", str(value)).split()).casefold()


def _day(value: Value) -> Value:
    """A day; None where the text is none, or lacks its year."""
    if isinstance(value, (date, datetime)):
        return value
    if isinstance(value, (int, float)):
        return _EPOCH + timedelta(int(value)) if int(value) in _SERIALS else None
    text = _words(value).removeprefix("ngày ").rstrip(".;")
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _percent(value: Value) -> Value:
    """A share from 0 to 1; "80" in text is 80 %, and so is "80 %"."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value if 0 <= value <= 1 else None
    found = _SHARE.fullmatch(_words(value))
    if not found:
        return None
    said = float(found[1].replace(",", "."))
    certain = bool(found[2]) or said == 0 or said > 1
    return round(said / 100, 9) if certain and said <= 100 else None


def _status(value: Value) -> Value:
    """The status's own name."""
    return _spellings().get(_words(value).strip(" .;"))


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, str]:
    """Names and what else people write for them."""
    statuses = load_statuses()
    said = {_words(word): statuses.names[id] for id, words in statuses.also.items() for word in words}
    return said | {_words(name): name for name in statuses.names.values()}
