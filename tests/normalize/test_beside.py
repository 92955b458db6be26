"""A form that another process makes has the same bytes, and what the disk refuses it is heard."""

import subprocess
import sys
from pathlib import Path

import pytest

from normalize.beside import HOME, made_beside
from normalize.dataset import write_dataset
from normalize.tables import row

ROWS = {"unclaimed": [row("unclaimed", report_id="r", raw=f"Điều {n}") for n in range(9)]}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_dataset(ROWS, tmp_path / "here")
    return tmp_path / "here"


def test_it_has_the_same_bytes(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalize.dataset._MANY", 1)
    monkeypatch.setattr("normalize.dataset.write_workbook", None)  # none is made here
    write_dataset(ROWS, tmp_path / "beside")
    assert {p.name: p.read_bytes() for p in (tmp_path / "beside").iterdir()} == {
        p.name: p.read_bytes() for p in out.iterdir()
    }


def test_what_the_disk_refuses_is_an_error_here(out: Path) -> None:
    (out / "dataset.xlsx").unlink()
    (out / "dataset.xlsx").mkdir()
    with pytest.raises(IsADirectoryError), made_beside(["xlsx"], out):
        pass


def test_a_fault_of_ours_is_one_here(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="no such form: exit code 1"), made_beside(["no such form"], out):
        pass
    assert "KeyError" in capfd.readouterr().err


def test_who_gives_up_leaves_nothing(out: Path) -> None:
    (out / "dataset.xlsx").unlink()
    with pytest.raises(KeyboardInterrupt), made_beside(["xlsx"], out):
        raise KeyboardInterrupt
    assert not (out / "dataset.xlsx").exists()


def test_it_does_not_outlive_who_started_it(out: Path) -> None:
    command = [sys.executable, "-m", "normalize.beside", str(out), "xlsx"]
    assert subprocess.run(command, cwd=HOME, stdin=subprocess.DEVNULL, check=False).returncode == 1
