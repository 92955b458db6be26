"""Which optional parts are here, and the command that installs each."""

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec

from extract.office.soffice import find_soffice, how_to_install
from extract.paged.trained import how_to_install as how_to_install_ocr
from extract.paged.trained import trained
from normalize.speech import say

_CLUSTER = "pip install -c constraints.txt -e '.[cluster]'"
_FONTS = {
    "linux": "sudo apt-get install fonts-liberation",
    "darwin": "brew install --cask font-liberation",
}


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part: what it is for, whether it is here, and how to install it."""

    name: str
    purpose: str
    is_here: bool
    install: str


def parts() -> list[Part]:
    """Tesseract with Vietnamese, LibreOffice, what a cluster needs, and fonts with Vietnamese letters."""
    return [
        Part("Tesseract (vie)", say("for_ocr"), bool(trained()), how_to_install_ocr()),
        Part("LibreOffice", say("for_office"), find_soffice() is not None, how_to_install()),
        Part("Dask, fsspec", say("for_cluster"), all(map(find_spec, ("distributed", "fsspec"))), _CLUSTER),
        Part(say("fonts"), say("for_pages"), _fonts(), _FONTS.get(sys.platform, "")),
    ]


def doctor_text() -> str:
    """One line for each part; of one that is missing, the command that installs it."""
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    for part in parts():
        state = say("here") if part.is_here else say("absent", command=part.install)
        lines.append(f"{part.name} ({part.purpose}): {state}")
    return "\n".join(lines)


def _fonts() -> bool:
    """Whether a font has Vietnamese letters; Windows and macOS bring some."""
    if not shutil.which("fc-list"):
        return platform.system() != "Linux"
    try:
        said = subprocess.run(["fc-list", ":lang=vi", "family"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(said.strip())
