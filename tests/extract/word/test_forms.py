"""Numbers in the forms of lists, at the edges of each form."""

import pytest

from extract.word.forms import format_number


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (52, "lowerLetter", "zz"), (53, "upperLetter", "AAA"), (1994, "upperRoman", "MCMXCIV"),
         (49, "lowerRoman", "xlix"),
        (0, "upperRoman", ""), (0, "lowerLetter", ""), (2**31, "lowerLetter", ""), (100, "decimalZero", "100"),
        (12, "0001", "0012"), (5, "bullet", ""), (0, "decimal", "0"), (1, "ordinal", "1st"), (22, "ordinal", "22nd"),
        (113, "ordinal", "113th"), (103, "ordinal", "103rd"), (0, "ordinal", ""), (99, "cardinalText", "Ninety-nine"),
        (100, "cardinalText", "100"), (12, "ordinalText", "Twelfth"), (30, "ordinalText", "Thirtieth"),
        (101, "ordinalText", "101st"), (255, "hex", "FF"), (9, "chicago", "***"), (10, "vietnameseCounting", "mười"),
        (15, "vietnameseCounting", "mười lăm"), (21, "vietnameseCounting", "hai mươi mốt"),
        (54, "vietnameseCounting", "năm mươi bốn"), (11, "vietnameseCounting", "mười một"),
        (100, "vietnameseCounting", "100"),
    ],
)  # fmt: skip
def test_numbers(count: int, form: str, expected: str) -> None:
    assert format_number(count, form) == expected
