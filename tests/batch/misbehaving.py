"""Targets that do to the sandbox what a stranger's file may do to a reader; the file's name says which."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from extract.records import UnreadableError


def read(path: str, **options: Any) -> dict[str, list[dict[str, Any]]]:
    what = Path(path).stem.split("-")[0]
    if what == "hang":
        time.sleep(60)
    elif what == "exit":
        os._exit(3)
    elif what == "segfault":
        ctypes.string_at(0)
    elif what == "memory":
        bytearray(8 * 2**30)
    elif what == "flood":
        while True:
            sys.stdout.write("x" * 2**20)
    elif what == "chatter":
        print("a library speaks")
        os.write(1, b"and so does its C part")
    elif what == "unreadable":
        raise UnreadableError("damaged", "Tệp hỏng.")
    elif what == "bug":
        raise KeyError("our own fault")
    elif what == "fork":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path(options["pids"]).write_text(str(child.pid), encoding="utf-8")
        time.sleep(60)
    elif what == "network":
        import socket

        socket.create_connection(("127.0.0.1", 9), timeout=1)
    return {"reports": [{"path": path, "pid": os.getpid()}]}
