"""A dataset is the old one or the new one, never a mixture, however its writing ends; and it is known as one."""

import errno
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.dataset import export, read_table, write_dataset
from normalize.storage import FILES, DatasetError, StorageError, finish, is_dataset, opened, prepare
from normalize.tables import TABLES, arrow_schema, row


def rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return {"files": [row("files", path=name, outcome="ok")], "reports": [row("reports", report_id="r", path=name)]}


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def told(folder: Path) -> set[str]:
    """What every stored form of a dataset says of the one file in it."""
    export(opened(folder), ["json"], folder.parent / "told")
    stored = {(folder.parent / "told" / "files.jsonl").read_text(encoding="utf-8").split('"')[3]}
    stored |= {(folder / "files.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[0]}
    return stored | {r["path"] for table in ("files", "reports") for r in read_table(folder, table)}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old") / "d"
    write_dataset(rows("old"), folder)
    return folder


@pytest.fixture
def out(old: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "d"))


def interrupted(error: BaseException) -> Iterator[dict[str, Any]]:
    yield row("figures", report_id="r", figure_id="f", raw="1", value=Decimal(1))
    raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_interrupted_while_it_is_written_the_old_dataset_stays(out: Path, error: BaseException) -> None:
    before = content(out)
    with pytest.raises((KeyboardInterrupt, StorageError)):
        write_dataset({**rows("new"), "figures": interrupted(error)}, out)
    assert content(out) == before


def test_a_full_disk_is_said_in_words(out: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(StorageError, match=r"đĩa đầy\. Bộ dữ liệu cũ, nếu có, còn nguyên"):
        write_dataset({"figures": interrupted(full)}, out)


@pytest.mark.parametrize("moves", [1, 2, len(TABLES), 2 * len(TABLES) + 1, len(FILES)])
def test_killed_at_any_move_the_new_dataset_is_complete_at_the_next_look(
    out: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    replace, left = Path.replace, [moves]

    def kill(self: Path, target: Path) -> Path:
        left[0] -= self.parent.name == ".finished"
        if left[0] <= 0:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", kill)
    try:
        write_dataset(rows("new"), out)
    except KeyboardInterrupt:
        assert not is_dataset(out)
    monkeypatch.undo()
    assert told(out) == {"new"}
    assert sorted(content(out)) == sorted(p for p in content(out) if not p.startswith("."))


def test_an_interrupted_replacement_is_ended_before_the_program_stops(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, left = Path.replace, [5]

    def once(self: Path, target: Path) -> Path:
        left[0] -= self.parent.name == ".finished"
        if self.parent.name == ".finished" and not left[0]:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(KeyboardInterrupt):
        write_dataset(rows("new"), out)
    assert is_dataset(out)
    assert told(out) == {"new"}


def test_a_half_written_dataset_is_none_and_is_cleared_away(tmp_path: Path) -> None:
    half = tmp_path / "d" / ".unfinished-1"
    half.mkdir(parents=True)
    (half / "reports.parquet").touch()
    with pytest.raises(DatasetError, match="không phải bộ dữ liệu"):
        opened(tmp_path / "d")
    write_dataset(rows("new"), tmp_path / "d")
    assert not half.exists()


def test_what_other_people_put_there_stays(out: Path) -> None:
    (out / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    write_dataset(rows("new"), out)
    assert (out / "ghi chú.txt").read_text(encoding="utf-8") == "của tôi"


def test_an_old_file_that_cannot_be_replaced_stops_in_time(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, opening = content(out), Path.open

    def locked(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if self.name == "dataset.xlsx" and mode == "r+b":
            raise PermissionError(errno.EACCES, "in use")
        return opening(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(StorageError, match="Excel"):
        write_dataset(rows("new"), out)
    monkeypatch.undo()
    assert content(out) == before


def test_a_folder_is_tried_before_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    prepare(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []
    for bad in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StorageError, match=r"Không ghi được vào .*file.*: đó là tệp, không phải thư mục\."):
            prepare(bad)


def test_a_full_disk_is_found_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="đĩa đầy"):
        prepare(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ['{"name": "another"}', "[]", "{", ""])
def test_the_descriptor_tells_a_dataset(out: Path, text: str) -> None:
    assert is_dataset(out)
    (out / "datapackage.json").write_text(text, encoding="utf-8")
    assert not is_dataset(out)


@pytest.mark.parametrize(
    ("damage", "says"),
    [("missing", "không có"), ("cut", "không đọc được"), ("other", "do bản khác của chương trình ghi")],
)
def test_a_damaged_table_is_named(out: Path, damage: str, says: str) -> None:
    path = out / "reports.parquet"
    data = path.read_bytes()
    path.unlink()
    if damage == "cut":
        path.write_bytes(data[:-100])
    elif damage == "other":
        path.write_bytes((out / "files.parquet").read_bytes())
    with pytest.raises(DatasetError, match=rf"reports\.parquet {says}\. Tạo lại bằng: baocao run"):
        read_table(out, "reports")
    with pytest.raises(DatasetError, match=r"reports\.parquet"):
        export(out, ["csv"], out.parent / "e")


def test_a_damaged_text_is_named(out: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        c.name: pa.nulls(1, field.type) for c, field in zip(TABLES["files"].columns, arrow_schema("files"), strict=True)
    }
    columns["path"] = pa.array([b"\xdb("]).view(pa.string())
    pq.write_table(pa.table(columns), out / "files.parquet")
    with pytest.raises(DatasetError, match=r"files\.parquet không đọc được"):
        read_table(out, "files")


def test_nothing_to_end_is_the_rule(out: Path) -> None:
    before = content(out)
    finish(out)
    assert content(out) == before
