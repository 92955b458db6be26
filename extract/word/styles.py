"""What a DOCX's styles say of a paragraph, a run and a table: bold or italic, numbered, ruled."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_STYLE_OF_PARAGRAPH, _STYLE_OF_RUN = W + "pStyle", W + "rStyle"
_HIDDEN, _PLACE = W + "vanish", W + "vertAlign"
_BOLD_OR_ITALIC = {W + "b", W + "i"}
_OFF = {"0", "false", "off", "none"}
_NO_BORDER = {None, "nil", "none"}
_DEEPEST = 10


def truth(element: Any) -> bool | None:
    """The value of an on/off property: None where it is not there."""
    if element is None:
        return None
    return element.get(_VAL, "1") not in _OFF


def first(element: Any, tag: str) -> Any:
    """The first child of an element where it has this tag: the schema puts properties before all else."""
    return element[0] if len(element) and element[0].tag == tag else None


def value(element: Any) -> str | None:
    """The value of a property: None where it is not there."""
    return element.get(_VAL) if element is not None else None


def number(element: Any) -> int | None:
    """The value of a property as a number: None where it is not there or is none."""
    said = value(element)
    return int(said) if said is not None and said.removeprefix("-").isdecimal() and len(said) < 10 else None


class Styles:
    """The styles of a document, each resolved through what it is based on, once.

    The style sheet (350 KB in a file of python-docx, ten times the text) is parsed when the first style
    is named. The default style is never named, and bold in it would tell no paragraph from another.
    """

    def __init__(self, read: Callable[[], Any]) -> None:
        self._read = read
        self._styled: dict[str, bool | None] = {}
        self._contents: dict[str, bool] = {}
        self._hidden: dict[str, bool] = {}
        self._chains: dict[str, tuple[Any, ...]] = {}

    @cached_property
    def _root(self) -> Any:
        return self._read()

    @cached_property
    def _elements(self) -> dict[str, Any]:
        return {e.get(W + "styleId"): e for e in self._root.iterfind(W + "style")} if self._root is not None else {}

    @cached_property
    def _defaults(self) -> tuple[Any, ...]:
        """The run properties of the default paragraph style and of the document, the nearest first."""
        if self._root is None:
            return ()
        named = next(
            (n for n, e in self._elements.items() if e.get(W + "type") == "paragraph" and _is_default(e)), None
        )
        found = [e.find(W + "rPr") for e in self.chain(named)]
        return *(p for p in found if p is not None), *self._root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, name: str | None) -> tuple[Any, ...]:
        """A style and what it is based on, the nearest first."""
        if name is None:
            return ()
        if name not in self._chains:
            found: list[Any] = []
            at: str | None = name
            while at is not None and len(found) < _DEEPEST and (element := self._elements.get(at)) is not None:
                found.append(element)
                at = value(element.find(W + "basedOn"))
            self._chains[name] = tuple(found)
        return self._chains[name]

    def paragraph_is_styled(self, properties: Any) -> bool:
        """True when the named style of a paragraph with these properties is bold or italic."""
        return properties is not None and bool(self._style(value(properties.find(_STYLE_OF_PARAGRAPH))))

    def run_is_styled(self, properties: Any, inherited: bool) -> bool:
        """True when a run is set bold or italic, by its own properties, its style or its paragraph's."""
        if properties is None:
            return inherited
        own = _styled(properties)
        if own is None:
            own = self._style(value(properties.find(_STYLE_OF_RUN)))
        return inherited if own is None else own

    def is_of_contents(self, properties: Any) -> bool:
        """True when the named style of a paragraph with these properties is one of the table of contents: toc 1."""
        style = value(properties.find(_STYLE_OF_PARAGRAPH)) if properties is not None else None
        if style is None:
            return False
        if style not in self._contents:
            names = (value(e.find(W + "name")) or "" for e in self.chain(style))
            self._contents[style] = any(name.lower().startswith("toc ") for name in names)
        return self._contents[style]

    def paragraph_is_hidden(self, properties: Any) -> bool:
        """True when the named style of a paragraph with these properties hides its text."""
        return properties is not None and self._hides(value(properties.find(_STYLE_OF_PARAGRAPH)))

    def run_is_hidden(self, properties: Any, inherited: bool) -> bool:
        """True when a run is hidden: by its own properties, or by one of both styles, its own or its paragraph's."""
        styled = False
        for child in properties if properties is not None else ():
            if child.tag == _HIDDEN:
                return bool(truth(child))
            if child.tag == _STYLE_OF_RUN:
                styled = self._hides(value(child))
        return inherited ^ styled

    def run_is_raised(self, properties: Any) -> bool:
        """True when a run stands small above the line, by its own properties or its style."""
        if properties is None:
            return False
        own = value(properties.find(_PLACE))
        style = value(properties.find(_STYLE_OF_RUN)) if own is None else None
        said = [own, *(value(e.find(f"{W}rPr/{_PLACE}")) for e in self.chain(style))]
        return next((s for s in said if s is not None), "") == "superscript"

    def of_run(self, own: Any, paragraph: Any) -> Iterator[Any]:
        """The properties that hold for a run, the nearest first: its own, those of its styles, the defaults."""
        if own is not None:
            yield own
        named = [
            *self.chain(value(own.find(_STYLE_OF_RUN)) if own is not None else None),
            *self.chain(value(paragraph.find(_STYLE_OF_PARAGRAPH)) if paragraph is not None else None),
        ]
        yield from (p for p in (e.find(W + "rPr") for e in named) if p is not None)
        yield from self._defaults

    def is_ruled(self, table: Any) -> bool:
        """True when a table has visible lines of its own, of its first cell with borders, or of its style."""
        if _has_lines(table.find(f"{W}tblPr/{W}tblBorders")):
            return True
        if _has_lines(next(table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"), None)):
            return True
        style = value(table.find(f"{W}tblPr/{W}tblStyle"))
        return any(_has_lines(e.find(f"{W}tblPr/{W}tblBorders")) for e in self.chain(style))

    def _hides(self, name: str | None) -> bool:
        if name is None:
            return False
        if name not in self._hidden:
            said = (truth(e.find(f"{W}rPr/{_HIDDEN}")) for e in self.chain(name))
            self._hidden[name] = bool(next((s for s in said if s is not None), None))
        return self._hidden[name]

    def _style(self, name: str | None) -> bool | None:
        if name is None:
            return None
        if name not in self._styled:
            said = (_styled(e.find(W + "rPr")) for e in self.chain(name))
            self._styled[name] = next((s for s in said if s is not None), None)
        return self._styled[name]


def _styled(properties: Any) -> bool | None:
    """True for bold or italic, False where both are switched off or one is and the other is not said."""
    if properties is None:
        return None
    said = [child.get(_VAL, "1") not in _OFF for child in properties if child.tag in _BOLD_OR_ITALIC]
    return any(said) if said else None


def _is_default(style: Any) -> bool:
    return style.get(W + "default", "0") not in _OFF


def _has_lines(borders: Any) -> bool:
    return borders is not None and any(edge.get(_VAL) not in _NO_BORDER for edge in borders)
