"""Clean text, and the keys on which rules match: all keys have the length of the text they stand for."""

import unicodedata
from functools import lru_cache

import regex

_INVISIBLE = regex.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u0002]")

# hoà ~ hòa, thuỷ ~ thủy: the tone may stand on either vowel of an open oa, oe, uy; one of both is the key.
_OLD_TONE = {
    o + a: n + t
    for plain, toned, vowels in (("o", "òóỏõọ", {"a": "àáảãạ", "e": "èéẻẽẹ"}), ("u", "ùúủũụ", {"y": "ỳýỷỹỵ"}))
    for a, marks in vowels.items()
    for o, t in zip(toned, marks, strict=True)
    for n in plain
}
_TONE_PLACE = regex.compile(rf"(?:{'|'.join(_OLD_TONE)})(?!\p{{L}})")
# tỉ ~ tỷ, kĩ ~ kỹ, quí ~ quý, lí ~ lý: the same word in two spellings.
_I_OR_Y = regex.compile(r"(?<=\b[tkqlmh]u?)[ìíỉĩị]\b")
_Y_OF_I = dict(zip("ìíỉĩị", "ỳýỷỹỵ", strict=True))

_ALIKE = {ord(a): b for a, b in zip("–—−‐‑‒ÐðƉɖƣ“”„’‘`", "------đđđđư\"\"\"'''", strict=True)}


def clean(raw: str) -> str:
    """The text as a reader sees it: NFC, white space single, nothing invisible."""
    text = raw if raw.isprintable() else _INVISIBLE.sub("", raw)
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The matching key of a text, code point for code point: lower case, one tone placement, one dash.

    `Thuỷ lợi – 5 tỉ` and `thủy lợi - 5 tỷ` have one key. The text itself is never altered.
    """
    low = text.lower()
    if len(low) != len(text):  # İ lowers to two code points
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return respell(low.translate(_ALIKE))


def respell(text: str) -> str:
    """The text with one spelling for one word: thủy as thuỷ, tỉ as tỷ; length and capitals stay."""
    text = _TONE_PLACE.sub(lambda m: _OLD_TONE[m[0]], text)
    return _I_OR_Y.sub(lambda m: _Y_OF_I[m[0]], text)


def _without_tone(char: str) -> str:
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    kept = "".join(c for c in unicodedata.normalize("NFD", char) if c not in marks)
    return unicodedata.normalize("NFC", kept)


_TONELESS = {
    code: plain
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
    if len(plain := _without_tone(chr(code))) == 1 and plain != chr(code)
}


def toneless(text: str) -> str:
    """The text without its five tone marks, code point for code point: `phần đầu` → `phân đâu`.

    Scans lose and confuse tones first; two texts that differ in nothing else are alike here.
    """
    return text.translate(_TONELESS)


@lru_cache(maxsize=4096)
def unmarked(text: str) -> str:
    """The bare letters of a text: no tone, no hat, no hook, `đ` as `d`; a text without Vietnamese marks is its own."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))
