"""LibreOffice is found, bounded in time, and leaves nothing behind, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.office import soffice
from extract.records import UnreadableError

ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for LibreOffice")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named soffice that starts another, writes down both and sleeps; the file of their numbers."""
    program, pids = tmp_path / "soffice", tmp_path / "pids"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $$ $! > {pids}.new\nmv {pids}.new {pids}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return pids


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def all_end(pids: Path) -> bool:
    numbers = [int(pid) for pid in pids.read_text().split()]
    return len(numbers) == 2 and within(lambda: not any(map(is_alive, numbers)))


def within(holds: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_without_it_the_command_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice.shutil, "which", lambda name: None)
    monkeypatch.setattr(soffice, "_USUAL", ())
    with pytest.raises(UnreadableError) as error:
        soffice.convert(b"", ".doc")
    assert error.value.reason == "needs_libreoffice"
    assert soffice.how_to_install() in error.value.detail


def test_it_is_found_where_it_usually_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(soffice.shutil, "which", lambda name: None)
    for version in ("libreoffice7.6", "libreoffice24.2"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "soffice").touch()
    monkeypatch.setattr(soffice, "_USUAL", (f"{tmp_path}/libreoffice*/soffice",))
    assert soffice.find_soffice() == str(tmp_path / "libreoffice7.6" / "soffice")


@posix
def test_at_its_deadline_it_ends_with_all_that_it_started(stand_in: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        soffice.convert(b"1", ".doc", seconds=0.5)
    assert error.value.reason == "timeout"
    assert all_end(stand_in)


@posix
def test_where_we_are_killed_it_ends_too_and_no_copy_is_left(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setenv("TMPDIR", str(rooms))
    code = "from extract.office.soffice import convert; convert(b'1', '.doc')"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as ours:
        assert within(stand_in.exists, 20)
        assert len(list(rooms.iterdir())) == 1
        ours.send_signal(signal.SIGKILL)
    assert all_end(stand_in)
    assert within(lambda: not list(rooms.iterdir()))


@posix
def test_no_output_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(UnreadableError) as error:
        soffice.convert(b"1", ".doc")
    assert error.value.reason == "damaged"
    monkeypatch.setattr(soffice, "_has_little_memory", lambda: True)
    with pytest.raises(MemoryError):
        soffice.convert(b"1", ".doc")
