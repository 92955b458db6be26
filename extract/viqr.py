"""VIQR: letters typed with signs behind them (`Co^.ng ho`a`); told only by strong proof, read but for addresses."""

import regex

from extract.encodings import decode
from extract.syllables import is_syllable

_WORD = regex.compile(r"(?:[A-Za-z]+[\^(+*'`?~.]+)*[A-Za-z]+[\^(+*'`~]*")
_ADDRESS = regex.compile(r"[^\s@]{1,64}@\S+|\b(?:\w{2,5}://|www\.)\S+")
# signs that no other text has behind a letter: ^ of â, ê, ô; + of ơ, ư; the grave; dd
_STRONG = regex.compile(r"[aeoAEO]\^|[ouOU]\+['`?~.\p{L}]|[aeiouyAEIOUY]`|\b[dD][dD]\p{L}")
_MARKED = regex.compile(r"[^\P{L}\x00-\x7f]")
_LEAST = 3


def is_viqr(text: str) -> bool:
    """True when signs behind letters make Vietnamese words of nearly all words that have them."""
    if not _STRONG.search(text) or _MARKED.search(text):
        return False
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    read = [(word, decode(word, "viqr").text.lower()) for word in words]
    typed = [got for word, got in read if got != word.lower()]
    right = sum(is_syllable(got.rstrip("'`~^+(*")) for got in typed)
    known = sum(is_syllable(got.rstrip("'`~^+(*")) or got.isascii() for _, got in read)
    return right >= _LEAST and right >= 0.8 * len(typed) and len(typed) >= 0.25 * len(read) and known >= 0.8 * len(read)


def decode_signs(text: str) -> list[tuple[str, int]]:
    """The letters of a text in VIQR, each with its offset; addresses stay as they are."""
    found: list[tuple[str, int]] = []
    at = 0
    for begin, end in [*(m.span() for m in _ADDRESS.finditer(text)), (len(text), len(text))]:
        got = decode(text[at:begin], "viqr")
        found += [(char, at + place) for char, place in zip(got.text, got.offsets, strict=True)]
        found += [(text[i], i) for i in range(begin, end)]
        at = end
    return found
