"""Sums that no word opens: what was done and what is left, what is added up to `cộng`, `trong 232 hộ có … còn lại`."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from validate.paragraph import LEAST, Paragraph, Sum

# words behind a number that still belong to it: 5.370 triệu đồng còn lại
_BEHIND = 14
_LABEL = 40
_PAIRS = (("settled", "pending"), ("spent", "balance"))
# đã đổ bê tông 44,5 km, còn lại 18 km
_DONE = regex.compile(r"(?<!\p{L})đã\s\p{L}")
_ADDED = regex.compile(r"[;,]\s(?:tổng cộng|cộng)(?:\s(?:là|có|chung))?\s$")
_TOTAL = regex.compile(r",\s(?:tổng số|tổng)(?:\s\p{L}+){0,6}\s$")
_AMONG = regex.compile(r"(?<!\p{L})trong(?:\stổng)?(?:\ssố)?\s$")
_HAS = regex.compile(r"(?:\s\p{L}+){0,6},?\s(?:có|thì có)\s$")
_OTHERS = regex.compile(r"(?:\s\p{L}+){0,4}\scòn lại")


def parts_beside(paragraph: Paragraph) -> Iterator[Sum]:
    """The sums of a paragraph that are told by what the amounts are called."""
    yield from _rests(paragraph)
    yield from _added(paragraph)
    yield from _among(paragraph)


def _rests(paragraph: Paragraph) -> Iterator[Sum]:
    """What was done and what is left of a whole: tiếp nhận 1.426 hồ sơ; đã giải quyết 1.389, đang giải quyết 27."""
    lexicon = paragraph.evidence.rules.lexicon("partitions")
    keyed, amounts = paragraph.keyed, [i for i in paragraph.amounts if paragraph.bracket(paragraph.start(i)) < 0]
    for whole, done, left in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if paragraph.evidence.readings[whole].role == "part":
            continue  # gồm: trực tuyến 1.437 hồ sơ, trực tiếp 553 hồ sơ; đã giải quyết 1.839, còn 151
        if not _is_told_on(paragraph, whole, done, left) or not paragraph.alike(whole, (done, left)):
            continue
        before = max(paragraph.sentence(whole)[0], paragraph.start(whole) - _LABEL)
        if any(hit.row["of"] == "intake" for hit in lexicon.find(keyed, before, paragraph.start(whole))):
            continue
        labels = (
            (paragraph.end(whole), paragraph.start(done)),
            (paragraph.end(done), min(paragraph.end(left) + _BEHIND, len(keyed))),
        )
        named = [[hit.row.id for hit in lexicon.find(keyed, a, b)] for a, b in labels]
        paired = any(one in named[0] and other in named[1] and other not in named[0] for one, other in _PAIRS)
        left_over = "pending" in named[1] and "pending" not in named[0] and _DONE.search(keyed, *labels[0])
        if paired or left_over:
            yield Sum(whole, (done, left), True, rest=True)


def _is_told_on(paragraph: Paragraph, whole: int, done: int, left: int) -> bool:
    """True for one sentence, or two of which the second begins with what was done: … 268 đơn. Đã giải quyết 231 đơn."""
    if paragraph.sentence(done) != paragraph.sentence(left):
        return False
    begins = paragraph.keyed.startswith("đã ", paragraph.sentence(done)[0])
    return paragraph.sentence(whole) == paragraph.sentence(done) or begins


def _added(paragraph: Paragraph) -> Iterator[Sum]:
    """Parts before their total: hộ nghèo 2.418 hộ, hộ cận nghèo 1.067 hộ, tổng số … 3.485 hộ; …; cộng 1.058 người."""
    for at, whole in enumerate(paragraph.amounts[LEAST:], LEAST):
        before = paragraph.keyed[paragraph.end(paragraph.amounts[at - 1]) : paragraph.start(whole)]
        is_sum = _ADDED.fullmatch(before) is not None
        if not is_sum and not _TOTAL.fullmatch(before):
            continue
        parts: list[int] = []
        for index in reversed(paragraph.amounts[:at]):
            own = paragraph.sentence(index) == paragraph.sentence(whole) and paragraph.alike(whole, (index,))
            depth = paragraph.bracket(paragraph.start(index))
            parted = bool(parts) and ";" in paragraph.keyed[paragraph.end(index) : paragraph.start(parts[-1])]
            if not own or depth != paragraph.bracket(paragraph.start(whole)) or parted:
                break
            parts.append(index)
        parts.reverse()
        since = paragraph.start(parts[0]) - 40 if parts else 0
        if len(parts) >= LEAST and (is_sum or paragraph.is_partition(parts, max(0, since))):
            yield Sum(whole, tuple(parts), True)


def _among(paragraph: Paragraph) -> Iterator[Sum]:
    """Trong 232 hộ nghèo có 120 hộ ở xã khó khăn và 122 hộ ở các xã còn lại."""
    keyed = paragraph.keyed
    for (whole, first), (_, last) in pairwise(pairwise(paragraph.amounts)):
        if not paragraph.alike(whole, (first, last)) or paragraph.sentence(whole) != paragraph.sentence(last):
            continue
        opens = _AMONG.search(keyed, max(0, paragraph.start(whole) - 20), paragraph.start(whole))
        has = _HAS.fullmatch(keyed, paragraph.end(whole), paragraph.start(first))
        if opens and has and _OTHERS.match(keyed, paragraph.end(last)):
            yield Sum(whole, (first, last), True)
