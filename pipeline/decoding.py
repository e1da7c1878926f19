"""Small text files as offices save them: UTF-8 with or without a mark, UTF-16 as Excel and Notepad write it."""

from __future__ import annotations

import codecs


def decoded(content: bytes) -> str:
    """The text of a small file that a person wrote, without its byte-order mark.

    Without a mark a file with a zero byte beside its first letter is UTF-16, all else UTF-8. Raises
    UnicodeDecodeError where it is neither.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    if content[1:2] == b"\0":
        return content.decode("utf-16-le")
    if content[:1] == b"\0":
        return content.decode("utf-16-be")
    return content.decode("utf-8-sig")
