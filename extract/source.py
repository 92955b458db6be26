"""A file, opened: what it really is, its Document, and where on the page a span stands."""

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from extract.archive import Archive
from extract.kind import is_misnamed, refused, sniff
from extract.page_files import checksum, pages_in
from extract.records import DOCX, PDF, Document, Place, Recognition, Span, UnreadableError

# Pictures are read where there is no other text, one at a time.
AS_NEEDED = Recognition()
# a path of so many characters Windows finds only where long ones are switched on
_LONG = 260


class Source(Protocol):
    """An open file: its `document`, and the place on the page of any span of it."""

    document: Document

    def locate(self, span: Span) -> Place:
        """Where a span stands on its page; nowhere where the format knows no pages."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


def open_source(path: Path, recognition: Recognition = AS_NEEDED, member: int | None = None) -> Source:
    """The file at `path`, or an entry of the archive there, opened by the reader for what it really is.

    What its name says does not matter. Raises UnreadableError with the reason and what to do next.
    """
    if member is None and path.is_dir():
        return _of_pages(path, recognition)
    data = read_bytes(path)
    if member is not None:
        archive = Archive(data)
        entry = archive.entries[member]
        path, data = path / archive.name(entry), b"".join(archive.portions(entry))
    media_type = sniff(data, path.suffix)
    sha256 = hashlib.sha256(data).hexdigest()
    if media_type == PDF:
        from extract.paged.from_pdf import PdfSource

        return PdfSource(path, data, sha256, recognition)
    if media_type == DOCX:
        from extract.word.from_docx import DocxSource

        return DocxSource(path, data, sha256)
    if media_type.startswith("image/"):
        from extract.paged.from_images import ImagesSource

        return ImagesSource(path, [data], media_type, sha256, recognition)
    return _converted(path, data, media_type, sha256)


def _of_pages(folder: Path, recognition: Recognition) -> Source:
    """A folder of pictures that are the pages of one report."""
    from extract.paged.from_images import ImagesSource

    pages = pages_in(folder)
    if not pages:
        raise UnreadableError("unreadable", no_file(folder.stat().st_mode))
    files = [read_bytes(page) for page in pages]
    return ImagesSource(folder, files, sniff(files[0]), checksum(pages)[0], recognition)


def _converted(path: Path, data: bytes, media_type: str, sha256: str) -> Source:
    """A document that is read by way of DOCX."""
    from extract.office.convert import CONVERTED, to_docx
    from extract.word.from_docx import DocxSource

    if media_type not in CONVERTED or is_misnamed(media_type, path.suffix):
        raise refused(media_type)
    source = DocxSource(path, to_docx(data, media_type), sha256)
    repairs = (*source.document.repairs, "Đọc qua LibreOffice.")
    source.document = replace(source.document, size=len(data), media_type=media_type, repairs=repairs)
    return source


def read_bytes(path: Path) -> bytes:
    """All bytes of a regular file; to wait for a pipe would never end."""
    try:
        if stat.S_ISREG(mode := path.stat().st_mode):
            return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableError("unreadable", unopened(error)) from error
    raise UnreadableError("unreadable", no_file(mode))


def no_file(mode: int) -> str:
    """What to say of a folder that cannot be opened, and of a pipe or a device."""
    if stat.S_ISDIR(mode):
        return "Không mở được thư mục. Kiểm tra quyền đọc."
    return "Không phải tệp thường (thiết bị, ống dẫn). Chép nội dung ra một tệp rồi đưa vào."


def unopened(error: OSError | ValueError) -> str:
    """Why a file could not be opened and what to do; what the system says stands below."""
    if isinstance(error, FileNotFoundError) and os.name == "nt" and len(str(error.filename)) >= _LONG:
        said = "Đường dẫn dài quá 259 ký tự. Bật LongPathsEnabled của Windows, hoặc rút ngắn tên thư mục."
    elif isinstance(error, FileNotFoundError):
        said = "Không tìm thấy tệp, hoặc liên kết trỏ tới tệp không còn. Kiểm tra lại đường dẫn."
    elif isinstance(error, PermissionError):
        said = "Không có quyền đọc tệp. Kiểm tra quyền đọc."
    else:
        said = "Không mở được tệp. Kiểm tra ổ đĩa và đường dẫn."
    return f"{said}\n{error}"
