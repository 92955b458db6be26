"""The files of a run: those named, and those in the folders named, in one order whatever the file system says."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.page_files import LOCK, in_page_order, is_hidden
from normalize.addresses import Address
from normalize.bag import TAGS
from normalize.speech import say
from normalize.storage import EXPORTED, FILES, STORE, is_dataset


class NotFoundError(Exception):
    """A path that was asked for and is not there; the message says which."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a run, and how many entries of the folders were passed over, by kind."""

    paths: list[Path]
    passed_over: Counter[str]


def find_files(inputs: Iterable[Path]) -> Found:
    """Every regular file of the inputs once, folders in depth, sorted by path.

    Hidden files, Office's lock files, pipes and the files of a dataset of ours are passed over in folders, and
    counted; a file that is named is always taken. A file with several names goes by the one that was given, else by
    its own, else by a link's. A folder that cannot be opened stands in the list itself, so that it is accounted for.
    Raises NotFoundError for an input that does not exist.
    """
    named: list[Path] = []
    folders: list[Path] = []
    for given in sorted(set(inputs), key=order):
        (folders if stat.S_ISDIR(_mode(given)) else named).append(given)
    found: dict[str, Path] = {}
    passed_over: Counter[str] = Counter()
    far = [folder for folder in folders if isinstance(folder, Address)]
    near = [folder for folder in folders if not isinstance(folder, Address)]
    for path in (*named, *_below(near, passed_over), *_elsewhere(far, passed_over)):
        found.setdefault(str(path) if isinstance(path, Address) else os.path.realpath(path), path)
    return Found(sorted(found.values(), key=order), passed_over)


def order(path: Path) -> tuple[str, str]:
    """What paths are sorted by: the same whether names are stored composed (Windows, Linux) or decomposed (macOS)."""
    return unicodedata.normalize("NFC", path.as_posix()), path.as_posix()


def _mode(given: Path) -> int:
    try:
        return given.stat().st_mode
    except OSError as error:
        if isinstance(error, PermissionError) or os.path.lexists(given):
            return stat.S_IFREG  # there, and for the run to say why it cannot be read
        if isinstance(given, Address) and not isinstance(error, FileNotFoundError):
            raise NotFoundError(say("address_fails", address=given, why=error)) from error
        raise NotFoundError(say("not_found", path=given)) from error
    except ValueError as error:  # a null character
        raise NotFoundError(say("bad_path", path=repr(str(given)))) from error


def _below(folders: list[Path], passed_over: Counter[str]) -> Iterator[Path]:
    """The files below folders, those behind links last."""
    seen: set[str] = set()
    links: list[Path] = []
    yield from _walk(folders, seen, links, passed_over)
    while links:
        here, links = sorted(links, key=order), []
        for link in here:
            if not os.path.isdir(link):
                yield from _files_of(link.parent, [(link, _target_mode(link))], passed_over)
        inner = [link for link in here if os.path.isdir(link) and not _leads_back(link)]
        yield from _walk(inner, seen, links, passed_over)


def _elsewhere(folders: list[Address], passed_over: Counter[str]) -> Iterator[Path]:
    """The files below folders elsewhere, by the same measure as those of this computer."""
    for folder in folders:
        inside: dict[Path, list[Path]] = {}
        clutter: set[Path] = set()
        try:
            paths = sorted(folder.below(), key=order)
        except OSError:
            yield folder
            continue
        for path in paths:
            above = [path, *(p for p in path.parents if folder in p.parents)][::-1]
            hidden = next(
                (p for p in above if p.name == STORE or p in clutter or is_clutter(p.name, passed_over)), None
            )
            if hidden:
                clutter.add(hidden)
            else:
                inside.setdefault(path.parent, []).append(path)
        for own, shown in inside.items():
            yield from _files_of(own, [(path, stat.S_IFREG) for path in shown], passed_over)


def _walk(folders: list[Path], seen: set[str], links: list[Path], passed_over: Counter[str]) -> Iterator[Path]:
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
                inside = sorted(((Path(e.path), _entry_mode(e)) for e in entries), reverse=True)
        except OSError:
            yield folder
            continue
        inside = [(path, mode) for path, mode in inside if path.name != STORE]  # ours, beside a dataset
        shown = [(path, mode) for path, mode in inside if not is_clutter(path.name, passed_over)]
        waiting += [path for path, mode in shown if stat.S_ISDIR(mode)]
        links += [path for path, mode in shown if stat.S_ISLNK(mode)]
        others = [(p, mode) for p, mode in shown if not stat.S_ISDIR(mode) and not stat.S_ISLNK(mode)]
        yield from _files_of(folder, others, passed_over)


def _files_of(folder: Path, entries: Sequence[tuple[Path, int]], passed_over: Counter[str]) -> Iterator[Path]:
    """The entries of a folder that may be reports; the folder itself where they are the pages of one."""
    if all(stat.S_ISREG(mode) for _, mode in entries) and in_page_order(path.name for path, _ in entries):
        yield folder
        return
    ours = (*FILES, *EXPORTED) if is_dataset(folder) else TAGS if is_dataset(folder / "data") else ()
    for path, mode in entries:
        if not stat.S_ISREG(mode):  # a pipe or a device holds no report, and would never end
            passed_over["device"] += 1
        elif path.name in ours:
            passed_over["dataset"] += 1
        else:
            yield path


def _target_mode(link: Path) -> int:
    """What a link leads to; one that leads nowhere is for the run to say why it cannot be read."""
    try:
        return link.stat().st_mode
    except OSError:
        return stat.S_IFREG


def _entry_mode(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return stat.S_IFREG


def is_clutter(name: str, passed_over: Counter[str]) -> bool:
    """Whether a name is one that Office or the system left; it is counted."""
    if name.startswith(LOCK):
        passed_over["lock"] += 1
    elif is_hidden(name):
        passed_over["hidden"] += 1
    else:
        return False
    return True


def _leads_back(link: Path) -> bool:
    """Whether a link points to a folder in which it stands: a circle, and beyond what was asked for."""
    target = Path(os.path.realpath(link))
    return target in Path(os.path.realpath(link.parent), "_").parents
