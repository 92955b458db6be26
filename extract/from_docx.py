"""DOCX → Document: the package's XML walked once with lxml; python-docx knows the parts and relations."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import regex
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from extract.docx_styles import Styles
from extract.paragraphs import join_broken
from extract.records import Block, Box, Document, Piece, Span, UnreadableError
from extract.source import DOCX
from extract.text import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# No entity is resolved, nothing is fetched: a report needs neither.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

_PRINTED = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# The accepted view of tracked changes, one branch of alternate content, no field codes.
_UNPRINTED = {W + "del", W + "moveFrom", W + "instrText", W + "delText", _FALLBACK, W + "pPr", W + "rPr"}

# A line broken by hand (Shift+Enter) that begins an entry of a list is a paragraph of its own.
_LINE_OF_ITS_OWN = regex.compile(r"\n(?=\s*(?:[-+*•–]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s))")


class DocxSource:
    """A DOCX, read; it has no pages, so it locates nothing."""

    def __init__(self, path: Path, data: bytes, sha256: str) -> None:
        body, styles = _open(data)
        blocks = join_broken(_Walk(styles).blocks(body))
        if not any(b.text for b in blocks):
            raise UnreadableError("nothing_to_read", "Tệp Word không có chữ nào để đọc. Kiểm tra lại bản gốc.")
        self.document = Document(path, sha256, len(data), DOCX, "docx", blocks)

    def locate(self, span: Span) -> tuple[int | None, Box | None]:
        """No page and no box: Word paginates only when it prints."""
        return None, None

    def close(self) -> None:
        """Nothing is held open."""


def _open(data: bytes) -> tuple[Any, Styles]:
    """The body element and the styles, found by their relations, not by their names."""
    try:
        package = PhysPkgReader(io.BytesIO(data))
        main = _target(package, PACKAGE_URI, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        if main is None:
            raise UnreadableError("damaged", "Tệp Word thiếu phần nội dung chính. Lấy lại bản gốc.")
        root = _parse(package.blob_for(main))
        styles_part = _target(package, main, RELATIONSHIP_TYPE.STYLES)
        styles = Styles(lambda: _parse(package.blob_for(styles_part)) if styles_part else None)
    except (KeyError, BadZipFile, OSError, EOFError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("damaged", f"Tệp Word bị hỏng ({error}). Mở bằng Word và lưu lại.") from error
    body = root.find(W + "body")
    if body is None:
        raise UnreadableError("damaged", "Tệp Word không có phần thân. Lấy lại bản gốc.")
    return body, styles


def _parse(blob: bytes) -> Any:
    root = etree.fromstring(blob, _PARSER)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("forbidden_xml", "Tệp có khai báo DOCTYPE, không được phép trong tệp Word.")
    return root


def _target(package: Any, origin: PackURI, kind: str) -> PackURI | None:
    """The part to which `origin` has a relation of this kind."""
    blob = package.rels_xml_for(origin)
    for relation in _parse(blob).iter(_RELS) if blob else ():
        if relation.get("Type") == kind and relation.get("TargetMode") != "External":
            return PackURI.from_rel_ref(origin.baseURI, relation.get("Target"))
    return None


class _Walk:
    """The blocks of a body in reading order; counts paragraphs and ruled tables on the way."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.paragraphs = 0
        self.tables = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks below an element, through content controls and tracked insertions."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag not in _UNPRINTED and len(child):
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        raw, lead = self._text(element)
        source = self.paragraphs
        self.paragraphs += 1
        begin = 0
        for end in [m.start() for m in _LINE_OF_ITS_OWN.finditer(raw)] + [len(raw)]:
            text = clean(raw[begin:end])
            if text:
                level = self.styles.list_level(element)
                led = min(len(clean(raw[begin : max(begin, lead)])), len(text))
                yield Block(0, text, (Piece(0, len(text), source=source),), lead=led, level=level)
            begin = end

    def _text(self, element: Any) -> tuple[str, int]:
        """The printed text of a paragraph, and how many of its leading code points are bold or italic."""
        styled = self.styles.paragraph_is_styled(element)
        raw: list[str] = []
        lead: int | None = None
        for run, text in _runs(element):
            if lead is None and text.strip() and not self.styles.run_is_styled(run, styled):
                lead = sum(map(len, raw))
            raw.append(text)
        text = "".join(raw)
        return text, len(text) if lead is None else lead

    def _table(self, element: Any) -> Iterator[Block]:
        """The cells of a ruled table; a table without rules only lays out paragraphs (letterhead, signature)."""
        if not self.styles.is_ruled(element):
            for cell in element.iter(W + "tc"):
                yield from self.blocks(cell)
            return
        table = self.tables
        self.tables += 1
        for number, row in enumerate(element.iter(W + "tr")):
            yield from self._row(table, number, row)

    def _row(self, table: int, number: int, row: Any) -> Iterator[Block]:
        column = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in row.iter(W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            source = self.paragraphs
            texts = [self._text(p) for p in cell.iter(W + "p")]
            self.paragraphs += len(texts)
            text = clean(" ".join(t for t, _ in texts))
            if text and (merge is None or merge.get(W + "val") == "restart"):
                lead = len(text) if all(led == len(t) for t, led in texts) else 0
                pieces = (Piece(0, len(text), source=source),)
                yield Block(0, text, pieces, "cell", lead, None, table, number, column)
            column += _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _count(element: Any, default: int) -> int:
    value = element.get(W + "val") if element is not None else None
    return int(value) if value and value.isdigit() else default


def _runs(element: Any) -> Iterator[tuple[Any, str]]:
    """Each run of a paragraph with its printed text, in order; deep, because runs nest in links and fields."""
    for child in element:
        if child.tag == W + "r":
            yield child, "".join(_printed(child))
        elif child.tag not in _UNPRINTED and len(child):
            yield from _runs(child)


def _printed(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag not in _UNPRINTED and len(child):
            yield from _printed(child)
