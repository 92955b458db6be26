"""Speed side by side: from opening a file to its findings, against the bare text extraction of other tools.

Every tool reads the same files in one process, warm, several times in turn; the medians go into
docs/performance.md, between its marks. Imports are measured in processes of their own.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "bench")]

import long_report  # noqa: E402
import page  # noqa: E402

REFERENCE = HOME.parent / "shared" / "reference" / "bac-son-2024"
ROUNDS = 9
OWN = "baocao (tới điểm cần rà soát)"


def ours(path: Path) -> int:
    """From the file to its findings in memory; the number of figures, so that nothing is skipped."""
    from extract.report import read_report
    from extract.rules import load
    from extract.source import open_source
    from normalize.readings import read_figures
    from validate.checks import find

    rules = load()
    source = open_source(path)
    report = read_report(source.document, rules)
    readings = read_figures(report, rules)
    find(report, readings, rules)
    source.close()
    return len(readings)


def stages(path: Path) -> dict[str, float]:
    """Milliseconds of each stage, medians."""
    from extract.report import read_report
    from extract.rules import load
    from extract.source import open_source
    from normalize.readings import read_figures
    from validate.checks import find

    rules = load()
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        marks = [time.perf_counter()]
        source = open_source(path)
        marks.append(time.perf_counter())
        report = read_report(source.document, rules)
        marks.append(time.perf_counter())
        readings = read_figures(report, rules)
        marks.append(time.perf_counter())
        find(report, readings, rules)
        marks.append(time.perf_counter())
        source.close()
        for name, since, until in zip(("mở, lấy chữ", "đọc", "chuẩn hóa", "rà soát"), marks, marks[1:], strict=False):
            times.setdefault(name, []).append((until - since) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def pdfplumber_text(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_text()) for page in pdf.pages)


def pypdfium2_text(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    size = sum(len(page.get_textpage().get_text_range()) for page in pdf)
    pdf.close()
    return size


def markitdown_text(path: Path) -> int:
    from markitdown import MarkItDown

    return len(MarkItDown(enable_plugins=False).convert(str(path)).text_content)


def kreuzberg_text(path: Path) -> int:
    import kreuzberg

    return len(kreuzberg.extract_file_sync(str(path)).content)


PEERS: dict[str, tuple[Callable[[Path], int], str, tuple[str, ...]]] = {
    OWN: (ours, "import pipeline, extract.report, extract.source, validate.checks", (".docx", ".pdf")),
    "kreuzberg, chữ": (kreuzberg_text, "import kreuzberg", (".docx", ".pdf")),
    "markitdown, chữ": (markitdown_text, "import markitdown", (".docx", ".pdf")),
    "pdfplumber, chữ": (pdfplumber_text, "import pdfplumber", (".pdf",)),
    "pypdfium2, chữ": (pypdfium2_text, "import pypdfium2", (".pdf",)),
}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The reports that are read: the reference where it is there, and thirty pages made here."""
    if REFERENCE.is_dir():
        yield "báo cáo thật, docx", REFERENCE / "report.docx"
        yield "báo cáo thật, pdf", REFERENCE / "report.pdf"
    long_report.write_docx(folder / "long.docx")
    pages = long_report.write_pdf(folder / "long.pdf")
    yield f"{pages} trang, docx", folder / "long.docx"
    yield f"{pages} trang, pdf", folder / "long.pdf"


def measure(paths: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Median milliseconds by tool and file; the tools take turns, so that a busy moment hits all alike."""
    times: dict[str, dict[str, list[float]]] = {tool: {} for tool in PEERS}
    for turn in range(ROUNDS + 1):
        for tool, (read, _, kinds) in PEERS.items():
            for name, path in paths.items():
                if path.suffix not in kinds:
                    continue
                since = time.perf_counter()
                read(path)
                if turn:  # the first turn warms up
                    times[tool].setdefault(name, []).append((time.perf_counter() - since) * 1000)
    return {tool: {name: statistics.median(t) for name, t in of.items()} for tool, of in times.items()}


def import_time(statement: str) -> float:
    """Milliseconds that a fresh process spends on imports, the interpreter's own start apart."""

    def run(code: str) -> float:
        found = []
        for _ in range(3):
            since = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=HOME, capture_output=True)
            found.append((time.perf_counter() - since) * 1000)
        return min(found)

    return run(statement) - run("pass")


def table(times: dict[str, dict[str, float]], names: list[str]) -> list[str]:
    """The medians as a Markdown table, with the imports in a column of their own."""
    lines = ["| ms | " + " | ".join(names) + " | nạp thư viện |", "|---|" + "---:|" * (len(names) + 1)]
    for tool, of in times.items():
        cells = [f"{of[n]:.1f}" if n in of else "–" for n in names]
        lines.append(f"| {tool} | {' | '.join(cells)} | {import_time(PEERS[tool][1]):.0f} |")
    own, bare = times[OWN], times["kreuzberg, chữ"]
    lines.append("| baocao ÷ kreuzberg | " + " | ".join(f"{own[n] / bare[n]:.2f}" for n in names) + " | |")
    slow = times["pdfplumber, chữ"]
    lines.append(
        "| pdfplumber ÷ baocao | " + " | ".join(f"{slow[n] / own[n]:.1f}" if n in slow else "–" for n in names) + " | |"
    )
    return lines


def shares(paths: dict[str, Path]) -> list[str]:
    """What each stage takes, in milliseconds and as a share."""
    lines = []
    for name, path in paths.items():
        of = stages(path)
        total = sum(of.values())
        if not lines:
            lines = ["| ms (phần) | " + " | ".join(of) + " |", "|---|" + "---:|" * len(of)]
        lines.append(f"| {name} | " + " | ".join(f"{t:.1f} ({t / total:.0%})" for t in of.values()) + " |")
    return lines


def main() -> None:
    """Measure, print, and put the tables into docs/performance.md."""
    with tempfile.TemporaryDirectory() as folder:
        paths = dict(files(Path(folder)))
        times = measure(paths)
        text = "\n".join(
            [
                f"Python {platform.python_version()}, {platform.machine()}, một tiến trình, trung vị {ROUNDS} lượt.",
                "",
                *table(times, list(paths)),
                "",
                *shares(paths),
            ]
        )
    print(text)
    page.put("speed", text)


if __name__ == "__main__":
    main()
