"""What signing software lays over the text of a page: Người ký: …, Thời gian ký: … → blocks behind the text."""

from collections.abc import Sequence

import regex

from extract.paged.lines import Line

_SIGNED = regex.compile(
    r"(?i)(?:(?:đã |được )*(?:người ký|ký (?:số )?bởi|ký tên|thời gian ký|giờ ký)\s?:"
    r"|digitally signed by|signature (?:not verified|valid|is valid)|signed by\s?:|chữ ký số hợp lệ)"
)
# beside one of those: Cơ quan: …, Email: …, Ngày ký: …
_MORE = regex.compile(
    r"(?i)(?:cơ quan|tổ chức|đơn vị|email|e-mail|ngày ký|chức vụ|lý do|địa điểm|ký ngày|date|reason|location|dn)\s?:"
)
# in heights of a letter: between two lines of a stamp; in points: between their left edges
_BELOW, _BESIDE = 2.0, 6.0


def take_stamps(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """The lines without the stamps of digital signatures, and the lines of each stamp."""
    if not any(_SIGNED.match(line.text) for line in lines):
        return list(lines), []
    stamps: list[list[Line]] = []
    taken: set[int] = set()
    for at, line in enumerate(lines):
        if id(line) in taken or not _SIGNED.match(line.text):
            continue
        begin, end = at, at + 1
        while begin and _MORE.match(lines[begin - 1].text) and _is_below(lines[begin - 1], lines[begin]):
            begin -= 1
        while end < len(lines) and _goes_on(lines[at:end], lines[end]):
            end += 1
        stamps.append(list(lines[begin:end]))
        taken |= {id(x) for x in stamps[-1]}
    return [line for line in lines if id(line) not in taken], stamps


def _goes_on(stamp: Sequence[Line], line: Line) -> bool:
    """True for the next line of a stamp: it says who or when, or is the rest of the line above."""
    if not _is_below(stamp[-1], line):
        return False
    named = _SIGNED.match(line.text) or _MORE.match(line.text)
    return bool(named) or (stamp[-1].text.endswith(":") or line.text[0].islower() or line.text[0].isdigit())


def _is_below(above: Line, line: Line) -> bool:
    alike = abs(line.size - above.size) < 0.5 and abs(line.box[0] - above.box[0]) < _BESIDE
    return alike and line.page == above.page and 0 < line.base - above.base < _BELOW * line.size
