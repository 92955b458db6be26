"""Does the verdict fit its numeric target?

A verdict that says achieved is flagged where the result that it judges lies wholly below the target of its heading, or
of its own sentence (above it, where less is better). The two must name the same thing in the same unit. A share of the
plan in its sentence is compared with 100 %.

Flagged: target `đạt từ 77,96% lên 82%`, result `220,76km/276,16km đạt 79,9%`, verdict `(đạt)`; `đạt 98,6% kế hoạch:
(vượt)`; `đạt 113% kế hoạch năm: (chưa đạt)`; `chỉ tiêu giao 110 đảng viên; đã kết nạp 92 đảng viên, hoàn thành chỉ
tiêu`. Not flagged: 70 % of a target of 70 %; an estimate or forecast; a verdict without a number; (đạt) at nine months
for less than the plan of the year.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from extract.records import Verdict
from extract.text import key
from normalize.allowance import allowed
from normalize.intervals import exact
from normalize.units import RELATIVE
from validate.judged_shares import explains, is_part_of_year, share_against
from validate.links import links
from validate.records import Evidence, Finding

_LESS_IS_BETTER = ("less_than", "at_most")
_LEVELS = ("level", "share", "attainment")
_LEAST_SHARED = 0.75
# words of a name that do not tell it from another
_EMPTY = frozenset({"tỷ", "lệ", "số", "của", "các", "và", "là", "đạt", "được", "đã", "có"})


def check(evidence: Evidence) -> Iterator[Finding]:
    """The verdicts that their own results contradict: reached that is missed, missed that is reached."""
    for index, verdict in enumerate(evidence.report.verdicts):
        against = _AGAINST.get(verdict.class_)
        if against is None:
            continue
        pairs = list(_pairs(evidence, verdict))
        right = {p[0] for p in pairs if not against(evidence, *p)}
        wrong = [p for p in pairs if p[0] not in right]
        one_is_enough = verdict.class_ == "achieved" and all(_is_about(evidence, *p, "") for p in wrong)
        if wrong and (not right or one_is_enough) and not _is_explained(evidence, verdict, wrong[0]):
            yield _against_target(evidence, index, *wrong[0])
        elif not pairs and (share := share_against(evidence, verdict)) is not None:
            yield _against_plan(evidence, index, share)


def _is_explained(evidence: Evidence, verdict: Verdict, pair: tuple[int, int]) -> bool:
    return verdict.class_ == "not_achieved" and explains(evidence, verdict, evidence.names.measure(pair[1]))


def _pairs(evidence: Evidence, verdict: Verdict) -> Iterator[tuple[int, int]]:
    """Result and target, as indices of figures, that name one thing in one unit."""
    row = evidence.by_row.get(evidence.row(verdict.span), [])
    if row:
        level = [i for i in row if evidence.readings[i].relation == "level"]
        results = [i for i in level if evidence.readings[i].role == "result"]
        plans = [i for i in level if evidence.readings[i].role in ("plan", "target")]
        if len(results) == len(plans) == 1 and _comparable(evidence, results[0], plans[0]):
            yield results[0], plans[0]
        return
    judged = [i for i in evidence.by_block.get(verdict.span.block, []) if _is_judged(evidence, i, verdict)]
    if own := list(_in_statement(evidence, verdict, judged)):
        yield from own
        return
    targets = [i for i in evidence.in_heading(verdict.segment) if evidence.readings[i].role == "target"]
    said = evidence.statement(verdict)
    for result in judged:
        fitting = [t for t in targets if _comparable(evidence, result, t)]
        named = [t for t in fitting if _is_about(evidence, result, t, said)]
        alone = fitting if len(fitting) == 1 and _alone(evidence, result, judged, len(targets) == 1) else []
        yield from ((result, target) for target in named or alone)


def _in_statement(evidence: Evidence, verdict: Verdict, judged: Sequence[int]) -> Iterator[tuple[int, int]]:
    """chỉ tiêu giao kết nạp 110 đảng viên; đã kết nạp 92 đảng viên, hoàn thành chỉ tiêu: what was asked and done.

    Where a share is printed, it says which is which.
    """
    said = verdict.statement
    own = [
        i
        for i in evidence.by_block.get(said.block, [])
        if said.start <= evidence.report.figures[i].span.start < said.end
    ]
    if any(
        evidence.readings[i].kind == "percent" and evidence.readings[i].relation not in ("level", "share") for i in own
    ):
        return
    asked = [i for i in own if _is_asked(evidence, i)]
    for target in asked:
        results = [i for i in judged if _comparable(evidence, i, target)]
        alike = [i for i in asked if evidence.readings[i].unit == evidence.readings[target].unit]
        if len(results) == len(alike) == 1 and not is_part_of_year(evidence, verdict, results[0]):
            yield results[0], target


def _is_asked(evidence: Evidence, index: int) -> bool:
    reading = evidence.readings[index]
    return reading.number is not None and reading.relation == "level" and reading.role in ("plan", "target")


def _is_judged(evidence: Evidence, index: int, verdict: Verdict) -> bool:
    figure, reading = evidence.report.figures[index], evidence.readings[index]
    statement = verdict.statement
    inside = figure.span.block == statement.block and statement.start <= figure.span.start < statement.end
    if not inside or reading.role != "result" or reading.number is None:
        return False
    if reading.relation in ("level", "share") or (reading.relation in ("points", "change") and reading.direction):
        return True
    # 220,76km/276,16km đạt 79,9% kế hoạch: what is called a share of the plan is one of the whole
    return reading.relation == "attainment" and any(
        link.whole is None and link.sure() for link in links(evidence, index)
    )


def _comparable(evidence: Evidence, one: int, other: int) -> bool:
    result, target = evidence.readings[one], evidence.readings[other]
    if result.unit != target.unit or target.number is None or target.number.of is not None:
        return False
    if result.kind in RELATIVE:
        points = (result.relation == "points") == (target.relation == "points")
        return points and (result.relation in _LEVELS) == (target.relation in _LEVELS)
    return result.relation == target.relation == "level"


def _is_about(evidence: Evidence, result: int, target: int, said: str) -> bool:
    """True when a result, or its statement, names most of what the target is about, or nothing that it lacks."""
    asked, got = (_content(evidence, i) for i in (target, result))
    heard = set(_WORD.findall(said)) | got
    most = len(asked) >= 2 and sum(w in heard for w in asked) >= _LEAST_SHARED * len(asked)
    return most or (len(got) >= 2 and got <= asked)


def _content(evidence: Evidence, index: int) -> set[str]:
    """The words of what a figure measures that tell it from others: neither its unit nor `tỷ lệ`."""
    unit = evidence.readings[index].unit.split()
    return {
        word for word in _WORD.findall(key(evidence.names.measure(index))) if word not in _EMPTY and word not in unit
    }


def _alone(evidence: Evidence, result: int, judged: Sequence[int], is_only_target: bool) -> bool:
    """True for the only judged amount in its unit; a share or a count only where the heading asks for nothing else."""
    reading = evidence.readings[result]
    same = [i for i in judged if evidence.readings[i].unit == reading.unit]
    first = same[:1] == [result] and all(evidence.readings[i].role == "part" for i in same[1:])
    return (reading.kind not in (*RELATIVE, "count") or is_only_target) and first


def _misses(evidence: Evidence, result: int, target: int) -> bool:
    asked = evidence.readings[target].number
    assert asked is not None
    goal, got = exact(asked.value), allowed(evidence.readings[result])
    return goal.is_below(got) if _less_is_better(evidence, target) else got.is_below(goal)


def _reaches(evidence: Evidence, result: int, target: int) -> bool:
    """True where the result is surely as good as the target asks."""
    asked = evidence.readings[target].number
    assert asked is not None
    goal, got = exact(asked.high or asked.value), allowed(evidence.readings[result])
    if evidence.readings[target].hedge in ("more_than", "less_than"):
        return goal.is_below(got) if not _less_is_better(evidence, target) else got.is_below(goal)
    if got.least is None or got.most is None or goal.least is None:
        return False
    return got.most <= goal.least if _less_is_better(evidence, target) else got.least >= goal.least


def _does_not_exceed(evidence: Evidence, result: int, target: int) -> bool:
    """True where the result cannot be better than the target."""
    asked, got = evidence.readings[target].number, allowed(evidence.readings[result])
    assert asked is not None
    if _less_is_better(evidence, target):
        return got.least is not None and got.least >= asked.value
    most = got.most
    return most is not None and (most < asked.value or (most == asked.value and got.least == most))


_AGAINST: dict[str, Callable[[Evidence, int, int], bool]] = {
    "achieved": _misses, "exceeded": _does_not_exceed, "not_achieved": _reaches,
}  # fmt: skip
_LOWERS = regex.compile(r"(?<!\p{L})giảm(?:\s(?!còn|xuống)[\p{L},]+)*\s$")
_WORD = regex.compile(r"\p{L}+")


def _less_is_better(evidence: Evidence, target: int) -> bool:
    """dưới 15 %, không quá 5 %, giảm … còn 4 %; tỷ lệ hộ nghèo, by the words of `rules/comparisons.toml`.

    To lower by more is better: giảm hộ nghèo 3 %.
    """
    reading, figure = evidence.readings[target], evidence.report.figures[target]
    before = evidence.keyed(target)[reading.sentence[0] : figure.span.start]
    if reading.direction == "down" or _LOWERS.search(before):
        return False
    bad = evidence.rules.lexicon("comparisons", gives="better", value="lower")
    named = next(bad.find(key(evidence.names.measure(target))), None) if reading.relation != "points" else None
    return bool(named) or reading.hedge in _LESS_IS_BETTER or before.rstrip().endswith(("còn", "xuống"))


def _against_target(evidence: Evidence, index: int, result: int, target: int) -> Finding:
    got, asked = evidence.report.figures[result].raw, evidence.report.figures[target].raw
    said = f"kết quả {got}, chỉ tiêu {asked}", f"the result is {got}, the target {asked}"
    return _finding(evidence, index, (result, target), f"{got} / {asked}", *said)


def _against_plan(evidence: Evidence, index: int, share: int) -> Finding:
    got = evidence.report.figures[share].raw
    said = f"kết quả bằng {got} kế hoạch", f"the result is {got} of the plan"
    return _finding(evidence, index, (share,), f"{got} / 100%", *said)


def _finding(evidence: Evidence, index: int, figures: tuple[int, ...], recomputed: str, vi: str, en: str) -> Finding:
    """The question about a verdict, beside what its figures say."""
    verdict = evidence.report.verdicts[index]
    where = [evidence.where(figures[0], lang) for lang in ("vi", "en")]
    return Finding(
        check="verdict_target",
        level="verdict",
        span=verdict.span,
        segment=verdict.segment,
        printed=verdict.raw,
        recomputed=recomputed,
        message_vi=f"{where[0]}{vi}, báo cáo tự đánh giá {verdict.raw}. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{where[1]}{en}, the verdict {verdict.raw}. Please check.",
        figures=figures,
        verdict=index,
    )
