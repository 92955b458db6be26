"""Which optional parts are here, and the command that installs each."""

import platform
import shutil
import subprocess
from dataclasses import dataclass

from normalize.speech import say


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part: what it is for, whether it is here, and how to install it."""

    name: str
    purpose: str
    is_here: bool
    install: str


def parts() -> list[Part]:
    """Tesseract with Vietnamese, LibreOffice, and fonts with Vietnamese letters."""
    return [
        Part("Tesseract (vie)", say("for_ocr"), _tesseract(), "sudo apt install tesseract-ocr-vie"),
        Part(
            "LibreOffice",
            say("for_office"),
            bool(shutil.which("soffice") or shutil.which("libreoffice")),
            "sudo apt install libreoffice-writer libreoffice-calc",
        ),
        Part(say("fonts"), say("for_pages"), _fonts(), "sudo apt install fonts-liberation"),
    ]


def doctor_text() -> str:
    """One line for each part; of one that is missing, the command that installs it."""
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    for part in parts():
        state = say("here") if part.is_here else say("absent", command=part.install)
        lines.append(f"{part.name} ({part.purpose}): {state}")
    return "\n".join(lines)


def _tesseract() -> bool:
    return bool(shutil.which("tesseract")) and "vie" in _said("tesseract", "--list-langs").split()


def _fonts() -> bool:
    if not shutil.which("fc-list"):
        return platform.system() != "Linux"
    return bool(_said("fc-list", ":lang=vi", "family").strip())


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
