"""One report, explained: its text with every figure, verdict and heading marked, and what stayed unread."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.records import Figure, Recognition, Report, Span
from extract.report import read_report
from extract.rules import FOLDER, load
from extract.secrecy import refuse_secret
from extract.source import open_source
from normalize.naming import Names
from normalize.printing import vietnamese
from normalize.readings import read_figures
from normalize.records import Reading
from normalize.rows import unread_spans
from normalize.speech import label, say, speak

_MARKS = {"figure": ("[", "]"), "verdict": ("{", "}"), "unread": ("⟦?", "⟧"), "heading": ("▌", "")}
_COLOURS = {"figure": "32", "verdict": "35", "unread": "31", "heading": "1"}


def explain_one(
    path: str, rules: str = "", colour: bool = False, spoken: str = "vi", allow_secret: bool = False, **recognition: Any
) -> dict[str, list[dict[str, Any]]]:
    """The text of one file with every figure, verdict and heading marked, as the one row of a table `explained`.

    Raises UnreadableError where the file cannot be read, or may not be.
    """
    speak(spoken)
    table = load(Path(rules) if rules else FOLDER)
    source = open_source(Path(path), Recognition(**recognition))
    try:
        refuse_secret(source.document.secrecy, allow_secret)
        report = read_report(source.document, table)
        readings = read_figures(report, table)
        text = explain_text(report, readings, Names(report, readings, table), colour=colour)
    finally:
        source.close()
    return {"explained": [{"text": text}]}


def explain_text(report: Report, readings: Sequence[Reading], names: Names, *, colour: bool = False) -> str:
    """The blocks in order, marked, each followed by what was read in it and by which rule."""
    lines = [say("legend"), ""]
    spans = _spans(report, readings)
    notes = _notes(report, readings, names)
    for block in report.document.blocks:
        if not block.text:
            continue
        page = f" {say('page', n=block.page)}" if block.page else ""
        lines.append(f"{block.index:>4}{page} │ {_marked(block.text, spans.get(block.index, []), colour)}")
        lines += [f"     {' ' * len(page)}   └ {note}" for note in notes.get(block.index, [])]
    return "\n".join(lines)


def _spans(report: Report, readings: Sequence[Reading]) -> dict[int, list[tuple[Span, str]]]:
    found: dict[int, list[tuple[Span, str]]] = {}
    figures = [(f.span, "figure") for f, r in zip(report.figures, readings, strict=True) if r.number]
    verdicts = [(v.span, "verdict") for v in report.verdicts]
    unread = [(s, "unread") for s in unread_spans(report, readings)]
    headings = [(Span(t.heading.block, 0, 0), "heading") for t in report.tasks if t.kind != "item"]
    for span, kind in (*figures, *verdicts, *unread, *headings):
        found.setdefault(span.block, []).append((span, kind))
    return found


def _marked(text: str, spans: list[tuple[Span, str]], colour: bool) -> str:
    for span, kind in sorted(spans, key=lambda s: -s[0].start):
        opening, closing = _MARKS[kind]
        if colour:
            opening, closing = f"\x1b[{_COLOURS[kind]}m{opening}", f"{closing}\x1b[0m"
        text = f"{text[: span.start]}{opening}{text[span.start : span.end]}{closing}{text[span.end :]}"
    return text


def _notes(report: Report, readings: Sequence[Reading], names: Names) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = {}
    for index, (figure, reading) in enumerate(zip(report.figures, readings, strict=True)):
        named = " · ".join(filter(None, (names.measure(index), names.indicator(index))))
        notes.setdefault(figure.span.block, []).append(_figure_note(figure, reading, named))
    for verdict in report.verdicts:
        notes.setdefault(verdict.span.block, []).append(f"{verdict.raw}: {label('class', verdict.class_)}")
    for claim in report.claims:
        notes.setdefault(claim.span.block, []).append(say("no_figure", raw=claim.raw, kind=claim.kind, rule=claim.rule))
    return notes


def _figure_note(figure: Figure, reading: Reading, named: str) -> str:
    raw, rule = figure.raw, figure.rule
    if reading.number is None:
        return say("unread", raw=raw, rule=rule)
    number = reading.number
    value = vietnamese(number.value) + (say("of", n=vietnamese(number.of)) if number.of is not None else "")
    value += say("up_to", n=vietnamese(number.high)) if number.high is not None else ""
    said = [label("role", reading.role), label("relation", reading.relation)]
    said += [label("direction", reading.direction) if reading.direction else "", reading.basis.name]
    said += [label("hedge", reading.hedge) if reading.hedge != "exact" else ""]
    return f"{raw}: {value} {reading.unit} · {' · '.join(filter(None, said))} · {named} ({rule})"
