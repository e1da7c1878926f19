"""Marks that shape a clause: gaps, boundaries, names up to a colon. Words are rules (rules/phrases.toml)."""

from __future__ import annotations

import re

GAP = re.compile(r"[\s\"“”'(]*")
COMMAS = re.compile(r"[\s,]*")
# Behind "Đề nghị", "Giao": a name up to a colon.
ADDRESSEE = re.compile(r"[A-ZĐ]\w+ [^:.;,]{4,100}(?=:)")
UP_TO_COLON = re.compile(r"\s[^:.;]{4,160}")  # behind "đồng chí": title and name
BOUNDARY = re.compile(r"[,;.:–]\s")
REACH = 80  # characters between a name and "có trách nhiệm" ("… theo Kế hoạch này có trách nhiệm")
