"""A paper that is printed and signed: pages, paragraphs and tables of a DOCX made here, in the form of the decree."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

_FONT, _SIZE = "Times New Roman", 14
# top, bottom, left and right in mm
_MARGINS = (20, 20, 30, 15)
_LONG, _SHORT = 297, 210
# two papers of one content are the same bytes
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def new_paper(title: str) -> Any:
    """An empty document: A4 across, Times New Roman 14, the number in the top margin from the second page on."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(_LONG), Mm(_SHORT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, _MARGINS)
    section.header_distance, section.different_first_page_header_footer = Mm(10), True
    number = section.header.paragraphs[0]
    number._p.append(_element("w:fldSimple", instr="PAGE"))
    _dress(number, "center", {})
    _set_font(document.styles["Normal"])
    document.core_properties.author, document.core_properties.title = "baocao", title
    return document


def _set_font(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    style.paragraph_format.space_after = Pt(0)
    for script in ("w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), _FONT)
    language = style.element.rPr.find(qn("w:lang"))
    if language is None:
        language = _element("w:lang")
        style.element.rPr.append(language)
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "vi-VN")


def _element(tag: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def paragraph(document: Any, text: str, *, align: str = "left", **looks: Any) -> None:
    """One more paragraph; `looks` are size, bold, italic of its text, before, after in points, indent in mm."""
    found = document.add_paragraph()
    _dress(found, align, looks)
    add(found, text, **looks)


def fill(cell: Any, text: str, *, align: str = "left", **looks: Any) -> None:
    """One more line of a cell; `keep` holds it together with what follows, `rule` draws a line of so many mm below."""
    empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    found = cell.paragraphs[0] if empty else cell.add_paragraph()
    _dress(found, align, looks)
    add(found, text, **looks)
    if "rule" in looks:
        _rule_off(found, cell.width.mm, looks["rule"])


def _rule_off(found: Any, width: float, length: int) -> None:
    """Draw a line in the middle below a paragraph, as under the motto."""
    from docx.shared import Mm

    borders = _element("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="6", space="1", color="auto"))
    found._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    # Word leaves 1.9 mm free on both sides of a cell
    found.paragraph_format.left_indent = found.paragraph_format.right_indent = Mm((width - 3.8 - length) / 2)


def add(found: Any, text: str, *, size: int = _SIZE, bold: bool = False, italic: bool = False, **_: Any) -> None:
    """One more run of a paragraph."""
    from docx.shared import Pt

    run = found.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _dress(found: Any, align: str, looks: dict[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    form = found.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH[align.upper()]
    form.space_before, form.space_after = Pt(looks.get("before", 0)), Pt(looks.get("after", 0))
    form.first_line_indent, form.keep_with_next = Mm(looks.get("indent", 0)), looks.get("keep", False)


def plain_table(document: Any, widths: Sequence[int]) -> list[Any]:
    """The cells of a table of one row without rules, so wide in mm."""
    table = document.add_table(rows=1, cols=len(widths))
    _set_widths(table, widths)
    _set_on(table.rows[0], "w:cantSplit")
    return list(table.rows[0].cells)


def ruled_table(document: Any, columns: Sequence[tuple[str, int]], *, size: int) -> Any:
    """A table with its head, which stands on every page again; columns by name and width in mm."""
    from docx.enum.table import WD_ALIGN_VERTICAL

    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    _set_widths(table, [width for _, width in columns])
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        fill(cell, name, bold=True, align="center", size=size)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    _set_on(table.rows[0], "w:cantSplit")
    _set_on(table.rows[0], "w:tblHeader")
    _pad(table)
    return table


def _pad(table: Any) -> None:
    """Leave some room above and below the text of a cell."""
    from docx.oxml.ns import qn

    margins = _element("w:tblCellMar")
    for side in ("top", "bottom"):
        margins.append(_element(f"w:{side}", w="40", type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def keep_with_next(cells: Sequence[Any]) -> None:
    """Hold the row of these cells on the page of what follows the table."""
    for cell in cells:
        for found in cell.paragraphs:
            found.paragraph_format.keep_with_next = True


def whole_row(table: Any) -> list[Any]:
    """The cells of one more row, which no page break cuts."""
    row = table.add_row()
    _set_on(row, "w:cantSplit")
    return list(row.cells)


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _set_on(row: Any, what: str) -> None:
    row._tr.get_or_add_trPr().append(_element(what))


def saved(document: Any) -> bytes:
    """The bytes of the document."""
    plain, packed = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
