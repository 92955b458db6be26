"""The findings on screen: by report, each with its sentence and its page."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from normalize.forms import csv_rows, json_object
from normalize.listing import LISTED, listed, ordered
from normalize.printing import one_line, vietnamese_count, vietnamese_share
from normalize.speech import label, language, say
from normalize.vocabulary import VOCABULARIES

Row = dict[str, Any]

LEVELS = tuple(VOCABULARIES["level"])
_CUT = 220
# a form letter may lie in a folder hundredfold
_MOST_COPIES = 2


def at_or_above(findings: Iterable[Row], level: str) -> list[Row]:
    """The findings of a level or a graver one."""
    kept = LEVELS[: LEVELS.index(level) + 1]
    return [f for f in findings if f["level"] in kept]


def once(findings: Sequence[Row], reports: Sequence[Row]) -> list[Row]:
    """The findings without those of copies; the page of a copy is lent to an original that has none (DOCX)."""
    same_as = {r["report_id"]: r["same_as"] for r in reports}
    pages = {_identity(f, same_as): f["page"] for f in findings if f["page"]}
    return [
        {**f, "page": f["page"] or pages.get(_identity(f, same_as))}
        for f in findings
        if not same_as.get(f["report_id"])
    ]


def _identity(finding: Row, same_as: Mapping[str, str | None]) -> tuple[Any, ...]:
    report = same_as.get(finding["report_id"]) or finding["report_id"]
    sentence = "".join((finding["sentence"] or "").split())
    return (report, finding["check"], finding["task_path"], finding["item"], finding["printed"], sentence)


def findings_text(findings: Sequence[Row], reports: Sequence[Row]) -> str:
    """The findings for a person, grouped by report, the gravest first."""
    if not findings:
        return say("nothing_to_check")
    by_report: dict[str, list[Row]] = defaultdict(list)
    for finding in ordered(findings):
        by_report[finding["report_id"]].append(finding)
    copies: dict[str, list[str]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r["path"]):
        copies[report["same_as"]].append(one_line(report["path"]))
    lines: list[str] = []
    for report in sorted(reports, key=lambda r: r["path"]):
        if own := by_report[report["report_id"]]:
            lines += ["", one_line(report["path"]) + _copies(copies[report["report_id"]])]
            lines += [line for finding in own for line in _lines(finding)]
    return "\n".join(lines).lstrip("\n")


def _copies(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = say("more_copies", n=len(names) - _MOST_COPIES) if len(names) > _MOST_COPIES else ""
    return "  " + say("copies", names=", ".join(names[:_MOST_COPIES]) + more)


def _lines(finding: Row) -> list[str]:
    page = f" · {say('page', n=finding['page'])}" if finding["page"] else ""
    lines = [f"  [{say(finding['level'])}{page}] {finding[f'message_{language()}']}"]
    if finding["sentence"]:
        lines.append(f"      {say('sentence', text=_pointed(finding))}")
    return lines


def _pointed(finding: Row) -> str:
    """The sentence with »…« around the printed value, cut around it where it is long."""
    sentence, printed = str(finding["sentence"]), finding["printed"]
    at = sentence.rfind(printed) if printed else -1
    if at < 0:
        return sentence if len(sentence) <= _CUT else sentence[: _CUT - 1] + "…"
    before, said, after = cut(sentence, at, at + len(printed), _CUT)
    return f"{before}»{said}«{after}"


def cut(sentence: str, start: int, end: int, most: int) -> tuple[str, str, str]:
    """A sentence in three, before `start`, up to `end` and behind, of which at most so much on both sides is shown."""
    first, last = _words(sentence, start - most // 2, end + most // 2)
    first, last = min(first, start), max(last, end)
    before = ("…" if first else "") + sentence[first:start]
    after = sentence[end:last] + ("…" if last < len(sentence) else "")
    return before, sentence[start:end], after


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds moved inwards to whole words."""
    if start > 0:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", 0, end)
    return max(start, 0), min(end, len(text))


def findings_json(findings: Sequence[Row], reports: Sequence[Row]) -> str:
    """The findings with what names their report, as one JSON array."""
    objects = ",\n ".join(json_object(f) for f in listed(findings, reports))
    return f"[{objects}]"


def findings_csv(findings: Sequence[Row], reports: Sequence[Row]) -> str:
    """The findings with what names their report, as CSV; a header also where there are none."""
    out = io.StringIO()
    rows = csv_rows(listed(findings, reports), [c.name for c in LISTED.columns])
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip("\n")


def checked(reports: Iterable[Row]) -> list[str]:
    """How many percentages of these reports without their copies could be checked; no line where there are none."""
    own = [r for r in reports if not r["same_as"]]
    return checked_of(*(sum(r[name] or 0 for r in own) for name in ("percentages_checked", "percentages")))


def checked_of(done: int, of: int) -> list[str]:
    """How many of so many percentages could be checked: Tính lại được 412/530 tỷ lệ phần trăm (77,7%)."""
    if not of:
        return []
    return [say("checked", done=vietnamese_count(done), of=vietnamese_count(of), share=vietnamese_share(done, of))]


def tally(counted: Mapping[str, int]) -> str:
    """How many findings there are of each level: 2 ảnh hưởng kết luận · 3 số liệu chưa khớp."""
    return " · ".join(f"{counted[level]} {label('level', level)}" for level in LEVELS if counted.get(level)) or "0"
