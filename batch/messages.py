"""Rows between child and parent: JSON, since the child reads strangers' files and must not be believed further."""

import json
import struct
from datetime import date
from decimal import Decimal
from typing import IO, Any

_LENGTH = struct.Struct(">Q")
# no report has rows of this size; what is longer must not fill the parent's memory
LONGEST = 256 * 2**20


class MessageError(Exception):
    """Bytes that are no message, or too many of them."""


def pack(message: dict[str, Any]) -> bytes:
    """One message as bytes: its length, then JSON in which decimals and dates are tagged."""
    data = json.dumps(message, ensure_ascii=False, default=_tagged).encode("utf-8", "surrogatepass")
    if len(data) > LONGEST:
        raise MessageError(f"a message of {len(data)} bytes")
    return _LENGTH.pack(len(data)) + data


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where the stream ends. Raises MessageError for anything else."""
    head = _read(stream, _LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise MessageError(f"a message of {length} bytes")
    data = _read(stream, length)
    if len(data) < length:
        return None
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"), object_hook=_untagged)
    except (ValueError, ArithmeticError, TypeError, RecursionError) as error:
        raise MessageError(str(error)) from error
    if not isinstance(message, dict):
        raise MessageError("not an object")
    return message


def _read(stream: IO[bytes], size: int) -> bytes:
    """So many bytes, fewer only at the end of the stream; a pipe gives them in portions."""
    portions = []
    while size and (portion := stream.read(size)):
        portions.append(portion)
        size -= len(portion)
    return b"".join(portions)


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
