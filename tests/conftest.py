"""What several tests share: the rules, blocks made of texts, and a report read from them."""

import gc
import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from extract.paged.trained import trained
from extract.records import Block, Document, Piece, Report
from extract.report import read_report
from extract.rules import Rules, load

# every day the same few examples, so that a red suite means a change; `make fuzz` looks for new ones at length
settings.register_profile("everyday", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


MakeBlocks = Callable[[Sequence[str]], tuple[Block, ...]]


@pytest.fixture(scope="session")
def tesseract() -> None:
    """Asks for Tesseract with Vietnamese: without it a test is skipped, in CI it fails."""
    if not trained():
        if os.environ.get("CI"):
            pytest.fail("CI needs tesseract-ocr-vie and tesserocr")
        pytest.skip("needs tesseract-ocr-vie and tesserocr")


@pytest.fixture(scope="session")
def dask() -> None:
    """Asks for Dask distributed: without it a test is skipped, in CI it fails."""
    _must_be_here("distributed")


@pytest.fixture(scope="session")
def addresses_here() -> None:
    """Asks for fsspec, as `dask` does for Dask."""
    _must_be_here("fsspec")


def _must_be_here(library: str) -> None:
    if not find_spec(library):
        if os.environ.get("CI"):
            pytest.fail("CI needs the extra cluster")
        pytest.skip("needs the extra cluster")


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load()


@pytest.fixture(scope="session")
def make_blocks() -> MakeBlocks:
    """Texts → paragraphs; what stands between ** at the head of a text is bold: `**1. Tên**: nội dung`."""

    def make(texts: Sequence[str]) -> tuple[Block, ...]:
        blocks = []
        for index, text in enumerate(texts):
            bold, plain = text[2:].split("**") if text.startswith("**") else ("", text)
            piece = Piece(0, len(bold + plain), source=index)
            blocks.append(Block(index, bold + plain, (piece,), lead=len(bold)))
        return tuple(blocks)

    return make


@pytest.fixture(scope="session")
def read(rules: Rules, make_blocks: MakeBlocks) -> Callable[[Sequence[str]], Report]:
    """Texts of a body → the report they make."""

    def read(texts: Sequence[str]) -> Report:
        return read_report(Document(Path("b.docx"), "0", 0, "", "docx", make_blocks(texts)), rules)

    return read


@pytest.fixture(scope="session")
def read_result(read: Callable[[Sequence[str]], Report]) -> Callable[[str], Report]:
    """One paragraph of running text → the report that holds it as block 2, under a section of results."""
    return lambda text: read(["**I. KẾT QUẢ THỰC HIỆN**", "**1. Lĩnh vực kinh tế**", text])
