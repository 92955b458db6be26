"""The findings as people get them in a sheet or a file: each with the report it is about, the gravest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.database import asked, batches, quoted
from normalize.tables import TABLES, Row
from normalize.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    import pyarrow as pa

_OF_THE_REPORT = ("path", "number", "symbol", "issuer", "title", "date")
# reports whose findings are sorted at a time: what the database sorts within its memory is bounded
_WINDOW = 500
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


def listed_stored(out: Path) -> "Iterator[pa.RecordBatch]":
    """The findings of a stored dataset in the same way, a few at a time: a long run has more than memory holds."""
    of_reports = ", ".join(f'r."{c.name}"' for c in LISTED.columns[: len(_OF_THE_REPORT)])
    of_findings = ", ".join(f'f."{c.name}"' for c in TABLES["findings"].columns)
    reports = f"read_parquet({quoted(out / 'reports.parquet')})"
    with asked() as database:
        placed = f"SELECT *, row_number() OVER (ORDER BY path) AS nth FROM {reports}"
        database.execute(f"CREATE TABLE placed AS SELECT report_id, nth FROM ({placed})")
        found = database.execute("SELECT count(*) FROM placed").fetchall()
        for level, start in product(_GRAVITY, range(0, found[0][0] + 1, _WINDOW)):
            yield from batches(
                database,
                f"SELECT {of_reports}, {of_findings} "
                f"FROM read_parquet({quoted(out / 'findings.parquet')}, file_row_number = true) f "
                f"JOIN placed p USING (report_id) JOIN {reports} r USING (report_id) "
                f"WHERE f.level = '{level}' AND p.nth >= {start} AND p.nth < {start + _WINDOW} "
                "ORDER BY p.nth, coalesce(f.block, -1), coalesce(f.start, -1), f.file_row_number",
            )


def ordered(found: Iterable[Row]) -> list[Row]:
    """Findings by level, then by file and by place in it; what has no place of its own comes first."""
    return sorted(found, key=lambda f: (_GRAVITY[f["level"]], f.get("path") or "", *_place(f)))


def _place(finding: Row) -> Sequence[int]:
    return [-1 if finding[name] is None else finding[name] for name in ("block", "start")]
