"""Parts → the tables of a dataset, in a stream, in the order of the files and of the lines in them.

Nothing here grows with the number of files but a few words for each report: DuckDB sorts on the disk what does not
fit into its memory, and series and comparison are made of one issuer after the other.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.rules import Rules
from normalize.copies import FIGURE, NEEDED, originals
from normalize.database import asked, batches, keep, quoted, rows
from normalize.dataset import new_dataset
from normalize.over_years import Ask, over_years
from normalize.parts import OF_A_REPORT, holding, part_schema
from normalize.table_file import write_batches, write_rows
from normalize.tables import Row, arrow_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


# files whose rows are sorted at a time: all that lie in a few parts, since files are read in their order
_WINDOW = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading that belongs to the dataset: its number, the part that holds its rows, its file as it is shown."""

    reading: int
    part: str
    path: str


def compact(
    parts: Path, files: Iterable[Row], readings: Iterable[Kept], rules: Rules, out: Path, ask: Ask | None = None
) -> None:
    """Write the dataset of these files; `readings` are those that were read, in the order of the files.

    `ask` finds what the reports of one issuer say of one another; its rows stand behind those of their report.

    Raises StorageError where it cannot be written; the stored dataset then stays.
    """
    with new_dataset(out) as fresh:
        write_rows("files", files, fresh)
        with _opened(fresh, readings, parts) as store:
            store.write_reports(fresh)
            for name in OF_A_REPORT[1:]:
                if name != "findings":
                    write_batches(name, store.sorted(name), fresh)
            over_years(store.database, fresh, rules, store.spill, ask)
            write_batches("findings", store.findings(), fresh)


@contextmanager
def _opened(fresh: Path, readings: Iterable[Kept], parts: Path) -> "Iterator[_Store]":
    """The readings and their parts as tables of a database, which is gone behind it with what it put on the disk."""
    spill = fresh / ".sorting"
    spill.mkdir()
    with asked(spill) as database:
        yield _Store(database, parts, readings, spill)
    shutil.rmtree(spill, ignore_errors=True)


class _Store:
    """The rows of the parts that belong to the dataset."""

    def __init__(
        self, database: "duckdb.DuckDBPyConnection", parts: Path, readings: Iterable[Kept], spill: Path
    ) -> None:
        import pyarrow as pa

        self.database = database
        self.spill = spill
        self._folder = parts
        self._kept = kept = list(readings)
        listed = {
            "reading": pa.array([k.reading for k in kept], pa.int64()),
            "rank": pa.array(range(len(kept)), pa.int64()),
            "part": pa.array([k.part for k in kept], pa.string()),
            "own_path": pa.array([k.path for k in kept], pa.string()),
        }
        keep(database, "kept", pa.table(listed), spill)

    def sorted(self, name: str) -> "Iterator[pa.RecordBatch]":
        """The rows of a table in the order of the dataset."""
        return self._asked(name, {})

    def findings(self) -> "Iterator[pa.RecordBatch]":
        """The findings of every report, behind them those that were asked across reports."""
        columns = ", ".join(f't."{column}"' for column in arrow_schema("findings").names)
        across = f"read_parquet({quoted(self.spill / 'findings.parquet')}, file_row_number = true)"
        for kept, here in self._windows():
            own = self._joined("findings", kept)
            sql = (
                f"SELECT {columns}, k.rank, 0 AS behind, t.line {own} WHERE {here} UNION ALL "
                f"SELECT {columns}, k.rank, 1 AS behind, t.file_row_number FROM {across} t "
                f"JOIN whose w USING (report_id) JOIN kept k ON k.reading = w.reading WHERE {here}"
            )
            shown = f"SELECT * EXCLUDE (rank, behind, line) FROM ({sql}) ORDER BY rank, behind, line"
            yield from batches(self.database, shown)

    def write_reports(self, fresh: Path) -> None:
        """The table of reports: each under its file's present name, copies marked."""
        import pyarrow as pa

        sql = f"SELECT t.report_id, k.reading, k.part {self._joined('reports', self._kept)}"
        self.database.execute(f"CREATE TABLE whose AS {sql}")
        copied = originals(self._for_copies(), self._figures_of)
        pairs = {
            "report_id": pa.array(list(copied), pa.string()),
            "original": pa.array(list(copied.values()), pa.string()),
        }
        keep(self.database, "copied", pa.table(pairs), self.spill)
        own = {"path": "k.own_path", "same_as": "c.original"}
        write_batches("reports", self._asked("reports", own, "LEFT JOIN copied c USING (report_id)"), fresh)

    def _asked(self, name: str, own: dict[str, str], more: str = "") -> "Iterator[pa.RecordBatch]":
        names = arrow_schema(name).names
        columns = ", ".join(f'{own.get(column, _of_part(column))} AS "{column}"' for column in names)
        for kept, here in self._windows():
            joined = self._joined(name, kept)
            yield from batches(self.database, f"SELECT {columns} {joined} {more} WHERE {here} ORDER BY k.rank, t.line")

    def _windows(self) -> Iterator[tuple[list[Kept], str]]:
        """The readings, so many at a time, and the condition that holds for them."""
        for start in range(0, len(self._kept), _WINDOW):
            yield self._kept[start : start + _WINDOW], f"k.rank >= {start} AND k.rank < {start + _WINDOW}"

    def _for_copies(self) -> Iterator[Row]:
        columns = ", ".join("k.own_path AS path" if column == "path" else _of_part(column) for column in NEEDED)
        sql = f"SELECT {columns}, t.imprint {self._joined('reports', self._kept)}"
        return rows(self.database, sql)

    def _figures_of(self, report_id: str) -> Counter[tuple[Any, ...]]:
        """How often each figure stands in a report, asked from the part that holds it."""
        found = self.database.execute("SELECT reading, part FROM whose WHERE report_id = ?", [report_id]).fetchone()
        assert found
        reading, part = found
        source = self._stored("figures", [part])
        columns = ", ".join(FIGURE)
        return Counter(self.database.execute(f"SELECT {columns} FROM {source} WHERE reading = {reading}").fetchall())

    def _joined(self, name: str, kept: Iterable[Kept]) -> str:
        """The rows of these readings, and perhaps of others that lie in the same parts."""
        return f"FROM {self._stored(name, list(dict.fromkeys(k.part for k in kept)))} t JOIN kept k USING (reading)"

    def _stored(self, name: str, parts: Sequence[str]) -> str:
        """A table of parts, for SQL; one without rows where none of them has it."""
        if paths := holding(self._folder, parts, name):
            return f"read_parquet([{', '.join(map(quoted, paths))}])"
        keep(self.database, f"no_{name}", part_schema(name).empty_table(), self.spill)
        return f"no_{name}"


def _of_part(column: str) -> str:
    return f't."{column}"'
