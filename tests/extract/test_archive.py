"""ZIP archives: names as people wrote them, and sizes that are believed only as far as the bytes bear them out."""

import io
import random
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from extract.archive import Archive, is_link
from extract.records import UnreadableError


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def named(raw: bytes, extra: bytes = b"") -> bytes:
    """An archive with one entry whose name is these bytes, without the flag that says UTF-8."""
    stand_in = "x" * len(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo(stand_in)
        entry.extra = extra
        archive.writestr(entry, b"1")
    return out.getvalue().replace(stand_in.encode(), raw)


def beside(name: str) -> bytes:
    """The field in which some packers write the name in UTF-8 beside the other one."""
    written = name.encode()
    return struct.pack("<2HBI", 0x7075, 5 + len(written), 1, 0) + written


def shrunk(data: bytes, size: int) -> bytes:
    """The archive, with a first entry that says in both places that it unpacks to `size` bytes."""
    changed = bytearray(data)
    changed[22:26] = struct.pack("<I", size)
    at = data.index(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (zipped(("Báo cáo/huyện.docx", b"1")), "Báo cáo/huyện.docx", "as the standard wants it"),
        (named("Báo cáo.docx".encode()), "Báo cáo.docx", "UTF-8 without the flag"),
        (named(b"B\xe1o c\xe1o huy\xea\xf2n.docx"), "Báo cáo huyện.docx", "Windows-1258, composed"),
        (named(b"bao-cao.docx", beside("Báo cáo.docx")), "Báo cáo.docx", "the better name stands beside"),
        (zipped(("../../etc/a.docx", b"1")), "etc/a.docx", "out of the folder"),
        (zipped(("/etc/a.docx", b"1")), "etc/a.docx", "from the top of the disk"),
        (zipped(("..", b"1")), "không tên", "nothing but a way out"),
        (named(rb"C:\Users\a.docx"), "Users/a.docx", "from a disk of Windows"),
    ],
)  # fmt: skip
def test_names(data: bytes, name: str, why: str) -> None:
    archive = Archive(data)
    assert archive.name(archive.entries[0]) == name, why


def test_a_link_is_told_from_a_file() -> None:
    link, file = zipfile.ZipInfo("a"), zipfile.ZipInfo("b")
    link.external_attr, file.external_attr = 0o120777 << 16, 0o100644 << 16
    assert (is_link(link), is_link(file)) == (True, False)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_contents_come_out_whole(method: int) -> None:
    data = random.Random(7).randbytes(3 * 2**20)
    archive = Archive(zipped(("a", data), method=method))
    assert b"".join(archive.portions(archive.entries[0])) == data


CASES: list[tuple[str, Callable[[], bytes], str]] = [
    ("a part of 512 MiB of zeros in 512 KiB", lambda: shrunk(zipped(("a", bytes(2**21))), 2**29), "too_large"),
    ("more inside than the directory says", lambda: shrunk(zipped(("a", bytes(2**24))), 1000), "too_large"),
    ("10 001 entries", lambda: zipped(*[(str(i), b"") for i in range(10_001)]), "too_many_parts"),
    ("a way of packing that no office uses", lambda: zipped(("a", b"1"), method=zipfile.ZIP_LZMA), "damaged"),
    ("an entry does not stand where it should", lambda: zipped(("a", b"1")).replace(b"PK\3\4", b"PK\3\5"), "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "data", "reason"), CASES, ids=[c[0] for c in CASES])
def test_what_is_not_safe_is_refused(why: str, data: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableError) as error:
        Archive(data()).prove()
    assert error.value.reason == reason


def test_a_lying_size_does_not_fill_the_memory() -> None:
    data = shrunk(zipped(("a", bytes(2**26))), 1000)
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        Archive(data).prove()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**24
