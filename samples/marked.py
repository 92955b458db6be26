"""A sample's marked-up source, read once: clean paragraphs for the page, rows for the ground truth.

number: 412                           head: `name: value` lines up to a line `---`
# I. / ## 1. / ### 1.1.               section, group, task (bold); `= 1.` a numbered paragraph of plans
- item / + sub-item / | a | b |       list items, table rows; `~` stands for the signature block
{136%|%|136||dự toán tỉnh giao|result}  a figure: printed|unit|value|of|basis|role|high|must
{{(đạt)|achieved}}                    a verdict
! II/1/1.2 | ratio | yes | 60.26 | 60.76 | why   a finding
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
LEVELS = {"#": "section", "##": "group", "###": "task", "=": "group"}
FIGURE = ("raw", "unit", "value", "of", "percent_of", "role", "high", "must")
COLUMNS = {
    "tasks": ("number", "level", "kind", "heading_starts", "must"),
    "verdicts": ("place", "item", "raw", "verdict"),
    "figures": ("place", "raw", "value", "of", "unit", "percent_of", "must", "high", "role"),
    "findings": ("place", "kind", "must", "stated", "recomputed", "why"),
    "letterhead": (
        *("number", "symbol", "issuer", "issuer_level", "place", "date", "document_type", "title"),
        *("period_start", "period_end", "signer_role", "signer_name"),
    ),
}
_MARK = re.compile(r"\{\{([^{}|]+)\|(\w+)\}\}|\{([^{}|]+\|[^{}]*)\}")
_KIND = re.compile(r"(#{1,3}|[=\-+|~!])(?: +(.*))?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is printed: its mark (`#`, `-`, `|` …, empty for plain text) and its text."""

    mark: str
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.text.strip(" |").split("|")]


@dataclass(slots=True)
class Sample:
    """What is printed (`head`, `lines`) and what is true of it (`gold`, by table)."""

    head: Row
    lines: list[Line] = field(default_factory=list)
    gold: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(slots=True)
class _Place:
    """Where the reader of the source stands: numbers of the headings above, items counted so far."""

    numbers: list[str] = field(default_factory=list)
    items: int = 0

    def enter(self, kind: str, number: str) -> None:
        depth = ("section", "group", "task").index(kind)
        self.numbers = [*self.numbers[:depth], number]
        self.items = 0

    @property
    def path(self) -> str:
        return "/".join(self.numbers) or "-"


def read(path: Path) -> Sample:
    """The sample written in a source file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    sample = Sample(dict(_pair(line) for line in head.splitlines() if line.strip()))
    if body.strip():
        sample.gold = {table: [] for table in ("tasks", "verdicts", "figures", "findings")}
    place = _Place()
    for line in filter(str.strip, body.splitlines()):
        _take(sample, place, line.strip())
    if sample.head["document_type"] != "BÁO CÁO":
        sample.gold = {}
    sample.gold["letterhead"] = [{name: sample.head.get(name, "") for name in COLUMNS["letterhead"]}]
    return sample


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _take(sample: Sample, place: _Place, line: str) -> None:
    """Adds a line of the body to what is printed and to what is true."""
    found = _KIND.match(line)
    mark, text = (found[1], found[2] or "") if found else ("", line)
    if mark == "!":
        values = [part.strip() for part in text.split("|")]
        sample.gold["findings"].append(dict(zip(COLUMNS["findings"], values, strict=True)))
        return
    if mark == "~":
        place.numbers, place.items = [], 0
    elif mark in LEVELS:
        number, _, heading = text.partition(" ")
        place.enter(LEVELS[mark], number.rstrip("."))
        sample.gold["tasks"].append(_task(place, mark, printed(heading)))
    elif mark == "-":
        place.items += 1
    sample.lines.append(Line(mark, printed(text)))
    for table, row in _truths(text):
        row["place"] = place.path
        if table == "verdicts" and mark not in (*LEVELS, "|"):
            row["item"] = str(max(place.items, 1))
        sample.gold[table].append(row)


def _task(place: _Place, mark: str, heading: str) -> Row:
    kind = LEVELS[mark]
    first = " ".join(heading.split()[:9]).rstrip(".:;,")
    level = str(len(place.numbers))
    must = "may" if mark == "=" else "yes"
    return {"number": place.numbers[-1], "level": level, "kind": kind, "heading_starts": first, "must": must}


def printed(text: str) -> str:
    """The text as it stands on the page, without marks."""
    return _MARK.sub(lambda m: m[1] or m[3].split("|")[0], text)


def _truths(text: str) -> Iterator[tuple[str, Row]]:
    """The figures and verdicts of a line, in reading order."""
    for mark in _MARK.finditer(text):
        if mark[1]:
            yield "verdicts", {"raw": mark[1], "verdict": mark[2]}
        else:
            row = dict(zip(FIGURE, mark[3].split("|"), strict=False))
            row["must"] = row.get("must") or "yes"
            yield "figures", row


def write_gold(sample: Sample, folder: Path) -> None:
    """Writes gold.*.tsv beside the sample."""
    for table, rows in sample.gold.items():
        columns = COLUMNS[table]
        lines = ["\t".join(columns), *("\t".join(row.get(c, "") for c in columns) for row in rows)]
        (folder / f"gold.{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
