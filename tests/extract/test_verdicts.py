"""What the annotation guide calls a verdict, and the brackets and verbs that are none."""

from collections.abc import Callable

import pytest

from extract.records import Report

Read = Callable[[str], Report]

VERDICTS = [
    ("Thu đạt 104% dự toán: (đạt)", [("(đạt)", "achieved")], "at the end"),
    ("Thu đạt 119% KH: (vượt)", [("(vượt)", "exceeded")], "at the end"),
    ("Chi đạt 75% KH (Chưa đạt)", [("(Chưa đạt)", "not_achieved")], "a capital"),
    ("Chi đạt 75% KH (CHƯA ĐẠT)", [("(CHƯA ĐẠT)", "not_achieved")], "capitals"),
    ("Trồng 12 ha (không đạt)", [("(không đạt)", "not_achieved")], "final"),
    ("Trồng 12 ha (đạt và vượt)", [("(đạt và vượt)", "exceeded")], "the longer wording"),
    ("Trồng 12 ha (hoàn thành vượt mức)", [("(hoàn thành vượt mức)", "exceeded")], "the longer wording"),
    ("Trồng 12 ha (đạt chỉ tiêu)", [("(đạt chỉ tiêu)", "achieved")], "with what was met"),
    ("Trồng 12 ha (cơ bản đạt)", [("(cơ bản đạt)", "partly_achieved")], "nearly"),
    ("Trồng 12 ha (đúng tiến độ)", [("(đúng tiến độ)", "on_track")], "on the way"),
    ("Trồng 12 ha (dự kiến đạt)", [("(dự kiến đạt)", "on_track")], "expected"),
    ("Trồng 12 ha (chậm tiến độ)", [("(chậm tiến độ)", "behind")], "late"),
    ("Trồng 12 ha (khó đạt)", [("(khó đạt)", "behind")], "hard"),
    ("Trồng 12 ha (đang thực hiện)", [("(đang thực hiện)", "in_progress")], "going on"),
    ("Trồng 12 ha (chưa triển khai)", [("(chưa triển khai)", "not_started")], "not begun"),
    ("Trồng 12 ha (chưa đến kỳ)", [("(chưa đến kỳ)", "not_assessed")], "not yet due"),
    ("Tổ công tác (hoàn thành tốt nhiệm vụ)", [("(hoàn thành tốt nhiệm vụ)", "graded")], "a grade"),
    ("Trồng 12 ha ( đạt )", [("( đạt )", "achieved")], "spaces within"),
    ("Trồng 12 ha (đạt).", [("(đạt)", "achieved")], "a stop behind"),
    ("Trồng 12 ha (đạt.)", [("(đạt.)", "achieved")], "a stop within"),
    ("Trồng 12 ha: (đạt); chăm sóc 5 ha: (vượt)", [("(đạt)", "achieved"), ("(vượt)", "exceeded")], "two of them"),
    ("Trồng 12 ha (chỉ tiêu 10 ha): (vượt)", [("(vượt)", "exceeded")], "behind another bracket"),
]

NO_VERDICTS = [
    ("Thu đạt 49.000 triệu đồng", "a verb"),
    ("ước đạt 95% kế hoạch", "an estimate"),
    ("có 12 xã đạt chuẩn nông thôn mới", "what describes a noun"),
    ("chưa đạt các quy định về phòng cháy", "a rule"),
    ("do xã chưa đạt tiêu chí số 17", "a criterion"),
    ("trường hợp dưới 70% thì không đạt", "a condition"),
    ("hiện đạt 97,4% (chỉ tiêu tối thiểu 98%)", "a target in a bracket"),
    ("đã họp (tiến độ đạt 90%)", "a bracket that says more"),
    ("đã hoàn thành 12 công trình", "a verb"),
    ("Phấn đấu hoàn thành vượt mức kế hoạch", "an intention"),
    ("Thu đạt 104% dự toán (đạt 100% kế hoạch)", "a share in a bracket is a figure"),
]

NOT_YET = [
    ("Trồng 12 ha, chưa đạt chỉ tiêu nghị quyết đề ra.", ["not_achieved"], "prose that judges a target"),
    ("Thu 52.300 trđ, vượt chỉ tiêu nghị quyết đề ra.", ["exceeded"], "prose that judges a target"),
]


def ids(case: object) -> str | None:
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("text", "expected", "why"), VERDICTS, ids=ids)
def test_verdicts(read_result: Read, text: str, expected: list[tuple[str, str]], why: str) -> None:
    verdicts = read_result(text).verdicts
    assert [(v.raw, v.class_) for v in verdicts] == expected, why
    assert [text[v.span.start : v.span.end] for v in verdicts] == [v.raw for v in verdicts]


@pytest.mark.parametrize(("text", "why"), NO_VERDICTS, ids=ids)
def test_no_verdicts(read_result: Read, text: str, why: str) -> None:
    assert [v.raw for v in read_result(text).verdicts] == [], why


@pytest.mark.parametrize(
    ("text", "classes"),
    [pytest.param(t, c, marks=pytest.mark.xfail(strict=True, reason=why), id=t) for t, c, why in NOT_YET],
)
def test_verdicts_not_yet(read_result: Read, text: str, classes: list[str]) -> None:
    assert [v.class_ for v in read_result(text).verdicts] == classes


def test_a_verdict_judges_what_stands_before_it(read_result: Read) -> None:
    text = "Trồng 12 ha: (đạt); chăm sóc 5 ha: (vượt)"
    statements = [text[v.statement.start : v.statement.end] for v in read_result(text).verdicts]
    assert [s.strip(" ;:") for s in statements] == ["Trồng 12 ha", "chăm sóc 5 ha"]


def test_a_heading_holds_no_verdict(read: Callable[[list[str]], Report]) -> None:
    assert read(["**I. KẾT QUẢ**", "**1. Phấn đấu hoàn thành 12 công trình (đạt)**"]).verdicts == ()
