"""A table as CSV is what `csv` writes of its cells, whatever stands in them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.csv_text import csv_text
from normalize.forms import csv_rows

COLUMNS = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(38, 9),
    "date": pa.date32(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
}
decimals = st.builds(lambda n, e: Decimal(n).scaleb(-e), st.integers(-(10**20), 10**20), st.integers(0, 9))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["-", '=1+1,"x"', "@a\r\n", "đạt"]
)
rows = st.fixed_dictionaries(
    {
        "text": st.none() | texts,
        "integer": st.none() | st.integers(-(2**63), 2**63 - 1),
        "decimal": st.none() | decimals,
        "date": st.none() | st.dates(date(1, 1, 1)),
        "real": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.none() | st.booleans(),
    }
)


def expected(found: list[dict[str, object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(list(csv_rows(found, list(COLUMNS)))[1:])
    return out.getvalue()


def written(found: list[dict[str, object]]) -> str:
    return csv_text(pa.RecordBatch.from_pylist(found, schema=pa.schema(COLUMNS.items())))


@given(st.lists(rows, max_size=4))
def test_every_cell_is_as_csv_writes_it(found: list[dict[str, object]]) -> None:
    assert written(found) == expected(found)


@pytest.mark.parametrize("real", [1e-7, 100.0, 0.5, 1e22, -0.0, 123456789.25])
def test_a_real_has_no_exponent(real: float) -> None:
    found = [{**dict.fromkeys(COLUMNS), "real": real}, {**dict.fromkeys(COLUMNS), "real": 0.25}]
    assert written(found) == expected(found)
