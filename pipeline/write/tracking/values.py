"""Values of cells: as an officer reads them, and as one text whichever program saved them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from zlib import crc32

from pipeline.write.office.sheets import Formula, Value
from pipeline.write.tracking.recurring import Recurring


def shown(value: Value) -> str:
    """A value as an officer writes it: dates dd/mm/yyyy, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def canonical(value: Value) -> str:
    """The same text for what Excel, LibreOffice and openpyxl give back for one value."""
    if value is None or value == "":
        return ""
    if isinstance(value, Recurring):
        return f"R:{value}"
    if isinstance(value, Formula):
        return f"F:{value}"
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, (date, time)):
        return f"D:{value.isoformat()}"
    if isinstance(value, (int, float)):
        return f"N:{round(float(value), 9)!r}"
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("_x000D_", "")).strip()


def digest(value: Value) -> str:
    """Eight hexadecimal characters of ``canonical``; "" for an empty cell."""
    text = canonical(value)
    return f"{crc32(text.encode()):08x}" if text else ""
