"""Files that lie elsewhere, s3://bucket/2024/a.docx: paths that open by fsspec, and copies of them that lie here.

An address is a path in all that is asked of a file in a run: what it is called, whether it is there, its bytes. What
reads it wants a file of this computer and gets a copy, for as long as it is read.
"""

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import regex

from normalize.speech import say

_ADDRESS = regex.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://(?!.*::)")
# what the libraries behind fsspec raise besides what the system does, where they are loaded
_THEIRS = (("botocore.exceptions", "BotoCoreError"), ("botocore.exceptions", "ClientError"), ("aiohttp", "ClientError"))


class AddressError(Exception):
    """An address of a kind that cannot be opened; the message says what to install."""


class Address(type(Path())):  # type: ignore[misc]
    """A file or a folder elsewhere; its two slashes, which a path makes one, are put back where it is shown."""

    def __str__(self) -> str:
        return str(super().__str__()).replace(os.sep, "/").replace(":/", "://", 1)

    def __fspath__(self) -> str:
        return str(self)

    def absolute(self) -> "Address":
        """Itself: it is the same wherever a process was started."""
        return self

    def exists(self, **_: Any) -> bool:
        """Whether it is there; raises OSError where nobody answers."""
        files, name = _opened(self)
        with _told():
            return bool(files.exists(name))

    def stat(self, **_: Any) -> os.stat_result:
        """Whether it is a file or a folder, and its size."""
        files, name = _opened(self)
        with _told():
            info = files.info(name)
        mode = stat.S_IFDIR if info["type"] == "directory" else stat.S_IFREG
        return os.stat_result((mode, 0, 0, 0, 0, 0, info["size"] or 0, 0, 0, 0))

    def is_symlink(self) -> bool:
        """No: there are no links elsewhere."""
        return False

    def open(self, mode: str = "r", *_: Any, **more: Any) -> IO[Any]:
        """A copy to read from, gone when it is closed: so all that can go wrong elsewhere has been said before."""
        files, name = _opened(self)
        here = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked closes it
        with _told(), files.open(name, "rb") as far:
            shutil.copyfileobj(far, here)
        here.seek(0)
        return here if "b" in mode else io.TextIOWrapper(here, more.get("encoding"), more.get("errors"))

    def iterdir(self) -> Iterator["Address"]:
        """What lies in the folder."""
        files, name = _opened(self)
        with _told():
            found = files.ls(name, detail=False)
        for one in found:
            yield Address(files.unstrip_protocol(one))

    def below(self) -> Iterator["Address"]:
        """All files in the folder and in the folders in it."""
        files, name = _opened(self)
        with _told():
            found = files.find(name)
        for one in found:
            yield Address(files.unstrip_protocol(one))


def placed(text: str) -> Path:
    """What was typed as a path: an address, else one of this computer."""
    if text.startswith("file://"):
        return Path(text.removeprefix("file://"))
    return Address(text) if _ADDRESS.match(text) else Path(text)


class Copies:
    """Copies of what lies elsewhere, one at a time: of an archive all files are read out of the same."""

    def __init__(self) -> None:
        self._of: Path | None = None
        self._folder = ""

    def of(self, path: Path) -> Path:
        """The path itself, or a copy if it lies elsewhere; the one before is gone. Raises OSError."""
        if not isinstance(path, Address):
            return path
        copy = "report" + path.suffix
        if path != self._of:
            self.close()
            self._folder = tempfile.mkdtemp(prefix="baocao-")
            try:
                self._get(path, Path(self._folder, copy))
            finally:
                if self._of is None:
                    self.close()
        return Path(self._folder, copy)

    def _get(self, address: Address, copy: Path) -> None:
        files, name = _opened(address)
        with _told():
            files.get(name, str(copy), recursive=files.isdir(name))
        self._of = address

    def close(self) -> None:
        """Leave nothing on the disk."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._of, self._folder = None, ""


def send(folder: Path, to: Address) -> list[Address]:
    """All files of a folder of this computer, put below an address; raises OSError."""
    files, name = _opened(to)
    sent: list[Address] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        inner = path.relative_to(folder).as_posix()
        with _told():
            files.makedirs(files._parent(f"{name}/{inner}"), exist_ok=True)
            files.put_file(str(path), f"{name}/{inner}")
        sent.append(Address(to / inner))
    return sent


def _opened(address: Address) -> tuple[Any, str]:
    """The file system of an address, and what it calls it; raises AddressError where that cannot be opened."""
    try:
        import fsspec.core
    except ImportError as error:
        raise AddressError(say("no_addresses", address=address)) from error
    try:
        # a listing that was kept would hide what changed since
        files, name = fsspec.core.url_to_fs(str(address), use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise AddressError(say("no_such_address", address=address, why=" ".join(str(error).split()))) from error
    return files, str(name)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong elsewhere is raised as OSError."""
    try:
        yield
    except OSError:
        raise
    except _theirs() as error:
        raise OSError(" ".join(str(error).split())) from error


def _theirs() -> tuple[type[Exception], ...]:
    loaded = ((sys.modules.get(module), name) for module, name in _THEIRS)
    return tuple(getattr(module, name) for module, name in loaded if module)
