"""Which optional parts are here, and the command that installs each."""

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from extract.office.soffice import find_soffice, how_to_install
from normalize.speech import say

# Where systems keep what Tesseract knows of a language, unless TESSDATA_PREFIX names another place.
_TESSDATA = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/usr/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
_VIETNAMESE = "vie.traineddata"
_BINDING = "pip install -c constraints.txt -e .[ocr]"
_INSTALL = {
    "linux": {"language": "sudo apt-get install tesseract-ocr-vie", "fonts": "sudo apt-get install fonts-liberation"},
    "darwin": {"language": "brew install tesseract-lang", "fonts": "brew install --cask font-liberation"},
    "win32": {"language": "winget install UB-Mannheim.TesseractOCR (chọn thêm tiếng Việt)", "fonts": ""},
}


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part: what it is for, whether it is here, and how to install it."""

    name: str
    purpose: str
    is_here: bool
    install: str


def parts() -> list[Part]:
    """Tesseract with Vietnamese, LibreOffice, and fonts with Vietnamese letters."""
    install = _INSTALL.get(sys.platform, _INSTALL["linux"])
    missing = [] if find_spec("tesserocr") else [_BINDING]
    missing += [] if _knows_vietnamese() else [install["language"]]
    return [
        Part("Tesseract (vie)", say("for_ocr"), not missing, "; ".join(missing)),
        Part("LibreOffice", say("for_office"), find_soffice() is not None, how_to_install()),
        Part(say("fonts"), say("for_pages"), _fonts(), install["fonts"]),
    ]


def doctor_text() -> str:
    """One line for each part; of one that is missing, the command that installs it."""
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    for part in parts():
        state = say("here") if part.is_here else say("absent", command=part.install)
        lines.append(f"{part.name} ({part.purpose}): {state}")
    return "\n".join(lines)


def _knows_vietnamese() -> bool:
    if given := os.environ.get("TESSDATA_PREFIX"):
        return (Path(given) / _VIETNAMESE).is_file() or (Path(given) / "tessdata" / _VIETNAMESE).is_file()
    roots = ((pattern, Path(pattern).anchor) for pattern in _TESSDATA)
    return any(any(Path(root).glob(f"{pattern.removeprefix(root)}/{_VIETNAMESE}")) for pattern, root in roots if root)


def _fonts() -> bool:
    """Whether a font has Vietnamese letters; Windows and macOS bring some."""
    if not shutil.which("fc-list"):
        return platform.system() != "Linux"
    try:
        said = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(said.strip())
