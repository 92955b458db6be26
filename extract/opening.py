"""The opening of a body: its legal bases, and what stands before the first heading."""

from collections.abc import Iterator, Sequence

import regex

from extract.labels import read_label
from extract.records import Block
from extract.rules import Lexicon, Rules
from extract.text import key

_ENDS = (";", ".", ",")
_STOPS = ";., "
# ; Ủy ban nhân dân huyện X báo cáo … / , nhà trường báo cáo …: who reports, behind the bases of one sentence.
_REPORTS = regex.compile(
    r"[;,]\s(?P<clause>(?:\p{Lu}[^;,]{2,90}?|(?:nhà trường|đơn vị|cơ quan|xã|huyện|tỉnh|phường)(?:\s[^;,]{1,60}?)?)"
    r"\s(?:(?:xin|kính|trân trọng|tổng hợp,?)\s)?báo cáo\s)"
)
_TO = regex.compile(r"kính gửi")
_MARKS = ("-", "–", "+")
_NEXT_BASIS = regex.compile(r";\s")


def read_opening(body: Sequence[Block], rules: Rules) -> tuple[tuple[str, ...], list[str]]:
    """The legal bases at the head of the body, and its other paragraphs before the first heading."""
    lexicon = rules.lexicon("headings", gives="legal_basis")
    bases: list[str] = []
    prose: list[str] = []
    for block in body[_address(body) :]:
        text = block.text
        if read_label(text) or block.kind == "cell":
            break
        if not any(map(str.isalpha, text)):  # a rule of dashes under the title
            continue
        is_basis = not prose and lexicon.at(key(text), 0) is not None
        clause = _clause(text, rules) if is_basis and not text.endswith(";") else None
        if is_basis and clause is None and text.endswith(_ENDS):
            bases.append(text.rstrip(_STOPS))
            continue
        prose.append(text)
        if clause is not None:
            bases += _parted(text[:clause], lexicon)
    return tuple(bases), prose


def _address(body: Sequence[Block]) -> int:
    """How many blocks at the head of the body say to whom it goes: Kính gửi: / - Tỉnh ủy; / - UBND tỉnh."""
    if not body or not _TO.match(key(body[0].text)):
        return 0
    marks = (i for i, b in enumerate(body[1:], 1) if not b.text.startswith(_MARKS))
    return next(marks, len(body))


def _clause(text: str, rules: Rules) -> int | None:
    """Where the bases of one sentence end and it says who reports; not `; Công văn số 5 về việc báo cáo …`."""
    types = rules.lexicon("headings", gives="document_type")
    found = _REPORTS.finditer(text, overlapped=True)
    return next((m.start() for m in found if not types.at(key(m["clause"]), 0)), None)


def _parted(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The bases of one sentence: Căn cứ A; căn cứ B; thực hiện C."""
    begin = 0
    for mark in _NEXT_BASIS.finditer(text):
        if lexicon.at(key(text), mark.end()):
            yield text[begin : mark.start()]
            begin = mark.end()
    yield text[begin:].rstrip(_STOPS)
