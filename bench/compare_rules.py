"""What a change gains and loses, example by example: the samples and passages read at a revision and as they are now.

`compare_rules.py BASE [FOLDER…]`: the code and the rules of revision BASE against those of the working tree, on
samples/*/report.docx, samples/passages/*.toml and the *.toml of further folders. `+` is found now, `-` lost,
`~` changed; where there are labels, each change is right or wrong by them.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench import labels  # noqa: E402
from bench.labels import Grades, Labels  # noqa: E402

Row = dict[str, Any]
Rows = dict[str, list[Row]]

TABLES = ("figures", "verdicts", "headings")


class Change(NamedTuple):
    """A row that is found now (`before` is None), lost (`after` is None) or changed; `right` by the labels, if any."""

    table: str
    before: Row | None
    after: Row | None
    right: bool | None = None

    @property
    def sign(self) -> str:
        """+ found now, - lost, ~ changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"


def pairs(base: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of both trees that are about one thing: at one place, else of one print, in order; None for no row."""
    free, partner = dict(enumerate(now)), {}
    for same in (lambda b, n: b["at"] == n["at"], lambda b, n: _print(b) == _print(n)):
        for index, row in enumerate(base):
            hit = next((i for i, other in free.items() if index not in partner and same(row, other)), None)
            if hit is not None:
                partner[index] = free.pop(hit)
    yield from ((row, partner.get(index)) for index, row in enumerate(base))
    yield from ((None, row) for row in free.values())


def _print(row: Row) -> str:
    return str(row["raw"] if "raw" in row else row["starts"])


def said(row: Row) -> Row:
    """What a row says, its place apart."""
    return {name: value for name, value in row.items() if name not in labels.PLACE}


def changes(base: Rows, now: Rows, gold: Labels | None) -> list[Change]:
    """The changes of one document, in reading order."""
    found = []
    for table in TABLES:
        grades = [labels.grade(table, gold[table], rows[table]) if gold else {} for rows in (base, now)]
        for before, after in pairs(base[table], now[table]):
            if before is None or after is None or said(before) != said(after):
                found.append(Change(table, before, after, _right(before, after, grades) if gold else None))
    return sorted(found, key=lambda c: (c.after or c.before or {})["at"])


def _right(before: Row | None, after: Row | None, grades: Sequence[Grades]) -> bool | None:
    """True when the labels hold more of what is read now; None where they say nothing of it."""
    was, now = (grade.get(id(row), 0) if row else 0 for row, grade in zip((before, after), grades, strict=True))
    if was is None or now is None:
        return None
    if before is None or after is None:  # what no label knows is well lost, and wrongly found
        return bool(now) if before is None else not was
    return now > was if now != was else None


def shown(change: Change) -> str:
    """A change as two lines: what it is, and the sentence."""
    row = change.after or change.before or {}
    verdict = {True: "  [đúng]", False: "  [sai]", None: ""}[change.right]
    if change.before and change.after:
        old, new = said(change.before), said(change.after)
        differs = [f"{n}: {old.get(n)} → {new.get(n)}" for n in {**old, **new} if old.get(n) != new.get(n)]
        text = f"{_print(row)}: {'; '.join(differs)}"
    else:
        text = " ".join(f"{n}={v}" for n, v in said(row).items() if v not in (None, "", "exact"))
    return f"{change.sign} {change.table}: {text}{verdict}\n      {row['sentence'][:300]}"


def counts(found: Sequence[Change]) -> str:
    """How many changes of each kind by table, and how many are right by the labels."""
    lines = [f"{'':<10}{'+':>6}{'-':>6}{'~':>6}{'đúng':>8}{'sai':>6}"]
    for table in TABLES:
        of = [c for c in found if c.table == table]
        signs, right = Counter(c.sign for c in of), Counter(c.right for c in of)
        lines.append(f"{table:<10}" + "".join(f"{signs[s]:>6}" for s in "+-~") + f"{right[True]:>8}{right[False]:>6}")
    return "\n".join(lines)


@contextmanager
def worktree(revision: str) -> Iterator[Path]:
    """A folder with the tree at a revision, taken away again."""
    git = ["git", "-C", str(HOME), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "base"
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), revision], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def read(tree: Path, paths: Sequence[Path]) -> dict[str, Rows]:
    """What a tree reads in some files, by the name of the document; with the dumping code of this tree."""
    command = [sys.executable, str(HOME / "bench" / "dump_rows.py"), str(tree), *map(str, paths)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=tree)
    found: dict[str, Rows] = json.loads(run.stdout)
    return found


def main() -> None:
    """Print gains and losses against a revision, then their counts."""
    if len(sys.argv) < 2:
        raise SystemExit("Cách dùng: make compare-rules BASE=bản_git [FOLDERS='thư mục …']")
    folders = [HOME / "samples" / "passages", *map(Path, sys.argv[2:])]
    paths = sorted((HOME / "samples").glob("*/report.docx"))
    paths += [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    with worktree(sys.argv[1]) as tree:
        base = read(tree, paths)
    now, gold, everything = read(HOME, paths), labels.read(paths), []
    for name, rows in now.items():
        found = changes(base[name], rows, gold.get(name))
        everything += found
        if found:
            print(f"\n== {name}\n" + "\n".join(shown(change) for change in found))
    print(f"\n{len(now)} văn bản, {sys.argv[1]} → bản đang sửa\n{counts(everything)}")


if __name__ == "__main__":
    main()
