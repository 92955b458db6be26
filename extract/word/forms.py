"""A number as a list prints it, by the forms of ECMA-376 Part 1, 17.18.59; a form not told here is in digits."""

from collections.abc import Callable

from extract.labels import CARDINALS

_DIGITS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Word counts no further.
_MOST = 32767
# The words of Word in English; it has none in Vietnamese but those of `vietnameseCounting`.
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_CHICAGO = "*†‡§"


def format_number(count: int, form: str) -> str:
    """A number as a list prints it: `lowerLetter` 27 → aa, `upperRoman` 4 → IV, `decimalZero` 7 → 07."""
    if form in ("none", "bullet"):
        return ""
    if form.isdecimal():
        return f"{count:0{len(form)}}"
    write = _FORMS.get(form)
    if write is not None:
        return write(count)
    counted = _COUNTED.get(form)
    if counted is not None:
        return counted(count) if 0 < count <= _MOST else ""
    return str(count)


def _letter(count: int) -> str:
    """a to z, then aa, bb: a letter said once more for every round."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for size, sign in _DIGITS:
        text += sign * (count // size)
        count %= size
    return text


def _ordinal(count: int) -> str:
    ending = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _cardinal_text(count: int) -> str:
    """One, Two … Ninety-nine; digits beyond."""
    return _english(count).capitalize() if count < 100 else str(count)


def _ordinal_text(count: int) -> str:
    """First, Second … Ninety-ninth; digits beyond."""
    if count >= 100:
        return _ordinal(count)
    before, dash, last = _english(count).rpartition("-")
    ordinal = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{before}{dash}{ordinal}".capitalize()


def _english(count: int) -> str:
    if count < 20:
        return _ONES[count]
    return "-".join(filter(None, (_TENS[count // 10], _ONES[count % 10])))


def _vietnamese(count: int) -> str:
    """Một, hai … mười lăm, hai mươi mốt, in small letters; digits from a hundred on."""
    tens, ones = divmod(count, 10)
    if count >= 100:
        return str(count)
    if not tens:
        return CARDINALS[ones - 1]
    words = ["mười"] if tens == 1 else [CARDINALS[tens - 1], "mươi"]
    if ones:
        changed = {1: "mốt" if tens > 1 else CARDINALS[0], 5: "lăm"}
        words.append(changed.get(ones, CARDINALS[ones - 1]))
    return " ".join(words)


def _chicago(count: int) -> str:
    """*, †, ‡, §, then each twice."""
    return _CHICAGO[(count - 1) % len(_CHICAGO)] * ((count - 1) // len(_CHICAGO) + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "hex": lambda count: f"{count:X}",
    "numberInDash": lambda count: f"- {count} -",
}
# What has no zero.
_COUNTED: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "chicago": _chicago,
    "vietnameseCounting": _vietnamese,
}
