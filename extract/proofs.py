"""Proofs of the rules: each row matches all its examples and none of its `not`, the way the readers match.

Every message names file, row and cure; an empty list means that the rules hold.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import regex

from extract.claims import claims
from extract.corrections import PLACE, holds
from extract.figures import NUMBER
from extract.quantities import quantities
from extract.rules import Lexicon, Row, RuleError, Rules
from extract.text import clean, key, toneless

Matches = Callable[[Row, str], bool]

# The keys of a row that tell which lexicon of its table it goes into; a spelling may stand in two of them.
_LEXICON_KEYS = {"comparisons": ("gives",), "headings": ("gives",), "issuers": ("gives",)}
# The keys without which the readers cannot use a row.
_NEEDED = {
    "bases": ("name", "kind"),
    "claims": ("kind",),
    "comparisons": ("gives", "value", "place"),
    "headings": ("gives", "value"),
    "issuers": ("gives",),
    "periods": ("kind",),
    "units": ("base", "factor", "kind"),
    "verdicts": ("class",),
}
# Read by their form and not by writes; the other tables that need keys are read by writes alone.
_BY_FORM = {"claims", "periods"}
# Read as one where a number is followed by its unit: a spelling in two of these is dead in one of them.
_AFTER_A_NUMBER = ("units", "nouns")
# The same letters with several meanings, told apart by what stands around them.
_MAY_REPEAT = {"abbreviations"}
_ID = regex.compile(r"[a-z][a-z0-9_]*")


def prove(rules: Rules) -> list[str]:
    """A message for every row that does not prove itself, in Vietnamese; empty when all hold."""
    broken = list(_forms(rules))
    found = [
        *_ids(rules),
        *_keys(rules),
        *_decisions(rules),
        *(f"{where}: {why}" for _, where, why in broken),
        *_spellings(rules),
    ]
    unusable = {table for table, _, _ in broken}
    for table, rows in rules.tables.items():
        if table not in unusable:
            found += _examples(rules, table, rows)
    return found


def collisions(rules: Rules) -> list[tuple[str, str]]:
    """Pairs of spellings of different rows that are alike once their tone marks are lost.

    What is read wrong in pictures is left out: to be alike is its business.
    """
    alike: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for table, rows in rules.tables.items():
        for row in rows if table != "misread" else ():
            for spelling in row.writes:
                alike[toneless(key(spelling))][key(spelling)].add((row.table, row.id))
    return sorted(
        (one, other)
        for spellings in alike.values()
        for one in spellings
        for other in spellings
        if one < other and spellings[one] != spellings[other]
    )


def _where(row: Row) -> str:
    return f"rules/{row.table}.toml, dòng id = {row.id!r}"


def _ids(rules: Rules) -> Iterator[str]:
    for rows in rules.tables.values():
        times = Counter(row.id for row in rows)
        for row in {row.id: row for row in rows}.values():
            if times[row.id] > 1:
                yield f"{_where(row)}: id đứng {times[row.id]} lần; đặt cho mỗi dòng một id riêng"
            if not _ID.fullmatch(row.id):
                yield f"{_where(row)}: id phải là chữ thường không dấu, số và dấu gạch dưới; đổi lại id"


def _keys(rules: Rules) -> Iterator[str]:
    for table, rows in rules.tables.items():
        for row in rows:
            missing = [name for name in _NEEDED.get(table, ()) if name not in row.more]
            if table in _NEEDED and not (row.form if table in _BY_FORM else row.writes):
                missing.append("form" if table in _BY_FORM else "writes")
            if missing:
                yield f"{_where(row)}: thiếu {', '.join(missing)}; ghi thêm vào dòng"


def _decisions(rules: Rules) -> Iterator[str]:
    """Corrections that change nothing, whose unit nobody knows, or of which two are about one place."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rules.tables["corrections"]:
        if row["value"] in NUMBER.findall(row["raw"]) and not any(row.get(name) for name in ("of", "high", "unit")):
            yield f"{_where(row)}: value là số đã in trong raw; ghi số đúng"
        unit = row.get("unit")
        if unit and quantities(rules).after(f" {key(unit)}", 0) is None:
            yield f"{_where(row)}: không có đơn vị «{unit}»; ghi một đơn vị có trong rules/units.toml, nouns.toml"
        own = first.setdefault(tuple(str(row.get(name)) for name in PLACE), row)
        if own is not row:
            yield f"{_where(row)}: cùng một chỗ với {_where(own)}; chỉ giữ một dòng"


def _forms(rules: Rules) -> Iterator[tuple[str, str, str]]:
    """Table, place and trouble of each form that is no regular expression."""
    for table, rows in rules.tables.items():
        for row in rows:
            if not row.form:
                continue
            try:
                regex.compile(rules.compile(row))
            except (regex.error, RuleError) as error:
                yield table, _where(row), f"form không dùng được ({error}); sửa biểu thức"


def _spellings(rules: Rules) -> Iterator[str]:
    """Spellings that stand twice in one lexicon, or that no clean text can hold."""
    first: dict[tuple[str, ...], Row] = {}
    for table, rows in rules.tables.items():
        for row, spelling in [(r, s) for r in rows for s in r.writes]:
            if not spelling or clean(spelling) != spelling:
                yield f"{_where(row)}: cách viết {spelling!r} có khoảng trắng thừa hoặc chưa là NFC; gõ lại"
            if table in _MAY_REPEAT:
                continue
            own = first.setdefault((*_lexicon_of(row), key(spelling)), row)
            if own is not row:
                yield f"{_where(row)}: «{spelling}» đã có ở {_where(own)}; chỉ giữ ở một dòng"
        yield from _repeated(rows)


def _repeated(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        for spelling, times in Counter(key(s) for s in row.writes).items():
            if times > 1:
                yield f"{_where(row)}: «{spelling}» ghi {times} lần; xóa bớt"


def _lexicon_of(row: Row) -> tuple[str, ...]:
    table = "after a number" if row.table in _AFTER_A_NUMBER else row.table
    return table, *(str(row.get(name)) for name in _LEXICON_KEYS.get(row.table, ()))


def _examples(rules: Rules, table: str, rows: tuple[Row, ...]) -> Iterator[str]:
    wins, matches = _matchers(rules, table)
    for row in rows:
        if not row.examples:
            yield f"{_where(row)}: thiếu examples; ghi ít nhất một ví dụ thật"
        for example in row.examples:
            if not wins(row, example):
                yield f"{_where(row)}: không khớp ví dụ «{example}»; sửa cách viết, form hoặc ví dụ"
        for text in row.counter:
            if matches(row, text):
                yield f"{_where(row)}: khớp cả «{text}» trong not; thu hẹp cách viết hoặc form"


def _matchers(rules: Rules, table: str) -> tuple[Matches, Matches]:
    """Whether a row wins a text against the other rows of its table, and whether it matches it at all."""
    if table == "claims":
        return lambda row, text: row.id in _claimed(rules, text), lambda row, text: _begins(rules, row, text)
    if table == "periods":
        return lambda row, text: row.id == _named_first(rules, text), lambda row, text: bool(
            regex.search(rules.compile(row), key(text))
        )
    if table == "corrections":
        return holds, holds
    return (_matches(rules),) * 2


def _claimed(rules: Rules, text: str) -> set[str]:
    """The rows that claim the numbers of a text, each number where the one before leaves off."""
    position, keyed, found = 0, key(text), set()
    while match := NUMBER.search(text, position):
        claim = claims(rules).at(text, keyed, match.start())
        position = max(match.end(), claim[0] if claim else 0)
        if claim:
            found.add(claim[1].id)
    return found


def _begins(rules: Rules, row: Row, text: str) -> bool:
    """True when a claim's own form matches where a number begins."""
    form, read = regex.compile(rules.compile(row)), text if row.get("case", False) else key(text)
    return any(form.match(read, number.start()) for number in NUMBER.finditer(text))


def _named_first(rules: Rules, text: str) -> str:
    """The period's row that comes first, as the reader tries them."""
    keyed = key(text)
    rows = rules.rows("periods")
    return next((row.id for row in rows if regex.search(rules.compile(row), keyed)), "")


def _matches(rules: Rules) -> Matches:
    """Whether one of a row's spellings stands where its table is looked up."""

    def matches(row: Row, text: str) -> bool:
        keyed = key(text)
        if row.form and regex.search(rules.compile(row), text if row.get("case", False) else keyed):
            return True
        return any(hit is row for hit in _found(rules, row, keyed))

    return matches


def _found(rules: Rules, row: Row, keyed: str) -> Iterator[Row]:
    """The rows that the lexicon of `row` finds in a text."""
    lexicon = _lexicon(rules, row)
    if row.get("place") == "before":
        for number in NUMBER.finditer(keyed):
            end = number.start() - (keyed[: number.start()].endswith(" "))
            if hit := lexicon.ending(keyed, end):
                yield hit.row
        return
    if row.table in _AFTER_A_NUMBER:
        for number in NUMBER.finditer(keyed):
            if hit := lexicon.at(keyed, number.end() + keyed.startswith(" ", number.end())):
                yield hit.row
    hits = [hit.row for hit in lexicon.find(keyed)]
    only_first = row.get("gives") in ("agency", "section_kind")
    yield from hits[:1] if only_first else hits


def _lexicon(rules: Rules, row: Row) -> Lexicon:
    """The lexicon in which the readers look a row up."""
    if row.table == "nouns":
        return rules.lexicon("nouns", counts=row.get("counts", None))
    if row.get("place") in ("before", "after"):
        return rules.lexicon(row.table, gives=row.get("gives", None), place=row["place"])
    if row.table in _LEXICON_KEYS:
        return rules.lexicon(row.table, gives=row.get("gives", None))
    return rules.lexicon(row.table)
