"""What an old Office file holds, from the directory of its OLE container: nothing of its contents is read."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NONE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_NO_ENTRY = 0xFFFFFFFF
_ENTRY = 128
_MOST_ENTRIES = 100_000
# The head of a Word stream: bit 8 of its flags says that the text is encrypted.
_FLAGS, _ENCRYPTED = 10, 0x0100


class Container:
    """The streams and storages at the top of an OLE file, by name; empty where its directory is damaged."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.names: dict[str, int] = {}
        try:
            self._sector = 1 << struct.unpack_from("<H", data, 30)[0]
            if self._sector not in (512, 4096):
                return
            self._fat = self._table()
            self.names = dict(self._top(b"".join(self._chain(struct.unpack_from("<I", data, 48)[0]))))
        except struct.error:  # the file ends before its directory does
            self.names = {}

    def has_locked_text(self) -> bool:
        """True when the text of a Word file is encrypted."""
        start = self.names.get("WordDocument", _NO_ENTRY)
        head = self._at(start) if start < _NONE else b""
        return len(head) > _FLAGS + 1 and bool(struct.unpack_from("<H", head, _FLAGS)[0] & _ENCRYPTED)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _table(self) -> list[int]:
        """The table that chains sectors; the header lists its first 109 sectors, sectors of their own the others."""
        listed = [*struct.unpack_from("<109I", self._data, 76)]
        more, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while more < _NONE and more not in seen:
            seen.add(more)
            *others, more = self._numbers(more)
            listed += others
        most = len(self._data) // self._sector
        return [n for sector in listed[:most] if sector < _NONE for n in self._numbers(sector)]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._sector // 4}I", self._at(sector).ljust(self._sector, b"\xff"))

    def _chain(self, sector: int) -> Iterator[bytes]:
        seen: set[int] = set()
        while sector < _NONE and sector not in seen and len(seen) < _MOST_ENTRIES:
            seen.add(sector)
            yield self._at(sector)
            sector = self._fat[sector] if sector < len(self._fat) else _NO_ENTRY

    def _top(self, directory: bytes) -> Iterator[tuple[str, int]]:
        """The names in the root storage and where their streams start: a tree whose nodes are entries."""
        waiting, seen = [struct.unpack_from("<I", directory, 76)[0]], {_NO_ENTRY}
        while waiting:
            number = waiting.pop()
            if number in seen or (number + 1) * _ENTRY > len(directory):
                continue
            seen.add(number)
            entry = directory[number * _ENTRY : (number + 1) * _ENTRY]
            (length,), (start,) = struct.unpack_from("<H", entry, 64), struct.unpack_from("<I", entry, 116)
            yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), start
            waiting += struct.unpack_from("<2I", entry, 68)
