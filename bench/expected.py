"""What a test vector expects of figures, and how far a reading is from it.

Sizes are compared in one base unit on both sides, so that `350 m` and 0.35 km are one length; what the
vector does not state (a hedge, a basis, a relation) is not compared. Roles hang on the heading over a figure,
which a vector has not, and are measured with the labelled passages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from normalize.records import Reading
from review.matching import same_unit, words_agree

# what one unit is in its base; a unit that is not here is its own base
_SIZES = {
    "m": ("km", "0.001"), "cm": ("km", "0.00001"), "mm": ("km", "0.000001"),
    "m2": ("ha", "0.0001"), "km2": ("ha", "100"),
    "kg": ("tấn", "0.001"), "g": ("tấn", "0.000001"), "mg": ("tấn", "0.000000001"), "tạ": ("tấn", "0.1"),
    "l": ("lít", "1"), "ml": ("lít", "0.001"), "cm3": ("m3", "0.000001"),
}  # fmt: skip
_SPELLINGS = {
    "vnd": "đồng", "usd": "USD", "eur": "EUR", "pp": "điểm %", "h": "giờ", "s": "giây", "min": "phút",
    "hp": "cv",
}  # fmt: skip
_RAISED = str.maketrans("²³", "23")

# what the words of the vectors are in the closed vocabularies
_HEDGES = {
    ">=": ("at_least",), "<=": ("at_most",), "~<": ("less_than",), ">": ("more_than",), "<": ("less_than",),
    "~": ("about",), "under:": ("less_than", "at_most"), "above:": ("more_than", "at_least"), "between:": (),
}  # fmt: skip
_RELATIONS = {
    "increase": ("change", "exceed", "points"), "decrease": ("change", "points"), "delta": ("change",),
    "equal": ("ratio", "share"),
    "exceed": ("exceed",), "level": ("level",), "times": ("times",), "increase_times": ("times",),
}  # fmt: skip
_DIRECTIONS = {"increase": "up", "increase_times": "up", "decrease": "down", "target_decrease": "down"}
_HEDGE = re.compile("|".join(sorted(map(re.escape, _HEDGES), key=len, reverse=True)))
# from 70 to 80 or more: 70->=80
_FROM_TO = re.compile(r"-(?=[<>]=?)")
_AMOUNT = re.compile(r"(?P<value>[-+]?\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?\s*(?P<unit>.*)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that a vector expects; any of `values`, and any hedge or relation where it names none."""

    values: tuple[Decimal, ...]
    unit: str = ""
    of: Decimal | None = None
    high: Decimal | None = None
    hedges: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    direction: str = ""
    basis: str | None = None


def wanted_amounts(expected: str) -> tuple[Wanted, ...]:
    """The figures of `>85 ha`, `between:20..30 kg`, `7 km / 9 km` (one figure), `31 lượt / 40 người` (two)."""
    found = tuple(_amount(part) for part in expected.split(" / "))
    if len(found) == 2 and found[0].unit == found[1].unit:
        return (replace(found[0], of=found[1].values[0]),)
    return found


def _amount(printed: str) -> Wanted:
    hedge = _HEDGE.match(printed)
    match = _AMOUNT.fullmatch(printed[hedge.end() if hedge else 0 :])
    if not match:
        raise ValueError(f"no amount: {printed!r}")
    high = Decimal(match["high"]) if match["high"] else None
    return Wanted((Decimal(match["value"]),), match["unit"].rstrip("?"), None, high, _HEDGES[hedge[0]] if hedge else ())


def wanted_shares(expected: str) -> tuple[Wanted, ...]:
    """The figures of a row of percentages, `relation|value|unit|base` joined by semicolons."""
    return tuple(share for part in expected.split(";") for share in _shares(*part.split("|")))


def _shares(relation: str, values: str, unit: str, base: str) -> Iterator[Wanted]:
    """One figure; two of a rise from one value to another, whose basis and direction nothing states."""
    if _FROM_TO.search(values):
        yield from (_amount(f"{value} %") for value in _FROM_TO.split(values))
        return
    first, *others = values.split(" or ")
    # points written as a percentage, and a percentage that lost its sign, are percentages in the guide
    amount = _amount(f"{first} {'%' if unit.endswith('?') else unit}")
    yield replace(
        amount,
        values=(*amount.values, *map(Decimal, others)),
        relations=_relations(relation, unit, base),
        direction=_direction(relation, values),
        # an amount that rose or fell is compared with what its percentage is, which the vectors do not repeat
        basis=None if relation == "delta" and not base else base,
    )


def _relations(relation: str, unit: str, base: str) -> tuple[str, ...]:
    if unit.startswith("pp"):
        return ("points", "change") if unit.endswith("?") else ("points",)
    if relation == "attain":
        # a share of what is counted, not of a plan: đạt 90% tổng số hộ
        return (("attainment", "share") if base.startswith("tổng") else ("attainment",)) if base else ("level", "share")
    return _RELATIONS.get(relation, ())


def _direction(relation: str, value: str) -> str:
    if relation == "delta":
        return "down" if value.startswith("-") else "up"
    return _DIRECTIONS.get(relation, "")


def differences(wanted: Sequence[Wanted], found: Sequence[Reading]) -> list[str]:
    """What is wrong with the readings of a text, in words; nothing where all of it is right."""
    sized = [reading for reading in found if reading.number]
    if len(sized) != len(wanted):
        return [f"{len(sized)} figures of {len(wanted)}"]
    return [line for pair in zip(wanted, sized, strict=True) for line in _differences(*pair)]


def _differences(wanted: Wanted, found: Reading) -> list[str]:
    number = found.number
    assert number is not None
    unit, factor = size(wanted.unit)
    found_unit, found_factor = size(found.unit)
    got = tuple(n * found_factor if n is not None else None for n in (number.value, number.of, number.high))
    right = {
        "value": got[0] in [value * factor for value in wanted.values],
        "of": got[1] == (wanted.of * factor if wanted.of is not None else None),
        "high": got[2] == (wanted.high * factor if wanted.high is not None else None),
        "unit": not unit or same_unit(unit, found_unit),
        "hedge": not wanted.hedges or found.hedge in wanted.hedges,
        "relation": not wanted.relations or found.relation in wanted.relations,
        "direction": not wanted.direction or found.direction == wanted.direction,
        "basis": wanted.basis is None or _is_same_basis(wanted.basis, found.basis.name),
    }
    return [quality for quality, fits in right.items() if not fits]


def _is_same_basis(wanted: str, found: str) -> bool:
    return words_agree(wanted, found) if wanted and found else wanted == found


def size(unit: str) -> tuple[str, Decimal]:
    """The base of a unit and what one of it is in the base; of a rate, that of what stands above the slash."""
    top, *per = unit.translate(_RAISED).split("/")
    top = _SPELLINGS.get(top.lower(), top.lower())
    base, factor = _SIZES.get(top, (top, "1"))
    return "/".join((base, *(_SPELLINGS.get(p, p) for p in per))), Decimal(factor)


def shown(found: Sequence[Reading]) -> str:
    """Readings in one line, for people who look for what went wrong."""
    return "; ".join(_shown(reading) for reading in found) or "no figure"


def _shown(reading: Reading) -> str:
    if reading.number is None:
        return f"unread {reading.unit}"
    value, of, high = reading.number[:3]
    amount = f"{value}" + (f" of {of}" if of is not None else "") + (f"..{high}" if high is not None else "")
    said = (reading.hedge.replace("exact", ""), reading.relation, reading.direction, reading.basis.name)
    return " ".join(filter(None, (amount, reading.unit, *said)))
