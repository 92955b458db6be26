"""What a page of a PDF draws, object by object: its shapes, its pictures, text drawn twice so that it looks bold."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extract.records import Box

# a form within a form within a form is looked into, no deeper
_DEEPEST = 3
# in points: a copy that makes letters look bold stands so near; and how many objects behind its original at most
_NEAR, _NEXT = 1.2, 3


class Objects:
    """The objects of a page, those within forms too: how many shapes, and the boxes of the pictures."""

    def __init__(self, page: Any) -> None:
        self.shapes = 0
        self.pictures: list[Box] = []
        self._texts: list[Any] = []
        self._place: dict[int, int] = {}
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
        if not self._place:
            self._place = {_address(held): at for at, held in enumerate(self._texts)}
        at = self._place.get(_address(text))
        if at is None:
            return False
        own = _bounds(text)
        return any(_is_copy(own, _bounds(other)) for other in self._texts[at + 1 : at + 1 + _NEXT])


_OUTLINED = (pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)


def _is_copy(own: Box, other: Box) -> bool:
    return all(abs(a - b) < _NEAR for a, b in zip(own, other, strict=True))


def _address(held: Any) -> int:
    return ctypes.addressof(held.contents)


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


def _bounds(held: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(held, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value
