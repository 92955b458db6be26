"""What the stored dataset says of a whole run, counted by the database, for the summary at its end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.database import asked, quoted, rows
from normalize.file_detail import NOT_APPLIED
from normalize.tables import TABLES, Row

if TYPE_CHECKING:
    import duckdb

COUNTED = ("figures", "verdicts", "findings")
"""What is counted for each report."""

# what one screen holds: a run of thousands of files must not push its own result out of sight
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """Files by outcome; how many reports, copies and digits; without copies, percentages and findings by level.

    `reports` are the first ones, each with its counts, `kept` the first of the `attention` files that need it.
    """

    outcomes: Counter[str]
    count: int
    copies: int
    digits_read: int
    digits_unread: int
    percentages: int
    checked: int
    levels: Counter[str]
    reports: list[Row]
    attention: int
    kept: list[Row]


def facts(out: Path) -> Facts:
    """What a stored dataset holds."""
    with asked() as database:
        for name in ("files", "reports", *COUNTED):
            database.execute(f"CREATE VIEW {name} AS FROM read_parquet({quoted(out / f'{name}.parquet')})")
        (whole,) = rows(database, _WHOLE)
        return Facts(
            Counter(dict(_pairs(database, "SELECT outcome, count(*) FROM files GROUP BY outcome"))),
            **whole,
            levels=Counter(dict(_pairs(database, _LEVELS))),
            reports=list(_first_reports(database)),
            attention=next(rows(database, f"SELECT count(*) AS n {_ATTENTION}"))["n"],
            kept=list(rows(database, f"SELECT {_COLUMNS} {_ATTENTION} ORDER BY line LIMIT {_MOST_LINES}")),
        )


_WHOLE = """
SELECT count(*) AS count, count(same_as) AS copies, coalesce(sum(digits_read), 0)::BIGINT AS digits_read,
    coalesce(sum(digits_unread), 0)::BIGINT AS digits_unread,
    coalesce(sum(percentages) FILTER (same_as IS NULL), 0)::BIGINT AS percentages,
    coalesce(sum(percentages_checked) FILTER (same_as IS NULL), 0)::BIGINT AS checked FROM reports
"""
_LEVELS = """
SELECT level, count(*) FROM findings SEMI JOIN (SELECT report_id FROM reports WHERE same_as IS NULL) USING (report_id)
GROUP BY level
"""
_COLUMNS = ", ".join(f'"{column.name}"' for column in TABLES["files"].columns)
_ATTENTION = f"""
FROM (SELECT *, row_number() OVER () AS line FROM files)
WHERE outcome IN ('quarantined', 'partial') OR contains(detail, '{NOT_APPLIED}')
"""


def _pairs(database: "duckdb.DuckDBPyConnection", sql: str) -> list[tuple[str, int]]:
    return [(name, count) for name, count in database.execute(sql).fetchall()]


def _first_reports(database: "duckdb.DuckDBPyConnection") -> Iterator[Row]:
    """The first reports by path, each with how many figures, verdicts and findings it has."""
    first = list(rows(database, f"FROM reports ORDER BY path, report_id LIMIT {_MOST_LINES}"))
    database.execute("CREATE TABLE shown AS SELECT unnest(?) AS report_id", [[row["report_id"] for row in first]])
    counted = {
        name: dict(
            _pairs(database, f"SELECT report_id, count(*) FROM {name} SEMI JOIN shown USING (report_id) GROUP BY ALL")
        )
        for name in COUNTED
    }
    for row in first:
        yield {**row, **{name: counted[name].get(row["report_id"], 0) for name in COUNTED}}
