"""Words that are looked at a second time: the numerals of sections by their strokes, doubtful digits larger."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import regex
from numpy.typing import NDArray

from extract.paged.picture import Picture
from extract.paged.recognise import Row, Word, read_larger

# II. KẾT QUẢ: what the numeral of a section is read as, and what is in capitals behind it
_LABEL = regex.compile(r"[IlL1H|!TJ]{1,5}(?P<end>[.,:)]?)")
_LEAST_CAPITALS = 4
# the middle of a letter, where an I has its stroke and no serif; how much of it is ink
_MIDDLE, _UPRIGHT, _MOST_STROKES = (0.3, 0.7), 0.7, 3
_LIKE_A_DASH = {"~", "—", "–", "=", "_", "¬", "‐", "~-", "-~"}
# a dash, in heights of the word behind it: how far before it, how wide, how thick
_DASH_BEFORE, _DASH_WIDE, _DASH_THICK, _DASH_FROM = 1.2, (0.12, 0.7), 0.3, 0.3
_LEAST_THICK = 2
# a number of which Tesseract is less sure is read again; of one that came out otherwise no one is surer
_DOUBTED = 0.75


def looked_again(rows: Sequence[Row], picture: Picture) -> list[Row]:
    """The rows with the words that a second look reads better."""
    return [replace(row, words=_words(row.words, picture)) for row in rows]


def _words(words: Sequence[Word], picture: Picture) -> list[Word]:
    found = [_number(word, picture) for word in words]
    mark = _lost_dash(picture.ink, words[0])
    if found[0].text in _LIKE_A_DASH and len(words) > 1:
        found[0] = words[0]._replace(text="-")
    elif mark:
        return [mark, *found]
    label = _LABEL.fullmatch(words[0].text)
    if label and _are_capitals(words[1:]):
        strokes = _strokes(picture.ink, words[0].box)
        if strokes:
            found[0] = words[0]._replace(text="I" * strokes + (label["end"] or "."))
    return found


def _lost_dash(ink: NDArray[np.bool_], first: Word) -> Word | None:
    """The dash that stands before the first word of a row and that Tesseract took for dirt; None where none stands."""
    x0, y0, _, y1 = first.box
    height = y1 - y0
    left, upper = max(0, x0 - int(_DASH_BEFORE * height)), y0 + int(_DASH_FROM * height)
    before = ink[upper : y1 - 2, left : max(left, x0 - 2)]
    columns = _longest_run(before.sum(axis=0) >= _LEAST_THICK)
    rows = _longest_run(before[:, columns].mean(axis=1) > 0.5) if columns.stop else columns
    width, thick = columns.stop - columns.start, rows.stop - rows.start
    dirt = np.count_nonzero(before) - np.count_nonzero(before[rows, columns])
    if not _DASH_WIDE[0] * height < width < _DASH_WIDE[1] * height or not 0 < thick < _DASH_THICK * height:
        return None
    if thick > width / 1.5 or dirt > width * thick:
        return None
    box = (left + columns.start, upper + rows.start, left + columns.stop, upper + rows.stop)
    return Word("-", box, _DOUBTED, first.stroke)


def _longest_run(marked: NDArray[np.bool_]) -> slice:
    """The longest stretch of marked places; an empty one where none is."""
    edges = np.diff(np.pad(marked.astype(np.int8), 1))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not starts.size:
        return slice(0, 0)
    longest = int(np.argmax(stops - starts))
    return slice(int(starts[longest]), int(stops[longest]))


def _are_capitals(words: Sequence[Word]) -> bool:
    letters = [c for word in words for c in word.text if c.isalpha()]
    return len(letters) >= _LEAST_CAPITALS and all(map(str.isupper, letters))


def _strokes(ink: NDArray[np.bool_], box: tuple[int, int, int, int]) -> int:
    """How many upright strokes stand side by side in a box: III has three; 0 where they are none, too many or no I."""
    x0, y0, x1, y1 = box
    upper, lower = (y0 + int((y1 - y0) * part) for part in _MIDDLE)
    middle = ink[upper:lower, x0:x1]
    if not middle.size:
        return 0
    edges = np.diff(np.pad((middle.mean(axis=0) > _UPRIGHT).astype(np.int8), 1))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    barred = any(middle[:, a:b].mean(axis=1).max() > _UPRIGHT for a, b in zip(stops[:-1], starts[1:], strict=True))
    if not 0 < starts.size <= _MOST_STROKES or barred or _has_flag(ink[y0:upper, x0:x1], starts[0], stops[0]):
        return 0
    return int(starts.size)


def _has_flag(head: NDArray[np.bool_], start: int, stop: int) -> bool:
    """True for the head of a 1: ink to the left of its stroke, none to the right, where an I has its serif."""
    wide = max(1, (stop - start) // 2)
    left, right = (
        part.any(axis=1).sum() for part in (head[:, max(0, start - wide) : start], head[:, stop : stop + wide])
    )
    return bool(left > 0 and right == 0)


def _number(word: Word, picture: Picture) -> Word:
    """A word with digits that is doubted, as it is read larger and alone, where that is surer."""
    if word.confidence >= _DOUBTED or not any(map(str.isdigit, word.text)):
        return word
    text, confidence = read_larger(picture, word.box)
    if confidence <= word.confidence or " " in text or not _alike(text, word.text):
        return word
    return word._replace(text=text, confidence=confidence if text == word.text else min(confidence, _DOUBTED))


def _alike(text: str, other: str) -> bool:
    """True for two readings of one word: as long, but for a sign."""
    return any(map(str.isdigit, text)) and abs(len(text) - len(other)) <= 1
