"""The letterhead and the signature: the components of Nghị định 30/2020, Phụ lục I, and of the Party's guides.

They stand in two-column tables or in plain lines; both columns may have been printed as one line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.issuer import Issuer, read_issuer
from extract.labels import read_label
from extract.paragraphs import is_upper
from extract.periods import periods
from extract.records import Block, Letterhead, Period, Span
from extract.rules import Lexicon, Rules
from extract.text import clean, key

_HEAD = 40
_MOTTO = regex.compile(r"cộng hoà xã hội chủ nghĩa việt|độc lập\s?-?\s?tự do|đảng cộng sản việt nam|hạnh phúc")
_NUMBER = regex.compile(
    r"(?i:số)\s?:?\s?(?P<number>\d*\s?[a-z]?)\s?[/-]\s?(?P<symbol>(?:\d{4}\s?/\s?)?\p{Lu}[\p{Lu}\p{L}\d]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d]*)*)"
)
_DATE = regex.compile(
    r"(?P<place>\p{Lu}[\p{L}\s.'-]{1,40}?)\s?,\s?(?i:ngày)\s*(?P<day>\d{0,2})\s*[.…]*\s*(?i:tháng)\s*(?P<month>\d{0,2})"
    r"\s*[.…]*\s*(?i:năm)\s*(?P<year>\d{4})"
)
_TO = regex.compile(r"kính gửi|nơi nhận")
_ABOUT = regex.compile(r"(?i)^v/v\s*:?\s*|^về việc\s")
_RECIPIENTS = regex.compile(r"nơi nhận\s?:?")
_SECRECY = regex.compile(r"(?:TUYỆT|TỐI)?\s?MẬT")
_URGENCY = regex.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}']*\s){1,4}\p{Lu}[\p{L}']*")
_TITLE_OF_NAME = regex.compile(r"^(?:ThS|TS|GS|PGS|BS|CN|KS)\.\s?")
_PREFIX = regex.compile(r"(?i)^(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]?\s")


def read_letterhead(blocks: Sequence[Block], rules: Rules) -> Letterhead:
    """The letterhead of a document, whatever of it is there; empty cells for the rest."""
    type_at, document_type = _find_type(blocks, rules)
    head = blocks[: type_at if type_at is not None else min(_first_label(blocks), _HEAD)]
    number = _find_number(head)
    date = _find_date(blocks[:_HEAD])
    title, body_start = _title(blocks, type_at, head)
    end, recipients, role, name = _signature(blocks, body_start, rules)
    bases, prose = _opening(blocks[body_start:end], rules)
    place = date["place"] if date else ""
    issuer = read_issuer(_left_column(head), " ".join([*prose, *(b.text for b in blocks[end - 2 : end])]), place, rules)
    return Letterhead(
        number=number.number if number else "",
        symbol=number.symbol if number else "",
        number_span=number.span if number else None,
        place=place,
        date=_iso(date),
        document_type=document_type or ("CÔNG VĂN" if title else ""),
        title=title,
        secrecy=_mark(head, _SECRECY),
        urgency=_mark(head, _URGENCY),
        signer_role=role,
        signer_name=name,
        recipients=recipients,
        legal_bases=bases,
        period=_period(title, prose, blocks[body_start:end], rules),
        body=(body_start, end),
        **_named(issuer),
    )


def _named(issuer: Issuer) -> dict[str, str]:
    return {"issuer": issuer.name, "issuer_level": issuer.level, "issuer_branch": issuer.branch}


def _find_type(blocks: Sequence[Block], rules: Rules) -> tuple[int | None, str]:
    """Where the type stands alone on its line (BÁO CÁO), or opens the line of the title."""
    types = rules.lexicon("headings", gives="document_type")
    for block in blocks[:_HEAD]:
        hit = types.at(key(block.text), 0)
        if hit and is_upper(block.text[: hit.end]) and (hit.end == len(block.text) or block.lead >= hit.end):
            return block.index, block.text[: hit.end]
    return None, ""


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


def _find_date(blocks: Sequence[Block]) -> "regex.Match[str] | None":
    """Place and date; on one line with the number (both columns printed as one), they stand behind it."""
    for block in blocks:
        number = _NUMBER.search(block.text)
        found = _DATE.search(block.text, number.end() if number else 0) or _DATE.search(block.text)
        if found:
            return found
    return None


def _iso(date: "regex.Match[str] | None") -> str:
    """The date as ISO; empty where day or month were left blank."""
    if not date or not date["day"] or not date["month"]:
        return ""
    return f"{date['year']}-{int(date['month']):02}-{int(date['day']):02}"


def _left_column(head: Sequence[Block]) -> list[str]:
    """The lines of the agency: before the number, without the national motto and the date."""
    lines: list[str] = []
    for block in head:
        text = block.text
        if _NUMBER.search(text):
            break
        motto = _MOTTO.search(key(text))
        text = clean(text[: motto.start()] if motto else text).rstrip("_-*. ")
        if text and not _DATE.search(text) and not _SECRECY.fullmatch(text) and not _URGENCY.fullmatch(text):
            lines.append(text)
    return lines


def _mark(head: Sequence[Block], form: "regex.Pattern[str]") -> str:
    return next((b.text for b in head if form.fullmatch(b.text)), "")


def _title(blocks: Sequence[Block], type_at: int | None, head: Sequence[Block]) -> tuple[str, int]:
    """The title (trích yếu), and the block at which the body begins."""
    if type_at is None:
        about = next((b for b in blocks[:_HEAD] if _ABOUT.match(b.text)), None)
        if about:
            return _ABOUT.sub("", about.text), about.index + 1
        return "", max((b.index + 1 for b in head if _is_of_head(b.text)), default=0)
    parts: list[str] = []
    index = type_at + 1
    while index < len(blocks) and index <= type_at + 6 and _is_title(blocks[index], bool(parts)):
        parts.append(blocks[index].text)
        index += 1
    return " ".join(parts), index


def _is_of_head(text: str) -> bool:
    """True for a line that only a letterhead has: the motto, the number, place and date."""
    return bool(_MOTTO.match(key(text)) or _NUMBER.match(text) or _DATE.match(text))


def _is_title(block: Block, begun: bool) -> bool:
    text = block.text
    if read_label(text) or _TO.match(key(text)) or block.kind == "cell" or text.endswith((";", ".", ":")):
        return False
    return block.lead >= len(text) - 1 or not begun


def _opening(body: Sequence[Block], rules: Rules) -> tuple[tuple[str, ...], list[str]]:
    """The legal bases at the head of the body, and its other paragraphs before the first heading."""
    lexicon = rules.lexicon("headings", gives="legal_basis")
    bases: list[str] = []
    prose: list[str] = []
    for block in body:
        if read_label(block.text) or block.kind == "cell":
            break
        hit = lexicon.at(key(block.text), 0)
        if hit and not prose and block.text.endswith((";", ".", ",")):
            bases.append(block.text.rstrip(";., "))
        else:
            prose.append(block.text)
    return tuple(bases), prose


def _signature(blocks: Sequence[Block], start: int, rules: Rules) -> tuple[int, tuple[str, ...], str, str]:
    """Where the body ends, the recipients, and who signed in which role."""
    at = next((b.index for b in blocks[start:] if _RECIPIENTS.match(key(b.text))), None)
    roles = rules.lexicon("headings", gives="signer")
    signs = [b for b in blocks[start:] if _role(b.text, roles)]
    if at is None and not signs:
        return len(blocks), (), "", ""
    first = min([b.index for b in signs[-3:]] + ([at] if at is not None else []))
    recipients: list[str] = []
    role = name = ""
    for block in blocks[first : first + 45]:
        if block.kind == "cell":
            break
        if said := _role(block.text, roles):
            role = said
        elif block.text.startswith(("-", "–", "+")) and not role:
            recipients.append(block.text.lstrip("-–+ ").rstrip(";. "))
        elif role and _NAME.fullmatch(_TITLE_OF_NAME.sub("", block.text)) and not is_upper(block.text):
            name = _TITLE_OF_NAME.sub("", block.text)
            break
    return first, tuple(recipients), role, name


def _role(text: str, roles: Lexicon) -> str:
    """The role of the signer in a line that holds nothing else: KT. CHỦ TỊCH → CHỦ TỊCH."""
    bare = _PREFIX.sub("", text)
    if len(bare) > 45 or not is_upper(bare):
        return ""
    return bare if roles.at(key(bare), 0) else ""


def _period(title: str, prose: Sequence[str], body: Sequence[Block], rules: Rules) -> Period | None:
    """The period of the report: from its title, else from its opening, else from its first headings."""
    found = periods(rules)
    headings = [b.text for b in body if read_label(b.text)][:6]
    for text in [title, *prose, *headings]:
        period = found.in_text(text)
        if period:
            return period
    return None
