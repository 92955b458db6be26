"""Old Office files made by hand, for the tests of what looks into them."""

import struct
from collections.abc import Callable, Sequence

import pytest

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

MakeOle = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_ole() -> MakeOle:
    """Names of streams → an OLE file that holds them at its top, all with the same first bytes."""
    return ole


def ole(names: Sequence[str], content: bytes = b"") -> bytes:
    """Sector 0 is the table, the next hold the directory, the last the one stream that all names share."""
    entries = [_entry("Root Entry", 5, FREE, 1)]
    for number, name in enumerate(names, 1):
        entries.append(_entry(name, 2, number + 1 if number < len(names) else FREE, FREE))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0")
    sectors = len(directory) // SECTOR
    stream = 1 + sectors
    directory = directory.replace(b"STRT", struct.pack("<I", stream))
    chain = [TABLE, *range(2, 1 + sectors), END, END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<5I", 1, 1, 0, 4096, END) + struct.pack("<3I", 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory + content.ljust(SECTOR, b"\0")


def _entry(name: str, kind: int, right: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + struct.pack("<3I", FREE, right, child) + bytes(36) + b"STRT" + bytes(8)
