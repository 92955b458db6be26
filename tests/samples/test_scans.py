"""Scans of the samples are read no worse than their floors; the floors stand in scans_floors.toml."""

import tomllib
from pathlib import Path

import pytest

from pipeline import read_one
from review.score import read_gold, score
from samples.scans import CLEAN, SHADOWED, WORN, Wear, as_pdf, scanned

pytestmark = pytest.mark.usefixtures("tesseract")

SAMPLES = sorted(
    p.parent
    for p in (Path(__file__).resolve().parents[2] / "samples").glob("*/gold.figures.tsv")
    if (p.parent / "report.pdf").exists()
)
FLOORS = tomllib.loads((Path(__file__).parent / "scans_floors.toml").read_text(encoding="utf-8"))
WEARS = {"clean": CLEAN, "worn": WORN, "shadowed": SHADOWED}
EVERY_DAY = "commune-2025"
# not read as well as the others yet, however it was scanned
BELOW = "letter-and-report-2024"


def below_floor(folder: Path, name: str, wear: Wear, work: Path) -> dict[str, tuple[float, list[object]]]:
    """The tables of a sample's scan that are read worse than their floors, with what is missing or invented."""
    (work / "report.pdf").write_bytes(as_pdf(scanned(folder / "report.pdf", wear), wear))
    found = {s.table: s.matched for s in score(read_gold(folder), read_one(str(work / "report.pdf"), threads=2))}
    assert set(FLOORS[name]) <= set(found)
    return {
        table: (found[table].f1, [*found[table].missed, *found[table].invented])
        for table, floor in FLOORS[name].items()
        if round(found[table].f1, 3) < floor
    }


def test_a_clean_scan_every_day(tmp_path: Path) -> None:
    (folder,) = (folder for folder in SAMPLES if folder.name == EVERY_DAY)
    assert below_floor(folder, "clean", CLEAN, tmp_path) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WEARS))
@pytest.mark.parametrize("folder", SAMPLES, ids=lambda p: p.name)
def test_every_sample_however_it_was_scanned(
    folder: Path, name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if folder.name == BELOW:
        request.applymarker(
            pytest.mark.xfail(strict=True, reason="Nặm Cuổi is read as Năm Cuổi; worn, digits are lost")
        )
    assert below_floor(folder, name, WEARS[name], tmp_path) == {}


def test_floors_are_those_of_the_design() -> None:
    """What was reached is not given up: a floor can only rise."""
    assert set(FLOORS) == set(WEARS)
    least = {"clean": 0.97, "worn": 0.88, "shadowed": 0.93}
    assert all(FLOORS[name][table] >= least[name] for name in least for table in ("tasks", "verdicts", "figures"))
