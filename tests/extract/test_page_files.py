"""Folders of numbered pictures: which are one report, and in what order its pages stand."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.find import find_files
from extract.page_files import checksum, in_page_order, pages_in

NAMES = [
    (["page-2.jpg", "page-1.jpg"], ["page-1.jpg", "page-2.jpg"], "two pages"),
    (["p10.png", "p9.png"], ["p9.png", "p10.png"], "by number, not by letters"),
    (["1.jpg", "2.jpg"], ["1.jpg", "2.jpg"], "nothing but numbers"),
    (["trang 01.tif", "trang 02.tiff"], ["trang 01.tif", "trang 02.tiff"], "two endings of one kind"),
    (["Scan_1.JPG", "scan_2.jpg"], ["Scan_1.JPG", "scan_2.jpg"], "capitals"),
    (["bc (1).jpg", "bc (2).jpg"], ["bc (1).jpg", "bc (2).jpg"], "as systems number copies"),
    (["BC 2024 trang 2.jpg", "BC 2024 trang 1.jpg"], ["BC 2024 trang 1.jpg", "BC 2024 trang 2.jpg"], "the last number"),
    (["IMG_2023.jpg", "IMG_2024.jpg"], ["IMG_2023.jpg", "IMG_2024.jpg"], "a camera's numbers are no years"),
    (["page-1.jpg"], [], "one file is itself"),
    ([], [], "nothing"),
    (["page-1.jpg", "cover-2.jpg"], [], "two kinds of names"),
    (["page-1.jpg", "page-1.png"], [], "one number twice"),
    (["page-1.jpg", "page-01.jpg"], [], "one number twice, written otherwise"),
    (["page-1.jpg", "page-2.pdf"], [], "not all are pictures"),
    (["page-1.jpg", "page-2.jpg", "notes.txt"], [], "something else among them"),
    (["a.jpg", "b.jpg"], [], "no numbers"),
    (["bao-cao-2023.tif", "bao-cao-2024.tif"], [], "years: reports of many pages each"),
    (["page-1.jpg.bak", "page-2.jpg.bak"], [], "no pictures by their names"),
]


@pytest.mark.parametrize(("names", "expected", "why"), NAMES, ids=[x[2] for x in NAMES])
def test_the_pages_of_a_report(names: list[str], expected: list[str], why: str) -> None:
    assert in_page_order(names) == expected


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=9, unique=True), st.randoms())
def test_the_order_of_a_folder_does_not_matter(numbers: list[int], chance: object) -> None:
    names = [f"page-{number}.jpg" for number in numbers]
    assert in_page_order(names) == [f"page-{number}.jpg" for number in sorted(numbers)]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_all_names_or_none(names: list[str]) -> None:
    assert sorted(in_page_order(names)) in (sorted(names), [])


CLUTTER = ["Thumbs.db", "desktop.ini", ".DS_Store", "~$bao cao.docx"]


@pytest.mark.parametrize("other", CLUTTER)
def test_what_systems_leave_in_a_folder_is_no_page(tmp_path: Path, other: str) -> None:
    for name in ("page-1.jpg", "page-2.jpg", other):
        (tmp_path / name).write_bytes(b"x")
    assert find_files([tmp_path]).paths == [tmp_path]
    assert [p.name for p in pages_in(tmp_path)] == ["page-1.jpg", "page-2.jpg"]


def test_folders_within_are_looked_at_for_themselves(tmp_path: Path) -> None:
    for folder in ("", "a", "b"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for number in (1, 2):
            (tmp_path / folder / f"p{number}.jpg").write_bytes(b"x")
    (tmp_path / "b" / "readme.txt").write_bytes(b"x")
    found = [p.relative_to(tmp_path).as_posix() for p in find_files([tmp_path]).paths]
    assert found == [".", "a", "b/p1.jpg", "b/p2.jpg", "b/readme.txt"]
    assert [p.name for p in pages_in(tmp_path)] == ["p1.jpg", "p2.jpg"]


def test_a_page_that_is_named_is_a_file_of_its_own(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"p{number}.jpg").write_bytes(b"x")
    found = find_files([tmp_path / "p1.jpg"])
    assert (found.paths, found.passed_over) == ([tmp_path / "p1.jpg"], Counter())


def test_the_checksum_of_pages_depends_on_their_order(tmp_path: Path) -> None:
    one, other = tmp_path / "1.jpg", tmp_path / "2.jpg"
    one.write_bytes(b"first")
    other.write_bytes(b"second")
    digests = b"".join(hashlib.sha256(data).digest() for data in (b"first", b"second"))
    assert checksum([one, other]) == (hashlib.sha256(digests).hexdigest(), 11)
    assert checksum([other, one])[0] != checksum([one, other])[0]
