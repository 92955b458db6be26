"""How many rows of the test vectors are read right, file by file: `python bench/vectors.py [FOLDER] [-v]`.

The vectors lie outside the repository, whose licence is not theirs: in FOLDER, in $BAOCAO_VECTORS, or in
`../shared/vectors`. Every input is read as a document of one paragraph. Two kinds of rows are read otherwise:

- Bare numerals (`numerals`) stand in a carrier, `Diện tích là … ha`: without a unit a number is no figure. A measure
  is taken, since what is counted has no decimals, and a verb before it, since a minus is one only there.
- A cut-off date (`period_ytd`) is read as the period of a figure behind it, since it says nothing by itself.

Dates are read from the claims and the periods, headings by the labels, document numbers by the claims, or by the
letterhead where `Số` stands before them. A line in an encoding from before Unicode is read among the lines of its
source, as a document gives them; in TCVN3 without regard to capitals, which are a matter of fonts there. What no
written report asks for is in `vectors_out_of_scope.toml`, each with its reason; what is read wrong is not.
"""

import csv
import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.dates import same_date  # noqa: E402
from bench.expected import Wanted, differences, shown, wanted_amounts, wanted_shares  # noqa: E402
from extract.labels import read_label  # noqa: E402
from extract.legacy import Part, Repair  # noqa: E402
from extract.records import Report  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from extract.text import clean, key  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from samples.passages import Passage  # noqa: E402

OUT_OF_SCOPE = Path(__file__).resolve().parent / "vectors_out_of_scope.toml"
Vector = dict[str, str]
# right or not, and what was got
Judged = tuple[bool, str]

_NUMERAL = "Diện tích là {} ha"
_MARKUP = re.compile(r"</?sup>|^#+\s|\*\*|\\")
_SCHEMES = {
    "letter_lower": "letter", "bullet_dash": "mark", "bullet_plus": "mark", "result_marker": "mark", "task": "arabic",
    "roman_empty": "roman",
}  # fmt: skip
_PARTS = re.compile(r"[-–/\s]+")


@dataclass(slots=True)
class Count:
    """The rows of a file, those in scope, those read right; what was wrong; why the others are out of scope."""

    rows: int = 0
    scope: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    out: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float | None:
        """The share of the rows in scope that is read right; None where none is in scope."""
        return self.right / self.scope if self.scope else None


def report_of(text: str, rules: Rules) -> Report:
    """What is read in a document of one paragraph, without the markup of the file that a vector was cut from."""
    return read_report(Passage("vector", "", "", _MARKUP.sub("", text), "", {}).document, rules)


def _figures(text: str, wanted: Sequence[Wanted], rules: Rules) -> Judged:
    found = read_figures(report_of(text, rules), rules)
    wrong = differences(wanted, found)
    return not wrong, f"{', '.join(wrong)}: {shown(found)}" if wrong else ""


def numeral(row: Vector, rules: Rules) -> Judged:
    """A bare numeral in its carrier."""
    return _figures(_NUMERAL.format(row["input"]), wanted_amounts(f"{row['expected']} ha"), rules)


def amounts(row: Vector, rules: Rules) -> Judged:
    """Money, measures and their ranges."""
    return _figures(row["input"], wanted_amounts(row["expected"]), rules)


def shares(row: Vector, rules: Rules) -> Judged:
    """Percentages with relation and basis."""
    return _figures(row["input"], wanted_shares(row["expected"]), rules)


def ordinal(row: Vector, rules: Rules) -> Judged:
    """A rank: a claim that holds its number, and no figure."""
    report = report_of(row["input"], rules)
    claimed = [int(c.raw) for c in report.claims if c.kind == "rank" and c.raw.isdigit()]
    return not report.figures and claimed == [int(row["expected"])], _claimed(report)


def date(row: Vector, rules: Rules) -> Judged:
    """A date or a period."""
    report = report_of(row["input"], rules)
    right, period = same_date(row["input"], row["expected"], report, rules)
    return right, f"{period}; {_claimed(report)}"


def _claimed(report: Report) -> str:
    claims = [f"{c.kind} {c.raw!r}" for c in report.claims]
    return ", ".join(claims + [f"figure {f.raw!r}" for f in report.figures]) or "nothing claimed"


def heading(row: Vector, _: Rules) -> Judged:
    """The label of a heading: scheme, number, and where the title begins."""
    text = clean(_MARKUP.sub("", row["input"]))
    label = read_label(text)
    if row["scheme"] == "none" or not label:
        return (row["scheme"] == "none") == (label is None), f"{label}"
    got = (label.scheme, label.number, text[label.end :])
    return got == (_SCHEMES.get(row["scheme"], row["scheme"]), row["label"], row["title"]), f"{got}"


def document_number(row: Vector, rules: Rules) -> Judged:
    """The number of a document, by its parts: number, year, type and organ (a công văn bears no type)."""
    report = report_of(row["input"], rules)
    head = report.letterhead
    claimed = [c.raw for c in report.claims if c.kind == "document_number"]
    if row["system"] == "none":
        return not claimed and not head.symbol, _claimed(report)
    got = f"{head.number}/{head.symbol}" if key(row["input"]).startswith("số") else " & ".join(claimed)
    return _parts(got) == _parts(_printed(row)), got or _claimed(report)


def _printed(row: Vector) -> str:
    type_ = "" if row["type"].endswith("*") else row["type"]
    order = ("number", "type", "organ") if row["system"] == "party" else ("number", "year", "type", "organ")
    return "/".join({**row, "type": type_}[name] for name in order)


def _parts(number: str) -> list[str]:
    return [part for part in _PARTS.split(number) if part]


def encoded(row: Vector, _: Rules) -> Judged:
    """A line from before Unicode, among those of its source; of Unicode only that it stays."""
    line = [Part(row["input"], ".VnTimeH" if row["encoding"].endswith("uppercase_font") else "")]
    around = [line, *([Part(text)] for text in row.get("document", "").splitlines())]
    got = clean("".join(char for char, _ in Repair(around).read(line)))
    wanted = clean(row["expected"])
    in_small = row["encoding"].startswith("tcvn3")
    return (got.lower() == wanted.lower() if in_small else got == wanted), got


def tones(row: Vector, _: Rules) -> Judged:
    """Two spellings of one word: they have one matching key."""
    got = key(row["input"]), key(row["expected"])
    return got[0] == got[1], f"{got}"


JUDGES: dict[str, Callable[[Vector, Rules], Judged]] = {
    "numerals": numeral,
    "money": amounts,
    "measures": amounts,
    "ranges_comparators": amounts,
    "percent": shares,
    "ordinals_roman": ordinal,
    "dates": date,
    "headings": heading,
    "doc_numbers": document_number,
    "tone_placement": tones,
    "legacy_encoding": encoded,
}


class OutOfScope:
    """The rows of `vectors_out_of_scope.toml`: files, and where they say so kinds or a pattern of the input."""

    def __init__(self, path: Path = OUT_OF_SCOPE) -> None:
        self.rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["row"]

    def row(self, name: str, vector: Vector) -> dict[str, Any] | None:
        """The first row that a vector falls under, None for a vector in scope."""
        return next((row for row in self.rows if _falls_under(row, name, vector)), None)


def _falls_under(row: dict[str, Any], name: str, vector: Vector) -> bool:
    kind = vector.get("kind", vector.get("scheme", ""))
    return (
        name in row["files"]
        and kind in row.get("kinds", [kind])
        and bool(re.search(row.get("pattern", ""), vector.get("input", ""), re.IGNORECASE))
    )


def count(name: str, vectors: Iterable[Vector], outside: OutOfScope, rules: Rules) -> Count:
    """The count of one file of vectors."""
    counted = Count()
    for vector in vectors:
        counted.rows += 1
        if row := outside.row(name, vector):
            counted.out[row["reason"]] += 1
            continue
        right, got = JUDGES[name](vector, rules)
        counted.scope += 1
        counted.right += right
        if not right:
            wanted = vector.get("expected") or "|".join(list(vector.values())[1:-1])
            counted.wrong.append(f"{vector['input']!r} ≠ {wanted}\n      {got}")
    return counted


def folder(named: str = "") -> Path:
    """Where the vectors are: the folder named, else the environment's, else the one beside the repository."""
    return Path(named or os.environ.get("BAOCAO_VECTORS", "") or HOME.parent / "shared" / "vectors")


def read(path: Path) -> list[Vector]:
    """The rows of one file: UTF-8, tabs, no quoting."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if path.stem == "legacy_encoding":
        origin = itemgetter("source", "encoding")
        for row in rows:
            row["document"] = "\n".join(other["input"] for other in rows if origin(other) == origin(row))
    return rows


def counts(where: Path, rules: Rules) -> dict[str, Count]:
    """The counts of all files of a folder, by name."""
    outside = OutOfScope()
    return {path.stem: count(path.stem, read(path), outside, rules) for path in sorted(where.glob("*.tsv"))}


def table(counted: dict[str, Count]) -> str:
    """The counts as a table, with a line for all files together."""
    total = Count(*(sum(getattr(c, n) for c in counted.values()) for n in ("rows", "scope", "right")))
    lines = ["| file | rows | in scope | right | rate |", "|---|---:|---:|---:|---:|"]
    for name, one in [*counted.items(), ("all", total)]:
        rate = "–" if one.rate is None else f"{one.rate:.1%}"
        lines.append(f"| {name} | {one.rows} | {one.scope} | {one.right} | {rate} |")
    return "\n".join(lines)


def _details(counted: dict[str, Count]) -> str:
    """Every row that is read wrong, and why how many are out of scope."""
    lines = []
    for name, one in counted.items():
        lines += [f"\n# {name}", *(f"  {line}" for line in one.wrong)]
        lines += [f"  out of scope {n:>4}  {reason}" for reason, n in one.out.most_common()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the rates; with `-v` every row that is read wrong, and the reasons of those out of scope."""
    where = folder(next((a for a in sys.argv[1:] if not a.startswith("-")), ""))
    if not where.is_dir():
        sys.exit(f"No vectors at {where}: name their folder, or set BAOCAO_VECTORS.")
    counted = counts(where, load())
    if "-v" in sys.argv:
        print(_details(counted))
    print(table(counted))


if __name__ == "__main__":
    main()
