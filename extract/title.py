"""The type of a document and its title (trích yếu), on lines of their own or on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.labels import read_label
from extract.paragraphs import is_upper
from extract.records import Block
from extract.rules import Lexicon, Rules
from extract.signature import read_role
from extract.text import key, unmarked

# BÁO CÁO TÓM TẮT, every letter with a space behind it
_LONGEST_TYPE = 30
_MOST_LINES = 6
# how many blocks a cover page and the contents behind it have
_COVER = 60
CONTENTS = regex.compile(r"mục lục\b")
"""The line over the contents, between a cover page and the title."""
# (Ban hành kèm theo Quyết định số 12/QĐ-UBND)
_NO_TITLE = regex.compile(rf"kính gửi|nơi nhận|\((?:\p{{L}}+\s){{0,3}}kèm theo\s|{CONTENTS.pattern}")
# BÁO CÁO (dự thảo): no title
_ONLY_IN_BRACKETS = regex.compile(r"\(.*\)")
# HỘI ĐỒNG NHÂN DÂN XÃ / KHÓA XX, KỲ HỌP THỨ 5
_SESSION = regex.compile(r"(?:khoá|kỳ họp)\s")
# A title goes on behind these: VỀ HOẠT ĐỘNG CỦA / ỦY BAN NHÂN DÂN XÃ
_OPEN = regex.compile(r"(?:\bcủa|\bvà|\bvề|\bvới|\bcho|[,-])$")


@dataclass(frozen=True, slots=True)
class Type:
    """The type as it is printed in capitals, its block, and what of the title stands on its line."""

    block: int
    name: str
    rest: str


def find_type(blocks: Sequence[Block], after: int, rules: Rules) -> Type | None:
    """Where the type stands alone on its line (BÁO CÁO), or opens the line of the title.

    Preferred is one behind block `after`, the number: KẾ HOẠCH may also end the name of the agency above it.
    """
    found = [one for block in blocks if (one := type_of(block, rules))]
    return next((one for one in found if one.block > after), found[0] if found else None)


def type_of(block: Block, rules: Rules) -> Type | None:
    """The type that a line holds alone, or with which it opens the title; None where it is another line."""
    types = rules.lexicon("headings", gives="document_type")
    text = _as_spelled(block.text, types)
    hit = types.at(key(text), 0)
    if hit is None or block.kind == "cell":
        return None
    said, rest = text[: hit.end], text[hit.end :].strip()
    if not rest:
        return Type(block.index, said.upper(), "") if is_upper(said) or block.lead == len(block.text) else None
    if not is_upper(said) or not (is_upper(text) or block.lead >= hit.end) or rest.startswith((":", ";", ",")):
        return None
    return Type(block.index, said, "" if _ONLY_IN_BRACKETS.fullmatch(rest) else rest.lstrip("-– "))


def _as_spelled(text: str, types: Lexicon) -> str:
    """B Á O C Á O, BAO CAO → BÁO CÁO, as machines and scans break a line of its own; any other text as it is."""
    letters = text.split()
    spaced = len(letters) > 3 and all(len(letter) == 1 for letter in letters)
    if len(text) > _LONGEST_TYPE or not (spaced or (is_upper(text) and not types.at(key(text), 0))):
        return text
    return _by_letters(types).get(unmarked(key("".join(letters))), text)


@lru_cache(maxsize=8)
def _by_letters(types: Lexicon) -> dict[str, str]:
    """The types by their bare letters: baocao → BÁO CÁO."""
    return {unmarked(name).replace(" ", ""): name.upper() for name in types.row_of}


def read_title(blocks: Sequence[Block], found: Type, rules: Rules) -> tuple[str, int]:
    """The title, and the block at which the body begins, behind the authority that decides."""
    parts = [found.rest] if found.rest else []
    index = found.block + 1
    while index < len(blocks) and index <= found.block + _MOST_LINES and _is_title(blocks[index], parts, rules):
        if key(blocks[index].text) == key(found.name):  # the title once more
            break
        parts.append(blocks[index].text)
        index += 1
    if parts and index < len(blocks) and _is_authority(blocks[index].text, parts, rules):
        index += 1
        while index < len(blocks) and _SESSION.match(key(blocks[index].text)) and is_upper(blocks[index].text):
            index += 1
    return " ".join(parts), index


def behind_repeated_title(blocks: Sequence[Block], found: Type, title: str, body: int, rules: Rules) -> int:
    """Where the body begins: behind the title that is printed once more after a cover page, else at `body`."""
    for block in blocks[body : body + _COVER] if title else ():
        if block.text[:1] == found.name[:1] and (again := type_of(block, rules)) and again.name == found.name:
            words, end = read_title(blocks, again, rules)
            if key(words) == key(title):
                return end
    return body


def _is_title(block: Block, parts: Sequence[str], rules: Rules) -> bool:
    text = block.text
    if read_label(text) or _NO_TITLE.match(key(text)) or block.kind == "cell" or text.endswith((";", ".", ":")):
        return False
    if _is_authority(text, parts, rules):
        return False
    return block.lead >= len(text) - 1 or not parts


def _is_authority(text: str, parts: Sequence[str], rules: Rules) -> bool:
    """True for who decides, below the title: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ SƠN."""
    if not parts or not is_upper(text) or _OPEN.search(key(parts[-1])):
        return False
    agency = rules.lexicon("issuers", gives="agency").at(key(text), 0)
    return agency is not None or bool(read_role(text, rules.lexicon("headings", gives="signer")))
