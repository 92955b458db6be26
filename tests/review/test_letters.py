"""The letters: which files are written under which names, and what is said where a Word file is gone."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from extract.records import DOCX, PDF
from normalize.storage import StorageError
from normalize.tables import row
from review.letters import file_names, letters

Row = dict[str, Any]


def written(
    reports: list[Row], finding: Row, folder: Path, *, media: str = DOCX, why: str = ""
) -> tuple[list[tuple[Path | None, str]], list[Any]]:
    """What came of the letters of a report, and what the copy was asked for."""
    asked: list[Any] = []

    def commented(path: Path, sha256: str, remarks: list[Row]) -> tuple[bytes, str]:
        asked.append((path, sha256, remarks))
        return (b"", why) if why else (b"copy", "")

    tables = {"reports": reports, "files": [row("files", path="bc.docx", report_id="a", media_type=media)]}
    block = row("blocks", report_id="a", block=4, text="đạt 60,26 KH")
    placed = {**finding, "block": 4, "start": 4, "end": 9, "recomputed": "60,76"}
    return list(letters([placed], tables, {("a", 4): block}, folder, commented)), asked


def test_a_word_file_gets_a_sheet_and_a_copy(reports: list[Row], finding: Row, tmp_path: Path) -> None:
    found, asked = written(reports, finding, tmp_path)
    assert [path and path.name for path, _ in found] == ["bc - phiếu rà soát.docx", "bc - có nhận xét.docx"]
    remark = {"block": 4, "start": 4, "end": 9, "text": "đạt 60,26 KH"}
    lines = ["Mục 1: tính ra 60,76%, báo cáo ghi 60,26.", "Tính lại: 60,76."]
    assert asked == [(Path("bc.docx"), reports[0]["sha256"], [{**remark, "lines": lines}])]


def test_a_pdf_gets_a_sheet_only(reports: list[Row], finding: Row, tmp_path: Path) -> None:
    found, asked = written(reports, finding, tmp_path, media=PDF)
    assert (len(found), asked) == (1, [])


def test_without_its_file_a_report_gets_its_sheet(reports: list[Row], finding: Row, tmp_path: Path) -> None:
    found, _ = written(reports, finding, tmp_path, why="Không tìm thấy tệp.")
    assert found[1] == (None, "Không tìm thấy tệp.")
    assert docx.Document(io.BytesIO((tmp_path / "bc - phiếu rà soát.docx").read_bytes())).tables


def test_what_was_filled_in_by_hand_is_kept(reports: list[Row], finding: Row, tmp_path: Path) -> None:
    first, _ = written(reports, finding, tmp_path)
    assert written(reports, finding, tmp_path)[0] == first
    (tmp_path / "bc - phiếu rà soát.docx").write_bytes(b"filled in")
    again, _ = written(reports, finding, tmp_path)
    assert [path and path.name for path, _ in again] == ["bc - phiếu rà soát (2).docx", "bc - có nhận xét.docx"]
    assert (tmp_path / "bc - phiếu rà soát.docx").read_bytes() == b"filled in"
    assert not [*tmp_path.glob(".*")]


def test_a_folder_that_cannot_be_written_is_said(reports: list[Row], finding: Row, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        written(reports, finding, tmp_path / "gone")


NAMES = [
    (["a/bc.docx", "b/x.pdf"], ["bc", "x"], "the names of the files"),
    (["2023/bc.docx", "2024/bc.pdf"], ["2023 - bc", "2024 - bc"], "the folder tells"),
    (["k/2023/bc.docx", "l/2023/bc.pdf"], ["k - 2023 - bc", "l - 2023 - bc"], "two folders tell"),
    (["a/BC.docx", "a/bc.docx", "a/bc.pdf"], ["a - BC - r0", "a - bc - r1", "a - bc - r2"], "nothing tells"),
    (['q:1?\\a"b.docx'], ["a_b"], "what Windows takes in no name"),
    (["ế" * 200 + ".docx"], ["ế" * 60], "too long a name"),
]


@pytest.mark.parametrize(("paths", "expected", "why"), NAMES, ids=[n[2] for n in NAMES])
def test_names_tell_the_reports_apart(paths: list[str], expected: list[str], why: str) -> None:
    reports = [row("reports", report_id=f"r{n}", path=path) for n, path in enumerate(paths)]
    assert [*file_names(reports).values()] == expected
