"""A bag holds what it says: every file with its checksum, tag files of RFC 8493, the events of the runs."""

import hashlib
from pathlib import Path

import pytest

from batch.find import find_files
from normalize.dataset import export, write_dataset
from normalize.tables import row


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    out = tmp_path / "kq"
    write_dataset({"files": [row("files", path="a.docx", outcome="ok")]}, out)
    log = out / ".baocao" / "log" / "2026"
    log.mkdir(parents=True)
    (log / "events.jsonl").write_text("{}\n", encoding="utf-8")
    (written,) = export(out, ["bagit"], tmp_path / "to")
    return written


def listed(bag: Path, name: str) -> dict[str, str]:
    lines = (bag / name).read_text(encoding="utf-8").splitlines()
    return {path: checksum for checksum, path in (line.split("  ", 1) for line in lines)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifests_name_every_file_with_its_checksum(bag: Path) -> None:
    payload = listed(bag, "manifest-sha256.txt")
    assert payload == {p.relative_to(bag).as_posix(): digest(p) for p in (bag / "data").rglob("*") if p.is_file()}
    assert {"data/files.parquet", "data/dataset.xlsx", "data/events/2026.jsonl"} < payload.keys()
    tags = {p.name: digest(p) for p in bag.iterdir() if p.is_file() and not p.name.startswith("tagmanifest")}
    assert listed(bag, "tagmanifest-sha256.txt") == tags


def test_the_tag_files_are_those_of_the_standard(bag: Path) -> None:
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    about = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines())
    files = [p for p in (bag / "data").rglob("*") if p.is_file()]
    assert about["Payload-Oxum"] == f"{sum(p.stat().st_size for p in files)}.{len(files)}"
    assert len(about["Bagging-Date"]) == 10


def test_a_bag_is_replaced_as_a_whole(bag: Path) -> None:
    (bag / "data" / "old.txt").touch()
    assert export(bag.parent.parent / "kq", ["bagit"], bag.parent) == [bag]
    assert not (bag / "data" / "old.txt").exists()
    assert [p.name for p in bag.parent.iterdir()] == ["bag"]


def test_a_bag_is_no_report(bag: Path) -> None:
    found = find_files([bag.parent])
    assert [p.name for p in found.paths] == ["2026.jsonl"]
