"""What a report says of the year before: the value itself, or how its own value moved since.

`cùng kỳ năm trước 1.234 tấn`; `1.350 tấn, tăng 12% so với cùng kỳ`; `48 vụ, tăng 4 vụ so với cùng kỳ`; the columns
`Cùng kỳ` and `So với cùng kỳ (%)` of a table. Told from the rows of the tables, where a report is read no more.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import regex

from extract.text import key
from normalize.rows import Row
from validate.wholes import same_unit

VALUES = ("result", "estimate", "total")
"""The roles in which a report gives its own value."""

# từ 48,6% năm 2023 lên 53,2%
_EARLIER = ("last_year", "baseline")
_LEVELS = ("level", "share")
_MOVES = ("change", "ratio", "points", "times")
_RELATIVE = ("%", "điểm %", "‰", "lần")
# what may stand between a value and how it moved, without being either
_BETWEEN = ("plan", "target", "last_year", "previous", "baseline")
_YEAR_AGO = ("same_period", "same_month")
_WHOLE_YEAR = ("last_year", "year")
_SAME_PERIOD = regex.compile(r"(?<!\p{L})(?:cùng (?:kỳ|tháng|quý|thời điểm)|ck)(?!\p{L})")
# 48 vụ, tăng 04 vụ so với cùng kỳ; not: 48 vụ; trộm cắp tăng 4 vụ
_RIGHT_BEHIND = regex.compile(
    r"[\s,(]*(?:(?:so với|so) [^,;:.()]*)?(?:(?:đã )?(?:tăng|giảm|bằng|gấp)(?: thêm| đi| được)?)?[\s(+-]*"
)


class Stretch(NamedTuple):
    """The first and the last day of a period."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that tells a value of a year before, of itself or together with the report's own value."""

    stated: Row
    own: Row | None
    stretch: Stretch

    @property
    def is_value(self) -> bool:
        """True where the value itself is told, not how another moved."""
        return self.stated["role"] in _EARLIER

    @property
    def subject(self) -> Row:
        """The figure that names what is told of: (cùng kỳ 500 ha) has its name from the value before."""
        return self.own or self.stated


def said_of_last_year(report: Row, figures: Sequence[Row]) -> Iterator[Said]:
    """All that the figures of one report say of the year before it, in their order."""
    places: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for figure in figures:
        place = figure["task_path"], figure["item"], figure["table_row"]
        places[(figure["block"],) if figure["table_row"] is None else place].append(figure)
    for near in places.values():
        values = [found for at, figure in enumerate(near) if figure["role"] in _EARLIER and (found := _value(near, at))]
        # a movement beside both of its values is asked by those who look at one report
        told = {said.own["figure_id"] for said in values if said.own}
        moves = [found for at in range(len(near)) if (found := _movement(near, at))]
        moves = [said for said in moves if said.own and said.own["figure_id"] not in told]
        yield from (said for said in (*values, *moves) if said.stretch.end.year == report["year"] - 1)


def _value(near: Sequence[Row], at: int) -> Said | None:
    """The value of the year before, where the one beside it is no part of another."""
    stated = near[at]
    own = _own(near, at)
    is_plain = is_level(stated) or (stated["role"] == "baseline" and stated["relation"] == "ratio")
    if not is_plain or stated["high"] is not None or stated["period_end"] is None or stated["period_kind"] == "other":
        return None
    if own and (own["role"] not in VALUES or not same_unit(own["unit"], stated["unit"])):
        return None
    said = key(stated["sentence"] or "")
    # năm trước in a report of nine months may be the whole year
    if stated["period_kind"] != "year" and not _SAME_PERIOD.search(said) and str(stated["period_end"].year) not in said:
        return None
    return Said(stated, own, Stretch(stated["period_start"], stated["period_end"]))


def _movement(near: Sequence[Row], at: int) -> Said | None:
    """How a value moved since the same period a year before."""
    stated = near[at]
    moves = stated["relation"] in _MOVES and stated["high"] is None
    if not moves or stated["basis_id"] not in (*_YEAR_AGO, *_WHOLE_YEAR) or stated["role"] not in VALUES:
        return None
    own = _own(near, at)
    if own is None or own["role"] not in VALUES or own["period_end"] is None or own["period_kind"] == "other":
        return None
    if not _is_of(stated, own) or own["of"] is not None:
        return None
    before = _year_before(own)
    year_said = stated["basis_id"] == "year" and str(before.end.year) not in (stated["basis"] or "")
    if year_said or (stated["basis_id"] in _WHOLE_YEAR and own["period_kind"] != "year"):
        return None
    return Said(stated, own, before)


def _own(near: Sequence[Row], at: int) -> Row | None:
    """The report's own value beside a figure: in a row the only one, in a sentence the nearest before it."""
    stated = near[at]
    if stated["table_row"] is not None:
        found = [f for f in near if f["role"] in VALUES and is_level(f) and f["measure"] == stated["measure"]]
        return found[0] if len(found) == 1 else None
    for other in reversed(near[:at]):
        if other["sentence"] != stated["sentence"]:
            return None
        if is_level(other) and other["role"] not in _BETWEEN:
            return other
    return None


def is_level(figure: Row) -> bool:
    """True for one number that is a size, not a movement or a range."""
    return figure["relation"] in _LEVELS and not figure["direction"] and figure["high"] is None


def _is_of(stated: Row, own: Row) -> bool:
    """True for a movement of this very value: by its name, or right behind it."""
    if stated["table_row"] is not None:
        return True
    relative = stated["unit"] in _RELATIVE
    if not relative and not same_unit(stated["unit"], own["unit"]):
        return False
    if own["relation"] == "share" and stated["relation"] != "points":
        return False  # 540 tấn, chiếm 20%, tăng 12%: the tons
    named = key(stated["measure"] or "") == key(own["measure"] or "")
    between = _between(own, stated)
    return (relative and named and ";" not in between) or _RIGHT_BEHIND.fullmatch(between) is not None


def _between(one: Row, other: Row) -> str:
    """What stands between two figures of one sentence, lower case."""
    text, far = one["sentence"] or "", other["start"] - one["start"]
    at = text.find(one["raw"])
    while at >= 0 and not text.startswith(other["raw"], at + far):
        at = text.find(one["raw"], at + 1)
    return key(text[at + len(one["raw"]) : at + far]) if at >= 0 else ";"


def _year_before(row: Row) -> Stretch:
    return Stretch(*(day and _a_year_less(day) for day in (row["period_start"], row["period_end"])))


def _a_year_less(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
