"""Sentences out of frames: every slot becomes a number or a word on the page, and what ties them is written down."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from samples.generated.amounts import MODES, Fashion, Numeral, Word, rounded, trimmed, written
from samples.generated.draft import Draft, RedrawError
from samples.generated.story import Story, Value

_SLOT = re.compile(r"\{([^{}]+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FORM = re.compile(
    r"(?P<asked>\?)?(?P<one>[a-z_]+\d?)(?:(?P<of>[/>!:*^,-])(?P<other>[a-z_]+\d?))?"
    r"(?P<sign>%?)(?P<bare>#?)(?P<hedged>~?)(?:\|(?P<way>up|down))?$"
)
SCALES = {"triệu đồng": Decimal(1), "trđ": Decimal(1), "tỷ đồng": Decimal(1000), "đồng": Decimal("0.000001")}
_HEDGES = ("trên", "hơn", "gần", "khoảng", "xấp xỉ")
_DIRECTIONS = {"up": "tăng", "down": "giảm"}
_KINDS = {"/": "ratio", "!": "exceed", ">": "growth", "-": "change", "*": "times", "^": "points"}
_THOUSAND = 1000


class Telling:
    """One place where a story is told: the numbers printed there, by what they are."""

    def __init__(self, draft: Draft, story: Story, fashion: Fashion, rnd: Random, names: dict[str, str]) -> None:
        self.draft, self.story, self.rnd = draft, story, rnd
        self.names = {**names, **story.names}
        for name in ("described", "unit", "topic"):
            self.names[name] = story.subject.get(name, "")
        subject = story.subject.get("name", "")
        self.names |= {"subject": subject, "Subject": subject[:1].upper() + subject[1:]}
        self.names["basis"] = story.subject.get("basis", "kế hoạch")
        self.fashion = fashion
        if max(v.true for v in story.values.values()) < 2 * _THOUSAND:
            self.fashion = replace(fashion, money="triệu đồng" if fashion.money == "tỷ đồng" else fashion.money)
        self.printed: dict[str, list[int]] = defaultdict(list)
        self._derived: list[tuple[str, int, tuple[str, ...], int | None]] = []
        self._direction: int | None = None
        self.verdict = ""

    # ---- frames

    def knows(self, frame: dict[str, Any]) -> bool:
        """True where a frame fits: all that it names is known, and the numbers go the way it says."""
        if not self._fits(frame.get("only", ""), frame.get("kinds")):
            return False
        if "who" in frame and self.names["who"] not in frame["who"]:
            return False
        if any(name not in self.story.values for name in frame.get("needs", ())):
            return False
        for slot in _SLOT.findall(frame["text"]):
            form = _FORM.match(slot)
            if slot in self.names or slot in ("parts", "parts%"):
                continue
            if not form or any(n and n not in self.story.values for n in (form["one"], form["other"])):
                return False
        return "{parts" not in frame["text"] or "p1" in self.story.values

    def _fits(self, only: str, kinds: list[str] | None) -> bool:
        value = {name: v.true for name, v in self.story.values.items()}
        result = self.story.result or "total"
        if kinds and self.story.values[result].form not in kinds:
            return False
        before = value.get("before", value.get("last", Decimal(0)))
        return {
            "over": lambda: value[result] > value["plan"] * Decimal("1.01"),
            "short": lambda: value[result] < value["plan"] * Decimal("0.99"),
            "double": lambda: value[result] > before * Decimal("1.6"),
            "up": lambda: value[result] > before and value.get("part", Decimal(1)) > value.get("part_before", 0),
            "down": lambda: value[result] < before,
        }.get(only, lambda: True)()

    def tell(self, text: str) -> str:
        """A frame filled in."""
        text = _CHOICE.sub(lambda m: self.rnd.choice(m[1].split("|")), text)
        text = re.sub(r"\{parts(%?)\}", lambda m: self._parts(bool(m[1])), text)
        return _SLOT.sub(lambda m: self._fill(m[1]), text)

    def _parts(self, shared: bool) -> str:
        """Slots for all parts, in one of the ways to list them."""
        whole, parts = next(s for s in self.story.sums if s[1][0] == "p1")
        share = self.rnd.choice((" (chiếm {%s/%s%%})", ", chiếm {%s/%s%%}", " ({%s/%s%%})")) if shared else ""
        form = self.rnd.choice(("{name} {p}", "{name}: {p}", "{p} {name}", "{name} là {p}"))
        if self.story.values[whole].form != "count" and form.startswith("{p}"):
            form = "{name} {p}"
        told = []
        for part in parts:
            own = form.replace("{name}", "{name" + part[1:] + "}").replace("{p}", "{" + part + "}")
            told.append(own + (share % (part, whole) if share else ""))
        return self.rnd.choice((", ", "; ") if not share.startswith(",") else ("; ",)).join(told)

    # ---- slots

    def _fill(self, slot: str) -> str:
        if slot in self.names:
            return self.names[slot]
        form = _FORM.match(slot)
        assert form, slot
        one, of, other = form["one"], form["of"], form["other"]
        hedged = bool(form["hedged"])
        if of is None:
            return self._amount(one, bare=bool(form["bare"]), hedged=hedged)
        if form["asked"]:
            return self._way(one, other)
        if form["way"]:
            self._direction = len(self.draft.tokens)
            self.draft.put(Word("", form["way"]))  # the words of the frame say it
            if self._is_up(one, other) != (form["way"] == "up"):
                raise RedrawError
        return self._relation(of, one, other, bare=bool(form["bare"]), hedged=hedged)

    def _is_up(self, one: str, other: str) -> bool:
        return self.story.values[one].true > self.story.values[other].true

    def _way(self, one: str, other: str) -> str:
        way = "up" if self._is_up(one, other) else "down"
        self._direction = len(self.draft.tokens)
        return self.draft.put(Word(_DIRECTIONS[way], way))

    def _amount(self, name: str, *, bare: bool, hedged: bool) -> str:
        value = self.story.values[name]
        if value.true <= 0:
            raise RedrawError
        if value.form == "percent":
            numeral = self._percent(self._rate(value), hedged=hedged, exact=value.exact, bare=bare)
            token = self._note(name, replace(numeral, share=value.of is not None))
            if value.of:
                self._derived.append(("ratio", token, value.of, None))
            return chr(0xE000 + token)
        return chr(0xE000 + self._note(name, self._measured(value, value.true, bare=bare, hedged=hedged)))

    def _rate(self, value: Value) -> Decimal:
        if value.of and self.fashion.from_printed:
            return 100 * self._known(value.of[0]) / self._known(value.of[1])
        return value.true

    def _note(self, name: str, numeral: Numeral) -> int:
        self.draft.put(numeral)
        self.printed[name].append(len(self.draft.tokens) - 1)
        return len(self.draft.tokens) - 1

    def _known(self, name: str) -> Decimal:
        """A value as it was printed, if it was and if percentages are worked out from that."""
        if self.fashion.from_printed and self.printed[name]:
            token = self.draft.tokens[self.printed[name][-1]]
            if isinstance(token, Numeral) and not token.hedge:
                return token.value
        return self.story.values[name].true

    def _relation(self, of: str, one: str, other: str, *, bare: bool, hedged: bool) -> str:
        """A number that is worked out of two others."""
        a, b = self._known(one), self._known(other)
        value = self.story.values[one]
        if of == ":" and a <= b:
            raise RedrawError
        if of in ":-":
            made = self._measured(replace(value, exact=value.form == "count"), abs(a - b), bare=bare, hedged=hedged)
        elif of == "*":
            times = rounded(a / b, self.rnd.choice((1, 2)), self._mode())
            made = Numeral(written(times, self.fashion), "", times, Decimal(1).scaleb(times.as_tuple().exponent))  # type: ignore[arg-type]
        elif of == "^":
            made = replace(self._percent(abs(a - b), hedged=False, bare=True), relative=False)
            made = replace(made, unit=self.rnd.choice((" điểm %", " điểm phần trăm", "%")))
        else:
            share = {"/": 100 * a / b, "!": 100 * a / b - 100, ">": abs(100 * a / b - 100)}[of]
            made = self._percent(share, hedged=hedged, bare=bare)
            made = replace(made, share=of == "/" and any(w == other and one in p for w, p in self.story.sums))
        if made.value == 0:
            raise RedrawError
        token = self._note(f"{one}{of}{other}", made)
        if of == ":":
            self._derived.append(("total", token, (one, other), None))
        else:
            self._derived.append((_KINDS[of], token, (one, other), self._direction))
        return chr(0xE000 + token)

    # ---- numbers

    def _mode(self) -> str:
        return self.rnd.choice(list(MODES)) if self.fashion.per_figure else self.fashion.mode

    def _percent(self, true: Decimal, *, hedged: bool, exact: bool = False, bare: bool = False) -> Numeral:
        unit = "" if bare else self.fashion.percent
        if hedged and self.rnd.random() < 0.6:
            hedge = self.rnd.choice(_HEDGES)
            near = {"trên": "cut off", "hơn": "cut off"}.get(hedge, "half up")
            value = rounded(true, 0, near) + (1 if hedge == "gần" and rounded(true, 0, near) < true else 0)
            if value == true or (hedge == "gần" and value < true):
                raise RedrawError
            return Numeral(written(value, self.fashion), unit, value, Decimal(1), hedge=hedge, relative=True)
        decimals = self.rnd.choice((0, 1, 2)) if self.fashion.per_figure else self.fashion.decimals
        value = true if exact else rounded(true, decimals, self._mode())
        value = trimmed(value, self.fashion)
        return Numeral(written(value, self.fashion), unit, value, _step(value), exact=exact, relative=True)

    def _measured(self, value: Value, true: Decimal, *, bare: bool, hedged: bool) -> Numeral:
        """An amount in the unit in which the report prints it."""
        unit, scale = value.unit, Decimal(1)
        if value.form == "money":
            unit, scale = self.fashion.money, SCALES[self.fashion.money]
        shown = true / scale
        tail = "" if bare else f" {unit}"
        if hedged and self.rnd.random() < 0.6:
            return self._hedged(shown, scale, tail)
        if value.exact:
            printed = trimmed(shown, replace(self.fashion, trimmed=True))
        else:
            printed = trimmed(rounded(shown, self._decimals(value.form), self._mode()), self.fashion)
        text = written(printed, self.fashion, padded=value.form == "count")
        return Numeral(text, tail, printed * scale, _step(printed) * scale, exact=value.exact)

    def _decimals(self, form: str) -> int:
        if form == "money":
            return {"tỷ đồng": 2, "đồng": 0}.get(self.fashion.money, self.fashion.money_decimals)
        least = {"area": (0, 1, 2), "mass": (0, 0, 1), "length": (1, 2)}[form]
        return self.rnd.choice(least) if self.fashion.per_figure else least[self.fashion.decimals % len(least)]

    def _hedged(self, shown: Decimal, scale: Decimal, tail: str) -> Numeral:
        """An amount of two digits, or three, with trên, gần or khoảng before it."""
        hedge = self.rnd.choice(_HEDGES)
        size = Decimal(1).scaleb(shown.adjusted() - self.rnd.choice((1, 2)))
        whole = rounded(shown / size, 0, "cut off")
        near = {"trên": whole, "hơn": whole, "gần": whole + 1}.get(hedge, rounded(shown / size, 0, "half up"))
        value = near * size
        if value in (0, shown) or (size < 1 and value == value.to_integral()):
            raise RedrawError
        value = value.quantize(Decimal(1)) if size >= 1 else value
        return Numeral(written(value, self.fashion), tail, value * scale, size * scale, hedge=hedge)

    # ---- what ties them

    def close(self, others: tuple["Telling", ...] = ()) -> None:
        """Write down the relations between the numbers of this telling, and what `others` have said before."""
        for kind, token, names, direction in self._derived:
            near = [self._near(name, token) for name in names]
            found = [n for n in near if n is not None]
            if len(found) < len(names):
                continue
            if kind == "total":
                self.draft.relate("total", found[0], found[1], token)
            elif kind in ("growth", "change", "points"):
                if direction is not None:
                    self.draft.relate(kind, token, *found, direction)
            else:
                self.draft.relate(kind, token, *found)
        self._sums()
        self._levels()
        for name, tokens in self.printed.items():
            said = next((o.printed[name][0] for o in others if o.printed.get(name)), None)
            if tokens and said is not None:
                self.draft.relate("repeated", said, tokens[0])

    def _near(self, name: str, token: int) -> int | None:
        """The printed number of a name that stands nearest to a token."""
        return min(self.printed.get(name, ()), key=lambda t: abs(t - token), default=None)

    def _sums(self) -> None:
        """Totals, shares that make a hundred, shares of a whole that is not printed."""
        for whole, parts in self.story.sums:
            shown = [self.printed[p][0] for p in parts if self.printed.get(p)]
            shares = [self.printed[f"{p}/{whole}"][0] for p in parts if self.printed.get(f"{p}/{whole}")]
            if len(shown) == len(parts) and self.printed.get(whole):
                self.draft.relate("total", self.printed[whole][0], *shown)
            if len(shares) == len(parts):
                self.draft.relate("share_sum", *shares)
            if len(shares) == len(shown) == len(parts) and not self.printed.get(whole):
                for at in range(1, len(parts)):
                    self.draft.relate("shares", shares[0], shown[0], shares[at], shown[at])

    def _levels(self) -> None:
        """bằng 108%, tăng 8%: of the same two values."""
        for kind, token, names, direction in self._derived:
            level = self.printed.get("/".join(names))
            if kind == "growth" and level and direction is not None:
                self.draft.relate("both", level[0], token, direction)

    def judge(self, word: Word) -> str:
        """A verdict on the result of the story against its target, where both are printed."""
        token = self.draft.put(word)
        result, target = self.printed.get(self.story.result), self.printed.get(self.story.target)
        if result and target and word.means in ("achieved", "exceeded", "not_achieved"):
            at = len(self.draft.tokens) - 1
            self.draft.relate("verdict", at, result[-1], target[0], lower=self.story.lower)
        return token


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))
