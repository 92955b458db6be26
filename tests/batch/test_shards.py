"""A shard's files end in one reading each; a child is not believed, and what is on the disk is complete."""

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from batch.outcome import Reading
from batch.sandbox import ClosedError, Reply
from batch.shards import Asked, Done, Part, read_shard
from tests.batch.plain import read


class Told:
    """A sandbox that says what it was told to, then that it was closed."""

    def __init__(self, *replies: Reply) -> None:
        self._replies = iter(replies)

    def read(self, path: Path, member: int | None = None) -> Reply:
        reply = next(self._replies, None)
        if reply is None:
            raise ClosedError
        return reply


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    path = tmp_path / "a.txt"
    path.write_text("Ủy ban nhân dân xã A\n12 hộ\n", encoding="utf-8")
    return Asked(7, path, hashlib.sha256(path.read_bytes()).hexdigest(), ".txt", 30)


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    return tmp_path / "parts"


def shard(asked: Asked, parts: Path, *replies: Reply) -> list[Done | Part]:
    return list(read_shard([asked] * (len(replies) + 1), Told(*replies), parts))  # type: ignore[arg-type]


def readings(said: list[Done | Part]) -> Iterator[Reading]:
    return (reading for one in said if isinstance(one, Part) for reading in one.readings)


def test_rows_lie_in_a_part_under_the_number_of_their_reading(asked: Asked, parts: Path) -> None:
    done, part = shard(asked, parts, Reply(rows=read(str(asked.path))))
    assert isinstance(done, Done)
    assert (done.reading.outcome, done.reading.part) == ("ok", None)
    assert isinstance(part, Part)
    assert [r.part for r in part.readings] == ["00000007"]
    stored = pq.read_table(parts / "00000007" / "blocks.parquet").to_pylist()
    assert [(r["reading"], r["line"], r["text"]) for r in stored] == [(7, 0, "Ủy ban nhân dân xã A"), (7, 1, "12 hộ")]
    assert [p.name for p in parts.iterdir()] == ["00000007"]


def changed(asked: Asked, table: str, **cells: Any) -> Reply:
    rows = read(str(asked.path))
    rows[table][0].update(cells)
    return Reply(rows=rows)


@pytest.mark.parametrize(
    ("table", "cells", "reason", "why"),
    [
        ("files", {"outcome": "fine"}, "crash", "no word of the vocabulary"),
        ("files", {"more": 1}, "crash", "a column that is not declared"),
        ("blocks", {"text": 5}, "crash", "a number for a text"),
        ("blocks", {"text": "\ud800"}, "crash", "half of a pair"),
        ("figures", {"value": "12"}, "crash", "a text for a decimal"),
        ("reports", {"pages": "x"}, "crash", "no number of pages"),
        ("files", {"sha256": "other"}, "unreadable", "other bytes than were summed up"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_child_is_not_believed(
    asked: Asked, parts: Path, table: str, cells: dict[str, Any], reason: str, why: str
) -> None:
    (reading,) = readings(shard(asked, parts, changed(asked, table, **cells)))
    assert (reading.outcome, reading.reason, reading.part) == ("quarantined", reason, None)
    assert list(parts.iterdir()) == []


def test_rows_of_another_shape_are_no_rows(asked: Asked, parts: Path) -> None:
    (reading,) = readings(shard(asked, parts, Reply(rows={"reports": [{"path": "a"}]})))
    assert reading.reason == "crash"


def test_a_refusal_needs_no_part(asked: Asked, parts: Path) -> None:
    (reading,) = readings(shard(asked, parts, Reply(reason="state_secret", detail="Văn bản mang dấu MẬT.")))
    assert (reading.secret, reading.part) == (True, None)


def test_a_full_disk_leaves_no_half_of_a_part(asked: Asked, parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        shard(asked, parts, Reply(rows=read(str(asked.path))))
    assert list(parts.iterdir()) == []
