"""A file of a folder that is watched comes when it is whole, once for each version, and none is lost with a network."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.arrivals import Arrivals, AwayError, Batch
from batch.intake import Taken
from batch.outcome import Outcome, looked_at

SETTLE, PATIENCE = 10, 60


class Watched:
    """A folder that is looked at once a second, by a clock of our own."""

    def __init__(self, folder: Path) -> None:
        self.now = 0.0
        self.folder = folder
        self.arrivals = Arrivals(folder, SETTLE, lambda: self.now)

    def write(self, name: str, text: str = "x") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(0, int(self.now * 1e9)))
        return path

    def look(self, seconds: float = 1) -> Batch | None:
        """What is to be taken up after so many seconds, in each of which the folder was looked at."""
        for _ in range(int(seconds)):
            self.now += 1
            if batch := self.arrivals.look():
                return batch
        return None

    def take(self, seconds: float = PATIENCE + SETTLE, changed: tuple[str, ...] = ()) -> list[str]:
        """The names that come within so many seconds, in one batch that is then taken up."""
        batch = self.look(seconds)
        if batch is None:
            return []
        first: dict[str, Path] = {}
        found = [looked_at(file, first) for file in batch.files]
        self.arrivals.took(batch, Taken(found, [self.folder / name for name in changed]))
        return [path.relative_to(self.folder).as_posix() for path in batch.arrived]


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def told(batch: Batch | None) -> Iterator[tuple[str, str]]:
    """Each file and whether it is to be read, known, or what became of it."""
    for file in batch.files if batch else ():
        if isinstance(file, Path):
            yield file.name, "new"
        else:
            yield file.path.name, file.reason or ("known" if file.seen else "")


def test_a_file_comes_when_it_has_stayed_the_same_for_a_while(watched: Watched) -> None:
    assert watched.look(30) is None
    watched.write("a.docx")
    assert watched.look(SETTLE) is None
    assert watched.take(1) == ["a.docx"]
    assert watched.look(1000) is None


@pytest.mark.parametrize("more", ["xx", "y"], ids=["longer", "of one length"])
def test_a_file_that_is_being_written_is_waited_for(watched: Watched, more: str) -> None:
    watched.write("a.docx", "x")
    assert watched.look(SETTLE) is None
    watched.write("a.docx", more)
    assert watched.look(SETTLE) is None
    assert watched.take(1) == ["a.docx"]


def test_what_is_whole_does_not_wait_for_ever_for_what_is_not(watched: Watched) -> None:
    watched.write("a.docx")
    batch, seconds = None, 0
    while batch is None:
        seconds += 1
        watched.write("b.pdf", "x" * seconds)
        batch = watched.look()
    assert seconds == SETTLE + 1 + PATIENCE
    assert list(told(batch)) == [("a.docx", "new"), ("b.pdf", "unreadable")]
    assert watched.take(1) == ["a.docx"]
    assert watched.take() == ["b.pdf"]


@pytest.mark.parametrize("name", ["a.docx.part", "a.docx.crdownload", "~$a.docx", ".a.docx.tmp", "A.TMP"])
def test_a_name_that_is_not_the_last_one_is_passed_over_until_it_is(watched: Watched, name: str) -> None:
    path = watched.write(name)
    watched.write("b.docx")
    batch = watched.look(SETTLE + 1)
    assert batch
    assert (list(told(batch)), batch.passed_over.total()) == ([("b.docx", "new")], 1)
    assert watched.take() == ["b.docx"]
    path.rename(watched.folder / "a.docx")
    assert watched.take() == ["a.docx"]


def test_another_version_comes_again_and_the_others_are_known(watched: Watched) -> None:
    for name in ("a.docx", "b.docx", "same as b.docx"):
        watched.write(name, name[-6])
    watched.take()
    watched.write(".new", "another").replace(watched.folder / "a.docx")
    batch = watched.look(SETTLE + 1)
    assert list(told(batch)) == [("a.docx", "new"), ("b.docx", "known"), ("same as b.docx", "known")]
    assert watched.take() == ["a.docx"]


def test_an_archive_is_opened_with_every_batch(watched: Watched) -> None:
    """Whether it is the copy of another one is asked of all archives together."""
    watched.write("a.zip")
    watched.take()
    watched.write("b.docx")
    assert list(told(watched.look(SETTLE + 1))) == [("a.zip", "new"), ("b.docx", "new")]


def test_pages_that_come_one_by_one_become_one_report(watched: Watched) -> None:
    watched.write("scan/1.jpg")
    assert watched.take() == ["scan/1.jpg"]
    watched.write("scan/2.jpg")
    assert watched.look(SETTLE) is None
    assert watched.take(2 * SETTLE) == ["scan"]
    watched.write("scan/3.jpg")
    assert watched.take() == ["scan"]


def test_what_is_gone_leaves_the_dataset(watched: Watched) -> None:
    gone = watched.write("a.docx")
    watched.write("b.docx")
    watched.take()
    gone.unlink()
    assert watched.look(SETTLE) is None
    batch = watched.look(1)
    assert batch
    assert (list(told(batch)), batch.arrived) == ([("b.docx", "known")], [])


def test_a_file_that_is_gone_for_a_moment_only_does_not_leave(watched: Watched) -> None:
    watched.write("a.docx")
    watched.write("b.docx")
    watched.take()
    (watched.folder / "b.docx").unlink()
    assert watched.look(SETTLE - 1) is None
    watched.write("b.docx", "new")
    assert watched.look(SETTLE) is None
    assert watched.take() == ["b.docx"]


def lose_root(folder: Path) -> None:
    folder.rename(folder.with_name("away"))


def lose_all(folder: Path) -> None:
    """What an unmounted disk leaves."""
    lose_root(folder)
    folder.mkdir()


def lose_inner(folder: Path) -> None:
    """What an automounter leaves whose disk is gone: a name that leads nowhere."""
    (folder / "disk").rename(folder.with_name("away"))
    os.symlink(folder / "nowhere", folder / "disk")


def get_back(folder: Path) -> None:
    away = folder.with_name("away")
    if (folder / "disk").is_symlink():
        (folder / "disk").unlink()
        away.rename(folder / "disk")
        return
    if folder.exists():
        folder.rmdir()
    away.rename(folder)


@pytest.mark.parametrize("lose", [lose_root, lose_all, lose_inner])
def test_a_disk_that_is_gone_for_a_while_changes_nothing(tmp_path: Path, lose: Callable[[Path], None]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    watched = Watched(folder)
    watched.write("disk/a.docx")
    if lose is lose_inner:
        watched.write("b.docx")
    watched.take()
    lose(folder)
    for _ in range(100):
        with pytest.raises(AwayError, match="in hoặc các tệp"):
            watched.look()
    get_back(folder)
    assert watched.look(100) is None
    watched.write("disk/new.docx")
    assert watched.take() == ["disk/new.docx"]


def test_a_file_that_its_writer_locks_comes_when_it_opens(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def locked(self: Path, *more: Any, **named: Any) -> object:
        if self.name == "a.docx":
            raise PermissionError(13, "used by another process")
        return opened(self, *more, **named)

    watched.write("a.docx")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", locked)
        assert watched.look(PATIENCE) is None
        assert list(told(watched.look(1))) == [("a.docx", "new")]
        assert watched.take() == ["a.docx"]
        assert watched.look(1000) is None
    assert watched.look(SETTLE) is None
    assert watched.take() == ["a.docx"]


def test_what_changed_during_a_run_comes_again(watched: Watched) -> None:
    watched.write("a.docx")
    watched.write("b.docx")
    assert watched.take(changed=("a.docx",)) == ["a.docx", "b.docx"]
    batch = watched.look()
    assert list(told(batch)) == [("a.docx", "new"), ("b.docx", "known")]


def test_what_opens_and_cannot_be_read_is_tried_again_much_later_and_holds_up_nothing(watched: Watched) -> None:
    watched.write("a.docx")
    batch = watched.look(SETTLE + 1)
    assert batch
    failed = Outcome(watched.folder / "a.docx", "quarantined", "unreadable")
    watched.arrivals.took(batch, Taken([failed], []))
    assert watched.look(500) is None
    watched.write("b.docx", "b")
    batch = watched.look(SETTLE + 1)
    assert list(told(batch)) == [("a.docx", "new"), ("b.docx", "new")]
    assert batch
    known = replace(failed, path=watched.folder / "b.docx", sha256="b")
    watched.arrivals.took(batch, Taken([failed, known], []))
    assert watched.look(600) is None
    assert watched.take() == ["a.docx"]
