"""LibreOffice: found, and run on one file in a profile of its own that reads nothing but that file.

Measured on LibreOffice 7.4: without this profile a picture or a style sheet that a file names is fetched from the
network and from the disk. With it, only the RTF and HTML readers still open files of the disk; `cleaned.py` takes
from these what would make them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.process_tree import apart, end, memory_limit
from extract.records import UnreadableError

SECONDS = 90
"""How long a conversion may take: less than the deadline of a file, so that it ends with its own reason."""

# with less address space LibreOffice 7.4 does not start, or does not write what it read
_ENOUGH = 640 * 2**20
_USUAL = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
# No macros, no links that are brought up to date, nothing named from outside; and a proxy that nobody answers at.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{scheme}ProxyName", "127.0.0.1") for scheme in ("HTTP", "HTTPS")),
    *(("Inet/Settings", f"ooInet{scheme}ProxyPort", "9") for scheme in ("HTTP", "HTTPS")),
    ("Inet/Settings", "ooInetNoProxy", ""),
)  # fmt: skip
_UNREAD = "LibreOffice không đọc được tệp. Mở bằng Word, lưu thành .docx rồi đưa vào lại."
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</oor:items>'
)  # fmt: skip
# Runs a command as a group that lives no longer than our end of its standard input, and a folder no longer than it:
# also where we are killed, nothing stays behind.
_LEASH = """
room=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & ran=$!
(trap "" TERM; read _ <&3; kill -TERM 0; rm -rf "$room"; kill -KILL 0) &
wait "$ran"
"""


def find_soffice() -> str | None:
    """The program's path: by the system's search path, else in the usual places; None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for pattern in _USUAL:
        root = Path(pattern).anchor
        if root and (places := sorted(Path(root).glob(pattern.removeprefix(root)))):
            return str(places[-1])
    return None


def how_to_install() -> str:
    """The command that installs LibreOffice on this system."""
    if sys.platform == "win32":
        return "winget install TheDocumentFoundation.LibreOffice"
    if sys.platform == "darwin":
        return "brew install --cask libreoffice"
    return "sudo apt-get install libreoffice-writer-nogui"


def convert(data: bytes, suffix: str, *, read_by: str = "", seconds: float = SECONDS) -> bytes:
    """The file as DOCX. Raises UnreadableError where LibreOffice is not here, is late or cannot read the file.

    Raises MemoryError where it cannot run within the memory that we have.
    """
    program = find_soffice()
    if not program:
        detail = f"Cần LibreOffice để đọc tệp này. Cài bằng: {how_to_install()} rồi chạy lại; hoặc lưu thành .docx."
        raise UnreadableError("needs_libreoffice", detail)
    with TemporaryDirectory(prefix="baocao-", ignore_cleanup_errors=True) as room:
        folder = Path(room)
        source, made = folder / f"in{suffix}", folder / "in.docx"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        _run(_command(program, folder, source, read_by), folder, seconds)
        try:
            return made.read_bytes()
        except FileNotFoundError as error:
            if _has_little_memory():
                raise MemoryError from error
            raise UnreadableError("damaged", _UNREAD) from error


def _has_little_memory() -> bool:
    """True where LibreOffice may have failed for want of memory; its exit code says the same of every failure."""
    limit = memory_limit()
    return limit is not None and limit < _ENOUGH


def _write_profile(folder: Path) -> None:
    (folder / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")


def _command(program: str, folder: Path, source: Path, read_by: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        *([f"--infilter={read_by}"] if read_by else []),
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder),
        str(source),
    ]


def _run(command: Sequence[str], folder: Path, seconds: float) -> None:
    """Run a command with all that it starts, and end it with all that it started."""
    process = subprocess.Popen(
        ["/bin/sh", "-c", _LEASH, "sh", str(folder), *command] if os.name == "posix" else command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        # what it leaves in the home folder goes with the temporary one
        env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        **apart(),
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        detail = f"LibreOffice không đọc xong tệp trong {seconds:g} giây. Mở bằng Word, lưu thành .docx."
        raise UnreadableError("timeout", detail) from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    end(process.pid)
    process.wait()
    if process.stdin:
        process.stdin.close()
