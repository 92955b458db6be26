"""Digits that are no figure: dates, document numbers, names, periods, ranks, by `rules/claims.toml`."""

from functools import lru_cache

import regex

from extract.rules import Row, Rules


class Claims:
    """The forms of `rules/claims.toml`, tried where a number begins."""

    def __init__(self, rules: Rules) -> None:
        self._rows = {row.id: row for row in rules.rows("claims")}
        self._on_key = _alternation(rules, [r for r in self._rows.values() if not r.get("case", False)])
        self._on_text = _alternation(rules, [r for r in self._rows.values() if r.get("case", False)])

    def at(self, text: str, keyed: str, start: int) -> tuple[int, Row] | None:
        """Where the claim that begins with the number at `start` ends, and its rule."""
        match = self._on_text.match(text, start) or self._on_key.match(keyed, start)
        if not match or match.end() == start:
            return None
        assert match.lastgroup is not None
        return match.end(), self._rows[match.lastgroup]


def _alternation(rules: Rules, rows: list[Row]) -> "regex.Pattern[str]":
    forms = "|".join(f"(?P<{row.id}>{_plain_groups(rules.compile(row))})" for row in rows)
    return regex.compile(forms or "(?!)")


def _plain_groups(form: str) -> str:
    """Named groups inside a form would hide which row matched."""
    return regex.sub(r"\(\?P<\w+>", "(?:", form)


@lru_cache(maxsize=8)
def claims(rules: Rules) -> Claims:
    """The claims of one folder of rules."""
    return Claims(rules)
