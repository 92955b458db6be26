"""What is said of a figure in its own clause, without the words that say nothing of what is counted.

`Năm 2024 toàn huyện có 412 hộ thoát nghèo` and `toàn huyện còn 421 hộ thoát nghèo` speak of one thing, `thoát nghèo
hộ`; `thu ngân sách` and `thu ngân sách từ đất` do not.
"""

from typing import NamedTuple

import regex

from extract.text import key
from validate.before_and_now import sentence_of
from validate.records import Evidence

_BOUND = regex.compile(r"(?r)[.;:,]\*?(?=\s|$)|[()]|\n")
_STOP = regex.compile(r"[.;:,](?=\s|$)|[()]|\d|\s[-–]\s")
# words behind a count that no longer say what is counted
_NO_NOUN = regex.compile(
    r"(?<!\p{L})(?:đạt(?!\schuẩn)|tăng|giảm|so với|chiếm|bằng|gồm|trong đó|với|trên tổng|là|vượt|để|do|nhằm|của|tại"
    r"|trên|ở|từ|qua|trong)(?!\p{L})"
)
_WHOLE = regex.compile(
    r"(?<!\p{L})(?:trên địa bàn|của|trong|ở)?\s?(?:toàn|cả|trên địa bàn|của|trong)\s(?:huyện|xã|tỉnh|thành phố|thị xã"
    r"|phường|thị trấn|quận|ngành|đảng bộ(?:\s(?:huyện|xã|tỉnh))?|trường|vùng)(?!\p{L})"
)
_TIME = regex.compile(
    r"(?<!\p{L})(?:cuối năm|trong năm|cả năm|năm|tháng|quý|đầu năm|đến nay|tính đến|đến hết|đến ngày|hết ngày|ngày|vụ"
    r"|đến thời điểm báo cáo|thời điểm báo cáo|luỹ kế)"
    r"(?=\s|$)"
)
# đạt được 12 tấn, hiện còn 12 tấn: these say nothing of what there is
_SAYS_NOTHING = frozenset(
    {
        "đạt", "được", "đã", "có", "còn", "là", "thì", "mới", "hiện", "nay", "đang", "tổng", "số", "thực", "ước", "kết",
        "quả", "các", "của", "trong", "trên", "địa", "bàn", "ở", "tại", "cho", "và", "ra", "xảy", "theo", "toàn", "cả",
        "chỉ", "mức", "tính", "đến", "hết", "khoảng", "nhà", "nước", "luỹ", "kế", "cộng",
    }
)  # fmt: skip
_WORD = regex.compile(r"\p{L}+")
# riêng xã Nà Bó; trong đó 3 xã; bình quân: these are no longer of the whole
_PART = regex.compile(r"(?<!\p{L})(?:riêng|trong đó|điển hình|nhất là|chủ yếu|phấn đấu|lần lượt)(?!\p{L})")
_EACH = regex.compile(r"(?<!\p{L})(?:bình quân|trung bình|mỗi|từng)(?!\p{L})[^,]*$")
# từ 505 triệu đồng năm 2023 nâng lên 624 triệu đồng: the first is not what is reached
_FROM = regex.compile(r"(?<!\p{L})từ\s$")
_UNIT_BEHIND = regex.compile(r"\s?\([^)]*\)\s?$")


# so many figures back, each said of the one before: giao 59 cuộc; thực hiện 49 cuộc, đạt 83%
_FURTHEST = 3
_SUBJECTS = ("result", "estimate", "total", "plan")
# so với kế hoạch, so với năm 2023: a comparison says nothing of what is compared
_COMPARED = regex.compile(
    r"(?<!\p{L})(?:bằng|tăng|giảm|so với|so|kế hoạch|dự toán|cùng kỳ|năm trước|được giao|giao|đề ra"
    r"|thay đổi từ|từ)(?!\p{L})"
)


class Phrase(NamedTuple):
    """The words that say what is counted; the names among them; whether the whole of a place is meant; its times."""

    words: tuple[str, ...]
    names: frozenset[str]
    is_whole: bool
    times: frozenset[str]


def says_as_much(label: Phrase, said: Phrase) -> bool:
    """True where a sentence ends in the words of a label, in any order: what stands behind would narrow it."""
    asked = set(label.words)
    for start in range(len(said.words) - 1, -1, -1):
        if said.words[start] not in asked:
            return False
        if asked <= set(said.words[start:]):
            return True
    return False


class Phrases:
    """The phrases of a report's figures, each made when it is asked for, and once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._known: dict[int, Phrase | None] = {}

    def of(self, index: int) -> Phrase | None:
        """The phrase of a figure, its own or that of what it is said of; None where it speaks of a part."""
        own = self._own(index)
        for _ in range(_FURTHEST):
            if own is None or set(own.words) - set(self._evidence.readings[index].unit.split()):
                return own
            # 4.531 ha, đạt 55% kế hoạch; tăng 3% so với năm 2023 (65%): said of what stands before
            before = None if self._evidence.report.figures[index].cell else _subject(self._evidence, index)
            if before is None:
                return own
            index, own = before, self._own(before)
        return own

    def _own(self, index: int) -> Phrase | None:
        if index not in self._known:
            cell = self._evidence.report.figures[index].cell
            self._known[index] = _of_label(self._evidence, cell.label) if cell else _own(self._evidence, index)
        return self._known[index]


def _of_label(evidence: Evidence, label: int) -> Phrase:
    return _phrase(_UNIT_BEHIND.sub("", evidence.report.document.blocks[label].text), "", frozenset())


def _subject(evidence: Evidence, index: int) -> int | None:
    """The amount before a figure in its sentence that is no part of another and no comparison."""
    for other in reversed(sentence_of(evidence, index)):
        reading = evidence.readings[other]
        stands = reading.bracket < 0 and reading.relation in ("level", "share")
        if other < index and stands and reading.role in _SUBJECTS:
            return other
    return None


def _own(evidence: Evidence, index: int) -> Phrase | None:
    figure = evidence.report.figures[index]
    text = evidence.report.document.blocks[figure.span.block].text
    begin, end = evidence.readings[index].sentence
    stop = _STOP.search(text, figure.span.end, end)
    behind = text[figure.span.end : stop.start() if stop else end]
    opens = max(begin, text.rfind(";", begin, figure.span.start) + 1, text.rfind("(", begin, figure.span.start) + 1)
    before, said = text[opens : figure.span.start], evidence.keyed(index)[opens : figure.span.start]
    is_first = evidence.readings[index].role == "result" and _FROM.search(before)
    if is_first or _PART.search(said) or _EACH.search(said):
        return None
    times = frozenset(claim.raw for claim in evidence.times(figure.span.block, opens, end))
    before = before.rstrip().removesuffix(":")  # Thu ngân sách đến ngày 30/11: 68.240 triệu đồng
    bound = max((m.end() for m in _BOUND.finditer(before)), default=0)
    before = before[max(bound, evidence.before(index) - opens) :]
    if evidence.readings[index].kind == "count":
        noun = figure.raw.lstrip("0123456789.,/ ")
        behind = _NO_NOUN.split(f"{noun} {behind}", maxsplit=1)[0]
        return _phrase(before, behind, times)
    return _phrase(before, "", times)


def _phrase(before: str, behind: str, times: frozenset[str]) -> Phrase:
    text = f"{before} {behind}"
    keyed = key(before), key(behind)
    names = frozenset(w.lower() for n, w in enumerate(_WORD.findall(text)) if n and w[0].isupper() and not w.isupper())
    whole = any(_WHOLE.search(k) for k in keyed)
    kept = " ".join(_COMPARED.sub(" ", _TIME.sub(" ", _WHOLE.sub(" ", k))) for k in keyed)
    words = tuple(w for w in _WORD.findall(kept) if w not in _SAYS_NOTHING and w not in names)
    return Phrase(words, names, whole, times)
