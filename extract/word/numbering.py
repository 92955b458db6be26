"""Automatic numbering of a DOCX → the label that Word prints before a paragraph (ECMA-376 Part 1, 17.9).

Paragraphs of one abstract definition share its counters, through whichever instance they are numbered; an
instance with a start of its own begins anew where it is first used. The part is parsed when a paragraph needs it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from extract.word.forms import format_number
from extract.word.styles import Styles, W, number, truth, value
from extract.word.symbols import bullet

_STYLE, _NUMBER_PROPERTIES, _LEVEL, _NUM_ID = W + "pStyle", W + "numPr", W + "ilvl", W + "numId"
_PLACE = regex.compile(r"%([1-9])")
_SUFFIX = {"nothing": "", "space": " "}


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What Word prints before a paragraph, with the space behind it, and the level in its list, from 0."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list; `restart` is the level before which a paragraph sets it back (0: none does).

    A hidden one is counted and not printed.
    """

    start: int
    form: str
    text: str
    suffix: str
    restart: int
    legal: bool
    font: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _List:
    """An instance of a list: whose counters it uses, its levels, its own starts, levels by paragraph style.

    `single` is True for a list of one level: every paragraph is of it, whatever level it names.
    """

    id: str
    counters: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]
    by_style: Mapping[str, int]
    single: bool


class Numbering:
    """The lists of a document; `label` is asked once for each paragraph, in their order."""

    def __init__(self, read: Callable[[], Any], styles: Styles) -> None:
        self._read = read
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._by_style: dict[str, list[tuple[str, Any]]] = {}
        self._values: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Any) -> ListLabel | None:
        """The label of the next paragraph, of which these are the properties; None where Word numbers nothing."""
        direct = properties.find(_NUMBER_PROPERTIES)
        style = value(properties.find(_STYLE))
        by_style = self._of_style(style) if style is not None else []
        said = (value(p.find(_NUM_ID)) for p in [direct, *(p for _, p in by_style)] if p is not None)
        found = self._list(next((s for s in said if s is not None), None))
        if found is None:
            return None
        level = 0 if found.single else _level(found, direct, by_style)
        if level not in found.levels:
            return None
        return ListLabel(_printed(found, level, self._count(found, level)), level)

    def _of_style(self, name: str) -> list[tuple[str, Any]]:
        """The names of a style and of those it is based on, each with its own numbering."""
        if name not in self._by_style:
            path = f"{W}pPr/{_NUMBER_PROPERTIES}"
            self._by_style[name] = [(e.get(W + "styleId"), e.find(path)) for e in self._styles.chain(name)]
        return self._by_style[name]

    def _count(self, found: _List, level: int) -> Mapping[int, int]:
        """The counters after one more paragraph of this level; a level that was skipped stands at its start."""
        values = self._values.setdefault(found.counters, {})
        for upper in range(level):
            values.setdefault(upper, found.levels[upper].start if upper in found.levels else 0)
        begins = level in found.starts and (found.id, level) not in self._begun
        self._begun.add((found.id, level))
        if level in values and not begins:
            values[level] += 1
        else:
            values[level] = found.starts.get(level, found.levels[level].start)
        for deeper in [d for d in values if d > level]:
            if deeper not in found.levels or level < found.levels[deeper].restart:
                del values[deeper]
        return values

    @cached_property
    def _parts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The instances and the abstract definitions by their numbers."""
        root = self._read()
        if root is None:
            return {}, {}
        return (
            {e.get(_NUM_ID): e for e in root.iterfind(W + "num")},
            {e.get(W + "abstractNumId"): e for e in root.iterfind(W + "abstractNum")},
        )

    def _list(self, name: str | None) -> _List | None:
        """The instance of this number; 0 takes a paragraph out of every list."""
        if name is None or name == "0":
            return None
        if name not in self._lists:
            self._lists[name] = self._build(name)
        return self._lists[name]

    def _build(self, name: str) -> _List | None:
        instance = self._parts[0].get(name)
        abstract = self._abstract(name)
        if instance is None or abstract is None:
            return None
        levels = {at: e for e in abstract.iterfind(W + "lvl") if (at := _at(e)) is not None}
        starts: dict[int, int] = {}
        for override in instance.iterfind(W + "lvlOverride"):
            at = _at(override)
            if at is None:
                continue
            start, own = number(override.find(W + "startOverride")), override.find(W + "lvl")
            starts |= {at: start} if start is not None else {}
            levels |= {at: own} if own is not None else {}
        linked = {s: at for at, e in levels.items() if (s := value(e.find(W + "pStyle"))) is not None}
        counters = value(instance.find(W + "abstractNumId")) or name
        single = value(abstract.find(W + "multiLevelType")) == "singleLevel"
        return _List(name, counters, {at: _read_level(at, e) for at, e in levels.items()}, starts, linked, single)

    def _abstract(self, name: str, through_style: bool = True) -> Any:
        """The abstract definition of an instance; one may only name the list style that holds the levels."""
        instances, abstracts = self._parts
        instance = instances.get(name)
        abstract = abstracts.get(value(instance.find(W + "abstractNumId")) or "") if instance is not None else None
        link = value(abstract.find(W + "numStyleLink")) if abstract is not None and through_style else None
        for style in self._styles.chain(link):
            target = value(style.find(f"{W}pPr/{_NUMBER_PROPERTIES}/{_NUM_ID}"))
            if target is not None:
                return self._abstract(target, through_style=False)
        return abstract


def _level(found: _List, direct: Any, by_style: Sequence[tuple[str, Any]]) -> int:
    """The paragraph's own level; else the one that names its style, or that its style names."""
    own = number(direct.find(_LEVEL)) if direct is not None else None
    if own is not None:
        return own
    for style, properties in by_style:
        linked = found.by_style.get(style)
        if linked is None and properties is not None:
            linked = number(properties.find(_LEVEL))
        if linked is not None:
            return linked
    return 0


def _at(element: Any) -> int | None:
    """The level that a definition is of."""
    said = element.get(_LEVEL, "")
    return int(said) if len(said) == 1 and said.isdecimal() else None


def _read_level(at: int, element: Any) -> _Level:
    restart = number(element.find(W + "lvlRestart"))
    fonts = element.find(f"{W}rPr/{W}rFonts")
    hidden = element.find(f"{W}rPr/{W}vanish")
    form = next(element.iter(W + "numFmt"), None)  # an own form stands within alternate content
    return _Level(
        start=number(element.find(W + "start")) or 0,
        form=_form(form),
        text=value(element.find(W + "lvlText")) or "",
        suffix=_SUFFIX.get(value(element.find(W + "suff")) or "tab", " "),
        restart=at if restart is None else restart,
        legal=bool(truth(element.find(W + "isLgl"))),
        font=fonts.get(W + "ascii", "") if fonts is not None else "",
        hidden=bool(truth(hidden)),
    )


def _form(element: Any) -> str:
    """The form of a level's number; an own form of zeros (`001, 002, …`) is its first number."""
    form = value(element) or "decimal"
    return str(element.get(W + "format", "")).split(",")[0].strip() if form == "custom" else form


def _printed(found: _List, level: int, values: Mapping[int, int]) -> str:
    """The text of a level with the numbers of all levels put in."""
    own = found.levels[level]
    if own.hidden:
        return ""
    if own.form == "bullet":
        text = bullet(own.text, own.font)
    else:
        text = _PLACE.sub(lambda m: _shown(found, int(m[1]) - 1, level, values), own.text)
    return text + own.suffix if text else ""


def _shown(found: _List, at: int, level: int, values: Mapping[int, int]) -> str:
    """The number of level `at` in a label of `level`; a deeper level has none."""
    if at > level or at not in found.levels:
        return ""
    form = found.levels[at].form
    if found.levels[level].legal and form not in ("decimalZero", "none"):
        form = "decimal"
    return format_number(values[at], form)
