"""How a word stands as Unicode and under another reading: Vietnamese, foreign, plain, or broken."""

import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from extract.encodings import VIETNAMESE, WESTERN, decode, table, upper
from extract.syllables import is_syllable

# what blanks, digits and the signs of ASCII part
WORD = regex.compile(r"[^\s\x00-@\[-`{-\x7f\ufffe]+")
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
# «Nam» · Nam¹ · N·m · µg · Excel®: signs where running text has them
_BEFORE = "«»“”„‚‘’©·•∙…–—−×¶¿¡"
_BEHIND = "«»“”‘’©®™·•∙…–—−×¹²³ªº°"
_NATURAL = regex.compile(
    rf"[{_BEFORE}]*(?:(?:[\p{{L}}\p{{M}}]+|[µμ](?:[gmlLsFAVWM]|mol|Sv))(?:[·•’–—−…×][\p{{L}}\p{{M}}]+)*[{_BEHIND}]*)?|[^\p{{L}}]+"
)
# no other language has these: a capital within a word, Danish ø or ñ where VNI has its marks
_CAPITAL_WITHIN = regex.compile(r"\p{Ll}\p{Lu}")
_NOT_EUROPEAN = regex.compile(r"[aeiouyôö][øõåä]|a[áàâê]|e[àâ]|o[âà]|[ôöy][ùûï]|\bñ", regex.IGNORECASE)
_ONLY_VIETNAMESE = regex.compile("[\u1ea0-\u1ef9ĩũĨŨ]")
# a word may be parted between syllables, and each has a vowel: `t­` and `n­íc` are no such words
_PARTING = regex.compile("[\u00ad−]")
_SMALL = regex.compile("[a-z]")
# a tone that no letter before it can bear: in text of Windows-1258 it was a letter of TCVN3
_MARK = regex.compile(r"\p{M}")
_VOWEL = regex.compile(r"[aeiouyAEIOUY]|[^\x00-\x7f]")
_DONG = ("đ", "trđ", "tỷđ", "tỉđ", "nđ")
_CURRENT = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "Ƣ": "Ư", "ƣ": "ư", "\u00ad": None})
_ABBREVIATION = regex.compile(r"(?=.*[ĐƯƠĂ])[A-ZĐƯƠĂ]{1,8}")
# signs that stand alone as what they are, also in text where they are letters: bullets, footnotes, minus
_ALONE = set("·∙•©»¹²³º−…–—“”‘’‰")


class Kind(Enum):
    """What a word is as it stands."""

    VIETNAMESE = "vietnamese"
    FOREIGN = "foreign"
    PLAIN = "plain"
    BROKEN = "broken"


class Reading(NamedTuple):
    """An encoding, and the code page that made characters of its bytes."""

    encoding: str
    page: str = WESTERN


READINGS = tuple(Reading(name, page) for page in (WESTERN, VIETNAMESE) for name in ("tcvn3", "vni", "vps"))


@lru_cache(maxsize=65536)
def kind(word: str) -> Kind:
    """What a word is, taken for Unicode."""
    if _is_torn(word):
        return Kind.BROKEN
    text = unicodedata.normalize("NFC", word).translate(_CURRENT)
    natural = bool(_NATURAL.fullmatch(text)) and not _MARK.search(text)
    if natural and _ONLY_VIETNAMESE.search(text):
        return Kind.VIETNAMESE
    marked = [run for run in _LETTERS.findall(text) if not run.rstrip("ªº").isascii()]
    if not natural or not marked or text[0] in "µμ":
        return Kind.PLAIN if natural else Kind.BROKEN
    if all(is_syllable(run.lower()) or _is_abbreviation(run) for run in marked):
        return Kind.BROKEN if _has_capital_within(text) else Kind.VIETNAMESE
    foreign = not _has_capital_within(text) and not _NOT_EUROPEAN.search(text)
    return Kind.FOREIGN if foreign else Kind.BROKEN


def _is_torn(word: str) -> bool:
    """True for a word with signs where no language has them: nhµ, t­ (hyphen), n−íc (minus)."""
    if "µ" in word[1:] or "μ" in word[1:]:
        return True
    parts = [part for part in _PARTING.split(word) if part]
    if len(parts) == 1 and "\u00ad" not in word:
        return False
    return not all(map(_VOWEL.search, parts)) and ("\u00ad" in word or not all(map(str.isascii, parts)))


@lru_cache(maxsize=65536)
def is_read(word: str, reading: Reading) -> bool | None:
    """True where a reading makes a Vietnamese word of it, False where it breaks it, None where it says nothing."""
    got = decode(word, reading.encoding, page=reading.page).text
    if got == unicodedata.normalize("NFC", word):
        return None if _is_own(word, reading) else False
    if _has_capital_within(got) and (_SMALL.search(got) or _has_capital(got, reading)):
        return False
    if not _NATURAL.fullmatch(got):
        return False
    runs = _LETTERS.findall(got)
    if all(is_syllable(run.lower()) for run in runs):
        return True
    said = all(_is_abbreviation(run) or run in _DONG or is_syllable(run.lower()) for run in runs)
    return None if said else False


@lru_cache(maxsize=65536)
def judged(word: str) -> tuple[Kind, tuple[Reading, ...], tuple[Reading, ...]]:
    """What a word is, the readings that make it Vietnamese where it is not, and those that break it."""
    own = kind(word)
    if own is Kind.PLAIN:
        return own, (), ()
    read = {reading: is_read(word, reading) for reading in READINGS}
    made = () if own is Kind.VIETNAMESE else tuple(r for r, got in read.items() if got)
    return own, made, tuple(r for r, got in read.items() if got is False)


def _has_capital(got: str, reading: Reading) -> bool:
    """True where a small letter stands among capitals although the encoding has its capital."""
    capitals = _letters(reading)
    return any(char.upper() in capitals for char in got if char.islower())


@cache
def _letters(reading: Reading) -> frozenset[str]:
    return frozenset(table(*reading).values())


def _is_own(word: str, reading: Reading) -> bool:
    """True when the reading leaves each letter as it is, as VPS does with à, á, ê."""
    known = table(*reading)
    return all(known.get(char) == char for char in word if not char.isascii() and char.isalpha())


def repaired(word: str, reading: Reading) -> list[tuple[str, int]]:
    """The letters of a word in text of this reading, each with its offset; what it would break stays."""
    own = kind(word)
    if set(word) <= _ALONE or (word[0] in "µμ" and own is Kind.PLAIN and len(word) > 1):
        return as_it_is(word)
    if is_read(word, reading) is not False or own is Kind.FOREIGN or len(word) == 1:
        return _decoded(word, reading)
    if own is Kind.VIETNAMESE or (own is Kind.PLAIN and not _is_misspelled(word, reading)):
        return as_it_is(word)
    inner = word.lstrip(_BEFORE).rstrip(_BEHIND)
    if inner != word and inner and is_read(inner, reading):
        begin = word.index(inner)
        middle = [(char, at + begin) for char, at in _decoded(inner, reading)]
        around = as_it_is(word)
        return [*around[:begin], *middle, *around[begin + len(inner) :]]
    return _decoded(word, reading)


def _is_misspelled(word: str, reading: Reading) -> bool:
    """True where the word is a syllable but for the place of its tone: nghiã."""
    got = decode(word, reading.encoding, page=reading.page).text.lower()
    return is_syllable(got, anywhere=True)


def as_it_is(word: str) -> list[tuple[str, int]]:
    """The characters of a word, each with its offset."""
    return list(zip(word, range(len(word)), strict=True))


def _decoded(word: str, reading: Reading) -> list[tuple[str, int]]:
    """The letters of a word, in capitals where it is one of capitals."""
    got = decode(word, reading.encoding, page=reading.page)
    capitals = reading.encoding != "vni" and in_capitals(got.text)
    return [(upper(c) if capitals else c, at) for c, at in zip(got.text, got.offsets, strict=True)]


def in_capitals(word: str) -> bool:
    """True for several capitals, small letters only where the encoding lacks a capital: `CộNG`, `ĐạO`."""
    return sum(map(str.isupper, word)) > 1 and not _SMALL.search(word)


def _has_capital_within(text: str) -> bool:
    return bool(_CAPITAL_WITHIN.search(text))


def _is_abbreviation(run: str) -> bool:
    """HĐND, QĐ, TƯ."""
    return bool(_ABBREVIATION.fullmatch(run))
