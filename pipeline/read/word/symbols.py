"""Characters of the symbol fonts, which Word stores as Latin-1 letters or as private code points U+F020 to U+F0FF.

Sources: the Symbol encoding of PostScript (Adobe, appendix E of the language reference), and Microsoft's Wingdings as
Unicode 7 mapped it (proposal L2/12-368); of the other fonts the signs that offices use.
"""

from __future__ import annotations

import re

UNKNOWN = "▪"
_WINGDINGS = {
    0x22: "✂", 0x24: "👓", 0x26: "📖", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x2B: "✉", 0x3E: "✇", 0x3F: "✍", 0x41: "✌",
    0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x52: "☼", 0x53: "💧", 0x54: "❄",
    0x55: "✝", 0x56: "✞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "⌧", 0x7A: "⌘", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞",
    0x80: "⓪", **{0x81 + n: chr(0x2460 + n) for n in range(10)}, 0x8B: "⓿",
    **{0x8C + n: chr(0x2776 + n) for n in range(10)}, 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○",
    0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻", 0xA9: "✦", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹",
    0xAF: "✵", 0xB0: "⌖", 0xB2: "✧", 0xB5: "✪", 0xB6: "✰", 0xD5: "⌫", 0xD6: "⌦", 0xD7: "◁", 0xD8: "➢", 0xD9: "△",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE7: "←",
    0xE8: "➔", 0xE9: "↑", 0xEA: "↓", 0xEB: "↖", 0xEC: "↗", 0xED: "↙", 0xEE: "↘", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧",
    0xF2: "⇩", 0xF3: "⇔", 0xF4: "⇕", 0xF8: "▫", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA0: "▪", 0xA2: "■",
    0xA3: "□", 0xAE: "◆", 0xAF: "◇",
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x6A: "↖", 0x6B: "↗", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶",
    0x7D: "▶", 0x84: "◀", 0x8A: "⇨",
}  # fmt: skip
_WEBDINGS = {0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_GREEK = dict(zip("ABCDEFGHIKLMNOPQRSTUWXYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ", strict=True))
_GREEK |= dict(zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {"J": "ϑ", "V": "ς"}
_SYMBOL = {
    **{ord(letter): greek for letter, greek in _GREEK.items()}, 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−",
    0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x60: "‾", 0x7E: "∼", 0xA0: "€", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄",
    0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xBE: "—", 0xBF: "↵", 0xC0: "ℵ", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅",
    0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCB: "⊄", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠",
    0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨",
    0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE0: "◊", 0xE5: "∑", 0xF0: "•", 0xF2: "∫",
}  # fmt: skip
# Without a font these codes are Symbol's, all others Wingdings': bullets and comparisons that lost their font.
_UNSAID = {0x2D, 0xA3, 0xA8, 0xAC, 0xAE, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBE, 0xDE, 0xF0}
# The longer names first: the beginning of a font's name says which it is.
_FONTS = {
    "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "wingdings": _WINGDINGS, "webdings": _WEBDINGS,
    "symbol": _SYMBOL, "monotype sorts": {}, "zapfdingbats": {}, "marlett": {}, "mt extra": {},
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def _table(font: str | None) -> dict[int, str] | None:
    folded = (font or "").lower()
    return next((table for name, table in _FONTS.items() if folded.startswith(name)), None)


def is_symbol_font(font: str | None) -> bool:
    """Whether letters in this font are pictures."""
    return _table(font) is not None


def shown_in(text: str, font: str) -> str:
    """What ``text`` shows in a symbol font. Words that were set in it by mistake stay words."""
    if any(len(set(word)) > 1 for word in _LETTERS.findall(text)):
        return text
    return "".join(symbol(character, font) for character in text)


def symbol(character: str, font: str | None) -> str:
    """What ``character`` shows in ``font`` (Symbol where the font is not said); unknown pictures become "▪".

    A character that no symbol font has (Word takes it from another font) is itself.
    """
    code, table = ord(character), _table(font)
    if not 0xF020 <= code <= 0xF0FF and (table is None or code > 0xFF):
        return character
    code &= 0xFF
    if code in (0x20, 0x09, 0x0A, 0x0D):
        return chr(code)
    if table is _SYMBOL or (table is None and code in _UNSAID):
        return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x7F else UNKNOWN)
    if table is not None:
        return table.get(code, UNKNOWN)
    return _WINGDINGS.get(code) or (chr(code) if 0x20 <= code < 0x7F else UNKNOWN)
