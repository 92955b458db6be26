"""What ties numbers on a page together, and whether they can all be true as printed.

The tokens of a relation, by its kind:
ratio %, part, whole · exceed %, now, plan · growth %, now, before, direction
change difference, now, before, direction · points the same · times n, now, before · total sum, parts
rest whole, part, what is left · both level %, growth %, direction
share_sum shares (of 100) · shares share, amount, share, amount · repeated one, other · count number (of `listed`)
verdict word, result, target
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samples.generated.amounts import Interval, Numeral, Token, Word, exactly

HUNDRED = 100
ACHIEVED, NOT_ACHIEVED = ("achieved", "exceeded"), ("not_achieved",)


@dataclass(frozen=True, slots=True)
class Relation:
    """Tokens that belong together by their numbers in the report."""

    kind: str
    tokens: tuple[int, ...]
    listed: int = 0
    lower: bool = False
    factor: int = HUNDRED


# the token that is a whole, which stands as printed
_WHOLE = {"total": 0, "rest": 0, "ratio": 2, "exceed": 2}


def holds(relation: Relation, tokens: Sequence[Token], *, strict: bool = True) -> bool:
    """True where some true values could have been printed so; where not `strict`, a whole may have been rounded too."""
    own = [tokens[t] for t in relation.tokens]
    whole = _WHOLE.get(relation.kind) if strict else None
    allowed = [t.allows(exact=at == whole) for at, t in enumerate(own) if isinstance(t, Numeral)]
    words = [t.means for t in own if isinstance(t, Word)]
    return _HOLDS[relation.kind](relation, allowed, words)


def _ratio(relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets((a[1] / a[2]).times(relation.factor))


def _exceed(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets((a[1] / a[2]).times(HUNDRED) - exactly(HUNDRED))


def _growth(_relation: Relation, a: list[Interval], words: list[str]) -> bool:
    level = (a[1] / a[2]).times(HUNDRED)
    hundred = exactly(HUNDRED)
    return a[0].meets(level - hundred if words[0] == "up" else hundred - level)


def _change(_relation: Relation, a: list[Interval], words: list[str]) -> bool:
    return a[0].meets(a[1] - a[2] if words[0] == "up" else a[2] - a[1])


def _times(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets(a[1] / a[2])


def _total(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets(sum(a[1:], exactly(0)))


def _both(_relation: Relation, a: list[Interval], words: list[str]) -> bool:
    hundred = exactly(HUNDRED)
    return a[0].meets(hundred + a[1] if words[0] == "up" else hundred - a[1])


def _share_sum(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return exactly(HUNDRED).meets(sum(a, exactly(0)))


def _shares(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return (a[1] / a[0]).meets(a[3] / a[2])


def _repeated(_relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets(a[1])


def _count(relation: Relation, a: list[Interval], _words: list[str]) -> bool:
    return a[0].meets(exactly(relation.listed))


def _verdict(relation: Relation, a: list[Interval], words: list[str]) -> bool:
    """A verdict that says achieved wants some value at the target or better; one that says not, some worse one."""
    result, target = (a[1], a[0]) if relation.lower else (a[0], a[1])
    if words[0] in ACHIEVED:
        return result.most >= target.least
    return words[0] not in NOT_ACHIEVED or result.least < target.most


_HOLDS: dict[str, Callable[[Relation, list[Interval], list[str]], bool]] = {
    "ratio": _ratio,
    "exceed": _exceed,
    "growth": _growth,
    "change": _change,
    "points": _change,
    "times": _times,
    "total": _total,
    "rest": _total,
    "both": _both,
    "share_sum": _share_sum,
    "shares": _shares,
    "repeated": _repeated,
    "count": _count,
    "verdict": _verdict,
}

KINDS = tuple(_HOLDS)
