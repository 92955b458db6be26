"""What a file is by its bytes; and of what is no report, what it is and what to do next."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.kind import DOC, HTML, MHTML, ODT, RTF, TEXT, WORKS, is_misnamed, refused, sniff
from extract.ole import MAGIC as OLE
from extract.records import DOCX, PDF, UnreadableError

MakeOle = Callable[..., bytes]
OPEN = "application/vnd.oasis.opendocument."
TYPES = "[Content_Types].xml"
LOCKED_TEXT = struct.pack("<6H", 0xA5EC, 193, 0, 0, 0, 0x0100)


def zipped(*names: str, mimetype: str = "", manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in ((n, "x") for n in names):
            archive.writestr(name, data)
        if mimetype:
            archive.writestr("mimetype", mimetype)
            archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected", "why"),
    [
        (b"%PDF-1.7", PDF, "PDF"),
        (b"\r\n junk\n%PDF-1.4", PDF, "PDF behind junk"),
        (zipped(TYPES, "word/document.xml"), DOCX, "DOCX, DOCM, DOTX"),
        (zipped(mimetype=OPEN + "text"), ODT, "OpenDocument"),
        (zipped(mimetype=OPEN + "text-template"), ODT, "a template of OpenDocument"),
        (zipped(mimetype="application/vnd.sun.xml.writer"), ODT, "StarOffice"),
        (rb"{\rtf1 B}", RTF, "RTF, whatever the name"),
        (b"<html><body>12 ha</body></html>", HTML, "a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>12 ha", HTML, "a web page with a mark"),
        ("<html><p>12 ha".encode("utf-16"), HTML, "a web page as Notepad writes it"),
        (b"<?xml version='1.0'?><html><body>12", HTML, "a web page in XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n\r\n", MHTML, "a web archive"),
        ("I. KẾT QUẢ\n".encode(), TEXT, "text"),
        (b"Ch\xf0 \xb5", TEXT, "text of an old machine"),
    ],
)
def test_what_is_read(data: bytes, expected: str, why: str) -> None:
    assert sniff(data) == expected, why


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        (["WordDocument", "1Table", "ObjectPool"], DOC),
        (["CONTENTS", "MatOST"], WORKS),
        (["Workbook"], "application/vnd.ms-excel"),
        (["Book"], "application/vnd.ms-excel"),
        (["PowerPoint Document"], "application/vnd.ms-powerpoint"),
        (["__nameid_version1.0", "__properties_version1.0"], "application/vnd.ms-outlook"),
        (["VisioDocument"], ""),
    ],
)
def test_old_office_files_are_told_by_what_stands_at_their_top(
    make_ole: MakeOle, streams: list[str], expected: str
) -> None:
    assert sniff(make_ole(streams)) == expected


NO_REPORTS = [
    (zipped(TYPES, "xl/workbook.xml"), "", "Bảng tính"),
    (zipped(mimetype=OPEN + "spreadsheet"), "", "Bảng tính"),
    (zipped(TYPES, "ppt/presentation.xml"), "", "Bản trình chiếu"),
    (zipped(mimetype=OPEN + "presentation"), "", "Bản trình chiếu"),
    (zipped(mimetype="application/vnd.sun.xml.impress"), "", "Bản trình chiếu"),
    (b"TT,Chi tieu,2024\n1,Thu,12", ".csv", "Bảng số liệu CSV"),
    (b"TT\tChi tieu", ".TSV", "Bảng số liệu CSV"),
    (b"From: a@b.vn\nSubject: Bao cao\n\nKinh gui", "", "Thư điện tử"),
    (b"Rar!\x1a\x07\x01\0", "", "RAR"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "", "7z"),
    (b"\x1f\x8b\x08\0", "", "GZ"),
    (zipped("a.docx"), "", "ZIP"),
    (b"MZ\x90\0\3\0", "", "Chương trình máy tính"),
    (b"\x7fELF\2", "", "Chương trình máy tính"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "", "XML"),
    (b"\1\2\3\4", "", "Không nhận ra"),
    (b"12 ha\0\0\1", "", "Không nhận ra"),
]


@pytest.mark.parametrize(("data", "suffix", "said"), NO_REPORTS, ids=[f"{n} {x[2]}" for n, x in enumerate(NO_REPORTS)])
def test_what_is_no_report_is_named_with_what_to_do(data: bytes, suffix: str, said: str) -> None:
    error = refused(sniff(data, suffix))
    assert error.reason == "not_what_the_name_says"
    assert error.detail.startswith((said, f"Tệp nén {said}", f"Tệp {said}"))
    assert error.detail.count(".") > 1 or "Kiểm tra" in error.detail


@pytest.mark.parametrize(
    ("media_type", "suffix", "misnamed"),
    [
        (TEXT, ".doc", False), (HTML, ".DOC", False), (MHTML, ".mht", False), (TEXT, "", False),
        (TEXT, ".docx", True), (HTML, ".pdf", True), (RTF, ".docx", False), (TEXT, ".log", True),
    ],
)  # fmt: skip
def test_text_is_taken_only_where_word_would_take_it(media_type: str, suffix: str, misnamed: bool) -> None:
    assert is_misnamed(media_type, suffix) is misnamed


@pytest.mark.parametrize(
    ("streams", "content"),
    [(["EncryptionInfo", "EncryptedPackage"], b""), (["WordDocument"], LOCKED_TEXT)],
    ids=["DOCX", "DOC"],
)
def test_an_office_file_with_a_password(make_ole: MakeOle, streams: list[str], content: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        sniff(make_ole(streams, content))
    assert error.value.reason == "encrypted"


def test_an_open_document_with_a_password() -> None:
    with pytest.raises(UnreadableError) as error:
        sniff(zipped(mimetype=OPEN + "text", manifest="<m><encryption-data/></m>"))
    assert error.value.reason == "encrypted"


def test_an_old_office_file_whose_directory_is_lost() -> None:
    with pytest.raises(UnreadableError) as error:
        sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900))
    assert error.value.reason == "damaged"


MAGICS = [
    b"PK\3\4",
    b"PK\5\6",
    OLE,
    rb"{\rtf1",
    b"<html>",
    b"From: ",
    b"MIME-Version: 1.0\n",
    b"\xff\xfe<",
    b"%PDF-",
    b"",
]


@given(st.sampled_from(MAGICS), st.binary(max_size=2000))
def test_whatever_the_bytes_a_file_has_a_kind_or_a_reason(magic: bytes, rest: bytes) -> None:
    assert kind_or_reason(magic + rest) is not None


@given(st.data())
def test_whatever_is_damaged_in_an_old_office_file_it_has_a_kind_or_a_reason(
    make_ole: MakeOle, data: st.DataObject
) -> None:
    whole = bytearray(make_ole(["WordDocument", "1Table", "Data", "ObjectPool"], LOCKED_TEXT))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.sampled_from([0, 1, 2, 9, 0x7F, 0xFE, 0xFF]))
    assert kind_or_reason(bytes(whole)) in ("", DOC, TEXT, "damaged", "encrypted")


def kind_or_reason(data: bytes) -> str:
    try:
        return sniff(data)
    except UnreadableError as error:
        return error.reason
