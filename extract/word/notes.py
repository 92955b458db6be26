"""The footnotes and endnotes of a DOCX → blocks of kind `note`, in the order of their marks, behind the text."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from extract.records import Block
from extract.word.runs import ENDNOTE, FOOTNOTE
from extract.word.styles import W
from extract.word.walk import Walk

_KINDS = (
    (FOOTNOTE, RELATIONSHIP_TYPE.FOOTNOTES, W + "footnote"),
    (ENDNOTE, RELATIONSHIP_TYPE.ENDNOTES, W + "endnote"),
)


def read_notes(walk: Walk, part: Callable[[str], Any]) -> Iterator[Block]:
    """The blocks of the notes that the text has marks for; a mark that was deleted takes its note along."""
    for mark, relation, tag in _KINDS:
        asked = dict.fromkeys(number for kind, number in walk.notes if kind == mark)
        root = part(relation) if asked else None
        if root is None:
            continue
        notes = {note.get(W + "id"): note for note in root.iterfind(tag)}
        for note in (notes[number] for number in asked if number in notes):
            for block in walk.blocks(note):
                yield replace(block, kind="note", table=None, row=None, column=None)
