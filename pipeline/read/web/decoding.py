"""The letters of a web page: what it declares, what its bytes are, and what old fonts make of them."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers read these as; Python's own codecs refuse signs that such pages hold.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "x-user-defined": "cp1252", "utf-16": "utf-8"}
_DEFAULT = "cp1258"


def decode_page(content: bytes, declared: str = "") -> str:
    """The text of a page. Bytes that are UTF-8 are that, whatever is declared; else ``declared`` (from the mail that
    carries the page) or the page's own word counts, and without one the Vietnamese code page of Windows.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    said = _DECLARED.search(content[:4096])
    named = declared or (b"".join(filter(None, said.groups())).decode("ascii") if said else "")
    return content.decode(_codec(named), errors="replace")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name if name else _DEFAULT
    except LookupError:
        return _AS_BROWSERS.get(name.lower(), _DEFAULT)
    found = _AS_BROWSERS.get(found, found)
    return _DEFAULT if found.startswith(("utf-8", "utf-16", "utf-32")) else found
