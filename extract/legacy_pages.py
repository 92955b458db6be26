"""Pages of a PDF whose text is from before Unicode → Unicode, each code point with its place in the page's text.

In a PDF the soft hyphen, ư in TCVN3, is a hyphen, and a mark of a broken word at the end of a line.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from extract.encodings import Decoded, composed
from extract.legacy import Part, Repair, telling
from extract.spelled import WORD, Reading, is_read

FontOf = Callable[[int], str]
"""The name of the font of a character of a page, by its index in the page's text."""

_TCVN3 = Reading("tcvn3")
_TELLING = re.compile(f"[{re.escape(telling())}^]")
_LINE = regex.compile(r"\r\n|\r|\n")
# h-íng (hướng), t- (tư), t + the end of a line, and with nothing before it -íc (ước)
_HORN = regex.compile(
    r"(?<![^\s\x00-@\[-`{-\x7f\ufffe])(?P<before>[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z®§]{0,3})(?P<sign>[-\ufffe\u0002])(?!\d)"
)


class Pages(NamedTuple):
    """The pages of a document in Unicode, the encoding they were in, and what was mended."""

    pages: tuple[Decoded, ...]
    encoding: str = "unicode"
    repairs: tuple[str, ...] = ()


def decode_page(text: str, font: FontOf | None = None) -> Decoded:
    """The text of one page in Unicode, its offsets and its encoding; `font` tells the capitals of TCVN3."""
    return decode_pages([text], [font] if font else None).pages[0]


def decode_pages(texts: Sequence[str], fonts: Sequence[FontOf] | None = None) -> Pages:
    """The pages of a document in Unicode; what one page proves counts for those that prove nothing."""
    if not any(map(_TELLING.search, texts)):
        return Pages(tuple(composed(text, range(len(text))) for text in texts))
    named = fonts or [_unnamed] * len(texts)
    pages = [[(char, at) for at, char in enumerate(text)] for text in texts]
    repair = Repair(line for page, font in zip(pages, named, strict=True) for line, _ in _lines(page, font))
    if repair.main.encoding == "tcvn3":
        pages = [list(_with_horns(text)) for text in texts]
        repair = Repair(line for page, font in zip(pages, named, strict=True) for line, _ in _lines(page, font))
    read = [list(_read(page, font, repair)) for page, font in zip(pages, named, strict=True)]
    found = ("".join(char for char, _ in page) for page in read)
    encoding = repair.encoding
    return Pages(
        tuple(composed(text, [at for _, at in page], encoding) for text, page in zip(found, read, strict=True)),
        encoding,
        repair.done,
    )


def _unnamed(_: int) -> str:
    return ""


def _lines(page: Sequence[tuple[str, int]], font: FontOf) -> Iterator[tuple[list[Part], int]]:
    """The printed lines of a page, as stretches of one font, and where each begins."""
    text = "".join(char for char, _ in page)
    begin = 0
    for end in [*(match.end() for match in _LINE.finditer(text)), len(text)]:
        named = [("" if char.isspace() else font(at), char) for char, at in page[begin:end]]
        yield [Part("".join(c for _, c in part), name) for name, part in groupby(named, key=lambda n: n[0])], begin
        begin = end


def _read(page: Sequence[tuple[str, int]], font: FontOf, repair: Repair) -> Iterator[tuple[str, int]]:
    for line, begin in _lines(page, font):
        yield from ((char, page[begin + place][1]) for char, place in repair.read(line))


def _with_horns(text: str) -> Iterator[tuple[str, int]]:
    """The characters of a page with soft hyphens where they are letters; a line that ended there ends again."""
    signs = {match.start("sign"): match for match in _HORN.finditer(text)}
    for at, char in enumerate(text):
        match = signs.get(at)
        if match is None or not _is_horn(text, match):
            yield char, at
            continue
        yield "\u00ad", at
        if char != "-":
            yield from (("\r", at), ("\n", at))


def _is_horn(text: str, match: "regex.Match[str]") -> bool:
    """True where the sign makes a syllable with the letters around it, of which none was whole without it."""
    before, ends_line = match["before"], match["sign"] != "-"
    if ends_line:
        return bool(before and is_read(f"{before}\u00ad", _TCVN3))
    behind = WORD.match(text, match.end())
    after = behind[0] if behind else ""
    if not before:
        return (after == "u" or not after.isascii()) and not _is_whole(after) and _makes(f"\u00ad{after}")
    return _makes(f"{before}\u00ad{after}")


def _is_whole(word: str) -> bool:
    return word != "u" and is_read(word, _TCVN3) is True


def _makes(word: str) -> bool:
    return is_read(word, _TCVN3) is True
