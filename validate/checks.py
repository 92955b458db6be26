"""All checks, in the order in which a report is asked."""

from collections.abc import Sequence

from extract.records import Report
from extract.rules import Rules
from normalize.records import Reading
from validate import change, metadata, numbering, ratio, total, verdict_target
from validate import format as percent_sign
from validate.records import Evidence, Finding

CHECKS = (ratio, change, total, verdict_target, percent_sign, numbering, metadata)


def find(report: Report, readings: Sequence[Reading], rules: Rules) -> tuple[Finding, ...]:
    """The findings of one report, in reading order."""
    evidence = Evidence(report, readings, rules)
    found = [finding for check in CHECKS for finding in check.check(evidence)]
    return tuple(sorted(found, key=lambda f: (f.span.block, f.span.start) if f.span else (-1, -1)))
