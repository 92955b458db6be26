"""What a DOCX's styles say of a paragraph, a run and a table: bold or italic, list level, ruled."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_NO_BORDER = {None, "nil", "none"}


def truth(element: Any) -> bool | None:
    """The value of an on/off property: None where it is not there."""
    if element is None:
        return None
    return element.get(W + "val", "1") not in _OFF


class Styles:
    """The styles of a document, each resolved through what it is based on, once.

    The style sheet (350 KB in a file of python-docx, ten times the text) is parsed when the first style
    is named. The default style is never named, and bold in it would tell no paragraph from another.
    """

    def __init__(self, read: Callable[[], Any]) -> None:
        self._read = read
        self._styled: dict[str | None, bool | None] = {}

    @cached_property
    def _elements(self) -> dict[str, Any]:
        root = self._read()
        return {e.get(W + "styleId"): e for e in root.findall(W + "style")} if root is not None else {}

    def paragraph_is_styled(self, paragraph: Any) -> bool:
        """True when the paragraph's named style is bold or italic."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and bool(self._style(style.get(W + "val")))

    def run_is_styled(self, run: Any, inherited: bool) -> bool:
        """True when a run is set bold or italic, by itself, its style or its paragraph's."""
        properties = run.find(W + "rPr")
        if properties is None:
            return inherited
        own = _styled(properties)
        if own is None:
            style = properties.find(W + "rStyle")
            own = self._style(style.get(W + "val")) if style is not None else None
        return inherited if own is None else own

    def list_level(self, paragraph: Any) -> int | None:
        """The level of an automatic list, from 0; None in a paragraph that Word does not number."""
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        return int(level.get(W + "val")) if level is not None else None

    def is_ruled(self, table: Any) -> bool:
        """True when a table has visible lines of its own, of its cells or of its style."""
        if any(_has_lines(b) for b in (table.find(f"{W}tblPr/{W}tblBorders"), table.find(f".//{W}tcBorders"))):
            return True
        style = table.find(f"{W}tblPr/{W}tblStyle")
        name = style.get(W + "val") if style is not None else None
        for _ in range(10):
            element = self._elements.get(name) if name else None
            if element is None:
                return False
            if _has_lines(element.find(f"{W}tblPr/{W}tblBorders")):
                return True
            name = _based_on(element)
        return False

    def _style(self, name: str | None, depth: int = 0) -> bool | None:
        if name not in self._styled:
            element = self._elements.get(name) if name else None
            own = None
            if element is not None and depth < 10:
                own = _styled(element.find(W + "rPr"))
                own = self._style(_based_on(element), depth + 1) if own is None else own
            self._styled[name] = own
        return self._styled[name]


def _based_on(element: Any) -> str | None:
    parent = element.find(W + "basedOn")
    return parent.get(W + "val") if parent is not None else None


def _styled(properties: Any) -> bool | None:
    """True for bold or italic, False where both are switched off or one is and the other is not said."""
    if properties is None:
        return None
    said = [truth(properties.find(W + "b")), truth(properties.find(W + "i"))]
    if True in said:
        return True
    return False if False in said else None


def _has_lines(borders: Any) -> bool:
    return borders is not None and any(edge.get(W + "val") not in _NO_BORDER for edge in borders)
