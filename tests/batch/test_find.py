"""The files of a run: each once, in one order, without what systems leave behind, none lost in silence."""

import json
import os
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batch.find import Found, NotFoundError, find_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there, and there are no pipes")


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(found: Found, folder: Path) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in found.paths]


def test_folders_in_depth_sorted_and_without_clutter(tmp_path: Path) -> None:
    touch(tmp_path / "b" / "2.pdf", tmp_path / "a.docx", tmp_path / "b" / "1.docx", tmp_path / "c" / "anything")
    touch(tmp_path / "~$a.docx", tmp_path / ".hidden", tmp_path / "Thumbs.db", tmp_path / ".git" / "config")
    assert names(find_files([tmp_path]), tmp_path) == ["a.docx", "b/1.docx", "b/2.pdf", "c/anything"]


def test_a_file_named_twice_is_read_once_and_a_lock_file_named_is_read(tmp_path: Path) -> None:
    touch(tmp_path / "a.docx", tmp_path / "~$b.docx")
    found = find_files([tmp_path / "a.docx", tmp_path, tmp_path / "~$b.docx", tmp_path / "." / "a.docx"])
    assert names(found, tmp_path) == ["a.docx", "~$b.docx"]


def test_the_order_is_that_of_composed_names(tmp_path: Path) -> None:
    decomposed, after = unicodedata.normalize("NFD", "báo cáo ă.docx"), "báo cáo ăn.docx"
    touch(tmp_path / after, tmp_path / decomposed, tmp_path / "bz.docx")
    found = [unicodedata.normalize("NFC", name) for name in names(find_files([tmp_path]), tmp_path)]
    assert found == ["bz.docx", "báo cáo ă.docx", "báo cáo ăn.docx"]


@posix
def test_neither_the_order_of_inputs_nor_that_of_the_file_system_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(*(tmp_path / folder / f"{number}.pdf" for folder in ("x", "y", "y/z") for number in range(5)))
    os.symlink(tmp_path / "x" / "1.pdf", tmp_path / "x" / "0-link.pdf")
    os.symlink(tmp_path / "y", tmp_path / "x" / "link")
    inputs = [tmp_path / "x", tmp_path / "y", tmp_path / "x" / "2.pdf", tmp_path / "y" / "z"]
    expected = find_files(inputs)
    assert len(expected.paths) == 15
    assert not [p for p in expected.paths if "link" in p.as_posix()]
    for seed in range(10):
        monkeypatch.setattr(os, "scandir", shuffled(random.Random(seed)))
        assert find_files(random.Random(seed).sample(inputs, len(inputs))) == expected
        monkeypatch.undo()


def shuffled(order: random.Random) -> Callable[[Any], Any]:
    scandir = os.scandir

    class Shuffled:
        def __init__(self, folder: Any) -> None:
            with scandir(folder) as entries:
                self.entries = list(entries)
            order.shuffle(self.entries)

        def __enter__(self) -> Any:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None: ...

    return Shuffled


@posix
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.docx", tmp_path / "in" / "p" / "b.docx", tmp_path / "in" / "q" / "c.docx")
    os.symlink(tmp_path / "in", tmp_path / "in" / "again")
    os.symlink(tmp_path / "in" / "q", tmp_path / "in" / "p" / "to-q")
    os.symlink(tmp_path / "in" / "p", tmp_path / "in" / "q" / "to-p")
    os.symlink(tmp_path / "in" / "self", tmp_path / "in" / "self")
    assert names(find_files([tmp_path / "in"]), tmp_path / "in") == ["a.docx", "p/b.docx", "q/c.docx", "self"]


@posix
def test_a_link_to_a_folder_elsewhere_is_followed_but_none_that_leads_up(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.docx", tmp_path / "store" / "2024" / "b.docx", tmp_path / "not-asked-for.docx")
    os.symlink(tmp_path / "store" / "2024", tmp_path / "in" / "old")
    os.symlink(tmp_path, tmp_path / "in" / "up")
    os.symlink(tmp_path, tmp_path / "store" / "2024" / "up")
    assert names(find_files([tmp_path / "in"]), tmp_path) == ["in/a.docx", "in/old/b.docx"]


def test_what_is_passed_over_is_counted(tmp_path: Path) -> None:
    touch(tmp_path / "~$a.docx", tmp_path / "x" / "~$b.docx", tmp_path / ".hidden", tmp_path / "x" / "Thumbs.db")
    assert find_files([tmp_path]) == Found([], Counter(lock=2, hidden=2))


def test_the_files_of_a_dataset_are_no_reports_but_what_lies_beside_them_is(tmp_path: Path) -> None:
    out = tmp_path / "kq"
    touch(tmp_path / "a.docx", out / "b.docx", out / "reports.parquet", out / "figures.csv", out / "tasks.jsonl")
    touch(out / "dataset.xlsx", out / "figures.docx")
    assert len(find_files([tmp_path]).paths) == 7
    (out / "datapackage.json").write_text(json.dumps({"name": "baocao"}), encoding="utf-8")
    found = find_files([tmp_path])
    assert names(found, tmp_path) == ["a.docx", "kq/b.docx", "kq/figures.docx"]
    assert found.passed_over == Counter(dataset=5)


@posix
def test_a_pipe_is_passed_over_and_a_dead_link_is_accounted_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.symlink(tmp_path / "pipe", tmp_path / "to-pipe")
    os.symlink(tmp_path / "gone", tmp_path / "dead.docx")
    found = find_files([tmp_path])
    assert names(found, tmp_path) == ["dead.docx"]
    assert found.passed_over == Counter(device=2)


def test_a_folder_that_cannot_be_opened_is_accounted_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "a.docx", tmp_path / "locked" / "b.docx")
    scandir = os.scandir

    def refuse(folder: Any) -> Any:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(find_files([tmp_path]), tmp_path) == ["a.docx", "locked"]


@pytest.mark.parametrize("gone", ["gone.docx", "a.docx/under-a-file", "x" * 5000, "nu\0ll"], ids=lambda g: g[:12])
def test_what_is_not_there_is_named(tmp_path: Path, gone: str) -> None:
    touch(tmp_path / "a.docx")
    with pytest.raises(NotFoundError, match=r"Không tìm thấy .*(gone|under|xxx)|không hợp lệ: .*nu"):
        find_files([tmp_path / "a.docx", tmp_path / gone])
