"""The findings on screen: by report, each with its sentence and its page."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extract.text import key

Row = dict[str, Any]

LEVELS = ("verdict", "mismatch", "form", "note")
_LABELS = {
    "vi": {
        "verdict": "ẢNH HƯỞNG KẾT LUẬN",
        "mismatch": "SỐ LIỆU CHƯA KHỚP",
        "form": "THỂ THỨC, KÝ HIỆU",
        "note": "LƯU Ý",
    },
    "en": {"verdict": "VERDICT", "mismatch": "MISMATCH", "form": "FORM", "note": "NOTE"},
}
_WORDS = {
    "vi": {"none": "Không có điểm cần rà soát.", "page": "trang", "copy": "bản sao", "sentence": "Câu"},
    "en": {"none": "Nothing to check.", "page": "page", "copy": "copy", "sentence": "Sentence"},
}
_CUT = 220


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


def findings_text(findings: Sequence[Row], reports: Sequence[Row], lang: str = "vi") -> str:
    """The findings for a person, grouped by report, the gravest first."""
    words = _WORDS[lang]
    if not findings:
        return words["none"]
    lines: list[str] = []
    for report in sorted(reports, key=lambda r: r["path"]):
        own = [f for f in findings if f["report_id"] == report["report_id"]]
        if own:
            copies = [r["path"] for r in reports if r["same_as"] == report["report_id"]]
            lines += ["", report["path"] + (f"  ({words['copy']}: {', '.join(copies)})" if copies else "")]
            for finding in sorted(own, key=lambda f: LEVELS.index(f["level"])):
                lines += _lines(finding, lang)
    return "\n".join(lines).lstrip("\n")


def _lines(finding: Row, lang: str) -> list[str]:
    page = f" · {_WORDS[lang]['page']} {finding['page']}" if finding["page"] else ""
    lines = [f"  [{_LABELS[lang][finding['level']]}{page}] {finding[f'message_{lang}']}"]
    if finding["sentence"]:
        lines.append(f"      {_WORDS[lang]['sentence']}: “{_pointed(finding)}”")
    return lines


def _pointed(finding: Row) -> str:
    """The sentence with »…« around the printed value, cut around it where it is long."""
    sentence, printed = str(finding["sentence"]), finding["printed"]
    at = sentence.rfind(printed) if printed else -1
    if at < 0:
        return sentence if len(sentence) <= _CUT else sentence[: _CUT - 1] + "…"
    start, end = _words(sentence, at - _CUT // 2, at + len(printed) + _CUT // 2)
    before = ("…" if start else "") + sentence[start:at]
    after = sentence[at + len(printed) : end] + ("…" if end < len(sentence) else "")
    return f"{before}»{printed}«{after}"


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds moved inwards to whole words."""
    if start > 0:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", 0, end)
    return max(start, 0), min(end, len(text))


def findings_json(findings: Sequence[Row]) -> str:
    """The findings as JSON, one object a line."""
    return "\n".join(json.dumps(f, ensure_ascii=False, default=str) for f in findings)


def findings_csv(findings: Sequence[Row]) -> str:
    """The findings as CSV with a header."""
    out = io.StringIO()
    if findings:
        writer = csv.DictWriter(out, list(findings[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(findings)
    return out.getvalue().rstrip("\n")


def tally(findings: Iterable[Row], lang: str = "vi") -> str:
    """How many findings there are of each level: 2 ảnh hưởng kết luận · 3 số liệu chưa khớp."""
    counted: dict[str, int] = {}
    for finding in findings:
        counted[finding["level"]] = counted.get(finding["level"], 0) + 1
    return " · ".join(f"{counted[n]} {key(_LABELS[lang][n])}" for n in LEVELS if n in counted) or "0"
