"""Issuers of one name told apart: two communes Tân Lập, of the districts Lộc Bình and Trùng Khánh."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from extract.names import Writing
from extract.rules import Rules
from extract.text import key

Row = dict[str, Any]


def issuers(reports: Sequence[Row], rules: Rules) -> dict[str, str]:
    """The issuer of each report by report_id; with the place of the body above where several share the name.

    A report that prints no body above keeps the bare name, and is then nobody else's.
    """
    writing = Writing(rules, "")
    above = {r["report_id"]: writing.place(r["superior"]) or r["superior"] for r in reports if r["superior"]}
    places: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if place := above.get(report["report_id"]):
            places[report["issuer"]].add(key(place))
    shared = {issuer for issuer, found in places.items() if len(found) > 1}
    names = {r["report_id"]: r["issuer"] for r in reports}
    return {i: f"{name}, {above[i]}" if name in shared and i in above else name for i, name in names.items()}
