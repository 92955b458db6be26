"""An archive out of the samples: as many files as asked for, each with issuer, number and figures of its own.

`varied.py FOLDER COUNT`. Nine of ten are DOCX, the others PDF; one of fifty is damaged. The same count gives the same
bytes.
"""

import io
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import regex

HOME = Path(__file__).resolve().parent.parent
_MAIN = "word/document.xml"
# the place by which a sample's issuer is called, in small letters and in capitals
_PLACES = {
    "commune-2025": "Thượng Lũng",
    "district-2022": "Sơn Khê",
    "district-2023": "Sơn Khê",
    "district-2024-9m": "Sơn Khê",
    "letter-and-report-2024": "Nặm Cuổi",
}
_FIRST = ("An", "Bạch", "Cẩm", "Đại", "Hồng", "Kim", "Lâm", "Mỹ", "Ngọc", "Phú", "Quảng", "Tân", "Thanh", "Vĩnh", "Yên")
_LAST = ("Bình", "Châu", "Đàm", "Giang", "Hải", "Khê", "Lộc", "Mai", "Ninh", "Phong", "Sơn", "Thủy", "Trạch", "Xuân")
# the number of the paper, and the numbers that may change without breaking a date: 52.914, 873,5
_NUMBER = regex.compile(r"(?<=Số: )\d+(?=/)")
_FIGURE = regex.compile(r"(?<![\d./])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d./])|(?<![\d./,])\d{2,3},\d(?![\d./])")
# each issuer sends so many reports; with fewer, one of them would be an archive by itself
_OF_ONE_ISSUER = 8
_PDF, _BAD = 10, 50


def write_archive(folder: Path, count: int) -> None:
    """Write so many files, a hundred in a folder."""
    for number in range(count):
        name, data = _file(number)
        path = folder / f"{number // 100:04}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _file(number: int) -> tuple[str, bytes]:
    chance = Random(number)
    sample = list(_PLACES)[(number + number // _PDF) % len(_PLACES)]
    if number % _PDF == _PDF - 1:
        data = (HOME / "samples" / sample / "report.pdf").read_bytes() + f"\n% {number}\n".encode()
        return f"{number:06}.pdf", data
    data = _varied(sample, number, chance)
    if number % _BAD == 0:
        data = data[: len(data) // 2]
    return f"{number:06}.docx", data


def _varied(sample: str, number: int, chance: Random) -> bytes:
    """A sample's DOCX with another issuer, number and figures."""
    parts = dict(_parts(sample))
    text = parts[_MAIN].decode("utf-8")
    old, new = _PLACES[sample], _place(number // _OF_ONE_ISSUER)
    text = text.replace(old, new).replace(old.upper(), new.upper())
    text = _NUMBER.sub(str(number + 1), text)
    text = _FIGURE.sub(lambda match: _other(match[0], chance), text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in {**parts, _MAIN: text.encode("utf-8")}.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _place(issuer: int) -> str:
    """A place that no other issuer bears: Hồng Khê, then Hồng Khê An …"""
    first, rest = issuer % len(_FIRST), issuer // len(_FIRST)
    last, more = rest % len(_LAST), rest // len(_LAST)
    return " ".join([_FIRST[first], _LAST[last], *([_LAST[more % len(_LAST)]] if more else [])])


def _other(printed: str, chance: Random) -> str:
    """A number printed like this one: 52.914 → 52.371."""
    return "".join(str(chance.randrange(10)) if sign.isdigit() and at > 1 else sign for at, sign in enumerate(printed))


@cache
def _parts(sample: str) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(HOME / "samples" / sample / "report.docx") as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def main(words: Iterator[str]) -> None:
    """Write an archive into a folder."""
    write_archive(Path(next(words)), int(next(words)))


if __name__ == "__main__":
    main(iter(sys.argv[1:]))
