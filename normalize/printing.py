"""Numbers as a Vietnamese reader prints them, 1.234,5, and names that fit on a line."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

_SWAP = str.maketrans(",.", ".,")


def vietnamese(value: Decimal, decimals: int | None = None) -> str:
    """The number with dots for thousands and a comma before decimals: all of them, or rounded to `decimals`."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)


def vietnamese_count(value: int) -> str:
    """A whole number with dots for thousands."""
    return vietnamese(Decimal(value))


def vietnamese_share(part: int, whole: int) -> str:
    """A share in percent to one decimal: 99,4%; a whole of nothing is all of it."""
    return f"{vietnamese(Decimal(part) / whole * 100, 1) if whole else '100'}%"


def path_text(path: Path) -> str:
    """A path as text that every file can hold: bytes of a name that are no UTF-8 stand as \\xe1.

    A disk that an old system wrote has such names; they must not stop a run.
    """
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def one_line(text: str) -> str:
    """A path or a name on one line and composed, whatever it holds: no line break, no code for the terminal."""
    return "".join(c if c.isprintable() else "?" for c in unicodedata.normalize("NFC", text))
