"""A stored figure stands for the same interval as when it was read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.records import Place
from extract.report import read_report
from extract.rules import Rules
from extract.source import open_source
from normalize.allowance import allowed
from normalize.intervals import Interval
from normalize.naming import Names
from normalize.readings import read_figures
from normalize.rows import report_rows
from normalize.stored_readings import reading_of
from normalize.tables import row
from samples.generate import generate

SAMPLES = sorted(Path(__file__).resolve().parents[2].glob("samples/*/report.docx"))
SEEDS = range(8)


@pytest.mark.parametrize("sample", [*SAMPLES, *SEEDS], ids=lambda s: s.parent.name if isinstance(s, Path) else str(s))
def test_a_row_gives_the_interval_of_its_reading(rules: Rules, sample: Path | int) -> None:
    document = generate(sample).document if isinstance(sample, int) else open_source(sample).document
    report = read_report(document, rules)
    readings = read_figures(report, rules)
    rows = report_rows(report, readings, Names(report, readings, rules), lambda span: Place())["figures"]
    for own, reading in zip(rows, [r for r in readings if r.number], strict=True):
        back = reading_of(own, rules)
        assert back, own["raw"]
        assert allowed(back) == allowed(reading), own["raw"]


def figure(raw: str, value: int, stated: str, unit: str, decimals: int = 0) -> dict[str, Any]:
    given = {"value": Decimal(value), "stated_value": stated, "stated_unit": unit, "decimals": decimals}
    return row("figures", raw=raw, unit="đồng", hedge="exact", relation="level", role="result", **given)


def test_a_compound_is_as_precise_as_its_last_amount(rules: Rules) -> None:
    back = reading_of(figure("18 tỷ 847 triệu đồng", 18_847_000_000, "18", "tỷ đồng"), rules)
    assert back
    assert allowed(back) == Interval(Decimal(18_846_500_000), Decimal(18_848_000_000), with_most=False)


def test_a_number_that_was_decided_has_none(rules: Rules) -> None:
    assert reading_of(figure("89,8 tỷ đồng", 98_800_000_000, "89,8", "tỷ đồng", decimals=1), rules) is None
