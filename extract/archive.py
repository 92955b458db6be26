"""A ZIP archive, opened with bounds: what it says of itself is believed only as far as its bytes bear it out."""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from extract.records import UnreadableError

_MAX_PARTS = 10_000
_MAX_PART = 512 * 2**20
_MAX_TOTAL = 2 * 2**30
_MAX_RATIO = 100
_RATIO_FROM = 2**20
_PORTION = 2**20
# The head of an entry where it stands: its last two numbers are the lengths of name and extra field.
_HEAD, _LENGTHS = 30, struct.Struct("<2H")
_UTF8, _LOCKED = 0x800, 0x1
_UNICODE_NAME = 0x7075
_NAMELESS = "không tên"
_LOST = "Tệp bị hỏng hoặc chép chưa hết (không đọc được mục lục ZIP). Lấy lại bản gốc."
_BROKEN = "Tệp bị hỏng hoặc chép chưa hết (nội dung nén không khớp mục lục). Lấy lại bản gốc."
_DOCTYPE = "Tệp có khai báo DOCTYPE, không được phép trong tệp Word. Mở bằng Word và lưu lại."


class Archive:
    """The entries of a ZIP archive. Raises UnreadableError where it is damaged, encrypted or not safe to open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        # struct.error: an entry whose extra field is cut off
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise UnreadableError("damaged", _LOST) from error
        self.names = {e.filename for e in self.entries}
        self._check()

    def _check(self) -> None:
        if len(self.entries) > _MAX_PARTS:
            detail = f"Tệp nén có {len(self.entries)} phần, quá giới hạn {_MAX_PARTS}. Chia nhỏ rồi đưa vào lại."
            raise UnreadableError("too_many_parts", detail)
        if any(e.flag_bits & _LOCKED for e in self.entries):
            raise UnreadableError("encrypted", "Tệp có mật khẩu. Gỡ mật khẩu rồi đưa vào lại.")
        bomb = any(e.file_size > max(_RATIO_FROM, _MAX_RATIO * e.compress_size) for e in self.entries)
        if bomb or sum(e.file_size for e in self.entries) > _MAX_TOTAL:
            raise _too_large()
        if any(e.file_size > _MAX_PART for e in self.entries):
            raise _too_large()

    def name(self, entry: zipfile.ZipInfo) -> str:
        """The path of an entry inside the archive, without what would lead out of it.

        An old Windows wrote Vietnamese names in the code page of the machine, and ZIP has no word for which that was:
        they are taken for UTF-8 where they are that, else for Windows-1258.
        """
        name = _unicode_name(entry.extra) or entry.filename
        if not entry.flag_bits & _UTF8 and name == entry.filename:
            name = _decoded(name.encode("cp437"))
        parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
        return "/".join(p for p in parts if p not in ("", ".", "..") and not p.endswith(":")) or _NAMELESS

    def prove(self, *, doctypes: bool = True) -> None:
        """Unpack every entry once and keep nothing, so that a reader that trusts the sizes may open the archive.

        Without `doctypes` it also raises UnreadableError where an XML part declares one: no Word file does, and
        whether a reader opens that part must not decide what becomes of the file.
        """
        for entry in self.entries:
            is_xml = entry.filename.endswith((".xml", ".rels"))
            for number, portion in enumerate(self.portions(entry)):
                if number == 0 and is_xml and not doctypes and b"<!DOCTYPE" in portion:
                    raise UnreadableError("forbidden_xml", _DOCTYPE)

    def portions(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The contents of an entry, as much as the directory says. Raises UnreadableError for more and for less."""
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield from (packed[at : at + _PORTION] for at in range(0, len(packed), _PORTION))
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise UnreadableError("damaged", "Tệp nén theo cách lạ. Giải nén rồi nén lại thành ZIP thường.")
        left, inflater = entry.file_size, zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while packed and not inflater.eof:
                portion = inflater.decompress(packed, _PORTION)
                packed, left = inflater.unconsumed_tail, left - len(portion)
                if left >= 0:
                    yield portion
                elif entry.file_size - left > max(_RATIO_FROM, _MAX_RATIO * entry.compress_size):
                    raise _too_large()
        except zlib.error as error:
            raise UnreadableError("damaged", f"{_BROKEN}\n{error}") from error
        if left:
            raise UnreadableError("damaged", f"{_BROKEN}\n{entry.filename}: {left} bytes")

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        head = self._data[entry.header_offset : entry.header_offset + _HEAD]
        if len(head) < _HEAD or not head.startswith(b"PK\x03\x04"):
            raise UnreadableError("damaged", _LOST)
        start = entry.header_offset + _HEAD + sum(_LENGTHS.unpack(head[-_LENGTHS.size :]))
        return self._data[start : start + entry.compress_size]


def _too_large() -> UnreadableError:
    return UnreadableError(
        "too_large", "Nội dung giải nén vượt giới hạn an toàn, tệp không được mở. Kiểm tra nơi gửi tệp."
    )


def is_link(entry: zipfile.ZipInfo) -> bool:
    """True when an entry is a link of a file system, whose contents are a path."""
    return stat.S_ISLNK(entry.external_attr >> 16)


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _unicode_name(extra: bytes) -> str:
    """The name in UTF-8 that some packers write beside the other: behind a version and a checksum."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _UNICODE_NAME:
            return extra[9 : 4 + length].decode("utf-8", "replace")
        extra = extra[4 + length :]
    return ""
