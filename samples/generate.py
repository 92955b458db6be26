"""Invented reports by their number: the same seed gives the same report, consistent as printed, in many wordings.

`generate` gives a report with the relations between its numbers, `plant` puts one error into it, `write` makes a Word
file of it. The figures of a report
are drawn once, with many digits, and printed in its fashion: rounded or cut off, with few or many decimals.
"""

import sys
from pathlib import Path
from random import Random

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from samples.generated.amounts import MODES, Fashion  # noqa: E402
from samples.generated.annexes import Annexes  # noqa: E402
from samples.generated.draft import GeneratedReport  # noqa: E402
from samples.generated.errors import Planted, plant  # noqa: E402
from samples.generated.papers import draw_paper  # noqa: E402
from samples.generated.word_file import save  # noqa: E402
from samples.generated.writing import PROSE, Writer  # noqa: E402

__all__ = ["GeneratedReport", "Planted", "generate", "plant", "write"]

_SEPARATORS = (*((".", ","),) * 14, *(("", ","),) * 2, *((" ", ","),) * 2, (" ", "."), (",", "."))


def generate(seed: int) -> GeneratedReport:
    """The report of a seed."""
    rnd = Random(f"report {seed}")
    paper = draw_paper(rnd)
    fashion = draw_fashion(rnd)
    writer = Writer(rnd, paper, fashion)
    body = writer.write()
    annexes = Annexes(rnd, writer).write()
    asked = f"{rnd.randint(3, 27):02d}/01/{paper.head['date'][:4]}"
    names = {**paper.names, "no": str(rnd.randint(11, 90)), "date": asked}
    basis, opening, closing = (rnd.choice(PROSE[n]).format(**names) for n in ("basis", "opening", "closing"))
    lines = (*paper.opening, basis, opening, *body, closing, *paper.signature, *annexes)
    draft = writer.draft
    return GeneratedReport(seed, fashion, paper.head, lines, tuple(draft.tokens), tuple(draft.relations))


def draw_fashion(rnd: Random) -> Fashion:
    """How a report prints its numbers."""
    thousands, point = rnd.choice(_SEPARATORS)
    return Fashion(
        decimals=rnd.choice((0, 1, 1, 1, 2, 2)),
        mode=rnd.choices(list(MODES), (6, 2, 2))[0],
        thousands=thousands,
        point=point,
        money=rnd.choices(("triệu đồng", "trđ", "tỷ đồng", "đồng"), (6, 2, 3, 1))[0],
        money_decimals=rnd.choice((0, 0, 0, 1, 2)),
        padded=rnd.random() < 0.8,
        trimmed=rnd.random() < 0.7,
        from_printed=rnd.random() < 0.5,
        percent=rnd.choices(("%", " %"), (9, 1))[0],
        per_figure=rnd.random() < 0.25,
    )


def write(seed: int, folder: Path) -> Path:
    """A Word file of the report of a seed."""
    return save(generate(seed), folder / f"report-{seed:05d}.docx")
