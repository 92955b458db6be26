"""What the words around a number say: hedge, direction, relation and role."""

from functools import lru_cache

import regex

from extract.rules import Hit, Rules
from normalize.context import Context

_TURNS = regex.compile(r"(?:tăng|giảm|hơn) ")
_UP = ("tăng", "cao hơn")
_GOVERNED = regex.compile(r"(?<!\p{L})(?P<verb>tăng|giảm|cao hơn|thấp hơn)\s(?:\p{L}+\s){1,8}?(?P<last>\p{L}+)\s$")
# tốc độ tăng trưởng kinh tế ước đạt 7,6%; not tăng trưởng tín dụng, tỷ lệ nợ xấu 2%
_GROWTH = regex.compile(
    r"(?<!\p{L})(?:tốc độ tăng|tăng trưởng|nhịp độ tăng|mức tăng|tỷ lệ tăng|chỉ số tăng)(?!\p{L})[^,;:()]{0,70}?"
    r"(?:\s?[:(]|\s(?:đạt|là|ước|khoảng|trên|dưới|hơn|gần|từ|mới|bình quân|năm|tháng|\d+|đạt mức|ở mức))?\s?"
    r"(?:đạt\s|từ\s|khoảng\s|trên\s|hơn\s|gần\s)*$"
)
# 90% chi bộ trở lên: the words between a share and its bound
_COUNTED = regex.compile(r"(?:\s(?!trở)\p{L}+){1,4}?(?=\strở (?:lên|xuống))")
_REACH = 60
_RELATIVE = regex.compile(r"%|điểm|lần")
_FROM = "từ "
_FROM_TO = regex.compile(
    r"(?:\s(?:vào\s|trong\s)?(?:cuối\s|đầu\s)?năm (?:học )?\d{4}(?:-\d{4})?| \((?:năm )?\d{4}\))?"
    r"\s(?:tăng |giảm |nâng )?(?:lên|xuống|còn|lên đến|xuống còn|thành)"
    r"\s(?:mức\s|khoảng\s|trên\s|dưới\s|hơn\s|gần\s)?(?=\d)"
)
# Trong 9.780 hồ sơ đã giải quyết có 9.702 hồ sơ đúng hạn
_WHOLE = regex.compile(r"(?<!\p{L})(?:trong|qua|trong số|trong tổng số|trên tổng số)\s$")
_LEVEL_WORDS = ("còn", "xuống", "lên", "đạt", "là", "ở mức")
# a) Phấn đấu …; (2) Dự kiến …; - Ước …
_OF_A_YEAR = regex.compile(
    r"\s(?:\d{1,2}\stháng\s|(?:tháng|quý)\s\S+\s)?(?:đầu\s)?(?:năm\s)?(?:19|20)\d\d\s(?:đã\s|chỉ\s)?"
)
_MARK = regex.compile(r"(?:[-+*•]|\(?(?:\d{1,2}(?:\.\d{1,2})*|\p{L})[.)])\s")
_BRACKETS = regex.compile(r"\([^()]*\)")


class Wording:
    """The cues of `rules/comparisons.toml`, by what they give."""

    def __init__(self, rules: Rules) -> None:
        self._before = {gives: rules.lexicon("comparisons", gives=gives, place="before") for gives in _GIVES}
        self._hedges_after = rules.lexicon("comparisons", gives="hedge", place="after")
        self._roles = rules.lexicon("comparisons", gives="role")
        self._shares = rules.lexicon("comparisons", gives="relation", place="clause")
        self._parts = rules.lexicon("comparisons", gives="part")

    def hedge(self, context: Context) -> tuple[str, int]:
        """The hedge of a figure and where it begins: `trên 93%` more_than, `từ 54% trở lên` at_least."""
        keyed, start = context.keyed, context.start
        after = self._behind(context)
        hit = self._ending("hedge", context, start)
        turned = self._ending("direction", context, start) if hit else None
        differs = "so " in context.after or _RELATIVE.search(keyed, start, context.end)
        if hit and turned and turned.start < hit.start and differs:
            hit = None  # cao hơn 1,1 điểm: more by so much, not more than so much
        at = hit.start if hit else start
        if after:
            return after.row["value"], at
        return (hit.row["value"], at) if hit else ("exact", at)

    def _behind(self, context: Context) -> Hit | None:
        """The bound behind a figure: 54% trở lên, 90% chi bộ trở lên."""
        keyed, end = context.keyed, context.end
        if keyed.find(" trở ", end, end + _REACH) < 0:
            return None
        counted = _COUNTED.match(keyed, end)
        end = counted.end() if counted else end
        return self._hedges_after.at(keyed, end + keyed.startswith(" ", end))

    def direction(self, context: Context, at: int, kind: str = "") -> str:
        """up, down or empty: `tăng 13,2%`, `giảm tỷ lệ nghèo từ 3%`; not `giảm còn 4,97%`, not `từ 11% xuống 3%`.

        A rate of growth is up whatever its verb: `tốc độ tăng trưởng đạt 7,6%`.
        """
        if self.leads_on(context):
            return ""
        at = self._past_from(context, at)
        hit = self._ending("direction", context, at)
        if hit:
            return str(hit.row["value"])
        said = context.before
        if kind == "percent" and "tăng" in said and _GROWTH.search(_open(said[: at - context.gap])):
            return "up"
        if not _TURNS.search(said):
            return ""
        governed = _GOVERNED.search(context.keyed, context.gap, at)
        if governed and governed["last"] not in _LEVEL_WORDS and not self._states(context, governed.start(), at):
            return "up" if governed["verb"] in _UP else "down"
        return ""

    def is_exceeding(self, context: Context, at: int) -> bool:
        """True after `vượt`."""
        hit = self._ending("relation", context, at)
        return bool(hit and hit.row["value"] == "exceed")

    def is_share(self, context: Context) -> bool:
        """True after `chiếm`."""
        return any(True for _ in self._shares.find(context.keyed, context.gap, context.start))

    def role(self, context: Context) -> str:
        """The role that the words between the figure before and this one give, empty if none."""
        nearest, leading, after, end = "", "", 0, 0
        said = _open(context.before)
        for hit in self._roles.find(said):
            done = (
                hit.row["value"] == "result" and nearest == "last_year" and _OF_A_YEAR.fullmatch(said, end, hit.start)
            )
            end = hit.end
            if done:
                continue  # cùng kỳ năm 2023 đạt 45 tỷ đồng
            if hit.row["place"] == "lead":
                leading, after = hit.row["value"], hit.end
            nearest = hit.row["value"] or nearest
        if leading == "target" and nearest == "result" and ":" in said[after:]:
            return "result"  # các xã phấn đấu về đích: đến nay đạt 13/19
        return leading or ("total" if _WHOLE.search(said) else nearest)

    def leading(self, context: Context) -> str:
        """The role that the head of the sentence gives: `Ước thực hiện cả năm, …`, `Dự kiến năm 2025: …`."""
        mark = _MARK.match(context.keyed, context.sentence[0], context.start)
        head = self._roles.at(context.keyed, mark.end() if mark else context.sentence[0])
        return str(head.row["value"]) if head and head.row["place"] == "lead" else ""

    def opens_parts(self, text: str) -> bool:
        """True when `trong đó` or `gồm` stands in a matching key before its first `;`."""
        return any(True for _ in self._parts.find(text.split(";")[0]))

    def names_parts(self, context: Context, first: int | None) -> bool:
        """True behind `trong đó`, and behind `gồm` after a figure, up to the next `;`: across it where a colon follows.

        `first` is where the first figure of the sentence ends, None where none stands before.
        """
        begin = context.sentence[0]
        said = _open(context.keyed[begin : context.start])
        hit = next(reversed(list(self._parts.find(said))), None)
        if hit is None or (first is None and hit.row.id != "within") or (first and begin + hit.start < first - 1):
            return False
        return said[hit.end : hit.end + 1] == ":" or ";" not in said[hit.end :]

    def leads_on(self, context: Context) -> bool:
        """True for the first of two values, `từ 77,96% lên 82%`."""
        return bool(_FROM_TO.match(context.keyed, context.end))

    def _states(self, context: Context, start: int, end: int) -> bool:
        """True when a verb of stating stands between: giảm nghèo, tỷ lệ hộ nghèo còn 5%."""
        words = context.keyed[start:end].replace(",", " , ").split()
        return any(w in _LEVEL_WORDS or w == "," for w in words)

    def _past_from(self, context: Context, at: int) -> int:
        return at - len(_FROM) if context.keyed.endswith(f" {_FROM}", context.gap, at) else at

    def _ending(self, gives: str, context: Context, at: int) -> Hit | None:
        end = at - 1 if at and context.keyed[at - 1] == " " else at
        return self._before[gives].ending(context.keyed, end, context.gap)


def _open(text: str) -> str:
    """The text with blanks for what stands in closed brackets."""
    return _BRACKETS.sub(lambda m: " " * len(m[0]), text) if "(" in text else text


_GIVES = ("hedge", "direction", "relation")


@lru_cache(maxsize=8)
def wording(rules: Rules) -> Wording:
    """The cues of one folder of rules."""
    return Wording(rules)
