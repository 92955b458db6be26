"""The letterhead: the components of Nghị định 30/2020, Phụ lục I, and of the Party's guides.

They stand in two-column tables or in plain lines; both columns may have been printed as one line.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extract.head_lines import ABOUT, DATE, MOTTO, NUMBER, URGENCY
from extract.issuer import Issuer, read_issuer
from extract.labels import read_label
from extract.opening import read_opening
from extract.periods import periods
from extract.records import Block, Letterhead, Period, Span
from extract.rules import Rules
from extract.secrecy import mark_of_secrecy
from extract.signature import Signature, read_signature
from extract.text import clean, key
from extract.title import behind_repeated_title, find_type, read_title

_HEAD = 40
_LONGEST_LINE = 120


def read_letterhead(blocks: Sequence[Block], rules: Rules, start: int = 0, annex: int | None = None) -> Letterhead:
    """The letterhead of the document from block `start`, whatever of it is there; empty cells for the rest.

    `annex` is the block at which its annexes begin.
    """
    first = blocks[start : start + _HEAD]
    numbered = next((b.index for b in first if NUMBER.match(b.text)), -1)
    kind = find_type(first, numbered, rules)
    about = next((b for b in blocks[start : kind.block if kind else start + _HEAD] if ABOUT.match(b.text)), None)
    head = blocks[start : kind.block if kind else min(_first_label(blocks[start:]), start + _HEAD)]
    number = _find_number(head)
    if about:
        title, body_start = _subject(blocks, about.index)
    elif kind:
        title, body_start = read_title(blocks, kind, rules)
        body_start = behind_repeated_title(blocks, kind, title, body_start, rules)
    else:
        title, body_start = "", max((b.index + 1 for b in head if _is_of_head(b.text)), default=start)
    signature = _signature(blocks, body_start, annex, rules)
    body = blocks[body_start : signature.start]
    bases, prose = read_opening(body, rules)
    date = _find_date(first, body_start)
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
        urgency=_mark(head, URGENCY),
        signer_role=signature.role,
        signer_name=signature.name,
        recipients=signature.recipients,
        legal_bases=bases,
        period=_period(title, prose, body, rules),
        body=(body_start, signature.start),
        **_named(issuer),
    )


def _signature(blocks: Sequence[Block], body_start: int, annex: int | None, rules: Rules) -> Signature:
    """The signature, looked for before the annexes: they may be signed as well, by others."""
    end = len(blocks) if annex is None else max(annex, body_start)
    found = read_signature(blocks[:end], body_start, rules)
    if found.start < end or end == len(blocks):
        return found
    behind = read_signature(blocks, body_start, rules)  # the annexes were put before the signature
    return replace(behind, start=end) if behind.recipients else found


def _subject(blocks: Sequence[Block], at: int) -> tuple[str, int]:
    """The subject of a letter, V/v …, on as many lines as its column gives it; and where the body begins."""
    text, end = ABOUT.sub("", blocks[at].text), at + 1
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
        match = NUMBER.search(block.text)
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
        if block.index >= body_start > 0 and not DATE.match(block.text):
            continue
        number = NUMBER.search(block.text)
        mottos = [m.end() for m in MOTTO.finditer(key(block.text))]
        found = DATE.search(block.text, max([0, *([number.end()] if number else []), *mottos]))
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
        if NUMBER.search(block.text) or ABOUT.match(block.text):
            break
        for part in _beside_mottos(block.text):
            text = clean(part).rstrip("_-*. ")
            if len(text) > _LONGEST_LINE:  # the head is over, and had no number
                return lines
            if text and not DATE.search(text) and not mark_of_secrecy([text]) and not URGENCY.fullmatch(text):
                lines.append(text)
    return lines


def _beside_mottos(text: str) -> Iterator[str]:
    """What of a line stands beside the mottos of the right column."""
    begin = 0
    for motto in MOTTO.finditer(key(text)):
        yield text[begin : motto.start()]
        begin = motto.end()
    yield text[begin:]


def _mark(head: Sequence[Block], form: "regex.Pattern[str]") -> str:
    return next((b.text for b in head if form.fullmatch(b.text)), "")


def _is_of_head(text: str) -> bool:
    """True for a line that only a letterhead has: the motto, the number, place and date."""
    return bool(MOTTO.match(key(text)) or NUMBER.match(text) or DATE.match(text))


def _period(title: str, prose: Sequence[str], body: Sequence[Block], rules: Rules) -> Period | None:
    """The period of the report: from its title, else from its opening, else from its first headings."""
    found = periods(rules)
    headings = [b.text for b in body if read_label(b.text)][:6]
    for text in [title, *prose, *headings]:
        period = found.in_text(text)
        if period:
            return period
    return None
