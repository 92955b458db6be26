"""The text of a DOCX's paragraph as it is printed: the accepted view of tracked changes, fields by their results."""

from collections.abc import Callable, Iterator
from typing import Any

from extract.raised import raised
from extract.word.styles import W, first, truth
from extract.word.symbols import symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_RUN, _PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"
_CONTROL, _PLACEHOLDER, _ID = W + "sdt", f"{W}sdtPr/{W}showingPlcHdr", W + "id"
_FIELD, _SYMBOL, _BOX = W + "fldChar", W + "sym", W + "txbxContent"
ALTERNATE, _MATH_TEXT = _MC + "AlternateContent", _MATH + "t"
_EQUATION = _DENOMINATOR, _BRACKETS, _POWER = _MATH + "den", _MATH + "d", _MATH + "sup"
_PRINTED = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",  # ư in TCVN3
}  # fmt: skip
FOOTNOTE, ENDNOTE = W + "footnoteReference", W + "endnoteReference"
_NOTES = {FOOTNOTE, ENDNOTE}
# What was deleted or moved away, codes of fields, the small letters above others, and what says how to print.
UNPRINTED = {
    W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "rt",
    W + "pPr", W + "rPr", W + "tblPr", W + "trPr", W + "tcPr", W + "sdtPr", W + "sectPr",
}  # fmt: skip


class Runs:
    """The printed runs of one paragraph, in order; `boxes` and `notes` hold what is anchored in it.

    `is_hidden` is asked of the properties of a run. A note is the tag of its mark and its number.
    A field that is left open ends with its paragraph, so that a damaged one hides no text behind it.
    """

    def __init__(self, paragraph: Any, is_hidden: Callable[[Any], bool]) -> None:
        self._paragraph = paragraph
        self._is_hidden = is_hidden
        self._in_code: list[bool] = []
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Each run's properties and its text; deep, because runs nest in links, fields and controls."""
        return self._below(self._paragraph)

    def _below(self, element: Any) -> Iterator[tuple[Any, str]]:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                properties = first(child, _PROPERTIES)
                if self._is_hidden(properties):
                    self._pass_over(child)
                    continue
                only = len(child) == (1 if properties is None else 2) and child[-1].tag == _TEXT
                if only and not self._in_code:
                    yield properties, child[-1].text or ""
                else:
                    yield properties, "".join(self._text(child))
            elif tag == ALTERNATE:
                yield from self._below(branch(child))
            elif tag == _MATH_TEXT:
                yield element.find(_PROPERTIES), child.text or ""
            elif tag not in UNPRINTED and len(child) and not is_placeholder(child):
                yield from self._of_equation(child) if tag in _EQUATION else self._below(child)

    def _of_equation(self, part: Any) -> Iterator[tuple[Any, str]]:
        """A part of an equation with the signs that are drawn: 3/4, (a + b), 10⁶."""
        if part.tag == _DENOMINATOR:
            yield None, "/"
        if part.tag == _BRACKETS:
            yield None, "("
        base = "".join(t.text or "" for t in part.getparent().iter(_MATH_TEXT)) if part.tag == _POWER else ""
        for own, text in self._below(part):
            yield own, raised(text, base.removesuffix(text)) if part.tag == _POWER else text
        if part.tag == _BRACKETS:
            yield None, ")"

    def _pass_over(self, run: Any) -> None:
        """Print nothing of a hidden run; a field may begin or end in it all the same."""
        for mark in run.iterchildren(_FIELD):
            self._field(mark.get(W + "fldCharType"))

    def _text(self, run: Any) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if True not in self._in_code:
                    yield child.text or ""
            elif tag in _PRINTED:
                yield _PRINTED[tag]
            elif tag == _FIELD:
                self._field(child.get(W + "fldCharType"))
            elif tag == _SYMBOL:
                yield symbol(child)
            elif tag in _NOTES:
                self.notes.append((tag, child.get(_ID, "")))
                if child.get(W + "customMarkFollows", "0") not in ("0", "false", "off"):
                    return  # the mark itself
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == ALTERNATE:
                yield from self._text(branch(child))
            elif tag not in UNPRINTED and len(child):
                yield from self._text(child)

    def _field(self, kind: str | None) -> None:
        """A field's code stands between its begin and its separator; only the result behind is printed."""
        if kind == "begin":
            self._in_code.append(True)
        elif self._in_code and kind == "separate":
            self._in_code[-1] = False
        elif self._in_code and kind == "end":
            self._in_code.pop()


def is_placeholder(element: Any) -> bool:
    """True for a content control that nobody has filled: it shows what is to be written there."""
    return element.tag == _CONTROL and bool(truth(element.find(_PLACEHOLDER)))


def branch(alternate: Any) -> Any:
    """The first branch of alternate content that holds text: its branches are one content, drawn in several ways."""
    return next((b for b in alternate if next(b.iter(_TEXT), None) is not None), ())
