"""What is kept beside a dataset stays in order: small parts are put together, and nothing else changes."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from batch.basis import Basis
from batch.outcome import Reading
from batch.store import Store, opened_store
from normalize.parts import packed, write_part
from tests.batch.plain import read, write_files

BASIS = Basis("1", "r", "auto", False, 120, 2048, "")


def fill(store: Store, folder: Path, count: int) -> None:
    """One part for each file."""
    write_files(folder, count + 1)
    for number in range(1, count + 1):
        path = folder / f"{number:04}.txt"
        write_part(store.parts, str(number), [packed(number, read(str(path)))])
        own = (number, str(number), ".txt", 1, None, "ok", None, None, 0, False, str(number))
        store.journal.add([Reading(*own)], BASIS)


def stored(store: Store, table: str) -> list[tuple[int, int]]:
    """The readings and lines of a table in all parts."""
    tables = [pq.read_table(path) for path in store.parts.glob(f"*/{table}.parquet")]
    rows = [row for table in tables for row in table.select(["reading", "line"]).to_pylist()]
    return sorted((row["reading"], row["line"]) for row in rows)


@pytest.mark.parametrize(("count", "left"), [(4, 4), (5, 1), (12, 3)])
def test_many_small_parts_become_few(tmp_path: Path, count: int, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.store._MANY", 5)
    with opened_store(tmp_path / "kq") as store:
        fill(store, tmp_path / "in", count)
        before = stored(store, "blocks")
        store.gather()
        assert len(list(store.parts.iterdir())) == left
        assert stored(store, "blocks") == before
        parts = store.journal.parts()
        assert sorted(number for known in parts.values() for number in known) == list(range(1, count + 1))
        assert {store.journal.whole(part) for part in parts} <= {1, 2, 5}
    with opened_store(tmp_path / "kq") as store:
        assert store.journal.parts() == parts
        store.tidy([2])
        assert stored(store, "blocks") == [(2, 0), (2, 1)]
