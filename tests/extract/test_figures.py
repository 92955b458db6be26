"""What the annotation guide calls a figure, in sentences of places that do not exist: `figures.tsv`.

A row is a text and its figures, each as raw | number | unit with its scale word and what it is per | of | high.
The group `never` holds a broken print, and the number that must not be read from it.
"""

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extract.records import Figure, Report

Read = Callable[[str], Report]
Expected = list[list[str]]

with (Path(__file__).parent / "figures.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows(wanted: Callable[[str], bool]) -> list[Any]:
    """The texts and figures of some groups, as the parameters of a test."""
    return [
        pytest.param(
            row["text"],
            [(figure.split(" | ") + [""] * 3)[:5] for figure in row["figures"].split(" ; ") if figure],
            id=row["text"],
        )
        for row in ROWS
        if wanted(row["group"])
    ]


def printed_unit(figure: Figure) -> str:
    return "/".join([f"{figure.scale} {figure.unit}".strip(), *figure.per])


def same_unit(figure: Figure, expected: str) -> bool:
    """By the guide: exact for measures and rates, whole words of either length for counted nouns."""
    printed = printed_unit(figure)
    if figure.unit_id or figure.per:
        return printed == expected
    return f"{printed} ".startswith(f"{expected} ") or f"{expected} ".startswith(f"{printed} ")


def check(read_result: Read, text: str, expected: Expected) -> None:
    figures = [f for f in read_result(text).figures if f.span.block == 2]
    assert [(f.raw, f.number, f.of, f.high) for f in figures] == [(r, n, o, h) for r, n, _, o, h in expected]
    for figure, (raw, _, unit, _, _) in zip(figures, expected, strict=True):
        assert same_unit(figure, unit), (raw, printed_unit(figure), unit)
        assert text[figure.span.start : figure.span.end] == figure.raw


@pytest.mark.parametrize(("text", "expected"), rows(lambda group: group != "never"))
def test_figures(read_result: Read, text: str, expected: Expected) -> None:
    check(read_result, text, expected)


@pytest.mark.parametrize(("text", "wrong"), rows(lambda group: group == "never"))
def test_broken_print_is_read_right_or_left_unread(read_result: Read, text: str, wrong: Expected) -> None:
    assert wrong[0][0] not in {figure.number for figure in read_result(text).figures}


def test_a_compound_keeps_its_parts(read_result: Read) -> None:
    (figure,) = read_result("vốn 12 tỷ 305 triệu 200 nghìn đồng").figures
    assert figure.parts == (("305", "triệu"), ("200", "nghìn"))


def test_a_lost_sign_is_damage(read_result: Read) -> None:
    figures = read_result("đạt 57,26KH; đạt 58%KH").figures
    assert [(f.number, f.unit_id, f.match) for f in figures] == [
        ("57,26", "percent", "damaged"),
        ("58", "percent", "exact"),
    ]


def test_the_segment_of_a_figure_holds_it(read_result: Read) -> None:
    report = read_result("trồng 612 ha")
    (figure,) = report.figures
    segment = report.segments[figure.segment].span
    assert (segment.block, segment.start <= figure.span.start, figure.span.end <= segment.end) == (2, True, True)


def test_every_number_is_read_once(read_result: Read) -> None:
    report = read_result(
        "Ngày 15/8/2024, 13/19 xã đạt 5 - 7% và 12 tỷ 305 triệu đồng theo QĐ số 12/QĐ-UBND, hệ số 1,2."
    )
    found = [f.span for f in report.figures] + [c.span for c in report.claims]
    spans = sorted((span.start, span.end) for span in found if span.block == 2)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
