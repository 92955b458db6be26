"""Labelled cases for the checks: a stretch of a report and what must be asked of it, in `samples/cases/*.toml`.

A case has `id`, `check`, `why`, `text` (marked up as the passages are), where it matters `period` and `issued`, and
`findings`: the numerals that must be questioned, `or` others that may be pointed at instead; none for a hard one
that must stay quiet.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.records import Document
from samples.passages import document

FOLDER = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A case; each of `wanted` is the numerals of which one must be questioned."""

    id: str
    check: str
    why: str
    text: str
    period: str
    issued: str
    wanted: tuple[tuple[str, ...], ...]

    @property
    def document(self) -> Document:
        """The case as a document; one with a title of its own has no other."""
        own = "BÁO CÁO\n" in self.text.replace("*", "")
        return document(self.id, self.text, *(() if own else (self.period, self.issued)))


def read(folders: Sequence[Path] = (FOLDER,)) -> list[Case]:
    """All cases of some folders, in the order of their files."""
    found = []
    for path in (p for folder in folders for p in sorted(folder.glob("*.toml"))):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            wanted = tuple((f["printed"], *f.get("or", ())) for f in row["findings"])
            own = (row["id"], row["check"], row.get("why", ""), row["text"], row.get("period", ""))
            found.append(Case(*own, row.get("issued", ""), wanted))
    return found
