"""Word files from before Unicode: runs, fonts, styles, headers; and files that only name such fonts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from extract.records import Document
from extract.source import open_source
from pipeline import read_one
from samples.legacy import encode, twin

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*/report.docx"))
OF_THE_FILE = {"report_id", "figure_id", "verdict_id", "task_id", "parent_id", "finding_id", "figure_ids"}
OF_THE_FILE |= {"path", "sha256", "size_bytes", "detail", "encoding"}

Save = Callable[[WordFile], Document]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def save(word: WordFile) -> Document:
        word.save(str(tmp_path / "b.docx"))
        return open_source(tmp_path / "b.docx").document

    return save


def typed(word: WordFile, *runs: tuple[str, str]) -> None:
    """A paragraph of runs: text and font."""
    paragraph = word.add_paragraph()
    for text, font in runs:
        paragraph.add_run(text).font.name = font


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@cache
def plain(path: Path) -> dict[str, list[dict[str, object]]]:
    return read_one(str(path))


@pytest.mark.parametrize("name", ["tcvn3", "vni", "vps", "nfd"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.parent.name)
def test_a_twin_gives_the_same_rows(path: Path, name: str, tmp_path: Path) -> None:
    twin(path, name).save(tmp_path / "t.docx")
    one, other = plain(path), read_one(str(tmp_path / "t.docx"))
    assert {t: _plain(rows) for t, rows in one.items()} == {t: _plain(rows) for t, rows in other.items()}
    assert other["reports"][0]["encoding"] == ("unicode" if name == "nfd" else name)


def _plain(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if k not in OF_THE_FILE} for row in rows]


def test_runs_parted_within_a_word_and_bold_heads(save: Save) -> None:
    word = docx.Document()
    typed(word, ("Cé", ".VnTime"), ("ng hoµ x· hé", ".VnTime"), ("i", ".VnTime"))
    word.paragraphs[0].runs[0].bold = word.paragraphs[0].runs[1].bold = True
    document = save(word)
    assert texts(document) == ["Cộng hoà xã hội"]
    assert (document.blocks[0].lead, document.encoding) == (14, "tcvn3")
    assert document.repairs == ("Chuyển từ TCVN3 sang Unicode: 4 từ.",)


def test_a_soft_hyphen_of_word_is_a_letter(save: Save) -> None:
    word = docx.Document()
    word.element.body.insert(
        0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Bé tr</w:t><w:softHyphen/><w:t>ëng ®· ký</w:t></w:r></w:p>")
    )
    assert texts(save(word)) == ["Bộ trưởng đã ký"]
    word = docx.Document()
    word.element.body.insert(
        0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>kinh</w:t><w:softHyphen/><w:t>tế</w:t></w:r></w:p>")
    )
    assert texts(save(word)) == ["kinhtế"]


def test_capitals_come_of_a_style_of_its_base_and_of_the_defaults(save: Save) -> None:
    word = docx.Document()
    base = word.styles.add_style("Base", 1)
    base.font.name = ".VnTimeH"
    word.styles.add_style("Head", 1).base_style = base
    word.styles["Normal"].font.name = ".VnTime"
    word.add_paragraph("b¸o c¸o nam", style="Head")
    word.add_paragraph("T×nh h×nh kinh tÕ")
    assert texts(save(word)) == ["BÁO CÁO NAM", "Tình hình kinh tế"]


def test_unicode_in_fonts_of_before_stays(save: Save) -> None:
    word = docx.Document()
    lines = ["Ủy ban nhân dân xã.", "toán, hoá, 30 m², § 5.", "Müller, Núñez, Göteborg.", "Ðảng bộ đạt 95%."]
    for line in lines:
        typed(word, (line, ".VnTimeH"))
    document = save(word)
    assert (texts(document), document.encoding, document.repairs) == (lines, "unicode", ())


def test_tables_boxes_labels_and_unicode_beside(save: Save) -> None:
    word = docx.Document()
    typed(word, ("Thùc hiÖn nhiÖm vô n¨m 2007; tæ chøc häp; ", ".VnTime"), ("đạt kế hoạch", "Arial"))
    table = word.add_table(1, 2, style="Table Grid")
    table.cell(0, 0).paragraphs[0].add_run("x·").font.name = ".VnTime"
    table.cell(0, 1).paragraphs[0].add_run("412").font.name = ".VnTime"
    document = save(word)
    assert texts(document) == ["Thực hiện nhiệm vụ năm 2007; tổ chức họp; đạt kế hoạch", "xã", "412"]
    assert document.encoding == "mixed"


@pytest.mark.parametrize(
    ("mark", "font"), [("mËt", ".VnTimeH"), ("MËT", ".VnTimeH"), ("MAÄT", "VNI-Times"), ("TUYEÄT MAÄT", "VNI-Times")]
)
def test_a_mark_of_secrecy_in_a_header(mark: str, font: str, save: Save) -> None:
    name = "vni" if font.startswith("VNI") else "tcvn3"
    word = docx.Document()
    typed(word, (encode("Thu ngân sách của xã đạt kế hoạch", name), font.removesuffix("H")))
    word.sections[0].header.paragraphs[0].add_run(mark).font.name = font
    assert save(word).secrecy == ("TUYỆT MẬT" if " " in mark else "MẬT")


@pytest.mark.parametrize(("mark", "degree"), [("tuyÖt mËt", "TUYỆT MẬT"), ("MËT", "MẬT"), ("TOÁI MAÄT", "TỐI MẬT")])
def test_a_stamp_needs_no_proof_around_it(mark: str, degree: str, save: Save) -> None:
    word = docx.Document()
    word.add_paragraph("Thu ngân sách của xã đạt kế hoạch")
    header = word.sections[0].header.paragraphs[0]
    for part in (mark[:-2], mark[-2:]):
        header.add_run(part).font.name = ".VnTimeH"
    document = save(word)
    assert (document.secrecy, document.encoding) == (degree, "unicode")


def test_viqr_is_read(save: Save) -> None:
    word = docx.Document()
    word.add_paragraph("UBND xa~ To^n Ba?o ba'o ca'o ke^'t qua? thu+.c hie^.n na(m 2006.")
    document = save(word)
    assert texts(document) == ["UBND xã Tôn Bảo báo cáo kết quả thực hiện năm 2006."]
    assert document.encoding == "viqr"


def test_the_label_of_a_list_is_read_too(save: Save) -> None:
    word = docx.Document()
    typed(word, ("QuyÕt ®Þnh cña Uû ban", ".VnTime"))
    typed(word, ("Tæ chøc thùc hiÖn", ".VnTime"))
    numbering = word.part.numbering_part.element
    level = numbering.find(f".//{qn('w:abstractNum')}/{qn('w:lvl')}")
    level.find(qn("w:lvlText")).set(qn("w:val"), "§iÒu %1.")
    level.find(qn("w:numFmt")).set(qn("w:val"), "decimal")
    abstract = level.getparent().get(qn("w:abstractNumId"))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    properties = word.paragraphs[1]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>'))
    assert texts(save(word))[1] == "Điều 1. Tổ chức thực hiện"
