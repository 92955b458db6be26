"""Twins of a Word file in the encodings before Unicode: TCVN3, VNI, VPS with their fonts, and Unicode in NFD.

python samples/legacy.py samples/district-2023/report.docx tcvn3 twin.docx
"""

import copy
import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extract.encodings import table  # noqa: E402

FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times"}
_NAMES = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")


def encode(text: str, encoding: str) -> str:
    """The text in an encoding, as a program shows it; a letter that the encoding lacks is the small one."""
    text = unicodedata.normalize("NFC", text)
    if encoding == "nfd":
        return unicodedata.normalize("NFD", text)
    written: dict[str, str] = {}
    for typed, letter in table(encoding).items():
        written.setdefault(letter, typed)
    return "".join(written.get(c) or written.get(c.lower(), c) for c in text)


def lacks(char: str, encoding: str) -> bool:
    """True for a capital that only the fonts of capitals have."""
    known = table(encoding).values()
    return not char.isascii() and char not in known and char.lower() in known


def twin(path: Path, encoding: str) -> Any:
    """The Word file at `path` with all its text in another encoding, set in the fonts of that encoding."""
    document = docx.Document(str(path))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    for run in [run for root in roots for run in root.iter(qn("w:r"))]:
        _encode_run(run, encoding)
    return document


def _encode_run(run: Any, encoding: str) -> None:
    """A run in its place, parted where the font changes: a capital with a tone has a font of its own."""
    texts = run.findall(qn("w:t"))
    if not any(text.text for text in texts):
        return
    if encoding != "tcvn3" or len(texts) != 1:
        for text in texts:
            text.text = encode(text.text or "", encoding)
        _set_font(run, FONTS.get(encoding))
        return
    for part, capitals in _parts(texts[0].text):
        new = copy.deepcopy(run)
        text = new.find(qn("w:t"))
        text.text = encode(part.lower() if capitals else part, encoding)
        text.set(qn("xml:space"), "preserve")
        _set_font(new, FONTS[encoding] + ("H" if capitals else ""))
        run.addprevious(new)
    run.getparent().remove(run)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text, and whether they are set in the font of capitals."""
    text = unicodedata.normalize("NFC", text)
    if text.isupper() and any(not c.isascii() for c in text):
        yield text, True
        return
    for capitals, chars in groupby(text, lambda char: lacks(char, "tcvn3")):
        yield "".join(chars), capitals


def _set_font(run: Any, font: str | None) -> None:
    if font:
        properties = run.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for name in _NAMES:
            fonts.set(qn(name), font)


def main() -> None:
    """Write the twin of a Word file."""
    source, encoding, target = sys.argv[1:]
    twin(Path(source), encoding).save(target)


if __name__ == "__main__":
    main()
