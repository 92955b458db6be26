"""A ZIP archive gives way to the files in it, each with one outcome; what cannot be opened is one outcome itself."""

import io
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from batch.archives import with_members
from batch.local import run
from batch.outcome import Outcome
from normalize.dataset import read_table
from pipeline import main

LETTER = (Path(__file__).resolve().parents[2] / "samples" / "letter-2024" / "report.docx").read_bytes()


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.docx")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hosts")
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zipped({"a.docx": b"1"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def files(folder: Path, **contents: bytes) -> list[Path]:
    for name, data in contents.items():
        (folder / f"{name}.zip").write_bytes(data)
    return [folder / f"{name}.zip" for name in contents]


def opened(paths: list[Path], passed_over: Counter[str] | None = None) -> list[Path | Outcome]:
    return with_members(paths, "pipeline:list_one", Counter() if passed_over is None else passed_over)


def told(outcomes: list[Path | Outcome], folder: Path) -> list[tuple[str, str, str | None]]:
    assert all(isinstance(o, Outcome) for o in outcomes)
    return [(o.path.relative_to(folder).as_posix(), o.outcome, o.reason) for o in outcomes]  # type: ignore[union-attr]


def test_the_files_of_an_archive_stand_in_its_place_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / "a.docx", *files(tmp_path, b=zipped({"z.pdf": b"1", "Năm 2024/a.docx": b"22"})), tmp_path / "c"]
    found = opened(paths)
    assert (found[0], found[-1]) == (paths[0], paths[-1])
    inside = ["b.zip/Năm 2024/a.docx", "b.zip/z.pdf"]
    assert told(found[1:-1], tmp_path) == [(name, "", None) for name in inside]
    assert [o.size for o in found[1:-1] if isinstance(o, Outcome)] == [2, 1]


def test_what_systems_leave_in_archives_is_passed_over_and_counted(tmp_path: Path) -> None:
    passed_over: Counter[str] = Counter()
    names = ["a.docx", "~$a.docx", "__MACOSX/._a.docx", ".DS_Store", "Thumbs.db"]
    found = opened(files(tmp_path, a=zipped(dict.fromkeys(names, b"1"))), passed_over)
    assert told(found, tmp_path) == [("a.zip/a.docx", "", None)]
    assert passed_over == {"lock": 1, "hidden": 3}


BAD = {
    "empty": (b"", "empty"),
    "nothing": (zipped({}), "nothing_to_read"),
    "folders": (zipped({"a/": b""}), "nothing_to_read"),
    "clutter": (zipped({"a/.DS_Store": b"1"}), "nothing_to_read"),
    "locked": (locked(), "encrypted"),
    "cut": (zipped({"a.docx": LETTER})[:-30], "damaged"),
    "bomb": (zipped({"a.docx": bytes(2**22)}), "too_large"),
    "many": (zipped({str(n): b"" for n in range(10_001)}), "too_many_parts"),
}


def test_an_archive_that_cannot_be_opened_is_one_outcome(tmp_path: Path) -> None:
    found = opened(files(tmp_path, **{name: data for name, (data, _) in BAD.items()}))
    assert told(found, tmp_path) == [(f"{name}.zip", "quarantined", reason) for name, (_, reason) in BAD.items()]
    assert all(isinstance(o, Outcome) and o.detail and o.detail.count(".") for o in found)


def test_a_link_in_an_archive_leads_nowhere(tmp_path: Path) -> None:
    assert told(opened(files(tmp_path, a=with_link())), tmp_path) == [("a.zip/link.docx", "quarantined", "unreadable")]


def test_another_file_under_the_name_of_an_archive_is_a_file(tmp_path: Path) -> None:
    paths = files(tmp_path, word=LETTER, rar=b"Rar!\x1a\x07\1\0")
    assert opened(paths) == paths


def test_a_copy_of_an_archive_is_told_once(tmp_path: Path) -> None:
    data = zipped({"a.docx": b"1"})
    found = opened(files(tmp_path, a=data, b=data))
    assert told(found, tmp_path) == [("a.zip/a.docx", "", None), ("b.zip", "duplicate", None)]
    assert found[1].report_id is None  # type: ignore[union-attr]


def test_a_file_damaged_within_an_archive_does_not_cost_its_neighbours(tmp_path: Path) -> None:
    data = zipped({"a.docx": LETTER, "b.docx": b"2"})
    broken = data[:60] + bytes(200) + data[260:]
    found = opened(files(tmp_path, a=broken))
    assert told(found, tmp_path)[0] == ("a.zip/a.docx", "quarantined", "damaged")
    assert told(found, tmp_path)[1][1] == ""


def test_a_run_over_archives_accounts_for_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = {"1/công văn.docx": LETTER, "2/copy.docx": LETTER, "3/a.xlsx": zipped({"xl/w.xml": b"1"}), "4/b.docx": b""}
    inside["5/in.zip"] = zipped({"a.docx": LETTER})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped(inside))
    (tmp_path / "in" / "z.docx").write_bytes(LETTER)
    assert main(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 3
    rows = {Path(r["path"]).relative_to(tmp_path / "in").as_posix(): r for r in read_table(tmp_path / "out", "files")}
    assert {name: row["reason"] or row["outcome"] for name, row in rows.items()} == {
        "a.zip/1/công văn.docx": "ok",
        "a.zip/2/copy.docx": "duplicate",
        "a.zip/3/a.xlsx": "not_what_the_name_says",
        "a.zip/4/b.docx": "empty",
        "a.zip/5/in.zip": "not_what_the_name_says",
        "z.docx": "duplicate",
    }
    (report,) = read_table(tmp_path / "out", "reports")
    assert report["path"].endswith("a.zip/1/công văn.docx")
    assert report["report_id"] == rows["a.zip/1/công văn.docx"]["sha256"] == rows["z.docx"]["report_id"]
    assert "a.zip/5/in.zip (not_what_the_name_says) — Tệp nén ZIP. Giải nén rồi" in capsys.readouterr().out


def test_a_member_is_read_where_the_archive_is_gone(tmp_path: Path) -> None:
    paths = files(tmp_path, a=zipped({"a.docx": LETTER}))
    found = opened(paths)
    shutil.move(paths[0], tmp_path / "moved.zip")
    (outcome,) = run(found, "pipeline:read_one", {})
    assert (outcome.outcome, outcome.reason) == ("quarantined", "unreadable")
