"""A file, opened: what it really is, its Document, and where on the page a span stands."""

import hashlib
import zipfile
from pathlib import Path
from typing import Protocol

from extract.records import DOCX, PDF, Document, Place, Recognition, Span, UnreadableError

_OLE = "application/x-ole-storage"

# The first bytes of what an archive holds, and what becomes of it until a reader for it stands.
_MAGIC = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
# The stream in which Office keeps a DOCX or XLSX that has a password, as the directory of its file names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Pictures are read where there is no other text, one at a time.
AS_NEEDED = Recognition()
_MAX_PARTS = 10_000
_MAX_PART = 512 * 2**20
_MAX_TOTAL = 2 * 2**30
_MAX_RATIO = 100


class Source(Protocol):
    """An open file: its `document`, and the place on the page of any span of it."""

    document: Document

    def locate(self, span: Span) -> Place:
        """Where a span stands on its page; nowhere where the format knows no pages."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


def open_source(path: Path, recognition: Recognition = AS_NEEDED) -> Source:
    """The file at `path`, opened by the reader for what it really is, whatever its name says.

    Raises UnreadableError with the reason and what to do next.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError("unreadable", unopened(error)) from error
    media_type = sniff(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if media_type == PDF:
        from extract.paged.from_pdf import PdfSource

        return PdfSource(path, data, sha256, recognition)
    if media_type == DOCX:
        from extract.word.from_docx import DocxSource

        return DocxSource(path, data, sha256)
    raise _no_reader(media_type)


def unopened(error: OSError | ValueError) -> str:
    """Why a file could not be opened and what to do; what the system says stands below."""
    if isinstance(error, FileNotFoundError):
        said = "Không tìm thấy tệp, hoặc liên kết trỏ tới tệp không còn. Kiểm tra lại đường dẫn."
    elif isinstance(error, PermissionError):
        said = "Không có quyền đọc tệp. Kiểm tra quyền đọc."
    else:
        said = "Không mở được tệp. Kiểm tra ổ đĩa và đường dẫn."
    return f"{said}\n{error}"


def sniff(data: bytes) -> str:
    """The media type by the bytes; a ZIP archive is looked into."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableError("empty", "Tệp rỗng, không có nội dung. Lấy lại bản gốc.")
    head = data[:1024].lstrip()
    media_type = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if not media_type and b"%PDF-" in head:
        return PDF
    if media_type == _OLE and _ENCRYPTED in data:
        raise UnreadableError("encrypted", "Tệp có mật khẩu. Gỡ mật khẩu rồi đưa vào lại.")
    return _in_archive(data) if media_type == "application/zip" else media_type


def _in_archive(data: bytes) -> str:
    """What a ZIP archive is; refuses an archive that would not fit in memory once unpacked."""
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError("damaged", "Tệp bị hỏng (không đọc được mục lục ZIP). Lấy lại bản gốc.") from error
    total = sum(e.file_size for e in entries)
    if len(entries) > _MAX_PARTS:
        raise UnreadableError("too_many_parts", f"Tệp có {len(entries)} phần, quá giới hạn {_MAX_PARTS}.")
    bomb = any(e.file_size > 2**20 and e.file_size > _MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if total > _MAX_TOTAL or any(e.file_size > _MAX_PART for e in entries) or bomb:
        raise UnreadableError("too_large", "Nội dung giải nén vượt giới hạn an toàn; tệp không được mở.")
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableError("encrypted", "Tệp có mật khẩu. Gỡ mật khẩu rồi đưa vào lại.")
    names = {e.filename for e in entries}
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return DOCX
    if any(n.startswith("xl/") for n in names):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "application/zip"


def _no_reader(media_type: str) -> UnreadableError:
    if media_type.startswith("image/"):
        return UnreadableError("needs_ocr", "Tệp ảnh: cần nhận dạng chữ (OCR).")
    if media_type == _OLE:
        return UnreadableError(
            "needs_libreoffice",
            "Tệp Word/Excel đời cũ (.doc, .xls): mở bằng Word, lưu thành .docx.",
        )
    if media_type == "application/rtf":
        return UnreadableError("needs_libreoffice", "Tệp RTF: mở bằng Word, lưu thành .docx.")
    if "spreadsheetml" in media_type:
        return UnreadableError(
            "not_what_the_name_says", "Bảng tính Excel, không phải báo cáo. Lưu phần lời thành .docx."
        )
    return UnreadableError("not_what_the_name_says", "Không phải DOCX hay PDF. Kiểm tra lại tệp.")
