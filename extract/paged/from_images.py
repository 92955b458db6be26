"""Pictures of pages → Document: TIFF of many pages, JPEG, PNG; one file, or one for each page."""

import io
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

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
_TOO_LARGE = "Ảnh quá lớn, không được mở. Quét lại ở 200-300 dpi."
_DAMAGED = "Tệp ảnh bị hỏng, không mở được. Lấy lại bản gốc."
_NO_TIME = "Trang {} trở đi: chưa đọc vì hết thời gian cho một tệp; chạy lại với --timeout lớn hơn."
_ERRORS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, struct.error)


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
    count = sum(1 for data in files for _ in _frames(data))
    if count > _MOST_PAGES:
        raise UnreadableError("too_large", f"Tệp ảnh có {count} trang, quá giới hạn {_MOST_PAGES}. Chia nhỏ tệp.")
    return count


def _pictures(files: Sequence[bytes]) -> Iterator[Picture]:
    for data in files:
        for frame in _frames(data):
            with _told_apart():
                yield _picture(frame)


def _frames(data: bytes) -> Iterator[Image.Image]:
    """The pages of a file: of a photograph its first picture, others are previews of it; of a TIFF all but previews."""
    with _told_apart(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data)) as image:
            for frame in ImageSequence.Iterator(image) if image.format == "TIFF" else [image]:
                if frame.width * frame.height > _MOST_DOTS:
                    raise UnreadableError("too_large", _TOO_LARGE)
                if not _is_preview(frame):
                    yield frame


@contextmanager
def _told_apart() -> Iterator[None]:
    """What Pillow raises, as the reason why a picture cannot be read."""
    try:
        yield
    except Image.DecompressionBombError as error:
        raise UnreadableError("too_large", _TOO_LARGE) from error
    except _ERRORS as error:
        raise UnreadableError("damaged", f"{_DAMAGED}\n{error}") from error


def _is_preview(frame: Image.Image) -> bool:
    return isinstance(frame, TiffImageFile) and bool(int(frame.tag_v2.get(_KIND, 0)) & 1)


# the tag of a TIFF that says what a picture is; its first bit: another one made smaller
_KIND = 254


def _picture(frame: Image.Image) -> Picture:
    """A frame as it is read best: upright as its camera held it, at the usual resolution, transparent places white."""
    across, down = _dots_an_inch(frame)
    wanted = resolution(frame.width * POINTS / across, frame.height * POINTS / down)
    size = max(1, round(frame.width * wanted / across)), max(1, round(frame.height * wanted / down))
    made = _plain(frame)
    if max(abs(wanted / across - 1), abs(wanted / down - 1)) > 0.05:
        made = made.resize(size, Image.Resampling.LANCZOS)
    dpi = wanted if made.size == size else across
    return picture_of(np.asarray(ImageOps.exif_transpose(made)), dpi)


def _plain(frame: Image.Image) -> Image.Image:
    """A frame in gray, or in red, green and blue."""
    if frame.mode in ("1", "L"):
        return frame.convert("L")
    if frame.mode.startswith(("I", "F")):  # more than 256 grays, in Pillow cut off at 255
        deep = np.nan_to_num(np.asarray(frame).astype(np.float32))
        return Image.fromarray((deep.clip(0) * (255 / max(deep.max(), 1e-6))).astype(np.uint8))
    if not frame.has_transparency_data:
        return frame.convert("RGB")
    whole = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")


def _dots_an_inch(frame: Image.Image) -> tuple[float, float]:
    """Across and down (of a fax 204 and 98), as the file says, where a scanner can have said it; else by A4."""
    said = frame.info.get("dpi")
    if isinstance(said, tuple) and len(said) == 2:
        across, down = map(float, said)
        if all(_SCANNERS[0] <= dpi <= _SCANNERS[1] for dpi in (across, down)):
            longer = max(frame.width / across, frame.height / down)
            if 0.4 * _A4 < longer < 4 * _A4:
                return across, down
    return (max(frame.size) / _A4,) * 2
