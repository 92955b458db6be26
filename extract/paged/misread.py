"""What Tesseract reads wrong in Vietnamese print, put right where the words around it leave no doubt.

`rules/misread.toml` has the words. A word that was put right is less sure than one that was read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from unicodedata import normalize

import regex

from extract.paged.recognise import Row, Word
from extract.rules import Rules
from extract.text import key

# no surer than this is what was put right
_PUT_RIGHT = 0.8
_HOOK, _TAKEN_FOR_IT = "\u0309", ("\u0301", "\u0303")
_CORE = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_NUMBER = regex.compile(r"[(\[]?[\d.,]*\d")
# 229.677,0m?/229.677,0m): a unit glued to its number
_GLUED = regex.compile(r"(?<=\d)m[^\p{L}\d\s.,;:/%(-]{1,2}(?=$|[.,;:/)])")
_ENDS = regex.compile(r"[.,;:)]+$")


def put_right(rows: Iterable[Row], rules: Rules) -> list[Row]:
    """The rows with the words put right that Tesseract is known to read wrong."""
    marks, units = _marks(rules), _units(rules)
    return [replace(row, words=_with_units(_with_marks(row.words, marks), units)) for row in rows]


def _with_marks(words: Sequence[Word], marks: dict[str, str]) -> list[Word]:
    """Chuấn as chuẩn, TỐ CHỨC as TỔ CHỨC: single words, and pairs of which the first or second is misread."""
    found = list(words)
    cores = [_CORE.search(word.text) for word in found]
    for at, core in enumerate(cores):
        own = key(core[0]) if core else ""
        after = cores[at + 1] if at + 1 < len(cores) else None
        if own in marks:
            found[at] = _respelled(found[at], marks[own])
        elif after and (right := marks.get(f"{own} {key(after[0])}")):
            found[at], found[at + 1] = map(_respelled, found[at : at + 2], right.split(" "))
    return found


def _respelled(word: Word, right: str) -> Word:
    """The word with its letters as they must be, capitals where it had them."""
    core = _CORE.search(word.text)
    if core is None or len(core[0]) != len(right) or key(core[0]) == key(right):
        return word
    letters = "".join(r.upper() if c.isupper() else r for c, r in zip(core[0], right, strict=True))
    text = word.text[: core.start()] + letters + word.text[core.end() :]
    return word._replace(text=text, confidence=min(word.confidence, _PUT_RIGHT))


def _with_units(words: Sequence[Word], units: dict[str, str]) -> list[Word]:
    """`5.258 trả,` as `5.258 trđ,`: a unit that is misread behind a number."""
    found = list(words)
    for at, word in enumerate(found):
        text = _GLUED.sub("m2", word.text)
        ends = _ENDS.search(word.text)
        stem = word.text[: ends.start()] if ends else word.text
        right = units.get(key(word.text)) or units.get(key(stem))
        if right and at and _NUMBER.fullmatch(found[at - 1].text):
            text = right + (ends[0] if ends and units.get(key(word.text)) is None else "")
        if text != word.text:
            found[at] = word._replace(text=text, confidence=min(word.confidence, _PUT_RIGHT))
    return found


@lru_cache(maxsize=8)
def _marks(rules: Rules) -> dict[str, str]:
    """Every way in which the hooks of a word or pair are misread → the word or pair."""
    found: dict[str, str] = {}
    for row in rules.rows("misread", gives="marks"):
        for right in row.writes:
            for wrong in _misread(right):
                found[key(wrong)] = right
    return found


def _misread(right: str) -> Iterator[str]:
    """The spellings of a word or pair with one hook or more read as an acute or a tilde."""
    parts = normalize("NFD", right).split(_HOOK)
    for marks in product((_HOOK, *_TAKEN_FOR_IT), repeat=len(parts) - 1):
        wrong = "".join(part + mark for part, mark in zip(parts, (*marks, ""), strict=True))
        if (spelled := normalize("NFC", wrong)) != right:
            yield spelled


@lru_cache(maxsize=8)
def _units(rules: Rules) -> dict[str, str]:
    return {key(wrong): row["value"] for row in rules.rows("misread", gives="unit") for wrong in row.writes}
