from pathlib import Path

import pytest

from extract.rules import RuleError, Rules, expand

ROW = '[[row]]\nid = "hectare"\nkind = "area"\nbase = "ha"\nfactor = "1"\nwrites = ["ha"]\nexamples = ["5 ha"]\n'


def folder(path: Path, text: str, table: str = "units") -> Path:
    (path / f"{table}.toml").write_text(text, encoding="utf-8")
    return path


BROKEN = [
    ("[[row]\n", ["units.toml", "TOML"], "not TOML"),
    (
        ROW.replace("base", "bases"),
        ["units.toml", "hectare", "bases", "base"],
        "a key that the table does not know",
    ),
    (ROW.replace('id = "hectare"\n', ""), ["units.toml", "thiếu id"], "no id"),
    (ROW.replace('writes = ["ha"]\n', ""), ["units.toml", "hectare", "writes"], "neither writes nor form"),
    (ROW.replace('["ha"]', "[]"), ["units.toml", "hectare", "writes"], "writes nothing"),
]


@pytest.mark.parametrize(("text", "told", "why"), BROKEN, ids=[b[2] for b in BROKEN])
def test_a_bad_row_stops_the_program(tmp_path: Path, text: str, told: list[str], why: str) -> None:
    with pytest.raises(RuleError) as error:
        Rules(folder(tmp_path, text))
    assert [word for word in told if word not in str(error.value)] == []


def test_an_unknown_part_names_those_there_are() -> None:
    with pytest.raises(RuleError, match=r"\$yaer.*year"):
        expand("$yaer", {"year": "20"})


def test_parts_are_made_of_the_parts_above_them(tmp_path: Path) -> None:
    (tmp_path / "parts.toml").write_text("day = '3'\ndate = '$day/4'\n", encoding="utf-8")
    assert Rules(tmp_path).parts["date"] == "(?:3)/4"


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Rules(tmp_path).rows("verdicts") == []


def test_the_sum_changes_with_the_rules(tmp_path: Path) -> None:
    before = Rules(folder(tmp_path, ROW)).sha256
    assert Rules(folder(tmp_path, ROW)).sha256 == before
    assert Rules(folder(tmp_path, ROW.replace('"5 ha"', '"6 ha"'))).sha256 != before


def test_the_longest_spelling_wins(rules: Rules) -> None:
    assert [h.row["class"] for h in rules.lexicon("verdicts").find("(chưa đạt), (đạt)")] == [
        "not_achieved",
        "achieved",
    ]


def test_a_spelling_is_a_whole_word(rules: Rules) -> None:
    lexicon = rules.lexicon("units")
    assert not list(lexicon.find("hai hà tạm"))
    assert lexicon.at("12 hai", 3) is None
    assert lexicon.at("943ha rừng", 3) is not None


def test_what_ends_at_a_place(rules: Rules) -> None:
    lexicon = rules.lexicon("comparisons", gives="hedge", place="before")
    hit = lexicon.ending("đạt không dưới 90%", 14)
    assert hit is not None
    assert hit.row["value"] == "at_least"


def test_a_lexicon_is_made_once(rules: Rules) -> None:
    assert rules.lexicon("verdicts") is rules.lexicon("verdicts")


def test_rows_by_their_own_values(rules: Rules) -> None:
    assert {r["gives"] for r in rules.rows("comparisons", gives="hedge")} == {"hedge"}
