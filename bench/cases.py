"""How many wrong figures the checks ask about, and how often they cry wolf: the labelled cases, check by check.

Found is a case of which every wrong numeral was questioned; quiet one that has none and got no question above a note.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path
from string import ascii_letters

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from samples.cases import FOLDER, Case, read  # noqa: E402
from validate.checks import find  # noqa: E402
from validate.records import Finding  # noqa: E402

_NUMERAL = re.compile(r"\d[\d.,]*")
Tally = dict[str, list[int]]


def judged(case: Case, rules: Rules) -> tuple[bool, list[Finding]]:
    """Whether a case is found or quiet as it must be, and the questions that nobody wanted."""
    report = read_report(case.document, rules)
    findings = find(report, read_figures(report, rules), rules)
    left = list(findings)
    found = 0
    for numerals in case.wanted:
        hit = next((f for f in left if any(_is_about(f, numeral) for numeral in numerals)), None)
        if hit:
            left.remove(hit)
            found += 1
    unwanted = [f for f in left if f.level != "note"]
    return (found == len(case.wanted) if case.wanted else not unwanted), unwanted


def _is_about(finding: Finding, numeral: str) -> bool:
    """Whether a finding points at a numeral: `60,26KH` at 60,26, `2024-08-10` at `ngày 10 tháng 8 năm 2024`."""
    if finding.check == "metadata":
        return _numbers(numeral) <= _numbers(finding.printed)
    if finding.verdict is not None:
        return numeral in finding.printed or any(n in finding.recomputed for n in _NUMERAL.findall(numeral))
    return numeral in (finding.printed, finding.printed.rstrip(ascii_letters))


def _numbers(printed: str) -> set[int]:
    return {int(n) for n in re.findall(r"\d+", printed)}


def tally(cases: list[Case], rules: Rules) -> tuple[Tally, list[str]]:
    """Found and to be found, quiet and to be quiet, for each check and for all; and what went wrong."""
    counts: Tally = defaultdict(lambda: [0, 0, 0, 0])
    said = []
    for case in cases:
        right, unwanted = judged(case, rules)
        at = 0 if case.wanted else 2
        for name in (case.check, "all"):
            counts[name][at] += right
            counts[name][at + 1] += 1
        if not right or unwanted:
            asked = "; ".join(f"{f.check}: {f.message_vi}" for f in unwanted)
            said.append(f"{case.id} {'' if right else 'SAI '}[{case.why}] {case.text.strip()}\n    {asked}")
    return counts, said


def table(counts: Tally) -> str:
    """Sensitivity and specificity, a line for each check."""
    lines = ["| | cases | sensitivity | specificity |", "|---|---:|---:|---:|"]
    for name in [*sorted(n for n in counts if n != "all"), "all"]:
        found, wanted, quiet, calm = counts[name]
        shares = [f"{a / b:.3f}" if b else "–" for a, b in ((found, wanted), (quiet, calm))]
        lines.append(f"| {name} | {wanted + calm} | {shares[0]} | {shares[1]} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table; `-v` shows what went wrong, a folder is read in place of samples/cases."""
    folders = [Path(a) for a in sys.argv[1:] if a != "-v"] or [FOLDER]
    counts, said = tally(read(folders), load())
    print("\n\n".join(said) if "-v" in sys.argv else "", end="\n" if "-v" in sys.argv else "")
    print(table(counts))


if __name__ == "__main__":
    main()
