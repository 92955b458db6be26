"""The labelled cases are questioned no worse than their floors, and are the cases for which the floors were set."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from bench.cases import Tally, tally
from extract.rules import load
from samples.cases import FOLDER, Case, read

FLOORS = tomllib.loads((Path(__file__).parent / "cases_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read()


@pytest.fixture(scope="module")
def counts(cases: list[Case]) -> Tally:
    return tally(cases, load())[0]


def test_the_floors_are_those_of_these_cases(cases: list[Case]) -> None:
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        digest.update(path.read_bytes())
    assert (digest.hexdigest(), len(cases)) == (FLOORS["sha256"], FLOORS["cases"])


def test_no_two_cases_have_one_name_or_one_text(cases: list[Case]) -> None:
    assert len({c.id for c in cases}) == len({c.text for c in cases}) == len(cases)


def test_half_of_the_cases_are_hard_ones_that_must_stay_quiet(cases: list[Case]) -> None:
    assert sum(bool(c.wanted) for c in cases) * 2 == pytest.approx(len(cases), rel=0.1)


@pytest.mark.parametrize("check", sorted(FLOORS["sensitivity"]))
def test_what_must_be_asked_is_asked(counts: Tally, check: str) -> None:
    found, wanted, _, _ = counts[check]
    assert found >= FLOORS["sensitivity"][check] * wanted


@pytest.mark.parametrize("check", sorted(FLOORS["specificity"]))
def test_what_must_stay_quiet_does(counts: Tally, check: str) -> None:
    _, _, quiet, calm = counts[check]
    assert quiet >= FLOORS["specificity"][check] * calm


def test_every_check_has_a_floor(counts: Tally) -> None:
    assert set(counts) == set(FLOORS["sensitivity"]) | set(FLOORS["specificity"])
