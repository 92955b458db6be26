"""The dataset on disk: Parquet, CSV, DuckDB, XLSX and a data package, all from the declared tables.

Rows go to Parquet first, a batch at a time; every other form is written from there, so that an export has the bytes
of the run. Every file is written under a temporary name and then renamed. Parquet, CSV, JSON and XLSX have the same
bytes for the same rows; of the DuckDB file only the content is the same.
"""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.datapackage import data_package
from normalize.tables import TABLES, Row, arrow_schema, check_row
from normalize.workbook import fits, write_workbook

if TYPE_CHECKING:
    import duckdb

# rows held at a time: a dataset of thousands of reports does not fit in the memory of an office PC
_BATCH = 20_000
# what a spreadsheet takes for the beginning of a formula
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# task_path outside the tree: a lone dash is no formula
_HARMLESS = "-"


class QueryError(ValueError):
    """A question in SQL that DuckDB refuses; the message says why."""


def write_dataset(rows: Mapping[str, Iterable[Row]], out: Path) -> None:
    """Write all tables into a folder, also the empty ones.

    A row that breaks its declaration, or a table that is not declared, is a ValueError; the stored tables then stay.
    """
    unknown = sorted(set(rows) - set(TABLES))
    if unknown:
        raise ValueError(f"Không có bảng {', '.join(unknown)}; có: {', '.join(TABLES)}")
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as all_or_none:
        for name in TABLES:
            _write_parquet(name, rows.get(name, ()), all_or_none.enter_context(_renamed(out / f"{name}.parquet")))
    export(out, ("csv", "duckdb"))
    if fits(_counts(out)):
        export(out, ("xlsx",))
    else:
        (out / "dataset.xlsx").unlink(missing_ok=True)
    with _renamed(out / "datapackage.json") as path:
        _write_text([json.dumps(data_package(), ensure_ascii=False, indent=1)], path)


def read_table(out: Path, table: str) -> list[Row]:
    """The rows of a stored table, decimals without trailing zeros."""
    return list(_stored(out, table))


def query(out: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of an answer; the question can neither write nor look outside the dataset."""
    import duckdb

    try:
        with duckdb.connect(str(out / "dataset.duckdb"), read_only=True) as connection:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            return _answer(connection, sql)
    except duckdb.Error as error:
        raise QueryError(f"Câu hỏi SQL không chạy được: {error}") from error


def _answer(connection: "duckdb.DuckDBPyConnection", sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    if not connection.extract_statements(sql):
        raise QueryError("Câu hỏi SQL trống. Ví dụ: SELECT * FROM reports LIMIT 10")
    answer = connection.execute(sql)
    names = [column[0] for column in answer.description or ()]
    return names, [tuple(_trimmed(value) for value in row) for row in answer.fetchall()]


def export(out: Path, formats: Sequence[str], target: Path | None = None) -> list[Path]:
    """Other forms of a stored dataset, written from its Parquet files: xlsx, csv, json (lines), duckdb.

    An unknown form is a ValueError that names the known ones; so is xlsx where a table has more rows than a sheet.
    """
    unknown = [form for form in formats if form not in _FORMS]
    if unknown:
        raise ValueError(f"Không có dạng {', '.join(unknown)}; dùng: {', '.join(_FORMS)}")
    folder = target or out
    folder.mkdir(parents=True, exist_ok=True)
    return [path for form in formats for path in _FORMS[form](out, folder)]


def _export_xlsx(out: Path, folder: Path) -> list[Path]:
    if not fits(_counts(out)):
        raise ValueError("Bộ dữ liệu quá lớn cho Excel; dùng dạng csv hoặc duckdb.")
    with _renamed(folder / "dataset.xlsx") as path:
        write_workbook({name: _stored(out, name) for name in TABLES}, path)
    return [folder / "dataset.xlsx"]


def _export_csv(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        with _renamed(folder / f"{name}.csv") as path:
            _write_csv(name, _stored(out, name), path)
    return [folder / f"{name}.csv" for name in TABLES]


def _export_json(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        with _renamed(folder / f"{name}.jsonl") as path:
            _write_text((_as_json(row) for row in _stored(out, name)), path)
    return [folder / f"{name}.jsonl" for name in TABLES]


def _export_duckdb(out: Path, folder: Path) -> list[Path]:
    import duckdb

    with _renamed(folder / "dataset.duckdb") as path, duckdb.connect(str(path)) as connection:
        for name in TABLES:
            source = str(out / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{source}')")
    return [folder / "dataset.duckdb"]


_FORMS: dict[str, Callable[[Path, Path], list[Path]]] = {
    "xlsx": _export_xlsx,
    "csv": _export_csv,
    "json": _export_json,
    "duckdb": _export_duckdb,
}


def _counts(out: Path) -> dict[str, int]:
    """How many rows each stored table has."""
    import pyarrow.parquet as pq

    return {name: pq.read_metadata(out / f"{name}.parquet").num_rows for name in TABLES}


def _stored(out: Path, table: str) -> Iterator[Row]:
    """The rows of a stored table one after the other, decimals without trailing zeros."""
    import pyarrow.parquet as pq

    decimals = [c.name for c in TABLES[table].columns if c.type == "decimal"]
    with pq.ParquetFile(out / f"{table}.parquet") as file:
        for batch in file.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                for name in decimals:
                    row[name] = _trimmed(row[name])
                yield row


def _trimmed(value: Any) -> Any:
    """A decimal without trailing zeros and exponent, exact whatever its size; anything else as it is."""
    if not isinstance(value, Decimal) or value.as_tuple().exponent == 0:
        return value
    return Decimal(_digits(value))


def _digits(value: Decimal) -> str:
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _write_parquet(name: str, rows: Iterable[Row], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, left = arrow_schema(name), iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(left, _BATCH)):
            for row in batch:
                check_row(name, row)
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))


def _write_csv(name: str, rows: Iterable[Row], path: Path) -> None:
    columns = [c.name for c in TABLES[name].columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_as_csv(row[c]) for c in columns] for row in rows)


def _as_csv(value: object) -> str:
    """Plain decimals and ISO dates; a text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_DANGEROUS) and value != _HARMLESS else value
    if isinstance(value, float):
        return _digits(Decimal(repr(value)))
    return _digits(value) if isinstance(value, Decimal) else str(value)


def _as_json(row: Row) -> str:
    """One line; a decimal keeps all its digits, as no float would."""
    cells = (f'"{name}": {_json_value(value)}' for name, value in row.items())
    return f"{{{', '.join(cells)}}}"


_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _json_value(value: object) -> str:
    return _digits(value) if isinstance(value, Decimal) else _encode(value)


def _write_text(lines: Iterable[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


@contextmanager
def _renamed(path: Path) -> Iterator[Path]:
    """A temporary name beside a path; what was written there takes its place when all went well."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
