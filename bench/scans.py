"""How well scans are read: the samples as clean pictures of 200 dpi, and as worn ones of 150 with a stamp."""

import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from pipeline import read_one  # noqa: E402
from review.score import read_gold, score, score_text  # noqa: E402
from samples.scans import CLEAN, SHADOWED, WORN, Wear, as_pdf, scanned  # noqa: E402

WEARS = {
    "clean": CLEAN,
    "worn": WORN,
    "shadowed": SHADOWED,
    "crooked": Wear(crooked=2.0),
    "on its side": Wear(quarters=1),
}


def main() -> None:
    """Print F1 of every table for each sample and wear.

    Arguments choose wears and other folders; -v shows what is wrong.
    """
    names = [n for n in sys.argv[1:] if n in WEARS] or ["clean", "worn"]
    folders = [Path(f) for f in sys.argv[1:] if f not in WEARS and f != "-v"]
    folders = folders or sorted(p.parent for p in (HOME / "samples").glob("*/gold.figures.tsv"))
    print(f"{'':24} {'':12} {'tasks':>7} {'verdicts':>9} {'figures':>8} {'letterhead':>11}")
    for folder in folders:
        for name in names:
            with tempfile.TemporaryDirectory() as work:
                path = Path(work, "report.pdf")
                path.write_bytes(as_pdf(scanned(folder / "report.pdf", WEARS[name]), WEARS[name]))
                found = {s.table: s for s in score(read_gold(folder), read_one(str(path), threads=2))}
                found_text = score_text(list(found.values())) if "-v" in sys.argv else ""
            cells = [f"{found[t].matched.f1:.3f}" for t in ("tasks", "verdicts", "figures", "letterhead")]
            print(f"{folder.name:24} {name:12} {cells[0]:>7} {cells[1]:>9} {cells[2]:>8} {cells[3]:>11}", flush=True)
            print(found_text, end="\n" if found_text else "")


if __name__ == "__main__":
    main()
