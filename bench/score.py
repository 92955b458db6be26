"""How well it reads and asks: the labelled passages and cases, the samples, the reference reports where they are."""

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench import cases, passages  # noqa: E402
from extract.rules import load  # noqa: E402
from pipeline import read_one  # noqa: E402
from review.score import read_gold, score, score_text  # noqa: E402
from samples.cases import read as read_cases  # noqa: E402
from samples.passages import read  # noqa: E402


def main() -> None:
    """Print the scores of the passages and of the cases, then one table for every report with ground truth."""
    labelled = read()
    print(f"== samples/passages: {len(labelled)} đoạn có nhãn")
    print(passages.table(passages.tally(labelled, load())[0]))
    to_ask = read_cases()
    print(f"\n== samples/cases: {len(to_ask)} trường hợp có nhãn")
    print(cases.table(cases.tally(to_ask, load())[0]))
    folders = sorted(p.parent for p in (HOME / "samples").glob("*/gold.figures.tsv"))
    folders += sorted(p.parent for p in (HOME.parent / "shared" / "reference").glob("*/gold.figures.tsv"))
    for folder in folders:
        for name in ("report.docx", "report.pdf"):
            print(f"\n== {folder.name}/{name}")
            print(score_text(score(read_gold(folder), read_one(str(folder / name)))))


if __name__ == "__main__":
    main()
