"""A folder of pictures that are the pages of one report: page-1.jpg, page-2.jpg …, in the order of their numbers."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import regex

_PICTURE = regex.compile(r"(?P<stem>.*?)(?P<number>\d+)(?P<end>[^\d]*)\.(?:jpe?g|png|tiff?)", regex.IGNORECASE)
_LEAST = 2
# what Office leaves beside an open file, and what systems put into folders
LOCK = "~$"
_CLUTTER = {"thumbs.db", "desktop.ini", ".ds_store", "__macosx"}
# a TIFF of many pages is a report of its own: bao-cao-2023.tif, bao-cao-2024.tif; cameras write no TIFF
_YEARS = range(1990, 2100)


def is_hidden(name: str) -> bool:
    """True for a file that systems put into folders, or hide."""
    return name.startswith(".") or name.lower() in _CLUTTER


def in_page_order(names: Iterable[str]) -> list[str]:
    """The names by the number in them; empty unless all are pictures that differ in nothing but this number."""
    found = [(_PICTURE.fullmatch(name), name) for name in names]
    parts = {(m["stem"].lower(), m["end"].lower()) if m else None for m, _ in found}
    numbered = sorted((int(m["number"]), name) for m, name in found if m)
    distinct = len({number for number, _ in numbered}) == len(found)
    years = all(number in _YEARS and name.lower().endswith(("tif", "tiff")) for number, name in numbered)
    alike = len(found) >= _LEAST and len(parts) == 1 and distinct and not years
    return [name for _, name in numbered] if alike else []


def pages_in(folder: Path) -> list[Path]:
    """The pictures of a folder that holds the pages of one report; empty for any other."""
    names = [entry.name for entry in folder.iterdir() if entry.is_file() and not entry.is_symlink()]
    shown = [name for name in names if not is_hidden(name) and not name.startswith(LOCK)]
    return [folder / name for name in in_page_order(shown)]


def checksum(pages: Iterable[Path]) -> tuple[str, int]:
    """One checksum (sha256 of the sha256 of each, in order) and the size in bytes of several files."""
    whole, size = hashlib.sha256(), 0
    for page in pages:
        with page.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
        size += page.stat().st_size
    return whole.hexdigest(), size
