"""Who issued a document: the agency's name, its level and branch, and the body above it, by `rules/issuers.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.names import Name, Writing
from extract.paragraphs import is_upper
from extract.rules import Hit, Rules
from extract.text import key

_GOVERNING = ("government", "council", "department")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing agency, and the one printed above it; empty cells where the paper does not tell."""

    name: str = ""
    level: str = ""
    branch: str = ""
    superior: str = ""


def read_issuer(lines: Sequence[str], text: str, place: str, date: str, rules: Rules) -> Issuer:
    """The issuer from the lines of the agency; where they are missing, from the text and the place.

    The superior agency stands above the issuing one: the last line that begins with an agency counts.
    """
    writing = Writing(rules, date)
    printed = _agencies(lines, rules)
    if not printed:
        return _from_text(text, place, writing, rules)
    above = _issuer(*printed[-2], Issuer(), writing) if len(printed) > 1 else Issuer()
    return _issuer(*printed[-1], above, writing)


def _agencies(lines: Sequence[str], rules: Rules) -> list[tuple[str, Hit]]:
    """The agencies of the head, each on one line or several: ỦY BAN NHÂN DÂN / HUYỆN X is one."""
    lexicon = rules.lexicon("issuers", gives="agency")
    lines = _without_boards(lines, rules)
    begins: list[tuple[int, Hit]] = []
    for at in range(len(lines)):
        hit = lexicon.at(key(" ".join(lines[at:])), 0)
        if hit is None or (begins and _goes_on(lines[begins[-1][0] : at], begins[-1][1])):
            continue
        begins.append((at, hit))
    ends = [*(at for at, _ in begins[1:]), len(lines)]
    return [(" ".join(lines[at:end]), hit) for (at, hit), end in zip(begins, ends, strict=False)]


def _without_boards(lines: Sequence[str], rules: Rules) -> list[str]:
    """The lines without who acts for a body: HỘI NÔNG DÂN VIỆT NAM / BAN CHẤP HÀNH TỈNH X → … / TỈNH X."""
    agencies, boards = (rules.lexicon("issuers", gives=kind) for kind in ("agency", "board"))
    found = []
    for at, line in enumerate(lines):
        hit = boards.at(key(line), 0) if not agencies.at(key(" ".join(lines[at:])), 0) else None
        found.append(line[hit.end :].strip() if hit else line)
    return [line for line in found if line]


def _goes_on(lines: Sequence[str], hit: Hit) -> bool:
    """True when the lines leave the name open: VĂN PHÒNG / HUYỆN ỦY X, BỘ NÔNG NGHIỆP VÀ / PHÁT TRIỂN NÔNG THÔN."""
    said = key(" ".join(lines))
    bare = len(said) <= hit.end and not hit.row.get("level") and hit.row["branch"] not in ("government", "council")
    return len(said) < hit.end or bare or said.endswith((" và", " -", ",", " của"))


def _issuer(printed: str, hit: Hit, above: Issuer, writing: Writing) -> Issuer:
    name = writing.name(printed, hit)
    text = f"{name.text} {_place_of(name, hit, above, writing)}".strip()
    level = hit.row.get("level") or name.level or _level_of(hit, above) or "other"
    return Issuer(text, level, _branch(hit, above), above.name)


def _level_of(hit: Hit, above: Issuer) -> str:
    """The level of an office that does not name its own: that of the body above."""
    from_above = above.level if hit.row.get("within") and above.level not in ("central", "other") else ""
    return str(from_above or hit.row.get("level_else"))


def _branch(hit: Hit, above: Issuer) -> str:
    """The branch of the agency; an office is of the branch of its body, unless that governs."""
    is_office = hit.row.get("within") == "body" and above.branch and above.branch not in _GOVERNING
    return above.branch if is_office else hit.row["branch"]


def _place_of(name: Name, hit: Hit, above: Issuer, writing: Writing) -> str:
    """What the body above adds to a name that does not tell its place: PHÒNG NỘI VỤ → huyện Sơn Hà."""
    within = hit.row.get("within")
    if not within or not above.name or name.unit is not None:
        return ""
    if within == "body" and name.is_bare:
        return above.name
    place = writing.place(above.name)
    if place and key(place.split(" ", 1)[-1]) in key(name.text):  # Sở Giáo dục và Đào tạo Lạng Sơn
        return ""
    return place or ("" if above.level == "central" else above.name)


def _from_text(text: str, place: str, writing: Writing, rules: Rules) -> Issuer:
    """The first agency that running text names with its unit, else the first that needs none but the place."""
    keyed = key(text)
    hits = [h for h in rules.lexicon("issuers", gives="agency").find(keyed) if not is_upper(text[h.start : h.end])]
    for hit in hits:
        end = writing.end_of_unit(text, hit.end)
        if end:
            return _issuer(f"{text[hit.start : end]} {place}".strip(), _at_start(hit), Issuer(), writing)
    for hit in hits:
        if " " in keyed[hit.start : hit.end]:
            return _issuer(f"{text[hit.start : hit.end]} {place}".strip(), _at_start(hit), Issuer(), writing)
    return Issuer()


def _at_start(hit: Hit) -> Hit:
    return Hit(0, hit.end - hit.start, hit.row)
