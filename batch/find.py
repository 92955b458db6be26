"""The files of a run: those named, and those in the folders named, in one order whatever the file system says."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

# what Word leaves beside an open file, and what systems put into folders
_LOCK = "~$"
_CLUTTER = {"thumbs.db", "desktop.ini", ".ds_store"}


class NotFoundError(Exception):
    """A path that was asked for and is not there; the message says which."""


def find_files(inputs: Iterable[Path]) -> list[Path]:
    """Every regular file of the inputs once, folders in depth, sorted by path.

    Hidden files and Word's lock files in folders are passed over; a file that is named is always taken. Raises
    NotFoundError for an input that does not exist.
    """
    found: dict[str, Path] = {}
    for given in inputs:
        if given.is_dir():
            for path in _below(given):
                found.setdefault(_real(path), path)
        elif given.exists() or given.is_symlink():
            found.setdefault(_real(given), given)
        else:
            raise NotFoundError(f"Không tìm thấy {given}. Kiểm tra lại đường dẫn.")
    return sorted(found.values(), key=lambda p: unicodedata.normalize("NFC", p.as_posix()))


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder; links to folders are not followed, so that a circle ends."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            path = Path(parent, name)
            if not name.startswith((".", _LOCK)) and name.lower() not in _CLUTTER and not path.is_dir():
                yield path


def _real(path: Path) -> str:
    return os.path.realpath(path)
