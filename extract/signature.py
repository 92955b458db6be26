"""The end of a document: where its body ends, the recipients, and who signed in which role.

Both columns may have been printed line by line, or the roles as one line: TM. ỦY BAN NHÂN DÂN CHỦ TỊCH.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.paragraphs import glue, is_upper
from extract.records import Block
from extract.rules import Lexicon, Rules
from extract.text import key

_RECIPIENTS = regex.compile(r"nơi nhận\s?:?")
_MARKS = ("-", "–", "+", "•")
_ENDS = (".", ";", ",")
_STOP = "./."
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}']*\s){1,4}\p{Lu}[\p{L}']*")
# TS. BS. Nguyễn Văn A, BSCKII. Lê Văn B, Đại tá Trần Văn C
_TITLES = regex.compile(
    r"^(?:(?:\p{L}{1,9}\.|PGS|GS|TS|ThS|BS|(?:BS)?CK\s?I{1,2})[\s,-]*|(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)\s)+"
)
_PREFIX = regex.compile(r"(?i)^(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]?\s")
_BESIDE = regex.compile(r"(?<=[:;.])\s+(?=\p{Lu})")
_LONGEST_ROLE = 45
_LONGEST_END = 45


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the body ends, and what stands behind it."""

    start: int
    recipients: tuple[str, ...] = ()
    role: str = ""
    name: str = ""


def read_signature(blocks: Sequence[Block], start: int, rules: Rules) -> Signature:
    """The signature and the recipients behind the body that begins at `start`."""
    at = next((b.index for b in blocks[start:] if _RECIPIENTS.match(key(b.text))), None)
    roles = rules.lexicon("headings", gives="signer")
    signs = [b.index for b in blocks[start:] if read_role(b.text, roles)]
    if at is None and not signs:
        return Signature(len(blocks))
    first = min([*signs[-3:], *([at] if at is not None else [])])
    if first > start and _in_whose_name(blocks[first - 1].text):
        first -= 1
    recipients: list[str] = []
    role = name = ""
    for block in blocks[first : first + _LONGEST_END]:
        if block.kind == "cell":
            break
        for text in _columns(block.text, roles):
            if text.startswith(_MARKS):
                recipients.append(text.lstrip("-–+• "))
            elif said := read_role(text, roles):
                role = role if name else said  # who signs behind the first does so for another body
            elif role and not name and _name(text):
                name = _name(text)
            elif _goes_on(recipients, text):
                recipients[-1] += glue(recipients[-1]) + text
    return Signature(first, tuple(r.rstrip(";., ") for r in recipients), role, name)


def is_of_end(text: str, rules: Rules) -> bool:
    """True for a line that ends a document: its last sentence (./.), Nơi nhận:, in whose name it is signed, a role."""
    if text.endswith(_STOP) or _RECIPIENTS.match(key(text[:_LONGEST_END])):
        return True
    return _in_whose_name(text) or bool(read_role(text, rules.lexicon("headings", gives="signer")))


def _columns(text: str, roles: Lexicon) -> list[str]:
    """The halves of a line that holds a recipient and a role or name: - UBND huyện; CHỦ TỊCH."""
    gaps = list(_BESIDE.finditer(text)) if not read_role(text, roles) else []
    for gap in gaps:
        right = text[gap.end() :]
        if read_role(right, roles) or _in_whose_name(right):
            return [text[: gap.start()], right]
    if gaps and text.startswith(_MARKS) and _name(text[gaps[-1].end() :]):
        return [text[: gaps[-1].start()], text[gaps[-1].end() :]]
    return [text]


def _in_whose_name(text: str) -> bool:
    """True for the line above the role: TM. ỦY BAN NHÂN DÂN."""
    return is_upper(text) and _PREFIX.match(text) is not None


def _goes_on(recipients: Sequence[str], text: str) -> bool:
    """True for the second line of a recipient."""
    return bool(recipients) and not recipients[-1].endswith(_ENDS) and not is_upper(text)


def _name(text: str) -> str:
    """The name of the signer, without academic titles and ranks; empty where the line is something else."""
    bare = _TITLES.sub("", text)
    return bare if _NAME.fullmatch(bare) and not is_upper(bare) else ""


def read_role(text: str, roles: Lexicon) -> str:
    """The role of the signer in a line that holds nothing else: KT. CHỦ TỊCH → CHỦ TỊCH.

    Behind the body in whose name it is signed, the last role counts: TM. ỦY BAN NHÂN DÂN CHỦ TỊCH → CHỦ TỊCH.
    """
    bare = _PREFIX.sub("", text)
    if len(bare) > 2 * _LONGEST_ROLE or not is_upper(bare):
        return ""
    hits = list(roles.find(key(bare)))
    if bare != text:
        return bare[hits[-1].start :] if hits else ""
    return bare if hits and hits[0].start == 0 and len(bare) <= _LONGEST_ROLE else ""
