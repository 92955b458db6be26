"""Pages read by Tesseract: pictures among pages of text, wrong text layers, stamps, and pictures of nothing."""

import io
import re
import zlib
from collections import Counter
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pandas
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.paged import reading
from extract.paged.picture import Picture, picture_of
from extract.paged.reading import read_pictures, stamped
from extract.paged.recognise import recognised
from extract.records import Recognition, UnreadableError
from extract.source import open_source
from pipeline import main, read_one
from samples.scans import Wear, as_pdf, scanned

pytestmark = pytest.mark.usefixtures("tesseract")

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
SAMPLE = SAMPLES / "commune-2025" / "report.pdf"
RED = (200, 30, 45)


@pytest.fixture(scope="module")
def sheets() -> list[Image.Image]:
    """The pages of the sample as clean pictures."""
    return list(scanned(SAMPLE))


@pytest.fixture(scope="module")
def head(sheets: list[Image.Image]) -> Image.Image:
    """The upper third of the first page."""
    first = sheets[0]
    return first.crop((0, 0, first.width, first.height // 3))


def saved(pdf: Any, path: Path) -> Path:
    out = io.BytesIO()
    pdf.save(out)
    path.write_bytes(out.getvalue())
    return path


def mixed(sheets: list[Image.Image], path: Path) -> Path:
    """The sample with its second page as a picture."""
    scan = pypdfium2.PdfDocument(as_pdf(iter(sheets[1:2])))
    pdf = pypdfium2.PdfDocument(SAMPLE)
    pdf.del_page(1)
    pdf.import_pages(scan, [0], 1)
    return saved(pdf, path)


def figures(rows: dict[str, list[dict[str, Any]]]) -> list[tuple[Any, ...]]:
    return [(row["task_path"], row["value"], row["unit"], row["relation"]) for row in rows["figures"]]


def cells(rows: dict[str, list[dict[str, Any]]]) -> list[tuple[Any, ...]]:
    """The cells of the tables below their heads."""
    found = [(row["table_row"], row["table_column"], row["text"]) for row in rows["blocks"] if row["kind"] == "cell"]
    return [cell for cell in found if cell[0]]


@pytest.fixture(scope="module")
def as_text() -> dict[str, list[dict[str, Any]]]:
    return read_one(str(SAMPLE))


def test_a_picture_among_pages_of_text(sheets: list[Image.Image], as_text: Any, tmp_path: Path) -> None:
    rows = read_one(str(mixed(sheets, tmp_path / "b.pdf")), threads=2)
    assert len(cells(as_text)) > 8
    assert cells(rows) == cells(as_text)
    (report,), (file,) = rows["reports"], rows["files"]
    assert (report["text_source"], report["pages"], report["ocr_pages"]) == ("mixed", 3, 1)
    assert (file["outcome"], file["detail"]) == ("ok", "Trang 2: đọc từ ảnh (không có lớp chữ).")
    assert figures(rows) == figures(as_text)
    assert {row["confidence"] is None for row in rows["figures"] if row["page"] != 2} == {True}
    assert {row["confidence"] is None for row in rows["figures"] if row["page"] == 2} == {False}
    for ours, row in zip(rows["figures"], as_text["figures"], strict=True):
        assert ours["page"] == row["page"]
        assert (ours["x0"], ours["y0"]) == pytest.approx((row["x0"], row["y0"]), abs=6)


def test_without_ocr_a_mixed_file_is_read_in_part(sheets: list[Image.Image], tmp_path: Path) -> None:
    rows = read_one(str(mixed(sheets, tmp_path / "b.pdf")), mode="never")
    (file,) = rows["files"]
    assert (file["outcome"], file["reason"]) == ("partial", "needs_ocr")
    said = "Trang 2: chưa đọc vì chưa cài nhận dạng chữ; cài rồi chạy lại (không có lớp chữ)."
    assert file["detail"] == said
    assert {row["page"] for row in rows["figures"]} <= {1, 3}


def test_when_time_is_over_the_rest_stays_unread(sheets: list[Image.Image], head: Image.Image, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(as_pdf(iter([head, *sheets[1:]])))
    document = open_source(tmp_path / "b.pdf", Recognition(seconds=0)).document
    assert (document.unread_pages, document.unread_why) == ((2, 3), "timeout")
    assert document.repairs[-1].startswith("Trang 2, 3: chưa đọc vì hết thời gian cho một tệp;")


def garbled(path: Path) -> Path:
    """The first page of the sample, drawn as it was, with a text layer in which every letter is another."""

    def shifted(match: "re.Match[bytes]") -> bytes:
        try:
            cmap = zlib.decompress(match[1])
        except zlib.error:
            return match[0]
        if b"beginbfchar" not in cmap:
            return match[0]
        wrong = re.sub(rb"(<\w{2,4}> <)(\w{4})(>)", lambda m: m[1] + b"%04X" % (int(m[2], 16) + 3) + m[3], cmap)
        return b"stream\n" + zlib.compress(wrong) + b"\nendstream"

    data = re.sub(rb"stream\r?\n(.*?)\r?\nendstream", shifted, SAMPLE.read_bytes(), flags=re.DOTALL)
    pdf = pypdfium2.PdfDocument(data)
    del pdf[2], pdf[1]
    return saved(pdf, path)


def test_a_text_layer_of_wrong_letters_is_not_believed(tmp_path: Path) -> None:
    path = garbled(tmp_path / "b.pdf")
    assert "Cộng" not in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    document = open_source(path).document
    assert document.repairs == ("Trang 1: đọc từ ảnh (lớp chữ không phải tiếng Việt đọc được).",)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in [block.text for block in document.blocks]


def test_a_file_of_wrong_letters_is_not_read_without_ocr(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        open_source(garbled(tmp_path / "b.pdf"), Recognition("never"))
    assert error.value.reason == "needs_ocr"


def marked(image: Image.Image, text: str = "MAT") -> Image.Image:
    """The picture with a red stamp in its upper right: a frame, letters, and the signs of Ậ."""
    stamped = image.copy()
    draw = ImageDraw.Draw(stamped)
    left, top = stamped.width - 420, 20
    draw.rectangle((left, top, left + 240, top + 110), outline=RED, width=4)
    draw.text((left + 45, top + 22), text, fill=RED, font=ImageFont.load_default(64), stroke_width=1)
    draw.line([(left + 112, top + 26), (left + 123, top + 16), (left + 134, top + 26)], fill=RED, width=4)
    draw.ellipse((left + 119, top + 90, left + 127, top + 98), fill=RED)
    return stamped


def office(image: Image.Image) -> Image.Image:
    """The picture with the round red stamp of an office."""
    stamped = image.copy()
    draw = ImageDraw.Draw(stamped)
    for inset, width in ((0, 5), (60, 2)):
        draw.ellipse((900 + inset, 300 + inset, 1180 - inset, 580 - inset), outline=RED, width=width)
    draw.text((985, 380), "U.B.N.D", fill=RED, font=ImageFont.load_default(32))
    draw.regular_polygon((1040, 460, 40), 5, fill=RED)
    return stamped


def test_a_red_stamp_of_secrecy_keeps_a_scan_out(head: Image.Image, tmp_path: Path) -> None:
    marked(head).save(tmp_path / "b.png", dpi=(200, 200))
    with pytest.raises(UnreadableError) as error:
        read_one(str(tmp_path / "b.png"))
    assert error.value.reason == "state_secret"


def test_the_stamp_of_an_office_keeps_nothing_out(head: Image.Image) -> None:
    picture = picture_of(np.asarray(office(head)), 200)
    assert picture.stamp() is not None
    assert "MAT" not in "".join(stamped(picture))
    (page,) = read_pictures([(1, picture)], Recognition())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.text.replace("\n", " ")


def test_a_tiff_and_a_folder_of_pages_are_one_report_each(head: Image.Image, tmp_path: Path, capsys: Any) -> None:
    gray = head.crop((0, 0, head.width, head.height // 2)).convert("L")
    (tmp_path / "in" / "trang").mkdir(parents=True)
    for number in (1, 2):
        gray.save(tmp_path / "in" / "trang" / f"page-{number}.png", dpi=(200, 200))
    fax = gray.convert("1")
    fax.save(tmp_path / "in" / "b.tif", save_all=True, append_images=[fax], compression="group4", dpi=(200, 200))
    assert main(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    assert "2" in capsys.readouterr().out
    reports = pandas.read_parquet(tmp_path / "out" / "reports.parquet")
    assert sorted(reports["path"].map(lambda p: Path(p).name)) == ["b.tif", "trang"]
    assert reports["pages"].tolist() == reports["ocr_pages"].tolist() == [2, 2]
    assert set(reports["text_source"]) == {"ocr"}


NOTHING = [
    (Image.new("L", (1654, 2339), 255), "white paper"),
    (Image.new("L", (1654, 2339), 0), "a black page"),
    (Image.new("L", (10, 10), 255), "10 by 10 dots"),
    (Image.new("L", (1, 5000), 0), "a line of dots"),
    (Image.new("RGB", (300, 300), RED), "a red page"),
]


@pytest.mark.parametrize(("image", "why"), NOTHING, ids=[x[1] for x in NOTHING])
def test_where_nothing_is_printed_nothing_is_read(image: Image.Image, why: str, tmp_path: Path) -> None:
    image.save(tmp_path / "b.png")
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.png")
    assert error.value.reason == "nothing_to_read", why


def test_noise_is_no_report() -> None:
    noise = np.random.default_rng(2).integers(0, 256, (300, 250, 3)).astype(np.uint8)
    (page,) = read_pictures([(1, picture_of(noise, 200))], Recognition())
    assert not any(map(str.isdigit, page.text))


@pytest.mark.parametrize("crooked", [2.0, -6.0])
def test_a_crooked_page_is_recognised_once(head: Image.Image, crooked: float, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Picture] = []
    monkeypatch.setattr(reading, "recognised", lambda picture: seen.append(picture) or recognised(picture))
    laid = head.rotate(crooked, Image.Resampling.BICUBIC, fillcolor="white")
    (page,) = read_pictures([(1, picture_of(np.asarray(laid), 200))], Recognition())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.text.replace("\n", " ")
    assert [round(np.degrees(picture.lean), 1) for picture in seen] == [-crooked]


LAID = [(Wear(quarters=1), "on its side"), (Wear(quarters=2), "on its head"), (Wear(quarters=3), "on its other side")]
LAID += [(Wear(crooked=3.0), "crooked"), (Wear(crooked=-5.0), "very crooked")]


@pytest.mark.slow
@pytest.mark.parametrize(("wear", "why"), LAID, ids=[x[1] for x in LAID])
def test_a_scan_however_it_was_laid(wear: Wear, why: str, as_text: Any, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(as_pdf(scanned(SAMPLE, wear)))
    rows = read_one(str(tmp_path / "b.pdf"), threads=2)
    assert [row["task_path"] for row in rows["tasks"]] == [row["task_path"] for row in as_text["tasks"]]
    alike = Counter(figures(rows)) & Counter(figures(as_text))
    # what is turned by a part of a quarter is drawn anew, and loses some of its edges
    assert alike.total() >= len(as_text["figures"]) * (0.93 if wear.crooked else 1.0), why
    if wear.crooked:
        return
    sheet = pypdfium2.PdfDocument(tmp_path / "b.pdf")[0].get_size()
    for row in rows["figures"]:
        assert 0 <= row["x0"] < row["x1"] <= sheet[0]
        assert 0 <= row["y0"] < row["y1"] <= sheet[1]
        # the letters of a turned line stand one above the other
        assert (row["y1"] - row["y0"] > row["x1"] - row["x0"]) == (wear.quarters % 2 == 1) or len(row["raw"]) < 5


def test_pages_of_one_file_are_read_at_the_same_time_and_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    together = Barrier(3, timeout=20)

    def read(number: int, picture: object) -> int:
        together.wait()  # broken, where a page waits for the one before it
        return number

    monkeypatch.setattr("extract.paged.reading._read", read)
    pictures: Any = [(number, None) for number in range(6)]
    assert list(read_pictures(pictures, Recognition(threads=3))) == list(range(6))
