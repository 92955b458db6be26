"""Twins of a sample whose parts are written otherwise: namespaces, prefixes, encodings, names, kinds of content."""

import re

from samples.package import Package

_MAIN = "word/document.xml"


def _xml_parts(package: Package) -> list[str]:
    package.close()
    return [name for name in package.parts if name.endswith((".xml", ".rels")) and name.startswith(("word/", "_rels/"))]


def strict_namespaces(package: Package) -> None:
    for name in _xml_parts(package):
        package.parts[name] = re.sub(
            rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/",
            rb"http://purl.oclc.org/ooxml/\1/",
            package.parts[name],
        )


def other_prefixes(package: Package) -> None:
    package.close()
    for name in (_MAIN, "word/styles.xml"):
        text = package.parts[name]
        for written, other in (
            (rb"<w:", b"<ns0:"),
            (rb"</w:", b"</ns0:"),
            (rb" w:", b" ns0:"),
            (rb"xmlns:w=", b"xmlns:ns0="),
        ):
            text = text.replace(written, other)
        package.parts[name] = text


def parts_in_utf_16(package: Package) -> None:
    for name in _xml_parts(package):
        text = package.parts[name].decode("utf-8")
        declared = re.sub(r"^<\?xml.*?\?>", '<?xml version="1.0" encoding="UTF-16"?>', text)
        package.parts[name] = declared.encode("utf-16")


def strict_in_utf_16(package: Package) -> None:
    strict_namespaces(package)
    parts_in_utf_16(package)


def byte_order_marks(package: Package) -> None:
    for name in _xml_parts(package):
        package.parts[name] = b"\xef\xbb\xbf" + package.parts[name]


def macros(package: Package) -> None:
    package.close()
    types = "[Content_Types].xml"
    package.parts[types] = package.parts[types].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    package.parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def other_part_names(package: Package) -> None:
    package.close()
    renamed = {
        _MAIN: "word/noi-dung2.xml",
        "word/_rels/document.xml.rels": "word/_rels/noi-dung2.xml.rels",
        "word/styles.xml": "word/kieu/kieu.xml",
        "word/numbering.xml": "word/so.xml",
    }
    package.parts = {renamed.get(name, name): part for name, part in package.parts.items()}
    for name, part in package.parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            for old, new in renamed.items():
                inner = (old.removeprefix("word/").encode(), new.removeprefix("word/").encode())
                part = part.replace(old.encode(), new.encode()).replace(b'"%s"' % inner[0], b'"/word/%s"' % inner[1])
            package.parts[name] = part
