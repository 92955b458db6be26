"""What a percentage is a percentage of, or is compared with: kế hoạch, dự toán tỉnh giao, cùng kỳ, tổng số hộ."""

from functools import lru_cache

import regex

from extract.quantities import quantities
from extract.rules import Hit, Rules
from normalize.context import Context
from normalize.records import Basis

_COMPARED = regex.compile(
    r"\)?(?:\s?\([^()]{1,40}\))?\s?(?:về\s(?:\p{L}+\s){1,5})?(?:so v[ớơo]i|so|v[ớơo]i)\s(?:số\s(?!\p{L}+\s\d))?"
)
_LINK = regex.compile(r"[\s:]*(?:của\s|trên\s|theo\s|trong\s)?(?:số\s(?=kế hoạch|dự toán|kh\b))?")
_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:so v[ớơo]i|so|thấp hơn|cao hơn|kém)\s")
# So với dự toán tỉnh giao, thu nội địa đạt 88,4%, thu phí đạt 102,5%: for all of its sentence
_LEADING = regex.compile(r"(?:[-+*•]\s?)?(?:nếu\s)?(?:so với|so)\s")
_IN_HEADER = regex.compile(r"(?<!\p{L})so (?:sánh )?(?:với )?")
_YEAR_BETWEEN = regex.compile(r"\s(?:năm\s)?(?:19|20)\d\d(?!\d)|\snăm(?!\p{L})")
_YEAR = regex.compile(r"(?:(?:thực hiện|th|cuối|đầu)\s)?năm\s(?:học\s)?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?(?!\d)")
_DATE = regex.compile(
    r"(?:(?:thời điểm|ngày|cuối|đầu)\s)*(?:\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)"
    r"|(?:tháng|quý)\s(?:\d{1,2}|[ivx]+)(?:(?:/|\snăm\s|-)\d{4})?(?!\d))"
)
# Free words end where the phrase is described further: tổng số hộ | bị ảnh hưởng bởi dự án
_PHRASE_END = (
    r"(?:bị|được|của|công tác|trên|tại|do|thuộc|trong|đã|từ|theo|để|là|tăng|giảm|đạt|và|bằng|ước|có|tham gia|sử dụng"
    r"|với|so|tổ chức|thực hiện|hoàn thành|vượt|chiếm|còn|trước|sau)(?!\p{L})"
)
_PHRASE = regex.compile(rf"\p{{L}}+(?:\s(?!{_PHRASE_END})\p{{L}}+){{0,5}}")
_ONLY_LINK = regex.compile(r"(?:\s?(?:%|và|,|/|;|-)\s?)*")
_GIVEN = "giao"
ONLY_TIME = regex.compile(r"(?:(?:cùng kỳ|năm|trước|là|đạt|có|\d{4}|:)\s?)*")
"""What may stand before a level of an earlier time in its bracket: (cùng kỳ 41,7 triệu đồng), (87,1%)."""
# how far before a bracket `so với` may begin, and what may stand between its basis and the bracket: ` năm 2017 `
_NEAR, _YEAR_LONG = 60, 12


class Bases:
    """The rows of `rules/bases.toml`, with the owners that follow them."""

    def __init__(self, rules: Rules) -> None:
        self._owners = rules.lexicon("bases", kind="owner")
        self._names = rules.lexicon("bases")
        self._wholes = rules.lexicon("bases", kind="whole")
        self._quantities = quantities(rules)

    def of(self, context: Context, at: int) -> Basis:
        """The basis of the percentage whose sign ends at `at`: right behind it, else before its verb or bracket."""
        behind = self._behind(context, at)
        if behind and not (behind.id == "whole" and "giảm" in context.before):
            return behind
        before = self._ahead(context) or self._leading(context)
        if before is None and not ONLY_TIME.fullmatch(context.keyed, context.bracket + 1, context.start):
            before = self.before_bracket(context)
        return before or behind or Basis()

    def of_change(self, context: Context) -> Basis:
        """The basis of an amount by which something rose or fell: tăng 105 con so với cùng kỳ."""
        compared = _COMPARED.match(context.keyed, context.end, context.sentence[1])
        found = self._named(context, compared.end()) if compared else self._ahead(context) or self._leading(context)
        return found or Basis()

    def in_header(self, words: str) -> Basis | None:
        """The basis that the header of a column names: So với dự toán (%)."""
        compared = _IN_HEADER.search(words)
        begin = compared.end() if compared else 0
        hits = [h for h in self._names.find(words, begin) if h.row["kind"] in ("plan", "time")]
        if hits:
            return Basis(hits[0].row["name"], hits[0].row.id, hits[0].row["kind"])
        return _free(words, begin, len(words)) if compared else None

    def _behind(self, context: Context, at: int) -> Basis | None:
        keyed, end = context.keyed, context.sentence[1]
        compared = _COMPARED.match(keyed, at, end)
        if compared:
            return self._named(context, compared.end()) or _free(keyed, compared.end(), end)
        link = _LINK.match(keyed, at, end)
        if not link or link.end() <= at - 1:
            return None
        return self._named(context, link.end()) or self._whole(context, link.end())

    def _ahead(self, context: Context) -> Basis | None:
        """`so với cùng kỳ tăng 10%`: the basis before the verb."""
        match = _BEFORE.search(context.keyed, context.gap, context.start)
        return self._named(context, match.end()) if match else None

    def _leading(self, context: Context) -> Basis | None:
        """The basis at the head of a sentence, for what has none of its own."""
        match = _LEADING.match(context.keyed, context.sentence[0], context.start)
        return self._named(context, match.end()) if match else None

    def before_bracket(self, context: Context) -> Basis | None:
        """The basis before the bracket of several changes: so với cùng kỳ năm 2017 (giảm 6,19% số vụ, …)."""
        if context.bracket < 0:
            return None
        compared = _BEFORE.search(context.keyed, max(context.sentence[0], context.bracket - _NEAR), context.bracket)
        basis = self._named(context, compared.end()) if compared else None
        return basis if basis and context.bracket - basis.end <= _YEAR_LONG else None

    def _whole(self, context: Context, at: int) -> Basis | None:
        """What a share is a share of, right behind it: 100% thôn, 85% diện tích lúa mùa, 62% số hộ.

        What falls by a share of itself is compared behind that: giảm 2,8% số vụ so với tết trước.
        """
        keyed, end = context.keyed, context.sentence[1]
        hit = self._wholes.at(keyed, at)
        unit = None if hit else self._quantities.after(keyed, at - 1) if keyed[at - 1 : at] == " " else None
        if hit is None and (unit is None or unit.kind != "noun"):
            return None
        phrase = _PHRASE.match(keyed, at, end)
        if phrase is None:
            return None
        compared = _COMPARED.match(keyed, phrase.end(), end) if " so " in keyed[phrase.end() : end] else None
        if compared and (named := self._named(context, compared.end()) or _free(keyed, compared.end(), end)):
            return named
        return Basis(phrase[0], "whole", "total", end=phrase.end())

    def _named(self, context: Context, at: int) -> Basis | None:
        keyed = context.keyed
        hit = self._names.at(keyed, at)
        if hit is None or hit.row["kind"] == "whole":
            year = _YEAR.match(keyed, at) or _DATE.match(keyed, at)
            return Basis(regex.sub("^(?:thực hiện|th) ", "", year[0]), "year", "time", end=year.end()) if year else None
        if hit.row["kind"] == "owner":
            return None
        if hit.row["kind"] == "total":
            return _total(keyed, hit)
        between = _YEAR_BETWEEN.match(keyed, hit.end)
        after = between.end() if between else hit.end
        owner = self._owners.at(keyed, after + keyed.startswith(" ", after))
        name = hit.row["name"]
        if not owner:
            return Basis(name, hit.row.id, hit.row["kind"], end=after)
        printed = context.text[owner.start : owner.end]
        by = printed if printed.endswith(_GIVEN) else owner.row["name"]
        return Basis(f"{name} {by}", hit.row.id, hit.row["kind"], owner.row.id, owner.end)


def _total(keyed: str, hit: Hit) -> Basis:
    phrase = _PHRASE.match(keyed, hit.start)
    end = phrase.end() if phrase else hit.end
    return Basis(keyed[hit.start : end], hit.row.id, "total", end=end)


def _free(keyed: str, at: int, end: int) -> Basis | None:
    """Words that no row knows, after `so với`: so với số diện tích cần thực hiện công tác GPMB."""
    phrase = _PHRASE.match(keyed, at, end)
    return Basis(phrase[0], end=phrase.end()) if phrase else None


def joined_with_next(context: Context) -> bool:
    """True when nothing but `và` or a comma stands before the next figure: 5% và 7% so với cùng kỳ."""
    return bool(_ONLY_LINK.fullmatch(context.after)) and bool(context.after.strip())


@lru_cache(maxsize=8)
def bases(rules: Rules) -> Bases:
    """The bases of one folder of rules."""
    return Bases(rules)
