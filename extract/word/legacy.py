"""Paragraphs of a DOCX whose characters are from before Unicode → their text; fonts tell capitals, not the encoding."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extract.legacy import Part, Repair, telling
from extract.word.runs import Runs
from extract.word.styles import Styles, W, first

_PARAGRAPH, _PROPERTIES, _FONTS = W + "p", W + "pPr", W + "rFonts"
# Word takes the letters above ASCII from the first of these, the others from the second
_NAMES = (W + "hAnsi", W + "ascii")
# TUYỆT MẬT with its letters spaced, each of three signs at most
_LONGEST_STAMP = 80
# one pattern for each first byte: one that begins with a letter is looked for thrice as fast
_TELLING = [
    re.compile(lead + b"[" + b"".join(re.escape(c[1:]) for c in map(str.encode, telling()) if c[:1] == lead) + b"]")
    for lead in (b"\xc2", b"\xc3")
]


def may_be_legacy(blob: bytes) -> bool:
    """True when a part of a package holds characters that text in Unicode rarely holds; ^ is one of VIQR."""
    return any(pattern.search(blob) for pattern in _TELLING) or b"^" in blob


def _shown(own: Any) -> bool:
    """Hidden text proves an encoding as well as any other."""
    return False


class LegacyText:
    """The text of paragraphs, run by run, read as all paragraphs of the parts together prove it."""

    def __init__(self, styles: Styles, parts: Iterable[Any]) -> None:
        self._styles = styles
        self._repair = Repair(self._parts(p)[1] for part in parts for p in part.iter(_PARAGRAPH))

    @property
    def needed(self) -> bool:
        """True where some of the text may not be Unicode."""
        return self._repair.needed

    @property
    def encoding(self) -> str:
        """The encoding of what was read so far."""
        return self._repair.encoding

    @property
    def done(self) -> tuple[str, ...]:
        """What was mended so far."""
        return self._repair.done

    def runs(self, properties: Any, runs: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        """The runs of a paragraph with their text in Unicode; a letter of two signs is of the run of the first."""
        runs = list(runs)
        texts = self._texts([Part(text, self._font(own, properties)) for own, text in runs])
        return ((own, text) for (own, _), text in zip(runs, texts, strict=True))

    def line(self, text: str) -> str:
        """A text of no known font in Unicode: a label of a list, a drawn watermark."""
        return "".join(self._texts([Part(text)]))

    def stamps(self, part: Any) -> Iterator[str]:
        """The text of all paragraphs of a part, also in boxes, that are no longer than a stamp can be."""
        for paragraph in part.iter(_PARAGRAPH):
            parts = self._parts(paragraph)[1]
            if sum(len(own.text) for own in parts) <= _LONGEST_STAMP:
                yield "".join(self._texts(parts))

    def _parts(self, paragraph: Any) -> tuple[Any, list[Part]]:
        properties = first(paragraph, _PROPERTIES)
        return properties, [Part(text, self._font(own, properties)) for own, text in Runs(paragraph, _shown)]

    def _texts(self, parts: Sequence[Part]) -> list[str]:
        """The text of each part in Unicode."""
        texts = [""] * len(parts)
        owners = [at for at, part in enumerate(parts) for _ in part.text]
        for char, offset in self._repair.read(parts):
            texts[owners[offset]] += char
        return texts

    def _font(self, own: Any, paragraph: Any) -> str:
        """The font of a run, by the nearest that names one: itself, its styles, the defaults of the document."""
        for properties in self._styles.of_run(own, paragraph):
            fonts = properties.find(_FONTS)
            if fonts is not None:
                name = next((n for n in map(fonts.get, _NAMES) if n), "")
                if name:
                    return str(name)
        return ""
