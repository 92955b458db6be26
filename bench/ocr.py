"""Speed of reading scans side by side: our pages from pictures against bare Tesseract on the same pictures.

Both have the same pages at the same resolution, the same number of threads and one Tesseract for each; bare Tesseract
is asked for its words, their boxes and how sure they are, as we are. Others use a machine too, so the time of the
processor is measured beside that of the clock. With --stages: where our own time goes.
"""

import cProfile
import pstats
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

import pypdfium2  # noqa: E402
import tesserocr  # noqa: E402

from bench.page import put  # noqa: E402
from extract.paged import reading  # noqa: E402
from extract.paged.from_pdf import PdfSource  # noqa: E402
from extract.paged.picture import DPI, Gray, picture_of  # noqa: E402
from extract.paged.trained import LANGUAGE, trained  # noqa: E402
from extract.records import Recognition  # noqa: E402
from samples.scans import CLEAN, WORN, Wear, as_pdf, scanned  # noqa: E402

REFERENCE = HOME.parent / "shared" / "reference" / "bac-son-2024" / "report.scan.pdf"
ROUNDS, THREADS = 3, 2
# what we may need for each second that bare Tesseract needs
BAR = 1.2
_OWN = threading.local()


def gray_pages(data: bytes) -> list[Gray]:
    """The pages of a PDF in gray dots, with nothing done to them."""
    pdf = pypdfium2.PdfDocument(data)
    found = [page.render(scale=DPI / 72, grayscale=True).to_numpy() for page in pdf]
    found = [dots.reshape(dots.shape[:2]).copy() for dots in found]
    pdf.close()
    return found


def words(gray: Gray) -> int:
    """How many words bare Tesseract finds in a picture."""
    reader = getattr(_OWN, "reader", None)
    if reader is None:
        reader = _OWN.reader = tesserocr.PyTessBaseAPI(path=trained(), lang=LANGUAGE, psm=tesserocr.PSM.AUTO)
    height, width = gray.shape
    reader.SetImageBytes(gray.tobytes(), width, height, 1, width)
    reader.SetSourceResolution(DPI)
    reader.Recognize()
    found = [
        (
            word.GetUTF8Text(tesserocr.RIL.WORD),
            word.BoundingBox(tesserocr.RIL.WORD),
            word.Confidence(tesserocr.RIL.WORD),
        )
        for word in tesserocr.iterate_level(reader.GetIterator(), tesserocr.RIL.WORD)
    ]
    return len(found)


def bare(data: bytes) -> int:
    """Bare Tesseract, from the file to its words."""
    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(words, gray_pages(data)))


def ours(data: bytes) -> int:
    """From the file to the paragraphs and cells of its document."""
    source = PdfSource(Path("scan.pdf"), data, "0", Recognition("force", THREADS))
    source.close()
    return sum(len(block.text.split()) for block in source.document.blocks)


def timed(read: Callable[[bytes], int], data: bytes) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    assert read(data)
    return time.perf_counter() - clock, time.process_time() - processor


def medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """The median of the clock's and of the processor's seconds, each for itself."""
    return statistics.median(clock for clock, _ in runs), statistics.median(cpu for _, cpu in runs)


def documents() -> list[tuple[str, bytes]]:
    """Name and bytes of each scan: those of the samples, clean and worn, and the reference where it is there."""
    found = []
    for path in sorted((HOME / "samples").glob("*/gold.figures.tsv")):
        pdf = path.parent / "report.pdf"
        for name, wear in (("sạch", CLEAN), ("mờ", WORN), ("xiên 2°", Wear(crooked=2.0))):
            if pdf.exists():
                found.append((f"{path.parent.name}, {name}", as_pdf(scanned(pdf, wear), wear)))
    others = [REFERENCE, *(Path(name) for name in _asked() if name.endswith(".pdf"))]
    return found + [(path.parent.name, path.read_bytes()) for path in others if path.exists()]


def main() -> None:
    """Print pages a second of both and their ratio for every scan; --stages: the functions that took longest.

    Arguments choose scans by a part of their names, or are other PDFs; without any, the page of speed is rewritten.
    """
    lines = [
        f"{THREADS} luồng, {DPI} dpi, trung vị của {ROUNDS} lượt; hai cột cuối: baocao ÷ Tesseract trần.\n",
        "| | trang | Tesseract trần, trang/s | baocao, trang/s | đồng hồ | CPU |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    print(*lines, sep="\n")
    chosen = [d for d in documents() if not _asked() or any(d[0] in name or name in d[0] for name in _asked())]
    ratios = []
    for name, data in chosen:
        pages = len(gray_pages(data))
        runs = [(timed(bare, data), timed(ours, data)) for _ in range(ROUNDS)]
        bare_clock, bare_cpu = medians([run[0] for run in runs])
        own_clock, own_cpu = medians([run[1] for run in runs])
        ratios.append(own_cpu / bare_cpu)
        lines.append(
            f"| {name} | {pages} | {pages / bare_clock:.2f} | {pages / own_clock:.2f}"
            f" | {own_clock / bare_clock:.2f} | {ratios[-1]:.2f} |"
        )
        print(lines[-1], flush=True)
    lines.append(f"\nCPU, trung vị {statistics.median(ratios):.2f}, ngưỡng {BAR}")
    print(lines[-1])
    if not _asked():
        put("ocr", "\n".join(lines))
    if "--stages" in sys.argv:
        _print_stages(chosen)


def _asked() -> list[str]:
    return [a for a in sys.argv[1:] if not a.startswith("-")]


def _print_stages(chosen: list[tuple[str, bytes]]) -> None:
    """The processor's time of what is done on each page, one page after the other."""
    profile = cProfile.Profile()
    for _, data in chosen:
        for number, dots in enumerate(gray_pages(data), 1):
            profile.runcall(reading._read, number, profile.runcall(picture_of, dots, DPI))
    with tempfile.TemporaryFile("w+") as out:
        pstats.Stats(profile, stream=out).sort_stats("cumulative").print_stats("extract/paged|tesserocr", 24)
        out.seek(0)
        print(out.read())


if __name__ == "__main__":
    main()
