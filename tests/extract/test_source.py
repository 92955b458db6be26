"""Files that cannot be read: each ends in one reason of the closed vocabulary, and says what to do next."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from extract.records import UnreadableError
from extract.source import DOCX, open_source

# DESIGN.md, Closed vocabularies: reason
REASONS = (
    "empty not_what_the_name_says damaged encrypted too_large too_many_parts forbidden_xml nothing_to_read no_pages "
    "unreadable timeout out_of_memory crash needs_ocr needs_libreoffice state_secret"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_file(text: str = "Huyện đã họp.") -> bytes:
    word, out = docx.Document(), io.BytesIO()
    word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def protected_word() -> bytes:
    """The head of an OLE file whose directory names the streams of an encrypted package."""
    streams = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("EncryptedPackage", "EncryptionInfo"))
    return OLE.ljust(512, b"\0") + streams


def lying_zip() -> bytes:
    """An archive whose central directory says that an entry unpacks to 600 MiB."""
    data = bytearray(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 600 * 2**20)
    return bytes(data)


def with_password() -> bytes:
    """An archive whose entries are flagged as encrypted."""
    data = bytearray(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of hand-written objects; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return (
        out
        + head
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    )


def page_without_words() -> bytes:
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def pdf_without_pages() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def pdf_with_password() -> bytes:
    """Encrypted by the standard handler with keys that no empty password opens."""
    secret = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            secret,
        ],
        b"/Encrypt 4 0 R /ID [<%s> <%s>]" % (b"43" * 16, b"43" * 16),
    )


CASES: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("b.docx", lambda: b"", "empty", "no bytes"),
    ("b.pdf", lambda: b"\0" * 4096, "empty", "nothing but zeros"),
    ("b.docx", lambda: "Báo cáo".encode() + b" 2024", "not_what_the_name_says", "a text renamed"),
    ("b.docx", lambda: b"<html><body>12 ha</body></html>", "not_what_the_name_says", "a web page renamed"),
    ("b.docx", lambda: zipped({"a.txt": b"x"}), "not_what_the_name_says", "some other archive"),
    ("b.docx", lambda: zipped({"xl/workbook.xml": b"", "a": b""}), "not_what_the_name_says", "a workbook"),
    ("b.docx", lambda: word_file()[:-2000], "damaged", "the end of the archive is missing"),
    ("b.docx", lambda: word_file()[:200], "damaged", "a few bytes of an archive"),
    ("b.docx", lambda: zipped({"word/document.xml": b"\0" * 3 * 2**20}), "too_large", "a bomb: 3 MiB of zeros"),
    ("b.docx", lying_zip, "too_large", "a part of 600 MiB by its own account"),
    ("b.docx", lambda: zipped({str(i): b"" for i in range(10_001)}), "too_many_parts", "10 001 entries"),
    ("b.docx", with_password, "encrypted", "an archive with a password"),
    ("b.png", lambda: b"\x89PNG\r\n\x1a\n", "needs_ocr", "an image"),
    ("b.jpg", lambda: b"\xff\xd8\xff\xe0", "needs_ocr", "a photograph"),
    ("b.tif", lambda: b"II*\x00", "needs_ocr", "a fax"),
    ("b.pdf", lambda: b"%PDF-1.4\nnothing", "damaged", "a PDF without objects"),
    ("b.pdf", page_without_words, "needs_ocr", "a page without words"),
    ("b.pdf", pdf_with_password, "encrypted", "a PDF with a password"),
    ("b.docx", protected_word, "encrypted", "a Word file with a password"),
    ("b.pdf", pdf_without_pages, "no_pages", "a PDF without pages"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason", "why"), CASES, ids=[x[3] for x in CASES])
def test_what_cannot_be_read(tmp_path: Path, name: str, data: Callable[[], bytes], reason: str, why: str) -> None:
    (tmp_path / name).write_bytes(data())
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / name)
    assert error.value.reason == reason
    assert error.value.reason in REASONS.split()
    assert error.value.detail.endswith(".")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.docx")
    assert error.value.reason == "unreadable"


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(word_file("Huyện đã họp."))
    assert open_source(tmp_path / "b.pdf").document.media_type == DOCX
