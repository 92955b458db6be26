"""One table → one Parquet file, written a group of rows at a time, so that the same rows give the same bytes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.tables import Row, arrow_schema, check_row

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# rows held at a time: a dataset of thousands of reports does not fit in the memory of an office PC
GROUP = 20_000


class TableFile:
    """Takes rows, or batches of them, and writes them in groups of one size."""

    def __init__(self, name: str, writer: "pq.ParquetWriter") -> None:
        self._name = name
        self._writer = writer
        self._schema = arrow_schema(name)
        self._rows: list[Row] = []
        self._held: list[pa.RecordBatch] = []
        self._count = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows behind those before; one that breaks its declaration is a ValueError."""
        for row in rows:
            check_row(self._name, row)
            self._rows.append(row)
            if len(self._rows) >= GROUP:
                self._pack()

    def add_batch(self, batch: "pa.RecordBatch") -> None:
        """Write rows that are typed already."""
        self._held.append(batch)
        self._count += batch.num_rows
        if self._count >= GROUP:
            self._write(last=False)

    def finish(self) -> None:
        """Write what is left."""
        self._pack()
        self._write(last=True)

    def _pack(self) -> None:
        import pyarrow as pa

        rows, self._rows = self._rows, []
        if rows:
            self.add_batch(pa.RecordBatch.from_pylist(rows, schema=self._schema))

    def _write(self, last: bool) -> None:
        import pyarrow as pa

        if not self._count:
            return
        table = pa.Table.from_batches(self._held).cast(self._schema)
        whole = self._count if last else self._count - self._count % GROUP
        self._writer.write_table(table.slice(0, whole), row_group_size=GROUP)
        rest = table.slice(whole)
        # a copy: a slice would keep the whole alive
        self._held = rest.take(pa.array(range(rest.num_rows))).to_batches() if rest.num_rows else []
        self._count = rest.num_rows


@contextmanager
def table_file(name: str, folder: Path) -> Iterator[TableFile]:
    """The Parquet file of a table, complete when all went well."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(folder / f"{name}.parquet", arrow_schema(name), compression="zstd") as writer:
        file = TableFile(name, writer)
        yield file
        file.finish()


def write_rows(name: str, rows: Iterable[Row], folder: Path) -> None:
    """The Parquet file of a table with these rows."""
    with table_file(name, folder) as file:
        file.add(rows)


def write_batches(name: str, batches: "Iterable[pa.RecordBatch]", folder: Path) -> None:
    """The Parquet file of a table with these rows, typed already."""
    with table_file(name, folder) as file:
        for batch in batches:
            file.add_batch(batch)
