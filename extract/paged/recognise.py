"""Pictures of pages → words with their boxes and how sure they are, by Tesseract in this process."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from threading import local
from typing import Any, NamedTuple

import numpy as np

from extract.paged.picture import Gray, Picture, doubled
from extract.paged.trained import LANGUAGE, needs_ocr, trained
from extract.records import UnreadableError

Dots = tuple[int, int, int, int]
"""Left, top, right and bottom in dots of a picture."""


class Word(NamedTuple):
    """A word: its box in dots of the picture, 0 to 1 for how sure it is, the mean width of its strokes in dots."""

    text: str
    box: Dots
    confidence: float
    stroke: float


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a printed line, the two ends of its baseline and its height, in dots."""

    words: list[Word]
    baseline: tuple[tuple[int, int], tuple[int, int]]
    height: float


def recognised(picture: Picture) -> list[Row]:
    """The lines of a picture in reading order. Raises UnreadableError where Tesseract is not installed."""
    reader = _reader()
    _show(reader, picture.gray, picture.dpi)
    reader.Recognize()
    return list(_rows(reader, picture.ink))


def read_larger(picture: Picture, box: Dots) -> tuple[str, float]:
    """What a word is when it is read alone and twice as large, and how sure that is, 0 to 1."""
    from tesserocr import PSM

    reader = _reader()
    x0, y0, x1, y1 = box
    part = picture.gray[max(0, y0 - _MARGIN) : y1 + _MARGIN, max(0, x0 - _MARGIN) : x1 + _MARGIN]
    reader.SetPageSegMode(PSM.SINGLE_LINE)
    try:
        _show(reader, doubled(part), picture.dpi * 2)
        return reader.GetUTF8Text().strip(), reader.MeanTextConf() / 100
    finally:
        reader.SetPageSegMode(PSM.AUTO)


def read_block(picture: Picture, box: Dots) -> list[Row]:
    """The lines of a part of a picture that is one block of text, such as a cell of a table."""
    from tesserocr import PSM

    reader = _reader()
    x0, y0, x1, y1 = box
    reader.SetPageSegMode(PSM.SINGLE_BLOCK)
    try:
        _show(reader, np.pad(picture.gray[y0:y1, x0:x1], _MARGIN, constant_values=_PAPER), picture.dpi)
        reader.Recognize()
        found = list(_rows(reader, np.pad(picture.ink[y0:y1, x0:x1], _MARGIN)))
    finally:
        reader.SetPageSegMode(PSM.AUTO)
    return [_shifted(row, x0 - _MARGIN, y0 - _MARGIN) for row in found]


def _shifted(row: Row, by_x: int, by_y: int) -> Row:
    words = [w._replace(box=(w.box[0] + by_x, w.box[1] + by_y, w.box[2] + by_x, w.box[3] + by_y)) for w in row.words]
    (left, base), (right, other) = row.baseline
    return Row(words, ((left + by_x, base + by_y), (right + by_x, other + by_y)), row.height)


def _show(reader: Any, gray: Gray, dpi: float) -> None:
    height, width = gray.shape
    reader.SetImageBytes(gray.tobytes(), width, height, 1, width)
    reader.SetSourceResolution(round(dpi))


# the paper around a word that is read alone, in dots
_MARGIN = 8
_PAPER = 255
_kept = local()


def _reader() -> Any:
    """Tesseract for this thread: to load what it has learned takes as long as a quarter of a page."""
    reader = getattr(_kept, "reader", None)
    if reader is None:
        folder = trained()
        if not folder:
            raise UnreadableError("needs_ocr", needs_ocr())
        # one thread for a page: pages are read side by side, and Tesseract's own threads hinder one another
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tesserocr

        reader = _kept.reader = tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGE, psm=tesserocr.PSM.AUTO)
    return reader


def _rows(reader: Any, ink: Any) -> Iterator[Row]:
    from tesserocr import RIL

    found = reader.GetIterator()
    row: Row | None = None
    while found is not None:
        if found.IsAtBeginningOf(RIL.TEXTLINE):
            if row and row.words:
                yield row
            row = _row(found)
        box = found.BoundingBox(RIL.WORD)
        text = found.GetUTF8Text(RIL.WORD) if box else ""
        if row is not None and text.strip():
            row.words.append(Word(text.strip(), box, found.Confidence(RIL.WORD) / 100, _stroke(ink, box)))
        if not found.Next(RIL.WORD):
            break
    if row and row.words:
        yield row


def _row(found: Any) -> Row:
    from tesserocr import RIL

    left, top, right, bottom = found.BoundingBox(RIL.TEXTLINE) or (0, 0, 0, 0)
    baseline = found.Baseline(RIL.TEXTLINE) or ((left, bottom), (right, bottom))
    said = found.RowAttributes()
    return Row([], baseline, said["row_height"] if said else bottom - top)


def _stroke(ink: "np.ndarray[Any, Any]", box: Dots) -> float:
    """The mean length of the runs of ink from left to right, those apart that are no strokes but whole signs."""
    x0, y0, x1, y1 = box
    padded = np.pad(ink[y0:y1, x0:x1], ((0, 0), (1, 1)))
    edges = np.diff(padded.astype(np.int8), axis=1).ravel()
    runs = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    runs = runs[runs < (y1 - y0) / 2]
    return float(runs.mean()) if runs.size else 0.0
