"""Labels of samples and passages in one form, and how much of what was read they hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.text import key
from review.matching import match, same_figure, same_place, words_agree
from review.score import read_gold
from samples import passages

Row = dict[str, Any]
Labels = dict[str, list[Row]]
# points of each row that was read, by its id: 0 where no label knows it, None where it may be left out
Grades = dict[int, int | None]

# where a row stands is no part of what it says
PLACE = ("at", "sentence", "task_path")
# what is said of a figure beside its size and unit
SAID = ("basis", "role", "relation", "direction", "hedge", "period")
# a figure whose label names no whole and no end of a range has none
_EMPTY: dict[str, Row] = {"figures": {"of": "", "high": ""}, "verdicts": {}, "headings": {}}
_NAMES = {"percent_of": "basis", "verdict": "class", "heading_starts": "starts"}


def read(paths: Sequence[Path]) -> dict[str, Labels]:
    """The labels of some files by the name of the document: of passages, and of reports with `gold.*.tsv` beside."""
    found: dict[str, Labels] = {}
    for path in paths:
        if path.suffix == ".toml":
            found |= {f"{passage.source}#{passage.id}": passage.gold for passage in passages.read_file(path)}
        elif (path.parent / "gold.figures.tsv").is_file():
            found[f"{path.parent.name}/{path.name}"] = _of_sample(path.parent)
    return found


def _of_sample(folder: Path) -> Labels:
    """The ground truth of a sample under the names that passages use."""
    gold = read_gold(folder)
    tables = {"figures": "figures", "verdicts": "verdicts", "headings": "tasks"}
    return {
        table: [{_NAMES.get(n, n): v for n, v in row.items() if v or n in ("of", "high")} for row in gold.get(name, [])]
        for table, name in tables.items()
    }


def completed(table: str, labels: Sequence[Row]) -> list[Row]:
    """Labels with what they leave out: no whole, no end of a range, and whether they must be found."""
    may = {True: "may", False: "yes"}
    return [{**_EMPTY[table], "must": may[bool(row.get("may"))], **row} for row in labels]


def grade(table: str, labels: Sequence[Row], found: Sequence[Row]) -> Grades:
    """The points of each row: one for being there, one for each thing said of it that its label says too."""
    matched = match(completed(table, labels), found, SAME[table], at_place)
    points: Grades = dict.fromkeys(map(id, found))
    # numbered paragraphs of a section of plans are places; they count neither way
    points |= {id(row): 0 for row in matched.invented if row.get("section_kind") != "plan_next"}
    points |= {id(row): 1 + sum(agrees(q, label, row) for q in SAID if label.get(q)) for label, row in matched.pairs}
    return points


def agrees(quality: str, label: Row, found: Row) -> bool:
    """True when a row says of a quality what its label says; a basis in its shorter or longer form."""
    if quality == "basis":
        return bool(found["basis"]) and words_agree(label["basis"], found["basis"])
    return bool(label[quality] == found[quality])


def at_place(label: Row, found: Row) -> bool:
    """True where a row stands where its label does: at its path, or in its words."""
    if "place" in label and "task_path" in found:
        return same_place(label, found)
    return words_agree(*(str(row.get("raw", "")).strip("(): .") for row in (label, found)))


def same_verdict(label: Row, found: Row) -> bool:
    """True for one class; how much of a sentence belongs to a judgement in prose is a matter of taste."""
    return bool(label["class"] == found["class"])


def same_heading(label: Row, found: Row) -> bool:
    """True for one number and the same first words."""
    first, other = (key(row["starts"]).strip(" .:") for row in (label, found))
    return bool(label["number"] == found["number"]) and (other.startswith(first) or first.startswith(other))


SAME = {"figures": same_figure, "verdicts": same_verdict, "headings": same_heading}
