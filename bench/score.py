"""How well it reads: precision and recall on the samples, and on the reference reports where they are there."""

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from pipeline import read_one  # noqa: E402
from review.score import read_gold, score, score_text  # noqa: E402


def main() -> None:
    """Print one table of scores for every report with ground truth."""
    folders = sorted(p.parent for p in (HOME / "samples").glob("*/gold.figures.tsv"))
    folders += sorted(p.parent for p in (HOME.parent / "shared" / "reference").glob("*/gold.figures.tsv"))
    for folder in folders:
        for name in ("report.docx", "report.pdf"):
            print(f"\n== {folder.name}/{name}")
            print(score_text(score(read_gold(folder), read_one(str(folder / name)))))


if __name__ == "__main__":
    main()
