"""The dataset on disk: what is written is read back, byte for byte the same twice, and safe to ask and to open."""

import csv
import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.dataset import QueryError, export, query, read_table, write_dataset
from normalize.tables import TABLES

Row = dict[str, Any]


def row(table: str, **values: object) -> Row:
    return {**{c.name: None for c in TABLES[table].columns}, **values}


ROWS = {
    "reports": [
        row("reports", report_id="r1", path="a.docx", issuer="Ủy ban nhân dân huyện Sơn Khê", date=date(2024, 1, 9))
    ],
    "figures": [
        row("figures", report_id="r1", figure_id="f1", raw="2/4", value=Decimal("2"), of=Decimal(4), unit="quy định"),
        row("figures", report_id="r1", figure_id="f2", raw="=1+1", value=Decimal("51208200000"), unit="đồng"),
        row("figures", report_id="r1", figure_id="f3", raw="-4,13%", value=Decimal("-4.13"), unit="%"),
    ],
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_dataset(ROWS, tmp_path / "d")
    return tmp_path / "d"


def test_what_is_written_is_read_back(out: Path) -> None:
    assert read_table(out, "reports") == ROWS["reports"]
    assert read_table(out, "figures") == ROWS["figures"]
    assert read_table(out, "verdicts") == []


def test_every_table_has_its_files(out: Path) -> None:
    names = {p.name for p in out.iterdir()}
    assert names == {
        *(f"{t}.{kind}" for t in TABLES for kind in ("parquet", "csv")),
        "dataset.duckdb",
        "dataset.xlsx",
        "datapackage.json",
    }


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        write_dataset(ROWS, folder)
        kept = [p for p in folder.iterdir() if p.suffix != ".duckdb"]
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in kept}

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_csv_is_plain_and_runs_no_formula(out: Path) -> None:
    raw = (out / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert [r["raw"] for r in rows] == ["2/4", "'=1+1", "'-4,13%"]
    assert [r["value"] for r in rows] == ["2", "51208200000", "-4.13"]


def test_a_question_is_answered(out: Path) -> None:
    names, rows = query(out, "SELECT issuer, count(*) AS n FROM figures JOIN reports USING (report_id) GROUP BY 1")
    assert (names, rows) == (["issuer", "n"], [("Ủy ban nhân dân huyện Sơn Khê", 3)])


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM figures",
        "CREATE TABLE t (x INT)",
        "COPY figures TO '{other}'",
        "SELECT * FROM read_csv('{other}')",
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
    assert len(read_table(out, "figures")) == 3


def test_a_row_that_breaks_its_declaration_stops_the_writing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outcome"):
        write_dataset({"files": [row("files", path="a", outcome="fine")]}, tmp_path)


def test_export_reads_the_dataset_alone(out: Path, tmp_path: Path) -> None:
    written = export(out, ["json", "csv", "xlsx", "duckdb"], tmp_path / "e")
    assert {p.suffix for p in written} == {".jsonl", ".csv", ".xlsx", ".duckdb"}
    lines = (tmp_path / "e" / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["value"] for line in lines] == [2, 51208200000, -4.13]
    assert (tmp_path / "e" / "figures.csv").read_bytes() == (out / "figures.csv").read_bytes()
    with pytest.raises(ValueError, match="xlsx"):
        export(out, ["pdf"])


def test_the_data_package_describes_every_csv(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        header = (out / resource["path"]).read_text(encoding="utf-8-sig").splitlines()[0]
        assert [f["name"] for f in resource["schema"]["fields"]] == header.split(",")
