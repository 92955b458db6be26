"""Decisions about known errors: the decided number in `value`, the print in `raw`, nothing where in doubt."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.proofs import prove
from extract.rules import FOLDER, RuleError, Rules
from normalize.file_detail import NOT_APPLIED
from pipeline import read_one

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "district-2023"
DECISIONS = (SAMPLE / "corrections.toml").read_text(encoding="utf-8")
FIRST = DECISIONS.split("[[row]]")[1]
Read = Callable[..., dict[str, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def rules_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder of rules of one's own, with these decisions."""

    @cache
    def rules_with(decisions: str) -> Path:
        own = tmp_path_factory.mktemp("own") / "rules"
        shutil.copytree(FOLDER, own)
        (own / "corrections.toml").write_text(decisions, encoding="utf-8")
        return own

    return rules_with


@pytest.fixture(scope="module")
def read(rules_with: Callable[[str], Path]) -> Read:
    @cache
    def read(decisions: str, name: str = "report.docx") -> dict[str, list[dict[str, Any]]]:
        return read_one(str(SAMPLE / name), str(rules_with(decisions)))

    return read


def figure(rows: dict[str, list[dict[str, Any]]], raw: str) -> dict[str, Any]:
    (found,) = (f for f in rows["figures"] if f["raw"] == raw and f["task_path"] == "II/1/1.2")
    return found


def test_the_program_brings_no_decisions_of_its_own(rules: Rules) -> None:
    assert rules.tables["corrections"] == ()


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
def test_every_copy_carries_the_decision_and_keeps_the_print(read: Read, name: str) -> None:
    rows = read(DECISIONS, name)
    share, amount = figure(rows, "89,8%"), figure(rows, "70.120 triệu đồng")
    assert (share["value"], share["stated_value"], share["unit"]) == (Decimal("93.8"), "89,8", "%")
    assert (amount["value"], amount["stated_value"], amount["unit"]) == (Decimal(70_210_000_000), "70.120", "đồng")
    assert rows["files"][0]["detail"] is None


def test_a_note_says_who_decided_and_the_finding_stays(read: Read) -> None:
    findings = {(f["check"], f["level"]): f for f in read(DECISIONS)["findings"] if f["printed"] in ("89,8", "89,8%")}
    note = findings["correction", "note"]
    assert ("ratio", "mismatch") in findings
    assert (note["printed"], note["recomputed"]) == ("89,8%", "93,8%")
    assert note["message_vi"].startswith("Mục 1.2: báo cáo ghi “89,8%”, bộ dữ liệu dùng 93,8% theo quyết định của Văn ")
    assert "ngày 01/02/2024. Lý do: 118.540 trên" in note["message_vi"]
    assert note["figure_ids"] == figure(read(DECISIONS), "89,8%")["figure_id"]


UNMET = [
    ('task_path = "II/1/1.2"', 'task_path = "II/1/1.3"', "không thấy “89,8%” ở mục II/1/1.3", "another place"),
    ('raw = "89,8%"', 'raw = "89,9%"', "không thấy “89,9%”", "another print"),
    ('task_path = "II/1/1.2"', 'sentence = "đạt 89,8% kế hoạch"', "không thấy “89,8%”", "a part of the sentence"),
    ('task_path = "II/1/1.2"', 'task_path = "II/1/1.2"\nitem = 2', "không thấy “89,8%”", "another item"),
]


def named(id_: str, old: str = "", new: str = "") -> str:
    return "[[row]]" + FIRST.replace("son_khe_2023_disbursed", id_).replace(old or FIRST, new or FIRST)


ALL_UNMET = "".join(named(f"row_{n}", old, new) for n, (old, new, _, _) in enumerate(UNMET))


@pytest.mark.parametrize("at", range(len(UNMET)), ids=[u[3] for u in UNMET])
def test_a_place_that_is_not_found_is_said_and_changes_nothing(read: Read, at: int) -> None:
    rows = read(ALL_UNMET)
    assert figure(rows, "89,8%")["value"] == Decimal("89.8")
    assert "correction" not in {f["check"] for f in rows["findings"]}
    assert f"{NOT_APPLIED} (rules/corrections.toml, row_{at}): {UNMET[at][2]}" in rows["files"][0]["detail"]


def test_of_two_decisions_about_one_place_the_first_holds_and_other_reports_are_left_alone(read: Read) -> None:
    rows = read(named("first") + named("again", "93,8", "93,7") + named("other", "655", "656"))
    assert figure(rows, "89,8%")["value"] == Decimal("93.8")
    said = "again): “89,8%” ở mục II/1/1.2 đã do dòng khác đính chính; chỉ giữ một dòng."
    assert rows["files"][0]["detail"] == f"{NOT_APPLIED} (rules/corrections.toml, {said}"


def test_the_sample_proves_itself(rules_with: Callable[[str], Path]) -> None:
    assert prove(Rules(rules_with(DECISIONS))) == []


UNPROVED = [
    ("được 118.540 triệu đồng, đạt 89,8% kế hoạch", "đạt 89,85% kế hoạch", "không khớp ví dụ", "another number"),
    ('not = ["giải ngân đạt 189,8%', 'not = ["giải ngân đạt 89,8%', "khớp cả", "what it must not match"),
    ('value = "93,8"', 'value = "89,8"', "số đã in", "nothing is changed"),
    ('value = "93,8"', 'value = "93,8"\nunit = "của huyện"', "không có đơn vị", "no unit"),
]


@pytest.mark.parametrize(("old", "new", "said", "why"), UNPROVED, ids=[u[3] for u in UNPROVED])
def test_what_does_not_prove_itself_is_said(
    rules_with: Callable[[str], Path], old: str, new: str, said: str, why: str
) -> None:
    (message,) = prove(Rules(rules_with(f"[[row]]{FIRST.replace(old, new)}")))
    assert "rules/corrections.toml, dòng id = 'son_khe_2023_disbursed'" in message
    assert said in message


MISSHAPEN = [
    ('reason = "', 'why = "', "thiếu reason", "no reason"),
    ('number = "655"\n', "", "chưa đủ issuer, number, symbol, date", "a report that cannot be told"),
    ('number = "655"', f'number = "655"\nreport = "{"0" * 64}"', "không ghi cả hai", "a report that is told twice"),
    ('task_path = "II/1/1.2"\n', "", "ghi task_path hoặc sentence", "no place"),
    ("date = 2024-01-04", 'date = "04/01/2024"', "date phải là ngày", "a date in another form"),
    ('value = "93,8"', "value = 93.8", "value phải là chữ", "a number of TOML"),
    ('value = "93,8"', 'value = "93.8"', "không phải số", "a number of other countries"),
    ('raw = "89,8%"', 'raw = "89,8%"\nitem = "1"', "item phải là số", "an item in quotes"),
]


@pytest.mark.parametrize(("old", "new", "said", "why"), MISSHAPEN, ids=[m[3] for m in MISSHAPEN])
def test_a_misshapen_decision_stops_the_program(
    rules_with: Callable[[str], Path], old: str, new: str, said: str, why: str
) -> None:
    with pytest.raises(RuleError, match=said):
        Rules(rules_with(f"[[row]]{FIRST.replace(old, new)}"))
