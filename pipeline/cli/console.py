"""A terminal of any code page shows every line: letters that it does not have lose their marks, signs become plain.

Windows consoles in code page 437 or 1252 have no "ệ" and no "→"; a program must not die of that.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

_ODD, _PLAIN = ("đ", "Đ", "→", "«", "»", "…", "×", "–", "—"), ("d", "D", "->", '"', '"', "...", "x", "-", "-")
_SIGNS = dict(zip(_ODD, _PLAIN, strict=True))
_HANDLER = "without-marks"


def without_marks(text: str) -> str:
    """The words in ASCII: letters without their marks, signs as near as ASCII has them, "?" for the rest."""
    parts = unicodedata.normalize("NFD", "".join(_SIGNS.get(char, char) for char in text))
    return "".join(char if char.isascii() else "?" for char in parts if not unicodedata.combining(char))


def _encode(error: UnicodeError) -> tuple[str, int]:
    """What the codec can't write, without marks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return without_marks(error.object[error.start : error.end]), error.end


def prepare_console() -> None:
    """Let both streams write what their encoding lacks without marks."""
    codecs.register_error(_HANDLER, _encode)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
