"""Whether reading takes twice the time for twice the text: near-matches repeated up to a million characters.

Each shape is read in growing lengths until it has a million characters or takes too long; what counts is the
step between the two longest. Exit code 1 where a shape costs more than it should.
"""

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extract.records import Block, Document, Piece  # noqa: E402
from extract.report import read_report  # noqa: E402
from extract.rules import Rules, load  # noqa: E402
from extract.source import open_source  # noqa: E402
from normalize.readings import read_figures  # noqa: E402
from validate.checks import find  # noqa: E402

LONGEST = 1_000_000
FIRST = LONGEST // 256
# twice the text may take this many times the time; four times is what a square costs
MOST = 2.5
# below this many seconds a busy machine may be the cause, and the shape is measured once more
SURELY = 5.0
# a text is not read twice as long where that would take more seconds than this, were it to cost a square
PATIENCE = 20.0
# shorter times than this are noise
LEAST = 0.005
ROUNDS = 5
# a time of so many seconds is taken from two rounds: the first also pays for fresh memory
ENOUGH = 1.0

# what is repeated; the longer ones begin forms of rules/*.toml that they do not end
SHAPES = {
    "a letter": "a",
    "a digit": "1",
    "a space": " a",
    "digits with separators": "1.234,",
    "groups of three": "1.000.",
    "1.1.1.1": "1.",
    "numbers": "12 ",
    "numbers in a list": "5, ",
    "(đạt (đạt": "(đạt ",
    "đạt) đạt)": "đạt) ",
    "((((": "(",
    "()()": "(5) ",
    "từ 1 đến 1 đến": "từ 1 đến ",
    "1 - 1 - 1": "1 - ",
    "5% và 5% và": "5% và ",
    "lần lượt 5,4 và": "lần lượt 5,4 và ",
    "lần lượt, then a list": "5,4, ",
    "so với so với": "so với ",
    "so với cùng kỳ tăng": "so với cùng kỳ tăng ",
    "12/12/12/12": "12/",
    "5 hộ/5 hộ": "5 hộ/",
    "5 hồ sơ trực tuyến": "5 hồ sơ trực tuyến ",
    "dates": "ngày 12/12/2024 ",
    "years": "năm 2024, ",
    "years before a year": "2024, ",
    "months": "tháng 9 ",
    "unit words": "triệu đồng ",
    "rates": "đồng/người/năm/",
    "amounts": "5 triệu đồng ",
    "compounds": "5 tỷ 5 triệu ",
    "scale words": "5 tỷ triệu nghìn ",
    "tăng giảm": "tăng giảm ",
    "tăng thêm": "tăng thu nhập bình quân ",
    "các hộ": "các hộ ",
    "kế hoạch giao": "kế hoạch dự toán ",
    "tổng số hộ": "tổng số hộ ",
    "đạt 5% kế hoạch": "đạt 5% kế hoạch, ",
    "trong đó": "trong đó 5 hộ, ",
    "chưa đạt": "chưa đạt chỉ tiêu ",
    "sentences": "Đạt 5 hộ. ",
    "abbreviations": "TP. ",
    "document numbers": "số 12/QĐ-UBND ",
    "capitals": "A",
    "Quyết định số": "Quyết định số ",
    "quarters": "quý IV/",
    "roman numerals": "I",
    "dashes": "-",
    "marks": "- ",
    "quotes": "“",
    "slashes": "/",
    "dots": ".",
    "dots and spaces": ". ",
    "percent signs": "%",
    "5%5%": "5%",
    "letters and digits": "a1",
    "plus and minus": "+5 -5 ",
    "dollars": "$5 ",
}
# the same, each time as a paragraph of its own
PARAGRAPHS = {
    "paragraphs of text": "Kết quả đạt 5% kế hoạch, tăng 3% so với cùng kỳ",
    "paragraphs: items": "- Kết quả đạt 5% kế hoạch: (đạt)",
    "paragraphs: headings": "1. Phấn đấu thu ngân sách đạt 5 tỷ đồng",
    "paragraphs: deeper headings": "1.1.1.1.1. Thu ngân sách",
    "paragraphs: sections": "I. KẾT QUẢ THỰC HIỆN",
    "paragraphs: results": "Kết quả: đạt 5 tỷ đồng",
    "paragraphs: capitals": "BÁO CÁO",
    "paragraphs: recipients": "Nơi nhận:",
    "paragraphs: signatures": "TM. ỦY BAN NHÂN DÂN",
    "paragraphs: mottos": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "paragraphs: numbers": "Số: 12/BC-UBND",
    "paragraphs: annexes": "PHỤ LỤC (Kèm theo Báo cáo số 12/BC-UBND)",
    "paragraphs: closing": "Trên đây là báo cáo năm 2024./.",
}


class Cost(NamedTuple):
    """Seconds for `size` characters, and for half of them."""

    size: int
    half: float
    whole: float

    @property
    def ratio(self) -> float:
        """How many times the time twice the text takes; 1 where both are too short to tell."""
        return self.whole / self.half if self.whole > LEAST else 1.0


def document(texts: list[str]) -> Document:
    """Paragraphs as a document."""
    blocks = tuple(Block(i, t, (Piece(0, len(t), source=i),)) for i, t in enumerate(texts))
    return Document(Path("linear"), "linear", 0, "text/plain", "docx", blocks)


def texts(shape: str, size: int, whole: bool) -> list[str]:
    """A shape repeated to a size: as one paragraph, or each time as one of its own."""
    count = size // len(shape) + 1
    return [(shape * count)[:size].strip()] if whole else [shape] * count


def seconds(shape: str, size: int, whole: bool, rules: Rules) -> float:
    """What the whole grammar takes, the best of some rounds; the texts differ, so that nothing is remembered."""
    best = float("inf")
    for turn in range(ROUNDS):
        made = document(texts(shape, size + turn * len(shape), whole))
        gc.collect()  # what the round before left behind is not this one's cost
        since = time.process_time()
        report = read_report(made, rules)
        find(report, read_figures(report, rules), rules)
        best = min(best, time.process_time() - since)
        if best > (ENOUGH if turn else SURELY):
            break
    return best


def cost(shape: str, whole: bool, rules: Rules) -> Cost:
    """The cost of the longest text of a shape that patience allows."""
    size, half = FIRST, seconds(shape, FIRST, whole, rules)
    while True:
        size, now = size * 2, seconds(shape, size * 2, whole, rules)
        if size * 2 > LONGEST or now * 4 > PATIENCE:
            return Cost(size, half, now)
        half = now


def shapes() -> Iterator[tuple[str, str, bool]]:
    """Name and text of each shape, with True for one paragraph; last the longest paragraph of the samples."""
    yield from ((name, text, True) for name, text in SHAPES.items())
    yield from ((name, text, False) for name, text in PARAGRAPHS.items())
    longest = max(_paragraphs(), key=len)
    yield "longest paragraph, in one", f"{longest} ", True
    yield "longest paragraph, many", longest, False


def _paragraphs() -> Iterator[str]:
    for path in sorted((HOME / "samples").glob("*/report.docx")):
        source = open_source(path)
        yield from (block.text for block in source.document.blocks)
        source.close()


def main() -> int:
    """Print the cost of each shape, or of those that have a given word in their name; 1 where one costs too much."""
    words, rules = sys.argv[1:], load()
    print(f"{'':32} {'characters':>10} {'s':>8} {'s, half':>8} {'ratio':>6}")
    slow = 0
    for name, text, whole in shapes():
        if words and not any(word in name for word in words):
            continue
        one = cost(text, whole, rules)
        if one.ratio > MOST and one.whole < SURELY:
            one = cost(text, whole, rules)
        is_slow = one.ratio > MOST
        slow += is_slow
        mark = "  slower than linear" if is_slow else ""
        print(f"{name:32} {one.size:10,} {one.whole:8.3f} {one.half:8.3f} {one.ratio:6.2f}{mark}", flush=True)
    print(f"{slow} slower than linear" if slow else "all linear")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
