"""Generated reports are the same for the same seed, true as printed, read without a slip; a planted error is one."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from extract.report import read_report
from extract.rules import Rules
from extract.source import open_source
from samples.generate import generate, plant, write
from samples.generated.amounts import Numeral
from samples.generated.draft import Draft
from samples.generated.errors import ERRORS
from samples.generated.papers import draw_paper
from samples.generated.relations import KINDS, Relation, holds
from samples.generated.writing import FRAMES, LISTS

SEEDS = range(10)
HEAD = ("number", "symbol", "issuer", "date", "place", "title")
LEAST_RELATIONS, LEAST_FRAMES = 30, 40

report = cache(generate)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_gives_one_report_that_is_true_as_printed(seed: int) -> None:
    made = report(seed)
    assert made == generate(seed)
    assert len(made.relations) >= LEAST_RELATIONS
    assert [r for r in made.relations if not holds(r, made.tokens)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_is_read_with_its_head_and_its_figures(rules: Rules, seed: int) -> None:
    made = report(seed)
    read = read_report(made.document, rules)
    assert {n: getattr(read.letterhead, n) for n in HEAD} == {n: made.head[n] for n in HEAD}
    assert read.letterhead.period
    printed = [t for t, at in made.places.items() if isinstance(made.tokens[t], Numeral) and made.lines[at][0] != "|"]
    figures = [f for f in read.figures if not f.cell]
    # 33/31,5 ha is one figure of two numbers
    assert sum(1 + bool(f.of) + bool(f.high) for f in figures) > 0.9 * len(printed)


def test_the_word_file_says_what_the_text_says(rules: Rules, tmp_path: Path) -> None:
    for seed in (0, 1, 2):
        path = write(seed, tmp_path)
        source = open_source(path)
        source.close()
        file, text = (read_report(d, rules) for d in (source.document, report(seed).document))
        assert [f.raw for f in file.figures] == [f.raw for f in text.figures]
        assert file.letterhead == text.letterhead
        assert path.read_bytes() == write(seed, tmp_path).read_bytes()


def test_reports_differ_in_issuers_periods_and_fashions() -> None:
    papers = [draw_paper(Random(seed)) for seed in range(80)]
    assert {p.who for p in papers} == {"commune", "district", "department", "party", "school"}
    assert {p.months for p in papers} == {6, 9, 12}
    assert not [p for p in papers if p.who == "district" and p.head["date"] > "2025-08"]
    assert len({report(seed).fashion for seed in SEEDS}) > len(SEEDS) / 2


def test_there_are_many_frames_and_each_kind_of_relation_is_printed() -> None:
    telling = [f for kind, rows in FRAMES.items() if not kind.startswith("head_") for f in rows]
    assert len(telling) + len(LISTS) >= LEAST_FRAMES
    printed = {r.kind for seed in range(30) for r in report(seed).relations}
    assert printed == set(KINDS)


@pytest.mark.parametrize("kind", ERRORS)
def test_a_planted_error_is_one_and_impossible(kind: str) -> None:
    for seed in range(30):
        right = report(seed)
        try:
            wrong, planted = plant(right, seed, (kind,))
        except ValueError:  # it has no place for such an error
            continue
        changed = [at for at, (a, b) in enumerate(zip(right.tokens, wrong.tokens, strict=True)) if a != b]
        assert changed == [planted.token]
        assert planted.token in planted.wanted
        assert planted.numerals(wrong)
        broken = [r for r in wrong.relations if not holds(r, wrong.tokens, strict=False)]
        assert broken or kind in ("dropped sign", "share over 100")
        return
    pytest.fail(f"no report has a place for {kind}")


@pytest.mark.parametrize(
    ("text", "hedge", "exact", "least", "most"),
    [
        ("60,37", "", False, "60.365", "60.38"),  # rounded or cut off
        ("48", "", True, "48", "48"),  # a count
        ("900", "khoảng", True, "850", "950"),
        ("108", "khoảng", True, "107.5", "108.5"),
        ("92", "trên", False, "92", "Infinity"),
        ("94", "gần", False, "0", "94"),
    ],
)
def test_a_print_allows_what_the_guide_says(text: str, hedge: str, exact: bool, least: str, most: str) -> None:
    value = Decimal(text.replace(",", "."))
    step = Decimal("0.01") if "," in text else Decimal(1)
    allowed = Numeral(text, "", value, step, exact=exact, hedge=hedge).allows()
    assert (allowed.least, allowed.most) == (Decimal(least), Decimal(most))


def test_parts_that_were_rounded_may_miss_their_total_by_their_last_digit() -> None:
    def numeral(value: str) -> Numeral:
        return Numeral(value, "", Decimal(value), Decimal("0.1"))

    total = Relation("total", (0, 1, 2))
    assert holds(total, [numeral("10.0"), numeral("4.9"), numeral("5.0")])
    assert not holds(total, [numeral("10.0"), numeral("4.7"), numeral("5.0")])


def test_a_draft_forgets_what_could_not_be_printed() -> None:
    draft = Draft()

    def write_wrong() -> None:
        draft.put(Numeral("3", "", Decimal(3), Decimal(1), exact=True))
        draft.relate("count", 0, listed=2)

    assert not draft.attempt(write_wrong)
    assert (draft.tokens, draft.relations) == ([], [])
