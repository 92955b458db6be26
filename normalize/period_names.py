"""Periods as people name them: 9 tháng 2024, quý III/2024, năm học 2023–2024."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from normalize.speech import language

_ROMAN = ("I", "II", "III", "IV")

# kind: in Vietnamese, in English; in _SHORT without its year, beside another period of the same indicator
_DATED = {
    "year": ("năm {year}", "{year}"),
    "to_date": ("{months} tháng {year}", "{months} months of {year}"),
    "half_year": ("6 tháng {half} năm {year}", "{half} half of {year}"),
    "quarter": ("quý {quarter}/{year}", "quarter {quarter}/{year}"),
    "month": ("tháng {month}/{year}", "month {month}/{year}"),
    "week": ("tuần {first:%d/%m}–{last:%d/%m/%Y}", "week {first:%d/%m}–{last:%d/%m/%Y}"),
    "school_year": ("năm học {since}–{year}", "school year {since}–{year}"),
    "term": ("nhiệm kỳ {since}–{year}", "term {since}–{year}"),
    "multi_year": ("giai đoạn {since}–{year}", "{since}–{year}"),
}
_SHORT = {
    "year": "cả năm",
    "to_date": "{months} tháng",
    "half_year": "6 tháng {half} năm",
    "quarter": "quý {quarter}",
    "month": "tháng {month}",
    "season": "vụ đến {last:%d/%m/%Y}",
}
_UNTIL = ("đến {last:%d/%m/%Y}", "to {last:%d/%m/%Y}")
_FROM_TO = "{first:%d/%m/%Y}–{last:%d/%m/%Y}"
_HALVES = {"vi": ("đầu", "cuối"), "en": ("first", "second")}


def period_name(row: Mapping[str, Any], lang: str = "") -> str:
    """The period of a row with its year, in this language or the one that is spoken; empty where there is none."""
    last = row["period_end"]
    if not last:
        return ""
    lang = lang or language()
    spoken = lang == "en"
    # twelve months to date are the year
    kind = "year" if (row["period_kind"], row["months"]) == ("to_date", 12) else row["period_kind"]
    if kind in _DATED and (row["months"] or kind != "to_date"):
        return _DATED[kind][spoken].format(**_parts(row, lang))
    return (_FROM_TO if row["period_start"] else _UNTIL[spoken]).format(**_parts(row, lang))


def stretch_name(row: Mapping[str, Any]) -> str:
    """Which part of the year a period is, as a report words it: cả năm, 9 tháng, quý II, 6 tháng cuối năm."""
    known = row["period_kind"] in _SHORT and (row["months"] or row["period_kind"] != "to_date")
    return (_SHORT[row["period_kind"]] if known else _UNTIL[0]).format(**_parts(row, "vi"))


def _parts(row: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What a name may be made of."""
    last: date = row["period_end"]
    first: date = row["period_start"] or last
    return {
        "first": first,
        "last": last,
        "since": first.year,
        "year": last.year,
        "month": last.month,
        "months": row["months"],
        "quarter": _ROMAN[(last.month - 1) // 3],
        "half": _HALVES[lang][last.month > 6],
    }
