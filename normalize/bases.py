"""What a percentage is a percentage of, or is compared with: kế hoạch, dự toán tỉnh giao, cùng kỳ, tổng số hộ."""

from functools import lru_cache

import regex

from extract.rules import Hit, Rules
from normalize.context import Context
from normalize.records import Basis

_COMPARED = regex.compile(r"(?:\s?\([^()]{1,40}\))?\s?(?:so với|so|với)\s(?:số\s)?")
_LINK = regex.compile(r"[\s:]*(?:của\s|trên\s|theo\s|trong\s)?(?:số\s(?=\p{L}))?")
_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:so với|so)\s")
_YEAR_BETWEEN = regex.compile(r"\s(?:năm\s)?(?:19|20)\d\d(?!\d)|\snăm(?!\p{L})")
_YEAR = regex.compile(r"(?:thực hiện\s)?năm\s(?:19|20)\d\d(?!\d)")
# Free words end where the phrase is described further: tổng số hộ | bị ảnh hưởng bởi dự án
_PHRASE_END = r"(?:bị|được|của|công tác|trên|tại|do|thuộc|trong|đã|từ|theo|để|là|tăng|giảm|đạt|và|bằng|ước)(?!\p{L})"
_PHRASE = regex.compile(rf"\p{{L}}+(?:\s(?!{_PHRASE_END})\p{{L}}+){{0,5}}")
_ONLY_LINK = regex.compile(r"(?:\s?(?:%|và|,|/|;|-)\s?)*")


class Bases:
    """The rows of `rules/bases.toml`, with the owners that follow them."""

    def __init__(self, rules: Rules) -> None:
        self._owners = rules.lexicon("bases", kind="owner")
        self._names = rules.lexicon("bases")

    def of(self, context: Context, at: int) -> Basis:
        """The basis of the percentage whose sign ends at `at`: right behind it, else before its verb."""
        return self._behind(context, at) or self._ahead(context) or Basis()

    def _behind(self, context: Context, at: int) -> Basis | None:
        keyed, end = context.keyed, context.sentence[1]
        compared = _COMPARED.match(keyed, at, end)
        if compared:
            return self._named(keyed, compared.end()) or _free(keyed, compared.end(), end)
        link = _LINK.match(keyed, at, end)
        return self._named(keyed, link.end()) if link and link.end() > at - 1 else None

    def _ahead(self, context: Context) -> Basis | None:
        """`so với cùng kỳ tăng 10%`: the basis before the verb."""
        match = _BEFORE.search(context.keyed, context.gap, context.start)
        return self._named(context.keyed, match.end()) if match else None

    def _named(self, keyed: str, at: int) -> Basis | None:
        hit = self._names.at(keyed, at)
        if hit is None:
            year = _YEAR.match(keyed, at)
            return Basis(year[0].removeprefix("thực hiện "), "year", "time", end=year.end()) if year else None
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
        return Basis(f"{name} {owner.row['name']}", hit.row.id, hit.row["kind"], owner.row.id, owner.end)


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
