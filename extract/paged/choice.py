"""Which pages of a PDF are read from their picture: those without text, or with text that is not what is printed."""

from collections import Counter

import regex

from extract.paged.scanned_page import NUMERAL, ScannedPage
from extract.paged.text_page import TextPage
from extract.syllables import share_of_syllables

# A scanned page may carry a watermark or a stamp as its only text.
_LEAST_LETTERS = 40
# fewer words than this tell nothing of a text
_LEAST_WORDS = 12
# Reports keep to .99 with all their names and abbreviations; a layer of wrong signs or without any marks does not.
_LEAST_SYLLABLES = 0.85
# a picture that covers so much of a page is a scan of it
_SCAN = 0.5
_LETTER = regex.compile(r"\p{L}")


def why_from_picture(page: TextPage) -> str:
    """Why a page is read from its picture: `no_text`, `not_vietnamese`, `scan`; empty where its text is its print.

    `scan` is a picture with a text layer that may be right: somebody's OCR, to be held against ours.
    """
    if len(_LETTER.findall(page.text)) < _LEAST_LETTERS:
        return "no_text" if page.pictured() > _SCAN or page.is_drawn() else ""
    share = share_of_syllables(page.text, _LEAST_WORDS)
    if share is not None and share < _LEAST_SYLLABLES:
        return "not_vietnamese"
    return "scan" if page.pictured() > _SCAN else ""


def says_more(page: ScannedPage, layer: TextPage) -> bool:
    """False where a picture tells so little that the text layer, bad as it is, tells more."""
    return len(_LETTER.findall(page.text)) >= _ENOUGH * len(_LETTER.findall(layer.text))


# of the letters of the text layer
_ENOUGH = 0.3


def doubt_digits(page: ScannedPage, layer: str) -> None:
    """Lower how sure a page is of digits that its text layer has otherwise; a layer of other signs says nothing."""
    own, other = page.numerals(), Counter(NUMERAL.findall(layer))
    if sum((own & other).values()) * 2 >= own.total():
        page.doubt(own - other)
