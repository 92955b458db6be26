"""Year over year on screen: every indicator now and a year before, the change, the verdicts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extract.text import key
from normalize.printing import vietnamese
from normalize.vocabulary import VOCABULARIES

Row = dict[str, Any]

_WORDS = {
    "vi": {
        "head": ("Chỉ tiêu", "đơn vị", "năm trước", "kỳ này", "tăng, giảm", "%", "tự đánh giá"),
        "none": "Chưa có chỉ tiêu nào có số liệu hai năm để so sánh.",
        "not": "Không so sánh được:",
    },
    "en": {
        "head": ("Indicator", "unit", "year before", "now", "change", "%", "verdict"),
        "none": "No indicator has values of two years.",
        "not": "Not comparable:",
    },
}


def comparison_table(
    rows: Sequence[Row], *, issuer: str | None = None, indicator: str | None = None, lang: str = "vi"
) -> str:
    """The comparisons as a table for each issuer and period, then what could not be compared and why."""
    words = _WORDS[lang]
    chosen = [r for r in rows if _asked(r, issuer, indicator)]
    if not chosen:
        return str(words["none"])
    lines: list[str] = []
    good = [r for r in chosen if r["comparable"]]
    for heading in dict.fromkeys(_heading(r) for r in good):
        table = [list(words["head"])] + [_cells(r) for r in good if _heading(r) == heading]
        lines += [heading, *_aligned(table), ""]
    bad = [r for r in chosen if not r["comparable"]]
    if bad:
        lines.append(str(words["not"]))
        lines += [f"  {r['indicator']} ({_period(r)}): {r['why_not']}" for r in bad]
    return "\n".join(lines).rstrip()


def _asked(row: Row, issuer: str | None, indicator: str | None) -> bool:
    here = not issuer or key(issuer) in key(row["issuer"])
    return here and (not indicator or indicator == row["indicator_id"] or key(indicator) in key(row["indicator"]))


def _heading(row: Row) -> str:
    return f"{row['issuer']}, {_period(row)} so với năm {row['previous_year']}"


def _period(row: Row) -> str:
    months = row["months"]
    return f"{months} tháng năm {row['year']}" if months and months < 12 else f"năm {row['year']}"


def _cells(row: Row) -> list[str]:
    change = row["change_percent"] if row["change_percent"] is not None else row["change_points"]
    percent = "" if change is None else _signed(change, 2)
    if row["change_points"] is not None:
        percent = f"{percent} điểm"
    verdicts = VOCABULARIES["class"]
    said = [verdicts.get(v or "", "–") for v in (row["previous_verdict"], row["verdict"])]
    return [
        row["indicator"],
        row["unit"],
        vietnamese(row["previous_value"]),
        vietnamese(row["value"]),
        _signed(row["change"], None),
        percent,
        " → ".join(said) if row["verdict"] or row["previous_verdict"] else "",
    ]


def _signed(value: Decimal, decimals: int | None) -> str:
    return f"{'+' if value > 0 else ''}{vietnamese(value, decimals)}"


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """The cells in columns: words to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]

    def line(row: Sequence[str]) -> str:
        cells = zip(row, widths, strict=True)
        return "  ".join(c.rjust(w) if i in _NUMBERS else c.ljust(w) for i, (c, w) in enumerate(cells)).rstrip()

    return [f"  {line(row)}" for row in table]


_NUMBERS = range(2, 6)
