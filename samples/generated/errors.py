"""Errors put into a generated report: one, of a kind, that no rounding explains (annotation guide, A finding)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from samples.generated.amounts import Numeral, Token, Word, read_back, written
from samples.generated.draft import GeneratedReport
from samples.generated.printer import SCALES
from samples.generated.relations import ACHIEVED, Relation, holds

# numbers that are worked out of others, or that others are worked out of
_TIED = ("ratio", "exceed", "growth", "change", "points", "times", "total", "rest", "both", "shares")
_BASES = (" kế hoạch", " KH", " dự toán", " chỉ tiêu")
_TRIES = 400
# the relation that an error of a kind must make impossible, whatever else it does
_MUST_BREAK = {"wrong column total": "total", "missing part": "total", "percentage of another row": "ratio"}
_OTHER_WAY = {"up": Word("giảm", "down"), "down": Word("tăng", "up")}

Change = tuple[int, Token]


@dataclass(frozen=True, slots=True)
class Planted:
    """What was done: the token that was changed, and the tokens of which one must be pointed at."""

    kind: str
    token: int
    wanted: tuple[int, ...]

    def numerals(self, report: GeneratedReport) -> set[str]:
        """What a finding must quote."""
        tokens = (report.tokens[t] for t in self.wanted)
        return {t.text if isinstance(t, Numeral) else t.printed for t in tokens} - {""}

    def lines(self, report: GeneratedReport) -> set[int]:
        """The lines in which they stand."""
        return {report.places[t] for t in self.wanted if t in report.places}


class Planting:
    """What can go wrong in one report."""

    def __init__(self, report: GeneratedReport, rnd: Random) -> None:
        self.report, self.rnd = report, rnd
        self.of: dict[int, list[Relation]] = {}
        for relation in report.relations:
            for token in relation.tokens:
                self.of.setdefault(token, []).append(relation)

    def plant(self, kind: str) -> tuple[GeneratedReport, Planted] | None:
        """The report with an error of a kind; None where it has no place for one."""
        for at, token in self._changes(kind):
            report = self.report.with_token(at, token)
            broken = [r for r in self.of[at] if not holds(r, report.tokens, strict=False)]
            if kind in _MUST_BREAK and not any(r.kind == _MUST_BREAK[kind] for r in broken):
                continue
            if kind == "dropped sign":
                return report, Planted(kind, at, (at,))
            if broken or kind == "share over 100":
                wanted = dict.fromkeys([at, *self.same(at), *(t for r in broken for t in r.tokens)])
                return report, Planted(kind, at, tuple(wanted))
        return None

    def _changes(self, kind: str) -> Iterator[Change]:
        """Changes of a kind, in the order of chance."""
        own = [a for a in self.of if a in self.report.places and _PLACES[kind](self, a)]
        for _ in range(_TRIES if own else 0):
            at = self.rnd.choice(own)
            made = _MADE[kind](self, at)
            if made is not None and made != self.report.tokens[at]:
                yield at, made

    def same(self, at: int) -> set[int]:
        """The tokens that print the same figure, wherever in the report."""
        found, new = {at}, [at]
        while new:
            linked = {t for r in self.of[new.pop()] if r.kind == "repeated" for t in r.tokens}
            new += linked - found
            found |= linked
        return found

    # ---- where

    def numeral(self, at: int) -> Numeral:
        token = self.report.tokens[at]
        assert isinstance(token, Numeral)
        return token

    def is_numeral(self, at: int) -> bool:
        return isinstance(self.report.tokens[at], Numeral)

    def is_tied(self, at: int) -> bool:
        return self.is_numeral(at) and any(r.kind in _TIED for r in self.of[at])

    def is_result(self, at: int, *kinds: str) -> bool:
        """True for the number that a relation of a kind works out."""
        return self.is_numeral(at) and any(r.kind in kinds and r.tokens[0] == at for r in self.of[at])

    def in_table(self, at: int) -> bool:
        return self.report.lines[self.report.places[at]].startswith("|")

    def is_column_total(self, at: int) -> bool:
        return self.in_table(at) and any(
            r.kind == "total" and r.tokens[0] == at and len({self.report.places[t] for t in r.tokens}) > 3
            for r in self.of[at]
        )

    def only_repeated(self, at: int) -> bool:
        """True for what is only said once more; a target may be another for another giver of it."""
        if not self.is_numeral(at) or {r.kind for r in self.of[at]} != {"repeated"}:
            return False
        return not any(self.in_heading(t) for r in self.of[at] for t in r.tokens)

    def in_heading(self, at: int) -> bool:
        return self.report.lines[self.report.places[at]].startswith("**")

    def is_announced(self, at: int) -> bool:
        """True for a total in the text, but not for the second number of a/b."""
        line = self.report.lines[self.report.places[at]]
        return self.is_result(at, "total") and not self.in_table(at) and f"/{chr(0xE000 + at)}" not in line

    def is_way(self, at: int) -> bool:
        token = self.report.tokens[at]
        return isinstance(token, Word) and token.means in _OTHER_WAY and bool(token.printed)

    def is_verdict(self, at: int, *, met: bool) -> bool:
        token = self.report.tokens[at]
        return (
            isinstance(token, Word)
            and any(r.kind == "verdict" for r in self.of[at])
            and ((token.means in ACHIEVED) == met)
        )

    def is_before_basis(self, at: int) -> bool:
        """True for a percentage whose basis is said right behind it: 60,26% KH."""
        line = self.report.lines[self.report.places[at]]
        behind = line.partition(chr(0xE000 + at))[2]
        return self.is_result(at, "ratio") and "%" in self.numeral(at).unit and behind.startswith(_BASES)

    # ---- what

    def says(self, at: int, text: str) -> Numeral | None:
        """The numeral with other digits."""
        old = self.numeral(at)
        if text.startswith("0") and not old.text.startswith("0"):
            return None
        fashion = self.report.fashion
        scale = old.value / read_back(old.text, fashion)
        return replace(old, text=text, value=read_back(text, fashion) * scale)

    def slip(self, at: int) -> Numeral | None:
        """One digit is another."""
        text = self.numeral(at).text
        place = self.rnd.choice([i for i, c in enumerate(text) if c.isdigit()])
        return self.says(at, text[:place] + self.rnd.choice("0123456789") + text[place + 1 :])

    def swap(self, at: int) -> Numeral | None:
        """Two digits beside one another change their places."""
        text = self.numeral(at).text
        pairs = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
        if not pairs:
            return None
        i = self.rnd.choice(pairs)
        return self.says(at, text[:i] + text[i + 1] + text[i] + text[i + 2 :])

    def thousand(self, at: int) -> Numeral | None:
        """Millions are called billions, or the other way."""
        old = self.numeral(at)
        unit = old.unit.strip()
        if unit not in SCALES:
            return None
        other = "triệu đồng" if unit == "tỷ đồng" else "tỷ đồng"
        factor = SCALES[other] / SCALES[unit]
        return replace(old, unit=f" {other}", value=old.value * factor, step=old.step * factor)

    def turn(self, at: int) -> Word:
        token = self.report.tokens[at]
        assert isinstance(token, Word)
        return _OTHER_WAY[token.means]

    def of_another_row(self, at: int) -> Numeral | None:
        """The percentage of another place of the report."""
        others = [t for t in self.of if self.is_result(t, "ratio") and t != at]
        other = self.numeral(self.rnd.choice(others))
        old = self.numeral(at)
        return replace(old, text=other.text, value=other.value, step=other.step, hedge=other.hedge)

    def without_part(self, at: int) -> Numeral | None:
        """The total of all parts but one."""
        totals = [r for r in self.of[at] if r.kind == "total" and r.tokens[0] == at]
        parts = [self.numeral(t) for t in self.rnd.choice(totals).tokens[1:]]
        left = self.rnd.choice(parts)
        old = self.numeral(at)
        value = sum((p.value for p in parts), Decimal(0)) - left.value
        scale = old.value / read_back(old.text, self.report.fashion)
        shown = (value / scale).normalize()
        shown = shown if shown.as_tuple().exponent <= 0 else shown.quantize(Decimal(1))  # type: ignore[operator]
        return replace(old, text=written(shown, self.report.fashion), value=value)

    def flip(self, at: int) -> Word:
        """The verdict that the target does not bear out."""
        token = self.report.tokens[at]
        assert isinstance(token, Word)
        met = token.means in ACHIEVED
        word, class_ = ("chưa đạt", "not_achieved") if met else ("đạt", "achieved")
        return Word(word.capitalize() if token.printed[0].isupper() else word, class_)

    def miscount(self, at: int) -> Numeral:
        """One more or one less than there are."""
        old = self.numeral(at)
        value = old.value + (1 if old.value < 3 else self.rnd.choice((-1, 1, 2)))
        return replace(old, value=value, text=written(value, self.report.fashion, padded=True))

    def unsigned(self, at: int) -> Numeral:
        return replace(self.numeral(at), unit="")

    def more_than_all(self, at: int) -> Numeral | None:
        """A share of more than a hundred: the two numbers changed their places, or a digit stands before it."""
        old = self.numeral(at)
        return self.says(at, f"1{old.text}") if 10 <= old.value < 100 else None


def _verdict(met: bool) -> Callable[[Planting, int], bool]:
    return lambda p, at: p.is_verdict(at, met=met)


_PLACES: dict[str, Callable[[Planting, int], bool]] = {
    "digit slip": lambda p, at: p.is_tied(at) and not p.is_column_total(at),
    "swapped digits": lambda p, at: p.is_tied(at) and not p.is_column_total(at),
    "factor 1000": lambda p, at: p.is_tied(at) and bool(p.numeral(at).unit),
    "wrong direction": Planting.is_way,
    "percentage of another row": lambda p, at: p.is_result(at, "ratio"),
    "missing part": Planting.is_announced,
    "verdict for the missed": _verdict(met=False),
    "verdict against the met": _verdict(met=True),
    "wrong column total": Planting.is_column_total,
    "wrong count": lambda p, at: p.is_result(at, "count"),
    "dropped sign": Planting.is_before_basis,
    "share over 100": lambda p, at: p.is_numeral(at) and p.numeral(at).share,
    "two values": lambda p, at: p.only_repeated(at),
}
_MADE: dict[str, Callable[[Planting, int], Token | None]] = {
    "digit slip": Planting.slip,
    "swapped digits": Planting.swap,
    "factor 1000": Planting.thousand,
    "wrong direction": Planting.turn,
    "percentage of another row": Planting.of_another_row,
    "missing part": Planting.without_part,
    "verdict for the missed": Planting.flip,
    "verdict against the met": Planting.flip,
    "wrong column total": Planting.slip,
    "wrong count": Planting.miscount,
    "dropped sign": Planting.unsigned,
    "share over 100": Planting.more_than_all,
    "two values": Planting.slip,
}

ERRORS = tuple(_PLACES)


def plant(report: GeneratedReport, seed: int, kinds: tuple[str, ...] = ERRORS) -> tuple[GeneratedReport, Planted]:
    """The report with exactly one error, and what must be found; the kind is that of the seed, or one by chance."""
    rnd = Random(f"error {report.seed} {seed}")
    planting = Planting(report, rnd)
    first = kinds[seed % len(kinds)]
    for kind in (first, *rnd.sample(kinds, len(kinds))):
        planted = planting.plant(kind)
        if planted:
            return planted
    raise ValueError("a report without a number that could be wrong")
