"""Stable ids of agencies and groups, made from their names."""

from __future__ import annotations

import re
import unicodedata

_UNSAID = ("cac-", "nhung-", "tat-ca-", "toan-the-", "moi-", "tung-")
_CONCERNED = ("-co-lien-quan", "-lien-quan")  # said with "có" or without


def slug(name: str) -> str:
    """A stable id from a name: no diacritics, no case, words joined by "-"; "Ủy ban nhân dân" is "ubnd"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d").replace("ð", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words).replace("uy-ban-nhan-dan", "ubnd")


def group_id(name: str) -> str:
    """One id for the spellings of a group: "Các cơ quan có liên quan" = "cơ quan liên quan"."""
    plain = slug(re.sub(r"\s*\(.*", "", name))
    previous = ""
    while plain != previous:
        previous, plain = plain, plain.replace(*_CONCERNED)
        for word in _UNSAID:
            plain = plain.removeprefix(word)
    return "nhom-" + plain
