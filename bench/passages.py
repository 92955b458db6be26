"""How well labelled passages are read, by phenomenon: figures, verdicts, headings, and what is said of the figures."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench import labels  # noqa: E402
from bench.dump_rows import rows_of  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from review.matching import Row, match, same_figure, same_size, same_unit  # noqa: E402
from samples.passages import FOLDER, Passage, read  # noqa: E402

TABLES = ("figures", "verdicts", "headings")
# what is said of a figure: compared where the label says it, in matched figures only
SAID = ("unit", *labels.SAID)


@dataclass(slots=True)
class Tally:
    """The counts of some passages: by table right, missed, invented; by quality of a figure right and of how many."""

    tables: dict[str, list[int]] = field(default_factory=lambda: {t: [0, 0, 0] for t in TABLES})
    said: dict[str, list[int]] = field(default_factory=lambda: {s: [0, 0] for s in SAID})

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        for mine, theirs in ((self.tables, other.tables), (self.said, other.said)):
            for name, counts in theirs.items():
                mine[name] = [a + b for a, b in zip(mine[name], counts, strict=True)]

    def precision(self, table: str) -> float:
        """The share of what was found that is there."""
        right, _, invented = self.tables[table]
        return right / (right + invented) if right + invented else 1.0

    def recall(self, table: str) -> float:
        """The share of what is there that was found."""
        right, missed, _ = self.tables[table]
        return right / (right + missed) if right + missed else 1.0

    def f1(self, table: str) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision(table), self.recall(table)
        return 2 * p * r / (p + r) if p + r else 0.0

    def share(self, quality: str) -> float:
        """How often a quality of matched figures is right."""
        right, of = self.said[quality]
        return right / of if of else 1.0


def found_rows(passage: Passage, rules: Rules) -> dict[str, list[Row]]:
    """What is read in a passage, as rows like those of its labels."""
    report = read_report(passage.document, rules)
    return rows_of(report, read_figures(report, rules))


def compare(passage: Passage, found: dict[str, list[Row]]) -> tuple[Tally, list[str]]:
    """The counts of one passage, and a line for each thing that is wrong."""
    tally, wrong = Tally(), []
    for table, same in labels.SAME.items():
        gold = labels.completed(table, passage.gold[table])
        matched = match(gold, found[table], same, labels.at_place)
        tally.tables[table] = [len(matched.pairs), len(matched.missed), len(matched.invented)]
        wrong += [f"sót  {table}: {_short(g)}" for g in matched.missed]
        wrong += [f"thừa {table}: {_short(f)}" for f in matched.invented]
        if table == "figures":
            sized = match(gold, found[table], same_size, same_figure).pairs
            tally.said["unit"] = [sum(same_unit(g["unit"], f["unit"]) for g, f in sized), len(sized)]
            wrong += _said(tally, matched.pairs)
    return tally, wrong


def _said(tally: Tally, pairs: Sequence[tuple[Row, Row]]) -> list[str]:
    """Count what is said of the matched figures; the lines of what differs."""
    wrong = []
    for gold, found in pairs:
        for quality in SAID[1:]:
            if quality not in gold or (quality == "basis" and not gold["basis"]):
                continue
            right = labels.agrees(quality, gold, found)
            tally.said[quality][0] += right
            tally.said[quality][1] += 1
            if not right:
                wrong.append(f"lệch {quality}: {gold['raw']}: {gold[quality]} ≠ {found[quality]}")
    return wrong


def _short(row: Row) -> str:
    shown = {n: v for n, v in row.items() if n not in labels.PLACE and v not in (None, "", "yes", "exact")}
    return " ".join(f"{n}={v}" for n, v in shown.items())


def tally(passages: Iterable[Passage], rules: Rules) -> tuple[dict[str, Tally], dict[str, list[str]]]:
    """The counts by phenomenon, `all` for all of them, and what is wrong by passage."""
    counts: dict[str, Tally] = {"all": Tally()}
    wrong: dict[str, list[str]] = {}
    for passage in passages:
        one, lines = compare(passage, found_rows(passage, rules))
        for name in (passage.about, "all"):
            counts.setdefault(name, Tally()).add(one)
        if lines:
            wrong[passage.id] = lines
    return counts, wrong


def table(counts: dict[str, Tally]) -> str:
    """The counts as a table: figures P and R, verdicts and headings F1, what is said of figures."""
    head = ["figures P", "R", "F1", "verdicts F1", "headings F1", *SAID]
    lines = ["| | " + " | ".join(head) + " |", "|---|" + "---:|" * len(head)]
    for name in sorted(counts, key=lambda n: (n == "all", n)):
        one = counts[name]
        cells = [one.precision("figures"), one.recall("figures"), one.f1("figures")]
        shown = [f"{v:.3f}" if any(one.tables["figures"]) else "–" for v in cells]
        shown += [f"{one.f1(t):.3f}" if any(one.tables[t]) else "–" for t in TABLES[1:]]
        shown += [f"{one.share(s):.3f}" if one.said[s][1] else "–" for s in SAID]
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the scores of a folder of passages; with `-v` all that is wrong, with a word only what names it."""
    folder = Path(next((a for a in sys.argv[1:] if not a.startswith("-")), FOLDER))
    passages = read(folder)
    counts, wrong = tally(passages, load())
    if "-v" in sys.argv:
        texts = {p.id: p.text.strip() for p in passages}
        for id_, lines in wrong.items():
            print(f"\n# {id_}\n{texts[id_]}\n  " + "\n  ".join(lines))
    print(table(counts))


if __name__ == "__main__":
    main()
