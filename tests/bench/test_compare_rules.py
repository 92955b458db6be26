"""Gains and losses between two trees: which rows belong together, and what the labels say of each change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import labels
from bench.compare_rules import Change, changes, counts, pairs, shown
from bench.dump_rows import documents, rows_of
from extract.records import Report
from extract.rules import Rules
from normalize.readings import read_figures

Row = dict[str, Any]


def figure(raw: str, start: int, value: str = "5", unit: str = "xã", role: str = "result", **more: Any) -> Row:
    said = {"raw": raw, "value": value, "of": None, "high": None, "unit": unit, "role": role, "basis": ""}
    return {**said, "at": [0, start], "task_path": "I", "sentence": f"Có {raw}.", **more}


def label(raw: str, value: str = "5", unit: str = "xã", **more: Any) -> Row:
    return {"raw": raw, "value": value, "unit": unit, **more}


def of_figures(base: list[Row], now: list[Row], gold: list[Row] | None = None) -> list[Change]:
    def rows(figures: list[Row]) -> dict[str, list[Row]]:
        return {"figures": figures, "verdicts": [], "headings": []}

    return changes(rows(base), rows(now), rows(gold) if gold is not None else None)


def test_rows_at_one_place_belong_together_whatever_they_say() -> None:
    assert list(pairs([figure("5 xã", 3)], [figure("5 xã biên giới", 3)])) == [
        (figure("5 xã", 3), figure("5 xã biên giới", 3))
    ]


def test_elsewhere_rows_of_one_print_belong_together_in_order() -> None:
    base, now = [figure("5 xã", 3), figure("5 xã", 9)], [figure("5 xã", 4), figure("5 xã", 10)]
    assert list(pairs(base, now)) == list(zip(base, now, strict=True))


def test_a_place_goes_before_a_print() -> None:
    base, now = [figure("5 xã", 3), figure("5 xã", 9)], [figure("5 xã", 9)]
    assert list(pairs(base, now)) == [(base[0], None), (base[1], now[0])]


def test_what_only_moved_is_no_change() -> None:
    assert of_figures([figure("5 xã", 3)], [figure("5 xã", 30, task_path="II", sentence="Nay có 5 xã.")]) == []


def test_signs_stand_in_reading_order() -> None:
    base = [figure("5 xã", 3), figure("7 hộ", 9, value="7", unit="hộ")]
    now = [figure("5 xã", 3, role="target"), figure("9 thôn", 20, value="9", unit="thôn")]
    assert [c.sign for c in of_figures(base, now)] == ["~", "-", "+"]


@pytest.mark.parametrize(
    ("base", "now", "right"),
    [
        ([], [figure("5 xã", 3)], True),
        ([], [figure("6 xã", 3, value="6")], False),
        ([figure("5 xã", 3)], [], False),
        ([figure("6 xã", 3, value="6")], [], True),
        ([figure("5 xã", 3, role="target")], [figure("5 xã", 3)], True),
        ([figure("5 xã", 3)], [figure("5 xã", 3, role="target")], False),
        ([figure("5 xã", 3)], [figure("5 xã", 3, basis="kế hoạch")], None),
        ([], [figure("60 ngày", 9, value="60", unit="ngày")], None),
    ],
    ids=["found", "invented", "lost", "given up", "mended", "spoilt", "no label says it", "may be left out"],
)
def test_labels_say_what_is_right(base: list[Row], now: list[Row], right: bool | None) -> None:
    gold = [label("5 xã", role="result"), label("60 ngày", "60", "ngày", may=True)]
    assert [c.right for c in of_figures(base, now, gold)] == [right]


def test_without_labels_nothing_is_right_or_wrong() -> None:
    assert [c.right for c in of_figures([], [figure("5 xã", 3)])] == [None]


def test_a_basis_may_be_said_in_its_longer_form() -> None:
    gold = [label("5 xã", basis="kế hoạch")]
    found = figure("5 xã", 3, basis="kế hoạch huyện giao")
    assert labels.grade("figures", gold, [found]) == {id(found): 2}


def test_verdicts_and_headings_are_compared_too() -> None:
    verdict = {"raw": "(đạt)", "class": "achieved", "at": [1, 5], "task_path": "I", "sentence": "5 xã: "}
    heading = {"number": "1", "kind": "group", "starts": "Kinh tế", "at": [0, 2], "sentence": "Kinh tế"}
    base = {"figures": [], "verdicts": [verdict], "headings": []}
    now = {"figures": [], "verdicts": [{**verdict, "class": "exceeded"}], "headings": [heading]}
    gold = {"figures": [], "verdicts": [{"raw": "đạt", "class": "achieved"}], "headings": [heading]}
    assert [(c.sign, c.table, c.right) for c in changes(base, now, gold)] == [
        ("+", "headings", True),
        ("~", "verdicts", False),
    ]


def test_a_change_is_shown_with_what_differs_and_its_sentence() -> None:
    (change,) = of_figures([figure("5 xã", 3, role="target")], [figure("5 xã", 3)], [label("5 xã", role="result")])
    assert shown(change) == "~ figures: 5 xã: role: target → result  [đúng]\n      Có 5 xã."


def test_counts() -> None:
    found = of_figures([figure("6 xã", 3, value="6")], [figure("5 xã", 9)], [label("5 xã")])
    assert counts(found).splitlines()[1].split() == ["figures", "1", "1", "0", "2", "0"]


def test_what_is_dumped_has_its_place_and_its_sentence(read_result: Callable[[str], Report], rules: Rules) -> None:
    report = read_result("Nay có 5 xã đạt chuẩn. Giải ngân đạt 75% kế hoạch: (đạt)")
    rows = rows_of(report, read_figures(report, rules))
    assert [(r["raw"], r["at"], r["task_path"]) for r in rows["figures"]] == [
        ("5 xã", [2, 7], "I/1"),
        ("75%", [2, 37], "I/1"),
    ]
    assert rows["figures"][0]["sentence"] == "Nay có 5 xã đạt chuẩn."
    assert [(r["raw"], r["class"]) for r in rows["verdicts"]] == [("(đạt)", "achieved")]
    assert [(r["number"], r["starts"]) for r in rows["headings"]] == [
        ("I", "KẾT QUẢ THỰC HIỆN"),
        ("1", "Lĩnh vực kinh tế"),
    ]


def test_passages_are_named_by_their_file(tmp_path: Path) -> None:
    (tmp_path / "money.toml").write_text('[[passage]]\nid = "a"\nabout = "x"\ntext = "5 xã"\n', encoding="utf-8")
    ((name, document),) = documents(tmp_path / "money.toml")
    assert (name, document.blocks[0].text) == ("money#a", "5 xã")
    assert labels.read([tmp_path / "money.toml"]).keys() == {"money#a"}
