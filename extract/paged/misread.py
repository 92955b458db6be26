"""What Tesseract reads wrong in Vietnamese print, put right where the words around it leave no doubt.

`rules/misread.toml` has the words. A word that was put right is less sure than one that was read.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple
from unicodedata import normalize

import regex

from extract.paged.recognise import Row, Word
from extract.rules import Rules
from extract.text import key

# no surer than this is what was put right
_PUT_RIGHT = 0.8
# a mark, and what it is taken for
_ACUTE, _GRAVE, _HOOK, _TILDE = "\u0301", "\u0300", "\u0309", "\u0303"
_TAKEN_FOR = {"hook": (_HOOK, _ACUTE, _TILDE, ""), "acute": (_ACUTE, _HOOK, _TILDE, ""), "grave": (_GRAVE, "")}
_CORE = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_NUMBER = regex.compile(r"[(\[]?[\d.,]*\d")
_LABEL = regex.compile(r"(?:\d{1,2}(?:[.,]\d{1,2}){0,3}|[IVX]{1,5}),")
# no phrase has more words; what stands in brackets is no longer
_MOST, _BRACKET = 3, 30
_ENDS = regex.compile(r"[.,;:)]+$")


def put_right(rows: Iterable[Row], rules: Rules) -> list[Row]:
    """The rows with the words put right that Tesseract is known to read wrong."""
    known = _known(rules)
    before: deque[Word] = deque(maxlen=_BRACKET)
    found = []
    for row in rows:
        words = _with_marks(_with_parts(_with_stops(row.words), known), known)
        found.append(replace(row, words=_with_units(words, before, known)))
        before += words
    return found


class _Known(NamedTuple):
    """What is read wrong: words and phrases, units behind a number, parts of words; and what only looks like it."""

    marks: dict[str, str]
    units: dict[str, str]
    parts: list[tuple["regex.Pattern[str]", str]]
    true: frozenset[str]


@lru_cache(maxsize=8)
def _known(rules: Rules) -> _Known:
    rows = rules.rows("misread")
    marks = {
        key(wrong): right
        for row in rows
        for right in row.writes
        for wrong in _misread(right, _TAKEN_FOR.get(row["gives"], ()))
    }
    units = {key(wrong): row["value"] for row in rows for wrong in row.writes if row["gives"] == "unit"}
    parts = [(regex.compile(row.form), row["value"]) for row in rows if row.form]
    return _Known(marks, units, parts, frozenset(key(phrase) for row in rows for phrase in row.get("apart_from", ())))


def _misread(right: str, taken_for: Sequence[str]) -> Iterator[str]:
    """The spellings of a word or pair with one of its marks or more read as another."""
    if not taken_for:
        return
    parts = normalize("NFD", right).split(taken_for[0])
    for marks in product(taken_for, repeat=len(parts) - 1):
        wrong = "".join(part + mark for part, mark in zip(parts, (*marks, ""), strict=True))
        if (spelled := normalize("NFC", wrong)) != right:
            yield spelled


def _with_stops(words: Sequence[Word]) -> list[Word]:
    """`1,2, Giải ngân` as `1.2. Giải ngân`: the number of a heading, at the head of a row and before a capital."""
    found = list(words)
    if len(words) > 1 and _LABEL.fullmatch(words[0].text) and words[1].text[0].isupper():
        text = words[0].text.replace(",", ".")
        found[0] = words[0]._replace(text=text, confidence=min(words[0].confidence, _PUT_RIGHT))
    return found


def _with_parts(words: Sequence[Word], known: _Known) -> list[Word]:
    """`(đạU` as `(đạt)`: signs that were joined or lost within a word."""
    found = list(words)
    for at, word in enumerate(found):
        text = word.text
        for form, right in known.parts:
            text = form.sub(right, text)
        if text != word.text:
            found[at] = word._replace(text=text, confidence=min(word.confidence, _PUT_RIGHT))
    return found


def _with_marks(words: Sequence[Word], known: _Known) -> list[Word]:
    """Chuấn as chuẩn, TỐ CHỨC as TỔ CHỨC: words, and phrases of two or three of which some are misread."""
    found = list(words)
    cores = [key(core[0]) if (core := _CORE.search(word.text)) else "" for word in words]
    for at in range(len(cores)):
        for end in range(at + 1, min(at + _MOST, len(cores)) + 1):
            right = known.marks.get(" ".join(cores[at:end]))
            if right and not _is_true(cores, at, end, known.true):
                found[at:end] = map(_respelled, found[at:end], right.split(" "))
    return found


def _is_true(cores: Sequence[str], at: int, end: int, true: frozenset[str]) -> bool:
    """True where a phrase stands within another that is written so: `đổi với` in `trao đổi với`."""
    around = (cores[at:end], cores[max(0, at - 1) : end], cores[at : end + 1])
    return any(" ".join(phrase) in true for phrase in around)


def _respelled(word: Word, right: str) -> Word:
    """The word with its letters as they must be, capitals where it had them."""
    core = _CORE.search(word.text)
    if core is None or len(core[0]) != len(right) or key(core[0]) == key(right):
        return word
    letters = "".join(r.upper() if c.isupper() else r for c, r in zip(core[0], right, strict=True))
    text = word.text[: core.start()] + letters + word.text[core.end() :]
    return word._replace(text=text, confidence=min(word.confidence, _PUT_RIGHT))


def _with_units(words: Sequence[Word], before: Iterable[Word], known: _Known) -> list[Word]:
    """`5.258 trả,` as `5.258 trđ,`: a unit that is misread behind a number; not in `10 trở lên`, not `(rộng 5 m)`."""
    found = list(words)
    for at, word in enumerate(words[1:], 1):
        ends = _ENDS.search(word.text)
        stem, rest = (word.text[: ends.start()], ends[0]) if ends else (word.text, "")
        whole = known.units.get(key(word.text))
        right = whole or known.units.get(key(stem))
        if not right or not _NUMBER.fullmatch(words[at - 1].text):
            continue
        if whole and word.text.endswith(")") and _is_open([*before, *words[:at]]):
            continue
        if not _is_true([key(w.text) for w in words[at : at + 2]], 0, 1, known.true):
            text = right if whole else right + rest
            found[at] = word._replace(text=text, confidence=min(word.confidence, _PUT_RIGHT))
    return found


def _is_open(words: Sequence[Word]) -> bool:
    """True where a bracket is open behind these words."""
    text = " ".join(word.text for word in words[-_BRACKET:])
    return text.rfind("(") > text.rfind(")")
