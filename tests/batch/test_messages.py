"""What goes between child and parent comes out as it went in; what is no message is refused."""

import io
import struct
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from batch import messages
from batch.messages import MessageError, pack, receive

ROWS: list[dict[str, Any]] = [
    {"text": "Mục tiêu: đạt 60,26%", "none": None, "int": 2**70, "float": 0.1, "bool": True},
    {"decimal": Decimal("2.10"), "small": Decimal("1E-9"), "date": date(2025, 9, 21)},
    {"astral": "𝛼", "half": "\ud800", "path": "b\udce9o.docx", "control": "\x00\n\x1b"},
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: next(iter(row)))
def test_a_row_comes_back_as_it_went(row: dict[str, Any]) -> None:
    stream = io.BytesIO(pack({"rows": {"figures": [row]}}) + pack({"next": 1}))
    assert repr(receive(stream)) == repr({"rows": {"figures": [row]}})
    assert receive(stream) == {"next": 1}
    assert receive(stream) is None


def framed(data: bytes) -> bytes:
    return struct.pack(">Q", len(data)) + data


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">Q", 2**63),
        framed(b"{"),
        framed(b"\xff\xfe"),
        framed(b"[1]"),
        framed(b'{"a": {"$decimal": "x"}}'),
        framed(b'{"a": {"$decimal": {}}}'),
        framed(b'{"a": {"$date": 5}}'),
        framed(b'{"a":' * 100_000),
    ],
    ids=["too long", "cut", "no text", "no object", "no number", "no text in it", "no date", "too deep"],
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(MessageError):
        receive(io.BytesIO(data))


@pytest.mark.parametrize("data", [b"", b"\0\0", struct.pack(">Q", 9) + b"{}"], ids=["nothing", "a start", "a part"])
def test_a_stream_that_ends_has_no_message(data: bytes) -> None:
    assert receive(io.BytesIO(data)) is None


class Portions(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 3))


def test_a_message_may_come_in_portions() -> None:
    assert receive(Portions(pack({"text": "đạt 60,26%"}))) == {"text": "đạt 60,26%"}


def test_a_value_that_no_table_has_is_our_fault() -> None:
    with pytest.raises(TypeError, match="set"):
        pack({"rows": {"figures": [{"value": {1}}]}})


def test_too_much_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LONGEST", 20)
    with pytest.raises(MessageError):
        pack({"rows": "x" * 20})
