"""Words that a hyphen breaks at the end of a line: tri- / ệu đồng is triệu đồng, KT- / XH and UBND- / VP stay."""

import regex

from extract.syllables import is_syllable

# pdfium's signs for a hyphen, hard or soft, that ends a line
BROKEN = "\u0002\ufffe"
_LAST = regex.compile(r"(?<![\p{L}\p{M}\d-])[\p{L}\p{M}]+(?=-$)")
_FIRST = regex.compile(r"\p{Ll}[\p{Ll}\p{M}]*(?![\p{L}\d-])")
# of more letters than this no syllable is made: nghiêng
_LONGEST = 7


def is_one_word(before: str, after: str) -> bool:
    """True where the hyphen that ends `before` only breaks a word, which goes on at the head of `after`.

    The two parts are one syllable of the language. Two syllables (kinh tế-xã hội) never are.
    """
    last, first = _LAST.search(before), _FIRST.match(after)
    if not last or not first or len(last[0]) + len(first[0]) > _LONGEST or (last[0][-1].isupper() and len(last[0]) > 1):
        return False
    return is_syllable((last[0] + first[0]).lower())


def breaks_within(text: str) -> list[int]:
    """Where a line holds a word that was broken in another print: behind the hyphen of `15 tri- ệu đồng`."""
    found = []
    at = text.find("- ", 1)
    while at > 0:
        if text[at - 1].isalpha() and is_one_word(text[: at + 1], text[at + 2 :]):
            found.append(at + 1)
        at = text.find("- ", at + 2)
    return found
