"""Watching ends when somebody stops it, and goes on after everything else."""

import errno
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.arrivals import Arrivals, AwayError, Batch
from batch.store import Store, opened_store
from batch.watching import batches, keep_watching, stopped_by_signals
from normalize.storage import StorageError, unwritable

BATCH = Batch([], [Path("a.docx")], {}, Counter())


class Scripted(Arrivals):
    """Looks that find what a test says, and then somebody presses Ctrl-C."""

    def __init__(self, *found: Batch | AwayError | None, seconds: float = 0) -> None:
        super().__init__(Path("in"), settle=10)
        self._found = iter(found)
        self._seconds = seconds
        self.now = 0.0
        self.slept: list[float] = []

    def look(self) -> Batch | None:
        self.now += self._seconds
        found = next(self._found, KeyboardInterrupt())
        if isinstance(found, BaseException):
            raise found
        return found


def all_of(script: Scripted) -> Iterator[Batch]:
    return batches(script, script.slept.append, lambda: script.now)


def test_nothing_happens_at_leisure() -> None:
    script = Scripted(None, None, BATCH, None)
    found = all_of(script)
    assert next(found) is BATCH
    with pytest.raises(KeyboardInterrupt):
        next(found)
    assert script.slept == [2, 2, 2]


def test_a_folder_that_takes_long_to_look_through_is_looked_at_less_often() -> None:
    script = Scripted(None, seconds=0.3)
    with pytest.raises(KeyboardInterrupt):
        next(all_of(script))
    assert script.slept == [pytest.approx(15)]


def test_a_disk_that_is_gone_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    away = AwayError("gone")
    script = Scripted(None, away, away, away, None, away, None)
    with pytest.raises(KeyboardInterrupt):
        next(all_of(script))
    back = "Đã thấy lại thư mục, tiếp tục trông."
    assert capsys.readouterr().err.splitlines() == ["gone", back, "gone", back]
    assert len(script.slept) == 7


def watched(out: Path, *found: Batch | None, take: object = None) -> bool:
    out.mkdir(exist_ok=True)
    return keep_watching(out, False, Scripted(*found), take or (lambda store, batch: "done"), lambda _: None)  # type: ignore[arg-type]


def test_stopped_between_two_batches_nothing_is_left_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watched(tmp_path / "kq", None, BATCH, BATCH)
    assert capsys.readouterr().out == "done\ndone\n"


def test_stopped_within_a_batch_something_is(tmp_path: Path) -> None:
    def take(store: Store, batch: Batch) -> str:
        raise KeyboardInterrupt

    assert not watched(tmp_path / "kq", BATCH, take=take)


def test_whoever_reads_that_a_batch_is_done_may_stop_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(said: str, flush: bool) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.print", stop)
    assert watched(tmp_path / "kq", BATCH)


def test_a_full_disk_is_told_and_tried_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full = [OSError(errno.ENOSPC, "No space left on device")]

    def take(store: Store, batch: Batch) -> str:
        if full:
            raise StorageError(unwritable(store.out, full.pop()))
        return "done"

    assert watched(tmp_path / "kq", BATCH, BATCH, take=take)
    told = capsys.readouterr().err
    assert told.count("đĩa đầy") == told.count("Sẽ thử lại sau 60 giây.") == 1


def test_nobody_else_writes_into_a_folder_meanwhile(tmp_path: Path) -> None:
    def take(store: Store, batch: Batch) -> str:
        with pytest.raises(StorageError, match="Một lần chạy khác đang ghi"):
            watched(tmp_path / "kq")
        return "done"

    assert watched(tmp_path / "kq", BATCH, take=take)
    with opened_store(tmp_path / "kq"), pytest.raises(StorageError, match="Một lần chạy khác đang ghi"):
        watched(tmp_path / "kq")


NAMES = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name) and os.name == "posix"]


@pytest.mark.parametrize("name", NAMES)
def test_signals_that_end_a_program_are_an_interrupt(name: str) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stopped_by_signals():
        signal.raise_signal(number)
    assert signal.getsignal(number) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_that_somebody_has_us_ignore_stays_ignored(name: str) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with stopped_by_signals():
            assert signal.getsignal(number) == signal.SIG_IGN
    finally:
        signal.signal(number, before)
