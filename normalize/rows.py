"""Records → rows of the tables, with every place found again on the page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import regex

from extract.records import Block, Box, Document, Figure, Period, Place, Report, Span, Task, Verdict
from normalize.identity import Identity, place
from normalize.naming import Names
from normalize.printing import path_text
from normalize.records import Reading

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Locate = Callable[[Span], Place]

# the tables keep nine decimals
_FINEST = Decimal("1e-9")
_DIGITS = regex.compile(r"\d+")


def report_rows(report: Report, readings: Sequence[Reading], names: Names, locate: Locate) -> Rows:
    """The rows of one report by table: reports, blocks, tasks, figures, verdicts, unclaimed."""
    ids = Identity(report)
    unread = unread_spans(report, readings)
    return {
        "reports": [_report(report, unread)],
        "blocks": [_block(report.document, b.index) for b in report.document.blocks],
        "tasks": [_task(report, ids, i) for i in range(len(report.tasks))],
        "figures": [_figure(report, ids, i, r, names, locate) for i, r in enumerate(readings) if r.number],
        "verdicts": [_verdict(report, ids, i, locate) for i in range(len(report.verdicts))],
        "unclaimed": _unclaimed(report, unread, locate),
    }


def _report(report: Report, unread: Sequence[Span]) -> Row:
    document, head = report.document, report.letterhead
    digits = sum(len(m[0]) for b in document.blocks for m in _DIGITS.finditer(b.text))
    missed = sum(s.end - s.start for s in unread)
    return {
        "report_id": document.sha256,
        "path": path_text(document.path),
        "sha256": document.sha256,
        "same_as": None,
        **{name: getattr(head, name) or None for name in _LETTERHEAD_BEFORE_DATE},
        "date": _date(head.date),
        **{name: getattr(head, name) or None for name in ("document_type", "title", "secrecy", "urgency")},
        **_period(head.period),
        "signer_role": head.signer_role or None,
        "signer_name": head.signer_name or None,
        "recipients": " | ".join(head.recipients) or None,
        "legal_bases": " | ".join(head.legal_bases) or None,
        "digital_signature": head.digital_signature or None,
        "text_source": document.text_source,
        "encoding": document.encoding,
        "pages": document.pages,
        "ocr_pages": document.ocr_pages,
        "ocr_confidence": _share(document.ocr_confidence),
        "digits_read": digits - missed,
        "digits_unread": missed,
        **dict.fromkeys(("percentages", "percentages_checked")),  # the checks know
    }


_LETTERHEAD_BEFORE_DATE = ("number", "symbol", "issuer", "issuer_level", "issuer_branch", "superior", "place")


def _block(document: Document, index: int) -> Row:
    block = document.blocks[index]
    boxes = [p.box for p in block.pieces if p.box and p.page == block.page]
    return {
        "report_id": document.sha256,
        "block": index,
        "kind": block.kind,
        "level": block.level,
        "page": block.page,
        **_box(_around(boxes)),
        "table_row": block.row,
        "table_column": block.column,
        "confidence": _share(min((p.confidence for p in block.pieces if p.confidence is not None), default=None)),
        "text": block.text or None,
    }


def _task(report: Report, ids: Identity, index: int) -> Row:
    task = report.tasks[index]
    heading, text = _slice(report, task.heading), _slice(report, task.text)
    classes = {v.class_ for v in report.verdicts if _belongs(report, v, index, task)}
    block = report.document.blocks[task.heading.block]
    return {
        "report_id": ids.report,
        "task_id": ids.tasks[index],
        "parent_id": ids.tasks[task.parent] if task.parent is not None else None,
        "kind": task.kind,
        "section_kind": task.section_kind,
        "number": task.number or None,
        "task_path": task.path,
        "item": task.item,
        "heading": heading or None,
        "text": text or None,
        "verdict": classes.pop() if len(classes) == 1 else None,
        "block": task.heading.block,
        "page": block.page,
        "start": task.heading.start,
        "end": max(task.heading.end, task.text.end),
    }


def _belongs(report: Report, verdict: Verdict, index: int, task: Task) -> bool:
    """True when a verdict judges this very item, or a heading whose result is one paragraph."""
    segment = report.segments[verdict.segment]
    if segment.task is None:
        return False
    if segment.task == index:
        return True
    owner = report.tasks[segment.task]
    return owner.kind == "item" and task.kind == "item" and owner.parent == task.parent and owner.item == task.item


def _figure(report: Report, ids: Identity, index: int, reading: Reading, names: Names, locate: Locate) -> Row:
    figure, number = report.figures[index], reading.number
    assert number is not None
    segment = report.segments[figure.segment]
    path, item = place(report, segment)
    block = report.document.blocks[figure.span.block]
    return {
        "report_id": ids.report,
        "figure_id": ids.figures[index],
        "task_id": ids.tasks[segment.task] if segment.task is not None else None,
        "task_path": path,
        "item": item,
        "raw": figure.raw,
        "value": plain(number.value),
        "of": plain(number.of),
        "high": plain(number.high),
        "unit": reading.unit,
        "stated_value": _stated_value(figure),
        "stated_unit": stated_unit(figure),
        "decimals": number.decimals,
        "hedge": reading.hedge,
        "relation": reading.relation,
        "direction": reading.direction or None,
        "basis": reading.basis.name or None,
        "basis_id": reading.basis.id or None,
        "role": reading.role,
        "measure": names.measure(index) or None,
        "indicator_id": names.indicator(index) or None,
        **_period(reading.period, with_year=False),
        **place_and_confidence(figure.span, locate),
        "sentence": sentence_of(report, index, reading) or None,
        "table_row": block.row,
        "table_column": block.column,
        "match": figure.match,
    }


def sentence_of(report: Report, index: int, reading: Reading) -> str:
    """The sentence of a figure; of a cell, its row's label, its column's header and what it holds."""
    figure, blocks = report.figures[index], report.document.blocks
    if figure.cell:
        return f"{blocks[figure.cell.label].text} | {blocks[figure.cell.header].text}: {figure.raw}"
    return blocks[figure.span.block].text[slice(*reading.sentence)]


def _verdict(report: Report, ids: Identity, index: int, locate: Locate) -> Row:
    verdict = report.verdicts[index]
    segment = report.segments[verdict.segment]
    path, item = place(report, segment)
    return {
        "report_id": ids.report,
        "verdict_id": ids.verdicts[index],
        "task_id": ids.tasks[segment.task] if segment.task is not None else None,
        "task_path": path,
        "item": item,
        "raw": verdict.raw,
        "wording": verdict.wording,
        "class": verdict.class_,
        "statement": _slice(report, verdict.statement) or None,
        **place_and_confidence(verdict.span, locate),
        "sentence": _slice(report, verdict.statement) or None,
        "match": verdict.match,
    }


def _unclaimed(report: Report, unread: Iterable[Span], locate: Locate) -> list[Row]:
    found = [(c.span, c.kind, c.raw, c.rule) for c in report.claims]
    found += [(s, "unread", _slice(report, s), None) for s in unread]  # type: ignore[misc]
    found.sort(key=lambda f: (f[0].block, f[0].start))
    return [
        {
            "report_id": report.document.sha256,
            "kind": kind,
            "raw": raw,
            "rule": rule,
            "block": span.block,
            "start": span.start,
            "end": span.end,
            "page": report.document.blocks[span.block].page,
        }
        for span, kind, raw, rule in found
    ]


def unread_spans(report: Report, readings: Sequence[Reading]) -> list[Span]:
    """The runs of digits that stand in no figure and in no claim."""
    taken: dict[int, list[Span]] = {}
    for span in (
        *(f.span for f, r in zip(report.figures, readings, strict=True) if r.number),
        *(c.span for c in report.claims),
    ):
        taken.setdefault(span.block, []).append(span)
    return [span for block in report.document.blocks for span in _left(block, taken.get(block.index, []))]


def _left(block: Block, taken: list[Span]) -> Iterator[Span]:
    """The runs of digits of a block that no span holds whole: the spans that begin before it reach no further."""
    waiting, reach = sorted(taken, reverse=True), 0
    for match in _DIGITS.finditer(block.text):
        while waiting and waiting[-1].start <= match.start():
            reach = max(reach, waiting.pop().end)
        if match.end() > reach:
            yield Span(block.index, match.start(), match.end())


def plain(value: Decimal | None) -> Decimal | None:
    """The number without trailing zeros and without an exponent."""
    if value is None:
        return None
    with localcontext(prec=50):
        normal = value.quantize(_FINEST).normalize()
        return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal


def stated_unit(figure: Figure) -> str:
    """The unit as it was printed: `triệu đồng/người/năm`."""
    unit = " ".join(filter(None, (figure.scale, figure.unit.removeprefix(figure.scale).strip())))
    return "/".join((unit, *figure.per))


def _stated_value(figure: Figure) -> str:
    whole = f"{figure.number}/{figure.of}" if figure.of else figure.number
    return f"{whole}-{figure.high}" if figure.high else whole


def _period(period: Period | None, *, with_year: bool = True) -> Row:
    row: Row = {
        "period_kind": period.kind if period else None,
        "months": period.months if period else None,
        "period_start": _date(period.start) if period else None,
        "period_end": _date(period.end) if period else None,
    }
    if with_year:
        row["year"] = int(period.end[:4]) if period else None
    return row


def _date(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def place_on_page(span: Span | None, locate: Locate) -> Row:
    """Where a span stands: page, box, block, start, end; all empty for None."""
    if span is None:
        return {"page": None, **_box(None), "block": None, "start": None, "end": None}
    return _placed(span, locate(span))


def place_and_confidence(span: Span, locate: Locate) -> Row:
    """Where a span stands, and how sure its reading is, 0 to 1; empty for text that was not recognised."""
    where = locate(span)
    return {**_placed(span, where), "confidence": _share(where.confidence)}


def _placed(span: Span, where: Place) -> Row:
    return {"page": where.page, **_box(where.box), "block": span.block, "start": span.start, "end": span.end}


def _share(value: float | None) -> float | None:
    """How sure a reading is, to a hundredth: more says nothing."""
    return None if value is None else round(value, 2)


def _box(box: Box | None) -> Row:
    return dict(zip(("x0", "y0", "x1", "y1"), box or (None,) * 4, strict=True))


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _slice(report: Report, span: Span) -> str:
    return report.document.blocks[span.block].text[span.start : span.end].strip()
