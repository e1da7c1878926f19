"""Text in the old one-byte fonts TCVN3 (.VnTime …) and VNI (VNI-Times …), which Word keeps as Latin-1 letters.

Sources: TCVN 5712:1993 (set VN3) for the .Vn fonts; the VNI-Windows code page, where a vowel is followed by one sign
that carries accent and tone. In .Vn fonts that end in H every letter is displayed as a capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

# TCVN3: each vowel with its tones in the order of the standard: huyền, hỏi, ngã, sắc, nặng.
_TCVN3_TONES = {
    "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ", "o": "ßáâãä", "ô": "åæçèé",
    "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
}  # fmt: skip
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_TCVN3_PLAIN = dict(zip("¡¢§£¤¥¦¨©®ª«¬\u00ad", "ĂÂĐÊÔƠƯăâđêôơư", strict=True))
_TCVN3 = str.maketrans(
    _TCVN3_PLAIN
    | {
        sign: unicodedata.normalize("NFC", vowel + tone)
        for vowel, signs in _TCVN3_TONES.items()
        for sign, tone in zip(signs, _TONES, strict=True)
    }
)
_BREVE, _CIRCUMFLEX = "\u0306", "\u0302"
_VNI_MARKS = dict(zip("øûõùï", _TONES, strict=True))
_VNI_MARKS |= {"â": _CIRCUMFLEX, "ê": _BREVE}
_VNI_MARKS |= {sign: _CIRCUMFLEX + tone for sign, tone in zip("àåãáä", _TONES, strict=True)}
_VNI_MARKS |= {sign: _BREVE + tone for sign, tone in zip("èúüéë", _TONES, strict=True)}
_VNI_VOWELS = {"ô": "ơ", "ö": "ư"}
_VNI_SINGLE = {**_VNI_VOWELS, "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI_LETTER = re.compile("([aeouyôö])([{}])|[{}]".format("".join(_VNI_MARKS), "".join(_VNI_SINGLE)), re.IGNORECASE)
# Letters that only Unicode text has: a run in a .Vn font that holds one was typed in Unicode after all.
_UNICODE_LETTER = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
# What no Unicode Vietnamese writes: a sign of the one-byte fonts between two letters of a word.
_TCVN3_TRACE = re.compile(r"[a-zA-Z®][µ¶·¸¹»¼½¾¨©®ª«¬\u00ad]|[®¬«¨][a-z]")
_VNI_TRACE = re.compile(r"[aeo][ùøûïâåä]|[uö][ùøûï]|ñ[aeiouöô]")
_ENOUGH = 12
_WORDS, _SHARE = 2000, 0.7
_OLD_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_SYLLABLE = re.compile(
    "(?:ngh|ng|gh|gi|kh|ch|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|uơ|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    "|(?:ngh|ng|gh|gi|kh|ch|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "(?:ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|yêu|oi|ôi|ơi|ua|ui|uôi|ưa|ưi|ưu|ươi|ươu|oai|oay|oao|oeo|uây|uya|uyu)"
)


def is_legacy(font: str | None) -> bool:
    """Whether ``font`` is one of the old fonts: ".Vn…" (TCVN3) or "VNI-…"."""
    return font is not None and font[:3].lower() in (".vn", "vni")


def decode(text: str, font: str) -> str:
    """The Unicode text (NFC) that ``text`` shows in ``font``; what the font's code page lacks stays as it is."""
    if font[:3].lower() == "vni":
        return unicodedata.normalize("NFC", _VNI_LETTER.sub(_vni_letter, text))
    # A real soft hyphen beside the letter of the same code: no word has "ưư".
    decoded = re.sub("\u00ad+", "\u00ad", text).translate(_TCVN3)
    return decoded.upper() if font.rstrip().upper().endswith("H") else decoded


def decode_parts(parts: Sequence[str], fonts: Sequence[str | None]) -> list[str]:
    """The parts of a paragraph, those in old fonts decoded; neighbours together, because VNI pairs can be cut in two.

    A paragraph that holds Unicode letters in an old font was typed in Unicode and is left alone.
    """
    pairs = list(zip(parts, fonts, strict=True))
    if any(_UNICODE_LETTER.search(part) for part, font in pairs if font):
        return list(parts)
    return [
        decode("".join(part for part, _ in group), font) if font else "".join(part for part, _ in group)
        for font, group in groupby(pairs, key=lambda pair: pair[1])
    ]


def guess_font(text: str) -> str | None:
    """The old font that ``text`` must have been typed for although nothing says so, or None.

    Signs that only such text has are counted first; then its words, decoded, must be Vietnamese syllables: other
    languages and quotation marks («…») have the signs too, but what comes of them is no syllable.
    """
    if _UNICODE_LETTER.search(text):
        return None
    traces = {".VnTime": len(_TCVN3_TRACE.findall(text)), "VNI-Times": len(_VNI_TRACE.findall(text))}
    for font, count in sorted(traces.items(), key=lambda pair: -pair[1]):
        if count >= _ENOUGH and _reads_as_vietnamese(text, font):
            return font
    return None


def _reads_as_vietnamese(text: str, font: str) -> bool:
    """Whether most words of ``text`` with signs beyond ASCII become syllables when they are decoded."""
    words = [word for word in _OLD_WORD.findall(text) if not word.isascii()][:_WORDS]
    pairs = ((word, decode(word, font)) for word in words)
    good = [shown for word, shown in pairs if word != shown and _is_syllable(shown)]
    return len(good) >= _SHARE * len(words)


def _is_syllable(word: str) -> bool:
    """Whether ``word`` can be a Vietnamese syllable: onset, vowels, coda, at most one tone."""
    letters = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    return sum(sign in _TONES for sign in letters) <= 1 and _SYLLABLE.fullmatch(plain) is not None


def _vni_letter(match: re.Match[str]) -> str:
    """One letter: a vowel with its sign, or a letter that has a code of its own."""
    vowel, mark = match.groups()
    if vowel is None:
        return _in_case(_VNI_SINGLE[match.group().lower()], match.group())
    base = _VNI_VOWELS.get(vowel.lower(), vowel.lower())
    signs = _VNI_MARKS[mark.lower()]
    if (_CIRCUMFLEX in signs and base not in "aeo") or (_BREVE in signs and base != "a"):  # two letters, not one
        return _in_case(_VNI_VOWELS.get(vowel.lower(), vowel), vowel) + _in_case(
            _VNI_SINGLE.get(mark.lower(), mark), mark
        )
    return _in_case(unicodedata.normalize("NFC", base + signs), vowel)


def _in_case(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter.lower()
