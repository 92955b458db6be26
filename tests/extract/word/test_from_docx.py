"""Word files made here: styles, tables with and without rules, merged cells, cut paragraphs, tracked changes."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.records import Block, UnreadableError
from extract.source import open_source

Save = Callable[[WordFile], tuple[Block, ...]]
P = f"<w:p {nsdecls('w')}>%s</w:p>"


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """A Word file saved and read again: its blocks."""

    def save(word: WordFile) -> tuple[Block, ...]:
        word.save(str(tmp_path / "b.docx"))
        return open_source(tmp_path / "b.docx").document.blocks

    return save


@pytest.fixture
def save_xml(save: Save) -> Callable[[str], tuple[Block, ...]]:
    """The children of a body as WordprocessingML → blocks."""

    def save_xml(*children: str) -> tuple[Block, ...]:
        word = docx.Document()
        for child in children:
            word.element.body.insert(len(word.element.body) - 1, parse_xml(child))
        return save(word)

    return save_xml


def test_a_document_says_what_it_is(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Huyện đã họp.")
    word.save(str(tmp_path / "b.docx"))
    document = open_source(tmp_path / "b.docx").document
    assert (document.text_source, document.pages, document.size) == ("docx", None, (tmp_path / "b.docx").stat().st_size)
    assert len(document.sha256) == 64


def test_bold_and_italic_lead(save: Save) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    paragraph.add_run("1. Trồng rừng:").bold = True
    paragraph.add_run(" đạt 12 ha").bold = False
    word.add_paragraph().add_run("2. Giáo dục").italic = True
    word.add_paragraph("3. Y tế")
    assert [b.text[: b.lead] for b in save(word)] == ["1. Trồng rừng:", "2. Giáo dục", ""]


def test_bold_by_style_and_by_what_it_is_based_on(save: Save) -> None:
    word = docx.Document()
    base = word.styles.add_style("Dam", 1)
    base.font.bold = True
    child = word.styles.add_style("Dam con", 1)
    child.base_style = base
    word.add_paragraph("1. Trồng rừng", style=child)
    paragraph = word.add_paragraph("", style=child)
    paragraph.add_run("Thường").bold = False
    assert [b.lead for b in save(word)] == [len("1. Trồng rừng"), 0]


def test_a_table_without_rules_lays_out_paragraphs(save: Save) -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    for row, texts in zip(
        table.rows, [("UBND HUYỆN YÊN LĨNH", "CỘNG HÒA"), ("Số: 1/BC", "Yên Lĩnh, ngày 1/2/2024")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert [(b.text, b.kind) for b in save(word)] == [
        ("UBND HUYỆN YÊN LĨNH", "paragraph"),
        ("CỘNG HÒA", "paragraph"),
        ("Số: 1/BC", "paragraph"),
        ("Yên Lĩnh, ngày 1/2/2024", "paragraph"),
    ]


def ruled(word: WordFile, rows: list[list[str]]) -> "docx.table.Table":
    table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_a_ruled_table_gives_cells_with_their_place(save: Save) -> None:
    word = docx.Document()
    word.add_paragraph("Bảng số liệu.")
    ruled(word, [["Chỉ tiêu", "Thực hiện"], ["Trồng rừng", "612"]])
    ruled(word, [["Khác", ""]])
    word.add_paragraph("Hết bảng.")
    cells = [(b.text, b.table, b.row, b.column) for b in save(word) if b.kind == "cell"]
    assert cells == [
        ("Chỉ tiêu", 0, 0, 0),
        ("Thực hiện", 0, 0, 1),
        ("Trồng rừng", 0, 1, 0),
        ("612", 0, 1, 1),
        ("Khác", 1, 0, 0),
    ]


def test_a_merged_cell_is_read_once_and_keeps_the_columns_behind_it(save: Save) -> None:
    word = docx.Document()
    table = ruled(word, [["Chỉ tiêu", "Năm", "", "Ghi chú"], ["", "2023", "2024", ""]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    cells = {b.text: (b.row, b.column) for b in save(word)}
    assert cells == {"Chỉ tiêu": (0, 0), "Năm": (0, 1), "Ghi chú": (0, 3), "2023": (1, 1), "2024": (1, 2)}


def test_a_cut_paragraph_is_one_block(save: Save) -> None:
    word = docx.Document()
    word.add_paragraph("Huyện dự kiến tổ chức")
    word.add_paragraph("đánh giá 12 sản phẩm.")
    (block,) = save(word)
    assert block.text == "Huyện dự kiến tổ chức đánh giá 12 sản phẩm."
    assert [p.source for p in block.pieces] == [0, 1]


def test_lines_broken_by_hand_that_begin_items_are_paragraphs(save: Save) -> None:
    word = docx.Document()
    word.add_paragraph().add_run("Kết quả:\n- Trồng 12 ha\nvà chăm sóc\n- Bảo vệ 5 ha")
    assert [b.text for b in save(word)] == ["Kết quả:", "- Trồng 12 ha và chăm sóc", "- Bảo vệ 5 ha"]


def test_spaces_tabs_and_hyphens(save_xml: Callable[[str], tuple[Block, ...]]) -> None:
    run = '<w:r><w:t xml:space="preserve">đạt\u00a0 12</w:t><w:tab/><w:t>ha</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>'
    assert [b.text for b in save_xml(P % run)] == ["đạt 12 ha-x"]


WHAT_IS_PRINTED = [
    ("<w:ins><w:r><w:t>đạt 12 ha</w:t></w:r></w:ins>", "đạt 12 ha", "an insertion is accepted"),
    ("<w:r><w:t>đạt</w:t></w:r><w:del><w:r><w:delText>13</w:delText></w:r></w:del>", "đạt", "a deletion is accepted"),
    ("<w:hyperlink><w:r><w:t>đạt 12 ha</w:t></w:r></w:hyperlink>", "đạt 12 ha", "a link"),
    ("<w:smartTag><w:r><w:t>đạt 12 ha</w:t></w:r></w:smartTag>", "đạt 12 ha", "a smart tag"),
    ('<w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple>', "12", "a field's result, not its code"),
    ("<w:r><w:instrText>PAGE</w:instrText><w:t>12</w:t></w:r>", "12", "a field's code is not printed"),
    ("<w:sdt><w:sdtContent><w:r><w:t>đạt 12 ha</w:t></w:r></w:sdtContent></w:sdt>", "đạt 12 ha", "a content control"),
]


@pytest.mark.parametrize(("xml", "expected", "why"), WHAT_IS_PRINTED, ids=[x[2] for x in WHAT_IS_PRINTED])
def test_what_is_printed(save_xml: Callable[[str], tuple[Block, ...]], xml: str, expected: str, why: str) -> None:
    assert [b.text for b in save_xml(P % xml)] == [expected]


def test_paragraphs_within_a_content_control(save_xml: Callable[[str], tuple[Block, ...]]) -> None:
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{P % '<w:r><w:t>đạt 12 ha</w:t></w:r>'}</w:sdtContent></w:sdt>"
    assert [b.text for b in save_xml(control)] == ["đạt 12 ha"]


def test_every_piece_leads_back_to_its_paragraph(save: Save) -> None:
    word = docx.Document()
    texts = ["Một là.", "", "Hai là.", "Ba là."]
    for text in texts:
        word.add_paragraph(text)
    assert [(texts[b.pieces[0].source or 0], b.text) for b in save(word)] == [(t, t) for t in texts if t]


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A copy of a package with one part changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(old.read(name)) if name == part else old.read(name)
            if data is not None:
                new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
DAMAGE: list[tuple[str, Callable[[bytes], bytes | None], str, str]] = [
    ("word/document.xml", lambda data: data[: len(data) // 2], "damaged", "half a part"),
    ("word/document.xml", lambda _: None, "damaged", "no main part"),
    ("word/document.xml", lambda data: data.replace(b"w:body>", b"w:bady>"), "damaged", "no body"),
    ("_rels/.rels", lambda _: b"<Relationships/>", "damaged", "no relations"),
    (
        "word/document.xml",
        lambda data: data.replace(b"<w:document", DOCTYPE + b"<w:document", 1),
        "forbidden_xml",
        "an external entity",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("part", "change", "reason", "why"), DAMAGE, ids=[x[3] for x in DAMAGE])
def test_a_damaged_package(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes | None], reason: str, why: str
) -> None:
    word = docx.Document()
    word.add_paragraph("Huyện đã họp.")
    word.save(str(tmp_path / "b.docx"))
    with pytest.raises(UnreadableError) as error:
        open_source(rewritten(tmp_path / "b.docx", part, change))
    assert error.value.reason == reason


def test_a_file_without_words(save: Save) -> None:
    with pytest.raises(UnreadableError) as error:
        save(docx.Document())
    assert error.value.reason == "nothing_to_read"


@pytest.mark.parametrize("style", [None, "Table Grid"], ids=["without rules", "ruled"])
def test_a_table_within_a_cell_is_read_once(save: Save, style: str | None) -> None:
    word = docx.Document()
    cell = word.add_table(1, 1, style=style).cell(0, 0)
    cell.text = "Trồng 12 ha."
    cell.add_table(1, 1).cell(0, 0).text = "Chăm 5 ha."
    assert " ".join(b.text for b in save(word)).count("Chăm 5 ha.") == 1


def test_a_heading_that_word_numbers_is_a_heading(save: Save) -> None:
    word = docx.Document()
    for text in ("Trồng rừng", "Thu ngân sách"):
        word.add_paragraph(text, style="List Number")
    assert [b.text for b in save(word)] == ["1. Trồng rừng", "2. Thu ngân sách"]
