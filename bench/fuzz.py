"""Ten thousand damaged reports, read as a run reads them: each is read or refused with a reason, and nothing else.

    python bench/fuzz.py [--cases 10000] [--seed 1] [--first 0] [--workers 2]

A case fails where the reader crashes, hangs or takes more memory than a run allows. Its file is kept in out/fuzz, and
`--first N --cases 1` reads it again. Exit code 1 where a case failed.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from batch.local import Outcome, run  # noqa: E402
from bench.mutations import case  # noqa: E402

SECONDS = 30
MEGABYTES = 2048
FAULTS = {"crash", "timeout", "out_of_memory"}
KEPT = HOME / "out" / "fuzz"
_AT_ONCE = 200


def outcomes(seed: int, numbers: range, workers: int) -> Iterator[Outcome]:
    """What becomes of each case, in their order; the files live only as long as they are read."""
    for start in range(numbers.start, numbers.stop, _AT_ONCE):
        with TemporaryDirectory() as folder:
            paths = []
            for number in range(start, min(start + _AT_ONCE, numbers.stop)):
                name, data = case(seed, number)
                paths.append(Path(folder) / name)
                paths[-1].write_bytes(data)
            for outcome in run(paths, "pipeline:read_one", {}, workers=workers, timeout=SECONDS, memory_mb=MEGABYTES):
                if outcome.reason in FAULTS:
                    KEPT.mkdir(parents=True, exist_ok=True)
                    (KEPT / outcome.path.name).write_bytes(outcome.path.read_bytes())
                yield outcome


def main() -> int:
    """Read all cases, name those that failed, count what became of the others."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("--cases", 10_000), ("--seed", 1), ("--first", 0), ("--workers", 2)):
        parser.add_argument(name, type=int, default=default)
    args = parser.parse_args()
    began, counted = time.monotonic(), Counter[str]()
    for outcome in outcomes(args.seed, range(args.first, args.first + args.cases), args.workers):
        counted[outcome.reason or outcome.outcome] += 1
        if outcome.reason in FAULTS:
            print(f"{outcome.path.name} (seed {args.seed}): {outcome.reason}\n  {outcome.detail}", flush=True)
    faults = sum(counted[reason] for reason in FAULTS)
    told = ", ".join(f"{name} {n}" for name, n in counted.most_common())
    print(f"{counted.total()} cases of seed {args.seed} in {time.monotonic() - began:.0f} s: {told}; {faults} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
