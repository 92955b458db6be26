"""The same report in two files counts once; two reports of one template do not."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from normalize.copies import FIGURE, imprint, originals
from normalize.tables import row

Row = dict[str, Any]

LETTERHEAD = {
    "issuer": "Sở Nông nghiệp",
    "number": "215",
    "symbol": "BC-SNN",
    "date": date(2024, 10, 1),
    "title": "Kết quả công tác quý III năm 2024",
    "period_kind": "quarter",
    "period_start": date(2024, 7, 1),
    "period_end": date(2024, 9, 30),
    "text_source": "docx",
}
BLANK = {"number": None, "date": None}
EIGHT = tuple(range(8))


def report(name: str, **more: Any) -> Row:
    return {**row("reports", report_id=name, path=name, **{**LETTERHEAD, **more}), "imprint": None}


def figures(name: str, values: tuple[int, ...]) -> list[Row]:
    return [row("figures", report_id=name, figure_id=f"{name}{i}", value=Decimal(v)) for i, v in enumerate(values)]


def copies(one: Row, other: Row, first: tuple[int, ...] = EIGHT, second: tuple[int, ...] = EIGHT) -> list[str | None]:
    """What `same_as` holds of two reports with these figures."""
    names = (one["report_id"], other["report_id"])
    said = {name: figures(name, values) for name, values in zip(names, (first, second), strict=True)}
    found = originals([other, one], lambda name: Counter(tuple(f[c] for c in FIGURE) for f in said[name]))
    return [found.get(name) for name in names]


@pytest.mark.parametrize(
    ("one", "other", "second", "same", "why"),
    [
        ({}, {}, (), True, "one letterhead, whatever the figures"),
        ({}, {"title": "kết quả  công tác quý III năm 2024"}, (), True, "capitals and blanks apart"),
        (BLANK, BLANK, EIGHT, True, "number and date blank in both"),
        ({}, BLANK, EIGHT, True, "a draft before it got number and date"),
        (BLANK, {**BLANK, "symbol": None}, EIGHT, True, "a cell that one of them does not print"),
        (BLANK, {"number": "216", "date": None}, EIGHT, True, "a number in one of them"),
        (BLANK, BLANK, (*EIGHT[1:], 99), False, "one of eight figures is another"),
        (BLANK, BLANK, (), False, "a template that nobody filled in"),
        (BLANK, {**BLANK, "issuer": "Sở Y tế"}, EIGHT, False, "another issuer"),
        (BLANK, {**BLANK, "period_end": date(2024, 6, 30)}, EIGHT, False, "another period"),
        (BLANK, {**BLANK, "title": "Kết quả khác"}, EIGHT, False, "another title"),
        ({"date": None}, {"date": None, "number": "216"}, EIGHT, False, "two numbers"),
        ({}, {"number": "216"}, EIGHT, False, "all printed, and different"),
        ({"superior": "A"}, {"superior": "B"}, EIGHT, False, "one name in two districts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_which_reports_are_copies(one: Row, other: Row, second: tuple[int, ...], same: bool, why: str) -> None:
    found = copies(report("a", **one), report("b", **{"text_source": "pdf", **other}), second=second)
    assert found in ([[None, "a"], ["b", None]] if same else [[None, None]])


def test_nine_tenths_of_the_figures_are_nearly_all() -> None:
    twenty = tuple(range(20))
    assert copies(report("a", **BLANK), report("b", **BLANK), twenty, twenty[:18]) == [None, "a"]
    assert copies(report("a", **BLANK), report("b", **BLANK), twenty, twenty[:17]) == [None, None]


def test_word_stands_before_pdf_and_what_is_numbered_before_a_draft() -> None:
    assert copies(report("a", text_source="pdf"), report("b")) == ["b", None]
    assert copies(report("a", **BLANK), report("b", text_source="pdf")) == ["b", None]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Năm 2024 thu ngân sách đạt 5 tỷ đồng, bằng 90% kế hoạch.",
            "Năm 2024 thu ngân sách đạt 5 tỷ đồng, bằng 90% kế hoạch .",
            True,
        ),
        (
            "Năm 2024 thu ngân sách đạt 5 tỷ đồng, bằng 90% kế hoạch.",
            "Năm 2024 thu ngân sách đạt 6 tỷ đồng, bằng 90% kế hoạch.",
            False,
        ),
        ("Không có gì.", "Không có gì.", False),
    ],
    ids=["spaces apart", "another figure", "too short to tell"],
)
def test_papers_without_letterhead_are_copies_by_their_text(one: str, other: str, same: bool) -> None:
    texts = {"a": one, "b": other}
    reports = [
        {**row("reports", report_id=name, path=name), "imprint": imprint([{"text": text}])}
        for name, text in texts.items()
    ]
    assert originals(reports, lambda name: Counter()) == ({"b": "a"} if same else {})


def test_figures_are_asked_for_only_where_they_decide() -> None:
    def refuse(name: str) -> Counter[Any]:
        raise AssertionError(name)

    numbered = [report(str(number), number=str(number)) for number in range(5)]
    assert originals(numbered, refuse) == {}
