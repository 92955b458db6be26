"""Numbers as a Vietnamese reader prints them: 1.234,5."""

from decimal import ROUND_HALF_UP, Decimal

_SWAP = str.maketrans(",.", ".,")


def vietnamese(value: Decimal, decimals: int | None = None) -> str:
    """The number with dots for thousands and a comma before decimals: all of them, or rounded to `decimals`."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)
