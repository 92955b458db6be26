"""A stored dataset as a bag for an archive (RFC 8493): its files, the events of its runs, and a checksum of each."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from normalize.storage import FILES, STORE

BAG = "bag"
TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
"""The files of a bag that say what is in it."""

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_DESCRIPTION = "Bộ dữ liệu đọc từ các báo cáo (bảng files ghi mã SHA-256 của từng tệp gốc) và nhật ký sự kiện."
# what would break a line of a manifest, and the sign that stands for it
_ENCODED = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}


def write_bag(out: Path, folder: Path) -> Path:
    """The folder of a bag with the dataset in `out`; an older one is replaced when the new one is complete.

    The originals are not in it: they stay where they are, and the table `files` names each with its checksum.
    """
    bag, fresh, old = (folder / name for name in (BAG, f".{BAG}-{os.getpid()}", f".{BAG}-{os.getpid()}-old"))
    try:
        sums = dict(_payload(out, fresh))
        _tag(fresh, sums)
        if bag.exists():
            bag.rename(old)
        fresh.rename(bag)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return bag


def _payload(out: Path, bag: Path) -> Iterator[tuple[str, str]]:
    """Copy the dataset and its events; each path in the bag with its checksum."""
    for name, path in _chosen(out):
        target = bag / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        yield f"data/{name}", _sum(target)


def _chosen(out: Path) -> Iterator[tuple[str, Path]]:
    for name in FILES:
        if (out / name).is_file():
            yield name, out / name
    for path in sorted((out / STORE / "log").glob("*/events.jsonl")):
        yield f"events/{path.parent.name}.jsonl", path


def _tag(bag: Path, sums: Mapping[str, str]) -> None:
    size = sum((bag / name).stat().st_size for name in sums)
    about = {
        "Bag-Software-Agent": f"baocao {version('baocao')}",
        "Bagging-Date": date.today().isoformat(),
        "Payload-Oxum": f"{size}.{len(sums)}",
        "External-Description": _DESCRIPTION,
    }
    declaration, info, manifest, tags = (bag / name for name in TAGS)
    _write(declaration, _DECLARATION)
    _write(info, "".join(f"{name}: {value}\n" for name, value in about.items()))
    _write(manifest, _lines(sums.items()))
    _write(tags, _lines((path.name, _sum(path)) for path in (declaration, info, manifest)))


def _lines(sums: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{own}  {name.translate(_ENCODED)}\n" for name, own in sums)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
