"""Decisions about known errors of a source: the readings with the numbers that were decided in place of the printed."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from extract.corrections import LETTERHEAD, NUMERALS
from extract.records import Report
from extract.rules import Row, Rules
from extract.text import clean
from normalize.file_detail import NOT_APPLIED
from normalize.identity import place
from normalize.numbers import decimals, read_number
from normalize.records import Number, Reading
from normalize.rows import sentence_of
from normalize.units import units, units_of_indicators


class Corrected(NamedTuple):
    """The readings after the decisions; which row decided which figure; a sentence for each that was not applied."""

    readings: Sequence[Reading]
    applied: tuple[tuple[int, Row], ...] = ()
    notes: tuple[str, ...] = ()


def corrected(report: Report, readings: Sequence[Reading], rules: Rules) -> Corrected:
    """The readings with the values of `rules/corrections.toml`; a row that finds no place, or two, does nothing."""
    rows = [row for row in rules.tables["corrections"] if _is_about(row, report)]
    if not rows:
        return Corrected(readings)
    decided: dict[int, Row] = {}
    notes: list[str] = []
    for row in rows:
        found = _places(row, report, readings)
        if why := _why_not(row, report, found, decided):
            notes.append(f"{NOT_APPLIED} (rules/corrections.toml, {row.id}): {why}.")
        else:
            decided[found[0]] = row
    after = [_decided(report, i, r, decided[i], rules) if i in decided else r for i, r in enumerate(readings)]
    return Corrected(after, tuple(sorted(decided.items())), tuple(notes))


def _is_about(row: Row, report: Report) -> bool:
    if row.get("report"):
        return bool(row["report"] == report.document.sha256)
    return all(str(row[name]) == getattr(report.letterhead, name) for name in LETTERHEAD)


def _places(row: Row, report: Report, readings: Sequence[Reading]) -> list[int]:
    """The figures for which all holds that a row says of its place."""
    return [
        i for i, figure in enumerate(report.figures) if figure.raw == row["raw"] and _holds(row, report, i, readings)
    ]


def _holds(row: Row, report: Report, index: int, readings: Sequence[Reading]) -> bool:
    path, item = place(report, report.segments[report.figures[index].segment])
    sentence = row.get("sentence") and clean(row["sentence"])
    return (
        row.get("task_path", path) == path
        and row.get("item", item) == item
        and (not sentence or sentence == sentence_of(report, index, readings[index]))
    )


def _why_not(row: Row, report: Report, found: Sequence[int], decided: Collection[int]) -> str:
    """Why a row cannot be applied to the figures that were found, and what to do; empty where it can."""
    where = " ".join([f"“{row['raw']}”", *([f"ở mục {row['task_path']}"] if row.get("task_path") else [])])
    if not found:
        return f"không thấy {where}; đối chiếu raw, task_path, item, sentence với bảng figures"
    if len(found) > 1:
        return f"có {len(found)} chỗ ghi {where}; ghi thêm item hoặc sentence"
    if found[0] in decided:
        return f"{where} đã do dòng khác đính chính; chỉ giữ một dòng"
    if report.figures[found[0]].parts and not row.get("unit"):
        return f"{where} ghi bằng nhiều đơn vị; ghi thêm unit"
    return ""


def _decided(report: Report, index: int, reading: Reading, row: Row, rules: Rules) -> Reading:
    """The reading with the numbers of a row; how many decimals were printed stays."""
    own = units_of_indicators(rules).base(row["unit"]) if row.get("unit") else units(rules).base(report.figures[index])
    given = {name: read_number(row[name]) for name in NUMERALS if row.get(name)}
    numbers = {name: number * own.factor for name, number in given.items() if number is not None}
    printed = reading.number
    digits = printed.decimals if printed else decimals(given["value"] or Decimal(0))
    number = Number(
        value=numbers["value"],
        of=numbers.get("of", printed.of if printed else None),
        high=numbers.get("high", printed.high if printed else None),
        decimals=digits,
        step=own.factor.scaleb(-digits) if digits else own.factor,
    )
    return reading._replace(number=number, unit=own.unit, kind=own.kind)
