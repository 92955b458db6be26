"""A report, damaged as disks, mails and strangers damage files: each kind of damage a function of bytes and chance."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import regex

Mutation = Callable[[bytes, Random], bytes]

HOME = Path(__file__).resolve().parent.parent
_TAG = regex.compile(rb"<[^<>]*>")
_VALUE = regex.compile(rb'(?<==")[^"<>]*(?=")')
_ELEMENT = regex.compile(rb"<(w:(?:p|r|tbl|tr|tc|t|pPr|tcPr|numPr|sdt))\b[^<>]*>.*?</\1>", regex.DOTALL)
_RUN = regex.compile(rb"(?<=<w:t(?: [^<>]*)?>)[^<>]+")
_NUMBER = regex.compile(rb"\d+")
_OBJECT = regex.compile(rb"\d+ \d+ obj")
# where the last of it stands, the directory of a ZIP archive or the table of a PDF begins
_DIRECTORY, _TABLE = b"PK\x01\x02", b"xref"
_ODD_VALUES = [
    b"",
    b"0",
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"\xc3\x28",
    b"%n",
    b"../../x",
    b"w:p",
    b"1.5",
    b"true",
]
_MAIN = "word/document.xml"


def flip_bits(data: bytes, chance: Random) -> bytes:
    """A few bits are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 16)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_off(data: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data))]


def lose_block(data: bytes, chance: Random) -> bytes:
    """A block of the disk is lost, zeroed or written twice."""
    at, size = chance.randrange(len(data)), 1 << chance.randint(4, 13)
    middle = chance.choice([b"", bytes(size), data[at : at + size] * 2, chance.randbytes(size)])
    return data[:at] + middle + data[at + size :]


def damage_directory(data: bytes, chance: Random) -> bytes:
    """Bytes of a ZIP archive's directory are others."""
    return _damage_behind(data, data.find(_DIRECTORY), chance)


def damage_table(data: bytes, chance: Random) -> bytes:
    """Bytes of a PDF's cross-reference table and trailer are others."""
    return _damage_behind(data, data.rfind(_TABLE, 0, data.rfind(b"startxref")), chance)


def _damage_behind(data: bytes, start: int, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(start, 0), len(changed))
        changed[at] = chance.choice([0, 0xFF, chance.randrange(256), changed[at] ^ 1])
    return bytes(changed)


def change_number(data: bytes, chance: Random) -> bytes:
    """Numbers in the objects of a PDF are others: lengths, references, boxes."""
    changed = data
    for _ in range(chance.randint(1, 4)):
        begin = chance.choice([m.start() for m in _OBJECT.finditer(changed)] or [0])
        found = list(_NUMBER.finditer(changed, begin, begin + 400))
        if found:
            one = chance.choice(found)
            changed = (
                changed[: one.start()]
                + chance.choice([b"0", b"1", b"-1", b"65536", b"4294967295"])
                + changed[one.end() :]
            )
    return changed


def damage_xml(data: bytes, chance: Random) -> bytes:
    """Tags and bits of one part of a Word file are lost or others, mostly no XML any more; the archive is sound."""
    return _with_part_changed(data, (_tag, _value, flip_bits), chance)


def rearrange_xml(data: bytes, chance: Random) -> bytes:
    """Elements, values and texts of one part of a Word file are lost, doubled or others; all of it is still XML."""
    return _with_part_changed(data, (_element, _element, _value, _value, _text), chance)


def _with_part_changed(data: bytes, changes: Sequence[Mutation], chance: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    others = [name for name in parts if name.endswith((".xml", ".rels")) and name != _MAIN]
    part = _MAIN if chance.random() < 0.7 else chance.choice(others)
    for _ in range(chance.randint(1, 6)):
        parts[part] = chance.choice(changes)(parts[part], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _tag(xml: bytes, chance: Random) -> bytes:
    return _replaced(
        xml, _TAG, lambda found: chance.choice([b"", found * 2, found.replace(b"/", b""), b"</w:p>"]), chance
    )


def _element(xml: bytes, chance: Random) -> bytes:
    within = [b"", b"<w:tbl>%s</w:tbl>", b"<w:p>%s</w:p>", b"<w:del>%s</w:del>", b"%s%s", b"<w:tc>%s</w:tc>"]
    shape = chance.choice(within)
    return _replaced(xml, _ELEMENT, lambda found: shape.replace(b"%s", found), chance)


def _value(xml: bytes, chance: Random) -> bytes:
    return _replaced(xml, _VALUE, lambda found: chance.choice([*_ODD_VALUES, found * 50]), chance)


def _text(xml: bytes, chance: Random) -> bytes:
    odd = [b"", b"1", b"%", b"(", b"12,5% ", b"1.000.000.000", b"\xe1\xbb\xb7", b"-", b"/", b"31/02/2024", b"I. "]
    return _replaced(xml, _RUN, lambda found: chance.choice(odd) + found[len(found) // 2 :], chance)


def _replaced(xml: bytes, form: "regex.Pattern[bytes]", change: Callable[[bytes], bytes], chance: Random) -> bytes:
    """The text with one match of a form changed, the first behind a place that chance chooses."""
    found = form.search(xml, chance.randrange(len(xml) or 1)) or form.search(xml)
    return xml[: found.start()] + change(found[0]) + xml[found.end() :] if found else xml


_ANY: tuple[Mutation, ...] = (flip_bits, cut_off, lose_block)
KINDS: dict[str, tuple[Mutation, ...]] = {
    ".docx": (*_ANY, damage_directory, damage_xml, *(rearrange_xml,) * 6),
    ".pdf": (*_ANY, damage_table, change_number, change_number),
}
"""What may happen to a file by its suffix; what stands there more often happens more often."""

# A PDF takes several times as long as a Word file, and most of its damage pdfium mends or refuses.
_SHARE_OF_PDF = 0.3


def case(seed: int, number: int) -> tuple[str, bytes]:
    """A case by its number, the same each time: its name (`17-damage_xml-district-2022.docx`), and the damaged file."""
    chance = Random(f"{seed}/{number}")
    suffix = ".pdf" if chance.random() < _SHARE_OF_PDF else ".docx"
    original = chance.choice(sorted(HOME.glob(f"samples/*/report{suffix}")))
    mutation = chance.choice(KINDS[suffix])
    name = f"{number}-{mutation.__name__}-{original.parent.name}{suffix}"
    return name, mutation(original.read_bytes(), chance)
