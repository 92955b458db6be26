"""A Word file → its copy with questions as Word comments, each at the words that it is about.

The file itself is never changed. Of its parts only those are written anew that must tell of the comments: the main one,
the comments, the relations of the main one and the types of all; every other part keeps its bytes.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from lxml import etree

from extract.kind import refused, sniff
from extract.records import DOCX
from extract.source import read_bytes
from extract.word.from_docx import Package, read_body
from extract.word.marks import COMMENT, Remark, mark, next_number
from extract.word.styles import W

AUTHOR, _INITIALS = "baocao", "bc"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES, _TYPE = "[Content_Types].xml", "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATION[1:-1]}"/>'.encode()


def comment_one(path: str, sha256: str, remarks: Sequence[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The copy of one file with comments, as the one row of a table `copies`; none where its bytes are others now.

    Raises UnreadableError where the file cannot be read.
    """
    data = read_bytes(Path(path))
    if hashlib.sha256(data).hexdigest() != sha256:
        return {"copies": []}
    if (kind := sniff(data, Path(path).suffix)) != DOCX:
        raise refused(kind)
    copy = commented(data, [Remark(**remark) for remark in remarks])
    return {"copies": [{"docx": base64.b64encode(copy).decode("ascii")}]}


def commented(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The bytes of a Word file with one comment for each remark, none of them lost."""
    package = Package(data)
    blocks, sources, _ = read_body(package)
    comments = package.part(RELATIONSHIP_TYPE.COMMENTS)
    if comments is None:
        comments = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    first = next_number(package.main, comments)
    for number, remark in enumerate(remarks, first):
        mark(remark, str(number), package.main, blocks, sources)
        comments.append(_comment(str(number), remark.lines))
    return _packed(data, package, comments)


def _comment(number: str, lines: Sequence[str]) -> Any:
    comment = etree.Element(COMMENT, {W + "id": number, W + "author": AUTHOR, W + "initials": _INITIALS})
    for line in lines:
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = line
    return comment


def _packed(data: bytes, package: Package, comments: Any) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        changed = dict(_changed(old, package, comments))
        for entry in {entry.filename: entry for entry in old.infolist()}.values():
            new.writestr(_like(entry, entry.filename), changed.pop(entry.filename, b"") or old.read(entry))
        for name, part in changed.items():
            new.writestr(_like(old.getinfo(_TYPES), name), part)
    return packed.getvalue()


def _like(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    """An entry as old as another, and packed in its way: two copies of one file are the same bytes."""
    made = zipfile.ZipInfo(name, entry.date_time)
    made.compress_type, made.external_attr = entry.compress_type, entry.external_attr
    return made


def _changed(old: zipfile.ZipFile, package: Package, comments: Any) -> Iterator[tuple[str, bytes]]:
    """The parts that are written anew, by name."""
    yield package.name.membername, package.written(package.main)
    target = package.target(RELATIONSHIP_TYPE.COMMENTS)
    if target is None:
        target = _free(old, package.name)
        yield _TYPES, _with_type(old.read(_TYPES), target)
        relations = package.name.rels_uri.membername
        known = old.read(relations) if relations in old.namelist() else _NO_RELATIONS
        yield relations, _with_relation(known, target, package.spelled(f'"{RELATIONSHIP_TYPE.COMMENTS}"'.encode()))
    yield target.membername, package.written(comments)


def _free(old: zipfile.ZipFile, main: PackURI) -> PackURI:
    """A name for the comments that no part bears yet."""
    taken = {name.lower() for name in old.namelist()}
    names = (PackURI(f"{main.baseURI.rstrip('/')}/comments{n or ''}.xml") for n in range(len(taken) + 1))
    return next(name for name in names if name.membername not in taken)


def _with_type(types: bytes, target: PackURI) -> bytes:
    root = etree.fromstring(types)
    etree.SubElement(root, _TYPE + "Override", PartName=target, ContentType=CONTENT_TYPE.WML_COMMENTS)
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def _with_relation(relations: bytes, target: PackURI, kind: bytes) -> bytes:
    root = etree.fromstring(relations)
    taken = {relation.get("Id") for relation in root}
    number = next(name for n in range(len(taken) + 1) if (name := f"rIdBaocao{n}") not in taken)
    etree.SubElement(root, _RELATION + "Relationship", Id=number, Type=kind.decode().strip('"'), Target=target)
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))
