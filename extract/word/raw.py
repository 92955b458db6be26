"""The raw text of a paragraph, and which of its code points come from where: the source of a block."""

from collections.abc import Sequence
from typing import Any

from extract.records import Piece
from extract.text import clean


class Text:
    """The raw text of a paragraph: `lead` code points of it are bold or italic, `label` were never typed.

    `sources` says at which offset the text of which paragraph begins: a deleted paragraph mark leaves one of two.
    `contents` is True for an entry of the table of contents.
    """

    __slots__ = ("boxes", "contents", "label", "lead", "level", "raw", "sources")

    def __init__(self, raw: str, lead: int, source: int, boxes: Sequence[Any]) -> None:
        self.raw = raw
        self.lead = lead
        self.label = 0
        self.level: int | None = None
        self.sources = [(0, source)]
        self.boxes = list(boxes)
        self.contents = False

    def put_label(self, label: str) -> None:
        """Put the label before the text, as if it were typed, as bold as the text behind it.

        What breaks the page before the text breaks it before the label.
        """
        blank = len(self.raw) - len(self.raw.lstrip())
        shift = len(label) - blank
        self.label = len(label)
        self.raw = label + self.raw[blank:]
        self.lead = self.lead + shift if self.lead > blank else 0
        self.sources = [(max(at + shift, 0) if at else 0, source) for at, source in self.sources]

    def led(self, begin: int, end: int, length: int) -> int:
        """How much of the clean text of raw[begin:end], `length` long, its lead makes."""
        if self.lead >= end:
            return length
        return min(len(clean(self.raw[begin : self.lead])), length) if self.lead > begin else 0

    def pieces(self, begin: int, end: int, length: int) -> tuple[Piece, ...]:
        """Which stretch of the clean text of raw[begin:end], `length` long, comes from which paragraph."""
        if len(self.sources) == 1:
            return (Piece(0, length, source=self.sources[0][1]),)
        within = [(max(at, begin), source) for at, source in self.sources if at < end]
        ends = [*(at for at, _ in within[1:]), end]
        pieces: list[Piece] = []
        done = 0
        for (at, source), until in zip(within, ends, strict=True):
            part = self.raw[at:until]
            cleaned = len(clean(part))
            if not cleaned:
                continue
            apart = done and (part[0].isspace() or self.raw[at - 1].isspace())
            pieces.append(Piece(done, done + bool(apart) + cleaned, source=source))
            done = pieces[-1].end
        if pieces:
            pieces[-1] = pieces[-1]._replace(end=length)
        return tuple(pieces)


def joined(texts: Sequence[Text]) -> Text:
    """One text of several paragraphs, of which no mark stands between."""
    if len(texts) == 1:
        return texts[0]
    whole = Text("".join(t.raw for t in texts), 0, 0, [box for t in texts for box in t.boxes])
    whole.sources = []
    whole.label, whole.level, whole.contents = texts[0].label, texts[0].level, texts[0].contents
    shift, led = 0, True
    for text in texts:
        whole.sources += [(at + shift, source) for at, source in text.sources]
        whole.lead += text.lead if led else 0
        led = led and text.lead == len(text.raw)
        shift += len(text.raw)
    return whole
