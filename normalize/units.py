"""The unit of a figure in the dataset, and what one printed unit is in it.

Base units by the annotation guide: money in đồng, land in ha, length in km, mass in tấn; a rate keeps its own
unit (`tạ/ha`, `m3/ngày đêm`) and only the scale word of money is unfolded; a count keeps the counted noun.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.quantities import quantities
from extract.records import Figure, Span
from extract.rules import Row, Rules
from extract.text import key

# kinds of units that compare rather than measure
RELATIVE = ("percent", "points", "permille", "times")


@dataclass(frozen=True, slots=True)
class Base:
    """The base unit of a figure, what one printed unit is in it, and the kind of row it comes from."""

    unit: str
    factor: Decimal
    kind: str

    @property
    def is_counted(self) -> bool:
        """True for counted nouns, whose whole numbers are exact."""
        return self.kind == "count"


class Units:
    """The rows of `rules/units.toml`, by id and by spelling of scale words."""

    def __init__(self, rules: Rules) -> None:
        self._rows = {row.id: row for row in rules.tables["units"]}
        self._known: dict[tuple[object, ...], Base] = {}
        self._scales = rules.lexicon("units", kind="scale").row_of

    def base(self, figure: Figure) -> Base:
        """The base unit of a figure and the factor that leads to it."""
        printed = (figure.unit_id, figure.unit, figure.scale, figure.per)
        if printed not in self._known:
            self._known[printed] = self._base(figure)
        return self._known[printed]

    def _base(self, figure: Figure) -> Base:
        factor = self.scale(figure.scale)
        row = self._rows.get(figure.unit_id)
        if figure.per:
            money = row is not None and row["kind"] in ("money", "currency")
            top = row["base"] if row and money else _without(figure.unit, figure.scale)
            per = "/".join((top, *figure.per))
            return Base(per, factor * Decimal(row["factor"]) if row and money else factor, "rate")
        if row is None:
            return Base(_without(figure.unit, figure.scale), factor, "count")
        return Base(row["base"], factor * Decimal(row["factor"]), row["kind"])

    def scale(self, word: str) -> Decimal:
        """What a printed scale word multiplies by; 1 where there is none."""
        return Decimal(self._scales[word]["factor"]) if word else Decimal(1)


def _without(unit: str, scale: str) -> str:
    return unit.removeprefix(scale).strip() or unit if scale else unit


@lru_cache(maxsize=8)
def units(rules: Rules) -> Units:
    """The units of one folder of rules."""
    return Units(rules)


class IndicatorUnits:
    """The customary units of indicators (triệu đồng, tạ/ha), and how base units lead to them."""

    def __init__(self, rules: Rules) -> None:
        self._quantities = quantities(rules)
        self._units = units(rules)
        self._bases: dict[str, Base] = {}

    def base(self, customary: str) -> Base:
        """The base unit behind a customary one: triệu đồng is a million đồng."""
        if customary not in self._bases:
            unit = self._quantities.after(f" {key(customary)}", 0)
            if unit is None:
                self._bases[customary] = Base(customary, Decimal(1), "count")
            else:
                printed = Figure(
                    _NOWHERE,
                    "",
                    "",
                    key(customary)[unit.start - 1 : unit.stop - 1],
                    unit.id,
                    "",
                    0,
                    unit.scale,
                    per=unit.per,
                )
                self._bases[customary] = self._units.base(printed)
        return self._bases[customary]

    def agree(self, indicator: Row, unit: str) -> bool:
        """True when a figure in this base unit can be a value of the indicator."""
        own = self.base(indicator["unit"])
        if own.is_counted:
            return unit == own.unit or unit.startswith(f"{own.unit} ") or own.unit.startswith(f"{unit} ")
        return unit == own.unit


_NOWHERE = Span(0, 0, 0)


@lru_cache(maxsize=8)
def units_of_indicators(rules: Rules) -> IndicatorUnits:
    """The customary units of one folder of rules."""
    return IndicatorUnits(rules)
