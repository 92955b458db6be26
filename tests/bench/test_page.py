"""A measurement goes between its own marks and nowhere else."""

from pathlib import Path

import pytest

from bench.page import put

PAGE = (
    "# Speed\n<!-- speed: begin -->\nold\n<!-- speed: end -->\ntext\n<!-- grammar: begin -->\n<!-- grammar: end -->\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "performance.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_what_stood_between_the_marks_is_replaced(page: Path) -> None:
    assert put("speed", "5 ms", page)
    assert page.read_text(encoding="utf-8") == PAGE.replace("old", "5 ms")


def test_a_second_table_leaves_the_first_alone(page: Path) -> None:
    assert put("grammar", "5 MB/s", page)
    assert page.read_text(encoding="utf-8").count("old") == 1


def test_a_page_without_the_marks_stays_as_it_is(page: Path) -> None:
    assert not put("other", "5 ms", page)
    assert page.read_text(encoding="utf-8") == PAGE
