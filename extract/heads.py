"""The letterheads of a file: lines that stand together, in any order, and lead to the type of a document.

A scan loses tones, and the left column may be read before or behind the right one; so a line counts by its letters,
and a letterhead by what several lines say together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extract.head_lines import ABOUT, DATE, NUMBER, URGENCY
from extract.labels import read_label
from extract.paragraphs import is_upper
from extract.records import Block
from extract.rules import Rules
from extract.signature import is_of_end
from extract.text import key, unmarked
from extract.title import type_of

REPORT = "BÁO CÁO"
"""The type of the documents that are looked for; others begin with it: BÁO CÁO TÓM TẮT."""

# three letters of a motto may be misread
_MOTTO = regex.compile(r"(?b)(?:cong hoa xa hoi chu nghia viet nam){e<=3}|(?:dang cong san viet nam){e<=1}")
_CREED = regex.compile(r"(?b)(?:doc lap - tu do - hanh phuc){e<=3}")
# the words of each, of which so many are whole then
_WORDS = {
    "motto": ({"cong", "hoa", "xa", "hoi", "chu", "nghia", "dang", "san", "viet", "nam"}, 4),
    "creed": ({"doc", "lap", "tu", "do", "hanh", "phuc"}, 3),
}
_NUMBER = regex.compile(r"s[o06]\s?[:.,]?[\s._…]*\d*\s?[a-z]?[\s._…]*[/-]\s?[a-z]{2}")
_REPORT = regex.compile(r"[\s\d:/._…-]bc(?![a-z])")
_TO = regex.compile(r"kinh gui")
# BÁO CÁO VIÊN PHÁP LUẬT is a person
_SPEAKER = regex.compile(r"báo cáo viên\b")
_RULES = " _-–—*.=~"
_OPEN = ("-", "–", ",", " VÀ")
_LONGEST_LINE = 160
# the lines of a letterhead above the one that was seen, below it, and of the other column behind the type
_MOST_ABOVE, _MOST_BELOW, _MOST_BEHIND = 8, 12, 6
_MEANT = frozenset(("motto", "creed", "number", "agency", "date", "mark"))


@dataclass(frozen=True, slots=True)
class Head:
    """Blocks `start` to `end` and what their lines are; `type` is the one they lead to, empty for a letter.

    `kinds` holds motto, creed, number, agency, date, about, to, type.
    """

    start: int
    end: int
    kinds: frozenset[str]
    type: str = ""

    @property
    def is_whole(self) -> bool:
        """True where a motto, a number and what the document is stand together."""
        return bool({"motto", "creed"} & self.kinds) and "number" in self.kinds and self._says_what

    @property
    def is_enough(self) -> bool:
        """True where so much stands together that nothing but a document begins so."""
        bound = {"number", "date"} & self.kinds
        if {"motto", "creed"} & self.kinds:
            return self._says_what and bool(bound)
        return self._says_what and "number" in bound and bool({"agency", "date"} & self.kinds)

    @property
    def _says_what(self) -> bool:
        return bool(self.type) or bool({"about", "to"} & self.kinds)


def find_heads(blocks: Sequence[Block], rules: Rules) -> Iterator[Head]:
    """The letterheads of a file in reading order, also of its annexes and of forms that it quotes."""
    after = 0
    for block in blocks:
        if block.index >= after and (_opens(block.text) or _opens_report(block, rules)):
            head = _head(blocks, block.index, after, rules)
            after = head.end
            yield head


def is_of_letter(text: str) -> bool:
    """True for the lines that a letter has in place of a type: V/v …, Kính gửi: …"""
    return bool(ABOUT.match(text) or _TO.match(unmarked(key(text[:_LONGEST_LINE]))))


def _opens(text: str) -> bool:
    """True for a motto or a number alone in its line: what every letterhead has one of."""
    if len(text) > _LONGEST_LINE:
        return False
    end = text.rstrip(_RULES)[-8:]
    if end.isupper() or unmarked(end[-4:].lower()) == "phuc" or text[:1] in "Ss":
        return not {"motto", "creed", "number"}.isdisjoint(_of_form(text))
    return False


def _opens_report(block: Block, rules: Rules) -> bool:
    """True for BÁO CÁO, which may stand without a letterhead: attached to a decision, or behind a cover page."""
    if block.text[:1] != REPORT[0] or not block.text[:6].isupper() or _SPEAKER.match(key(block.text)):
        return False
    kind = type_of(block, rules)
    return kind is not None and kind.name.startswith(REPORT)


def _of_form(text: str) -> set[str]:
    """What a line is by its form."""
    letters = unmarked(key(text))
    found = {"number"} if NUMBER.match(text) or (_NUMBER.match(letters) and "/" in text) else set()
    bare = text.rstrip(_RULES)
    for name, form in (("motto", _MOTTO), ("creed", _CREED)):
        if (hit := _hit(form, letters, name, bare)) and _stands_alone(text, *hit):
            found.add(name)
    if DATE.search(text):
        found.add("date")
    if ABOUT.match(text):
        found.add("about")
    return found


def _hit(form: "regex.Pattern[str]", letters: str, name: str, text: str) -> tuple[int, int] | None:
    """Where a motto stands; the first one is printed in capitals."""
    words, least = _WORDS[name]
    if len(words.intersection(letters.replace("-", " ").split())) < least:
        return None
    match = form.search(letters)
    if match is None or (name == "motto" and not is_upper(text[match.start() : match.end()])):
        return None
    return match.span()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True where beside a motto only the other column stands: HUYỆN YÊN LĨNH Độc lập - Tự do - Hạnh phúc."""
    before, behind = text[:start].strip(_RULES), text[end:].strip(_RULES)
    if any(sign in before + behind for sign in "“”\"'(,;:") and not DATE.search(text, end):
        return False
    return (not before or is_upper(before) or bool(NUMBER.match(before))) and (
        not any(map(str.isalpha, behind)) or bool(DATE.match(text, end + 1))
    )


def _kinds(block: Block, rules: Rules) -> set[str]:
    """What a line of a letterhead is; empty for any other."""
    text = block.text
    if len(text) > _LONGEST_LINE:
        return set()
    found = _of_form(text)
    if is_upper(text) and rules.lexicon("issuers", gives="agency").at(key(text), 0):
        found.add("agency")
    if _TO.match(unmarked(key(text))):
        found.add("to")
    if URGENCY.fullmatch(text) or not text.strip(_RULES):
        found.add("mark")
    if not found - {"date"} and type_of(block, rules):
        found.add("type")
    return found


def _head(blocks: Sequence[Block], seen: int, after: int, rules: Rules) -> Head:
    """The letterhead around a line that was seen."""
    start = _first_line(blocks, seen, after, rules)
    kinds: set[str] = set()
    kind = ""
    end = seen + 1
    for block in blocks[start : seen + _MOST_BELOW]:
        said = _kinds(block, rules)
        if block.index and blocks[block.index - 1].text.endswith(_OPEN):  # PHÒNG TÀI CHÍNH - / KẾ HOẠCH
            said.discard("type")
        if block.index > seen and not said and not _is_short(block, rules):
            break
        if "type" in said:
            found = type_of(block, rules)
            kind = found.name if found and not kind else kind
        if said:
            kinds |= said
            end = max(end, block.index + 1)
        if ("type" in said and block.index >= seen) or "to" in said:
            break
        if kind and block.index >= seen + _MOST_BEHIND:
            break
        if not kind and "number" in said and _REPORT.search(key(block.text)):
            kinds.add("report")
    if kind:
        end = _behind_type(blocks, end, kinds, rules)
    return Head(start, end, frozenset(kinds), kind or (REPORT if "report" in kinds and "to" not in kinds else ""))


def _first_line(blocks: Sequence[Block], seen: int, after: int, rules: Rules) -> int:
    """The first line of the letterhead: that of the agency, a motto, a type above the right column."""
    start = index = seen
    while index > max(after, seen - _MOST_ABOVE) and _is_short(blocks[index - 1], rules):
        index -= 1
        said = _kinds(blocks[index], rules)
        if said & _MEANT or "type" in said:
            start = index
    return start


def _behind_type(blocks: Sequence[Block], end: int, kinds: set[str], rules: Rules) -> int:
    """Where the lines of the right column end that are read behind the type and the title."""
    for block in blocks[end : end + _MOST_BEHIND]:
        if not _is_short(block, rules):
            break
        said = _kinds(block, rules)
        if "type" in said or "agency" in said:
            break
        if said & {"motto", "creed", "number", "date"}:
            kinds |= said
            end = block.index + 1
    return end


def _is_short(block: Block, rules: Rules) -> bool:
    """True for a line that a letterhead or a title may have: no sentence, no heading, no end of another document."""
    text = block.text
    if len(text) > _LONGEST_LINE or is_of_end(text, rules):
        return False
    if _of_form(text):
        return True
    return read_label(text) is None and not text.endswith((".", ";", ":"))
