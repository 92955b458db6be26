"""Findings → rows of the table `findings`."""

from collections.abc import Sequence

from extract.records import Report
from extract.sentences import sentence
from normalize.identity import Identity, place
from normalize.records import Reading
from normalize.rows import Locate, Row, place_on_page, plain, sentence_of
from validate.records import Finding


def finding_rows(report: Report, readings: Sequence[Reading], findings: Sequence[Finding], locate: Locate) -> list[Row]:
    """One row for each finding, with the sentence and the place that it points at."""
    ids = Identity(report)
    return [_row(report, readings, finding, ids, locate) for finding in findings]


def _row(report: Report, readings: Sequence[Reading], finding: Finding, ids: Identity, locate: Locate) -> Row:
    segment = report.segments[finding.segment] if finding.segment is not None else None
    path, item = place(report, segment) if segment else ("-", None)
    figures = [ids.figures[i] for i in finding.figures]
    verdict = ids.verdicts[finding.verdict] if finding.verdict is not None else None
    task = ids.tasks[segment.task] if segment and segment.task is not None else None
    about = [*figures, verdict or ""] if figures or verdict else [task or ""]
    return {
        "report_id": ids.report,
        "finding_id": ids.finding(finding.check, *about),
        "task_id": task,
        "task_path": path,
        "item": item,
        "check": finding.check,
        "level": finding.level,
        "printed": finding.printed or None,
        "recomputed": finding.recomputed or None,
        "least": plain(finding.least),
        "most": plain(finding.most),
        "suggestion": finding.suggestion or None,
        "message_vi": finding.message_vi,
        "message_en": finding.message_en,
        "sentence": _sentence(report, readings, finding),
        **place_on_page(finding.span, locate),
        "figure_ids": " ".join(figures) or None,
        "verdict_id": verdict,
    }


def _sentence(report: Report, readings: Sequence[Reading], finding: Finding) -> str | None:
    if finding.span is None:
        return None
    first = finding.figures[0] if finding.figures else None
    if first is not None and (finding.verdict is None or report.figures[first].cell):
        return sentence_of(report, first, readings[first])
    text = report.document.blocks[finding.span.block].text
    return text[slice(*sentence(text, finding.span.start, 0, len(text)))] or None
