"""Logical paragraphs out of printed ones: what a page break or an old typist cut in two is one again.

A paragraph that ends without a stop and is followed by one that begins in lower case (or with a date) is one.
Holds for DOCX too: old files were typed from scans.
"""

from collections.abc import Iterable
from dataclasses import replace

import regex

from extract.records import Block

_STOP = (".", ";", ":", "!", "?", "./.")
_LABEL = regex.compile(r"(?:[a-zđ]|[ivxlc]+|\d+)\s?[.)/-]\s|[-+*•–]")
_DATE = regex.compile(r"(?:ngày\s)?\d{1,2}/\d{1,2}/\d{4}")
_WITHOUT_SPACE = regex.compile(r"(?<=[\p{L}\p{N}])[-/]$")


def goes_on(before: str, after: str) -> bool:
    """True when `after` goes on with the sentence that `before` leaves open."""
    if not before or not after or before.endswith(_STOP):
        return False
    if _LABEL.match(after) or before.isupper():
        return False
    return after[0].islower() or bool(_DATE.match(after))


def glue(before: str) -> str:
    """What stands between two lines: nothing after a hyphen or slash inside a word, else a space."""
    return "" if _WITHOUT_SPACE.search(before) else " "


def join_broken(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with broken paragraphs joined and numbered anew from 0."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.kind == block.kind == "paragraph" and goes_on(last.text, block.text):
            joined[-1] = append(last, block)
        else:
            joined.append(block)
    return tuple(
        Block(i, b.text, b.pieces, b.kind, b.lead, b.level, b.table, b.row, b.column) for i, b in enumerate(joined)
    )


def append(first: Block, second: Block) -> Block:
    """One block of two: the second goes on with the text of the first."""
    text = first.text + glue(first.text)
    shift = len(text)
    pieces = tuple(p._replace(start=p.start + shift, end=p.end + shift) for p in second.pieces)
    lead = shift + second.lead if first.lead == len(first.text) else first.lead
    return replace(first, text=text + second.text, pieces=first.pieces + pieces, lead=lead)


def is_upper(text: str) -> bool:
    """True when the letters of a text are capitals: a heading, an agency's name."""
    return text.upper() == text and sum(map(str.isalpha, text)) > 2
