"""Sentences out of frames: every slot becomes a number or a word on the page, and what ties them is written down."""

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from samples.generated.amounts import Fashion, Numeral, Word, rounded, written
from samples.generated.draft import Draft, RedrawError
from samples.generated.printer import Printer
from samples.generated.story import Story, Value

_SLOT = re.compile(r"\{([^{}]+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FORM = re.compile(
    r"(?P<asked>\?)?(?P<one>[a-z_]+\d?)(?:(?P<of>[/>!:*^,-])(?P<other>[a-z_]+\d?))?"
    r"(?P<sign>%?)(?P<bare>#?)(?P<hedged>~?)(?:\|(?P<way>up|down))?$"
)
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
        self.printer = Printer(self.fashion, rnd)
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
            numeral = self.printer.percent(self._rate(value), hedged=hedged, exact=value.exact, bare=bare)
            token = self._note(name, replace(numeral, share=value.of is not None))
            if value.of:
                self._derived.append(("ratio", token, value.of, None))
            return chr(0xE000 + token)
        return chr(0xE000 + self._note(name, self.printer.measured(value, value.true, bare=bare, hedged=hedged)))

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
            made = self.printer.measured(
                replace(value, exact=value.form == "count"), abs(a - b), bare=bare, hedged=hedged
            )
        elif of == "*":
            times = rounded(a / b, self.rnd.choice((1, 2)), self.printer.mode())
            made = Numeral(written(times, self.fashion), "", times, Decimal(1).scaleb(times.as_tuple().exponent))  # type: ignore[arg-type]
        elif of == "^":
            made = replace(self.printer.percent(abs(a - b), hedged=False, bare=True), relative=False)
            made = replace(made, unit=self.rnd.choice((" điểm %", " điểm phần trăm", "%")))
        else:
            share = {"/": 100 * a / b, "!": 100 * a / b - 100, ">": abs(100 * a / b - 100)}[of]
            made = self.printer.percent(share, hedged=hedged, bare=bare)
            made = replace(made, share=of == "/" and any(w == other and one in p for w, p in self.story.sums))
        if made.value == 0:
            raise RedrawError
        token = self._note(f"{one}{of}{other}", made)
        if of == ":":
            self._derived.append(("rest", token, (one, other), None))
        else:
            self._derived.append((_KINDS[of], token, (one, other), self._direction))
        return chr(0xE000 + token)

    # ---- what ties them

    def close(self, others: tuple["Telling", ...] = ()) -> None:
        """Write down the relations between the numbers of this telling, and what `others` have said before."""
        for kind, token, names, direction in self._derived:
            near = [self._near(name, token) for name in names]
            found = [n for n in near if n is not None]
            if len(found) < len(names):
                continue
            if kind == "rest":
                self.draft.relate("rest", found[0], found[1], token)
            elif kind in ("growth", "change", "points"):
                if self._value(found[0]) == self._value(found[1]):
                    raise RedrawError  # nobody writes: giảm từ 7% xuống còn 7%
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

    def _value(self, token: int) -> Decimal:
        numeral = self.draft.tokens[token]
        assert isinstance(numeral, Numeral)
        return numeral.value

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
