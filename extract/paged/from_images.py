"""Pictures of pages → Document: TIFF of many pages, JPEG, PNG; one file, or one for each page."""

import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from extract.paged.pages import Pages
from extract.paged.picture import POINTS, Picture, picture_of, resolution
from extract.paged.reading import read_pictures
from extract.paged.trained import needs_ocr, trained
from extract.records import Document, Place, Recognition, Span, UnreadableError

# the resolutions that scanners have; what a camera or a screen writes into a file says nothing of the paper
_SCANNERS = (90, 1300)
# the longer side of the paper where nothing tells: A4, in inches
_A4 = 11.69
_MOST_DOTS = 200_000_000
_MOST_PAGES = 5_000
_DAMAGED = "Tệp ảnh bị hỏng, không mở được. Lấy lại bản gốc."
_NO_TIME = "Trang {} trở đi: chưa đọc vì hết thời gian cho một tệp; chạy lại với --timeout lớn hơn."
_ERRORS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError)


class ImagesSource:
    """One file or more that hold nothing but pictures of pages."""

    def __init__(
        self, path: Path, files: Sequence[bytes], media_type: str, sha256: str, recognition: Recognition
    ) -> None:
        if recognition.mode == "never" or not trained():
            raise UnreadableError("needs_ocr", needs_ocr())
        count = _count(files)
        pages = list(read_pictures(enumerate(_pictures(files), 1), recognition))
        self._pages = Pages(pages, count)
        said = (_NO_TIME.format(len(pages) + 1),) if len(pages) < count else ()
        missing = "timeout" if said else ""
        self.document: Document = self._pages.document(path, sha256, sum(map(len, files)), media_type, said, missing)

    def locate(self, span: Span) -> Place:
        """The page and the box of a span, and how sure its reading is."""
        return self._pages.locate(self.document, span)

    def close(self) -> None:
        """Nothing is held open."""


def _count(files: Sequence[bytes]) -> int:
    count = 0
    for data in files:
        with _opened(data) as image:
            count += getattr(image, "n_frames", 1)
    if count > _MOST_PAGES:
        raise UnreadableError("too_large", f"Tệp ảnh có {count} trang, quá giới hạn {_MOST_PAGES}. Chia nhỏ tệp.")
    return count


def _pictures(files: Sequence[bytes]) -> Iterator[Picture]:
    for data in files:
        with _opened(data) as image:
            try:
                for frame in ImageSequence.Iterator(image):
                    yield _picture(frame)
            except _ERRORS as error:
                raise UnreadableError("damaged", f"{_DAMAGED}\n{error}") from error


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > _MOST_DOTS:
                raise UnreadableError("too_large", "Ảnh quá lớn, không được mở. Quét lại ở 200-300 dpi.")
            return image
    except Image.DecompressionBombError as error:
        raise UnreadableError("too_large", "Ảnh quá lớn, không được mở. Quét lại ở 200-300 dpi.") from error
    except _ERRORS as error:
        raise UnreadableError("damaged", f"{_DAMAGED}\n{error}") from error


def _picture(frame: Image.Image) -> Picture:
    """A frame as it is read best: at the usual resolution, transparent places white."""
    dpi = _dots_an_inch(frame)
    wanted = resolution(frame.width * POINTS / dpi, frame.height * POINTS / dpi)
    size = max(1, round(frame.width * wanted / dpi)), max(1, round(frame.height * wanted / dpi))
    if frame.mode in ("1", "L", "I;16", "I", "F"):
        made = frame.convert("L")
    else:
        whole = frame.convert("RGBA")
        made = Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
    if abs(wanted / dpi - 1) > 0.05:
        made = made.resize(size, Image.Resampling.LANCZOS)
    return picture_of(np.asarray(made), wanted if size == made.size else dpi)


def _dots_an_inch(frame: Image.Image) -> float:
    """What the file says, where a scanner can have said it; else the long side is that of A4."""
    said = frame.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    longer = max(frame.size)
    if _SCANNERS[0] <= dpi <= _SCANNERS[1] and 0.4 * _A4 < longer / dpi < 4 * _A4:
        return dpi
    return longer / _A4
