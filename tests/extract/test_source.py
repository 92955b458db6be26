"""Files that cannot be read: each ends in one reason of the closed vocabulary, and says what to do next."""

import hashlib
import io
import os
import random
import struct
import sys
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


def one_page(
    text: bytes = b"Huyen da hop va trien khai 12 nhiem vu va giai phap cua nam 2024.", box: bytes = b"0 0 595 842"
) -> list[bytes]:
    """The objects of a PDF with one page of text."""
    drawn = b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % text
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>" % box,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


def pages_in_a_circle() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


def rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def pdf_with_password_of_its_owner() -> bytes:
    """Anyone may open it and only its owner may change it: encrypted under the empty password of a reader."""
    pad = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    owner = rc4(hashlib.md5(b"chu".ljust(3) + pad[:29]).digest()[:5], pad)
    identity = b"0123456789abcdef"
    key = hashlib.md5(pad + owner + struct.pack("<i", -44) + identity).digest()[:5]
    objects = one_page()
    own = hashlib.md5(key + b"\4\0\0\0\0").digest()[:10]
    head, _, rest = objects[3].partition(b"stream\n")
    objects[3] = head + b"stream\n" + rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
    secret = (owner.hex().encode(), rc4(key, pad).hex().encode())
    objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % secret)
    return pdf(objects, b"/Encrypt 6 0 R /ID [<%s> <%s>]" % ((identity.hex().encode(),) * 2))


def with_part(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file of which one part is changed."""
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: change(parts[part])})


def declared(what: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"?>", b"?><!DOCTYPE x [" + what + b"]>", 1)


def deep(data: bytes) -> bytes:
    """Elements within one another, 100 000 of them, each with a number so that they do not pack well."""
    some = random.Random(1)
    opened = b"".join(b'<w:sdt w:x="%x">' % some.getrandbits(64) for _ in range(100_000))
    return data.replace(b"<w:body>", b"<w:body>" + opened + b"</w:sdt>" * 100_000, 1)


ELSEWHERE = b'<!ENTITY e SYSTEM "file:///etc/hosts">'
BOMB = b'<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in b"bcdefghi")
PARTS = ["[Content_Types].xml", "_rels/.rels"]
PARTS += [f"word/{name}.xml" for name in ("document", "styles", "numbering")] + ["word/_rels/document.xml.rels"]
WHOLE_PDF = pdf(one_page())

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
    ("b.docx", with_password, "encrypted", "an archive with a password"),
    ("b.png", lambda: b"\x89PNG\r\n\x1a\n", "damaged", "an image"),
    ("b.jpg", lambda: b"\xff\xd8\xff\xe0", "damaged", "a photograph"),
    ("b.tif", lambda: b"II*\x00", "damaged", "a fax"),
    ("b.pdf", lambda: b"%PDF-1.4\nnothing", "damaged", "a PDF without objects"),
    ("b.pdf", page_without_words, "nothing_to_read", "a page without words"),
    ("b.pdf", pdf_with_password, "encrypted", "a PDF with a password"),
    ("b.docx", protected_word, "encrypted", "a Word file with a password"),
    ("b.pdf", pdf_without_pages, "no_pages", "a PDF without pages"),
    ("b.pdf", pages_in_a_circle, "damaged", "pages that hold themselves"),
    ("b.docx", lambda: b"MZ\x90\0" + bytes(99), "not_what_the_name_says", "a program renamed"),
    ("b.pdf", lambda: b"\xff\xd8\xff\xe0", "damaged", "a photograph renamed"),
    ("b.docx", lambda: zipped({"a.docx": word_file()}), "not_what_the_name_says", "an archive of reports renamed"),
    ("b.docx", lambda: with_part("word/document.xml", deep), "too_large", "100 000 elements within one another"),
    *[("b.docx", lambda p=p, d=d: with_part(p, declared(d)), "forbidden_xml", f"{why} in {p}")
      for p in PARTS for d, why in ((BOMB, "an entity bomb"), (ELSEWHERE, "a file of the disk"))],
    *[("b.docx", lambda n=n: word_file()[: len(word_file()) * n // 100], "damaged", f"{n} % of a Word file")
      for n in (1, 25, 50, 75, 99)],
    *[("b.pdf", lambda n=n: WHOLE_PDF[: len(WHOLE_PDF) * n // 100], "damaged", f"{n} % of a PDF") for n in (2, 10, 25)],
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason", "why"), CASES, ids=[x[3] for x in CASES])
def test_what_cannot_be_read(tmp_path: Path, name: str, data: Callable[[], bytes], reason: str, why: str) -> None:
    (tmp_path / name).write_bytes(data())
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / name)
    assert error.value.reason == reason
    assert error.value.reason in REASONS.split()
    sentence = error.value.detail.partition("\n")[0]
    assert sentence.endswith(".")
    assert sentence.count(". ") or "OCR" in sentence, "what it is, and what to do"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.docx")
    assert error.value.reason == "unreadable"


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(word_file("Huyện đã họp."))
    assert open_source(tmp_path / "b.pdf").document.media_type == DOCX


@pytest.mark.parametrize(
    "data",
    [pdf_with_password_of_its_owner(), *(pdf(one_page(box=b"0 0 %d %d" % (n, n))) for n in (14_400, 10**6, 10**9))],
    ids=["with its owner's password", "14 400 points", "a million points", "a thousand million points"],
)
def test_an_odd_pdf_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.pdf").write_bytes(data)
    source = open_source(tmp_path / "b.pdf")
    assert [b.text for b in source.document.blocks] == [
        "Huyen da hop va trien khai 12 nhiem vu va giai phap cua nam 2024."
    ]
    source.close()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path)
    assert error.value.reason == "unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.docx")
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.docx")
    assert error.value.reason == "unreadable"


def test_a_file_without_the_right_to_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "b.docx").write_bytes(word_file())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.docx")
    assert (error.value.reason, "quyền đọc" in error.value.detail) == ("unreadable", True)


def test_a_file_within_an_archive_goes_by_the_path_within(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"x.txt": b"1", "Năm 2024/b.docx": word_file()}))
    assert open_source(tmp_path / "a.zip", member=1).document.path == tmp_path / "a.zip" / "Năm 2024" / "b.docx"
