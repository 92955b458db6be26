"""The findings as people get them in a sheet or a file: each with the report it is about, the gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from normalize.tables import TABLES, Row
from normalize.vocabulary import VOCABULARIES

_OF_THE_REPORT = ("path", "number", "symbol", "issuer", "title", "date")
_GRAVITY = {level: order for order, level in enumerate(VOCABULARIES["level"])}

LISTED = replace(
    TABLES["findings"],
    columns=(*(c for c in TABLES["reports"].columns if c.name in _OF_THE_REPORT), *TABLES["findings"].columns),
)
"""The table of findings with the columns that say which report is meant."""


def listed(findings: Iterable[Row], reports: Iterable[Row]) -> list[Row]:
    """The findings with what names their report, by level, then by place."""
    names = [c.name for c in LISTED.columns[: len(_OF_THE_REPORT)]]
    about = {r["report_id"]: {name: r[name] for name in names} for r in reports}
    return ordered({**about[f["report_id"]], **f} for f in findings)


def ordered(found: Iterable[Row]) -> list[Row]:
    """Findings by level, then by file and by place in it; what has no place of its own comes first."""
    return sorted(found, key=lambda f: (_GRAVITY[f["level"]], f.get("path") or "", *_place(f)))


def _place(finding: Row) -> Sequence[int]:
    return [-1 if finding[name] is None else finding[name] for name in ("block", "start")]
