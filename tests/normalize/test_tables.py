"""One declaration of the tables: rows are checked against it, the dictionary names every column."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.tables import TABLES, arrow_schema, check_row, data_dictionary

ROOT = Path(__file__).resolve().parents[2]
FILE: dict[str, Any] = {
    "path": "a.docx",
    "sha256": "0",
    "size_bytes": 1,
    "media_type": "x",
    "outcome": "ok",
    "reason": None,
    "detail": None,
    "report_id": "0",
}


def test_a_row_that_fits() -> None:
    check_row("files", FILE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "fine"},
        {"size_bytes": "1"},
        {"size_bytes": True},
        {"path": ""},
        {"more": 1},
    ],
    ids=["not of the vocabulary", "text for a number", "a truth for a number", "empty text", "a column too many"],
)
def test_a_row_that_does_not(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="files"):
        check_row("files", {**FILE, **wrong})


def test_a_row_without_a_column() -> None:
    with pytest.raises(ValueError, match="path"):
        check_row("files", {k: v for k, v in FILE.items() if k != "path"})


def test_types_are_those_of_the_design() -> None:
    schema = arrow_schema("figures")
    assert [str(schema.field(n).type) for n in ("value", "of", "high")] == ["decimal128(38, 9)"] * 3
    assert str(schema.field("period_end").type) == "date32[day]"
    assert str(schema.field("x0").type) == "double"


def test_the_dictionary_names_every_column_and_is_the_one_in_docs() -> None:
    text = data_dictionary()
    assert all(f"| `{c.name}` |" in text for t in TABLES.values() for c in t.columns)
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == text


def test_decimals_and_dates_are_checked_as_such() -> None:
    row: dict[str, Any] = {c.name: None for c in TABLES["comparison"].columns}
    check_row("comparison", {**row, "value": Decimal("1.5"), "comparable": True})
    with pytest.raises(ValueError, match="value"):
        check_row("comparison", {**row, "value": 1.5})
    with pytest.raises(ValueError, match="date"):
        check_row("reports", {**{c.name: None for c in TABLES["reports"].columns}, "date": str(date.today())})
