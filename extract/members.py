"""The files inside a ZIP archive of reports, named and summed up, with nothing written to the disk."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from extract.archive import Archive, is_link
from extract.kind import ZIP, sniff
from extract.records import UnreadableError
from extract.source import read_bytes

_LINK = "Liên kết nằm trong tệp nén, không phải tệp. Đưa vào tệp mà liên kết trỏ tới."


def members(path: Path) -> list[dict[str, Any]]:
    """Each file of an archive: its place in it, path, checksum, size, or why it cannot be read; empty for no archive.

    Raises UnreadableError where the archive as a whole cannot be opened.
    """
    data = read_bytes(path)
    if sniff(data, path.suffix) != ZIP:
        return []
    archive = Archive(data)
    found = [(index, entry) for index, entry in enumerate(archive.entries) if not entry.filename.endswith("/")]
    if not found:
        raise UnreadableError("nothing_to_read", "Tệp nén không có tệp nào bên trong. Kiểm tra lại bản gốc.")
    return [{"index": index, "path": archive.name(entry), **_summed_up(archive, entry)} for index, entry in found]


def _summed_up(archive: Archive, entry: zipfile.ZipInfo) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    reason = detail = None
    try:
        if is_link(entry):
            raise UnreadableError("unreadable", _LINK)
        for portion in archive.portions(entry):
            digest.update(portion)
            size += len(portion)
    except UnreadableError as error:
        reason, detail = error.reason, error.detail
    return {"sha256": digest.hexdigest(), "size_bytes": size, "reason": reason, "detail": detail}
