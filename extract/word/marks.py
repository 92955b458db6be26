"""The marks of a comment in the text of a Word file: around its words, else around the paragraph of them.

Word opens no file in which a comment stands where none may: in a text box, in a note, in an equation. There the marks
stand around what holds the place: the paragraph of the box, the mark of the note, the equation.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from extract.records import Block
from extract.word.runs import ENDNOTE, FOOTNOTE
from extract.word.spots import Spot, paragraphs_of, spot_of
from extract.word.styles import W

COMMENT = W + "comment"

_PARAGRAPH, _RUN, _PROPERTIES, _BOX = W + "p", W + "r", W + "rPr", W + "txbxContent"
_START, _END, _REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_ID, _SPACE = W + "id", "{http://www.w3.org/XML/1998/namespace}space"
# What marks may stand in beside a run; fields and controls may be filled anew when Word opens the file.
_OPEN = {W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml")}
_NOTES = {W + "footnote": FOOTNOTE, W + "endnote": ENDNOTE}


class Remark(NamedTuple):
    """What to say at code points `start` to `end` of a block, which had this text; block -1 is the whole paper."""

    block: int
    start: int
    end: int
    text: str
    lines: Sequence[str]


def next_number(main: Any, comments: Any) -> int:
    """A number above those of all comments, and of all marks that a lost comment left behind."""
    numbers = [mark.get(_ID, "") for mark in (*main.iter(_START, _END, _REFERENCE), *comments.iter(COMMENT))]
    return max((int(n) for n in numbers if n.isdecimal()), default=-1) + 1


def mark(remark: Remark, number: str, main: Any, blocks: Sequence[Block], sources: Sequence[Any]) -> None:
    """Put the marks of comment `number` into the text; `sources` are the paragraphs that the blocks come from."""
    block = _block(remark, blocks)
    paragraphs = paragraphs_of(block, blocks, sources) if block else []
    spot = spot_of(block, remark.start, remark.end, paragraphs) if block else None
    if spot and _is_open(spot.first, main) and _is_open(spot.last, main):
        _put_behind(_cut_behind(spot), number)
        _cut_before(spot).addprevious(_start(number))
        return
    paragraph = paragraphs[0] if paragraphs else next(main.iter(_PARAGRAPH))
    first, last = _around(paragraph, main)
    first.addprevious(_start(number))
    _put_behind(last, number)


def _block(remark: Remark, blocks: Sequence[Block]) -> Block | None:
    """The block that a remark is about: the one of its number, else the only one with its text."""
    if 0 <= remark.block < len(blocks) and blocks[remark.block].text == remark.text:
        return blocks[remark.block]
    alike = [block for block in blocks if block.text == remark.text]
    return alike[0] if len(alike) == 1 else None


def _start(number: str) -> Any:
    return etree.Element(_START, {_ID: number})


def _put_behind(element: Any, number: str) -> None:
    """The end of the range, and the run that Word hangs the comment on."""
    run = etree.Element(_RUN)
    etree.SubElement(run, _REFERENCE, {_ID: number})
    element.addnext(run)
    element.addnext(etree.Element(_END, {_ID: number}))


def _is_open(element: Any, main: Any) -> bool:
    """True for what stands in the text itself, not in a box or a note."""
    return element.getroottree().getroot() is main and next(element.iterancestors(_BOX), None) is None


def _cut_before(spot: Spot) -> Any:
    """What begins with the first letter: its run, cut in two before it where more stands there."""
    run = _run(spot.first)
    if run is None:
        return _top(spot.first)
    before = [child for child in spot.first.itersiblings(preceding=True) if child.tag != _PROPERTIES]
    if spot.begin or before:
        left = _twin(run)
        left.extend(reversed(before))
        if spot.begin:
            left.append(_saying(deepcopy(spot.first), spot.first.text[: spot.begin]))
            _saying(spot.first, spot.first.text[spot.begin :])
        run.addprevious(left)
    return run


def _cut_behind(spot: Spot) -> Any:
    """What ends with the last letter: its run, cut in two behind it where more stands there."""
    run = _run(spot.last)
    if run is None:
        return _top(spot.last)
    behind, text = list(spot.last.itersiblings()), spot.last.text or ""
    if behind or spot.end < len(text):
        right = _twin(run)
        if spot.end < len(text):
            right.append(_saying(deepcopy(spot.last), text[spot.end :]))
            _saying(spot.last, text[: spot.end])
        right.extend(behind)
        run.addnext(right)
    return run


def _run(text: Any) -> Any:
    """The run of a text where marks may stand beside it; else None."""
    run = text.getparent()
    outside = next(above for above in run.iterancestors() if above.tag not in _OPEN)
    return run if run.tag == _RUN and outside.tag == _PARAGRAPH else None


def _twin(run: Any) -> Any:
    """A run of the same looks, without text."""
    twin = etree.Element(run.tag, run.attrib, nsmap=run.nsmap)
    if (looks := run.find(_PROPERTIES)) is not None:
        twin.append(deepcopy(looks))
    return twin


def _saying(text: Any, said: str) -> Any:
    text.text = said
    text.set(_SPACE, "preserve")
    return text


def _top(element: Any) -> Any:
    """What stands right in the paragraph and holds the element."""
    while element.getparent().tag != _PARAGRAPH:
        element = element.getparent()
    return element


def _around(paragraph: Any, main: Any) -> tuple[Any, Any]:
    """The first and the last element of a paragraph; of a text box those of its paragraph, of a note its mark."""
    if paragraph.getroottree().getroot() is not main:
        noted = _mark_of(paragraph, main)
        return _whole(next(main.iter(_PARAGRAPH))) if noted is None else (_top(noted),) * 2
    boxes = list(paragraph.iterancestors(_BOX))
    return _whole(next(boxes[-1].iterancestors(_PARAGRAPH)) if boxes else paragraph)


def _whole(paragraph: Any) -> tuple[Any, Any]:
    inner = [child for child in paragraph if child.tag != W + "pPr"] or [etree.SubElement(paragraph, _RUN)]
    return inner[0], inner[-1]


def _mark_of(paragraph: Any, main: Any) -> Any:
    """The mark in the text of the note in which a paragraph stands; None where it lost it."""
    note = next(paragraph.iterancestors(*_NOTES))
    marks = main.iter(_NOTES[note.tag])
    return next((mark for mark in marks if mark.get(_ID) == note.get(_ID)), None)
