"""Which optional parts are here, and the command that installs each."""

import platform
import shutil
import subprocess
from dataclasses import dataclass


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
        Part("Tesseract (vie)", "đọc bản quét, ảnh", _tesseract(), "sudo apt install tesseract-ocr-vie"),
        Part(
            "LibreOffice",
            "đọc .doc, .rtf, .odt",
            bool(shutil.which("soffice") or shutil.which("libreoffice")),
            "sudo apt install libreoffice-writer libreoffice-calc",
        ),
        Part("Phông chữ tiếng Việt", "in PDF, xem trang", _fonts(), "sudo apt install fonts-liberation"),
    ]


def doctor_text() -> str:
    """One line for each part; of one that is missing, the command that installs it."""
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    for part in parts():
        state = "có" if part.is_here else f"chưa có — cài: {part.install}"
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
