"""Damaged reports: each case is the same each time, damages its file, and is read or refused with a reason."""

from pathlib import Path

import pytest

from bench.mutations import HOME, KINDS, case
from extract.records import UnreadableError
from pipeline import read_one

ORIGINALS = {suffix: sorted(HOME.glob(f"samples/*/report{suffix}")) for suffix in KINDS}
NUMBERS = range(12)


def test_a_case_is_the_same_each_time_and_another_with_another_seed() -> None:
    first = [case(1, number) for number in NUMBERS]
    assert first == [case(1, number) for number in NUMBERS]
    assert first != [case(2, number) for number in NUMBERS]


def test_every_kind_of_damage_happens_and_changes_the_file() -> None:
    cases = [case(1, number) for number in range(200)]
    originals = {path.read_bytes() for paths in ORIGINALS.values() for path in paths}
    kinds = {mutation.__name__ for mutations in KINDS.values() for mutation in mutations}
    assert {name.split("-")[1] for name, _ in cases} == kinds
    assert sum(data in originals for _, data in cases) < 5


@pytest.mark.parametrize("number", NUMBERS)
def test_a_damaged_report_is_read_or_refused(number: int, tmp_path: Path) -> None:
    name, data = case(1, number)
    (tmp_path / name).write_bytes(data)
    assert outcome(tmp_path / name)


def outcome(path: Path) -> str:
    """What a run would say of a file: ok, or why it was not read and what to do."""
    try:
        return str(read_one(str(path))["files"][0]["outcome"])
    except UnreadableError as error:
        return error.detail
