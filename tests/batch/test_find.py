"""The files of a run: each once, in one order, without what systems leave behind."""

import os
import sys
from pathlib import Path

import pytest

from batch.find import NotFoundError, find_files


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_in_depth_sorted_and_without_clutter(tmp_path: Path) -> None:
    touch(tmp_path / "b" / "2.pdf", tmp_path / "a.docx", tmp_path / "b" / "1.docx")
    touch(tmp_path / "~$a.docx", tmp_path / ".hidden", tmp_path / "Thumbs.db", tmp_path / ".git" / "config")
    assert [p.relative_to(tmp_path).as_posix() for p in find_files([tmp_path])] == ["a.docx", "b/1.docx", "b/2.pdf"]


def test_a_file_named_twice_is_read_once_and_a_lock_file_named_is_read(tmp_path: Path) -> None:
    touch(tmp_path / "a.docx", tmp_path / "~$b.docx")
    found = find_files([tmp_path / "a.docx", tmp_path, tmp_path / "~$b.docx"])
    assert [p.name for p in found] == ["a.docx", "~$b.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.docx")
    os.symlink(tmp_path, tmp_path / "in" / "again")
    assert [p.name for p in find_files([tmp_path])] == ["a.docx"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.docx"):
        find_files([tmp_path / "gone.docx"])
