"""The verbs over a stored dataset: files, check, compare, query, export, score; each returns its exit code."""

import argparse
from decimal import Decimal
from pathlib import Path

from normalize.rows import plain

OK, FINDINGS = 0, 4
_TABLES_OF_A_REPORT = ("reports", "blocks", "tasks", "figures", "verdicts", "unclaimed", "findings")


class UsageError(Exception):
    """What was asked cannot be done; the message says what to do instead."""


def files(args: argparse.Namespace) -> int:
    """What became of each file."""
    from normalize.dataset import read_table
    from review.summary import files_text

    found = read_table(_dataset(args.dir), "files")
    shown = [f for f in found if not args.outcome or f["outcome"] == args.outcome]
    if shown:
        print(files_text(shown, args.lang))
    return OK


def check(args: argparse.Namespace) -> int:
    """The findings, by report."""
    from normalize.dataset import read_table
    from review.findings import at_or_above, findings_csv, findings_json, findings_text, once

    folder = _dataset(args.dir)
    reports = read_table(folder, "reports")
    found = once(read_table(folder, "findings"), reports)
    shown = at_or_above(found, args.level)
    if args.format == "text":
        print(findings_text(shown, reports, args.lang))
    elif shown:
        print(findings_json(shown) if args.format == "json" else findings_csv(shown))
    return FINDINGS if args.fail_on and at_or_above(found, args.fail_on) else OK


def compare(args: argparse.Namespace) -> int:
    """One indicator, this period against the same a year before."""
    from normalize.dataset import read_table
    from review.compare import comparison_table

    rows = read_table(_dataset(args.dir), "comparison")
    print(comparison_table(rows, issuer=args.issuer, indicator=args.indicator, lang=args.lang))
    return OK


def query(args: argparse.Namespace) -> int:
    """The answer of DuckDB over the tables, as tab-separated text."""
    from normalize.dataset import QueryError
    from normalize.dataset import query as ask

    try:
        names, rows = ask(_dataset(args.dir), args.sql)
    except QueryError as error:
        raise UsageError(str(error)) from error
    print("\t".join(names))
    for row in rows:
        print("\t".join(_printed(value) for value in row))
    return OK


def _printed(value: object) -> str:
    """A value on one line: decimals without trailing zeros, nothing for null."""
    if isinstance(value, Decimal):
        value = plain(value)
    return "" if value is None else " ".join(str(value).split())


def export(args: argparse.Namespace) -> int:
    """Other forms of the stored dataset, never by reading the reports again."""
    from normalize.dataset import export as write

    try:
        written = write(_dataset(args.dir), args.format.split(","), Path(args.out) if args.out else None)
    except ValueError as error:
        raise UsageError(str(error)) from error
    for path in written:
        print(path)
    return OK


def score(args: argparse.Namespace) -> int:
    """Precision and recall of one report of a dataset against ground truth."""
    from normalize.dataset import read_table
    from review.score import read_gold, score_text
    from review.score import score as measure

    folder, gold = _dataset(args.dir), read_gold(Path(args.gold))
    if not gold:
        raise UsageError(f"Không có tệp gold.*.tsv trong {args.gold}.")
    reports = [r for r in read_table(folder, "reports") if (args.report or "") in r["path"]]
    if len(reports) != 1:
        names = "\n".join(f"  {r['path']}" for r in reports or read_table(folder, "reports"))
        raise UsageError(f"Chọn một báo cáo bằng --report TÊN:\n{names}")
    report_id = reports[0]["report_id"]
    rows = {t: [r for r in read_table(folder, t) if r["report_id"] == report_id] for t in _TABLES_OF_A_REPORT}
    print(score_text(measure(gold, rows)))
    return OK


def _dataset(folder: str) -> Path:
    path = Path(folder)
    if not (path / "reports.parquet").is_file():
        raise UsageError(f"{folder} không phải bộ dữ liệu. Tạo bằng: baocao run THƯ_MỤC --out {folder}")
    return path
