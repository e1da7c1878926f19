"""Names of files: an agency's name in plain small letters, as every system and every mail program takes it."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60


def slug(name: str) -> str:
    """ "Sở Văn hóa, Thể thao và Du lịch" becomes "so-van-hoa-the-thao-va-du-lich"; at most 60 letters, cut between
    words."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in bare if not unicodedata.combining(char)))
    kept = ""
    for word in words:
        if len(kept) + len(word) >= _LONGEST:
            break
        kept += f"-{word}" if kept else word
    return kept or "don-vi"
