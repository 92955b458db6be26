"""Document → Report: the letterhead, the outline, and what every segment of it holds."""

from extract.claims import claims
from extract.figures import NUMBER, figure_reader
from extract.labels import read_label
from extract.letterhead import read_letterhead
from extract.outline import read_outline
from extract.records import Claim, Document, Figure, Report, Segment, Span, Verdict
from extract.rules import Rules
from extract.text import key
from extract.verdicts import verdict_reader


def read_report(document: Document, rules: Rules) -> Report:
    """Everything that one document says, in reading order."""
    letterhead = read_letterhead(document.blocks, rules)
    outline = read_outline(document.blocks, letterhead.body, rules)
    reader, judge = figure_reader(rules), verdict_reader(rules)
    figures: list[Figure] = []
    verdicts: list[Verdict] = []
    found: list[Claim] = []
    for index, segment in enumerate(outline.segments):
        text = document.blocks[segment.span.block].text
        keyed = key(text)
        if segment.part == "outside":
            found += _outside(text, keyed, segment, rules)
            continue
        number = _heading_number(text, segment)
        found += number
        inner = Segment(
            Span(segment.span.block, number[0].span.end if number else segment.span.start, segment.span.end),
            segment.task,
            segment.item,
            segment.part,
        )
        read, claimed = reader.read(text, keyed, inner, index)
        figures += read
        found += claimed
        if segment.part == "text":
            verdicts += judge.read(text, keyed, inner, index)
    return Report(
        document, letterhead, outline.tasks, outline.segments, tuple(figures), tuple(verdicts), tuple(found)
    )


def _heading_number(text: str, segment: Segment) -> list[Claim]:
    """The number of a heading or of an item, where it has digits."""
    label = read_label(text) if segment.span.start == 0 else None
    if not label or not any(c.isdigit() for c in text[: label.end]):
        return []
    span = Span(segment.span.block, 0, label.end)
    return [Claim(span, text[: label.end].strip(), "heading_number", label.scheme)]


def _outside(text: str, keyed: str, segment: Segment, rules: Rules) -> list[Claim]:
    """The claims of the letterhead, the title and the signature; no figure stands there."""
    forms = claims(rules)
    found: list[Claim] = []
    position = 0
    while match := NUMBER.search(text, position):
        claim = forms.at(text, keyed, match.start())
        position = max(match.end(), claim[0] if claim else 0)
        if claim:
            span = Span(segment.span.block, match.start(), position)
            found.append(Claim(span, text[match.start() : position], claim[1]["kind"], claim[1].id))
    return found
