"""A question in SQL is answered from the dataset alone, every statement of it."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.dataset import write_dataset
from normalize.question import QueryError, query
from normalize.storage import DatasetError
from normalize.tables import row

FIGURES = [
    row("figures", report_id="r1", figure_id=f"f{n}", raw="x", value=Decimal(value))
    for n, value in enumerate(("2.000", "51208200000", "-4.13", "12345678901234567.5"))
]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "d"
    report = row("reports", report_id="r1", path="a.docx", issuer="Ủy ban nhân dân huyện Sơn Khê")
    write_dataset({"reports": [report], "figures": FIGURES}, folder)
    return folder


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    """A copy, so that no question meets what another may have written."""
    return Path(shutil.copytree(first, tmp_path / "d"))


def test_a_question_is_answered(out: Path) -> None:
    ((names, rows),) = query(out, "SELECT issuer, count(*) AS n FROM figures JOIN reports USING (report_id) GROUP BY 1")
    assert (names, rows) == (["issuer", "n"], [("Ủy ban nhân dân huyện Sơn Khê", 4)])


def test_an_answer_has_decimals_without_trailing_zeros(out: Path) -> None:
    ((_, rows),) = query(out, "SELECT value FROM figures ORDER BY figure_id")
    assert [str(value) for (value,) in rows] == ["2", "51208200000", "-4.13", "12345678901234567.5"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM figures",
        "CREATE TABLE t (x INT)",
        "COPY figures TO '{other}'",
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM glob('{other}*')",
        "EXPORT DATABASE '{other}.d'",
        "SELECT 1; DROP TABLE figures",
        "RESET enable_external_access",
        "SET memory_limit = '900GB'",
        "",
        "-- nothing",
        "ATTACH '{other}' AS o",
        "SET enable_external_access = true",
        "SELECT nothing FROM figures",
        "INSTALL httpfs",
    ],
)
def test_a_question_neither_writes_nor_looks_outside(out: Path, tmp_path: Path, sql: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(QueryError):
        query(out, sql.format(other=other))
    assert query(out, "SELECT count(*) FROM figures")[0][1] == [(4,)]
    assert [p.name for p in tmp_path.iterdir() if p != out] == ["other.csv"]
    assert other.read_text(encoding="utf-8") == "a\n1\n"


def test_every_statement_is_answered(out: Path) -> None:
    assert query(out, "SELECT 1 AS a; SELECT 2 AS b;") == [(["a"], [(1,)]), (["b"], [(2,)])]


@pytest.mark.parametrize("data", [None, b"no database", b""], ids=["missing", "of something else", "cut"])
def test_a_damaged_dataset_is_named(out: Path, data: bytes | None) -> None:
    (out / "dataset.duckdb").unlink()
    if data is not None:
        (out / "dataset.duckdb").write_bytes(data)
    with pytest.raises(DatasetError, match=r"dataset\.duckdb"):
        query(out, "SELECT * FROM figures")
