"""The indicator that a phrase names, by `rules/indicators.toml` and spaCy's phrase matcher."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from extract.rules import Row, Rules
from normalize.abbreviations import abbreviations
from normalize.units import RELATIVE, units_of_indicators

if TYPE_CHECKING:
    from spacy.tokens import Doc

# words, and every sign on its own; no pyvi, whose tokens hold spaces (domain notes, 8)
_TOKENS = regex.compile(r"[\p{L}\p{N}]+|[^\p{L}\p{N}\s]")


class IndicatorFinder:
    """Finds indicators in short phrases; one for each folder of rules."""

    def __init__(self, rules: Rules) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._written_out = abbreviations(rules).written_out
        self._matcher = PhraseMatcher(self._vocab)
        self._rows = {row.id: row for row in rules.tables["indicators"]}
        self._units = units_of_indicators(rules)
        for row in self._rows.values():
            self._matcher.add(row.id, [self._doc(writes) for writes in row.writes])
        self.find = lru_cache(maxsize=8192)(self._find)

    def _find(self, phrase: str, unit: str, kind: str) -> Row | None:
        """The indicator of the longest spelling in a phrase whose unit agrees; of two as long, the last."""
        return next(self._named(phrase, unit, kind), None)

    def only(self, phrase: str, unit: str) -> Row | None:
        """The indicator that a phrase names in a unit, where it names one only: a heading may ask for several."""
        named = {row.id: row for row in self._named(phrase, unit, "")}
        return next(iter(named.values())) if len(named) == 1 else None

    def names_one(self, phrase: str) -> bool:
        """True when a phrase names one indicator only, whatever the unit."""
        return len({row.id for row in self._named(phrase, "", "percent")}) == 1

    def _named(self, phrase: str, unit: str, kind: str) -> Iterator[Row]:
        """The indicators of a phrase whose unit agrees, the longest spelling first.

        A percentage of a plan or of an earlier value (`kind` relative) speaks of an indicator in any unit.
        """
        doc = self._doc(phrase)
        found = sorted(self._matcher(doc), key=lambda match: (match[2] - match[1], match[1]), reverse=True)
        for match, start, end in found:
            row = self._rows[self._vocab.strings[match]]
            around = (m for m, s, e in found if s <= start and end <= e and (s, e) != (start, end))
            if any(row.id not in self._rows[self._vocab.strings[m]].get("apart_from", ()) for m in around):
                continue  # hộ nghèo within tỷ lệ hộ nghèo names nothing of its own
            if kind in RELATIVE or self._units.agree(row, unit):
                yield row

    def _doc(self, phrase: str) -> "Doc":
        from spacy.tokens import Doc

        return Doc(self._vocab, words=_TOKENS.findall(self._written_out(phrase)) or [" "])


@lru_cache(maxsize=8)
def indicator_finder(rules: Rules) -> IndicatorFinder:
    """The finder of one folder of rules."""
    return IndicatorFinder(rules)
