"""The reader's records: frozen, slotted, each with its place in the source.

A report is read once into these; every later stage is a function from records to records.
Text positions are code points in a block's clean text (NFC, white space single).
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, origin at the top left corner of the page."""


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class UnreadableError(Exception):
    """A file that cannot be read; puts the file in quarantine with a `reason` of the closed vocabulary."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Recognition:
    """How pictures of pages are read: `auto` where there is no other text, `never`, or `force` for every page.

    So many at a time, and none is begun after so many seconds.
    """

    mode: str = "auto"
    threads: int = 1
    seconds: float = math.inf


class Span(NamedTuple):
    """Code points `start` to `end` of the clean text of block `block`."""

    block: int
    start: int
    end: int


class Place(NamedTuple):
    """Where a span stands on paper: page from 1, box, and how sure its reading is, 0 to 1; None where unknown."""

    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


class Piece(NamedTuple):
    """Where a stretch of a block's text stands in the source: page and box in a PDF, paragraph in a DOCX."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    source: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A logical paragraph or a paragraph of a table's cell; behind all text, one of the contents or of a note (`kind`).

    `lead` counts the leading code points set bold or italic: 0 for plain text, all for a heading
    that is styled throughout. `table` counts the ruled tables of the document from 0.
    """

    index: int
    text: str
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"
    lead: int = 0
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def is_apart(self) -> bool:
        """True for what stands behind the text, wherever it is printed: the table of contents, the notes."""
        return self.kind in ("contents", "note")

    @property
    def page(self) -> int | None:
        """The page on which the block begins; None where the source has no pages."""
        return self.pieces[0].page if self.pieces else None


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, before anything is understood: blocks in reading order.

    `secrecy` is the mark of secrecy that stands anywhere in the file, also where no block holds it; empty without one.
    `repairs` are sentences for people: what was done to read the file. `ocr_pages` were read from their picture, the
    `unread_pages` not at all, for the reason `unread_why` of the closed vocabulary.
    """

    path: Path
    sha256: str
    size: int
    media_type: str
    text_source: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    encoding: str = "unicode"
    repairs: tuple[str, ...] = ()
    secrecy: str = ""
    ocr_pages: int | None = None
    ocr_confidence: float | None = None
    unread_pages: tuple[int, ...] = ()
    unread_why: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a report or a figure speaks of, by the closed vocabulary `period_kind`."""

    kind: str
    start: str
    end: str
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The components of Nghị định 30/2020 and of the Party's guides; empty where the paper says nothing.

    `body` is the range of blocks between the title and the closing formula. `superior` is the body printed above the
    issuer. `date_span` holds the printed date, also where it was left blank or no calendar has it.
    """

    number: str = ""
    symbol: str = ""
    issuer: str = ""
    issuer_level: str = ""
    issuer_branch: str = ""
    place: str = ""
    date: str = ""
    document_type: str = ""
    title: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer_role: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    digital_signature: str = ""
    period: Period | None = None
    number_span: Span | None = None
    date_span: Span | None = None
    superior: str = ""
    body: tuple[int, int] = (0, 0)


class Task(NamedTuple):
    """A heading, or an item under a result; `parent` is an index into the report's tasks.

    `heading` ends where the task's own text begins. `item` is None in a heading.
    """

    kind: str
    section_kind: str
    number: str
    path: str
    heading: Span
    text: Span
    parent: int | None = None
    item: int | None = None


class Segment(NamedTuple):
    """A stretch of text and the task it belongs to; `part` says what it is.

    That is heading or text, table, outside (letterhead, signature, annex), contents, note or other_document.
    """

    span: Span
    task: int | None
    item: int | None
    part: str


class Cell(NamedTuple):
    """What a cell of a table of indicators is: the rule of its column, and the blocks of header and label.

    `above` are the upper cells of its header, `caption` the line over the table that names a period; of a column that
    compares, `asked` and `done` are the headers of the plan and of the result beside it. -1 stands for none.
    """

    column: str
    header: int
    label: int
    above: tuple[int, ...] = ()
    caption: int = -1
    asked: int = -1
    done: int = -1


class Figure(NamedTuple):
    """A quantity as printed: its parts by name, not yet their size.

    `number`, `of` and `high` are the printed numerals, `unit` the printed unit or counted noun and
    `scale` the printed scale word; `unit_id` names the row of `rules/units.toml`, empty for a noun that
    no row knows. `parts` holds the further amounts of a compound (18 tỷ 847 triệu đồng).
    """

    span: Span
    raw: str
    number: str
    unit: str
    unit_id: str
    rule: str
    segment: int
    scale: str = ""
    of: str = ""
    of_scale: str = ""
    of_unit_id: str = ""
    high: str = ""
    per: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    match: str = "exact"
    cell: Cell | None = None


class Verdict(NamedTuple):
    """The report's own judgement, and the span of the statement that it judges."""

    span: Span
    raw: str
    wording: str
    class_: str
    statement: Span
    segment: int
    match: str = "exact"


class Claim(NamedTuple):
    """Digits recognised as no figure: a date, a document number, a name, a period, a heading number."""

    span: Span
    raw: str
    kind: str
    rule: str


class Other(NamedTuple):
    """Another document in the file of a report: its type, and the block at which it begins."""

    type: str
    block: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was read from one document; `others` are those that the same file holds."""

    document: Document
    letterhead: Letterhead
    tasks: tuple[Task, ...]
    segments: tuple[Segment, ...]
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...]
    others: tuple[Other, ...] = ()
