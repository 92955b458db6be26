"""Characters of the symbol fonts: Word keeps them in a private area, where their code says nothing without its font."""

from typing import Any

from extract.word.styles import W

_PRIVATE = 0xF000
_BULLET = "•"

# What a report's signs look like in the fonts Symbol and Wingdings, by the last byte of their code.
_SYMBOL = {
    0x2D: "-", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xD7: "⋅", 0xDE: "⇒", 0x44: "Δ",
    0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x7E: "~",
}  # fmt: skip
_WINGDINGS = {0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "□", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑"}


def is_symbol_font(font: str) -> bool:
    """True for a font that has pictures where others have letters."""
    return font.startswith(("Wingdings", "Webdings"))


def symbol(element: Any) -> str:
    """The character that a `w:sym` prints."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    font = element.get(W + "font", "")
    low = code - _PRIVATE if code >= _PRIVATE else code
    if is_symbol_font(font):
        return _WINGDINGS.get(low, _BULLET)
    if font == "Symbol" and low in _SYMBOL:
        return _SYMBOL[low]
    return chr(low) if 0x20 <= low < 0xF000 and not 0xD800 <= low < 0xE000 else ""


def bullet(text: str, font: str) -> str:
    """The mark of an automatic list as it is typed: `-`, `+`, `*`, `•` stay, a picture of a font is a dash."""
    pictured = is_symbol_font(font) or any(c.isalnum() or 0xE000 <= ord(c) < 0xF900 for c in text)
    return "-" if text and pictured else text
