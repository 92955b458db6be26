"""The tables of reports and figures → series and comparison, one issuer after the other; and what is asked across."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from extract.rules import Rules
from normalize.comparison import comparison_rows
from normalize.database import keep, quoted, rows
from normalize.issuers import issuers
from normalize.series import series_rows
from normalize.table_file import table_file
from normalize.tables import Row

if TYPE_CHECKING:
    import duckdb

# what series and comparison look at, and those who ask
_COLUMNS = {
    "figures": "report_id figure_id task_id task_path item raw value of high unit stated_value stated_unit decimals "
    "hedge relation direction basis basis_id role measure indicator_id period_kind months period_start period_end page "
    "x0 y0 x1 y1 block start end sentence table_row",
    "verdicts": "report_id task_path item class block",
    "blocks": "report_id block table_row",
}
_ONLY = {"blocks": "AND t.table_row IS NOT NULL"}
# reports whose rows are sorted at a time: what the database sorts within its memory is bounded
_WINDOW = 200

Group = tuple[int, list[Row]]
Ask = Callable[[Mapping[str, Sequence[Row]], Sequence[Row], Rules], Iterable[Row]]
"""What asks across the reports of one issuer: its tables and the values of its series → rows of findings."""


def over_years(
    database: "duckdb.DuckDBPyConnection", folder: Path, rules: Rules, asked: Path, ask: Ask | None = None
) -> None:
    """Write the tables series and comparison into the folder where the others lie, and into `asked` what is found."""
    reports = _by_issuer(database, folder, rules)
    with (
        table_file("series", folder) as series,
        table_file("comparison", folder) as comparison,
        table_file("findings", asked) as findings,
    ):
        for places in _windows(reports):
            for tables in _tables(database, folder, reports, places):
                found, left_out = series_rows(tables, rules)
                series.add(found)
                comparison.add(comparison_rows(found, tables["figures"], rules))
                if ask:
                    findings.add(ask(tables, [*found, *left_out], rules))


def _windows(reports: Sequence[Sequence[Row]]) -> Iterator[range]:
    """The places of issuers, as many at a time as have about so many reports."""
    start = count = 0
    for place, own in enumerate(reports):
        if count and count + len(own) > _WINDOW:
            yield range(start, place)
            start, count = place, 0
        count += len(own)
    yield range(start, len(reports))


def _tables(
    database: "duckdb.DuckDBPyConnection", folder: Path, reports: Sequence[list[Row]], places: range
) -> Iterator[dict[str, Sequence[Row]]]:
    """The tables of one issuer after the other."""
    streams = {name: _groups(database.cursor(), folder, name, places) for name in _COLUMNS}
    waiting = {name: next(stream, None) for name, stream in streams.items()}
    for place in places:
        tables: dict[str, Sequence[Row]] = {"reports": reports[place]}
        for name, stream in streams.items():
            group = waiting[name]
            here = group is not None and group[0] == place
            tables[name] = group[1] if here and group else ()
            waiting[name] = next(stream, None) if here else group
        yield tables


def _by_issuer(database: "duckdb.DuckDBPyConnection", folder: Path, rules: Rules) -> list[list[Row]]:
    """The reports of each issuer that are no copies, in the order of the issuers' names; as the table `issued` too."""
    import pyarrow as pa

    source = quoted(folder / "reports.parquet")
    columns = "report_id, path, issuer, superior, same_as, number, symbol, date, year"
    sql = f"SELECT {columns} FROM read_parquet({source}) WHERE same_as IS NULL"
    known = list(rows(database, f"{sql} AND issuer IS NOT NULL"))
    names = issuers(known, rules)
    for report in known:  # in place: of tens of thousands there is no room for another copy
        report["issuer"] = names[report["report_id"]]
    known.sort(key=itemgetter("issuer"))
    groups = [list(own) for _, own in groupby(known, key=itemgetter("issuer"))]
    pairs = [(report["report_id"], number) for number, own in enumerate(groups) for report in own]
    ids, numbers = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    issued = pa.table({"report_id": pa.array(ids, pa.string()), "place": pa.array(numbers, pa.int64())})
    keep(database, "issued", issued, folder)
    return groups


def _groups(database: "duckdb.DuckDBPyConnection", folder: Path, name: str, places: range) -> Iterator[Group]:
    """The rows of a table by the place of their issuer, in the order of the table."""
    columns = ", ".join(f't."{column}"' for column in _COLUMNS[name].split())
    source = f"read_parquet({quoted(folder / f'{name}.parquet')}, file_row_number = true)"
    here = f"i.place >= {places.start} AND i.place < {places.stop} {_ONLY.get(name, '')}"
    sql = (
        f"SELECT i.place, {columns} FROM {source} t JOIN issued i USING (report_id) WHERE {here} "
        "ORDER BY i.place, t.file_row_number"
    )
    for place, own in groupby(rows(database, sql), key=itemgetter("place")):
        yield place, list(own)
