"""The text of a DOCX's paragraph as it is printed: the accepted view of tracked changes, fields by their results."""

from collections.abc import Iterator
from typing import Any

from extract.word.styles import W, first, truth
from extract.word.symbols import symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_RUN, _PROPERTIES, _HIDDEN, _TEXT = W + "r", W + "rPr", W + "vanish", W + "t"
_FIELD, _SYMBOL, _BOX = W + "fldChar", W + "sym", W + "txbxContent"
_ALTERNATE, _MATH_TEXT, _DENOMINATOR = _MC + "AlternateContent", _MATH + "t", _MATH + "den"
_PRINTED = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",  # ư in TCVN3
}  # fmt: skip
_NOTES = {W + "footnoteReference", W + "endnoteReference"}
# What was deleted or moved away, codes of fields, the small letters above others, and what says how to print.
UNPRINTED = {
    W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "rt",
    W + "pPr", W + "rPr", W + "tblPr", W + "trPr", W + "tcPr", W + "sdtPr", W + "sectPr",
}  # fmt: skip


class Runs:
    """The printed runs of one paragraph, in order; `boxes` holds the text boxes that are anchored in it.

    A field that is left open ends with its paragraph, so that a damaged one hides no text behind it.
    """

    def __init__(self, paragraph: Any) -> None:
        self._paragraph = paragraph
        self._in_code: list[bool] = []
        self.boxes: list[Any] = []

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Each run's properties and its text; deep, because runs nest in links, fields and controls."""
        return self._below(self._paragraph)

    def _below(self, element: Any) -> Iterator[tuple[Any, str]]:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                properties = first(child, _PROPERTIES)
                if properties is None or not _is_hidden(properties):
                    only = len(child) == (1 if properties is None else 2) and child[-1].tag == _TEXT
                    if only and not self._in_code:
                        yield properties, child[-1].text or ""
                    else:
                        yield properties, "".join(self._text(child))
            elif tag == _ALTERNATE:
                yield from self._below(branch(child))
            elif tag == _MATH_TEXT:
                yield None, child.text or ""
            elif tag not in UNPRINTED and len(child):
                if tag == _DENOMINATOR:
                    yield None, "/"
                yield from self._below(child)

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
            elif tag in _NOTES and child.get(W + "customMarkFollows", "0") not in ("0", "false", "off"):
                return
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == _ALTERNATE:
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


def _is_hidden(properties: Any) -> bool:
    return any(child.tag == _HIDDEN and truth(child) for child in properties)


def branch(alternate: Any) -> Any:
    """The first branch of alternate content that holds text: its branches are one content, drawn in several ways."""
    return next((b for b in alternate if next(b.iter(_TEXT), None) is not None), ())
