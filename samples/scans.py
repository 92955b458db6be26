"""Scans of the samples, as offices make them: gray or worn pictures of pages, crooked, stamped, without any text."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page was scanned: dots an inch, degrees it lies crooked, gray of the noise, a red stamp, JPEG quality.

    `shadow` is how much of the light is missing in the lower right corner, as where a page was photographed.
    """

    dpi: int = 200
    crooked: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    stamp: bool = False
    quarters: int = 0
    quality: int = 85
    shadow: float = 0.0


CLEAN = Wear()
WORN = Wear(dpi=150, crooked=0.6, noise=14.0, blur=0.4, stamp=True, quality=70)
SHADOWED = Wear(shadow=0.65)


def scanned(pdf: Path, wear: Wear = CLEAN, seed: int = 7) -> Iterator[Image.Image]:
    """The pages of a PDF as pictures; the same seed gives the same noise."""
    chance = np.random.default_rng(seed)
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        image = page.render(scale=wear.dpi / 72).to_pil().convert("RGB")
        if wear.stamp and number == len(document) - 1:
            _stamp(image, wear.dpi)
        if wear.crooked:
            image = image.rotate(wear.crooked * (1 if number % 2 else -1), Image.Resampling.BICUBIC, fillcolor="white")
        if wear.shadow:
            image = _shadowed(image, wear.shadow)
        if wear.blur:
            image = image.filter(ImageFilter.GaussianBlur(wear.blur))
        if wear.noise:
            dots = np.asarray(image, dtype=float) + chance.normal(0, wear.noise, (*image.size[::-1], 1))
            image = Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))
        yield image.rotate(-90 * wear.quarters, expand=True) if wear.quarters else image
    document.close()


def _shadowed(image: Image.Image, shadow: float) -> Image.Image:
    across, down = np.linspace(0, 0.5, image.width), np.linspace(0, 0.5, image.height)
    light = 1 - shadow * (across[None, :, None] + down[:, None, None])
    return Image.fromarray((np.asarray(image) * light).astype(np.uint8))


def _stamp(image: Image.Image, dpi: int) -> None:
    """A round red stamp with a ring over the lower right, where the signature stands."""
    size = round(dpi * 1.4)
    left, top = round(image.width * 0.58), round(image.height * 0.30)
    drawn = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(drawn)
    for inset, width in ((0, 5), (size // 5, 2)):
        box = (left + inset, top + inset, left + size - inset, top + size - inset)
        draw.ellipse(box, outline=(205, 30, 45, 190), width=width)
    draw.regular_polygon((left + size // 2, top + size // 2, size // 6), 5, fill=(205, 30, 45, 170))
    image.paste(Image.alpha_composite(image.convert("RGBA"), drawn).convert("RGB"))


def as_pdf(images: Iterator[Image.Image], wear: Wear = CLEAN) -> bytes:
    """A PDF that holds one picture a page and nothing else."""
    out = pypdfium2.PdfDocument.new()
    for image in images:
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=wear.quality, dpi=(wear.dpi, wear.dpi))
        jpeg.seek(0)
        _add(out, jpeg, image.width * 72 / wear.dpi, image.height * 72 / wear.dpi)
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def _add(out: Any, jpeg: io.BytesIO, width: float, height: float) -> None:
    page = out.new_page(width, height)
    picture = pypdfium2.PdfImage.new(out)
    picture.load_jpeg(jpeg, inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
    page.gen_content()
