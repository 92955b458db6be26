"""An address is a path: what it is called, what lies there, its bytes, and a copy of them for whoever reads."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize import addresses
from normalize.addresses import Address, AddressError, Copies, placed, send

FOLDER = "memory://lưu/Năm 2024"


@pytest.fixture(autouse=True)
def folder(addresses_here: None) -> Iterator[Address]:
    """A folder elsewhere with two files, one of them in a folder of its own."""
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe({"/lưu/Năm 2024/a.docx": b"A", "/lưu/Năm 2024/quý I/b.pdf": b"BB"})
    yield Address(FOLDER)
    files.rm("/lưu", recursive=True)


@pytest.mark.parametrize(
    ("typed", "kind", "shown"),
    [
        ("s3://bucket/2024/a.docx", Address, "s3://bucket/2024/a.docx"),
        ("s3://bucket/", Address, "s3://bucket"),
        ("memory:///x/a.docx", Address, "memory://x/a.docx"),
        ("file:///x/a.docx", Path, str(Path("/x/a.docx"))),
        ("x/a.docx", Path, str(Path("x/a.docx"))),
        ("C:/x/a.docx", Path, str(Path("C:/x/a.docx"))),
        ("zip://a::s3://bucket/b.zip", Path, str(Path("zip://a::s3://bucket/b.zip"))),
    ],
)
def test_what_is_typed_is_an_address_or_a_path(typed: str, kind: type, shown: str) -> None:
    found = placed(typed)
    assert isinstance(found, Address) is (kind is Address)
    assert str(found) == shown


def test_what_comes_of_an_address_is_one() -> None:
    address = Address("s3://bucket/2024/a.docx")
    for other in (address.parent / "a.docx", pickle.loads(pickle.dumps(address)), address.absolute()):
        assert isinstance(other, Address)
        assert str(other) == "s3://bucket/2024/a.docx"
    assert (address.name, address.suffix, address.as_posix()) == ("a.docx", ".docx", "s3://bucket/2024/a.docx")


def test_it_says_what_is_there(folder: Address) -> None:
    assert folder.is_dir()
    assert folder.exists()
    assert not (folder / "x.docx").exists()
    assert (folder / "quý I" / "b.pdf").stat().st_size == 2
    assert (folder / "a.docx").read_bytes() == b"A"
    assert (folder / "a.docx").read_text(encoding="utf-8") == "A"
    assert sorted(map(str, folder.iterdir())) == [f"{FOLDER}/a.docx", f"{FOLDER}/quý I"]
    assert sorted(map(str, folder.below())) == [f"{FOLDER}/a.docx", f"{FOLDER}/quý I/b.pdf"]
    with pytest.raises(FileNotFoundError):
        (folder / "x.docx").open("rb")


def test_copies_lie_here_until_the_next(folder: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copies, own = Copies(), tmp_path / "own.docx"
    assert copies.of(own) is own
    first = copies.of(folder / "a.docx")
    assert (first.read_bytes(), first.suffix) == (b"A", ".docx")
    assert copies.of(folder / "a.docx") == first
    second = copies.of(folder / "quý I" / "b.pdf")
    assert (first.exists(), second.read_bytes()) == (False, b"BB")
    copies.close()
    assert not second.parent.exists()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="nowhere"):
        copies.of(folder / "nowhere.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_copied_with_its_files(folder: Address) -> None:
    copies = Copies()
    assert [p.read_bytes() for p in copies.of(folder / "quý I").iterdir()] == [b"BB"]
    copies.close()


def test_a_folder_is_sent(folder: Address, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b"a")
    assert list(map(str, send(tmp_path, folder / "kq"))) == [f"{FOLDER}/kq/data/a.csv"]
    assert (folder / "kq" / "data" / "a.csv").read_bytes() == b"a"


def test_what_cannot_be_opened_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AddressError, match=r"Không mở được địa chỉ nowhere://a: .*pip install"):
        Address("nowhere://a").exists()
    monkeypatch.setitem(addresses.sys.modules, "fsspec.core", None)
    with pytest.raises(AddressError, match="chưa cài phần đọc địa chỉ"):
        Address("s3://a").exists()
