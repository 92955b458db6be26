"""What is true of one subject of a report, drawn with many digits before anything is printed."""

import tomllib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
_MEASURED = {"money": 6, "area": 4, "mass": 3, "length": 4}
_DISTRICT = 6


def load(name: str) -> dict[str, Any]:
    """The rows of one of the files of words."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Value:
    """A true value; `exact` is printed in full: a count, a plan. A percentage may be `of` two other values."""

    true: Decimal
    form: str
    unit: str = ""
    exact: bool = False
    of: tuple[str, str] | None = None


@dataclass(slots=True)
class Story:
    """The values of a subject by name, which of them add up (`sums`), and what its target and its result are."""

    kind: str
    subject: dict[str, Any]
    values: dict[str, Value]
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    result: str = ""
    target: str = ""
    lower: bool = False

    @property
    def label(self) -> str:
        name = self.subject.get("label") or self.subject.get("name") or self.subject["topic"]
        return str(name[0].upper() + name[1:])

    def outcome(self) -> str:
        """What the result is against the target: achieved, exceeded, not_achieved."""
        result, target = self.values[self.result].true, self.values[self.target].true
        if self.lower:
            result, target = target, result
        return "not_achieved" if result < target else "exceeded" if result > target * Decimal("1.02") else "achieved"


class Drawing:
    """Draws stories for one report: how far the year has gone, and how large the place is."""

    def __init__(self, rnd: Random, months: int, who: str) -> None:
        self.rnd, self.months = rnd, months
        self.scale = _DISTRICT if who in ("district", "department") else 1

    def draw(self, kind: str, subject: dict[str, Any]) -> Story:
        return {"measure": self._measure, "share": self._share, "rate": self._share, "case": self._case}.get(
            kind, self._partition
        )(kind, subject)

    def between(self, least: float, most: float) -> Decimal:
        return Decimal(repr(self.rnd.uniform(least, most)))

    def amount(self, value: Decimal, form: str, unit: str) -> Value:
        """A measured value with many digits, a counted one whole."""
        if form == "count":
            return Value(max(Decimal(2), value.quantize(Decimal(1))), form, unit, exact=True)
        return Value(value.quantize(Decimal(1).scaleb(-_MEASURED[form])), form, unit)

    def plan(self, value: Decimal, form: str, unit: str) -> Value:
        """A planned value: two or three digits, then zeros."""
        size = value.adjusted() - self.rnd.choice((1, 1, 2))
        if form in ("count", "mass"):
            size = max(size, 0)
        true = value.quantize(Decimal(1).scaleb(size)).quantize(Decimal(1).scaleb(min(size, 0)))
        return Value(true, form, unit, exact=True)

    def _measure(self, kind: str, subject: dict[str, Any]) -> Story:
        form, unit = subject["form"], subject["unit"]
        plan = self.plan(self.between(*subject["plan"]) * self.scale, form, unit)
        year = self.months / 12
        now = self.amount(plan.true * self.between(0.72, 1.22) * Decimal(year**0.8), form, unit)
        growth = self.between(1.9, 3.4) if self.rnd.random() < 0.12 else 1 + self.between(-0.22, 0.3)
        values = {"plan": plan, "now": now, "before": self.amount(now.true / growth, form, unit)}
        year_end = max(now.true * self.between(1.02, 1.3), plan.true * self.between(0.9, 1.1))
        values["est"] = self.amount(year_end, form, unit)
        # another plan for the same, by another giver
        values["asked"] = self.plan(plan.true * self.between(0.8, 0.97), form, unit)
        values["next"] = self.plan(now.true * self.between(1.03, 1.25), form, unit)
        values["most"] = self.plan(values["next"].true * self.between(1.03, 1.12), form, unit)
        if self.months == 12:
            del values["est"]
        else:
            del values["next"], values["most"]
        story = Story(kind, subject, values, result="now", target="plan")
        self._part(story, "now", self.rnd.choice(subject["sets"]))
        self._plan_of_parts(story)
        return story

    def _plan_of_parts(self, story: Story) -> None:
        """What every part is of its own share of the plan, which is not printed: own1, own2."""
        parts = story.sums[0][1]
        weights = [story.values[p].true * self.between(0.8, 1.25) for p in parts]
        for part, weight in zip(parts, weights, strict=True):
            plan = story.values["plan"].true * weight / sum(weights)
            story.values[f"own{part[1:]}"] = Value(100 * story.values[part].true / plan, "percent")

    def _part(self, story: Story, whole: str, names: list[str]) -> None:
        """Cut a value into named parts that add up to it."""
        value = story.values[whole]
        weights = [self.rnd.uniform(0.15, 1) for _ in names]
        left = value.true
        for at, name in enumerate(names, start=1):
            last = at == len(names)
            share = left if last else value.true * Decimal(weights[at - 1] / sum(weights))
            part = replace(value, true=left) if last else self.amount(share, value.form, value.unit)
            left -= part.true
            story.values[f"p{at}"], story.names[f"name{at}"] = part, name
        story.sums.append((whole, tuple(f"p{at}" for at in range(1, len(names) + 1))))

    def _share(self, kind: str, subject: dict[str, Any]) -> Story:
        """A part of a whole this year and the last; the target is a rate of one decimal at the most."""
        unit, lower = subject["unit"], kind == "rate"
        whole = self.amount(self.between(*subject["whole"]) * self.scale, "count", unit)
        target = self.between(*subject["target"]).quantize(Decimal(self.rnd.choice(("1", "1", "0.5", "0.1"))))
        now = target * self.between(0.88, 1.07) if lower else min(Decimal("99.4"), target * self.between(0.93, 1.06))
        last = now * self.between(1.06, 1.4) if lower else now * self.between(0.88, 1.02)
        part = self.amount(whole.true * now / 100, "count", unit)
        whole_before = self.amount(whole.true * self.between(0.96, 1), "count", unit)
        before = self.amount(whole_before.true * last / 100, "count", unit)
        values = {
            "target": Value(target, "percent", exact=True),
            "whole": whole,
            "part": part,
            "rate": Value(100 * part.true / whole.true, "percent", of=("part", "whole")),
            "last": Value(100 * before.true / whole_before.true, "percent"),
            "part_before": before,
        }
        return Story(kind, subject, values, result="rate", target="target", lower=lower)

    def _case(self, kind: str, subject: dict[str, Any]) -> Story:
        unit = subject["unit"]
        total = self.amount(self.between(*subject["total"]) * self.scale, "count", unit)
        if "men" in subject.get("own", ()):
            story = Story(kind, subject, {"total": total, "men": total, "women": total})
            self._cut(story, "total", "men", "women", self.between(0.2, 0.5))
            return story
        before = self.amount(total.true * self.between(0.7, 1.35), "count", unit)
        story = Story(kind, subject, {"total": total, "before": before})
        online = [("total", "online", "offline", self.between(0.45, 0.9))] if subject.get("online") else []
        for whole, one, other, share in (
            *online,
            ("total", "old", "new", self.between(0.05, 0.2)),
            ("total", "done", "left", self.between(0.8, 0.97)),
            ("total", "upper", "lower", self.between(0.3, 0.6)),
            ("done", "in_time", "late", self.between(0.88, 0.98)),
        ):
            self._cut(story, whole, one, other, share)
        return story

    def _cut(self, story: Story, whole: str, one: str, other: str, share: Decimal) -> None:
        value = story.values[whole]
        story.values[one] = self.amount(value.true * share, "count", value.unit)
        story.values[other] = Value(value.true - story.values[one].true, "count", value.unit, exact=True)
        story.sums.append((whole, (one, other)))

    def _partition(self, kind: str, subject: dict[str, Any]) -> Story:
        form, unit = subject["form"], subject["unit"]
        total = self.amount(self.between(*subject["total"]) * self.scale, form, unit)
        before = self.amount(total.true * self.between(0.75, 1.25), form, unit)
        story = Story(kind, subject, {"total": total, "before": before})
        self._part(story, "total", self.rnd.choice(subject["sets"]))
        return story
