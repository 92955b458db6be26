"""What the reading of a file depends on besides its bytes: a reading is good as long as none of it has changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from batch.outcome import Reading
from extract.office.soffice import find_soffice
from extract.paged.trained import trained
from extract.records import PDF
from extract.rules import FOLDER

_HOME = Path(__file__).resolve().parent.parent
# what turns a file into rows; tables are made anew in every run and say nothing of a reading
_CODE = ("extract", "normalize", "validate")
_LIBRARIES = ("lxml", "pdfplumber", "pypdfium2", "python-docx", "rapidfuzz", "regex", "spacy", "tesserocr")
# said of a file before any rule was asked
_BEFORE_RULES = {"empty", "not_what_the_name_says", "damaged", "encrypted", "too_many_parts", "forbidden_xml"}
_BEFORE_RULES |= {"no_pages", "needs_ocr", "needs_libreoffice"}
_WANTS = {"needs_ocr": "tesseract", "needs_libreoffice": "libreoffice"}


@dataclass(frozen=True, slots=True)
class Basis:
    """The program, the rules and the options of a run, and which optional parts are here."""

    program: str
    rules: str
    mode: str
    allow_secret: bool
    timeout: float
    memory_mb: int
    parts: str

    def holds(self, then: "Basis", reading: Reading) -> bool:
        """Whether a file that was read on the basis of `then` would end the same now.

        The rules matter to none that could not be opened, and how pictures are read to none without pages; more time
        or memory only to one that had too little, an installed part only to one that wanted it, leave to read secret
        papers only to one that bears a mark.
        """
        refused = reading.outcome == "quarantined"
        same_rules = self.rules == then.rules or (refused and reading.reason in _BEFORE_RULES)
        same_mode = self.mode == then.mode or bool(reading.media_type and not _has_pages(reading.media_type))
        same_leave = self.allow_secret == then.allow_secret or not reading.secret
        same = self.program == then.program and same_rules and same_mode and same_leave
        return same and reading.reason != "unreadable" and not self._helps(then, reading.reason or "")

    def _helps(self, then: "Basis", reason: str) -> bool:
        """Whether what a file wanted is here now."""
        if reason in _WANTS:
            return _WANTS[reason] in self.parts and _WANTS[reason] not in then.parts
        more = {"timeout": self.timeout > then.timeout, "out_of_memory": self.memory_mb > then.memory_mb}
        return more.get(reason, False)


def _has_pages(media_type: str) -> bool:
    return media_type == PDF or media_type.startswith("image/")


def basis_of(rules: str | None, mode: str, allow_secret: bool, timeout: float, memory_mb: int) -> Basis:
    """What readings of a run with these options depend on."""
    here = {"tesseract": bool(trained()), "libreoffice": find_soffice() is not None}
    parts = " ".join(name for name, is_here in here.items() if is_here)
    return Basis(program(), rules_digest(rules), mode, allow_secret, timeout, memory_mb, parts)


@cache
def program() -> str:
    """The version of the program: its number, and a checksum over its code and the libraries that read."""
    code = sorted(p for stage in _CODE for p in (_HOME / stage).rglob("*.py"))
    libraries = " ".join(f"{name}={_version(name)}" for name in _LIBRARIES)
    return f"{_version('baocao')}+{_digest((*code, _HOME / 'pipeline.py'), libraries)}"


def rules_digest(folder: str | None) -> str:
    """A checksum over a folder of rules, that of the program where none is given."""
    return _digest(sorted((Path(folder) if folder else FOLDER).glob("*.toml")))


def _digest(paths: Iterable[Path], more: str = "") -> str:
    found = hashlib.sha256(more.encode())
    for path in paths:
        found.update(path.name.encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "0"
