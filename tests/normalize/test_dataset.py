"""The dataset on disk: what is written is read back, byte for byte the same twice, and safe to ask and to open."""

import csv
import hashlib
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from normalize import dataset, table_file
from normalize.dataset import export, read_table, write_dataset
from normalize.tables import TABLES, row

ROWS = {
    "reports": [
        row("reports", report_id="r1", path="a.docx", issuer="Ủy ban nhân dân huyện Sơn Khê", date=date(2024, 1, 9))
    ],
    "figures": [
        row("figures", report_id="r1", figure_id="f1", raw="2/4", value=Decimal("2.000"), of=Decimal(4), x0=1e-7),
        row("figures", report_id="r1", figure_id="f2", raw="=1+1", value=Decimal("51208200000"), unit="đồng"),
        row("figures", report_id="r1", figure_id="f3", raw="-4,13%", value=Decimal("-4.13"), unit="%"),
        row("figures", report_id="r1", figure_id="f4", task_path="-", raw="x", value=Decimal("12345678901234567.5")),
    ],
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "d"
    write_dataset(ROWS, folder)
    return folder


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    """A copy, so that no test meets what another has written."""
    return Path(shutil.copytree(first, tmp_path / "d"))


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


def test_two_runs_give_the_same_bytes(first: Path, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}

    write_dataset(ROWS, tmp_path / "again")
    assert digests(tmp_path / "again") == digests(first)


def test_csv_is_plain_and_runs_no_formula(out: Path) -> None:
    raw = (out / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(rows) + 1
    assert [r["raw"] for r in rows] == ["2/4", "'=1+1", "'-4,13%", "x"]
    assert [r["value"] for r in rows] == ["2", "51208200000", "-4.13", "12345678901234567.5"]
    assert (rows[0]["x0"], rows[0]["high"]) == ("0.0000001", "")
    assert rows[3]["task_path"] == "-"


def test_no_beginning_of_a_formula_passes_into_csv(tmp_path: Path) -> None:
    texts = ["=1", "+1", "-1", "@a", "\ta", "\ra"]
    write_dataset({"unclaimed": [row("unclaimed", report_id="r", raw=text) for text in texts]}, tmp_path)
    with (tmp_path / "unclaimed.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [r["raw"] for r in csv.DictReader(file)] == [f"'{text}" for text in texts]
    assert [r["raw"] for r in read_table(tmp_path, "unclaimed")] == texts


def test_a_row_that_breaks_its_declaration_stops_the_writing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outcome"):
        write_dataset({"files": [row("files", path="a", outcome="fine")]}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_bad_row_in_a_late_table_leaves_what_was_stored(out: Path) -> None:
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    late = {"reports": [], "comparison": [row("comparison")]}
    with pytest.raises(ValueError, match="indicator_id"):
        write_dataset(late, out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_a_table_that_is_not_declared_is_not_lost_in_silence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="figurs"):
        write_dataset({"figurs": []}, tmp_path)


def test_rows_may_come_one_by_one_and_in_many_batches(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset, "_BATCH", 3)
    monkeypatch.setattr(table_file, "GROUP", 3)
    write_dataset({name: iter(rows) for name, rows in ROWS.items()}, tmp_path / "b")
    assert read_table(tmp_path / "b", "figures") == ROWS["figures"]
    assert (tmp_path / "b" / "figures.csv").read_bytes() == (out / "figures.csv").read_bytes()


def test_what_is_too_large_for_excel_has_no_workbook(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("normalize.workbook.MOST_ROWS", 3)
    write_dataset(ROWS, out)
    assert not (out / "dataset.xlsx").exists()
    with pytest.raises(ValueError, match="Excel"):
        export(out, ["xlsx"], tmp_path / "e")


def test_export_reads_the_dataset_alone(out: Path, tmp_path: Path) -> None:
    written = export(out, ["json", "csv", "xlsx", "duckdb"], tmp_path / "e")
    assert {p.suffix for p in written} == {".jsonl", ".csv", ".xlsx", ".duckdb"}
    lines = (tmp_path / "e" / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    figures = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]
    assert [str(f["value"]) for f in figures] == ["2", "51208200000", "-4.13", "12345678901234567.5"]
    assert list(figures[0]) == [c.name for c in TABLES["figures"].columns]
    assert json.loads((tmp_path / "e" / "reports.jsonl").read_text(encoding="utf-8"))["date"] == "2024-01-09"
    for name in ("figures.csv", "reports.csv", "dataset.xlsx"):
        assert (tmp_path / "e" / name).read_bytes() == (out / name).read_bytes()
    with pytest.raises(ValueError, match="xlsx"):
        export(out, ["pdf"])


def test_the_data_package_describes_every_csv(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        header = (out / resource["path"]).read_text(encoding="utf-8-sig").splitlines()[0]
        assert [f["name"] for f in resource["schema"]["fields"]] == header.split(",")
    assert [r["name"] for r in package["resources"]] == list(TABLES)


def test_the_keys_of_the_data_package_are_columns(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    fields = {r["name"]: {f["name"]: f for f in r["schema"]["fields"]} for r in package["resources"]}
    for resource in package["resources"]:
        own, schema = fields[resource["name"]], resource["schema"]
        for name in schema.get("primaryKey", ()):
            assert own[name]["constraints"]["required"]
        for key in schema.get("foreignKeys", ()):
            assert set(key["fields"]) <= set(own)
            assert set(key["reference"]["fields"]) <= set(fields[key["reference"]["resource"]])
    linked = {r["name"] for r in package["resources"] if r["schema"].get("foreignKeys")}
    assert linked == {"blocks", "tasks", "figures", "verdicts", "unclaimed", "findings", "series"}


def test_the_data_package_labels_every_word_it_allows(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    closed = [f for r in package["resources"] for f in r["schema"]["fields"] if "categories" in f]
    assert all([c["value"] for c in f["categories"]] == f["constraints"]["enum"] for f in closed)
    role = next(f for f in closed if f["name"] == "role")
    assert {"value": "estimate", "label": "ước thực hiện"} in role["categories"]
