"""The letterhead: the components of Nghị định 30/2020, Phụ lục I, and of the Party's guides.

They stand in two-column tables or in plain lines; both columns may have been printed as one line.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extract.issuer import Issuer, read_issuer
from extract.labels import read_label
from extract.opening import read_opening
from extract.periods import periods
from extract.records import Block, Letterhead, Period, Span
from extract.rules import Rules
from extract.secrecy import mark_of_secrecy
from extract.signature import read_signature
from extract.text import clean, key
from extract.title import find_type, read_title

_HEAD = 40
_LONGEST_LINE = 120
_MOTTO = regex.compile(
    r"cộng hoà xã hội chủ nghĩa việt(?: nam)?|đảng cộng sản việt nam"
    r"|độc lập\s?-?\s?tự do(?:\s?-?\s?hạnh phúc)?|hạnh phúc"
)
# What is left blank for the clerk: Số: ....../BC-UBND, ngày ___ tháng 12.
_BLANK = r"[\s._…]*"
_NUMBER = regex.compile(
    rf"(?i:số)\s?:?{_BLANK}(?P<number>\d*\s?[a-z]?){_BLANK}[/-]\s?"
    r"(?P<symbol>(?:\d{4}\s?/\s?)?\p{Lu}[\p{L}\d&]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d&]*)*)"
)
_DATE = regex.compile(
    rf"(?P<place>\p{{Lu}}[\p{{L}}\s.'-]{{1,40}}?)\s?,\s?(?P<date>(?i:ngày){_BLANK}(?:"
    rf"(?P<day>\d{{0,2}}){_BLANK}(?i:tháng){_BLANK}(?P<month>\d{{0,2}}){_BLANK}(?i:năm){_BLANK}(?P<year>\d{{0,4}})"
    r"|(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})))\W*$"
)
_URGENCY = regex.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
_ABOUT = regex.compile(r"(?i)^v/v\s*:?\s*|^về việc\s")


def read_letterhead(blocks: Sequence[Block], rules: Rules) -> Letterhead:
    """The letterhead of a document, whatever of it is there; empty cells for the rest."""
    numbered = next((b.index for b in blocks[:_HEAD] if _NUMBER.match(b.text)), -1)
    kind = find_type(blocks[:_HEAD], numbered, rules)
    about = next((b for b in blocks[: kind.block if kind else _HEAD] if _ABOUT.match(b.text)), None)
    head = blocks[: kind.block if kind else min(_first_label(blocks), _HEAD)]
    number = _find_number(head)
    if about:
        title, body_start = _subject(blocks, about.index)
    elif kind:
        title, body_start = read_title(blocks, kind, rules)
    else:
        title, body_start = "", max((b.index + 1 for b in head if _is_of_head(b.text)), default=0)
    signature = read_signature(blocks, body_start, rules)
    body = blocks[body_start : signature.start]
    bases, prose = read_opening(body, rules)
    date = _find_date(blocks[:_HEAD], body_start)
    ends = [b.text for b in blocks[max(body_start, signature.start - 2) : signature.start]]
    issuer = read_issuer(_left_column(head), " ".join([*prose, *ends]), date.place, date.iso, rules)
    return Letterhead(
        number=number.number if number else "",
        symbol=number.symbol if number else "",
        number_span=number.span if number else None,
        place=date.place,
        date=date.iso,
        date_span=date.span,
        document_type="CÔNG VĂN" if about else kind.name if kind else "",
        title=title,
        secrecy=mark_of_secrecy(b.text for b in head),
        urgency=_mark(head, _URGENCY),
        signer_role=signature.role,
        signer_name=signature.name,
        recipients=signature.recipients,
        legal_bases=bases,
        period=_period(title, prose, body, rules),
        body=(body_start, signature.start),
        **_named(issuer),
    )


def _subject(blocks: Sequence[Block], at: int) -> tuple[str, int]:
    """The subject of a letter, V/v …, on as many lines as its column gives it; and where the body begins."""
    text, end = _ABOUT.sub("", blocks[at].text), at + 1
    while end < len(blocks) and (blocks[end].text[0].islower() or blocks[end].text[0].isdigit()):
        if read_label(blocks[end].text) or text.endswith((".", ";", ":")):
            break
        text, end = f"{text} {blocks[end].text}", end + 1
    while end < len(blocks) and _is_of_head(blocks[end].text):  # the right column, read behind the left
        end += 1
    return text, end


def _named(issuer: Issuer) -> dict[str, str]:
    return {
        "issuer": issuer.name,
        "issuer_level": issuer.level,
        "issuer_branch": issuer.branch,
        "superior": issuer.superior,
    }


def _first_label(blocks: Sequence[Block]) -> int:
    return next((b.index for b in blocks if read_label(b.text)), len(blocks))


@dataclass(frozen=True, slots=True)
class _Number:
    number: str
    symbol: str
    span: Span


def _find_number(head: Sequence[Block]) -> _Number | None:
    """The number and symbol; the number is empty where it was left blank for the clerk."""
    for block in head:
        match = _NUMBER.search(block.text)
        if match:
            symbol = regex.sub(r"\s?[-–]\s?", "-", match["symbol"])
            return _Number(match["number"].strip(), symbol, Span(block.index, match.start(), match.end()))
    return None


@dataclass(frozen=True, slots=True)
class _Date:
    place: str = ""
    iso: str = ""
    span: Span | None = None


def _find_date(blocks: Sequence[Block], body_start: int) -> _Date:
    """Place and date; on one line with the number or the motto (both columns printed as one), they stand behind.

    In the body only a line of their own is taken: a law may be `của Quốc hội, ngày 19 tháng 6 năm 2015`.
    """
    for block in blocks:
        if block.index >= body_start > 0 and not _DATE.match(block.text):
            continue
        number = _NUMBER.search(block.text)
        mottos = [m.end() for m in _MOTTO.finditer(key(block.text))]
        found = _DATE.search(block.text, max([0, *([number.end()] if number else []), *mottos]))
        if found:
            return _Date(found["place"], _iso(found), Span(block.index, *found.span("date")))
    return _Date()


def _iso(date: "regex.Match[str]") -> str:
    """The date as ISO; empty where a part was left blank, or where no calendar has the day."""
    day, month, year = (int(date[part] or 0) for part in ("day", "month", "year"))
    if not (1900 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return ""
    return f"{year}-{month:02}-{day:02}"


def _left_column(head: Sequence[Block]) -> list[str]:
    """The lines of the agency: before the number, without the national motto and the date."""
    lines: list[str] = []
    for block in head:
        if _NUMBER.search(block.text) or _ABOUT.match(block.text):
            break
        for part in _beside_mottos(block.text):
            text = clean(part).rstrip("_-*. ")
            if len(text) > _LONGEST_LINE:  # the head is over, and had no number
                return lines
            if text and not _DATE.search(text) and not mark_of_secrecy([text]) and not _URGENCY.fullmatch(text):
                lines.append(text)
    return lines


def _beside_mottos(text: str) -> Iterator[str]:
    """What of a line stands beside the mottos of the right column."""
    begin = 0
    for motto in _MOTTO.finditer(key(text)):
        yield text[begin : motto.start()]
        begin = motto.end()
    yield text[begin:]


def _mark(head: Sequence[Block], form: "regex.Pattern[str]") -> str:
    return next((b.text for b in head if form.fullmatch(b.text)), "")


def _is_of_head(text: str) -> bool:
    """True for a line that only a letterhead has: the motto, the number, place and date."""
    return bool(_MOTTO.match(key(text)) or _NUMBER.match(text) or _DATE.match(text))


def _period(title: str, prose: Sequence[str], body: Sequence[Block], rules: Rules) -> Period | None:
    """The period of the report: from its title, else from its opening, else from its first headings."""
    found = periods(rules)
    headings = [b.text for b in body if read_label(b.text)][:6]
    for text in [title, *prose, *headings]:
        period = found.in_text(text)
        if period:
            return period
    return None
