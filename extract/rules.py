"""The rules: tables of Vietnamese words and forms from `rules/*.toml`, and the matchers made of them.

A row has an `id`, its spellings (`writes`) or a `form` (a regular expression on the matching key, in which
`$name` stands for a part of `rules/parts.toml`), true `examples`, and where it matters a `not`.
Other keys belong to the table. A bad row stops the program and names file, row and cure.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import regex

from extract import corrections
from extract.text import key, respell, toneless, unmarked

FOLDER = Path(__file__).resolve().parent.parent / "rules"

COMMON_KEYS = {"id", "writes", "form", "examples", "not", "why", "source"}
TABLE_KEYS: dict[str, set[str]] = {
    "abbreviations": {"means", "case"},
    "bases": {"name", "owner_of", "kind"},
    "claims": {"kind", "case"},
    "columns": {"gives", "role", "relation", "basis"},
    "comparisons": {"gives", "value", "place"},
    "corrections": corrections.KEYS,
    "headings": {"gives", "value"},
    "indicators": {"name", "unit", "better", "series", "official_code", "apart_from"},
    "issuers": {"gives", "level", "level_else", "branch", "within", "full", "unit", "since"},
    "misread": {"gives", "value", "case", "apart_from"},
    "nouns": {"counts"},
    "partitions": {"of", "may_lack", "whole"},
    "periods": {"kind", "now", "start", "this"},
    "units": {"base", "factor", "kind", "dimension", "scale_only"},
    "verdicts": {"class", "column", "damaged"},
}


class RuleError(ValueError):
    """A rule row that cannot be used; the message names file, row and cure."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a rule table."""

    table: str
    id: str
    writes: tuple[str, ...]
    form: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    more: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.more[name]

    def get(self, name: str, default: Any = "") -> Any:
        """The table's own value `name` of this row, or `default`."""
        return self.more.get(name, default)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule matched, in code points, and which row."""

    start: int
    end: int
    row: Row


class Lexicon:
    """The spellings of some rows, longest first, on the matching key."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.row_of = {key(spelling): row for row in rows for spelling in row.writes}
        for row in rows:
            for spelling in _bare(row):
                self.row_of.setdefault(spelling, row)
        self._lengths_at = _lengths(self.row_of, lambda s, head: s.startswith(head) or head.startswith(s), 0)
        self._lengths_to = _lengths(self.row_of, lambda s, tail: s.endswith(tail) or tail.endswith(s), -1)
        # re, not regex: twice as fast where letters are all that is asked for
        self._free = re.compile(rf"(?<![^\W_]){_tree(self.row_of)}")

    def at(self, keyed: str, start: int) -> Hit | None:
        """The longest spelling that begins at `start`; it may be glued to what stands before it."""
        for length in self._lengths_at(keyed[start : start + _EDGE]):
            end = start + length
            row = self.row_of.get(keyed[start:end]) if end <= len(keyed) else None
            if row and (not keyed[end - 1].isalnum() or not keyed[end : end + 1].isalnum()):
                return Hit(start, end, row)
        return None

    def ending(self, keyed: str, end: int, start: int = 0) -> Hit | None:
        """The spelling that ends at `end`, looking no further back than `start`."""
        for length in self._lengths_to(keyed[max(0, end - _EDGE) : end]):
            begin = end - length
            if begin < start:
                continue
            row = self.row_of.get(keyed[begin:end])
            if row and not keyed[max(0, begin - 1) : begin].isalnum():
                return Hit(begin, end, row)
        return None

    def find(self, keyed: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """All spellings as whole words between `start` and `end`."""
        for match in self._free.finditer(keyed, start, len(keyed) if end is None else end):
            yield Hit(match.start(), match.end(), self.row_of[match[0]])


def _bare(row: Row) -> Iterator[str]:
    """The cues of a row as old machines print them, without any mark: so voi cung ky, and before a number: tang 5%."""
    if row.table not in ("bases", "comparisons"):
        return
    for spelling in map(key, row.writes):
        words = spelling.split(" ")
        if len(words) == 2 and row.table == "bases":  # scans lose single marks: cung kỳ, dư toán
            forms = [(word, toneless(word), unmarked(word)) for word in words]
            yield from (" ".join(pair) for pair in product(*forms))
        elif len(words) > 1 or row.get("place") == "before":
            yield unmarked(spelling)


# how many code points of a text tell which spellings can stand there
_EDGE = 6


def _lengths(spellings: Iterable[str], fits: Callable[[str, str], bool], at: int) -> Callable[[str], tuple[int, ...]]:
    """A function from the edge of a text to the lengths of the spellings that fit it, the longest first.

    `at` is the place of the code point at which the spellings are told apart first: 0 or -1.
    """
    buckets: dict[str, list[str]] = {}
    for spelling in spellings:
        buckets.setdefault(spelling[at], []).append(spelling)

    @lru_cache(maxsize=16384)
    def fitting(edge: str) -> tuple[int, ...]:
        candidates = buckets.get(edge[at], ()) if edge else ()
        return tuple(sorted({len(s) for s in candidates if fits(s, edge)}, reverse=True))

    return fitting


def _tree(spellings: Iterable[str], before: str = "") -> str:
    """A pattern of all spellings, the longest first, in which what several begin with is tried once."""
    branches: dict[str, list[str]] = {}
    for spelling in spellings:
        branches.setdefault(spelling[:1], []).append(spelling[1:])
    ends = [r"(?![^\W_])" if before.isalnum() else ""] if branches.pop("", None) is not None else []
    longer = [re.escape(head) + _tree(rest, head) for head, rest in sorted(branches.items())]
    found = [*longer, *ends]
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found) or '(?!)'})"


class Rules:
    """All tables of one folder of rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = _parts(folder / "parts.toml")
        self.tables = {name: self._read(folder / f"{name}.toml") for name in TABLE_KEYS}
        digest = hashlib.sha256()
        for path in sorted(folder.glob("*.toml")):
            digest.update(path.name.encode() + path.read_bytes())
        self.sha256 = digest.hexdigest()
        self._lexicons: dict[tuple[str, str], Lexicon] = {}

    def rows(self, table: str, **wanted: object) -> list[Row]:
        """The rows of a table whose own values equal `wanted`."""
        return [r for r in self.tables[table] if all(r.get(k, None) == v for k, v in wanted.items())]

    def lexicon(self, table: str, **wanted: object) -> Lexicon:
        """The spellings of the rows of a table whose own values equal `wanted`, compiled once."""
        name = (table, repr(sorted(wanted.items())))
        if name not in self._lexicons:
            self._lexicons[name] = Lexicon(self.rows(table, **wanted))
        return self._lexicons[name]

    def compile(self, row: Row) -> str:
        """The regular expression of a row's form, its parts put in, spelled as the matching key spells."""
        return respell(expand(row.form, self.parts))

    def _read(self, path: Path) -> tuple[Row, ...]:
        if not path.exists():
            return ()
        table = path.stem
        return tuple(_row(table, raw) for raw in _toml(path).get("row", []))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: không phải TOML hợp lệ ({error})") from error


def _row(table: str, raw: Mapping[str, Any]) -> Row:
    where = f"rules/{table}.toml, dòng id = {raw.get('id', '?')!r}"
    unknown = set(raw) - COMMON_KEYS - TABLE_KEYS[table]
    if unknown:
        known = ", ".join(sorted(COMMON_KEYS | TABLE_KEYS[table]))
        raise RuleError(f"{where}: không có khóa {', '.join(sorted(unknown))}; dùng: {known}")
    if not raw.get("id"):
        raise RuleError(f"{where}: thiếu id; đặt một tên ngắn, không dấu")
    if table == "corrections":
        if wrong := corrections.wrong_shape(raw):
            raise RuleError(f"{where}: {wrong}")
    elif not raw.get("writes") and not raw.get("form"):
        raise RuleError(f"{where}: thiếu writes hoặc form; ghi ít nhất một cách viết")
    more = {k: v for k, v in raw.items() if k not in COMMON_KEYS}
    return Row(
        table=table,
        id=raw["id"],
        writes=tuple(raw.get("writes", ())),
        form=raw.get("form", ""),
        examples=tuple(raw.get("examples", ())),
        counter=tuple(raw.get("not", ())),
        more=more,
    )


def _parts(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    parts: dict[str, str] = {}
    for name, form in _toml(path).items():
        parts[name] = expand(form, parts)
    return parts


_PART = regex.compile(r"\$([a-z_]+)")


def expand(form: str, parts: Mapping[str, str]) -> str:
    """The form with every `$name` replaced by its part; a name that no part has is a RuleError."""

    def part(match: "regex.Match[str]") -> str:
        if match[1] not in parts:
            raise RuleError(f"rules/parts.toml: không có ${match[1]}; có: {', '.join(sorted(parts))}")
        return f"(?:{parts[match[1]]})"

    return _PART.sub(part, form)


@cache
def load(folder: Path = FOLDER) -> Rules:
    """The rules of a folder, read once in a process."""
    return Rules(folder)
