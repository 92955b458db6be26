"""The days that the text of a report names, of which no calendar has some and some lie behind its own date."""

from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

import regex

from extract.records import Span
from extract.text import key
from validate.records import Evidence

_DAYS = ("long_date", "date", "day_and_month", "day_of_month")
_NUMERAL = regex.compile(r"\d+")
# tính đến hết ngày 30/9: the day up to which figures are told
_UP_TO = regex.compile(r"(?r)(?<!\p{L})(?:tính đến|tính hết|đến|hết|đến thời điểm)\s(?:hết\s)?(?:ngày\s)?")
# what is not yet, or no figure of the report's own time
_OTHER_TIME = regex.compile(
    r"(?<!\p{L})(?:ước|dự kiến|phấn đấu|kế hoạch|sẽ|trước|hạn|thời hạn|gia hạn|hiệu lực|giai đoạn|từ ngày|nhiệm kỳ|lịch"
    r"|chỉ tiêu|mục tiêu|lộ trình|hoàn thành|xong)(?!\p{L})"
)


# 29/02 without a year may be of any that has it
_LEAP_DAY, _LEAP_YEAR = [29, 2], 2024


class Day(NamedTuple):
    """A day as it is printed; `iso` is empty where no calendar has it."""

    span: Span
    raw: str
    iso: str


def days(evidence: Evidence) -> Iterator[Day]:
    """The days of the text whose month is printed; those without a year are of the report's."""
    period = evidence.report.letterhead.period
    for claim in evidence.report.claims:
        if claim.rule not in _DAYS:
            continue
        numbers = [int(n) for n in _NUMERAL.findall(claim.raw)]
        if len(numbers) == 2:
            numbers.append(int(period.end[:4]) if period and numbers != _LEAP_DAY else _LEAP_YEAR)
        if len(numbers) == 3:
            yield Day(claim.span, claim.raw, _iso(*numbers))


def _iso(day: int, month: int, year: int) -> str:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02}-{day:02}"


def is_told_up_to(evidence: Evidence, day: Day) -> bool:
    """True for the day up to which a sentence tells what is done."""
    figures = [i for i in evidence.by_block.get(day.span.block, []) if _in_sentence(evidence, i, day)]
    if not any(evidence.readings[i].role == "result" for i in figures):
        return False
    begin, end = evidence.readings[figures[0]].sentence
    text = key(evidence.report.document.blocks[day.span.block].text)
    return bool(_UP_TO.match(text, begin, day.span.start)) and not _OTHER_TIME.search(text, begin, end)


def _in_sentence(evidence: Evidence, figure: int, day: Day) -> bool:
    begin, end = evidence.readings[figure].sentence
    return begin <= day.span.start < end
