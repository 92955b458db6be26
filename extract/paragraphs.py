"""Logical paragraphs out of printed ones: what a page break or an old typist cut in two is one again.

A paragraph that ends without a stop and is followed by one that begins in lower case (or with a date) is one.
Holds for DOCX too: old files were typed from scans.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from extract.records import Block, Piece

_STOP = (".", ";", ":", "!", "?", "./.")
_LABEL = regex.compile(r"(?:[a-zđ]|[ivxlc]+|\d+)\s?[.)/-]\s|[-+*•–]")
_DATE = regex.compile(r"(?:ngày\s)?\d{1,2}/\d{1,2}/\d{4}")
_WITHOUT_SPACE = regex.compile(r"(?<=[\p{L}\p{N}])[-/]$")


def goes_on(before: str, after: str) -> bool:
    """True when `after` goes on with the sentence that `before` leaves open."""
    return not before.isupper() and _goes_on(before, after)


def _goes_on(before: str, after: str) -> bool:
    if not before or not after or before.endswith(_STOP) or _LABEL.match(after):
        return False
    return after[0].islower() or bool(_DATE.match(after))


def glue(before: str) -> str:
    """What stands between two lines: nothing after a hyphen or slash inside a word, else a space."""
    return "" if _WITHOUT_SPACE.search(before) else " "


def join_broken(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with broken paragraphs joined and numbered anew from 0."""
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1][-1] if groups else None
        # what has gone on once is no heading in capitals
        follows = goes_on if last and len(groups[-1]) == 1 else _goes_on
        if last and last.kind == block.kind == "paragraph" and follows(last.text, block.text):
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(_numbered(group[0] if len(group) == 1 else _joined(group), i) for i, group in enumerate(groups))


def append(first: Block, second: Block) -> Block:
    """One block of two: the second goes on with the text of the first."""
    return _joined([first, second])


def _joined(blocks: Sequence[Block]) -> Block:
    texts: list[str] = []
    pieces: list[Piece] = []
    lead, shift, led = 0, 0, True
    for block in blocks:
        if texts:
            texts.append(glue(texts[-1]))
            shift += len(texts[-1])
        if led:
            lead = shift + block.lead
            led = block.lead == len(block.text)
        pieces += [p._replace(start=p.start + shift, end=p.end + shift) for p in block.pieces]
        texts.append(block.text)
        shift += len(block.text)
    return replace(blocks[0], text="".join(texts), pieces=tuple(pieces), lead=lead)


def _numbered(b: Block, index: int) -> Block:
    return Block(index, b.text, b.pieces, b.kind, b.lead, b.level, b.table, b.row, b.column)


def is_upper(text: str) -> bool:
    """True when the letters of a text are capitals: a heading, an agency's name."""
    return text.upper() == text and sum(map(str.isalpha, text)) > 2
