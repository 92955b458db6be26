"""Text in the codes of `rules/encodings.toml` → Unicode, each code point with its place in the text it came from.

The characters are those that Windows-1252 has for the bytes; some programs took Latin-1 or Windows-1258 instead.
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from extract.rules import FOLDER

ENCODINGS = ("tcvn3", "vni", "vps", "viqr")
WESTERN, VIETNAMESE = "cp1252", "cp1258"
# the capitals of these are made of the capitals of what stands for the small letters
_CASED = ("vni", "viqr")
_MARKED = regex.compile(r"\P{M}\p{M}*|\p{M}+")
# ho.c is học, but the stop behind `ngay.` ends a sentence, unless a small letter follows
_ENDS_WORD = regex.compile(r"(?![^\W\d_])(?!\s\p{Ll})(?![,;:.?!])")


class Decoded(NamedTuple):
    """A text in Unicode (NFC), and for each of its code points the offset of its first character in the source."""

    text: str
    offsets: Sequence[int]
    encoding: str = "unicode"


def decode(text: str, encoding: str, capitals: bool = False, page: str = WESTERN) -> Decoded:
    """The text in Unicode; `capitals` for a TCVN3 font that prints small letters as capitals.

    `page` is the code page by which the bytes became characters.
    """
    pairs: Iterator[tuple[int, str]] = enumerate(text)
    if encoding != "unicode":
        pairs = _letters(text, table(encoding, page), encoding == "viqr")
    found = [(at, upper(c) if capitals else c) for at, c in pairs]
    return composed("".join(c for _, c in found), [at for at, _ in found], encoding)


def upper(char: str) -> str:
    """The capital of a letter; the letter itself where its capital is two."""
    return char.upper() if len(char.upper()) == 1 else char


def composed(text: str, offsets: Sequence[int], encoding: str = "unicode") -> Decoded:
    """The text in NFC, with the offset of each code point; a letter stands where its base stood."""
    if unicodedata.is_normalized("NFC", text):
        return Decoded(text, offsets, encoding)
    letters: list[str] = []
    places: list[int] = []
    for match in _MARKED.finditer(text):
        letter = unicodedata.normalize("NFC", match[0])
        letters.append(letter)
        places += offsets[match.start() : match.start() + len(letter)]
    return Decoded("".join(letters), places, encoding)


def _letters(text: str, known: Mapping[str, str], typed: bool) -> Iterator[tuple[int, str]]:
    """The letters of a text, each with its offset; the longest spelling counts."""
    at = 0
    while at < len(text):
        for length in (3, 2, 1):
            written = text[at : at + length]
            if written in known and not (typed and written[-1] in ".?" and _ENDS_WORD.match(text, at + length)):
                yield at, known[written]
                at += length
                break
        else:
            yield at, text[at]
            at += 1


@cache
def table(encoding: str, page: str = WESTERN) -> Mapping[str, str]:
    """What stands for a letter → the letter, in text that the code page made."""
    raw = tomllib.loads((FOLDER / "encodings.toml").read_text(encoding="utf-8"))
    known: dict[str, str] = {}
    for letters, written in raw[encoding].items():
        known |= dict(zip(written.split(" "), letters.split(" "), strict=True))
    if encoding in _CASED:
        known |= dict(_capitals(known))
    for substitute, meant in raw["substitutes"].get(encoding, {}).items():
        known[substitute] = known[meant]
    return known | dict(_other_pages(known, page))


def _capitals(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The capitals; the case of a letter is that of its base, its mark may have either: AÙ, Aù, aÙ."""
    for written, letter in known.items():
        base, marks = written[0], written[1:]
        for mark in {marks, marks.upper()}:
            yield base.upper() + mark, letter.upper()
            yield base + mark, letter


def _other_pages(known: Mapping[str, str], page: str) -> Iterator[tuple[str, str]]:
    """The same spellings, made of the characters that Latin-1 and `page` have for the bytes."""
    for other in ("latin-1", page):
        chars = str.maketrans({c: o for c, o in _differing(other) if o not in known})
        yield from ((written.translate(chars), letter) for written, letter in known.items())


@cache
def _differing(page: str) -> tuple[tuple[str, str], ...]:
    """The characters of Windows-1252 for which another page has another one, and that one."""
    both = [(_char(code, WESTERN), _char(code, page)) for code in range(0x80, 0x100)]
    return tuple((one, other) for one, other in both if one != other)


def _char(code: int, page: str) -> str:
    try:
        return bytes([code]).decode(page)
    except UnicodeDecodeError:
        return chr(code)
