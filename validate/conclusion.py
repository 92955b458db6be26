"""Does the conclusion say what the verdicts say?

A note, for the report may count otherwise. Noted: `10/10 nhiệm vụ hoàn thành` in an assessment while verdicts above it
are (chưa đạt). Not noted: a conclusion that is in the future, or that names what is left.
"""

from collections.abc import Iterator

import regex

from extract.text import key
from validate.records import Evidence, Finding

_COUNTED = ("nhiệm vụ", "chỉ tiêu", "mục tiêu", "nội dung")
_DONE = regex.compile(r"(?<!\p{L})(?:đạt|hoàn thành|vượt)(?!\p{L})")
_LEFT = regex.compile(r"(?<!\p{L})(?:chưa|không|còn|dự kiến|phấn đấu|sẽ|ước)(?!\p{L})")
_MISSED = ("not_achieved", "behind", "not_started")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The conclusion that all is done, where the report itself judges that some is not."""
    missed = [v for v in evidence.report.verdicts if v.class_ in _MISSED]
    for index, figure in enumerate(evidence.report.figures if missed else ()):
        number, reading = evidence.readings[index].number, evidence.readings[index]
        if number is None or number.of is None or number.value != number.of or reading.unit not in _COUNTED:
            continue
        segment = evidence.report.segments[figure.segment]
        text = key(evidence.report.document.blocks[figure.span.block].text)[slice(*reading.sentence)]
        kind = evidence.report.tasks[segment.task].section_kind if segment.task is not None else ""
        if kind == "assessment" and _DONE.search(text) and not _LEFT.search(text):
            yield _finding(evidence, index, len(missed))


def _finding(evidence: Evidence, index: int, missed: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="conclusion",
        level="note",
        span=figure.span,
        segment=figure.segment,
        printed=figure.raw,
        recomputed=str(missed),
        message_vi=(
            f"{evidence.where(index)}kết luận {figure.raw}, trong khi có {missed} nội dung tự đánh giá chưa đạt. "
            "Đề nghị đơn vị xem lại cách tổng hợp."
        ),
        message_en=f"{evidence.where(index, 'en')}{figure.raw}, while {missed} verdicts above are not achieved.",
        figures=(index,),
    )
