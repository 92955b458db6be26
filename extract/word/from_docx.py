"""DOCX → Document: python-docx finds the package's parts by their relations, lxml parses them, one walk reads them."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import regex
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from extract.encodings import decode
from extract.paragraphs import join_broken
from extract.records import DOCX, Block, Document, Place, Span, UnreadableError
from extract.secrecy import mark_of_secrecy
from extract.word.legacy import LegacyText, may_be_legacy
from extract.word.notes import read_notes
from extract.word.numbering import Numbering
from extract.word.styles import Styles, W
from extract.word.walk import Walk

_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# No entity is resolved, nothing is fetched: a report needs neither.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

# Strict OOXML has the same elements in namespaces of its own.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = regex.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/(\w+)/(?=[\w/]+[\"'])")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_TRANSITIONAL_NAME = regex.compile(
    rb"(?<=[\"'])http://schemas\.openxmlformats\.org/(drawingml|officeDocument|wordprocessingml)/2006/(?=[\w/]+[\"'])"
)

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"<\0": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\0<": "utf-16-be"}
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
# libxml2 reads no element below 256 others and no text of ten million bytes: the limit that holds for a report, too
_BEYOND_LIMITS = 114

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
# Ậ, whatever it is made of; Ë is ậ in TCVN3, AÄ in VNI
_SPELLINGS = ("\u1eac", "\u0323", "\u1ea0\u0302", "Ë", "Ä", "ä")
_CAPITALS = [c.encode() for c in ("Ậ", "\u00c2\u0323", "\u1ea0\u0302", "A\u0323\u0302", "A\u0302\u0323", "Ë", "Ä", "ä")]
_HOLDS = " or ".join(f"contains(., '{spelling}')" for spelling in _SPELLINGS)
_WITH_CAPITAL = etree.XPath(f"//w:t[{_HOLDS}]", namespaces={"w": W[1:-1]})

_BROKEN = (KeyError, BadZipFile, OSError, EOFError, zlib.error, etree.XMLSyntaxError, ValueError, NotImplementedError)


class DocxSource:
    """A DOCX, read; it has no pages, so it locates nothing."""

    def __init__(self, path: Path, data: bytes, sha256: str) -> None:
        package = Package(data)
        blocks, _, legacy = read_body(package)
        encoding, repairs = (legacy.encoding, legacy.done) if legacy else ("unicode", ())
        secrecy = mark_of_secrecy(package.lines_in_capitals(legacy))
        self.document = Document(
            path, sha256, len(data), DOCX, "docx", blocks, encoding=encoding, repairs=repairs, secrecy=secrecy
        )

    def locate(self, span: Span) -> Place:
        """No page and no box: Word paginates only when it prints."""
        return Place()

    def close(self) -> None:
        """Nothing is held open."""


def read_body(package: "Package") -> tuple[tuple[Block, ...], list[Any], LegacyText | None]:
    """The blocks of a package, the paragraphs that they come from by `Piece.source`, and how old letters were read."""
    body = package.main.find(W + "body")
    if body is None:
        raise UnreadableError("damaged", "Tệp Word không có phần thân. Lấy lại bản gốc.")
    styles = Styles(lambda: package.part(RELATIONSHIP_TYPE.STYLES))
    numbering = Numbering(lambda: package.part(RELATIONSHIP_TYPE.NUMBERING), styles)
    legacy = LegacyText(styles, package.texts()) if package.may_be_legacy() else None
    legacy = legacy if legacy and legacy.needed else None
    walk = Walk(styles, numbering, legacy)
    blocks = join_broken([*walk.blocks(body), *walk.contents, *read_notes(walk, package.part)])
    if not any(b.text for b in blocks):
        raise UnreadableError("nothing_to_read", "Tệp Word không có chữ nào để đọc. Kiểm tra lại bản gốc.")
    return blocks, walk.sources, legacy


class Package:
    """The parts of a package, found by their relations, not by their names; each is parsed when it is asked for.

    `name` is that of the main part, `main` its root.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._relations: dict[PackURI, list[Any]] = {}
            self._reader = PhysPkgReader(io.BytesIO(data))
            main = next(self._targets(PACKAGE_URI, RELATIONSHIP_TYPE.OFFICE_DOCUMENT), None)
            if main is None:
                raise UnreadableError("damaged", "Tệp Word thiếu phần nội dung chính. Lấy lại bản gốc.")
            self.name = main
            self._blob = self._read(main)
            self.main = _parse(self._blob)
        except _BROKEN as error:
            raise _damaged(error) from error

    def lines_in_capitals(self, legacy: LegacyText | None) -> Iterator[str]:
        """The paragraphs of all parts that may hold a mark of secrecy: boxes, headers and footers among them."""
        for part in self.texts(lambda blob: legacy is not None or any(c in blob for c in _CAPITALS)):
            yield from _lines(part, legacy)

    def may_be_legacy(self) -> bool:
        """True when some part that holds text may be in an encoding before Unicode."""
        return any(map(may_be_legacy, [self._blob, *self._margins]))

    def texts(self, wanted: Callable[[bytes], bool] = bool) -> Iterator[Any]:
        """The roots of the parts that hold text and are `wanted`: the body, the headers, the footers."""
        if wanted(self._blob):
            yield self.main
        yield from (_parsed(blob) for blob in self._margins if wanted(blob))

    @cached_property
    def _margins(self) -> list[bytes]:
        """The headers and the footers."""
        try:
            kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
            return [self._read(at) for kind in kinds for at in self._targets(self.name, kind)]
        except _BROKEN as error:
            raise _damaged(error) from error

    def part(self, kind: str) -> Any:
        """The root of the part to which the main one has a relation of this kind; None without one."""
        try:
            target = self.target(kind)
            return _parse(self._read(target)) if target is not None else None
        except _BROKEN as error:
            raise _damaged(error) from error

    def target(self, kind: str) -> PackURI | None:
        """The name of the part to which the main one has a relation of this kind; None without one."""
        return next(self._targets(self.name, kind), None)

    def written(self, root: Any) -> bytes:
        """The bytes of a part, in the namespaces of this package."""
        return self.spelled(etree.tostring(root, encoding="UTF-8", standalone=True))

    def spelled(self, xml: bytes) -> bytes:
        """XML whose namespaces and kinds of relations are named as this package names them."""
        if _STRICT not in self._blob:
            return xml
        return _TRANSITIONAL_NAME.sub(_STRICT + rb"\1/", xml)

    def _read(self, target: PackURI) -> bytes:
        return _in_utf8(self._reader.blob_for(target))

    def _targets(self, origin: PackURI, kind: str) -> Iterator[PackURI]:
        if origin not in self._relations:
            blob = self._reader.rels_xml_for(origin)
            self._relations[origin] = list(_parse(_in_utf8(blob)).iter(_RELS)) if blob else []
        for relation in self._relations[origin]:
            target = relation.get("Target")
            if relation.get("Type") == kind and relation.get("TargetMode") != "External" and target:
                yield PackURI.from_rel_ref(origin.baseURI, target)


def _lines(root: Any, legacy: LegacyText | None) -> Iterator[str]:
    """The text of each paragraph of a part that has such a capital, wherever it stands, and of each drawn watermark."""
    if legacy:
        yield from legacy.stamps(root)
    paragraphs = {next(text.iterancestors(W + "p"), text): None for text in _WITH_CAPITAL(root)}
    for paragraph in paragraphs:
        yield from _readings("".join(text.text or "" for text in paragraph.iter(W + "t")))
    for drawn in root.iter(_WATERMARK):
        yield from _readings(drawn.get("string", ""))


def _readings(line: str) -> Iterator[str]:
    """A line, and what a stamp of before Unicode would be: nothing around it needs to prove that it is one."""
    yield line
    yield decode(line, "tcvn3", capitals=True).text
    yield decode(line, "vni").text


def _parsed(blob: bytes) -> Any:
    """The root of a part; a damaged one is a damaged file."""
    try:
        return _parse(blob)
    except _BROKEN as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableError:
    if isinstance(error, etree.XMLSyntaxError) and error.code == _BEYOND_LIMITS:
        return UnreadableError(
            "too_large",
            f"Tệp Word lồng quá 256 tầng hoặc có đoạn quá dài. Mở bằng Word, chép nội dung sang tệp mới.\n{error}",
        )
    return UnreadableError("damaged", f"Tệp Word bị hỏng. Mở bằng Word và lưu lại.\n{error}")


def _in_utf8(blob: bytes) -> bytes:
    """The bytes of a part in UTF-8, where they came in UTF-16, with its mark or without."""
    order = next((order for begin, order in _UTF_16.items() if blob.startswith(begin)), None)
    if order is None:
        return blob
    text = blob.decode(order).removeprefix("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode()


def _parse(blob: bytes) -> Any:
    if _STRICT in blob:
        blob = _STRICT_NAME.sub(_TRANSITIONAL, blob)
    root = etree.fromstring(blob, _PARSER)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(
            "forbidden_xml", "Tệp có khai báo DOCTYPE, không được phép trong tệp Word. Mở bằng Word và lưu lại."
        )
    return root
