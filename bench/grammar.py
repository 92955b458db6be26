"""How fast the grammar reads running text on one core: characters and megabytes a second, files left out.

The texts are in memory; what is remembered of a text is forgotten between the rounds, since a report is read once.
The medians go into docs/performance.md, between its marks.
"""

import platform
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "bench")]

import long_report  # noqa: E402
import page  # noqa: E402

from extract import sentences, text  # noqa: E402
from extract.records import Block, Document, Piece  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from extract.source import open_source  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from samples import passages  # noqa: E402

ROUNDS = 15


class Speed(NamedTuple):
    """Seconds of the two steps for some texts of so many characters and bytes (UTF-8)."""

    characters: int
    size: int
    report: float
    figures: float


def corpora() -> Iterator[tuple[str, list[Document]]]:
    """The texts that are read, by name."""
    yield "báo cáo dài", [_long_report()]
    yield "các mẫu", [_opened(path) for path in sorted((HOME / "samples").glob("*/report.docx"))]
    labelled = [passage.document for passage in passages.read()]
    if labelled:
        yield f"{len(labelled)} đoạn có nhãn", labelled


def _long_report() -> Document:
    blocks = tuple(
        Block(i, line, (Piece(0, len(line), source=i),), lead=len(line) if is_heading else 0)
        for i, (line, is_heading) in enumerate(long_report.paragraphs())
    )
    return Document(Path("long"), "long", 0, "text/plain", "docx", blocks)


def _opened(path: Path) -> Document:
    source = open_source(path)
    source.close()
    return source.document


def speed(documents: Sequence[Document], rules: Rules) -> Speed:
    """The medians of some rounds over the documents; the first round warms up."""
    times = [_round(documents, rules) for _ in range(ROUNDS + 1)][1:]
    report, figures = (statistics.median(step) for step in zip(*times, strict=True))
    texts = [block.text for document in documents for block in document.blocks]
    return Speed(sum(map(len, texts)), sum(len(t.encode()) for t in texts), report, figures)


def _round(documents: Sequence[Document], rules: Rules) -> tuple[float, float]:
    """Seconds for the reports and for the readings of their figures."""
    text.key.cache_clear()
    sentences._stops.cache_clear()
    since = time.perf_counter()
    reports = [read_report(document, rules) for document in documents]
    between = time.perf_counter()
    for report in reports:
        read_figures(report, rules)
    return between - since, time.perf_counter() - between


def table(speeds: dict[str, Speed]) -> list[str]:
    """The speeds as a Markdown table: thousands of characters a second, megabytes a second."""
    steps = ("read_report", "read_figures", "cả hai")
    lines = [
        "| | ký tự | " + " | ".join(f"{step}, nghìn ký tự/s | MB/s" for step in steps) + " |",
        "|---|---:|" + "---:|---:|" * len(steps),
    ]
    for name, one in speeds.items():
        cells = [f"{one.characters:,}".replace(",", ".")]
        for seconds in (one.report, one.figures, one.report + one.figures):
            cells += [f"{one.characters / seconds / 1e3:.0f}", f"{one.size / seconds / 1e6:.2f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def main() -> None:
    """Measure, print, and put the table into docs/performance.md."""
    rules = load()
    speeds = {name: speed(documents, rules) for name, documents in corpora()}
    said = f"Python {platform.python_version()}, {platform.machine()}, một nhân, trung vị {ROUNDS} lượt."
    shown = "\n".join([said, "", *table(speeds)])
    print(shown)
    page.put("grammar", shown)


if __name__ == "__main__":
    main()
