"""Does the conclusion say what the verdicts say?

Flagged: `05/05 chỉ tiêu đạt và vượt` where the report, a table or a section has five verdicts and one is (chưa đạt);
`trong 04 nhiệm vụ có 02 nhiệm vụ đạt và 02 chưa đạt` where three are; `trong 7 chỉ tiêu, 04 đạt, 07 chưa đạt`, which
are more than there are. A note, for the report may count otherwise: `10/10 nhiệm vụ hoàn thành` in an assessment where
another number of verdicts stands above and one of them is (chưa đạt). Not flagged: what is meant to be done; counts
that some table or section bears out; `18/20 chỉ tiêu hoàn thành` over a choice of them.
"""

from collections.abc import Iterator

from normalize.vocabulary import VOCABULARIES
from validate.records import Evidence, Finding
from validate.tally import MISSED, Claim, Count, agrees, claims, groups, is_reached


def check(evidence: Evidence) -> Iterator[Finding]:
    """The counts of verdicts that the verdicts themselves, or their own whole, do not bear out."""
    for claim in claims(evidence):
        if finding := _too_many(evidence, claim) or _not_borne_out(evidence, claim) or _all_reached(evidence, claim):
            yield finding


def _too_many(evidence: Evidence, claim: Claim) -> Finding | None:
    """Reached and missed are more than all."""
    reached = max((c.number for c in claim.counts if is_reached(c)), default=0)
    missed = next((c for c in claim.counts if not is_reached(c)), None)
    if claim.of <= 0 or missed is None or reached + missed.number <= claim.of:
        return None
    left = str(claim.of - reached)
    vi = f"trong {claim.of} có {reached} đã đạt thì còn {left}, báo cáo ghi {missed.number} chưa đạt"
    en = f"{reached} of {claim.of} are reached, which leaves {left}, not {missed.number}"
    return _finding(evidence, claim, missed, "mismatch", left, (vi, en))


def _not_borne_out(evidence: Evidence, claim: Claim) -> Finding | None:
    """The first count that no group of so many verdicts bears out."""
    size = claim.of or _sum(claim)
    tallies = list(groups(evidence, size)) if size else []
    if not tallies or any(all(agrees(count, tally) for count in claim.counts) for tally in tallies):
        return None
    tally = tallies[0]
    wrong = next(count for count in claim.counts if not agrees(count, tally))
    said = ", ".join(f"{number} {VOCABULARIES['class'][name]}" for name, number in sorted(tally.items()))
    named = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(tally.items()))
    raw = _raw(evidence, wrong)
    vi, en = f"tổng hợp ghi {raw}, các mục tự đánh giá: {said}", f"{raw} here, the verdicts are {named}"
    return _finding(evidence, claim, wrong, "mismatch", "", (vi, en))


def _sum(claim: Claim) -> int:
    """04 chỉ tiêu đạt, 02 chỉ tiêu chưa đạt: as many as both together."""
    classes = [count.class_ for count in claim.counts]
    if len(classes) < 2 or len(set(classes)) != len(classes) or "not_achieved" not in classes:
        return 0
    return sum(count.number for count in claim.counts)


def _all_reached(evidence: Evidence, claim: Claim) -> Finding | None:
    """10/10 nhiệm vụ hoàn thành in an assessment, where some verdict says otherwise."""
    count, task = claim.counts[0], evidence.report.segments[claim.segment].task
    missed = sum(verdict.class_ in MISSED for verdict in evidence.report.verdicts)
    if not missed or not is_reached(count) or count.number != count.of or len(claim.counts) > 1:
        return None
    if task is None or evidence.report.tasks[task].section_kind != "assessment":
        return None
    raw = _raw(evidence, count)
    vi = f"kết luận {raw}, trong khi có {missed} nội dung tự đánh giá chưa đạt"
    return _finding(evidence, claim, count, "note", str(missed), (vi, f"{raw}, while {missed} are not achieved"))


def _finding(
    evidence: Evidence, claim: Claim, count: Count, level: str, recomputed: str, said: tuple[str, str]
) -> Finding:
    vi, en = said
    return Finding(
        check="conclusion",
        level=level,
        span=count.span,
        segment=claim.segment,
        printed=_raw(evidence, count),
        recomputed=recomputed,
        message_vi=f"{evidence.section(claim.segment)}{vi}. Đề nghị đơn vị xem lại cách tổng hợp.",
        message_en=f"{evidence.section(claim.segment, 'en')}{en}. Please check.",
    )


def _raw(evidence: Evidence, count: Count) -> str:
    """A count as it is printed."""
    return evidence.report.document.blocks[count.span.block].text[count.span.start : count.span.end]
