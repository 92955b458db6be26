"""The files of a run: those named, and those in the folders named, in one order whatever the file system says."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

# what Office leaves beside an open file, and what systems put into folders
_LOCK = "~$"
_CLUTTER = {"thumbs.db", "desktop.ini", ".ds_store"}


class NotFoundError(Exception):
    """A path that was asked for and is not there; the message says which."""


def find_files(inputs: Iterable[Path]) -> list[Path]:
    """Every regular file of the inputs once, folders in depth, sorted by path.

    Hidden files and Office's lock files in folders are passed over; a file that is named is always taken. A file
    with several names goes by the one that was given, else by its own, else by a link's. A folder that cannot be
    opened stands in the list itself, so that it is accounted for. Raises NotFoundError for an input that does
    not exist.
    """
    named: list[Path] = []
    folders: list[Path] = []
    for given in sorted(set(inputs), key=_order):
        (folders if stat.S_ISDIR(_mode(given)) else named).append(given)
    found: dict[str, Path] = {}
    for path in (*named, *_below(folders)):
        found.setdefault(os.path.realpath(path), path)
    return sorted(found.values(), key=_order)


def _order(path: Path) -> tuple[str, str]:
    """The same whether names are stored composed (Windows, Linux) or decomposed (macOS)."""
    return unicodedata.normalize("NFC", path.as_posix()), path.as_posix()


def _mode(given: Path) -> int:
    try:
        return given.stat().st_mode
    except OSError as error:
        if isinstance(error, PermissionError) or os.path.lexists(given):
            return stat.S_IFREG  # there, and for the run to say why it cannot be read
        raise NotFoundError(f"Không tìm thấy {given}. Kiểm tra lại đường dẫn.") from error
    except ValueError as error:  # a null character
        raise NotFoundError(f"Đường dẫn không hợp lệ: {str(given)!r}.") from error


def _below(folders: list[Path]) -> Iterator[Path]:
    """The files below folders, those behind links last."""
    seen: set[str] = set()
    links: list[Path] = []
    yield from _walk(folders, seen, links)
    while links:
        here, links = sorted(links, key=_order), []
        yield from (link for link in here if not os.path.isdir(link))
        yield from _walk([link for link in here if os.path.isdir(link) and not _leads_back(link)], seen, links)


def _walk(folders: list[Path], seen: set[str], links: list[Path]) -> Iterator[Path]:
    """The files below folders that were not seen yet; links are put by."""
    waiting = folders[::-1]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(folder) as entries:
                inside = sorted((e for e in entries if not _is_clutter(e.name)), key=lambda e: e.name, reverse=True)
        except OSError:
            yield folder
            continue
        for entry in inside:
            mode = _entry_mode(entry)
            if stat.S_ISDIR(mode):
                waiting.append(Path(entry.path))
            elif stat.S_ISLNK(mode):
                links.append(Path(entry.path))
            elif stat.S_ISREG(mode):  # a pipe or a device holds no report, and would never end
                yield Path(entry.path)


def _entry_mode(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return stat.S_IFREG


def _is_clutter(name: str) -> bool:
    return name.startswith((".", _LOCK)) or name.lower() in _CLUTTER


def _leads_back(link: Path) -> bool:
    """Whether a link points to a folder in which it stands: a circle, and beyond what was asked for."""
    target = Path(os.path.realpath(link))
    return target in Path(os.path.realpath(link.parent), "_").parents
