"""The samples bound with a letter or with one another: every report says what it says alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.records import Block, Document, Report
from extract.report import read_report
from extract.rules import Rules
from extract.source import open_source
from extract.text import unmarked

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REPORTS = ["commune-2025", "district-2022", "district-2023", "district-2024-9m"]
HEAD = ("number", "symbol", "issuer", "issuer_level", "place", "date", "document_type", "title", "period")
SIGNATURE = ("signer_role", "signer_name", "recipients", "legal_bases")


@cache
def blocks_of(folder: str) -> tuple[Block, ...]:
    source = open_source(SAMPLES / folder / "report.docx")
    source.close()
    return source.document.blocks


def bound(*documents: Sequence[Block]) -> Document:
    """The blocks of several documents as one file."""
    found: list[Block] = []
    tables = 0
    for blocks in documents:
        found += [
            replace(b, index=len(found) + at, table=None if b.table is None else b.table + tables)
            for at, b in enumerate(blocks)
        ]
        tables += len({b.table for b in blocks})
    return Document(Path("b.docx"), "0", 0, "", "docx", tuple(found))


def said(report: Report, *, head: bool = True) -> dict[str, Any]:
    """What a report says, wherever in the file it stands."""
    return {
        "head": [getattr(report.letterhead, name) for name in ((*HEAD, *SIGNATURE) if head else SIGNATURE)],
        "figures": [(f.raw, f.unit) for f in report.figures],
        "verdicts": [(v.raw, v.class_) for v in report.verdicts],
        "tasks": [(t.path, t.item, t.kind) for t in report.tasks],
    }


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_the_same_in_a_file_of_several(rules: Rules, name: str) -> None:
    own, letter = blocks_of(name), blocks_of("letter-2024")
    other = blocks_of("district-2023" if name == "district-2022" else "district-2022")
    alone = said(read_report(bound(own), rules))
    for file, types in (
        (bound(letter, own), ["CÔNG VĂN"]),
        (bound(own, letter), ["CÔNG VĂN"]),
        (bound(own, other), ["BÁO CÁO"]),
        (bound(letter, own, other), ["CÔNG VĂN", "BÁO CÁO"]),
        (bound(letter[:9], own), ["CÔNG VĂN"]),  # its signature is lost
    ):
        report = read_report(file, rules)
        assert [one.type for one in report.others] == types
        assert said(report) == alone


@pytest.mark.parametrize("name", REPORTS)
def test_a_damaged_letterhead_begins_one_document(rules: Rules, name: str) -> None:
    """Lines in any order, up to three of them lost, and half of them without their marks."""
    chance = random.Random(name)
    own = blocks_of(name)
    begin = next(b.index for b in own if b.text == "BÁO CÁO")
    alone = said(read_report(bound(own), rules), head=False)
    for _ in range(15):
        head = [damaged(b, chance) for b in chance.sample(own[:begin], begin - chance.randint(0, 3))]
        report = read_report(bound(blocks_of("letter-2024"), head, own[begin:]), rules)
        assert [one.type for one in report.others] == ["CÔNG VĂN"]
        assert said(report, head=False) == alone
        assert read_report(bound(head, own[begin:]), rules).others == ()


def damaged(block: Block, chance: random.Random) -> Block:
    """A line that may have lost all its marks."""
    if chance.random() < 0.5:
        return block
    return replace(block, text="".join(unmarked(c) if c.islower() else unmarked(c.lower()).upper() for c in block.text))
