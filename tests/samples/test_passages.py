"""The labelled passages are read no worse than their floors, and are the passages for which the floors were set."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from bench.passages import TABLES, Tally, tally
from extract.rules import load
from samples.passages import FOLDER, Passage, read

FLOORS = tomllib.loads((Path(__file__).parent / "passages_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return read(FOLDER)


@pytest.fixture(scope="module")
def counts(passages: list[Passage]) -> dict[str, Tally]:
    return tally(passages, load())[0]


def test_the_floors_are_those_of_these_passages(passages: list[Passage]) -> None:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        digest.update(path.read_bytes())
    assert (digest.hexdigest(), len(passages)) == (FLOORS["sha256"], FLOORS["all"]["passages"])


def test_no_two_passages_have_one_name_or_one_text(passages: list[Passage]) -> None:
    assert len({p.id for p in passages}) == len({p.text for p in passages}) == len(passages)


def test_every_phenomenon_has_a_floor(counts: dict[str, Tally]) -> None:
    with_figures = {name for name, one in counts.items() if any(one.tables["figures"])}
    assert with_figures - {"all"} == set(FLOORS["figures"])


@pytest.mark.parametrize("name", sorted(FLOORS["figures"]))
def test_the_figures_of_a_phenomenon(counts: dict[str, Tally], name: str) -> None:
    assert counts[name].f1("figures") >= FLOORS["figures"][name]


@pytest.mark.parametrize("table", TABLES)
def test_what_is_found(counts: dict[str, Tally], table: str) -> None:
    one, floors = counts["all"], FLOORS["all"]
    if table == "figures":
        assert one.precision(table) >= floors["figures_precision"]
        assert one.recall(table) >= floors["figures_recall"]
    else:
        assert one.f1(table) >= floors[table]


@pytest.mark.parametrize("quality", ["unit", "basis", "role", "relation", "direction", "hedge", "period"])
def test_what_is_said_of_figures(counts: dict[str, Tally], quality: str) -> None:
    assert counts["all"].share(quality) >= FLOORS["all"][quality]
