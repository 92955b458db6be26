"""Footnotes and endnotes of Word files made here: read apart from the text, and their marks never glued to it."""

from pathlib import Path

import pytest

from extract.records import Block
from extract.report import read_report
from extract.rules import load
from extract.source import open_source
from pipeline import read_one
from samples.package import Package, xml

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "district-2022" / "report.docx"
MARK = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:{}Reference w:id="{}"/></w:r>'


def note(kind: str, number: int, *paragraphs: str, more: str = "") -> str:
    said = "".join(f"<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    return f'<w:{kind} w:id="{number}"{more}>{said}</w:{kind}>'


def made(path: Path, body: str, **notes: list[str]) -> Path:
    """A sample with this first paragraph of prose, and notes of each kind."""
    package = Package(SAMPLE)
    for kind, said in notes.items():
        package.add_part(f"{kind}s", f"<w:{kind}s>{''.join(said)}</w:{kind}s>", f"{kind}s.xml")
    package.prose()[3].addprevious(xml(f"<w:p>{body}</w:p>"))
    return package.save(path / "report.docx")


def noted(blocks: tuple[Block, ...]) -> list[str]:
    return [b.text for b in blocks if b.kind == "note"]


def test_notes_are_the_last_blocks_in_the_order_of_their_marks(tmp_path: Path) -> None:
    body = MARK.format("GDP tăng", "endnote", 1) + MARK.format(" 15,2 tỷ đồng", "footnote", 3)
    body += MARK.format(", đạt 98,5%", "footnote", 2) + MARK.format("", "footnote", 3)
    path = made(
        tmp_path, body, endnote=[note("endnote", 1, "Ước tính.")],
        footnote=[note("footnote", 2, "Hai.", "Hai nữa."), note("footnote", 3, "Ba."), note("footnote", 4, "Bốn.")],
    )  # fmt: skip
    blocks = open_source(path).document.blocks
    assert noted(blocks) == ["Ba.", "Hai.", "Hai nữa.", "Ước tính."]
    assert [b.kind for b in blocks[-4:]] == ["note"] * 4
    assert "GDP tăng 15,2 tỷ đồng, đạt 98,5%" in {b.text for b in blocks}


def test_what_only_draws_a_line_is_no_note(tmp_path: Path) -> None:
    separator = note("footnote", 0, "Đường kẻ", more=' w:type="separator"')
    path = made(tmp_path, MARK.format("Đã họp", "footnote", 1), footnote=[separator, note("footnote", 1, "Một.")])
    assert noted(open_source(path).document.blocks) == ["Một."]


def test_a_deleted_mark_takes_its_note_along(tmp_path: Path) -> None:
    body = f"<w:del>{MARK.format('', 'footnote', 1)}</w:del><w:r><w:t>Đã họp.</w:t></w:r>"
    assert noted(open_source(made(tmp_path, body, footnote=[note("footnote", 1, "Một.")])).document.blocks) == []


def test_a_mark_without_its_note(tmp_path: Path) -> None:
    assert noted(open_source(made(tmp_path, MARK.format("Đã họp.", "footnote", 9))).document.blocks) == []


def test_a_table_within_a_note_is_text_of_the_note(tmp_path: Path) -> None:
    rule = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    table = f"<w:tbl>{rule}<w:tr><w:tc><w:p><w:r><w:t>12 ha</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    own = f'<w:footnote w:id="1">{table}</w:footnote>'
    blocks = open_source(made(tmp_path, MARK.format("Đã họp.", "footnote", 1), footnote=[own])).document.blocks
    assert [(b.text, b.table) for b in blocks if b.kind == "note"] == [("12 ha", None)]


NOTES = [
    ("Trong đó thu nội địa 15,2 tỷ đồng.", ["15,2 tỷ đồng"], "a figure of a note belongs to no task"),
    ("Theo Quyết định số 12/QĐ-UBND ngày 05/02/2022.", [], "numbers and dates are claims"),
    ("1. Kết quả: trồng 12 ha. (đạt)", ["12 ha"], "no heading, no verdict"),
]


@pytest.mark.parametrize(("text", "raw", "why"), NOTES, ids=[x[2] for x in NOTES])
def test_the_digits_of_a_note_are_accounted_for(tmp_path: Path, text: str, raw: list[str], why: str) -> None:
    path = made(tmp_path, MARK.format("Đã họp.", "footnote", 1), footnote=[note("footnote", 1, text)])
    report = read_report(open_source(path).document, load())
    last = len(report.document.blocks) - 1
    found = [f for f in report.figures if f.span.block == last]
    assert [f.raw for f in found] == raw
    assert {report.segments[f.segment].task for f in found} <= {None}
    digits = sum(map(str.isdigit, text))
    spans = [x.span for x in (*report.figures, *report.claims) if x.span.block == last]
    assert sum(sum(map(str.isdigit, text[s.start : s.end])) for s in spans) == digits
    assert all(v.span.block != last for v in report.verdicts)


def test_a_note_changes_nothing_of_what_the_text_says(tmp_path: Path) -> None:
    plain = read_one(str(made(tmp_path, MARK.format("Đã họp.", "footnote", 1))))
    said = "CHỦ TỊCH 1. Thu ngân sách trên địa bàn đạt 99.000 triệu đồng, ngày 03/02/2022."
    rows = read_one(str(made(tmp_path, MARK.format("Đã họp.", "footnote", 1), footnote=[note("footnote", 1, said)])))
    for table in ("tasks", "verdicts", "figures"):
        kept = [{k: v for k, v in r.items() if not k.endswith("_id")} for r in rows[table] if r["task_path"] != "-"]
        assert kept == [{k: v for k, v in r.items() if not k.endswith("_id")} for r in plain[table]], table
    for name in ("signer_name", "signer_role", "date", "period_end", "title", "recipients"):
        assert rows["reports"][0][name] == plain["reports"][0][name]
