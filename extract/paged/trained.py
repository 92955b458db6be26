"""Whether Tesseract can read Vietnamese here, and the commands that make it so."""

import os
import sys
from glob import glob
from importlib.util import find_spec
from pathlib import Path

LANGUAGE = "vie"
# where the packages of the systems put what Tesseract has learned, unless TESSDATA_PREFIX names another place
_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata", "C:/Program Files/Tesseract-OCR/tessdata",
)  # fmt: skip
_BINDING = "pip install -c constraints.txt -e '.[ocr]'"
_LEARNED = {
    "linux": "sudo apt-get install tesseract-ocr-vie",
    "darwin": "brew install tesseract-lang",
    "win32": "winget install UB-Mannheim.TesseractOCR (chọn thêm tiếng Việt)",
}


def trained() -> str:
    """The folder of what Tesseract has learned for Vietnamese; empty where it or tesserocr is not installed."""
    return _folder() if find_spec("tesserocr") else ""


def how_to_install() -> str:
    """The commands for what is missing, empty where nothing is."""
    missing = [] if find_spec("tesserocr") else [_BINDING]
    missing += [] if _folder() else [_LEARNED.get(sys.platform, _LEARNED["linux"])]
    return "; ".join(missing)


def needs_ocr() -> str:
    """What to say of a scan that cannot be read."""
    return f"Bản quét, cần nhận dạng chữ (OCR). Cài rồi chạy lại: {how_to_install() or '--ocr auto'}."


def _folder() -> str:
    own = os.environ.get("TESSDATA_PREFIX", "")
    found = [f for pattern in _FOLDERS for f in sorted(glob(pattern), reverse=True)]
    places = [own, str(Path(own, "tessdata"))] if own else found
    return next((f for f in places if Path(f, f"{LANGUAGE}.traineddata").is_file()), "")
