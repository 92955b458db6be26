"""What a file is by its bytes, and what to say of one that is no report."""

import regex

from extract.archive import Archive
from extract.ole import MAGIC as OLE
from extract.ole import Container
from extract.records import DOCX, PDF, UnreadableError

DOC = "application/msword"
WORKS = "application/vnd.ms-works"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
MHTML = "multipart/related"
TEXT = "text/plain"

ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_SHEET, _SLIDES = _OFFICE + "spreadsheetml.sheet", _OFFICE + "presentationml.presentation"

_MAGIC = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (OLE, "application/x-ole-storage"),
    (b"{\\rtf", RTF),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
)  # fmt: skip
# The streams that tell what an OLE file is, at its top: a sheet inside a Word file stands deeper.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", DOC),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("MatOST", WORKS),
)  # fmt: skip
# What an archive of OpenDocument calls itself, and an old StarOffice; templates and masters are texts too.
_OPEN_DOCUMENT = regex.compile(
    r"application/vnd\.(?:oasis\.opendocument\.(text|spreadsheet|presentation)|sun\.xml\.(writer|calc|impress))"
)
_OPEN_KINDS = {"text": ODT, "writer": ODT, "spreadsheet": _SHEET, "calc": _SHEET}
_ENCRYPTED = "Tệp có mật khẩu. Gỡ mật khẩu rồi đưa vào lại."
_DAMAGED_OLE = "Tệp Word, Excel đời cũ bị hỏng (không đọc được mục lục). Lấy lại bản gốc."

_PAGE = regex.compile(rb"<(?:!doctype\s+html|html|head|body|meta|p|table|div)\b", regex.IGNORECASE)
_MAIL = regex.compile(
    rb"(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version|x-[\w-]+):", regex.IGNORECASE
)
_RELATED = regex.compile(rb"^content-type:\s*multipart/related", regex.IGNORECASE | regex.MULTILINE)
_NO_TEXT = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Under these names Word and the browsers keep web pages and plain text; under any other they are misnamed.
_TEXT_NAMES = {"", ".doc", ".dot", ".rtf", ".wps", ".txt", ".htm", ".html", ".mht", ".mhtml"}
_HEAD = 4096

_PROGRAM = "Chương trình máy tính, không phải văn bản. Không mở tệp; báo người phụ trách công nghệ thông tin."
_NO_REPORT = {
    _SHEET: "Bảng tính, không phải báo cáo. Nếu bên trong là báo cáo, chép phần lời sang Word và lưu thành .docx.",
    _SLIDES: "Bản trình chiếu, không phải báo cáo. Đưa vào báo cáo gốc (.docx, .pdf).",
    "application/vnd.ms-outlook": "Thư điện tử. Mở thư, lưu các tệp đính kèm ra thư mục rồi đưa vào.",
    "application/vnd.rar": "Tệp nén RAR. Giải nén bằng 7-Zip hoặc WinRAR rồi đưa thư mục vào.",
    "application/x-7z-compressed": "Tệp nén 7z. Giải nén bằng 7-Zip rồi đưa thư mục vào.",
    "application/gzip": "Tệp nén GZ. Giải nén bằng 7-Zip rồi đưa thư mục vào.",
    ZIP: "Tệp nén ZIP. Giải nén rồi đưa thư mục vào.",
    "application/vnd.microsoft.portable-executable": _PROGRAM,
    "text/csv": "Bảng số liệu CSV, không phải báo cáo. Đưa vào báo cáo gốc (.docx, .pdf).",
    TEXT: "Tệp chỉ có chữ thường, không phải loại tệp như tên gọi. Nếu là báo cáo, đổi tên thành .txt.",
    HTML: "Trang web, không phải loại tệp như tên gọi. Nếu là báo cáo, đổi tên thành .html.",
    "application/xml": "Tệp XML. Nếu là văn bản Word lưu dạng XML, mở bằng Word và lưu thành .docx.",
}  # fmt: skip
_NO_REPORT["application/vnd.ms-excel"] = _NO_REPORT[_SHEET]
_NO_REPORT["application/vnd.ms-powerpoint"] = _NO_REPORT[_SLIDES]
_NO_REPORT["application/x-executable"] = _NO_REPORT["application/vnd.microsoft.portable-executable"]
_NO_REPORT["message/rfc822"] = _NO_REPORT["application/vnd.ms-outlook"]
_NO_REPORT[MHTML] = _NO_REPORT[HTML]


def sniff(data: bytes, suffix: str = "") -> str:
    """The media type by the bytes, empty for none that is known; `suffix` tells only text from text (.csv, .txt).

    Raises UnreadableError for a file that is empty, damaged, encrypted or not safe to open.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableError("empty", "Tệp rỗng, không có nội dung. Lấy lại bản gốc.")
    head = data[:_HEAD].lstrip()
    media_type = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if media_type == ZIP:
        return _in_archive(Archive(data))
    if head.startswith(OLE):
        return _in_container(data)
    if not media_type and b"%PDF-" in head[:1024]:
        return PDF
    return media_type or _of_text(head, suffix.lower())


def is_misnamed(media_type: str, suffix: str) -> bool:
    """True for text and web pages under a name that Word would not open them by."""
    return media_type in (TEXT, HTML, MHTML) and suffix.lower() not in _TEXT_NAMES


def refused(media_type: str) -> UnreadableError:
    """Why a file of this type is not read, and what to do."""
    said = _NO_REPORT.get(media_type, "Không nhận ra loại tệp: không phải Word, PDF hay ảnh. Kiểm tra lại tệp.")
    return UnreadableError("not_what_the_name_says", said)


def _in_archive(archive: Archive) -> str:
    names = archive.names
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        archive.prove(doctypes=False)
        return DOCX
    if any(n.startswith("xl/") for n in names):
        return _SHEET
    if any(n.startswith("ppt/") for n in names):
        return _SLIDES
    own = next((e for e in archive.entries if e.filename == "mimetype" and e.file_size < _HEAD), None)
    found = _OPEN_DOCUMENT.match(b"".join(archive.portions(own)).decode("ascii", "replace")) if own else None
    if not found:
        return ZIP
    archive.prove()
    manifest = next((e for e in archive.entries if e.filename == "META-INF/manifest.xml"), None)
    if manifest and b"encryption-data" in b"".join(archive.portions(manifest)):
        raise UnreadableError("encrypted", _ENCRYPTED)
    return _OPEN_KINDS.get(found[1] or found[2], _SLIDES)


def _in_container(data: bytes) -> str:
    container = Container(data)
    # where the directory is damaged, a name that still stands somewhere in the file tells
    names = container.names or {name for name, _ in _STREAMS if name.encode("utf-16-le") in data}
    if not names:
        raise UnreadableError("damaged", _DAMAGED_OLE)
    kind = next((kind for stream, kind in _STREAMS if stream in names), "")
    if kind == "encrypted" or container.has_locked_text():
        raise UnreadableError("encrypted", _ENCRYPTED)
    return kind


def _of_text(head: bytes, suffix: str) -> str:
    """The type of a file of text: a mail, a web page, a table, or words only; empty for bytes that are no text."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and _NO_TEXT.search(head):
        return ""
    if _MAIL.match(head):
        return MHTML if _RELATED.search(head) else "message/rfc822"
    if _PAGE.search(head.replace(b"\0", b"")):
        return HTML
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"<?xml"):
        return "application/xml"
    return "text/csv" if suffix in (".csv", ".tsv") else TEXT
