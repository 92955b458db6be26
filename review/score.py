"""Precision and recall of a dataset against a folder of `gold.*.tsv`, table by table."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalize.speech import say
from review.matching import (
    Matched,
    match,
    same_figure,
    same_finding,
    same_place,
    same_task,
    same_verdict,
    words_agree,
)

Row = dict[str, Any]
_COUNTED_LEVELS = ("verdict", "mismatch", "form")


@dataclass(frozen=True, slots=True)
class Score:
    """One table's score; `also` holds further shares (place right, basis right), each as (right, of)."""

    table: str
    matched: Matched
    also: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_gold(folder: Path) -> dict[str, list[Row]]:
    """The ground truth of a folder by table: figures, verdicts, tasks, letterhead, findings."""
    found = {}
    for path in sorted(folder.glob("gold.*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found[path.name.split(".")[1]] = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return found


def score(gold: Mapping[str, Sequence[Row]], rows: Mapping[str, Sequence[Row]]) -> list[Score]:
    """The scores of the tables for which there is ground truth; `rows` are those of one report."""
    scorers = {"tasks": _tasks, "verdicts": _verdicts, "figures": _figures, "findings": _findings}
    scores = [scorer(gold[table], rows[table]) for table, scorer in scorers.items() if table in gold]
    if "letterhead" in gold:
        scores.append(_letterhead(gold["letterhead"][0], rows["reports"][0]))
    return scores


def _tasks(gold: Sequence[Row], found: Sequence[Row]) -> Score:
    headings = [r for r in found if r["kind"] != "item"]
    matched = match(gold, headings, same_task, lambda g, f: bool(g["kind"] == f["kind"]))
    # numbered paragraphs of a section of plans are places; they count neither way
    matched.invented = [r for r in matched.invented if r["section_kind"] != "plan_next"]
    kinds = sum(g["kind"] == f["kind"] for g, f in matched.pairs)
    return Score("tasks", matched, {"kind": (kinds, len(matched.pairs))})


def _verdicts(gold: Sequence[Row], found: Sequence[Row]) -> Score:
    return Score("verdicts", match(gold, found, same_verdict, same_verdict))


def _figures(gold: Sequence[Row], found: Sequence[Row]) -> Score:
    matched = match(gold, found, same_figure, same_place)
    based = [(g, f) for g, f in matched.pairs if g.get("percent_of")]
    also = {
        "place": (sum(same_place(g, f) for g, f in matched.pairs), len(matched.pairs)),
        "basis": (
            sum(bool(f["basis"]) and words_agree(g["percent_of"], f["basis"]) for g, f in based),
            len(based),
        ),
    }
    with_role = [(g, f) for g, f in matched.pairs if g.get("role")]
    if with_role:
        also["role"] = (sum(g["role"] == f["role"] for g, f in with_role), len(with_role))
    return Score("figures", matched, also)


def _findings(gold: Sequence[Row], found: Sequence[Row]) -> Score:
    matched = match(gold, found, same_finding, same_finding)
    matched.invented = [r for r in matched.invented if r["level"] in _COUNTED_LEVELS]
    return Score("findings", matched)


def _letterhead(gold: Row, report: Row) -> Score:
    matched = Matched()
    for column, wanted in gold.items():
        got = report.get(column)
        if " ".join(str(got or "").split()).lower() == " ".join((wanted or "").split()).lower():
            matched.pairs.append(({column: wanted}, {column: got}))
        else:
            matched.missed.append({column: wanted})
            matched.invented.append({column: got})
    return Score("letterhead", matched)


def score_text(scores: Sequence[Score], *, details: bool = True) -> str:
    """The scores as a table, then what was missed and what was invented."""
    counted = "".join(f"{say(name):>8}" for name in ("right", "missed", "invented"))
    lines = [f"{say('table'):<12}{counted}{'P':>8}{'R':>8}{'F1':>8}"]
    for one in scores:
        m = one.matched
        also = "  ".join(f"{name} {right}/{of}" for name, (right, of) in one.also.items())
        counts = f"{len(m.pairs):>8}{len(m.missed):>8}{len(m.invented):>8}"
        lines.append(f"{one.table:<12}{counts}{m.precision:>8.3f}{m.recall:>8.3f}{m.f1:>8.3f}  {also}".rstrip())
    if details:
        for one in scores:
            lines += [f"{say('missed')} {one.table}: {_short(r)}" for r in one.matched.missed]
            lines += [f"{say('invented')} {one.table}: {_short(r)}" for r in one.matched.invented]
            lines += [f"{say('off')} {one.table}: {_short(g)} ≠ {_short(f)}" for g, f in _off(one)]
    return "\n".join(lines)


def _off(one: Score) -> list[tuple[Row, Row]]:
    """Matched figures whose place, basis or role is wrong."""
    if one.table != "figures":
        return []
    return [
        (g, f)
        for g, f in one.matched.pairs
        if not same_place(g, f)
        or (g.get("percent_of") and not (f["basis"] and words_agree(g["percent_of"], f["basis"])))
        or (g.get("role") and g["role"] != f["role"])
    ]


_SHOWN = (
    "place",
    "task_path",
    "item",
    "number",
    "heading",
    "raw",
    "value",
    "unit",
    "role",
    "basis",
    "percent_of",
)
_SHOWN_OF_OTHERS = ("heading_starts", "verdict", "class", "check", "kind", "stated", "printed")


def _short(row: Row) -> str:
    named = [n for n in (*_SHOWN, *_SHOWN_OF_OTHERS) if row.get(n) not in (None, "")]
    shown = named or list(row)
    return " ".join(f"{n}={str(row[n])[:60]}" for n in shown)
