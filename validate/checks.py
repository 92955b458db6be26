"""All checks, in the order in which a report is asked."""

from collections.abc import Iterable, Sequence

from extract.records import Report
from extract.rules import Rules
from normalize.records import Reading
from validate import (
    basis,
    change,
    conclusion,
    correction,
    count,
    direction,
    metadata,
    no_result,
    numbering,
    previous,
    ratio,
    repeated,
    scale,
    shares,
    table,
    total,
    verdict_target,
)
from validate import format as percent_sign
from validate.records import Evidence, Finding

CHECKS = (
    scale, ratio, change, direction, total, table, shares, repeated, count, verdict_target, percent_sign, basis,
    no_result, conclusion, numbering, metadata,
)  # fmt: skip


def find(report: Report, readings: Sequence[Reading], rules: Rules) -> tuple[Finding, ...]:
    """The findings of one report, in reading order."""
    return asked(Evidence(report, readings, rules))


def asked(evidence: Evidence) -> tuple[Finding, ...]:
    """The same, with the evidence told which figures could be checked."""
    found = _once(finding for check in CHECKS for finding in check.check(evidence))
    return tuple(sorted(found, key=lambda f: (f.span.block, f.span.start) if f.span else (-1, -1)))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, of several mismatches about one number the first: its row and its column ask one question."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        is_sum = finding.level == "mismatch"
        found.setdefault((finding.span,) if is_sum else (finding.check, finding.span, finding.printed), finding)
    return list(found.values())


def checks_page() -> str:
    """docs/checks.md: what every check asks, in the words of its own file."""
    parts = [
        "# Checks",
        "",
        "Made by `make dictionary` from `validate/`: what each check, one file, says of itself.",
        "",
    ]
    # the last two are asked elsewhere: of all reports of an issuer, and of what was decided
    for check in (*CHECKS, previous, correction):
        name = check.__name__.rsplit(".", 1)[-1]
        parts += [f"## {name}", "", (check.__doc__ or "").strip(), ""]
    return "\n".join(parts)
