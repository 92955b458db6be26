"""Year over year on screen: every indicator now and a year before, the change, the verdicts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extract.text import key
from normalize.period_names import period_name
from normalize.printing import vietnamese
from normalize.speech import label, say

Row = dict[str, Any]

_HEAD = ("indicator", "unit", "before", "now", "change", "%", "judged")
# further from what was asked than this (0 to 100), a name is no help
_NEAR, _MOST_NAMES = 50, 3


class UnknownError(Exception):
    """An issuer or indicator that the dataset does not have; the message names the nearest."""


def comparison_table(
    rows: Sequence[Row], series: Sequence[Row], *, issuer: str | None = None, indicator: str | None = None
) -> str:
    """The comparisons as a table for each issuer and period, then what could not be compared and why.

    `series` says which period a value is for, and what else there is to ask for. Raises UnknownError.
    """
    known = [*rows, *series]
    if issuer and not any(_is_issuer(r, issuer) for r in known):
        raise UnknownError(_unknown("no_issuer", issuer, [r["issuer"] for r in known]))
    if indicator and not any(_is_indicator(r, indicator) for r in known):
        names = [r[name] for name in ("indicator", "indicator_id") for r in known if r["indicator_id"][:2] != "w:"]
        raise UnknownError(_unknown("no_indicator", indicator, names))
    chosen = [r for r in rows if _is_issuer(r, issuer or "") and _is_indicator(r, indicator or "")]
    if not chosen:
        return say("no_two_years")
    periods = {r["figure_id"]: period_name(r) for r in series}
    return "\n".join([*_compared(chosen, periods), *_not_compared(chosen, periods)]).rstrip()


def _is_issuer(row: Row, asked: str) -> bool:
    return key(asked) in key(row["issuer"])


def _is_indicator(row: Row, asked: str) -> bool:
    return asked == row["indicator_id"] or key(asked) in key(row["indicator"])


def _unknown(sentence: str, asked: str, names: Iterable[str]) -> str:
    """That there is no such name, and which are nearest."""
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract

    near = extract(asked, list(dict.fromkeys(names)), scorer=WRatio, processor=key, limit=_MOST_NAMES)
    found = [f"“{name}”" for name, score, _ in near if score >= _NEAR]
    return say(sentence, asked=asked, nearest=say("nearest", names=", ".join(found)) if found else "")


def _compared(rows: Sequence[Row], periods: Mapping[str, str]) -> Iterator[str]:
    tables: dict[str, list[list[str]]] = {}
    for row in rows:
        if row["comparable"]:
            tables.setdefault(_heading(row, periods), [[say(h) if h != "%" else h for h in _HEAD]]).append(_cells(row))
    for heading, table in tables.items():
        yield heading
        yield from _aligned(table)
        yield ""


def _not_compared(rows: Sequence[Row], periods: Mapping[str, str]) -> Iterator[str]:
    bad = [r for r in rows if not r["comparable"]]
    if bad:
        yield say("not_comparable")
    for row in bad:
        yield f"  {row['indicator']} ({_period(row, periods)}): {row['why_not']}"


def _heading(row: Row, periods: Mapping[str, str]) -> str:
    return say("against", issuer=row["issuer"], period=_period(row, periods), year=row["previous_year"])


def _period(row: Row, periods: Mapping[str, str]) -> str:
    """The period of a value; its year alone where the series does not know the value."""
    return periods.get(row["figure_id"], str(row["year"]))


def _cells(row: Row) -> list[str]:
    change = row["change_percent"] if row["change_percent"] is not None else row["change_points"]
    percent = "" if change is None else _signed(change, 2)
    if row["change_points"] is not None:
        percent = say("points", n=percent)
    said = [label("class", v) if v else "–" for v in (row["previous_verdict"], row["verdict"])]
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
