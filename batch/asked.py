"""What the command line asks of a run: how files are read, what is remembered of it, and the run itself."""

import argparse
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.over_years import Ask

if TYPE_CHECKING:
    from batch.cluster import Cluster
    from batch.intake import Files, Taken
    from batch.store import Store
    from extract.rules import Rules

# megabytes of a child that reads one picture at a time, and for each further one
_FOR_ONE_PAGE, _FOR_ANOTHER = 512, 48
# of a file's time, so that what was read of it until then is not lost
_TIME_FOR_PICTURES = 0.75
_REMEMBERED = ("input", "ocr", "rules", "allow_secret", "workers")


def taken_up(
    args: argparse.Namespace,
    store: "Store",
    files: "Files",
    passed_over: Counter[str],
    rules: "Rules",
    ask: Ask,
    cluster: "Cluster | None" = None,
) -> "Taken":
    """The dataset of these files, written as the command line asks for it, here or on a cluster."""
    from batch.archives import with_members
    from batch.basis import basis_of
    from batch.intake import Reader, Run
    from batch.run_log import opened_log

    limits = {"workers": args.workers, "timeout": args.timeout, "memory_mb": args.memory}
    basis = basis_of(args.rules, args.ocr, args.allow_secret, args.timeout, args.memory)
    how = options(args) | ({"threads": 1} if cluster else {})  # a worker of a cluster has one core
    with opened_log(store.logs, args.log_json) as log:
        files = with_members(files, "pipeline:list_one", passed_over, **limits)
        reader = Reader("pipeline:read_one", how, **limits, cluster=cluster)
        return Run(store, basis, reader, log, frozenset(args.again), ask).take_up(files, rules)


def remembered(args: argparse.Namespace) -> str:
    """What `files --retry` asks for once more, and where from."""
    return json.dumps({"cwd": str(Path.cwd()), **{name: getattr(args, name) for name in _REMEMBERED}})


def options(args: argparse.Namespace) -> dict[str, object]:
    """How a file is read; the pages of one scan are shared out to all cores, since it may be the last of a run."""
    return {
        "rules": str(Path(args.rules).absolute()) if args.rules else "",
        "allow_secret": args.allow_secret,
        "mode": args.ocr,
        "threads": max(1, min(os.cpu_count() or 1, (args.memory - _FOR_ONE_PAGE) // _FOR_ANOTHER)),
        "seconds": args.timeout * _TIME_FOR_PICTURES,
    }
