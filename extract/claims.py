"""Digits that are no figure: dates, document numbers, names, periods, ranks, by `rules/claims.toml`."""

from collections.abc import Sequence
from functools import lru_cache

import regex

from extract.rules import Row, Rules

_LOOK_BEHIND = "(?<="
_ESCAPE = regex.compile(r"\\p\{\w+\}|\\\w")
_EITHER_CASE = regex.compile(r"\[\p{Lu}(\p{Ll})\]")
# no word is longer; what is glued together without end is none
_LONGEST = 40
_LETTERS = regex.compile(r"\p{L}+")


class Claims:
    """The forms of `rules/claims.toml`, tried where a number begins."""

    def __init__(self, rules: Rules) -> None:
        self._rows = {row.id: row for row in rules.rows("claims")}
        self._on_key = _Forms(rules, [r for r in self._rows.values() if not r.get("case", False)])
        self._on_text = _Forms(rules, [r for r in self._rows.values() if r.get("case", False)])

    def at(self, text: str, keyed: str, start: int) -> tuple[int, Row] | None:
        """Where the claim that begins with the number at `start` ends, and its rule."""
        end = start - (start > 0 and text[start - 1] == " ")
        furthest = max(0, end - _LONGEST)
        begin = max(text.rfind(" ", furthest, end) + 1, furthest)
        word = text[begin:end]
        may_be_any = not word.isalpha() or word[0].isupper()
        match = self._on_text.where(word, may_be_any).match(text, start)
        match = match or self._on_key.where(keyed[begin:end], may_be_any).match(keyed, start)
        if not match or match.end() == start:
            return None
        assert match.lastgroup is not None
        return match.end(), self._rows[match.lastgroup]


class _Forms:
    """Forms in the order of their rows; those that ask what stands before are left out where it cannot stand there."""

    def __init__(self, rules: Rules, rows: Sequence[Row]) -> None:
        forms = {row.id: _plain_groups(rules.compile(row)) for row in rows}
        bound = {id_: form for id_, form in forms.items() if form.startswith(_LOOK_BEHIND)}
        self._all = _alternation(forms)
        self._free = _alternation({id_: form for id_, form in forms.items() if id_ not in bound})
        self._words = {word for form in bound.values() for word in _words(form)}

    def where(self, word: str, may_be_any: bool) -> "regex.Pattern[str]":
        """The forms that may match behind a word: a name may stand in a form without being written there."""
        return self._all if may_be_any or word in self._words else self._free


def _words(form: str) -> list[str]:
    """The words that a form is made of, in lower case where it takes either."""
    return _LETTERS.findall(_EITHER_CASE.sub(r"\1", _ESCAPE.sub(" ", form)))


def _alternation(forms: dict[str, str]) -> "regex.Pattern[str]":
    return regex.compile("|".join(f"(?P<{id_}>{form})" for id_, form in forms.items()) or "(?!)")


def _plain_groups(form: str) -> str:
    """Named groups inside a form would hide which row matched."""
    return regex.sub(r"\(\?P<\w+>", "(?:", form)


@lru_cache(maxsize=8)
def claims(rules: Rules) -> Claims:
    """The claims of one folder of rules."""
    return Claims(rules)
