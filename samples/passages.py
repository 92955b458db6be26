"""Labelled passages: stretches of reports with everything that is to be read in them, in `samples/passages/*.toml`.

A passage has `id`, `about` (the phenomenon), `text` (a line is a paragraph, `**bold**`, `| a | b |` a table's row),
and where a title gives it `period`. `figures`, `verdicts` and `headings` are all that is there, in reading order.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.paragraphs import join_broken
from extract.records import Block, Document, Piece

FOLDER = Path(__file__).resolve().parent / "passages"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
# the line below the head of a table
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_TITLE = "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội {}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report and what is true of it: rows of figures, verdicts and headings."""

    id: str
    about: str
    source: str
    text: str
    period: str
    gold: dict[str, list[dict[str, Any]]]

    @property
    def document(self) -> Document:
        """The passage as a document; under a title of its period, where it has one."""
        return document(self.id, self.text, self.period)


def document(name: str, text: str, period: str = "", issued: str = "") -> Document:
    """Marked-up text as a document; under a title of its period and a head with its date, where it has them."""
    lines = text.strip("\n").splitlines()
    if period:
        lines = ["**BÁO CÁO**", f"**{_TITLE.format(period)}**", *lines]
    if issued:
        lines = ["**ỦY BAN NHÂN DÂN**", "**HUYỆN SƠN KHÊ**", "Số: 12/BC-UBND", f"Sơn Khê, {issued}", *lines]
    return Document(Path(name), name, len(text), "text/plain", "docx", join_broken(_blocks(lines)))


def read(folder: Path = FOLDER) -> list[Passage]:
    """All passages of a folder, in the order of its files."""
    return [passage for path in sorted(folder.glob("*.toml")) for passage in read_file(path)]


def read_file(path: Path) -> list[Passage]:
    """The passages of one file, in their order."""
    found = []
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
        gold = {table: row.get(table, []) for table in ("figures", "verdicts", "headings")}
        found.append(Passage(row["id"], row["about"], path.stem, row["text"], row.get("period", ""), gold))
    return found


def _blocks(lines: list[str]) -> Iterator[Block]:
    """The paragraphs and the cells of tables of marked-up lines."""
    index, table, row = 0, -1, 0
    in_table = False
    for number, line in enumerate(lines):
        if _RULE.fullmatch(line.strip()):
            continue
        cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.strip().startswith("|") else None
        if cells is None:
            in_table = False
            text, lead = _plain(line)
            if text:
                yield Block(index, text, (Piece(0, len(text), source=number),), lead=lead)
                index += 1
            continue
        table, row = (table, row + 1) if in_table else (table + 1, 0)
        in_table = True
        for column, cell in enumerate(cells):
            text, lead = _plain(cell)
            if text:
                yield Block(index, text, (Piece(0, len(text), source=number),), "cell", lead, None, table, row, column)
                index += 1


def _plain(line: str) -> tuple[str, int]:
    """The text of a line without its marks, and how much of its beginning is bold."""
    from extract.text import clean

    text = clean(_BOLD.sub(r"\1", line))
    led = _BOLD.match(line.strip())
    return text, min(len(clean(led[1])), len(text)) if led else 0
