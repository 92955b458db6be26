"""Small numbers above the line: a power belongs to its unit, m2; elsewhere they are marks of notes, no digits."""

import regex

_MARK = regex.compile(r"\s*[(\[]?\d{1,3}[)\]]?\s*")
# m2, km2, dm3
_POWER = regex.compile(r"(?<!\p{L})[kdcm]?m\s?$")
_SMALL = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def may_be_raised(text: str) -> bool:
    """True for a run that is a short number, so that its place on the line matters."""
    return len(text) <= _LONGEST and _MARK.fullmatch(text) is not None


def raised(text: str, before: str) -> str:
    """A raised number as it is printed: 15,2 tỷ đồng² is no 15,2 tỷ đồng2; behind a length it stays, m2."""
    return text if text.strip() in ("2", "3") and _POWER.search(before) else text.translate(_SMALL)


_LONGEST = 8
