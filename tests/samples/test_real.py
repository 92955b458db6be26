"""A few real papers are read as they are printed; they lie beside the repository, what is printed in real.toml."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.paged.trained import trained
from pipeline import read_one

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
PRINTED = tomllib.loads((Path(__file__).parent / "real.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real papers are not here")


def named(key: str = "says") -> list[Any]:
    """The names of the papers that have something under a key; the slow ones as such."""
    return [
        pytest.param(name, marks=[pytest.mark.slow] if paper.get("slow") else [])
        for name, paper in PRINTED.items()
        if key in paper
    ]


@cache
def read(name: str) -> dict[str, list[dict[str, Any]]]:
    if name.startswith("scan") and not trained():
        pytest.skip("needs tesseract-ocr-vie and tesserocr")
    return read_one(str(REAL / name), threads=os.cpu_count() or 1)


@pytest.mark.parametrize("name", named())
def test_what_became_of_a_paper_and_its_letterhead(name: str) -> None:
    paper, rows = PRINTED[name], read(name)
    for table in ("files", "reports"):
        expected = paper.get(table, {})
        assert {column: rows[table][0][column] for column in expected} == expected
    assert (rows["files"][0]["detail"] or "").startswith(paper.get("detail", ""))


@pytest.mark.parametrize("name", named())
def test_what_a_paper_says(name: str) -> None:
    text = "\n".join(block["text"] or "" for block in read(name)["blocks"])
    assert [stretch for stretch in PRINTED[name]["says"] if stretch not in text] == []


@pytest.mark.parametrize("name", named("cells"))
def test_the_cells_of_its_tables(name: str) -> None:
    found = {(b["table_row"], b["table_column"], b["text"]) for b in read(name)["blocks"] if b["kind"] == "cell"}
    assert [cell for cell in PRINTED[name]["cells"] if tuple(cell) not in found] == []


@pytest.mark.parametrize("name", named("figures"))
def test_its_figures(name: str) -> None:
    found = [[figure["raw"], figure["unit"]] for figure in read(name)["figures"]]
    assert [figure for figure in PRINTED[name]["figures"] if figure not in found] == []
    if len(PRINTED[name]["figures"]) < 3:  # no table: all that there are
        assert found == PRINTED[name]["figures"]


@pytest.mark.xfail(strict=True, reason="see `why` in real.toml")
@pytest.mark.parametrize(
    ("name", "column"),
    [
        pytest.param(name, column, marks=pytest.mark.slow)
        for name, paper in PRINTED.items()
        for column in paper.get("wrong", {})
    ],
)
def test_what_is_not_read_yet(name: str, column: str) -> None:
    assert read(name)["reports"][0][column] == PRINTED[name]["wrong"][column]
