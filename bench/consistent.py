"""How often the checks cry wolf over reports that are right, and what they find where one number is wrong.

The reports are those of samples/generate.py: 200 that are consistent as printed, then the same with one error each.
"""

import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extract.records import Document  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from samples.generate import GeneratedReport, Planted, generate, plant  # noqa: E402
from validate.checks import find  # noqa: E402
from validate.records import Finding  # noqa: E402

REPORTS = 200
MOST_FALSE_PER_1000, LEAST_FOUND = 1.0, 0.9
_NUMERAL = re.compile(r"\d[\d.,]*")


def questions(document: Document, rules: Rules) -> list[Finding]:
    """What is asked of a document, above the level of a note."""
    report = read_report(document, rules)
    return [f for f in find(report, read_figures(report, rules), rules) if f.level != "note"]


def points_at(finding: Finding, document: Document, report: GeneratedReport, planted: Planted) -> bool:
    """True where a finding quotes one of the numerals of the error, where it stands."""
    lines = {piece.source for piece in document.blocks[finding.span.block].pieces} if finding.span else set()
    if lines and not lines & planted.lines(report):
        return False
    return bool(_quoted(finding.printed) & {one for text in planted.numerals(report) for one in _quoted(text)})


def _quoted(text: str) -> set[str]:
    """The numerals of a text without their spaces, or its words without brackets."""
    close = re.sub(r"(?<=\d) (?=\d)", "", text)
    return {n.rstrip(".,") for n in _NUMERAL.findall(close)} or {text.strip("() ").lower()}


def false_alarms(seeds: range, rules: Rules) -> tuple[int, list[str], Counter[str]]:
    """Relations printed, the questions that nobody wanted, and how many each check asked."""
    relations, said, checks = 0, [], Counter[str]()
    for seed in seeds:
        report = generate(seed)
        relations += len(report.relations)
        document = report.document
        for finding in questions(document, rules):
            checks[finding.check] += 1
            said.append(f"[{seed}] {finding.check}: {finding.message_vi}\n    {_line(document, finding)}")
    return relations, said, checks


def found(seeds: range, rules: Rules) -> tuple[dict[str, list[int]], list[str]]:
    """How many errors of each kind were found, of how many; and those that were not."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    for seed in seeds:
        right = generate(seed)
        report, planted = plant(right, seed)
        document = report.document
        hit = any(points_at(f, document, report, planted) for f in questions(document, rules))
        counts[planted.kind][0] += hit
        counts[planted.kind][1] += 1
        if not hit:
            line = report.places[planted.token]
            was, now = (r.tokens[planted.token].printed for r in (right, report))
            said = [report.printed[n] for n in sorted(planted.lines(report) - {line})]
            missed.append("\n    ".join([f"[{seed}] {planted.kind}: {was} → {now}", report.printed[line], *said]))
    return counts, missed


def _line(document: Document, finding: Finding) -> str:
    """The paragraph of a finding, or the row of the table."""
    if not finding.span:
        return ""
    block = document.blocks[finding.span.block]
    row = [b.text for b in document.blocks if b.table == block.table and b.row == block.row]
    return block.text if block.table is None else " | ".join(row)


def main() -> None:
    """Print both tables; `-v` lists every false alarm and every miss, a number is that of the first report."""
    rules = load()
    first = next((int(a) for a in sys.argv[1:] if a.isdigit()), 0)
    seeds = range(first, first + REPORTS)
    start = time.perf_counter()
    relations, said, checks = false_alarms(seeds, rules)
    counts, missed = found(seeds, rules)
    spent = (time.perf_counter() - start) / (2 * REPORTS)
    if "-v" in sys.argv:
        print("\n".join(["# False alarms", *said, "", "# Missed", *missed, ""]))
    rate = 1000 * len(said) / relations
    print(f"{relations} relations, {len(said)} false alarms: {rate:.2f} per 1,000 (bar {MOST_FALSE_PER_1000})")
    print("  " + ", ".join(f"{check} {n}" for check, n in checks.most_common()))
    hits, errors = (sum(c[at] for c in counts.values()) for at in (0, 1))
    print(f"{hits} of {errors} planted errors found: {hits / errors:.3f} (bar {LEAST_FOUND})")
    for kind, (hit, of) in sorted(counts.items()):
        print(f"  {kind:28} {hit:3} of {of:3}  {hit / of:.2f}")
    print(f"{spent:.3f} s a report")


if __name__ == "__main__":
    main()
