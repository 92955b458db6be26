"""What a figure measures, in the report's words: tỷ lệ hộ nghèo, tổng thu ngân sách trên địa bàn."""

from functools import lru_cache

import regex

from extract.rules import Lexicon, Rules
from extract.text import key
from normalize.context import Context
from normalize.units import RELATIVE

_BRACKETS = regex.compile(r"\([^()]*\)")
_BREAKS = regex.compile(r"[;:()]")
_PIECES = regex.compile(r"[,;:()]|(?<!\p{L})(?:trong đó|gồm|với)(?!\p{L})")
_DATES = regex.compile(
    r"(?i:(?:tính )?đến (?:nay|hết|thời điểm (?:báo cáo|hiện nay|này)))(?:\s(?:ngày|tháng|năm|quý))?(?:\s\d[\d/.\-]*)?"
    r"|(?i:(?:trong |cả |hết )?\d*\s?(?:năm|tháng|quý)\s(?:đầu|cuối)\s(?:năm|quý)|cả năm|trong (?:năm|kỳ|tháng|quý))"
    r"|\d+\stháng"
    r"|(?:(?:tính|lũy kế|luỹ kế)\s)?(?:đến\s)?(?:ngày|tháng|hết|cuối|năm|quý)?\s?\d[\d/.\-]*|\d+"
)
_CLOSING = regex.compile(r"(?<!\p{L})(?:là|có|còn|được|từ|lên|thành|thêm|ra|tại|ở|của|cho|trên|với|sang|tiếp|cả|đang)$")
_OPENING = regex.compile(
    r"^(?:[-+*•]\s*|(?:và|đã|cũng|còn|trong đó|hiện nay|đến nay|nay|trên địa bàn|kết quả|số|các)\s+)+"
)
_NUMERAL = regex.compile(r"^[\d.,]+(?:\s?/\s?[\d.,]+|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?[\d.,]+)?\s?")
_DESCRIPTION = regex.compile(r"(?:\s[\p{L}&/-]+)*")
_NOTHING = ("", "tỷ lệ")
_MOST_WORDS = 8


class Measures:
    """Finds the words that name what a figure measures."""

    def __init__(self, rules: Rules) -> None:
        self._names = rules.lexicon("comparisons", gives="measure")
        self._cues = Lexicon([r for r in rules.rows("comparisons") if r["gives"] not in ("measure", "better")])

    def of(self, context: Context, kind: str) -> str:
        """The last piece before a figure that is not made of cues; empty where its neighbour's words go on.

        What is counted is named behind its number too: xây dựng thêm … `xã đạt chuẩn nông thôn mới`.
        """
        begins = (context.clause, context.sentence[0]) if context.opens else (context.gap,)
        pieces = (self._named(_open(context.text[begin : context.start])) for begin in begins)
        named = next(filter(None, pieces), "")
        if kind == "count":
            return f"{named} {_counted(context)}".strip()
        return named or (_described(context) if context.opens and kind not in RELATIVE else "")

    def _named(self, text: str) -> str:
        """From the last `tỷ lệ`, `doanh thu` … on, else the last piece between commas."""
        keyed = key(text)
        named = list(self._names.find(keyed))
        if named and not _BREAKS.search(keyed, named[-1].start):
            return self._bare(self._until_cue(text[named[-1].start :]))
        return next((bare for piece in reversed(_PIECES.split(text)) if (bare := self._bare(piece))), "")

    def _until_cue(self, text: str) -> str:
        """The text up to the first comma behind which a cue stands: Tổng thu ngân sách, ước thu lũy kế …"""
        pieces = text.split(", ")
        kept = 1
        while kept < len(pieces) and not self._cues.at(key(pieces[kept]), 0):
            kept += 1
        return ", ".join(pieces[:kept])

    def _bare(self, piece: str) -> str:
        """The piece without dates and without cues at its ends; empty where nothing is left."""
        if not piece or piece.isspace():
            return ""
        words = _OPENING.sub("", " ".join(_DATES.sub(" ", piece).split()))
        keyed = key(words)
        while (end := self._cue_at_end(keyed)) is not None:
            keyed = keyed[:end].rstrip()
        words = words[: len(keyed)].strip(" -+*•.")
        first = self._cues.at(key(words), 0)
        opens = first is not None and (first.row["gives"] != "role" or first.row["place"] == "lead")
        if first and opens and first.end < len(words):
            words = words[first.end :].strip()
        return "" if key(words) in _NOTHING else words

    def _cue_at_end(self, keyed: str) -> int | None:
        """Where the cue that ends a text begins."""
        hit = self._cues.ending(keyed, len(keyed))
        closing = None if hit else _CLOSING.search(keyed)
        return hit.start if hit else closing.start() if closing else None


def _open(text: str) -> str:
    """The text without what stands in closed brackets."""
    return _BRACKETS.sub(" ", text) if "(" in text else text


def _counted(context: Context) -> str:
    """The noun behind a number and what describes it."""
    unit = _NUMERAL.sub("", context.text[context.start : context.end])
    return " ".join(f"{unit} {_described(context)}".split()[:_MOST_WORDS])


def _described(context: Context) -> str:
    """The words right behind a figure, to the next stop, figure or comma: 600 ha `rừng`."""
    described = _DESCRIPTION.match(context.text, context.end, context.until)
    return " ".join(described[0].split()[:_MOST_WORDS]) if described else ""


@lru_cache(maxsize=8)
def measures(rules: Rules) -> Measures:
    """The finder of one folder of rules."""
    return Measures(rules)
