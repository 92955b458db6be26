"""Whether a word can be a Vietnamese syllable, by `rules/syllables.toml`, and how much of a text is Vietnamese."""

import tomllib
import unicodedata
from functools import cache, lru_cache

import regex

from extract.rules import FOLDER

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_QUALITY = "ăâêôơư"
_EITHER_PLACE = ("oa", "oe", "uy")
_STOPS = ("c", "k", "p", "t", "ch")
_TONES_OF_STOPS = {"\u0301", "\u0323"}


_WORD = regex.compile(r"(?<![\p{L}\p{M}\d])\p{Ll}{2,}(?![\p{L}\p{M}\d])")
# a capital behind a small letter: nhiÒu, tR−êng, as signs of other encodings come out; no word is written so
_MIXED = regex.compile(r"\p{L}*\p{Ll}\p{Lu}\p{L}*")
_MARKED = regex.compile(r"[^\x00-\x7f]")
# of the words of a text so many bear a mark, a tone or a hat; a text that lost all of them is still read as words
_USUALLY_MARKED = 0.5


def share_of_syllables(text: str, least: int) -> float | None:
    """How much of a text is Vietnamese, 0 to 1, by its words in small letters; None where these are fewer than `least`.

    Words that mix small letters and capitals are none of the language. A text whose words bear no marks (`Thong tu`)
    counts for as little as one that is not made of syllables.
    """
    composed = unicodedata.normalize("NFC", text)
    words = _WORD.findall(composed) + _MIXED.findall(composed)
    if len(words) < least:
        return None
    syllables = sum(is_syllable(word, anywhere=True) for word in words) / len(words)
    marked = sum(bool(_MARKED.search(word)) for word in words) / len(words)
    return syllables * min(1.0, marked / _USUALLY_MARKED)


@lru_cache(maxsize=16384)
def is_syllable(word: str, anywhere: bool = False) -> bool:
    """True when a word in small letters (NFC) can be a Vietnamese syllable, its tone at its place or `anywhere`."""
    letters, tone, place = "", "", -1
    for char in word:
        plain, mark = _parted(char)
        if mark:
            if tone:
                return False
            tone, place = mark, len(letters)
        letters += plain
    return any(
        _bears(rhyme, tone) and (not tone or anywhere or place - len(letters) + len(rhyme) in _places(rhyme))
        for rhyme in _rhymes_in(letters)
    )


@cache
def _parted(char: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks if mark in _TONES), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else char, tone


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads((FOLDER / "syllables.toml").read_text(encoding="utf-8"))
    return frozenset(["", *raw["initials"].split()]), frozenset(raw["rhymes"].split())


def _rhymes_in(letters: str) -> list[str]:
    """The rhymes that are left behind an initial: of `gia` both a and ia."""
    initials, rhymes = _tables()
    return [letters[n:] for n in range(min(4, len(letters))) if letters[:n] in initials and letters[n:] in rhymes]


def _bears(rhyme: str, tone: str) -> bool:
    """True when a rhyme can have the tone: behind a stop two of the six."""
    return not rhyme.endswith(_STOPS) or tone in _TONES_OF_STOPS


@cache
def _places(rhyme: str) -> tuple[int, ...]:
    """The letters of a rhyme that may bear its tone: the marked vowel, else by the vowels around (hòa and hoà)."""
    vowels = rhyme.rstrip("chgkmnpt")
    marked = [at for at, vowel in enumerate(vowels) if vowel in _QUALITY]
    if marked:
        return (marked[-1],)
    if rhyme in _EITHER_PLACE:
        return (0, 1)
    if len(vowels) < len(rhyme):
        return (len(vowels) - 1,)
    return (len(vowels) // 2 if len(vowels) > 2 else 0,)
