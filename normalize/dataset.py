"""The dataset on disk: Parquet, CSV, DuckDB, XLSX and a data package, all from the declared tables.

Every file is written under a temporary name and then renamed. Parquet, CSV, JSON and XLSX have the same bytes
for the same rows; of the DuckDB file only the content is the same.
"""

import csv
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from normalize.datapackage import data_package
from normalize.rows import plain
from normalize.tables import TABLES, Row, arrow_schema, check_row
from normalize.workbook import fits, write_workbook

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class QueryError(ValueError):
    """A question in SQL that DuckDB refuses; the message says why."""


def write_dataset(rows: Mapping[str, Iterable[Row]], out: Path) -> None:
    """Write all tables into a folder, also the empty ones; a row that breaks its declaration is a ValueError."""
    out.mkdir(parents=True, exist_ok=True)
    tables = {name: list(rows.get(name, ())) for name in TABLES}
    for name, found in tables.items():
        for row in found:
            check_row(name, row)
        _write_parquet(name, found, out / f"{name}.parquet")
        _write_csv(name, found, out / f"{name}.csv")
    _write_duckdb(out, out / "dataset.duckdb")
    if fits(tables):
        _renamed(out / "dataset.xlsx", lambda path: write_workbook(tables, path))
    else:
        (out / "dataset.xlsx").unlink(missing_ok=True)
    package = json.dumps(data_package(), ensure_ascii=False, indent=1)
    _renamed(out / "datapackage.json", lambda path: path.write_text(package + "\n", encoding="utf-8"))


def read_table(out: Path, table: str) -> list[Row]:
    """The rows of a stored table, decimals without trailing zeros."""
    import pyarrow.parquet as pq

    rows: list[Row] = pq.read_table(out / f"{table}.parquet").to_pylist()
    decimals = [c.name for c in TABLES[table].columns if c.type == "decimal"]
    for row in rows:
        for name in decimals:
            row[name] = plain(row[name])
    return rows


def query(out: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of an answer; the question can neither write nor look outside the dataset."""
    import duckdb

    connection = duckdb.connect(str(out / "dataset.duckdb"), read_only=True)
    try:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        answer = connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        return names, answer.fetchall()
    except duckdb.Error as error:
        raise QueryError(f"Câu hỏi SQL không chạy được: {error}") from error
    finally:
        connection.close()


def export(out: Path, formats: Sequence[str], target: Path | None = None) -> list[Path]:
    """Other forms of a stored dataset, written from its Parquet files: xlsx, csv, json (lines), duckdb.

    An unknown form is a ValueError that names the known ones.
    """
    folder = target or out
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for form in formats:
        if form not in _FORMS:
            raise ValueError(f"Không có dạng {form}; dùng: {', '.join(_FORMS)}")
        written += _FORMS[form](out, folder)
    return written


def _export_xlsx(out: Path, folder: Path) -> list[Path]:
    path = folder / "dataset.xlsx"
    tables = {name: read_table(out, name) for name in TABLES}
    _renamed(path, lambda temporary: write_workbook(tables, temporary))
    return [path]


def _export_csv(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        _write_csv(name, read_table(out, name), folder / f"{name}.csv")
    return [folder / f"{name}.csv" for name in TABLES]


def _export_json(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        _write_json(read_table(out, name), folder / f"{name}.jsonl")
    return [folder / f"{name}.jsonl" for name in TABLES]


def _export_duckdb(out: Path, folder: Path) -> list[Path]:
    _write_duckdb(out, folder / "dataset.duckdb")
    return [folder / "dataset.duckdb"]


_FORMS: dict[str, Callable[[Path, Path], list[Path]]] = {
    "xlsx": _export_xlsx,
    "csv": _export_csv,
    "json": _export_json,
    "duckdb": _export_duckdb,
}


def _write_json(rows: Iterable[Row], path: Path) -> None:
    lines = (json.dumps(row, ensure_ascii=False, default=_as_json) + "\n" for row in rows)
    _renamed(path, lambda temporary: temporary.write_text("".join(lines), encoding="utf-8"))


def _as_json(value: object) -> object:
    """Decimals as numbers, whole ones without a point; dates as ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    assert isinstance(value, date)
    return value.isoformat()


def _write_parquet(name: str, rows: Sequence[Row], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=arrow_schema(name))
    _renamed(path, lambda temporary: pq.write_table(table, temporary, compression="zstd"))


def _write_csv(name: str, rows: Iterable[Row], path: Path) -> None:
    columns = [c.name for c in TABLES[name].columns]

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([_as_csv(row[c]) for c in columns] for row in rows)

    _renamed(path, write)


def _as_csv(value: object) -> str:
    """Plain decimals and ISO dates; a text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and value.startswith(_DANGEROUS) and value != "-":
        return f"'{value}"
    return str(value)


def _write_duckdb(out: Path, path: Path) -> None:
    import duckdb

    def write(temporary: Path) -> None:
        temporary.unlink(missing_ok=True)
        connection = duckdb.connect(str(temporary))
        for name in TABLES:
            source = str(out / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{source}')")
        connection.close()

    _renamed(path, write)


def _renamed(path: Path, write: Callable[[Path], object]) -> None:
    """Write under a temporary name, then put it in place."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
