"""The dataset on disk: Parquet, CSV, DuckDB, XLSX and a data package, all from the declared tables.

Rows go to Parquet first, a batch at a time; every other form is written from there, so that an export has the bytes
of the run. All forms have the same bytes for the same rows.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.bag import write_bag
from normalize.beside import made_beside
from normalize.csv_text import csv_text
from normalize.database import asked, quoted
from normalize.datapackage import data_package
from normalize.forms import json_object, trimmed
from normalize.listing import LISTED, listed_stored
from normalize.speech import say
from normalize.storage import DESCRIPTOR, StorageError, damaged, prepare, replaced, unwritable
from normalize.table_file import write_rows
from normalize.tables import TABLES, Row, arrow_schema
from normalize.workbook import fits, write_workbook

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# rows turned into text or objects at a time, into lines of a sheet, and from how many on a process for them is worth it
_BATCH, _OF_A_SHEET, _MANY = 1_000, 5_000, 50_000
# the name of the database stands in its file, whatever the file is called
_CATALOG = "dataset"


def write_dataset(rows: Mapping[str, Iterable[Row]], out: Path) -> None:
    """Write all tables into a folder, also the empty ones; the whole dataset takes the place of an older one.

    A row that breaks its declaration, or a table that is not declared, is a ValueError; a disk that is full or
    refuses is a StorageError. The stored dataset then stays.
    """
    unknown = sorted(set(rows) - set(TABLES))
    if unknown:
        raise ValueError(f"Không có bảng {', '.join(unknown)}; có: {', '.join(TABLES)}")
    prepare(out)
    with new_dataset(out) as fresh:
        for name in TABLES:
            write_rows(name, rows.get(name, ()), fresh)


@contextmanager
def new_dataset(out: Path) -> Iterator[Path]:
    """A folder for the Parquet file of every table; behind it the other forms are made, and all takes its place.

    Raises StorageError where a disk is full or refuses; the stored dataset then stays.
    """
    with replaced(out) as fresh:
        yield fresh
        _make_all(fresh)
        _write_text([json.dumps(data_package(), ensure_ascii=False, indent=1)], fresh / DESCRIPTOR)


def _make_all(folder: Path) -> None:
    """The other forms: of many rows by processes, one of them for the workbook, which takes as long as the others.

    So the memory of this one does not grow with them.
    """
    counts = _counts(folder)
    shared = [["csv", "duckdb"], *([["xlsx"]] if fits(counts) else [])]
    if sum(counts.values()) < _MANY:
        for form in chain(*shared):
            make(form, folder)
        return
    with ExitStack() as stack:
        for forms in shared:
            stack.enter_context(made_beside(forms, folder))


def make(form: str, folder: Path) -> None:
    """Make a form of the dataset where its Parquet files lie."""
    _FORMS[form](folder, folder)


def read_table(out: Path, table: str) -> list[Row]:
    """The rows of a stored table, decimals without trailing zeros; DatasetError where it is missing or broken."""
    return list(stored(out, table))


def export(out: Path, formats: Sequence[str], target: Path | None = None) -> list[Path]:
    """Other forms of a stored dataset, from its Parquet files: xlsx, csv, json (lines), duckdb, parquet, bagit.

    An unknown form is a ValueError that names the known ones; so is xlsx where a table has more rows than a sheet.
    Raises StorageError where they cannot be written.
    """
    wanted = list(dict.fromkeys(form.strip() for form in formats))
    unknown = [form for form in wanted if form not in _FORMS]
    if unknown:
        raise ValueError(say("no_form", unknown=", ".join(repr(form) for form in unknown), known=", ".join(_FORMS)))
    counts = _counts(out)
    if "xlsx" in wanted and not fits(counts):
        raise ValueError(say("too_large_for_excel"))
    folder = target or out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [path for form in wanted for path in _FORMS[form](out, folder)]
    except OSError as error:
        raise StorageError(unwritable(folder, error)) from error


def _export_xlsx(out: Path, folder: Path) -> list[Path]:
    with _renamed(folder / "dataset.xlsx") as path:
        write_workbook(
            {**{name: _batches(out, name, _OF_A_SHEET) for name in TABLES}, LISTED.name: listed_stored(out)}, path
        )
    return [folder / "dataset.xlsx"]


def _export_csv(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        with _renamed(folder / f"{name}.csv") as path, path.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(",".join(column.name for column in TABLES[name].columns) + "\r\n")
            file.writelines(csv_text(batch) for batch in _batches(out, name))
    return [folder / f"{name}.csv" for name in TABLES]


def _export_json(out: Path, folder: Path) -> list[Path]:
    for name in TABLES:
        with _renamed(folder / f"{name}.jsonl") as path:
            _write_text((json_object(row) for row in stored(out, name)), path)
    return [folder / f"{name}.jsonl" for name in TABLES]


def _export_duckdb(out: Path, folder: Path) -> list[Path]:
    with _renamed(folder / "dataset.duckdb") as path, asked() as database:
        # a version that every DuckDB from 1.0 on opens, the last without a random number in it; FSST takes samples
        database.execute("SET disabled_compression_methods = 'fsst'")
        database.execute(f"ATTACH {quoted(path)} AS {_CATALOG} (STORAGE_VERSION 'v1.0.0')")
        for name in TABLES:
            source = quoted(out / f"{name}.parquet")
            database.execute(f"CREATE TABLE {_CATALOG}.{name} AS SELECT * FROM read_parquet({source})")
        database.execute(f"DETACH {_CATALOG}")
    return [folder / "dataset.duckdb"]


def _export_parquet(out: Path, folder: Path) -> list[Path]:
    for name in TABLES if folder.resolve() != out.resolve() else ():
        with _renamed(folder / f"{name}.parquet") as path:
            shutil.copyfile(out / f"{name}.parquet", path)
    return [folder / f"{name}.parquet" for name in TABLES]


_FORMS: dict[str, Callable[[Path, Path], list[Path]]] = {
    "xlsx": _export_xlsx,
    "csv": _export_csv,
    "json": _export_json,
    "duckdb": _export_duckdb,
    "parquet": _export_parquet,
    "bagit": lambda out, folder: [write_bag(out, folder)],
}


def _counts(out: Path) -> dict[str, int]:
    """How many rows each stored table has."""
    counts = {}
    for name in TABLES:
        with _opened(out, name) as file:
            counts[name] = file.metadata.num_rows
    return counts


def stored(out: Path, table: str) -> Iterator[Row]:
    """The rows of a stored table one after the other, decimals without trailing zeros."""
    decimals = [c.name for c in TABLES[table].columns if c.type == "decimal"]
    for batch in _batches(out, table):
        for row in batch.to_pylist():
            for name in decimals:
                row[name] = trimmed(row[name])
            yield row


def _batches(out: Path, table: str, size: int = _BATCH) -> "Iterator[pa.RecordBatch]":
    """The rows of a stored table, a few at a time; DatasetError where it is missing or broken."""
    with _opened(out, table) as file:
        for batch in file.iter_batches(batch_size=size):
            batch.validate(full=True)  # here, where it is told; a text that is none would show itself to who asks
            yield batch


@contextmanager
def _opened(out: Path, table: str) -> "Iterator[pq.ParquetFile]":
    """A stored table; DatasetError where its file is missing, broken anywhere, or has other columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = out / f"{table}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.names != arrow_schema(table).names:
                raise damaged(path, "is_of_another_version")
            yield file
    except FileNotFoundError as error:
        raise damaged(path, "is_missing") from error
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        raise damaged(path, "is_broken") from error


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
