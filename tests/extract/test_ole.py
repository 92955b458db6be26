"""The directory of an OLE file: what stands at its top, whatever is damaged or turns in circles."""

import struct
from collections.abc import Callable

import pytest

from extract.ole import Container

MakeOle = Callable[..., bytes]
NAMES = ["WordDocument", "1Table", "\x05SummaryInformation", "Data", "ObjectPool", "\x01CompObj"]


def test_the_names_at_the_top_are_found(make_ole: MakeOle) -> None:
    assert list(Container(make_ole(NAMES)).names) == NAMES


@pytest.mark.parametrize(("flags", "locked"), [(0x0100, True), (0x0000, False), (0x0200, False)])
def test_a_password_shows_in_the_head_of_the_text(make_ole: MakeOle, flags: int, locked: bool) -> None:
    head = struct.pack("<5H", 0xA5EC, 193, 0, 0, 0) + struct.pack("<H", flags)
    assert Container(make_ole(["WordDocument"], head)).has_locked_text() is locked


@pytest.mark.parametrize("length", [8, 30, 100, 511, 512, 600, 1024, 1100])
def test_a_file_cut_off_has_no_names_or_some(make_ole: MakeOle, length: int) -> None:
    container = Container(make_ole(NAMES)[:length])
    assert set(container.names) <= set(NAMES)
    assert not container.has_locked_text()


def test_a_directory_in_a_circle_ends(make_ole: MakeOle) -> None:
    data = bytearray(make_ole(NAMES))
    data[512 + 4 : 512 + 12] = struct.pack("<2I", 2, 1)  # each sector of the directory leads to the other
    data[1024 + 128 + 68 : 1024 + 128 + 76] = struct.pack("<2I", 1, 1)  # the first stream is its own neighbour
    assert "WordDocument" in Container(bytes(data)).names


def test_a_table_in_a_circle_ends(make_ole: MakeOle) -> None:
    data = bytearray(make_ole(NAMES))
    data[68:72] = struct.pack("<I", 0)  # the list of the table goes on in a sector that leads to itself
    data[512 + 508 : 512 + 512] = struct.pack("<I", 0)
    assert "WordDocument" in Container(bytes(data)).names
