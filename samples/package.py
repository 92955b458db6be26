"""A sample's Word file taken apart: its parts by name, its body as XML, and the pieces that twins are made of."""

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
W = f"{{{SPACES['w']}}}"
_DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OF_MAIN = "word/_rels/document.xml.rels"


def xml(text: str) -> Any:
    """An element, its children written short: `<w:r><w:t>12</w:t></w:r>`."""
    return etree.fromstring(f"<x {_DECLARED}>{text}</x>")[0]


def run(text: str, inner: str = "") -> Any:
    return xml(f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>')


class Package:
    """The parts of a Word file; the body and the style sheet are changed in place."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.document.find(W + "body")
        self.styles = etree.fromstring(self.parts["word/styles.xml"])
        self._closed = False

    def save(self, path: Path) -> Path:
        """The file, put together again."""
        self.close()
        path.write_bytes(self._zipped())
        return path

    def close(self) -> None:
        """Write the body and the style sheet back, once; what changes then is the bytes of the parts."""
        if self._closed:
            return
        self._closed = True
        self.parts["word/document.xml"] = etree.tostring(self.document, encoding="UTF-8", standalone=True)
        self.parts["word/styles.xml"] = etree.tostring(self.styles, encoding="UTF-8", standalone=True)

    def _zipped(self) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return data.getvalue()

    def paragraphs(self) -> list[Any]:
        """The paragraphs of the body that hold text, in tables or not."""
        return [p for p in self.body.iter(W + "p") if p.find(f"{W}r/{W}t") is not None]

    def prose(self) -> list[Any]:
        """Those of them that are long and stand in no table."""
        return [p for p in self.paragraphs() if p.getparent() is self.body and len(text_of(p)) > 60]

    def tables(self, ruled: bool) -> list[Any]:
        return [t for t in self.body.iter(W + "tbl") if (t.find(f"{W}tblPr/{W}tblStyle") is not None) == ruled]

    def add_part(self, kind: str, root: str, name: str) -> str:
        """Put a part beside the main one, with a relation of this kind to it; its number."""
        self.parts[f"word/{name}"] = etree.tostring(xml(root), encoding="UTF-8", standalone=True)
        relations = etree.fromstring(self.parts[_OF_MAIN])
        number = f"rId{900 + len(relations)}"
        etree.SubElement(
            relations, f"{{{_RELATIONS}}}Relationship", {"Id": number, "Type": OFFICE + kind, "Target": name}
        )
        self.parts[_OF_MAIN] = etree.tostring(relations, encoding="UTF-8", standalone=True)
        return number

    def replace_numbering(self, root: str) -> None:
        self.parts["word/numbering.xml"] = etree.tostring(xml(root), encoding="UTF-8", standalone=True)

    def add_style(self, kind: str, name: str, inner: str, based_on: str = "") -> None:
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        named = f'<w:name w:val="{name}"/>{base}'
        self.styles.append(xml(f'<w:style w:type="{kind}" w:styleId="{name}">{named}{inner}</w:style>'))


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t"))


def properties(paragraph: Any) -> Any:
    """The properties of a paragraph, made where it has none."""
    found = paragraph.find(W + "pPr")
    if found is None:
        paragraph.insert(0, found := xml("<w:pPr/>"))
    return found


def mark(paragraph: Any, inner: str) -> None:
    """Say something of the mark that ends a paragraph."""
    properties(paragraph).append(xml(f"<w:rPr>{inner}</w:rPr>"))


def wrap(element: Any, shell: str, deepest: str = "") -> Any:
    """Put a shell around an element, where it stands; `deepest` is the tag of the shell's inmost element."""
    outer = xml(shell)
    inmost = next(outer.iter(W + deepest)) if deepest else outer
    element.getparent().replace(element, outer)
    inmost.append(element)
    return outer


def cut(found: Any, at: int) -> Any:
    """The second half of a run, which is cut in two at a letter."""
    behind = deepcopy(found)
    said = text_of(found)
    for half, text in ((found, said[:at]), (behind, said[at:])):
        half.find(W + "t").text = text
        half.find(W + "t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    found.addnext(behind)
    return behind


def runs(within: Any) -> list[Any]:
    """The runs that hold text, in order."""
    return [r for r in within.iter(W + "r") if r.find(W + "t") is not None]


def middles(package: Package) -> Iterator[Any]:
    """A run within each paragraph of some length: its middle third, cut without regard for words and numbers."""
    for paragraph in package.paragraphs():
        found = runs(paragraph)[-1]
        length = len(text_of(found))
        if length >= 6:
            middle = cut(found, length // 3)
            cut(middle, length // 3)
            yield middle


def split_paragraph(paragraph: Any, at: int) -> Any:
    """The second of two paragraphs, between which the last run of one is cut at a letter."""
    found = runs(paragraph)[-1]
    rest = deepcopy(paragraph)
    for child in rest.findall(W + "r"):
        rest.remove(child)
    rest.append(cut(found, at))
    paragraph.addnext(rest)
    return rest
