"""The samples read as their ground truth says, DOCX and PDF alike; the floors stand in floors.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import read_one
from review.score import Score, read_gold, score

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(p.parent for p in (ROOT / "samples").glob("*/gold.figures.tsv"))
REFERENCE = ROOT.parent / "shared" / "reference" / "bac-son-2024"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
# what may differ between a DOCX and a PDF of one report
OF_THE_FILE = {"report_id", "figure_id", "verdict_id", "task_id", "parent_id", "finding_id", "figure_ids"}
OF_THE_FILE |= {"path", "sha256", "size_bytes", "media_type", "text_source", "pages", "page"}
OF_THE_FILE |= {"x0", "y0", "x1", "y1", "block", "start", "end"}
FOLDERS = [*SAMPLES, *([REFERENCE] if REFERENCE.is_dir() else [])]


@cache
def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    return read_one(str(path))


@cache
def scores(folder: Path, name: str) -> dict[str, Score]:
    return {s.table: s for s in score(read_gold(folder), rows(folder / name))}


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_no_score_is_below_its_floor(folder: Path, name: str) -> None:
    for table, one in scores(folder, name).items():
        floor = FLOORS[folder.name][table]
        got = [round(one.matched.precision, 3), round(one.matched.recall, 3)]
        assert got >= floor and got[1] >= floor[1], (table, one.matched.missed, one.matched.invented)  # noqa: PT018


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_figure_stands_at_its_place_with_its_basis(folder: Path) -> None:
    also = scores(folder, "report.docx")["figures"].also
    assert also["place"][0] == also["place"][1]
    assert also["basis"][0] >= 0.95 * also["basis"][1]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_docx_and_pdf_give_the_same_rows(folder: Path) -> None:
    for table in ("reports", "tasks", "figures", "verdicts", "unclaimed", "findings"):
        one, other = (
            [{k: _plain(k, v) for k, v in row.items() if k not in OF_THE_FILE} for row in rows(folder / name)[table]]
            for name in ("report.docx", "report.pdf")
        )
        assert one == other, table


def _plain(column: str, value: Any) -> Any:
    return "".join(value.split()) if column in ("raw", "sentence") and value else value


def test_floors_are_those_of_the_design() -> None:
    """What was reached is not given up: a floor can only rise."""
    assert set(FLOORS) >= {p.name for p in SAMPLES}
    assert FLOORS["bac-son-2024"] == {
        "tasks": [1.0, 1.0],
        "verdicts": [1.0, 1.0],
        "figures": [1.0, 1.0],
        "findings": [1.0, 0.714],
        "letterhead": [1.0, 1.0],
    }
