"""Rows between child and parent: JSON, since the child reads strangers' files and must not be believed further."""

import json
import struct
from datetime import date
from decimal import Decimal
from typing import IO, Any

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message: its length, then JSON in which decimals and dates are tagged."""
    data = json.dumps(message, ensure_ascii=False, default=_tagged).encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where the stream ends or holds none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        return None
    message: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"), object_hook=_untagged)
    return message


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    raise TypeError(f"{type(value).__name__} is no value of a table")


def _untagged(value: dict[str, Any]) -> Any:
    if "$decimal" in value:
        return Decimal(value["$decimal"])
    if "$date" in value:
        return date.fromisoformat(value["$date"])
    return value
