"""What a page of a PDF draws, object by object: its shapes, its pictures, text drawn twice so that it looks bold."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extract.records import Box

# a form within a form within a form is looked into, no deeper
_DEEPEST = 3
# in points: a copy that makes letters look bold stands so near; it is drawn right behind its original
_NEAR = 1.2


class Objects:
    """The objects of a page, those within forms too: how many shapes, and the boxes of the pictures."""

    def __init__(self, page: Any) -> None:
        self.shapes = 0
        self.pictures: list[Box] = []
        self._texts: list[Any] = []
        self._behind: dict[bytes, int] = {}
        path, text = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_TEXT
        for kind, held in _walk(page):
            if kind == text:
                self._texts.append(held)
            elif kind == path:
                self.shapes += 1
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_bounds(held))

    def is_bold(self, text: Any) -> bool:
        """True for a text object whose letters are drawn with their outline, or once more beside themselves."""
        if pdfium.FPDFTextObj_GetTextRenderMode(text) in _OUTLINED:
            return True
        if not self._behind:
            self._behind = {bytes(held): at for at, held in enumerate(self._texts, 1)}
        after = self._behind.get(bytes(text), len(self._texts))
        return after < len(self._texts) and _near(_bounds(text), _bounds(self._texts[after]))


_OUTLINED = (pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)


def _near(own: Box, other: Box) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(own, other, strict=True))


def _walk(page: Any) -> Iterator[tuple[int, Any]]:
    """Every object of a page and its kind."""
    kind_of, get = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        held = get(page, index)
        kind = kind_of(held)
        yield kind, held
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(held, _DEEPEST - 1)


def _within(form: Any, deeper: int) -> Iterator[tuple[int, Any]]:
    if not deeper:
        return
    for index in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
        held = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(held)
        yield kind, held
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(held, deeper - 1)


# numbers that pdfium writes into
_EDGES = tuple(ctypes.c_float() for _ in range(4))


def _bounds(held: Any) -> Box:
    left, bottom, right, top = _EDGES
    pdfium.FPDFPageObj_GetBounds(held, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value
