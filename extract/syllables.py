"""Whether a text is written in Vietnamese: how many of its words are syllables that the language has."""

from functools import cache, lru_cache

import regex

from extract.rules import load
from extract.text import key, toneless

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
    words = _WORD.findall(text) + _MIXED.findall(text)
    if len(words) < least:
        return None
    syllables = sum(map(is_syllable, words)) / len(words)
    marked = sum(bool(_MARKED.search(word)) for word in words) / len(words)
    return syllables * min(1.0, marked / _USUALLY_MARKED)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """True for a word that is one syllable of Vietnamese, whatever its tone."""
    return _syllable().fullmatch(toneless(key(word))) is not None


@cache
def _syllable() -> "regex.Pattern[str]":
    rules = load()
    return regex.compile("|".join(f"(?:{rules.compile(row)})" for row in rules.rows("syllables")))
