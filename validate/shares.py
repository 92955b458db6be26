"""Do shares fit one whole?

Two amounts with their shares of one whole that is not printed give this whole twice, as intervals, and must agree
(`120 hộ, chiếm 40%; 90 hộ, chiếm 20%`); in a longer list one share that disagrees with all others, which agree, is
asked. No share is more than the whole. The shares of a structure (`Cơ cấu kinh tế: …`) are not more than it together,
and those of a partition of `rules/partitions.toml` make it up.

Flagged: `chiếm 134% số hộ`; shares that give wholes of 300 and 450; `38,2%; 27,5%; 39,3%` (105). Not flagged: shares of
different wholes by their words; attainment above 100 %; `35,7%, 28,6%, 35,8%` (rounded); a rest that is not printed.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

import regex

from extract.text import key
from normalize.allowance import allowed, computed
from normalize.intervals import Interval, exact
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from normalize.units import units
from validate.hidden_wholes import Share, lists_of_shares, odd_one
from validate.paragraph import Paragraph
from validate.records import Evidence, Finding

_HUNDRED = Decimal(100)
_ASKED = regex.compile(r"(?<!\p{L})(?:kế hoạch|chỉ tiêu|giao|dự toán|nhiệm vụ)(?!\p{L})")
# rates of a whole; not those of a plan or of growth
_RATE = regex.compile(
    r"tỷ lệ\s(?!tăng|giảm|tăng trưởng|thực hiện|đạt|so|sinh lời|lợi nhuận|giới tính|hoàn thành|giải ngân|thu|nộp|chi"
    r"|vốn|sử dụng|bù|huy động|lấp đầy|công suất"
    r"|trao đổi|hối đoái|quay|xuất|nhập|kế hoạch|tiết kiệm|chuyển đổi|kháng nghị)"
)
_SHARE = regex.compile(r"(?<!\p{L})(?:chiếm|tỷ trọng)(?:\s\p{L}+){0,3}\s$")
_STRUCTURE = regex.compile(
    r"(?<!\p{L})(?:cơ cấu|phân loại|xếp loại|nguyên nhân|thành phần|phân theo|tỷ trọng)(?!\p{L})"
)
_NO_LIST = regex.compile(r"(?<!\p{L})(?:còn lại|trong đó|trở lên|tăng|giảm|so với|kế hoạch|chủ yếu)(?!\p{L})")
_LEAST = 3
# a sum further from 100 is not of one whole: trình độ, giới, dân tộc
_FAR = Decimal(10)


def check(evidence: Evidence) -> Iterator[Finding]:
    """The shares that are more than all, alone or together, and those that disagree about one hidden whole."""
    for index, reading in enumerate(evidence.readings):
        if reading.number and reading.relation in ("share", "level") and reading.kind == "percent":
            least = computed(reading).least
            if least is not None and least > _HUNDRED and _is_of_all(evidence, index):
                yield _too_much(evidence, index)
    for shares in lists_of_shares(evidence):
        if found := odd_one(evidence, shares):
            yield _disagree(evidence, *found)
    for block in evidence.by_block:
        yield from _structure(evidence, block)


def _is_of_all(evidence: Evidence, index: int) -> bool:
    """True for a share by its verb (`chiếm`) or by the name of its whole: `tổng số hộ`, not `tổng số chỉ tiêu giao`."""
    named = evidence.readings[index].basis.name.lower()
    if not named and _RATE.match(key(evidence.names.measure(index))):
        return True  # tỷ lệ hộ dùng nước sạch đạt 104%
    by_name = named.startswith("tổng số ") and not _ASKED.search(named)
    return by_name or (evidence.readings[index].relation == "share" and _is_share(evidence, index))


def _is_share(evidence: Evidence, index: int) -> bool:
    """chiếm 38,2%."""
    span = evidence.report.figures[index].span
    before = evidence.report.document.blocks[span.block].text[max(0, span.start - 30) : span.start].lower()
    return _SHARE.search(before) is not None


def _structure(evidence: Evidence, block: int) -> Iterator[Finding]:
    """Cơ cấu kinh tế: nông nghiệp 38,2%; công nghiệp 27,5%; dịch vụ 34,3%: at most all, a partition just all."""
    figures, document = evidence.report.figures, evidence.report.document
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for index in evidence.by_block[block] if document.blocks[block].table is None else ():
        by_sentence.setdefault(evidence.readings[index].sentence, []).append(index)
    for sentence, told in by_sentence.items():
        first = next((n for n, i in enumerate(told) if evidence.readings[i].kind == "percent"), len(told))
        own = told[first:]  # học sinh THCS (4 mức): Tốt chiếm 78,4%, …
        readings = [evidence.readings[i] for i in own]
        plain = all(r.kind == "percent" and r.relation in ("share", "level") and not r.direction for r in readings)
        if len(own) < _LEAST or not plain:
            continue
        said = key(document.blocks[block].text)[slice(*sentence)]
        is_partition = Paragraph(evidence, block).is_partition(own, sentence[0])
        named = _STRUCTURE.search(said[: figures[own[0]].span.start]) or all(_is_share(evidence, i) for i in own)
        if _NO_LIST.search(said) or not (is_partition or named):
            continue
        total = reduce(Interval.plus, (allowed(r) for r in readings))
        printed = sum((r.number.value for r in readings if r.number), Decimal(0))
        wrong = exact(_HUNDRED).is_below(total) or (is_partition and total.is_below(exact(_HUNDRED)))
        asked = wrong and abs(printed - _HUNDRED) <= _FAR
        # less than all tells nothing: a rest may not be printed
        if asked or total.meets(exact(_HUNDRED)):
            evidence.checked.update(own)
        if asked:
            yield _no_whole(evidence, own, total, printed)


def _too_much(evidence: Evidence, index: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="shares",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed="≤ 100",
        most=_HUNDRED,
        message_vi=f"{evidence.where(index)}tỷ trọng ghi {figure.raw}, lớn hơn 100%. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(index, 'en')}a share of {figure.raw} is more than all. Please check.",
        figures=(index,),
    )


def _no_whole(evidence: Evidence, own: list[int], total: Interval, printed: Decimal) -> Finding:
    figures = evidence.report.figures
    last = own[-1]
    shown = vietnamese(printed, 2)
    added = " + ".join(figures[i].number for i in own)
    return Finding(
        check="shares",
        level="mismatch",
        span=figures[last].span,
        segment=figures[last].segment,
        printed=figures[last].number,
        recomputed=shown,
        least=total.least,
        most=total.most,
        message_vi=f"{evidence.where(last)}các tỷ lệ {added} cộng lại là {shown}%. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(last, 'en')}the shares {added} add up to {shown}%. Please check.",
        figures=(last, *own[:-1]),
    )


def _disagree(evidence: Evidence, odd: Share, other: Share) -> Finding:
    figures = evidence.report.figures
    figure = figures[odd.share]
    factor = units(evidence.rules).base(figures[odd.amount]).factor
    wholes = [vietnamese(s.value / factor, 0) for s in (other, odd)]
    unit = stated_unit(figures[odd.amount])
    pairs = [f"{figures[s.amount].raw} ({figures[s.share].raw})" for s in (other, odd)]
    return Finding(
        check="shares",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=" / ".join(wholes),
        message_vi=(
            f"{evidence.where(odd.share)}{pairs[0]} cho tổng khoảng {wholes[0]} {unit}, {pairs[1]} cho tổng khoảng "
            f"{wholes[1]} {unit}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(odd.share, 'en')}{pairs[0]} means a total of about {wholes[0]}, {pairs[1]} of about "
            f"{wholes[1]}. Please check."
        ),
        figures=(odd.share, odd.amount, other.share, other.amount),
    )
