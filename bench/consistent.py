"""How often the checks cry wolf over reports that are right, and what they find where one number is wrong.

The reports are those of samples/generate.py: 200 that are consistent as printed, then the same with one error each.
"""

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extract.records import Document  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from samples.generate import GeneratedReport, Planted, generate, plant  # noqa: E402
from validate.checks import asked  # noqa: E402
from validate.coverage import coverage  # noqa: E402
from validate.records import Evidence, Finding  # noqa: E402

REPORTS = 200
MOST_FALSE, LEAST_FOUND = 1.0, 0.9
_NUMERAL = re.compile(r"\d[\d.,]*")


def questions(document: Document, rules: Rules) -> tuple[list[Finding], Counter[str]]:
    """What is asked of a document, above the level of a note; how many percentages it has and how many were checked."""
    report = read_report(document, rules)
    evidence = Evidence(report, read_figures(report, rules), rules)
    found = [f for f in asked(evidence) if f.level != "note"]
    return found, Counter(coverage(evidence))


def points_at(finding: Finding, document: Document, report: GeneratedReport, planted: Planted) -> bool:
    """True where a finding quotes one of the numerals of the error, where it stands."""
    lines = {piece.source for piece in document.blocks[finding.span.block].pieces} if finding.span else set()
    if lines and not lines & planted.lines(report):
        return False
    wanted = planted.numerals(report)
    if finding.verdict is not None:
        said = finding.printed.strip("() ").lower()
        return any(said.startswith(word.lower()) for word in wanted)
    return bool(_quoted(finding.printed) & {one for text in wanted for one in _quoted(text)})


def _quoted(text: str) -> set[str]:
    """The numerals of a text without their spaces, or its words."""
    close = re.sub(r"(?<=\d) (?=\d)", "", text)
    return {n.rstrip(".,") for n in _NUMERAL.findall(close)} or {text}


def _place(finding: Finding) -> tuple[str, str, int]:
    return finding.check, finding.printed, finding.span.block if finding.span else -1


@dataclass
class Measured:
    """Relations printed, unwanted questions, and errors found and planted, by kind."""

    relations: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    alarms: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    coverage: Counter[str] = field(default_factory=Counter)

    def add(self, seed: int, rules: Rules) -> None:
        """Ask a report, and then its twin with an error; what was asked of the report is not found in the twin."""
        right = generate(seed)
        self.relations += len(right.relations)
        self.kinds.update(r.kind for r in right.relations)
        document = right.document
        unwanted, counted = questions(document, rules)
        self.coverage += counted
        for finding in unwanted:
            self.checks[finding.check] += 1
            self.alarms.append(f"[{seed}] {finding.check}: {finding.message_vi}\n    {_line(document, finding)}")
        report, planted = plant(right, seed)
        document, before = report.document, {_place(f) for f in unwanted}
        new = [f for f in questions(document, rules)[0] if _place(f) not in before]
        self.planted[planted.kind] += 1
        if any(points_at(f, document, report, planted) for f in new):
            self.found[planted.kind] += 1
        else:
            self.missed.append(_miss(seed, right, report, planted))


def _miss(seed: int, right: GeneratedReport, report: GeneratedReport, planted: Planted) -> str:
    """What was changed, and the lines that say so."""
    line = report.places[planted.token]
    was, now = (r.tokens[planted.token].printed for r in (right, report))
    others = [report.printed[n] for n in sorted(planted.lines(report) - {line})]
    return "\n    ".join([f"[{seed}] {planted.kind}: {was} → {now}", report.printed[line], *others])


def _line(document: Document, finding: Finding) -> str:
    """The paragraph of a finding, or the row of the table."""
    if not finding.span:
        return ""
    block = document.blocks[finding.span.block]
    row = [b.text for b in document.blocks if b.table == block.table and b.row == block.row]
    return block.text if block.table is None else " | ".join(row)


def main() -> None:
    """Print both tables; `-v` lists every false alarm and every miss, a number is that of the first."""
    rules, measured = load(), Measured()
    first = next((int(a) for a in sys.argv[1:] if a.isdigit()), 0)
    start = time.perf_counter()
    for seed in range(first, first + REPORTS):
        measured.add(seed, rules)
    spent = (time.perf_counter() - start) / (2 * REPORTS)
    if "-v" in sys.argv:
        print("\n".join(["# False alarms", *measured.alarms, "", "# Missed", *measured.missed, ""]))
    alarms, relations = len(measured.alarms), measured.relations
    print(f"{relations} relations, {alarms} false alarms: {1000 * alarms / relations:.2f} per 1,000 (bar {MOST_FALSE})")
    print("  printed: " + ", ".join(f"{kind} {n}" for kind, n in measured.kinds.most_common()))
    print("  asked:   " + ", ".join(f"{check} {n}" for check, n in measured.checks.most_common()))
    checked, of = measured.coverage["percentages_checked"], measured.coverage["percentages"]
    print(f"{checked} of {of} percentages checked: {checked / of:.3f}")
    hits, errors = measured.found.total(), measured.planted.total()
    print(f"{hits} of {errors} planted errors found: {hits / errors:.3f} (bar {LEAST_FOUND})")
    for kind, of in sorted(measured.planted.items()):
        print(f"  {kind:28} {measured.found[kind]:3} of {of:3}  {measured.found[kind] / of:.2f}")
    print(f"{spent:.3f} s a report")


if __name__ == "__main__":
    main()
