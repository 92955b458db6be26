"""The files in an archive are named and summed up; whatever is damaged, there is a list or a reason."""

import hashlib
import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from bench.mutations import damage_directory
from extract.members import members
from extract.records import UnreadableError


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Báo cáo/a.docx", b"12 ha" * 500)
        made.writestr("c/", b"")
        made.writestr("b.txt", b"1")
    return out.getvalue()


def test_files_have_place_path_checksum_and_size(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive())
    first, second = members(tmp_path / "a.zip")
    assert (first["index"], first["path"], first["size_bytes"]) == (0, "Báo cáo/a.docx", 2500)
    assert first["sha256"] == hashlib.sha256(b"12 ha" * 500).hexdigest()
    assert (second["index"], second["path"], second["reason"]) == (2, "b.txt", None)


def test_another_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"%PDF-1.7")
    assert members(tmp_path / "a.zip") == []


def test_a_file_without_a_name(tmp_path: Path) -> None:
    data = archive()
    start = data.rindex(b"PK\1\2")  # the name's length comes before it, and what follows is its comment
    changed = data[: start + 28] + b"\0\0\0\0\5\0" + data[start + 34 :]
    (tmp_path / "a.zip").write_bytes(changed)
    assert [row["path"] for row in members(tmp_path / "a.zip")] == ["Báo cáo/a.docx", "không tên"]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_damaged_there_is_a_list_or_a_reason(seed: int, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(damage_directory(archive(), Random(seed)))
    assert reason_or_list(tmp_path / "a.zip") is not None


def reason_or_list(path: Path) -> str | list[dict[str, object]]:
    try:
        return members(path)
    except UnreadableError as error:
        return error.reason
