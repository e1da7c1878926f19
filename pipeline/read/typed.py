"""Numbers that a person typed before the words: "III.", "2.1.", "a)", "-", "Điều 3."."""

from __future__ import annotations

import re

_UPPER = "".join(filter(str.isupper, map(chr, range(0x41, 0x1F00))))
_UPPER = re.sub("[^A-Z\u00c0-\u01b0\u1ea0-\u1ef9]", "", _UPPER)
_WORD = r"(?=[^\W\d_])"  # words follow at once: "1.Sở"
_TEXT = r"(?= +\S)"  # or after a space
# Each line is one form. Parts of an outline number have one or two digits, so that "1.000 người", "30.9.2024"
# and "2025 - 2035" stay words; without a full stop at its end it needs a capital after it ("2.1 Sở", not "2.5 triệu").
_FORMS = (
    r"[-–—+•*●○▪■□◦‣⁃∙·►➢➤✓✔❖](?:(?= +[^\s\-–—_*+])|(?=[^\W\d_]))",
    rf"(?:\d{{1,2}}\.){{0,4}}(?:\d{{1,3}}|[a-zđ]\d?|[ivx]{{1,5}})\)(?:{_TEXT}|{_WORD})",
    rf"Điều +\d{{1,3}}[a-zđ]?[.:]{_TEXT}",
    rf"(?:[IVX]{{1,7}}|[A-HKL])[.)/](?:{_TEXT}(?! +\d+(?: |$))|(?=[^\W\d_]{{2}}))",
    rf"(?:[IVX]{{1,7}}|\d{{1,2}})-{_TEXT}(?! +\d)",
    rf"\d{{1,3}}\.(?:{_TEXT}|{_WORD}(?!\S*\.))",
    rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,5}}\.(?:{_TEXT}|{_WORD})",
    rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,5}}(?= +[\"“(]?[{_UPPER}])",
    rf"\((?:\d{{1,2}}|[a-zđ]|[ivx]{{1,5}})\)(?:{_TEXT}|{_WORD})",
    rf"[a-zđ]\.(?:\d{{1,2}}[.)]?)?(?:{_TEXT}(?! +[a-zđ]\.)|(?=[{_UPPER}]))",
    r"(?:\d{1,2}|[a-zđ])/(?= +[^\W\d_])",
)
_FORM = f"({'|'.join(_FORMS)}) *"
_NUMBER = re.compile(_FORM)
_LINE = re.compile(f"^(?:{_FORM})?(.*)$", re.MULTILINE)


def split_number(text: str) -> tuple[str, str]:
    """The typed number and the words after it; ("", text) where there is none or nothing follows it.

    ``text`` is clean (single spaces). What stands alone ("I", "2.") is text: a page number, a cell, a year.
    """
    match = _NUMBER.match(text)
    if match is None:
        return "", text
    return match.group(1), text[match.end() :]


def split_numbers(texts: list[str]) -> list[tuple[str, str]]:
    """``split_number`` for many texts at once (in one search, where none of them has a line feed)."""
    found: list[tuple[str, str]] = _LINE.findall("\n".join(texts))
    return found if len(found) == len(texts) else [split_number(text) for text in texts]
