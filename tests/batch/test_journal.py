"""The journal keeps what was committed, for one run at a time."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from batch.basis import Basis
from batch.journal import Journal, opened_journal
from batch.outcome import Reading
from normalize.storage import StorageError

BASIS = Basis("1", "r", "auto", False, 120, 2048, "")
ONE = Reading(1, "a", ".docx", 9, None, "ok", None, "Chi tiết.", 3, False, "p")
TWO = replace(ONE, number=2, sha256="b")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / ".baocao").mkdir()
    return tmp_path / ".baocao" / "journal.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with opened_journal(path) as journal:
        journal.add([ONE, TWO], BASIS)
        yield journal


def test_what_was_added_is_known_to_the_next_run(path: Path) -> None:
    with opened_journal(path) as journal:
        journal.add([replace(ONE, secret=True)], BASIS)
        journal.ask("run", "đạt")
    with opened_journal(path) as journal:
        assert journal.known("a", ".docx") == (replace(ONE, secret=True), BASIS)
        assert journal.known("a", ".pdf") is None
        assert (journal.asked("run"), journal.asked("other"), journal.number()) == ("đạt", None, 2)


def test_a_new_reading_takes_the_place_of_an_old_one(journal: Journal) -> None:
    journal.add([replace(ONE, number=3, part="q")], BASIS)
    assert journal.parts() == {"p": [2], "q": [3]}
    assert (journal.whole("p"), journal.whole("q")) == (2, 1)


def test_what_is_forgotten_leaves_its_part_without_readings(journal: Journal) -> None:
    journal.forget_but([])
    assert journal.parts() == {"p": []}
    journal.lose("p")
    assert journal.parts() == {}


def test_parts_that_move_take_their_readings_along(journal: Journal) -> None:
    journal.add([replace(ONE, number=3, sha256="c", part="q")], BASIS)
    journal.forget_but([2, 3])
    journal.move(["p", "q"], "p-")
    assert journal.parts() == {"p-": [2, 3]}
    assert journal.whole("p-") == 2


def test_nobody_else_opens_it_meanwhile(journal: Journal, path: Path) -> None:
    with pytest.raises(StorageError, match="Một lần chạy khác"), opened_journal(path):
        pass


def test_a_fault_of_ours_is_not_said_of_the_disk(path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), opened_journal(path) as journal:
        journal.add([replace(ONE, size={})], BASIS)  # type: ignore[arg-type]


def test_a_full_disk_and_one_that_refuses_are_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, words in ((sqlite3.SQLITE_FULL, "đĩa đầy"), (sqlite3.SQLITE_READONLY, "chỉ cho đọc")):

        def fail(self: Journal, part: str, code: int = code) -> None:
            error = sqlite3.OperationalError("fails")
            error.sqlite_errorcode = code
            raise error

        monkeypatch.setattr(Journal, "lose", fail)
        with pytest.raises(StorageError, match=words), opened_journal(path) as journal:
            journal.lose("a")
