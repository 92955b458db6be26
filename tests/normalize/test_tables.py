"""One declaration of the tables: rows are checked against it, the dictionary names every column."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.dictionary import EXPLAINED, TABLE_EXPLAINED, data_dictionary, explained
from normalize.tables import TABLES, arrow_schema, check_row, row
from normalize.vocabulary import VOCABULARIES

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
        {"path": None},
        {"path": "a\ud800.docx"},
        {"size_bytes": 2**63},
        {"more": 1},
    ],
    ids=[
        "not of the vocabulary",
        "text for a number",
        "a truth for a number",
        "empty text",
        "nothing where something must stand",
        "half a pair, which no UTF-8 has",
        "more than 64 bits",
        "a column too many",
    ],
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


FIGURE = row("figures", report_id="r", figure_id="f", raw="1", value=Decimal(1))


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("value", Decimal("1.5"), "a decimal"),
        ("value", Decimal("1.50000000000"), "zeros behind the ninth decimal say nothing"),
        ("value", Decimal("99999999999999999999999999999"), "as many digits as the column holds"),
        ("x0", 10.5, "a real"),
        ("x0", 10, "a whole number for a real"),
        ("period_end", date(2024, 9, 30), "a date"),
        ("role", "result", "a word of the vocabulary"),
    ],
)
def test_values_that_fit(column: str, value: object, why: str) -> None:
    check_row("figures", {**FIGURE, column: value})


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("value", 1.5, "a float is not exact"),
        ("value", Decimal(1) / 3, "more than nine decimals would be lost"),
        ("value", Decimal("1e29"), "more digits than the column holds"),
        ("value", Decimal("NaN"), "not a number"),
        ("x0", float("nan"), "not a number"),
        ("x0", float("inf"), "no end"),
        ("period_end", "2024-09-30", "text for a date"),
        ("period_end", datetime(2024, 9, 30, 7, 15), "the hour would be lost"),
        ("role", "wish", "not of the vocabulary"),
    ],
)
def test_values_that_do_not(column: str, value: object, why: str) -> None:
    with pytest.raises(ValueError, match=rf"figures\.{column}: "):
        check_row("figures", {**FIGURE, column: value})


def test_row_fills_what_is_missing() -> None:
    assert row("files", path="a", outcome="ok") == {
        **dict.fromkeys(FILE),
        "path": "a",
        "outcome": "ok",
    }
    assert list(row("figures")) == [c.name for c in TABLES["figures"].columns]
    with pytest.raises(ValueError, match="colour"):
        check_row("files", row("files", path="a", outcome="ok", colour="red"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_knows_what_it_cannot_do_without(table: str) -> None:
    assert any(c.required for c in TABLES[table].columns)
    assert not any("*" in c.name for c in TABLES[table].columns)


@pytest.mark.parametrize("table", TABLES)
def test_labels_tell_the_columns_of_a_table_apart(table: str) -> None:
    labels = [c.label for c in TABLES[table].columns]
    assert sorted(set(labels)) == sorted(labels)


def test_every_column_is_explained_in_vietnamese() -> None:
    assert set(TABLE_EXPLAINED) == set(TABLES)
    assert set(EXPLAINED) == {c.name for t in TABLES.values() for c in t.columns}
    assert explained("findings", "level") != explained("blocks", "level")


def test_closed_columns_are_text_and_their_vocabularies_are_there() -> None:
    closed = [c for t in TABLES.values() for c in t.columns if c.vocabulary]
    assert {c.type for c in closed} == {"text"}
    assert {c.vocabulary for c in closed} == set(VOCABULARIES)
    assert all(all(words.values()) for words in VOCABULARIES.values())
