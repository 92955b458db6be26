"""Targets that do to the sandbox what a stranger's file may do to a reader; the file's name says which."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.records import UnreadableError

LONG = 60
poisoned = False


def read(path: str, **options: Any) -> dict[str, list[dict[str, Any]]]:
    if poisoned:
        os._exit(9)
    DOES.get(Path(path).stem.split("-")[0], lambda options: None)(options)
    return {"reports": [{"path": path, "pid": os.getpid(), "date": date(2025, 9, 21), "value": Decimal("60.260")}]}


def hang_in_c(_: object) -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
    ctypes.PyDLL(None).sleep(LONG)  # keeps the interpreter's lock


def flood(_: object) -> None:
    while True:
        sys.stdout.write("x" * 2**20)


def chatter(_: object) -> None:
    print("a library speaks, đạt")
    os.write(1, b"and so does its C part" * 2**20)


def eat(_: object) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(2**24))


def gorge(_: object) -> None:
    """Memory that is really used, and not too fast for who looks after it."""
    eaten = []
    while True:
        eaten.append(b"x" * 2**22)
        time.sleep(0.005)


def lie(_: object) -> None:
    """What code that took over the child could do: answers that are none, into every pipe there is."""
    for number in range(3, 20):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    time.sleep(LONG)


def start_another(options: dict[str, Any]) -> None:
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({LONG})"])
    Path(options["pids"]).write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")


def start_and_hang(options: dict[str, Any]) -> None:
    start_another(options)
    time.sleep(LONG)


def escape(options: dict[str, Any]) -> None:
    """A fork by C code, out of the group and with the pipes, and the end of the child itself."""
    if sys.platform == "win32" or ctypes.PyDLL(None).fork():
        os._exit(5)
    os.setsid()
    with Path(options["pids"]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(LONG)
    os._exit(0)


def fork(options: dict[str, Any]) -> None:
    """A fork that comes back as if it were the child."""
    if sys.platform != "win32" and not os.fork():
        with Path(options["pids"]).open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")


def ask(_: object) -> None:
    assert os.read(0, 1) == b""


def connect(_: object) -> None:
    import socket

    with socket.socket() as opened:
        opened.connect(("127.0.0.1", 9))


def look_up(_: object) -> None:
    import socket

    socket.getaddrinfo("localhost", 80)


def poison(_: object) -> None:
    global poisoned  # noqa: PLW0603 - as a library that is left in a bad state
    poisoned = True


def refuse(_: object) -> None:
    raise UnreadableError("damaged", "Tệp hỏng.")


def fail(_: object) -> None:
    raise ValueError("our own fault\n" + "with the whole text " * 1000)


def leave(_: object) -> None:
    sys.exit("a library that leaves")


DOES: dict[str, Callable[[dict[str, Any]], object]] = {
    "hang": lambda _: time.sleep(LONG),
    "hanginc": hang_in_c,
    "exit": lambda _: os._exit(3),
    "leave": leave,
    "segfault": lambda _: ctypes.string_at(0),
    "abort": lambda _: os.abort(),
    "memory": lambda _: bytearray(8 * 2**30),
    "eat": eat,
    "gorge": gorge,
    "flood": flood,
    "chatter": chatter,
    "lie": lie,
    "unreadable": refuse,
    "bug": fail,
    "noise": lambda _: sys.stderr.buffer.write(b"\xff" * 10_000),
    "another": start_and_hang,
    "escape": escape,
    "fork": fork,
    "ask": ask,
    "connect": connect,
    "lookup": look_up,
    "poison": poison,
}
