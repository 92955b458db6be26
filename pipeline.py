"""The command line `baocao`, and the one file that knows the order of the stages."""

import argparse
import errno
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.addresses import AddressError
from normalize.speech import language, say, speak
from normalize.storage import DatasetError, StorageError, opened
from review import verbs
from review.arguments import asked_language, parser
from review.verbs import UsageError, existing_folder, made, own_rules, regular

if TYPE_CHECKING:
    from batch.arrivals import Batch
    from batch.store import Store

Rows = dict[str, list[dict[str, Any]]]

OK, OUR_FAULT, USAGE, QUARANTINED, INTERRUPTED = 0, 1, 2, 3, 130


def read_one(
    path: str, rules: str = "", allow_secret: bool = False, member: int | None = None, **recognition: Any
) -> Rows:
    """The rows of one file by table, from its bytes to its findings; of an archive, those of one file in it.

    `recognition` as the record of that name.

    Raises UnreadableError where the file cannot be read, or may not be.
    """
    from extract.records import Recognition, UnreadableError
    from extract.report import read_report
    from extract.rules import FOLDER, load
    from extract.secrecy import refuse_secret
    from extract.source import open_source
    from normalize.corrections import corrected
    from normalize.file_detail import detail_of, file_row
    from normalize.naming import Names
    from normalize.readings import read_figures
    from normalize.rows import report_rows
    from normalize.tables import check_row
    from validate.checks import asked
    from validate.correction import told
    from validate.coverage import coverage
    from validate.records import Evidence
    from validate.rows import finding_rows

    table = load(Path(rules) if rules else FOLDER)
    source = open_source(Path(path), Recognition(**recognition), member)
    try:
        document = source.document
        if not document.blocks:
            raise UnreadableError("nothing_to_read", "Tệp không có chữ nào để đọc. Kiểm tra lại bản gốc.")
        refuse_secret(document.secrecy, allow_secret)
        report = read_report(document, table)
        readings = read_figures(report, table)
        decided = corrected(report, readings, table)
        rows = report_rows(report, decided.readings, Names(report, decided.readings, table), source.locate)
        # the checks ask about the print, whatever was decided
        evidence = Evidence(report, readings, table)
        found = [*asked(evidence), *told(evidence, decided.applied)]
        rows["reports"][0] |= coverage(evidence)
        rows["findings"] = finding_rows(report, readings, found, source.locate)
        for name, own in rows.items():
            for row in own:
                check_row(name, row)
    finally:
        source.close()
    rows["files"] = [file_row(document, detail_of(report, decided.notes))]
    return rows


def list_one(path: str) -> Rows:
    """The files within one archive, as the rows of a table `members`; none where it is no archive.

    Raises UnreadableError where the archive cannot be opened.
    """
    from extract.members import members

    return {"members": members(Path(path))}


def run(args: argparse.Namespace) -> int:
    """Files and folders → dataset; what an earlier run into the same folder read is not read again."""
    from batch.asked import remembered, taken_up
    from batch.cluster import connected
    from batch.find import NotFoundError, find_files
    from batch.store import opened_store
    from normalize.addresses import placed
    from normalize.facts import facts
    from review.summary import changed_text, passed_over_text, run_text
    from validate.previous import across

    rules = own_rules(args.rules)
    try:
        found = find_files(placed(p) for p in args.input)
    except NotFoundError as error:
        raise UsageError(str(error)) from error
    if not found.paths:
        passed = say("passed_over", counts=passed_over_text(found.passed_over)) if found.passed_over else ""
        raise UsageError(say("nothing_found", passed=f"\n{passed}".rstrip()))
    out = made(args.out)
    with connected(args.cluster) as cluster, opened_store(out, args.force) as store:
        store.journal.ask("run", remembered(args))
        changed = taken_up(args, store, found.paths, found.passed_over, rules, across, cluster).changed
        told = facts(out)
    print(run_text(told, out, found.passed_over))
    if changed:
        print(changed_text(changed), file=sys.stderr)
    return QUARANTINED if told.outcomes["quarantined"] or changed else OK


def watch(args: argparse.Namespace) -> int:
    """A folder → dataset, made again whenever files have arrived, until somebody stops it."""
    from batch.arrivals import Arrivals
    from batch.asked import remembered, taken_up
    from batch.watching import keep_watching
    from normalize.dataset import read_table
    from normalize.facts import facts
    from review.summary import batch_text
    from validate.previous import across

    (given,) = args.input
    folder, rules = existing_folder(Path(given)), own_rules(args.rules)
    out, arrivals = made(args.out), Arrivals(folder, args.settle)

    def take(store: "Store", batch: "Batch") -> str:
        store.journal.ask("run", remembered(args))
        taken = taken_up(args, store, batch.files, batch.passed_over, rules, across)
        arrivals.took(batch, taken)
        own, when = read_table(out, "files"), f"{datetime.now():%H:%M:%S}"
        return batch_text(batch.arrived, own, facts(out), batch.passed_over, when)

    print(say("watching", folder=folder), file=sys.stderr, flush=True)
    if keep_watching(out, args.force, arrivals, take):
        print(say("watched"), file=sys.stderr)
        return OK
    raise KeyboardInterrupt


def files(args: argparse.Namespace) -> int:
    """What became of each file; with --retry, those that were quarantined are read anew first."""
    if not args.retry:
        return verbs.files(args)
    from batch.store import opened_store

    out = opened(Path(args.dir)).resolve()
    with opened_store(out) as store:
        asked = store.journal.asked("run")
    if asked is None:
        raise UsageError(say("nothing_asked", folder=args.dir))
    last = json.loads(asked)
    os.chdir(last.pop("cwd"))  # the inputs are shown as they were given, and found from where they were given
    more = {"out": str(out), "force": False, "again": ("quarantined",), "log_json": None, "cluster": None}
    return run(argparse.Namespace(timeout=args.timeout, memory=args.memory, **last, **more))


def explain(args: argparse.Namespace) -> int:
    """The text of a file with every figure, verdict and heading marked, read in a child like every file."""
    from batch.asked import options
    from batch.local import run as run_local
    from review.summary import files_text

    own_rules(args.rules)
    path = regular(Path(args.file))
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    (outcome,) = run_local(
        [path],
        target="review.explain:explain_one",
        options={**options(args), "colour": colour, "spoken": language()},
        timeout=args.timeout,
        memory_mb=args.memory,
    )
    if not outcome.rows:
        print(files_text([outcome.file_row()]), file=sys.stderr)
        return QUARANTINED
    print(outcome.rows["explained"][0]["text"])
    return OK


def check(args: argparse.Namespace) -> int:
    """The findings, by report; as letters with copies of Word files, which a child opens like every file."""
    from batch.commented import commented

    return verbs.check(args, commented)


VERBS = {
    "run": run,
    "watch": watch,
    "files": files,
    "check": check,
    "compare": verbs.compare,
    "query": verbs.query,
    "explain": explain,
    "export": verbs.export,
    "score": verbs.score,
    "rules": verbs.rules,
    "doctor": verbs.doctor,
}
"""What each verb does, by its name."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit codes are 0 well, 2 usage, 3 quarantined, 4 findings, 130 interrupted, 1 our fault."""
    words = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    speak(asked_language(words))
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # Arrow's own keeps 80 MB of what was given back
    try:
        try:
            return _done(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # baocao check KQ | head: who reads has seen enough
        _silence()
        return OK
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        _silence()
        print(f"baocao: {say('stdout_full')}", file=sys.stderr)
        return OUR_FAULT


def _done(words: Sequence[str]) -> int:
    from batch.cluster import ClusterError
    from batch.sandbox import SandboxError

    try:
        args = parser(VERBS).parse_args(words)
        return int(args.action(args))
    except (UsageError, DatasetError, ClusterError, AddressError) as error:
        code, said = USAGE, str(error)
    except (StorageError, SandboxError) as error:
        code, said = OUR_FAULT, str(error)
    except KeyboardInterrupt:
        code, said = INTERRUPTED, say("stopped")
    print(f"baocao: {said}", file=sys.stderr)
    return code


def _silence() -> None:
    """Nothing more is written to an output that takes nothing; Python would try once more when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nothing, stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
