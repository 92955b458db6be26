"""The verbs that read no report: those over a stored dataset, the rules, the optional parts; each returns its exit
code."""

import argparse
import stat
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.rules import FOLDER, RuleError, Rules, load
from normalize.addresses import Address, placed, send
from normalize.forms import digits
from normalize.parts import OF_A_REPORT
from normalize.speech import say
from normalize.storage import StorageError, opened, prepare

if TYPE_CHECKING:
    from review.letters import Commented

Row = dict[str, Any]

OK, OUR_FAULT, FINDINGS = 0, 1, 4
_MOST_NAMES = 3
_BOM = "\ufeff"


class UsageError(Exception):
    """What was asked cannot be done; the message says what to do instead."""


def files(args: argparse.Namespace) -> int:
    """What became of each file."""
    from normalize.dataset import read_table
    from review.summary import files_text

    found = read_table(opened(Path(args.dir)), "files")
    if shown := files_text(found, args.outcome):
        print(shown)
    else:
        print(say("no_such_outcome"), file=sys.stderr)
    return OK


def check(args: argparse.Namespace, commented: "Commented") -> int:
    """The findings, by report, on screen or as letters; `commented` makes the copy of a Word file."""
    from normalize.dataset import read_table
    from review.findings import at_or_above, checked, findings_csv, findings_json, findings_text, once

    _check_out(args)
    folder = opened(Path(args.dir))
    reports = read_table(folder, "reports")
    found = once(read_table(folder, "findings"), reports)
    shown = at_or_above(found, args.level)
    if args.format == "docx":
        _write_letters(folder, shown, made(args.out), commented)
    elif args.format == "csv":
        # Excel knows UTF-8 by it; a person at a terminal would see a stray sign
        print("" if sys.stdout.isatty() else _BOM, findings_csv(shown, reports), sep="")
    elif args.format == "json":
        print(findings_json(shown, reports))
    else:
        print("\n\n".join([findings_text(shown, reports), *checked(reports)]))
    return FINDINGS if args.fail_on and at_or_above(found, args.fail_on) else OK


def _check_out(args: argparse.Namespace) -> None:
    """Raise UsageError where letters have no folder to go to, and where something else was given one."""
    if args.format == "docx" and not args.out:
        raise UsageError(say("docx_needs_out", folder=args.dir))
    if args.format != "docx" and args.out:
        raise UsageError(say("out_is_for_docx"))


def _write_letters(folder: Path, findings: Sequence[Row], out: Path, commented: "Commented") -> None:
    from normalize.dataset import read_table, stored
    from review.letters import letters

    asked = {(f["report_id"], f["block"]) for f in findings}
    blocks = {at: row for row in stored(folder, "blocks") if (at := (row["report_id"], row["block"])) in asked}
    tables = {name: read_table(folder, name) for name in ("reports", "files")}
    for path, why in letters(findings, tables, blocks, out, commented):
        print(path or why, file=sys.stdout if path else sys.stderr, flush=True)
    if not findings:
        print(say("nothing_to_check"), file=sys.stderr)


def compare(args: argparse.Namespace) -> int:
    """One indicator, this period against the same a year before."""
    from normalize.dataset import read_table
    from review.compare import UnknownError, comparison_table

    folder = opened(Path(args.dir))
    rows, series = read_table(folder, "comparison"), read_table(folder, "series")
    try:
        print(comparison_table(rows, series, issuer=args.issuer, indicator=args.indicator))
    except UnknownError as error:
        raise UsageError(str(error)) from error
    return OK


def query(args: argparse.Namespace) -> int:
    """The answers of DuckDB over the tables, as tab-separated text; an empty line between two."""
    from normalize.question import QueryError
    from normalize.question import query as ask

    try:
        answers = ask(opened(Path(args.dir)), args.sql)
    except QueryError as error:
        raise UsageError(str(error)) from error
    for number, (names, rows) in enumerate(answers):
        print("\n" * bool(number) + "\t".join(names))
        for row in rows:
            print("\t".join(_printed(value) for value in row))
    return OK


def _printed(value: object) -> str:
    """A value on one line: decimals without trailing zeros, nothing for null."""
    if isinstance(value, Decimal):
        return digits(value)
    return "" if value is None else " ".join(str(value).split())


def export(args: argparse.Namespace) -> int:
    """Other forms of the stored dataset, never by reading the reports again."""
    from normalize.dataset import export as write

    folder, to = opened(Path(args.dir)), placed(args.out or args.dir)
    try:
        if isinstance(to, Address):
            written = _sent(folder, args.format.split(","), to)
        else:
            written = write(folder, args.format.split(","), made(str(to)))
    except ValueError as error:
        raise UsageError(str(error)) from error
    for path in written:
        print(path)
    return OK


def _sent(folder: Path, forms: Sequence[str], to: Address) -> Sequence[Path]:
    """Other forms of the stored dataset, made here and put below an address."""
    from normalize.dataset import export as write

    with tempfile.TemporaryDirectory(prefix="baocao-") as here:
        write(folder, forms, Path(here))
        try:
            return send(Path(here), to)
        except OSError as error:
            raise UsageError(say("unwritable", folder=to, why=error)) from error


def made(folder: str) -> Path:
    """A folder that is there and can be written; raises UsageError where none can be made."""
    if isinstance(placed(folder), Address):
        raise UsageError(say("out_is_elsewhere", address=folder))
    try:
        prepare(Path(folder))
    except StorageError as error:
        raise UsageError(str(error)) from error
    return Path(folder)


def regular(path: Path) -> Path:
    """The path of a file that may hold a report; to wait for a pipe would never end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UsageError(say("not_found", path=path)) from error
    except (OSError, ValueError):
        return path  # the reader says why it cannot be opened
    if not stat.S_ISREG(mode):
        raise UsageError(say("is_folder" if stat.S_ISDIR(mode) else "no_regular_file", path=path))
    return path


def existing_folder(path: Path) -> Path:
    """The path of a folder that is there; raises UsageError for any other."""
    if not path.is_dir():
        raise UsageError(say("no_folder" if path.exists() else "not_found", path=path))
    return path


def score(args: argparse.Namespace) -> int:
    """Precision and recall of one report of a dataset against ground truth."""
    from normalize.dataset import read_table
    from review.score import read_gold, score_text
    from review.score import score as measure

    folder, gold = opened(Path(args.dir)), read_gold(Path(args.gold))
    if not gold:
        raise UsageError(say("no_gold", folder=args.gold))
    stored = read_table(folder, "reports")
    reports = [r for r in stored if (args.report or "") in r["path"]]
    if len(reports) != 1:
        raise UsageError(say("choose_report", names="\n".join(f"  {r['path']}" for r in reports or stored)))
    report_id = reports[0]["report_id"]
    rows = {t: [r for r in read_table(folder, t) if r["report_id"] == report_id] for t in OF_A_REPORT}
    print(score_text(measure(gold, rows)))
    return OK


def rules(args: argparse.Namespace) -> int:
    """Proof of every rule row."""
    from extract.proofs import prove

    table = own_rules(args.rules)
    wrong = prove(table)
    for message in wrong:
        print(message)
    if not wrong:
        print(say("rules_hold", n=sum(len(t) for t in table.tables.values())))
    return OUR_FAULT if wrong else OK


def own_rules(folder: str | None) -> Rules:
    """The rules of a folder, else those of the program; a folder in which a table is missing is a UsageError."""
    asked = FOLDER if folder is None else Path(folder)
    missing = sorted(p.name for p in FOLDER.glob("*.toml") if not (asked / p.name).is_file())
    if missing:
        raise UsageError(say("no_rules", folder=asked, missing=_few(missing)))
    try:
        return load(asked)
    except RuleError as error:
        raise UsageError(say("bad_rules", error=error)) from error


def _few(names: Sequence[str]) -> str:
    return ", ".join([*names[:_MOST_NAMES], *(["…"] if len(names) > _MOST_NAMES else [])])


def doctor(args: argparse.Namespace) -> int:
    """Which optional parts are here."""
    from review.doctor import doctor_text

    print(doctor_text())
    return OK
