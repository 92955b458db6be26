"""Twins of a sample that differ in what holds its paragraphs: text boxes, controls, tables, cells, lists, margins."""

import re
from copy import deepcopy
from typing import Any

from samples.package import Package, W, mark, properties, runs, split_paragraph, text_of, wrap, xml
from samples.variants_of_text import (
    BY,
    hidden_words,
    insertions,
    moves,
    nested_fields,
    page_breaks_before_headings,
    runs_of_one_letter,
)

_FORMS = (
    ("upperRoman", "%1.", r"[IVX]+\. "),
    ("decimal", "%2.", r"\d+\. "),
    ("decimal", "%2.%3.", r"\d+\.\d+\. "),
    ("bullet", "-", "- "),
    ("bullet", "+", r"\+ "),
)


def text_boxes(package: Package) -> None:
    """Each long paragraph in a box of its own, drawn in two ways."""
    for paragraph in package.prose():
        _box(paragraph)


def text_boxes_of_all(package: Package) -> None:
    """The whole letterhead in one box, its table within."""
    _box(package.tables(ruled=False)[0])


def _box(element: Any) -> None:
    held = deepcopy(element)
    choice = "<w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent/></wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    fallback = "<w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>"
    anchor = xml(
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    for content in anchor.iter(W + "txbxContent"):
        content.append(deepcopy(held))
    element.getparent().replace(element, anchor)


def old_text_boxes(package: Package) -> None:
    for paragraph in package.prose():
        shell = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
        wrap(paragraph, shell, "txbxContent")


def alternate_blocks(package: Package) -> None:
    """Paragraphs told in two ways outside any drawing."""
    for paragraph in package.prose():
        told = deepcopy(paragraph)
        both = xml('<mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback/></mc:AlternateContent>')
        paragraph.getparent().replace(paragraph, both)
        both[0].append(told)
        both[1].append(deepcopy(told))


_CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="12"/></w:sdtPr><w:sdtContent/></w:sdt>'


def block_controls(package: Package) -> None:
    for paragraph in package.paragraphs():
        wrap(paragraph, _CONTROL, "sdtContent")


def nested_controls(package: Package) -> None:
    for paragraph in package.paragraphs():
        for _ in range(20):
            paragraph = wrap(paragraph, _CONTROL, "sdtContent")


def table_controls(package: Package) -> None:
    for tag in ("tc", "tr", "tbl"):
        for element in list(package.body.iter(W + tag)):
            wrap(element, _CONTROL, "sdtContent")


def block_placeholders(package: Package) -> None:
    shown = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    for paragraph in package.prose():
        paragraph.addprevious(xml(shown.format("<w:p><w:r><w:t>1. Nhập 99 ký tự.</w:t></w:r></w:p>")))


def custom_xml(package: Package) -> None:
    for tag in ("p", "tr", "tc"):
        for element in list(package.body.iter(W + tag)):
            wrap(element, '<w:customXml w:uri="a" w:element="b"><w:customXmlPr/></w:customXml>')


def marks_deleted_across_controls(package: Package) -> None:
    """A paragraph that loses its mark within a control, and goes on behind it."""
    for paragraph in package.prose():
        split_paragraph(paragraph, 20)
        mark(paragraph, f"<w:del {BY}/>")
        wrap(paragraph, _CONTROL, "sdtContent")


_GONE = "<w:tr><w:trPr><w:del {}/></w:trPr><w:tc><w:p><w:r><w:t>99 tỷ đồng</w:t></w:r></w:p></w:tc></w:tr>"


def changed_rows(package: Package) -> None:
    for row in list(package.body.iter(W + "tr")):
        row.addprevious(xml(_GONE.format(BY)))
        found = row.find(W + "trPr")
        if found is None:
            row.insert(0, found := xml("<w:trPr/>"))
        found.append(xml(f"<w:ins {BY}/>"))


def changed_cells(package: Package) -> None:
    for row in list(package.body.iter(W + "tr")):
        for cell in row.findall(W + "tc"):
            cell.find(W + "tcPr").append(xml(f"<w:cellIns {BY}/>"))
        row.append(xml(f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr><w:p><w:r><w:t>99</w:t></w:r></w:p></w:tc>"))


def nested_tables(package: Package) -> None:
    """Text and layout three tables deep, none of them ruled."""
    for element in [*package.prose(), *package.tables(ruled=False)]:
        for _ in range(3):
            shell = "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"
            element = wrap(element, shell, "tc")


def wide_cells(package: Package) -> None:
    """The last cell of each row spans one column more, or the one behind it is merged into it in the old way."""
    for table in package.tables(ruled=True):
        for at, row in enumerate(table.iter(W + "tr")):
            said = row.findall(W + "tc")[-1].find(W + "tcPr")
            if at % 2:
                said.append(xml('<w:gridSpan w:val="2"/>'))
            else:
                said.append(xml('<w:hMerge w:val="restart"/>'))
                row.append(xml("<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p><w:r><w:t>99</w:t></w:r></w:p></w:tc>"))


def high_cells(package: Package) -> None:
    """Every cell of the last row reaches over a row more, in which other words are left."""
    for table in package.tables(ruled=True):
        row = table.findall(W + "tr")[-1]
        below = deepcopy(row)
        row.addnext(below)
        for cell, covered in zip(row.iter(W + "tc"), below.iter(W + "tc"), strict=True):
            cell.find(W + "tcPr").append(xml('<w:vMerge w:val="restart"/>'))
            covered.find(W + "tcPr").append(xml("<w:vMerge/>"))
            next(covered.iter(W + "t")).text = "99"


def short_rows(package: Package) -> None:
    """Rows that end before the last column, where nothing stands, and rows that begin behind the first."""
    for table in package.tables(ruled=True):
        for row in table.iter(W + "tr"):
            row.insert(0, xml('<w:trPr><w:gridAfter w:val="2"/></w:trPr>'))
        table.append(xml('<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>'))


def automatic_numbers(package: Package) -> None:
    """The labels of headings and items taken off and made by Word."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, _) in enumerate(_FORMS)
    )
    package.replace_numbering(
        f'<w:numbering><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    for paragraph in package.paragraphs():
        for level, (_, _, typed) in enumerate(_FORMS):
            label = re.match(typed, text_of(paragraph))
            if label:
                first = runs(paragraph)[0].find(W + "t")
                first.text = first.text[label.end() :]
                numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
                properties(paragraph).insert(0, xml(numbered))


def automatic_numbers_on_new_pages(package: Package) -> None:
    automatic_numbers(package)
    page_breaks_before_headings(package)


def years_of_editing(package: Package) -> None:
    """Many of these in one file."""
    automatic_numbers(package)
    for done in (insertions, nested_fields, hidden_words, moves, text_boxes, runs_of_one_letter):
        done(package)


def table_of_contents(package: Package) -> None:
    """The headings, each with its page, before the first line of the text."""
    package.add_style("paragraph", "MucLuc1", "<w:pPr><w:tabs/></w:pPr>")
    package.styles[-1][0].set(W + "val", "toc 1")
    headings = [text_of(p) for p in package.paragraphs() if re.match(r"[IVX]+\. |\d\.", text_of(p))]
    entry = (
        '<w:p><w:pPr><w:pStyle w:val="MucLuc1"/></w:pPr><w:r><w:t>{}</w:t><w:tab/></w:r><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    entries = "".join(entry.format(heading, at) for at, heading in enumerate(headings, 12))
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    package.prose()[0].addprevious(xml(f"<w:sdt>{gallery}<w:sdtContent>{entries}<w:p/></w:sdtContent></w:sdt>"))


def headers_and_footers(package: Package) -> None:
    page = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/>'
    page += '<w:t>12</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    section = package.body.find(W + "sectPr")
    for kind, tag in (("header", "hdr"), ("footer", "ftr")):
        number = package.add_part(
            kind, f"<w:{tag}><w:p>{page}<w:r><w:t> / 99</w:t></w:r></w:p></w:{tag}>", f"{kind}.xml"
        )
        section.insert(0, xml(f'<w:{kind}Reference w:type="default" r:id="{number}"/>'))
