"""Writes every sample from its source.txt: DOCX, PDF, the scan and the ground truth (needs LibreOffice)."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from marked import Line, Sample, read, write_gold

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
SCANNED = {"district-2023-scan": "district-2023"}
SCAN_DPI, SCAN_QUALITY = 100, 45
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
RESULT = "Kết quả:"
ANNEX = "PHỤ LỤC"
WIDEST = Cm(4.8)


def main() -> None:
    """Builds all samples beside their sources."""
    for source in sorted(HERE.glob("*/source.txt")):
        sample = read(source)
        write_gold(sample, source.parent)
        letter = source.parent / "letter.txt"
        build(sample, read(letter) if letter.exists() else None).save(str(source.parent / "report.docx"))
        if sample.lines and sample.head["document_type"] == "BÁO CÁO":
            to_pdf(source.parent / "report.docx")
    for scan, original in SCANNED.items():
        (HERE / scan).mkdir(exist_ok=True)
        to_scan(HERE / original / "report.pdf", HERE / scan / "report.pdf")


def build(sample: Sample, letter: Sample | None = None) -> Any:
    """The Word document of a sample, laid out as offices do, behind the letter that it was sent with."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    if letter:
        _lay_out(document, letter)
        document.add_page_break()
    _lay_out(document, sample)
    document.add_paragraph()  # Word ends every text with a paragraph, also behind a table
    return document


def _lay_out(document: Any, sample: Sample) -> None:
    """Writes one document: letterhead, text, signature, annex."""
    _letterhead(document, sample.head)
    rows: list[Line] = []
    for line in sample.lines:
        if line.mark == "|":
            rows.append(line)
            continue
        rows = _flush(document, rows)
        if line.mark == "~":
            _signature(document, sample.head)
        elif line.text.startswith(ANNEX):
            _centered(document, line.text, before=16, after=6)
        else:
            _paragraph(document, line)
    _flush(document, rows)


def _write(place: Any, text: str, *, bold: bool = False, italic: bool = False, size: float = 14) -> Any:
    """A run added to a paragraph."""
    run = place.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.name, run.font.size = FONT, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return run


def _column(cell: Any, lines: list[tuple[str, bool, bool, float]], align: Any = ALIGN.CENTER) -> None:
    """Lines (text, bold, italic, size) of a cell of the letterhead or the signature."""
    for index, (text, bold, italic, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, text, bold=bold, italic=italic, size=size)


def _letterhead(document: Any, head: dict[str, str]) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.columns
    left.width, right.width = Cm(6.7), Cm(9.8)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = left.width, right.width
    issuer = head["issuer"].upper()
    own = issuer.removeprefix("ỦY BAN NHÂN DÂN ")
    letter = head["document_type"] == "CÔNG VĂN"
    number = [(f"Số: {head['number'] or ' ' * 6}/{head['symbol']}", False, False, 13.0)]
    if letter:
        number.append((f"V/v {head['title'][0].lower()}{head['title'][1:]}", False, False, 12.0))
    _column(table.cell(0, 0), [("ỦY BAN NHÂN DÂN", True, False, 13.0), (own, True, False, 13.0)])
    _column(table.cell(0, 1), [(MOTTO[0], True, False, 12.0), (MOTTO[1], True, False, 13.0)])
    _column(table.cell(1, 0), number)
    year, month, day = head["date"].split("-")
    date = f"{head['place']}, ngày {day} tháng {month} năm {year}"
    _column(table.cell(1, 1), [(date, False, True, 13.0)])
    if letter:
        _centered(document, f"Kính gửi: {head['to']}", bold=False)
        return
    _centered(document, head["document_type"], before=14)
    _centered(document, head["title"], after=10)


def _centered(document: Any, text: str, *, bold: bool = True, before: float = 8, after: float = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    _write(paragraph, text, bold=bold)


def _paragraph(document: Any, line: Line) -> None:
    """A heading in bold throughout, a list item with its dash, or plain text that may open with `Kết quả:`."""
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    paragraph.paragraph_format.space_after = Pt(5)
    if line.mark.startswith("#"):
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, line.text, bold=True)
    elif line.text.startswith(RESULT):
        _write(paragraph, RESULT, bold=True, italic=True)
        _write(paragraph, line.text.removeprefix(RESULT))
    else:
        _write(paragraph, f"{line.mark} {line.text}" if line.mark in ("-", "+") else line.text)


def _signature(document: Any, head: dict[str, str]) -> None:
    table = document.add_table(rows=1, cols=2)
    receivers = [(f"- {name.strip()}{';' if more else '.'}", False, False, 11.0) for name, more in _listed(head)]
    _column(table.cell(0, 0), [("Nơi nhận:", True, True, 12.0), *receivers], ALIGN.LEFT)
    above = [(head["signer_for"], True, False, 14.0)] if head.get("signer_for") else []
    space = [("", False, False, 14.0)] * 3
    name = (head["signer_name"], True, False, 14.0)
    _column(table.cell(0, 1), [*above, (head["signer_role"], True, False, 14.0), *space, name])


def _listed(head: dict[str, str]) -> list[tuple[str, bool]]:
    names = head["recipients"].split(";")
    return [(name, index < len(names) - 1) for index, name in enumerate(names)]


def _flush(document: Any, rows: list[Line]) -> list[Line]:
    """Writes the rows gathered so far as a ruled table; what is left to gather: nothing."""
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0].cells))
        table.style, table.autofit = "Table Grid", False
        widths = [Cm(1.1), WIDEST, Cm(2.6), *[Cm(2.0)] * (len(rows[0].cells) - 3)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for index, line in enumerate(rows):
            for cell, text, width in zip(table.rows[index].cells, line.cells, widths, strict=True):
                cell.width = width
                _column(cell, [(text, index == 0, False, 12.0)], ALIGN.LEFT if width == WIDEST else ALIGN.CENTER)
    return []


def to_pdf(path: Path) -> None:
    """Writes the PDF beside a Word file."""
    soffice = shutil.which("soffice")
    if not soffice:
        raise SystemExit("samples/make.py needs LibreOffice (soffice)")
    with tempfile.TemporaryDirectory() as profile:
        command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True)


def to_scan(source: Path, target: Path) -> None:
    """Writes the pages of a PDF as gray images, without a text layer."""
    with pypdfium2.PdfDocument(source) as document:
        pages = [page.render(scale=SCAN_DPI / 72).to_pil().convert("L") for page in document]
    first, *rest = pages
    first.save(target, "PDF", resolution=SCAN_DPI, save_all=True, append_images=rest, quality=SCAN_QUALITY)


if __name__ == "__main__":
    main()
