"""What became of every file, and what a run found, for the archivist's screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from normalize.printing import vietnamese_count, vietnamese_share
from review.findings import once, tally

Row = dict[str, Any]

_OUTCOMES = {
    "vi": {
        "ok": "đã đọc",
        "partial": "đọc một phần",
        "quarantined": "cần xử lý riêng",
        "duplicate": "trùng nội dung",
    },
    "en": {"ok": "read", "partial": "partly read", "quarantined": "quarantined", "duplicate": "duplicate"},
}


def files_text(files: Sequence[Row], lang: str = "vi") -> str:
    """One line for each file: its outcome, and why where it was not read."""
    lines = []
    for row in files:
        reason = f" ({row['reason']})" if row["reason"] else ""
        detail = f" — {row['detail'].splitlines()[0]}" if row["detail"] else ""
        lines.append(f"{_OUTCOMES[lang][row['outcome']]:<16}{printable(row['path'])}{reason}{detail}")
    return "\n".join(lines)


def printable(path: str) -> str:
    """A path on one line, whatever its name holds."""
    return "".join(c if c.isprintable() else "?" for c in path)


def run_text(rows: Mapping[str, Sequence[Row]], out: Path, lang: str = "vi") -> str:
    """The summary of a run: files, what each report held, what needs attention, where the tables lie."""
    counted = Counter(f["outcome"] for f in rows["files"])
    counts = " · ".join(f"{counted[name]} {label}" for name, label in _OUTCOMES[lang].items() if counted[name])
    read = sum(r["digits_read"] for r in rows["reports"])
    unread = sum(r["digits_unread"] for r in rows["reports"])
    found = once(rows["findings"], rows["reports"])
    lines = [
        f"Tổng số {len(rows['files'])} tệp: {counts}",
        "",
        *_table(rows),
        "",
        *_quarantined(rows["files"], lang),
        f"Chữ số đã đọc: {vietnamese_share(read, read + unread)} "
        f"({vietnamese_count(unread)} chữ số chưa đọc được, xem bảng unclaimed)",
        f"Điểm cần rà soát: {tally(found, lang)}",
        f"Bộ dữ liệu: {out} (dataset.xlsx cho Excel; parquet, csv, duckdb cho phân tích)",
    ]
    return "\n".join(lines)


def _table(rows: Mapping[str, Sequence[Row]]) -> list[str]:
    figures = Counter(f["report_id"] for f in rows["figures"])
    verdicts = Counter(v["report_id"] for v in rows["verdicts"])
    findings = Counter(f["report_id"] for f in rows["findings"])
    reports = sorted(rows["reports"], key=lambda r: r["path"])
    width = max([len(printable(r["path"])) for r in reports] + [7])
    head = f"  {'Báo cáo':<{width}}  {'loại':<12} {'kỳ':<12}{'số liệu':>8}{'đánh giá':>10}{'rà soát':>9}"
    return [head] + [
        f"  {printable(r['path']):<{width}}  {_kind(r):<12} {_period(r):<12}"
        f"{figures[r['report_id']]:>8}{verdicts[r['report_id']]:>10}{findings[r['report_id']]:>9}"
        for r in reports
    ]


def _kind(report: Row) -> str:
    return str(report["document_type"] or "văn bản").lower()


def _period(report: Row) -> str:
    if not report["year"]:
        return ""
    months = report["months"]
    return f"{months} tháng {report['year']}" if months and months < 12 else f"năm {report['year']}"


def _quarantined(files: Sequence[Row], lang: str) -> list[str]:
    kept = [f for f in files if f["outcome"] in ("quarantined", "partial")]
    return [*(f"  {line}" for line in files_text(kept, lang).splitlines()), ""] if kept else []
