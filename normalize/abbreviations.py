"""Phrases with their abbreviations written out, by `rules/abbreviations.toml`: thu NSNN is thu ngân sách nhà nước."""

from functools import lru_cache

import regex

from extract.rules import Rules
from extract.text import key

# two capitals: nothing else is worth a look
_ABBREVIATED = regex.compile(r"\p{Lu}{2}")


class Abbreviations:
    """The readings of abbreviations; one for each folder of rules."""

    def __init__(self, rules: Rules) -> None:
        rows = rules.rows("abbreviations")
        self._told_apart = [(regex.compile(rules.compile(row)), row["means"]) for row in rows if row.form]
        self._plain = rules.lexicon("abbreviations")
        self.written_out = lru_cache(maxsize=8192)(self._written_out)

    def _written_out(self, phrase: str) -> str:
        """The matching key of a phrase without its abbreviations; of several readings that of its place."""
        if _ABBREVIATED.search(phrase):
            for form, means in self._told_apart:
                phrase = form.sub(means, phrase)
        keyed, end, parts = key(phrase), 0, []
        for hit in self._plain.find(keyed):
            parts += [keyed[end : hit.start], hit.row["means"]]
            end = hit.end
        return "".join([*parts, keyed[end:]])


@lru_cache(maxsize=8)
def abbreviations(rules: Rules) -> Abbreviations:
    """The abbreviations of one folder of rules."""
    return Abbreviations(rules)
