"""What the words around a number say: hedge and direction, role cues, and what is measured."""

from functools import lru_cache

import regex

from extract.rules import Hit, Lexicon, Rules
from extract.text import key
from normalize.context import Context

_GOVERNED = regex.compile(r"(?<!\p{L})(?P<verb>tăng|giảm)\s(?:\p{L}+\s){1,8}?(?P<last>\p{L}+)\s$")
_FROM = regex.compile(r"(?<!\p{L})từ\s$")
_FROM_TO = regex.compile(r"\s(?:lên|xuống|tăng lên|giảm xuống|lên đến|còn|xuống còn|giảm còn)\s")
_LEVEL_WORDS = ("còn", "xuống", "lên", "đạt", "là", "ở mức")
_BREAKS = regex.compile(r"[;:()]")
_BRACKETS = regex.compile(r"\([^()]*\)")
_PIECES = regex.compile(r"[,;:()]|(?<!\p{L})(?:trong đó|gồm|với)(?!\p{L})")
_DATES = regex.compile(
    r"(?:tính )?đến (?:nay|thời điểm (?:báo cáo|hiện nay|này))|[Tt]ính đến thời điểm báo cáo|(?:(?:tính|lũy kế|luỹ kế)\s)?(?:đến\s)?(?:ngày|tháng|hết|cuối|năm|quý)?\s?\d[\d/.\-]*|\d+"
)
_CLOSING = regex.compile(
    r"(?<!\p{L})(?:là|có|còn|được|từ|lên|thêm|ra|tại|ở|của|cho|trên|với|sang|tiếp|cả|đang)$"
)
_OPENING = regex.compile(
    r"^(?:[-+*•]\s*|(?:và|đã|cũng|còn|trong đó|hiện nay|đến nay|nay|trên địa bàn|kết quả|số|các)\s+)+"
)


class Wording:
    """The cues of `rules/comparisons.toml`, by what they give."""

    def __init__(self, rules: Rules) -> None:
        self._before = {gives: rules.lexicon("comparisons", gives=gives, place="before") for gives in _GIVES}
        self._hedges_after = rules.lexicon("comparisons", gives="hedge", place="after")
        self._roles = rules.lexicon("comparisons", gives="role")
        self._shares = rules.lexicon("comparisons", gives="relation", place="clause")
        self._measures = rules.lexicon("comparisons", gives="measure")
        self._all = Lexicon([r for r in rules.rows("comparisons") if r["gives"] not in ("measure", "better")])
        self._parts = rules.lexicon("comparisons", gives="part")

    def hedge(self, context: Context) -> tuple[str, int]:
        """The hedge of a figure and where it begins: `trên 93%` more_than, `từ 54% trở lên` at_least."""
        keyed, start = context.keyed, context.start
        after = self._hedges_after.at(keyed, context.end + keyed.startswith(" ", context.end))
        hit = self._ending("hedge", context, start)
        at = hit.start if hit else start
        if after:
            return after.row["value"], at
        return (hit.row["value"], at) if hit else ("exact", at)

    def direction(self, context: Context, at: int) -> str:
        """up, down or empty: `tăng 13,2%`, `giảm tỷ lệ nghèo từ 3%`; not `giảm còn 4,97%`."""
        at = self._past_from(context, at)
        hit = self._ending("direction", context, at)
        if hit:
            return str(hit.row["value"])
        governed = _GOVERNED.search(context.keyed, context.gap, at)
        if (
            governed
            and governed["last"] not in _LEVEL_WORDS
            and not self._states(context, governed.start(), at)
        ):
            return "up" if governed["verb"] == "tăng" else "down"
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
        nearest, leading, after = "", "", 0
        said = _BRACKETS.sub(_blank, context.before)
        for hit in self._roles.find(said):
            if hit.row["place"] == "lead" and not leading:
                leading, after = hit.row["value"], hit.end
            nearest = hit.row["value"] or nearest
        if leading == "target" and nearest == "result" and ":" in said[after:]:
            return "result"  # các xã phấn đấu về đích: đến nay đạt 13/19
        return leading or nearest

    def names_parts(self, text: str) -> bool:
        """True when `trong đó` or `gồm` stands in a matching key, brackets apart."""
        return any(True for _ in self._parts.find(_BRACKETS.sub(_blank, text)))

    def leads_on(self, context: Context) -> bool:
        """True for the first of two values, `từ 77,96% lên 82%`."""
        return bool(_FROM_TO.match(context.keyed, context.end))

    def led_from(self, context: Context) -> bool:
        """True for the second of two values."""
        return context.gap > context.clause and bool(_FROM_TO.fullmatch(context.before))

    def measure(self, context: Context, counted: bool) -> str:
        """The words that name what a figure measures: the last piece before it that is not made of cues.

        What is counted is named behind its number too: xây dựng thêm … `xã đạt chuẩn nông thôn mới`.
        """
        begins = (context.clause, context.sentence[0]) if context.opens else (context.gap,)
        for begin in begins:
            named = self._named(_BRACKETS.sub(" ", context.text[begin : context.start]))
            if named:
                return f"{named} {_counted(context)}".strip() if counted else named
        if counted:
            return _counted(context)
        return _described(context) if context.opens else ""

    def _named(self, text: str) -> str:
        keyed = key(text)
        whole = None
        for whole in self._measures.find(keyed):
            pass
        if whole and not _BREAKS.search(keyed, whole.start):
            return self._bare(self._until_cue(text[whole.start :]))
        return next((named for piece in reversed(_PIECES.split(text)) if (named := self._bare(piece))), "")

    def _until_cue(self, text: str) -> str:
        """The text up to the first comma behind which a cue stands: Tổng thu ngân sách, ước thu lũy kế …"""
        pieces = text.split(", ")
        kept = 1
        while kept < len(pieces) and not self._all.at(key(pieces[kept]), 0):
            kept += 1
        return ", ".join(pieces[:kept])

    def _states(self, context: Context, start: int, end: int) -> bool:
        """True when a verb of stating stands between: giảm nghèo, tỷ lệ hộ nghèo còn 5%."""
        words = context.keyed[start:end].replace(",", " , ").split()
        return any(w in _LEVEL_WORDS or w == "," for w in words)

    def _past_from(self, context: Context, at: int) -> int:
        match = _FROM.search(context.keyed, context.gap, at)
        return match.start() if match else at

    def _ending(self, gives: str, context: Context, at: int) -> Hit | None:
        end = at - 1 if at and context.keyed[at - 1] == " " else at
        return self._before[gives].ending(context.keyed, end, context.gap)

    def _bare(self, piece: str) -> str:
        """The piece without dates and without cues at its ends; empty where nothing is left."""
        words = _OPENING.sub("", " ".join(_DATES.sub(" ", piece).split()))
        keyed = key(words)
        while (hit := self._all.ending(keyed, len(keyed))) or (hit := _CLOSING.search(keyed)):
            keyed = keyed[: hit.start if isinstance(hit, Hit) else hit.start()].rstrip()
        words = words[: len(keyed)].strip(" -+*•.")
        first = self._all.at(key(words), 0)
        if (
            first
            and first.end < len(words)
            and (first.row["gives"] != "role" or first.row["place"] == "lead")
        ):
            words = words[first.end :].strip()
        return words if len(words) > 1 and key(words) != "tỷ lệ" else ""


def _blank(match: "regex.Match[str]") -> str:
    return " " * len(match[0])


def _counted(context: Context) -> str:
    """The noun behind a number and what describes it, eight words at most."""
    unit = _NUMERAL.sub("", context.text[context.start : context.end])
    return " ".join(f"{unit} {_described(context)}".split()[:8])


def _described(context: Context) -> str:
    """The words right behind a figure, to the next stop, figure or comma: 600 ha `rừng`."""
    described = _DESCRIPTION.match(context.text, context.end, context.until)
    return " ".join(described[0].split()[:8]) if described else ""


_NUMERAL = regex.compile(r"^[\d.,]+(?:\s?/\s?[\d.,]+|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?[\d.,]+)?\s?")
_DESCRIPTION = regex.compile(r"(?:\s[\p{L}&/-]+)*")
_GIVES = ("hedge", "direction", "relation")


@lru_cache(maxsize=8)
def wording(rules: Rules) -> Wording:
    """The cues of one folder of rules."""
    return Wording(rules)
