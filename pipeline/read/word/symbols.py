"""Characters of the symbol fonts, which Word stores as private code points U+F020 to U+F0FF."""

from __future__ import annotations

# Wingdings and Symbol as offices use them: bullets, boxes, arrows, ticks.
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x28: "☎", 0x2A: "✉", 0xAB: "★", 0xB2: "✧",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xAE: "→", 0xAC: "←", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xBE: "—", 0xA8: "♦", 0xDE: "⇒", 0xF0: "•", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ", 0x53: "Σ",
    0x61: "α", 0x62: "β", 0x70: "π",
}  # fmt: skip


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in this font are pictures."""
    return font is not None and font.lower().startswith(("symbol", "wingdings", "webdings"))


def symbol(character: str, font: str | None) -> str:
    """What ``character`` shows in ``font`` (Symbol where the font is not said); unknown pictures become "▪"."""
    code = ord(character)
    if not 0xF020 <= code <= 0xF0FF and not is_symbol_font(font):
        return character
    code &= 0xFF
    if font is not None and font.lower().startswith("wingdings"):
        return _WINGDINGS.get(code, "▪" if code > 0x20 else " ")
    if code in _SYMBOL:
        return _SYMBOL[code]
    if is_symbol_font(font):
        return chr(code) if 0x20 <= code < 0x41 else "▪"
    return _WINGDINGS.get(code) or (chr(code) if 0x20 <= code < 0x7F else "▪")
