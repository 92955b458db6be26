"""Text from before Unicode → Unicode, where its characters prove it: by runs, with what stands around a short one.

A reading is proved by words that it makes Vietnamese and that are broken without it, and disproved by words that it
breaks. A run that proves nothing by itself is read as the others of its font, else as the document. Font names alone
prove nothing: many files name `.VnTime` and hold Unicode. They only say which letters of TCVN3 are capitals.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from extract.encodings import table, upper
from extract.spelled import READINGS, WORD, Kind, Reading, as_it_is, in_capitals, judged, kind, repaired
from extract.syllables import is_syllable
from extract.viqr import decode_signs, is_viqr

UNICODE = Reading("unicode")
VIQR = Reading("viqr")

_FONT_TAG = regex.compile(r"^[A-Z]{6}\+|[,;-].*$")
# .VnTimeH, .VnArial NarrowH, .VNTIMEH; not .VnTime, and what another name is made of is no font of ABC
_CAPITALS = regex.compile(r"\.?Vn\w.*H|\.VN[A-Z ]*H")
# what running text in Unicode has as well
_COMMON = set("°²³·»±×§½¼¾©“”„‚‘’–—…•™¹º€−∙μ\u00ad")
# an encoding in which fewer of the words are is none of the document's
_FEWEST = 0.02
# so many words of other languages are no spelling mistakes
_FEW_FOREIGN = 3
_WITHOUT_CAPITALS = ("tcvn3", "vps")


class Part(NamedTuple):
    """A stretch of text in one font; the font's name is empty where it is not known."""

    text: str
    font: str = ""


@cache
def telling() -> str:
    """The characters that Unicode text rarely holds, and that a text in an older encoding cannot do without."""
    known = {c for reading in READINGS[:3] for written in table(*reading) for c in written if not c.isascii()}
    own = {letter for reading in READINGS[:3] for letter in table(*reading).values()}
    return "".join(sorted(c for c in known - own - _COMMON if ord(c) > 0x9F))


class Evidence:
    """How many words each reading makes Vietnamese and breaks; `unicode` are those that need no reading."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.strong: Counter[Reading] = Counter()
        self.weak: Counter[Reading] = Counter()
        self._broken: Counter[Reading] = Counter()
        self._broken_by_all = 0
        self.unicode = 0
        self._foreign = 0
        for word in words:
            self._take(*judged(word))

    def _take(self, own: Kind, made: Sequence[Reading], broken: Sequence[Reading]) -> None:
        self.unicode += own is Kind.VIETNAMESE
        self._foreign += own is Kind.FOREIGN
        if made:
            (self.strong if own is Kind.BROKEN else self.weak).update(made)
        if len(broken) == len(READINGS):
            self._broken_by_all += 1
        elif broken:
            self._broken.update(broken)

    def add(self, other: "Evidence") -> None:
        """Count the words of another text as well."""
        self.strong.update(other.strong)
        self.weak.update(other.weak)
        self._broken.update(other._broken)
        self._broken_by_all += other._broken_by_all
        self.unicode += other.unicode
        self._foreign += other._foreign

    def made(self, reading: Reading) -> int:
        """The words that are Vietnamese under a reading only."""
        return self.strong[reading] + self.weak[reading]

    def broken(self, reading: Reading) -> int:
        """The words that are broken under a reading."""
        return self._broken[reading] + self._broken_by_all

    def denies(self, reading: Reading, by_foreign: bool) -> bool:
        """True when the text is worse under a reading than as it stands; `by_foreign` where foreign words tell too."""
        whole = self.unicode + (self._foreign if by_foreign else 0)
        return self.broken(reading) > self.made(reading) and whole > 0

    def best(self) -> tuple[Reading | None, bool]:
        """The reading that the text proves, and whether by more than one word; None where it proves none."""
        fitting = sorted(filter(self._fits, {**self.strong, **self.weak}), key=self._gain, reverse=True)
        if not fitting:
            whole = self.unicode > 0 or self._foreign >= _FEW_FOREIGN
            proved = whole and all(self.broken(reading) > self.made(reading) for reading in READINGS)
            return (UNICODE, True) if proved else (None, False)
        best = fitting[0]
        rival = next((r for r in fitting if r.encoding != best.encoding), None)
        alone = rival is None or self._gain(rival) < self._gain(best)
        return best, alone and self.strong[best] > 0 and self.made(best) > 1

    def _gain(self, reading: Reading) -> int:
        return self.made(reading) - 2 * self.broken(reading)

    def _fits(self, reading: Reading) -> bool:
        """True where a reading makes more than it breaks; words that a foreign language may have must be several."""
        broken = self.broken(reading)
        if self.strong[reading] < max(broken, 1):
            return self.weak[reading] > 1 and not broken
        return self.made(reading) >= 2 * broken


class Repair:
    """The readings of a document, told from all its paragraphs; reads its paragraphs, and counts what it mended."""

    def __init__(self, paragraphs: Iterable[Sequence[Part]]) -> None:
        self._by_font: dict[str, Evidence] = {}
        self._all = Evidence()
        self._proved: set[Reading] = set()
        self._words: Counter[str] = Counter()
        texts = []
        for parts in paragraphs:
            texts.append("".join(part.text for part in parts))
            for font, evidence in _by_font(parts).items():
                self._by_font.setdefault(font, Evidence()).add(evidence)
                self._all.add(evidence)
                best, sure = evidence.best()
                if best and sure and best is not UNICODE:
                    self._proved.add(best)
        self._by_signs = is_viqr("\n".join(texts))

    @property
    def needed(self) -> bool:
        """True where some of the text may not be Unicode."""
        known = [evidence.best()[0] for evidence in (*self._by_font.values(), self._all)]
        return self._by_signs or bool(self._proved) or any(reading not in (None, UNICODE) for reading in known)

    @property
    def encoding(self) -> str:
        """The encoding of what was read so far; mixed where it was in several."""
        least = _FEWEST * self._words.total()
        found = [name for name, count in self._words.items() if count > least]
        return found[0] if len(found) == 1 else "mixed" if found else "unicode"

    @property
    def mostly(self) -> str:
        """The encoding in which most words read so far were."""
        return max(self._words, key=lambda name: self._words[name], default="unicode")

    @property
    def done(self) -> tuple[str, ...]:
        """What was done, for people: `Chuyển từ TCVN3 sang Unicode: 412 từ.`"""
        return tuple(
            f"Chuyển từ {name.upper()} sang Unicode: {count} từ."
            for name, count in self._words.items()
            if name != "unicode"
        )

    def read(self, parts: Sequence[Part]) -> list[tuple[str, int]]:
        """The characters of a paragraph in Unicode, each with its offset in the text of all its parts."""
        text = "".join(part.text for part in parts)
        if self._by_signs:
            self._words["viqr"] += len(text.split())
            return decode_signs(text)
        fonts = [part.font for part in parts for _ in part.text]
        readings = {font: self._reading(font, evidence) for font, evidence in _by_font(parts).items()}
        words = [(m, self._word(m[0], readings[_family(fonts[m.start()])])) for m in WORD.finditer(text)]
        found: list[tuple[str, int]] = []
        at = 0
        for match, word in words:
            found += [(text[i], i) for i in range(at, match.start())]
            found += [(char, match.start() + place) for char, place in word]
            at = match.end()
        found += [(text[i], i) for i in range(at, len(text))]
        loud = _are_loud(["".join(char for char, _ in word) for _, word in words])
        return list(_in_case(found, fonts, readings, loud))

    @property
    def main(self) -> Reading:
        """The reading that the document as a whole proves."""
        return VIQR if self._by_signs else self._all.best()[0] or UNICODE

    def _reading(self, font: str, own: Evidence) -> Reading:
        """The reading of a paragraph's words of one font, by the code page that made characters of the document."""
        found = self._proved_for(font, own)
        pages = [reading for reading in READINGS if reading.encoding == found.encoding]
        return max(pages, key=self._all.made, default=UNICODE)

    def _proved_for(self, font: str, own: Evidence) -> Reading:
        """What the words of one font prove, else all words of the font, else the document."""
        best, sure = own.best()
        if best and (sure or (own.strong[best] and best in self._proved)):
            return best
        for around in (self._by_font.get(font), self._all):
            known, proved = around.best() if around else (None, False)
            if known and proved:
                # a foreign name has a font of its own; in the font of the others it is a spelling mistake
                return UNICODE if own.denies(known, by_foreign=around is self._all) else known
        return best or UNICODE

    def _word(self, word: str, reading: Reading) -> list[tuple[str, int]]:
        read = repaired(word, reading) if reading is not UNICODE else as_it_is(word)
        if not word.isascii() and (reading is not UNICODE or kind(word) is Kind.VIETNAMESE):
            self._words[reading.encoding] += 1
        return read


def _by_font(parts: Sequence[Part]) -> dict[str, Evidence]:
    """What the words of a paragraph say, by their fonts; a word is of the font in which it begins."""
    text = "".join(part.text for part in parts)
    fonts = [part.font for part in parts for _ in part.text]
    words: dict[str, list[str]] = {}
    for match in WORD.finditer(text):
        words.setdefault(_family(fonts[match.start()]), []).append(match[0])
    return {font: Evidence(word for word in found if not word.isascii()) for font, found in words.items()}


@cache
def _name(font: str) -> str:
    """The name without the tag of a subset and the style: `ABCDEF+.VnTimeH,Bold` is .VnTimeH."""
    return _FONT_TAG.sub("", font).strip()


@cache
def has_capitals_only(font: str) -> bool:
    """True for a font of ABC that prints small letters as capitals: its name ends in H."""
    return bool(_CAPITALS.fullmatch(_name(font)))


@cache
def _family(font: str) -> str:
    """The name of a font; a font of capitals has that of its small letters, with which it shares its words."""
    name = _name(font)
    return (name[:-1] if has_capitals_only(font) else name).lower()


def _in_case(
    found: Iterable[tuple[str, int]], fonts: Sequence[str], readings: Mapping[str, Reading], loud: bool
) -> Iterator[tuple[str, int]]:
    """The letters as capitals where their font prints them so, or where the others are and the encoding lacks some."""
    for char, at in found:
        encoding = readings.get(_family(fonts[at]), UNICODE).encoding
        printed = encoding == "tcvn3" and has_capitals_only(fonts[at])
        yield (upper(char) if printed or (loud and encoding in _WITHOUT_CAPITALS) else char), at


def _are_loud(words: Sequence[str]) -> bool:
    """True for a text in capitals as far as it can tell: `ĐĂNG Ký KINH DOANH`; not `Số 12/QĐ-UBND`."""
    if any(c.isascii() and c.islower() for word in words for c in word):
        return False
    apart = sum(len(word) == 1 and word.isupper() for word in words)  # S Ắ C  L Ệ N H
    told = sum(in_capitals(word) and is_syllable(word.lower()) for word in words)
    return told > 1 or (apart > 2 and apart * 2 > len(words))


def encoding_of(text: str) -> str:
    """The encoding of a text by its characters: unicode, tcvn3, vni, vps, viqr; of several that of most words."""
    lines = [[Part(line)] for line in text.splitlines()]
    repair = Repair(lines)
    for line in lines:
        repair.read(line)
    return repair.mostly
