"""Document → Report: the letterhead, the outline, and what every segment of it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extract.claims import claims
from extract.documents import find_documents
from extract.figures import NUMBER, figure_reader
from extract.labels import read_label
from extract.letterhead import read_letterhead
from extract.outline import Outline, read_outline
from extract.records import Block, Claim, Document, Figure, Other, Report, Segment, Span, Verdict
from extract.rules import Rules
from extract.tables import Table, table_reader
from extract.text import key
from extract.verdicts import verdict_reader

_ORDER = regex.compile(r"\s*[\d.]+\s*")


def read_report(document: Document, rules: Rules) -> Report:
    """Everything that one document says, in reading order."""
    blocks = [b for b in document.blocks if not b.is_apart]  # notes and contents stand behind all others
    documents = find_documents(blocks, rules)
    own = documents.own
    letterhead = read_letterhead(blocks[: own.end], rules, own.head, own.annex)
    outline = read_outline(document.blocks, letterhead.body, rules, documents.strange())
    reading = _Reading(document, outline, rules)
    for index, segment in enumerate(outline.segments):
        reading.segment(index, segment)
    return Report(
        document,
        letterhead,
        outline.tasks,
        outline.segments,
        tuple(reading.figures),
        tuple(reading.verdicts),
        tuple(reading.claims),
        tuple(Other(part.type, part.start) for part in documents.others),
    )


@dataclass(slots=True)
class _Reading:
    """One pass over the segments of a document."""

    document: Document
    outline: Outline
    rules: Rules
    figures: list[Figure] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    tables: dict[int, Table | None] = field(default_factory=dict)
    cells: set[int] = field(default_factory=set)

    def segment(self, index: int, segment: Segment) -> None:
        """Read one segment by what it is: a cell of a table of indicators, the letterhead, or text."""
        block = self.document.blocks[segment.span.block]
        if segment.part == "other_document":
            self._of_another(block)
            return
        if block.table is not None and block.table not in self.tables:
            self._table(block.table)
        if block.table is not None and self.tables[block.table]:
            self._cell(block)
        elif segment.part == "contents":  # every digit of it repeats a heading or is the number of a page
            self.claims.append(Claim(segment.span, block.text, "contents", "contents"))
        elif segment.part == "outside":
            self._only_claims(block)
        else:
            self._text(block.text, index, segment)

    def _text(self, text: str, index: int, segment: Segment) -> None:
        keyed = key(text)
        number = self._heading_number(text, segment)
        if number:
            self.claims.append(number)
        inner = segment._replace(span=segment.span._replace(start=number.span.end)) if number else segment
        read, claimed = figure_reader(self.rules).read(text, keyed, inner, index)
        self.figures += read
        self.claims += claimed
        if segment.part in ("text", "heading"):
            in_prose = segment.part == "text" and not self._is_plan(segment)
            self.verdicts += verdict_reader(self.rules).read(text, keyed, inner, index, in_prose)

    def _is_plan(self, segment: Segment) -> bool:
        return segment.task is not None and self.outline.tasks[segment.task].section_kind == "plan_next"

    def _heading_number(self, text: str, segment: Segment) -> Claim | None:
        """The number of a heading or of an item, where it has digits."""
        label = read_label(text) if segment.span.start == 0 else None
        if not label or label.scheme == "mark" or not any(c.isdigit() for c in text[: label.end]):
            return None
        span = Span(segment.span.block, 0, label.end)
        return Claim(span, text[: label.end].strip(), "heading_number", label.scheme)

    def _only_claims(self, block: Block) -> None:
        """The claims of the letterhead, the title, the signature, a table's head; no figure stands there."""
        text, keyed = block.text, key(block.text)
        forms = claims(self.rules)
        position = 0
        while match := NUMBER.search(text, position):
            claim = forms.at(text, keyed, match.start())
            position = max(match.end(), claim[0] if claim else 0)
            if claim:
                span = Span(block.index, match.start(), position)
                self.claims.append(Claim(span, text[match.start() : position], claim[1]["kind"], claim[1].id))

    def _of_another(self, block: Block) -> None:
        """The digits of another document in the file are none of this report's."""
        for match in NUMBER.finditer(block.text):
            self.claims.append(Claim(Span(block.index, *match.span()), match[0], "other_document", "other_document"))

    def _table(self, number: int) -> None:
        """Read a ruled table where it begins, if it is one of indicators."""
        reader = table_reader(self.rules)
        segment_of = {
            s.span.block: i
            for i, s in enumerate(self.outline.segments)
            if self.document.blocks[s.span.block].table == number
        }
        first = min(segment_of)
        table = reader.table([self.document.blocks[b] for b in segment_of], _captions(self.document.blocks, first))
        self.tables[number] = table
        if table:
            read = list(reader.figures(table, segment_of))
            self.figures += read
            self.cells.update(figure.span.block for figure in read)
            self.verdicts += reader.verdicts(table, segment_of)

    def _cell(self, block: Block) -> None:
        """What is left to read in a cell of a table of indicators: its row's number, the claims of its words."""
        if block.index in self.cells:
            return
        if _ORDER.fullmatch(block.text) and block.column == 0:
            span = Span(block.index, 0, len(block.text))
            self.claims.append(Claim(span, block.text, "heading_number", "row_number"))
        else:
            self._only_claims(block)


def _captions(blocks: Sequence[Block], first: int) -> list[Block]:
    """The paragraphs right above a table."""
    found: list[Block] = []
    for block in reversed(blocks[max(0, first - _CAPTIONS) : first]):
        if block.kind == "cell":
            break
        found.insert(0, block)
    return found


_CAPTIONS = 3
