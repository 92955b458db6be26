"""Word files with comments: each at its words, none lost, everything else as it was, whatever Word made of the file."""

import io
import zipfile
from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from extract.records import Block, UnreadableError
from extract.source import open_source
from extract.word.commented import comment_one, commented
from extract.word.marks import Remark
from samples.package import text_of
from samples.variants import VARIANTS, twin

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "commune-2025" / "report.docx"
# one for each way in which the place of the words may be hard to tell
HARD = [
    "insertions", "deleted_paragraph_marks", "inline_controls", "simple_fields", "comments_and_spelling", "notes",
    "runs_of_one_letter", "equations", "text_boxes_of_all", "nested_tables", "automatic_numbers", "years_of_editing",
    "strict_in_utf_16", "other_part_names",
]  # fmt: skip
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def blocks_of(data: bytes, folder: Path) -> tuple[Block, ...]:
    (folder / "b.docx").write_bytes(data)
    return open_source(folder / "b.docx").document.blocks


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main_name(data: bytes) -> str:
    return next(name for name, part in parts(data).items() if b"body" in part.replace(b"\0", b"") and "xml" in name)


def main_of(data: bytes) -> Any:
    return etree.fromstring(parts(data)[main_name(data)])


def about_numbers(blocks: Sequence[Block]) -> list[Remark]:
    """A remark on the first number of every block."""
    found = []
    for block in blocks:
        digits = [i for i, char in enumerate(block.text) if char.isdigit()]
        if digits:
            found.append(Remark(block.index, digits[0], digits[0] + 1, block.text, ["Đề nghị kiểm tra lại."]))
    return found


def marks(main: Any) -> list[list[str]]:
    """The numbers of the beginnings, the ends and the references, each sorted."""
    space = WORD if main.tag.startswith(WORD) else STRICT
    tags = ("commentRangeStart", "commentRangeEnd", "commentReference")
    return [sorted(mark.get(space + "id") for mark in main.iter(space + tag)) for tag in tags]


@pytest.mark.parametrize("name", HARD)
def test_no_comment_is_lost_and_the_text_stays(name: str, tmp_path: Path) -> None:
    hold(name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(VARIANTS) - set(HARD)))
def test_in_every_twin(name: str, tmp_path: Path) -> None:
    hold(name, tmp_path)


def hold(name: str, folder: Path) -> None:
    before = twin(SAMPLE, name, folder / "a.docx").read_bytes()
    blocks = blocks_of(before, folder)
    remarks = about_numbers(blocks)
    after = commented(before, remarks)
    starts, ends, references = marks(main_of(after))
    old, new = parts(before), parts(after)
    was = marks(etree.fromstring(old[main_name(before)]))
    assert len(remarks) > 20
    assert len(starts) == len(remarks) + len(was[0])
    assert len(set(starts) - set(was[0])) == len(remarks)
    assert starts == ends
    assert len(references) == len(remarks) + len(was[2])
    assert [b.text for b in blocks_of(after, folder)] == [b.text for b in blocks]
    # the main part, its relations and the types; or the main part and the comments that were there
    assert len([n for n, part in old.items() if new[n] != part]) in (2, 3)


@cache
def plain() -> tuple[bytes, tuple[Block, ...]]:
    return SAMPLE.read_bytes(), open_source(SAMPLE).document.blocks


def within(main: Any, number: str = "0") -> str:
    """What stands between the marks of a comment."""
    inside, text = False, ""
    for element in main.iter():
        if element.tag in (WORD + "commentRangeStart", WORD + "commentRangeEnd") and element.get(WORD + "id") == number:
            inside = element.tag.endswith("Start")
        elif inside and element.tag == WORD + "t":
            text += element.text or ""
    return text


def test_the_comment_is_at_its_words() -> None:
    data, blocks = plain()
    block = next(b for b in blocks if "13.662 triệu đồng" in b.text)
    start = block.text.index("13.662 triệu đồng")
    remark = Remark(block.index, start, start + 17, block.text, ["Mục 1.2: …", "Tính lại: 92."])
    copy = commented(data, [remark, remark])
    assert within(main_of(copy)) == within(main_of(copy), "1") == "13.662 triệu đồng"
    comments = docx.Document(io.BytesIO(copy)).comments
    assert [(c.author, c.text) for c in comments] == [("baocao", "Mục 1.2: …\nTính lại: 92.")] * 2


def test_a_remark_without_a_place_is_said_at_the_head() -> None:
    data, _ = plain()
    main = main_of(commented(data, [Remark(-1, 0, 0, "", ["Số văn bản để trống."]), Remark(999, 3, 4, "lạ", ["…"])]))
    first = next(main.iter(WORD + "p"))
    assert [e.get(WORD + "id") for e in first.iter(WORD + "commentReference")] == ["0", "1"]


P = f"<w:p {nsdecls('w')}>%s</w:p>"
RUN = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>'


def made(*paragraphs: str) -> bytes:
    word = docx.Document()
    for paragraph in paragraphs:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(P % paragraph))
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


PLACES = [
    ([RUN % "Thu 5 tỷ, chi 5 tỷ."], "Thu 5 tỷ, chi 5 tỷ.", 14, 15, "5", "the second of two alike"),
    ([RUN % "Thu ngân", RUN % "sách 5 tỷ."], "Thu ngân sách 5 tỷ.", 4, 15, "ngân" + "sách 5", "a cut paragraph"),
    ([RUN % "Thu 5" + "<w:r><w:noBreakHyphen/></w:r>" + RUN % "7 tỷ."], "Thu 5-7 tỷ.", 4, 7, "57", "a hyphen of Word"),
    ([f"<w:ins w:id='9' w:author='a'>{RUN % 'Thu 5 tỷ.'}</w:ins>"], "Thu 5 tỷ.", 4, 5, "5", "what was inserted"),
    ([RUN % "Hộ nghe\u0300o 5."], "Hộ nghèo 5.", 3, 8, "nghe\u0300o", "letters taken apart"),
    ([RUN % "Thu 5 tỷ."], "Thu 5 tỷ.", 3, 3, "Thu 5 tỷ.", "nothing to point at: the paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "text", "start", "end", "expected", "why"), PLACES, ids=[p[5] for p in PLACES])
def test_where_the_words_stand(
    paragraphs: list[str], text: str, start: int, end: int, expected: str, why: str, tmp_path: Path
) -> None:
    data = made(*paragraphs)
    (block,) = blocks_of(data, tmp_path)
    assert block.text == text
    main = main_of(commented(data, [Remark(0, start, end, text, ["…"])]))
    assert within(main) == expected, why
    assert "".join(text_of(p) for p in main.iter(WORD + "p")) == "".join(p for p in texts(paragraphs))
    assert all(run.find(WORD + "rPr") is not None for run in main.iter(WORD + "r") if run.find(WORD + "t") is not None)


def texts(paragraphs: Sequence[str]) -> list[str]:
    return [text_of(parse_xml(P % paragraph)) for paragraph in paragraphs]


def test_a_note_and_a_box_are_marked_from_outside(tmp_path: Path) -> None:
    for name in ("notes", "text_boxes"):
        data = twin(SAMPLE, name, tmp_path / "a.docx").read_bytes()
        main = main_of(commented(data, about_numbers(blocks_of(data, tmp_path))))
        boxes = [box for box in main.iter(WORD + "txbxContent") if next(box.iter(WORD + "commentRangeStart"), None)]
        assert boxes == []


def test_the_child_makes_a_copy_and_leaves_the_file(tmp_path: Path) -> None:
    data, _ = plain()
    (tmp_path / "a.docx").write_bytes(data)
    asked = [Remark(-1, 0, 0, "", ["…"])._asdict()]
    (row,) = comment_one(str(tmp_path / "a.docx"), sha256(data).hexdigest(), asked)["copies"]
    assert b64decode(row["docx"]) == commented(data, [Remark(-1, 0, 0, "", ["…"])])
    assert (tmp_path / "a.docx").read_bytes() == data
    assert comment_one(str(tmp_path / "a.docx"), "0", asked) == {"copies": []}
    with pytest.raises(UnreadableError):
        comment_one(str(tmp_path / "gone.docx"), "0", asked)
