"""Pictures of pages in every form that scanners and cameras write, and in those that nobody can read."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.paged import from_images
from extract.paged.from_images import ImagesSource
from extract.paged.picture import Picture
from extract.records import Recognition, UnreadableError

SHEET = 827, 1169  # A4 at 100 dpi


def sheet(size: tuple[int, int] = SHEET, fill: int = 255) -> Image.Image:
    """White paper with a black bar at its head, from the left to the middle."""
    image = Image.new("L", size, fill)
    ImageDraw.Draw(image).rectangle((0, size[1] // 10, size[0] // 2, size[1] // 5), fill=0)
    return image


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pictures(data: bytes) -> list[Picture]:
    found = list(from_images._pictures([data]))
    assert from_images._count([data]) == len(found)
    return found


def deep(factor: int, kind: type = np.uint16) -> Image.Image:
    return Image.fromarray((np.asarray(sheet()).astype(np.float64) * factor).astype(kind))


def see_through() -> Image.Image:
    clear = sheet().convert("LA")
    clear.putalpha(sheet().point(lambda v: 255 - v))
    return clear


def palette() -> bytes:
    """A palette of two blacks, of which the paper's is see-through."""
    image = sheet().point(lambda v: int(v > 0)).convert("P")
    image.putpalette([0] * 768)
    return written(image, "PNG", transparency=1)


FORMS = [
    (written(sheet(), "PNG"), "gray"),
    (written(sheet().convert("1"), "PNG"), "black and white"),
    (written(sheet().convert("1"), "TIFF", compression="group4"), "a fax"),
    (written(sheet(), "JPEG", quality=30), "a poor JPEG"),
    (written(sheet().convert("CMYK"), "JPEG"), "four inks"),
    (written(sheet().convert("CMYK"), "TIFF"), "four inks, in a TIFF"),
    (written(see_through(), "PNG"), "paper that is see-through and black below"),
    (palette(), "a palette with a see-through colour"),
    (written(deep(257), "PNG"), "16 bits"),
    (written(deep(257), "TIFF"), "16 bits, in a TIFF"),
    (written(deep(16), "TIFF"), "12 bits in 16"),
    (written(deep(257, np.int32), "TIFF"), "32 bits"),
    (written(Image.fromarray(np.asarray(sheet()).astype(np.float32) / 255), "TIFF"), "fractions"),
]


@pytest.mark.parametrize(("data", "why"), FORMS, ids=[x[1] for x in FORMS])
def test_every_form_shows_the_same_picture(data: bytes, why: str) -> None:
    (picture,) = pictures(data)
    assert picture.gray.dtype == np.uint8
    height, width = picture.gray.shape
    assert picture.ink.mean() == pytest.approx(0.05, abs=0.005), why
    assert picture.ink[height * 3 // 20, width // 4], why
    assert not picture.ink[height // 2, width // 4], why


A4_200 = 1654, 2338
SIZES: list[tuple[tuple[int, int], tuple[float, float] | None, tuple[int, int], str]] = [
    ((1654, 2339), (200, 200), (1654, 2339), "as it is wanted"),
    ((827, 1169), (100, 100), A4_200, "coarse"),
    ((3308, 4677), (400, 400), (1654, 2338), "fine"),
    ((1654, 2339), None, (1654, 2339), "nothing is said: A4"),
    ((827, 1169), (72, 72), A4_200, "a screen's resolution: A4"),
    ((1700, 1100), (204, 98), (1667, 2245), "a fax, coarse from line to line"),
    ((1700, 2200), (204, 196), (1700, 2200), "a fine fax is near enough"),
    ((2339, 1654), (200, 200), (2339, 1654), "a broad page"),
]


@pytest.mark.parametrize(("size", "dpi", "wanted", "why"), SIZES, ids=[x[3] for x in SIZES])
def test_a_picture_is_read_at_the_usual_resolution(
    size: tuple[int, int], dpi: tuple[float, float] | None, wanted: tuple[int, int], why: str
) -> None:
    options = {"dpi": dpi} if dpi else {}
    (picture,) = pictures(written(sheet(size), "TIFF", **options))
    assert picture.gray.shape[::-1] == pytest.approx(wanted, abs=4), why
    assert picture.dpi == pytest.approx(200, abs=6), why


@pytest.mark.parametrize("size", [(10, 10), (1, 1), (1, 5000), (5000, 1), (40, 30)], ids=str)
def test_the_smallest_pictures_have_dots(size: tuple[int, int]) -> None:
    (picture,) = pictures(written(Image.new("L", size, 255), "PNG"))
    assert min(picture.gray.shape) >= 1
    assert not picture.ink.any()


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_a_picture_stands_as_its_camera_was_held(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    (picture,) = pictures(written(sheet(), kind, exif=exif))
    height, width = picture.gray.shape
    assert width > height
    assert picture.ink[height // 4, width * 17 // 20]


def test_a_photograph_is_one_page_whatever_previews_it_has() -> None:
    small = sheet((80, 110))
    photo = written(sheet(), "MPO", save_all=True, append_images=[small])
    assert [p.gray.shape for p in pictures(photo)] == [(2338, 1654)]


def test_a_tiff_has_its_pages_and_previews_are_none() -> None:
    data = written(sheet(), "TIFF", save_all=True, append_images=[sheet(), sheet((80, 110))])
    assert len(pictures(data)) == 3
    assert len(pictures(marked_as_preview(data))) == 2


def marked_as_preview(data: bytes) -> bytes:
    """The TIFF with the tag of a smaller copy on its last picture, in place of one that is of no use here."""
    at, places = 4, []
    while True:
        (at,) = struct.unpack_from("<I", data, at)
        if not at:
            break
        places.append(at)
        (count,) = struct.unpack_from("<H", data, at)
        at += 2 + 12 * count
    (count,) = struct.unpack_from("<H", data, places[-1])
    tags = [data[places[-1] + 2 + 12 * i :][:12] for i in range(count)]
    spare = next(i for i, tag in enumerate(tags) if struct.unpack_from("<H", tag)[0] == 284)
    tags[spare] = struct.pack("<HHII", 254, 4, 1, 1)
    tags.sort(key=lambda tag: struct.unpack_from("<H", tag)[0])
    return data[: places[-1] + 2] + b"".join(tags) + data[places[-1] + 2 + 12 * count :]


def three_pages() -> bytes:
    return written(sheet(), "TIFF", save_all=True, append_images=[sheet(), sheet()], compression="tiff_lzw")


@pytest.mark.parametrize(
    "data",
    [written(sheet(), "PNG"), written(sheet(), "JPEG"), written(sheet(), "TIFF"), three_pages()],
    ids=["PNG", "JPEG", "TIFF", "three pages"],
)
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_what_is_cut_off_is_damaged(data: bytes, kept: float) -> None:
    with pytest.raises(UnreadableError) as error:
        pictures(data[: int(len(data) * kept)])
    assert error.value.reason == "damaged"


def giant(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""
    data = bytearray(written(Image.new("L", (1, 1)), "PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


def later_giant() -> bytes:
    """A TIFF whose second page claims to be 60,000 dots wide and high."""
    data = written(sheet(), "TIFF", save_all=True, append_images=[Image.new("L", (16, 17))])
    wide, high = struct.pack("<HHII", 256, 4, 1, 16), struct.pack("<HHII", 257, 4, 1, 17)
    assert data.count(wide) == data.count(high) == 1
    huge = struct.pack("<I", 60_000)
    return data.replace(wide, wide[:8] + huge).replace(high, high[:8] + huge)


@pytest.mark.parametrize(
    "data", [giant(20_000, 20_000), giant(14_000, 15_000), later_giant()], ids=["giant", "large", "second page"]
)
def test_a_picture_that_is_too_large_is_not_opened(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        pictures(data)
    assert error.value.reason == "too_large"


def test_more_pages_than_a_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_images, "_MOST_PAGES", 2)
    with pytest.raises(UnreadableError) as error:
        from_images._count([three_pages()])
    assert error.value.reason == "too_large"


@pytest.mark.parametrize(("mode", "folder"), [("never", "/somewhere"), ("auto", "")])
def test_without_ocr_a_picture_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, mode: str, folder: str) -> None:
    monkeypatch.setattr(from_images, "trained", lambda: folder)
    with pytest.raises(UnreadableError) as error:
        ImagesSource(Path("a.png"), [written(sheet(), "PNG")], "image/png", "0", Recognition(mode))
    assert error.value.reason == "needs_ocr"
