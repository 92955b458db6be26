"""Who issued a document: the agency's name, its level and branch, by `rules/issuers.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.rules import Hit, Rules
from extract.text import key

# The unit named behind the agency gives the level: UBND huyện …; the first that is named counts.
_UNIT = regex.compile(
    r"(?<!\p{L})(?P<central>trung ương)|(?P<province>tỉnh|thành phố trực thuộc trung ương)"
    r"|(?P<commune>xã|phường|thị trấn|đặc khu)|(?P<district>huyện|quận|thị xã|thành phố)"
    r"|(?P<village>thôn|khối phố)(?!\p{L})"
)
_FULL = {"ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân", "ubmttq": "Ủy ban Mặt trận Tổ quốc"}
_LOWER = {"tỉnh", "huyện", "quận", "thị", "xã", "thành", "phố", "phường", "trấn", "đặc", "khu", "và", "của"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing agency; empty cells where the paper does not tell."""

    name: str = ""
    level: str = ""
    branch: str = ""


def read_issuer(lines: Sequence[str], text: str, place: str, rules: Rules) -> Issuer:
    """The issuer from the lines of the agency; where they are missing, from the text and the place.

    The superior agency stands above the issuing one: the last line that begins with an agency counts.
    """
    agencies = rules.lexicon("issuers")
    begins = [(i, hit) for i, line in enumerate(lines) if (hit := agencies.at(key(line), 0))]
    if begins:
        at, hit = begins[-1]
        return _issuer(" ".join(lines[at:]), hit)
    hit = next(iter(agencies.find(key(text))), None)
    if hit is None:
        return Issuer()
    unit = _UNIT.match(key(text), hit.end + 1)
    named = text[hit.start : unit.end()] if unit else text[hit.start : hit.end]
    return _issuer(f"{named} {place}".strip(), Hit(0, hit.end - hit.start, hit.row))


def _issuer(name: str, hit: Hit) -> Issuer:
    head, rest = name[: hit.end], name[hit.end :]
    head = _FULL.get(key(head), head.capitalize() if head.isupper() else head)
    words = [_word(w) for w in rest.split()]
    unit = _UNIT.search(key(rest))
    level = hit.row.get("level") or (unit.lastgroup if unit else "") or "other"
    return Issuer(" ".join([head, *words]), level, hit.row["branch"])


def _word(word: str) -> str:
    """A word of a name in capitals as it is written in running text: HUYỆN → huyện, BẮC → Bắc."""
    if key(word) in _LOWER:
        return word.lower()
    return word.capitalize() if word.isupper() and len(word) > 1 else word
