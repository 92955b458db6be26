from collections.abc import Callable, Sequence

import pytest

from extract.records import Place, Report
from extract.rules import Rules
from normalize.naming import Names
from normalize.readings import read_figures
from normalize.rows import report_rows
from validate import numbering
from validate.records import Evidence
from validate.rows import finding_rows

Read = Callable[[Sequence[str]], Report]

CASES = [
    ("1. 2. 4. 5.", ["4"], "one is left out"),
    ("1. 2. 4.", ["4"], "the last one, behind two that count on"),
    ("I. II. IV.", ["IV"], "roman numbers"),
    ("1. 2. 2. 3.", ["2"], "one stands twice"),
    ("1. 2. 5. 6.", ["5"], "two are left out"),
    ("1. 2. 4. 6. 7.", ["6"], "two slips: only what goes on is sure"),
    ("1. 2. 3.", [], "they count on"),
    ("1. 2. 1. 2.", [], "another list"),
    ("1. 1. 1.", [], "lists of one"),
    ("1. 3.", [], "two of different lists"),
    ("1. 2. 8. 9.", [], "another list"),
]


@pytest.mark.parametrize(("numbers", "flagged", "why"), CASES)
def test_numbers_count_on(read: Read, rules: Rules, numbers: str, flagged: list[str], why: str) -> None:
    report = read([f"**{number} Kết quả công tác thứ {i}**" for i, number in enumerate(numbers.split())])
    found = list(numbering.check(Evidence(report, read_figures(report, rules), rules)))
    assert [f.printed for f in found] == flagged, why


def test_a_number_that_was_not_read_as_a_heading_is_no_gap(read: Read, rules: Rules) -> None:
    report = read(["**1. Thu**", "**2. Chi**", "- 3. Vay", "3) Vay vốn", "**4. Nợ**", "**5. Trả nợ**"])
    found = numbering.check(Evidence(report, read_figures(report, rules), rules))
    assert [f.printed for f in found] == []


def test_two_findings_have_two_names_and_their_tasks(read: Read, rules: Rules) -> None:
    lines = [
        f"**{n} Kết quả công tác thứ {i}**"
        for i, n in enumerate(["I.", "1.", "2.", "4.", "5.", "II.", "1.", "3.", "4."])
    ]
    report = read(lines)
    readings = read_figures(report, rules)
    found = list(numbering.check(Evidence(report, readings, rules)))
    rows = finding_rows(report, readings, found, lambda span: Place())
    tasks = report_rows(report, readings, Names(report, readings, rules), lambda span: Place())["tasks"]
    assert len({row["finding_id"] for row in rows}) == len(rows) == 2
    assert {row["task_id"] for row in rows} < {task["task_id"] for task in tasks}
