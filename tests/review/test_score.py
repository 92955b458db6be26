"""The score: what matches, what is missed, what is invented."""

from typing import Any

from review.matching import match, same_figure, same_place, same_unit
from review.score import read_gold, score, score_text

Row = dict[str, Any]


def gold(place: str, value: str, unit: str, must: str = "yes", of: str = "") -> Row:
    return {"place": place, "value": value, "of": of, "unit": unit, "percent_of": "", "must": must}


def found(path: str, value: str, unit: str, of: str | None = None) -> Row:
    return {"task_path": path, "value": value, "of": of, "high": None, "unit": unit, "basis": None, "role": "result"}


def test_first_those_at_the_same_place() -> None:
    wanted = [gold("II/1", "5", "xã"), gold("II/2", "5", "xã")]
    rows = [found("II/2", "5.0", "xã"), found("II/1", "5", "xã")]
    matched = match(wanted, rows, same_figure, same_place)
    assert [f["task_path"] for _, f in matched.pairs] == ["II/1", "II/2"]
    assert (matched.precision, matched.recall, matched.f1) == (1.0, 1.0, 1.0)


def test_what_may_be_left_out_counts_neither_way() -> None:
    wanted = [gold("II", "3", "sao", must="may"), gold("II", "5", "xã")]
    assert match(wanted, [found("II", "5", "xã")], same_figure, same_place).recall == 1.0
    both = match(wanted, [found("II", "3", "sao"), found("II", "5", "xã")], same_figure, same_place)
    assert (len(both.pairs), both.invented) == (1, [])


def test_what_is_missed_and_what_is_invented() -> None:
    matched = match([gold("II", "5", "xã")], [found("II", "6", "xã")], same_figure, same_place)
    assert (len(matched.missed), len(matched.invented), matched.f1) == (1, 1, 0.0)


def test_units_of_measure_are_exact_and_nouns_by_whole_words() -> None:
    assert same_unit("trường", "trường học")
    assert not same_unit("trường", "trườngs")
    assert not same_unit("%", "điểm %")
    assert not same_unit("tạ/ha", "tạ")


def test_a_fraction_needs_its_whole() -> None:
    assert same_figure(gold("-", "13", "tiêu chí", of="19"), found("-", "13", "tiêu chí", of="19"))
    assert not same_figure(gold("-", "13", "tiêu chí", of="19"), found("-", "13", "tiêu chí"))


def test_notes_cost_nothing_and_graver_levels_do() -> None:
    finding = {"task_path": "II/1", "printed": "9", "check": "ratio", "level": "note"}
    rows = {"findings": [finding, {**finding, "level": "mismatch"}]}
    scores = score({"findings": []}, rows)
    assert len(scores[0].matched.invented) == 1


def test_the_text_names_what_is_off(tmp_path: Any) -> None:
    (tmp_path / "gold.figures.tsv").write_text(
        "place\traw\tvalue\tof\tunit\tpercent_of\tmust\nII\t5 xã\t5\t\txã\t\tyes\n", encoding="utf-8"
    )
    text = score_text(score(read_gold(tmp_path), {"figures": []}))
    assert "sót figures: place=II" in text
