"""A dataset's folder, changed as a whole or not at all.

New files are written into a hidden folder within it. When all are complete, that folder gets its second name, and
from this moment on the new dataset counts; then its files take the places of the old ones. What is interrupted before
leaves the old dataset as it was; what is interrupted after is ended by whoever opens the dataset next. The descriptor
goes first and comes last, so that no mixture looks like a dataset. Files of other people in the folder stay.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from normalize.datapackage import NAME
from normalize.speech import say
from normalize.tables import TABLES

DESCRIPTOR = "datapackage.json"
STORE = ".baocao"
"""The folder within a dataset's in which a run keeps what the next one needs."""
FILES = (*(f"{t}.{kind}" for kind in ("parquet", "csv") for t in TABLES), "dataset.duckdb", "dataset.xlsx", DESCRIPTOR)
"""The files of a dataset, in the order in which new ones take the places of the old."""
EXPORTED = tuple(f"{t}.jsonl" for t in TABLES)
"""What an export may put beside them."""

_UNFINISHED, _FINISHED = ".unfinished", ".finished"
# enough to tell a full disk, little enough to cost nothing
_PROBE = 2**20
_WHY = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EFBIG: "no_space",
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "read_only",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
    errno.ENOENT: "no_place",
    errno.ENAMETOOLONG: "long_name",
}


class StorageError(Exception):
    """A folder that cannot be written; the message says why."""


class DatasetError(Exception):
    """No dataset, or a damaged one; the message says what to do."""


def prepare(folder: Path) -> None:
    """Make a folder that is not there, and raise StorageError where nothing can be written into it."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with probe.open("wb") as file:
            file.write(bytes(_PROBE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(unwritable(folder, error)) from error
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)


def unwritable(folder: Path, error: OSError) -> str:
    """What to say of a folder that cannot be written."""
    name = _WHY.get(error.errno or 0)
    return say("unwritable", folder=folder, why=say(name) if name else error.strerror or str(error))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Whatever is written meanwhile into a folder: what the system says of it is raised as StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(unwritable(folder, error) + say("goes_on")) from error


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A folder to write a whole dataset into; it takes the place of the old one when all went well.

    Raises StorageError where it cannot be written; the old dataset is then as it was.
    """
    fresh = out / f"{_UNFINISHED}-{os.getpid()}"
    try:
        finish(out)
        for left in out.glob(f"{_UNFINISHED}-*"):  # of a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        fresh.mkdir()
        yield fresh
        _must_be_free(out)
        fresh.rename(out / _FINISHED)
    except OSError as error:
        raise StorageError(unwritable(out, error) + say("old_is_kept")) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    try:
        finish(out)
    except KeyboardInterrupt:  # what has begun is ended first
        finish(out)
        raise


def finish(out: Path) -> None:
    """End a replacement that was interrupted after its new dataset was complete; nothing to do is the rule."""
    new = out / _FINISHED
    if not new.is_dir():
        return
    try:
        fresh = {path.name for path in new.iterdir()}
        if (out / DESCRIPTOR).exists():
            for name in FILES:
                if name not in fresh:  # a workbook that is too large now
                    (out / name).unlink(missing_ok=True)
            if DESCRIPTOR in fresh:
                (out / DESCRIPTOR).unlink()
        for name in FILES:
            if name in fresh:
                (new / name).replace(out / name)
        shutil.rmtree(new)
    except OSError as error:
        raise StorageError(unwritable(out, error)) from error


def _must_be_free(out: Path) -> None:
    """Nothing, where every old file can be replaced; Windows refuses for one that is open in Excel."""
    for name in FILES:
        with contextlib.suppress(FileNotFoundError), (out / name).open("r+b"):
            pass


def is_dataset(folder: Path) -> bool:
    """True when a folder holds the descriptor of a dataset of ours."""
    try:
        found = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("name") == NAME


def opened(folder: Path) -> Path:
    """The folder of a dataset, complete; raises DatasetError where it is none."""
    try:
        finish(folder)
    except StorageError as error:
        raise DatasetError(str(error)) from error
    if not is_dataset(folder):
        raise DatasetError(say("no_dataset", folder=folder))
    return folder


def damaged(path: Path, why: str) -> DatasetError:
    """What to say of a dataset of which a file is missing or broken."""
    return DatasetError(say("damaged", path=path, why=say(why), folder=path.parent))
