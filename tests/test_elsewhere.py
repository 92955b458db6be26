"""Files at an address are read as if they lay here, and a dataset can be sent to one; a run cannot write there."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.addresses import Address
from normalize.dataset import read_table
from pipeline import main

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
KEPT = "memory://kho"


@pytest.fixture(autouse=True)
def _kept(addresses_here: None) -> Iterator[None]:
    """What lies elsewhere is gone behind a test."""
    import fsspec

    yield
    files = fsspec.filesystem("memory")
    if files.exists("/kho"):
        files.rm("/kho", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports here, also in an archive; one empty, one twice, some that systems left."""
    own = tmp_path / "vào"
    letter = (SAMPLES / "letter-2024" / "report.docx").read_bytes()
    (own / "Năm 2024" / ".git").mkdir(parents=True)
    (own / "Năm 2024" / "công văn.docx").write_bytes(letter)
    (own / "Năm 2024" / ".git" / "config").write_bytes(b"x")
    (own / "Năm 2024" / "~$ng văn.docx").write_bytes(b"x")
    (own / "rỗng.docx").write_bytes(b"")
    shutil.copy(SAMPLES / "commune-2025" / "report.pdf", own / "báo cáo.pdf")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bản sao.docx", letter)
        archive.write(SAMPLES / "commune-2025" / "report.docx", "báo cáo.docx")
    (own / "lưu.zip").write_bytes(packed.getvalue())
    return own


@pytest.mark.slow
def test_files_elsewhere_are_read_as_if_they_lay_here(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import fsspec

    fsspec.filesystem("memory").put(str(folder), "/kho/vào", recursive=True)
    for name, given in (("near", str(folder)), ("far", f"{KEPT}/vào")):
        assert main(["run", given, "--out", str(tmp_path / name)]) == 3
    near, far = capsys.readouterr().out.split("Tổng số")[1:]
    for passed in ("Bỏ qua, không phải báo cáo: ", "1 tệp tạm của Office (~$…)", "1 tệp, thư mục ẩn"):
        assert passed in near
        assert passed in far
    shown = {r["path"] for r in read_table(tmp_path / "far", "files")}
    assert {f"{KEPT}/vào/Năm 2024/công văn.docx", f"{KEPT}/vào/lưu.zip/báo cáo.docx"} <= shown
    for path in (tmp_path / "near").glob("*.csv"):
        own, other = (p.read_text(encoding="utf-8-sig") for p in (path, tmp_path / "far" / path.name))
        assert other.replace(f"{KEPT}/vào", str(folder)) == own, path.name


def test_a_page_folder_elsewhere_is_one_report(tmp_path: Path) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe({f"/kho/vào/quét/trang-{n}.jpg": b"no picture" for n in (1, 2)})
    assert main(["run", f"{KEPT}/vào", "--out", str(tmp_path / "kq")]) == 3
    (row,) = read_table(tmp_path / "kq", "files")
    assert (row["path"], row["size_bytes"]) == (f"{KEPT}/vào/quét", 20)


def test_a_dataset_is_sent_to_an_address(tmp_path: Path) -> None:
    letter = SAMPLES / "letter-2024" / "report.docx"
    out = str(tmp_path / "kq")
    assert main(["run", str(letter), "--out", out]) == 0
    assert main(["export", out, "--format", "csv,bagit", "--out", f"{KEPT}/kq"]) == 0
    sent = Address(f"{KEPT}/kq")
    assert (sent / "files.csv").read_bytes().count(b"report.docx") == 1
    assert (sent / "bag" / "bagit.txt").exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["run", "{letter}", "--out", f"{KEPT}/kq"], f"{KEPT}/kq: nơi ghi phải là thư mục"),
        (["run", f"{KEPT}/không có", "--out", "{out}"], f"Không tìm thấy {KEPT}/không có"),
        (["run", "nowhere://a", "--out", "{out}"], "Không mở được địa chỉ nowhere://a"),
    ],
)
def test_what_cannot_be_done_is_said(
    command: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = SAMPLES / "letter-2024" / "report.docx"
    assert main([word.format(letter=letter, out=tmp_path / "kq") for word in command]) == 2
    assert says in capsys.readouterr().err
