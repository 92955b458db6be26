"""Numbers that print or scan broke, mended: 1 66,9 · 21, 8 · 1. 852 · 2 450 · 6OO · l5 (domain notes, 5).

A broken number is joined only where a unit of measure or a listed noun stands behind all of it; who asks has made
sure that nothing whole stands there.
"""

import re

# 1 357 200 · 2 450 · 3 175,63: groups of three behind blanks
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,3})?(?![\d.,]\d|\d)")
# 1. 357 · 1 .205
_BROKEN_GROUP = re.compile(r"\d{1,3}(?:\. | \.)\d{3}(?!\d|[.,]\d)")
# 21, 8 · 7 ,5 · 1, 739
_BROKEN_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*(?:, | ,)\d{1,3}(?!\d|[.,]\d)")
# 1 66,9 · 20 6,05 · 51,5 8
_BROKEN_WHOLE = re.compile(r"\d{1,2} \d{1,2},\d{1,3}(?!\d|[.,]\d)|\d{1,3},\d \d(?!\d|[.,]\d)")
# 2 8%
_BROKEN_SHARE = re.compile(r"[1-9] \d(?=\s?%)")
_FORMS = (_GROUPED, _BROKEN_GROUP, _BROKEN_DECIMAL, _BROKEN_WHOLE, _BROKEN_SHARE)

# O, o for 0; l, I for 1; B for 8: only beside a true digit
_LOOK_ALIKE = re.compile(r"(?<![^\W_])(?=[OolIB.,]*\d)[\dOolIB]+(?:[.,][\dOolIB]+)*(?![^\W_])")
_DIGIT_OF = str.maketrans("OolIB", "00118")


def joined(keyed: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the broken number that begins at `start` ends, and its numeral: `21, 8` is 21,8."""
    for form in _FORMS:
        if match := form.match(keyed, start, end):
            return match.end(), match[0].replace(" ", "")
    return None


def grouped(keyed: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the number that begins at `start` ends whose thousands stand apart by blanks, and its numeral."""
    match = _GROUPED.match(keyed, start, end)
    return (match.end(), match[0].replace(" ", "")) if match else None


def look_alike(text: str, digit: int, start: int, end: int) -> tuple[int, int, str] | None:
    """The bounds and the numeral of the word around a digit that has letters for digits: 6OO is 600."""
    begin = digit
    while begin > start and text[begin - 1] in "OolIB.,":
        begin -= 1
    match = _LOOK_ALIKE.match(text, begin, end)
    if match is None or match[0].translate(_DIGIT_OF) == match[0]:
        return None
    return match.start(), match.end(), match[0].translate(_DIGIT_OF)
