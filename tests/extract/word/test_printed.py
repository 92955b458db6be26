"""What is on the page and what is not: hidden marks, controls nobody filled, covered cells, breaks, raised numbers."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from extract.records import Block, UnreadableError
from extract.source import open_source
from samples.package import Package, W, xml

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "letter-2024" / "report.docx"
Body = Callable[..., tuple[Block, ...]]


@pytest.fixture
def body(tmp_path: Path) -> Body:
    """The children of a body, written short, → the blocks of the file."""

    def body(*children: str) -> tuple[Block, ...]:
        package = Package(SAMPLE)
        package.add_style("character", "Nho", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
        package.add_style("paragraph", "ML", "")
        package.styles[-1][0].set(f"{W}val", "TOC 2")
        package.add_style("character", "An", "<w:rPr><w:vanish/></w:rPr>")
        package.add_style("paragraph", "DoanAn", "<w:rPr><w:vanish/></w:rPr>")
        package.add_style("paragraph", "DoanHien", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "DoanAn")
        package.body[:] = [xml(child) for child in children]
        return open_source(package.save(tmp_path / "b.docx")).document.blocks

    return body


def r(text: str, more: str = "") -> str:
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def number(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def power(base: str, sup: str) -> str:
    return f"<m:oMath><m:sSup><m:e>{number(base)}</m:e><m:sup>{number(sup)}</m:sup></m:sSup></m:oMath>"


LISTED, HIDDEN_MARK = '<w:pStyle w:val="ListNumber"/>', "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
TEXTS = [
    ("a heading in one line with its text", [p(r("Thu."), properties=LISTED + HIDDEN_MARK), p(r(" Đạt 5 tỷ."))],
     ["1. Thu. Đạt 5 tỷ."]),
    ("a line that another heading goes on", [p(r("Thu. "), properties=HIDDEN_MARK), p(r("Chi."), properties=LISTED)],
     ["Thu. 1. Chi."]),
    ("a hidden entry is not counted",
     [p(r("Một"), properties=LISTED), p(r("Bỏ", "<w:vanish/>"), properties=LISTED + HIDDEN_MARK),
      p(r("Hai"), properties=LISTED)], ["1. Một", "2. Hai"]),
    ("a hidden mark at the end loses no text", [p(r("Thu."), properties=HIDDEN_MARK)], ["Thu."]),
    ("a hidden and a deleted mark", [p(r("Một "), properties=HIDDEN_MARK),
     p(r("hai "), properties="<w:rPr><w:del/></w:rPr>"), p(r("ba."))], ["Một hai ba."]),
    ("hidden by the paragraph's style", [p(r("Bỏ 12"), properties='<w:pStyle w:val="DoanAn"/>'), p(r("Còn."))],
     ["Còn."]),
    ("shown by a style that is based on it", [p(r("Còn."), properties='<w:pStyle w:val="DoanHien"/>')], ["Còn."]),
    ("hidden by both styles is shown",
     [p(r("Còn.", '<w:rStyle w:val="An"/>'), properties='<w:pStyle w:val="DoanAn"/>')], ["Còn."]),
    ("shown by its own properties", [p(r("Còn.", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>'))], ["Còn."]),
    ("hidden on the web alone", [p(r("Còn.", "<w:webHidden/>"))], ["Còn."]),
    ("a new page before a numbered heading", [p(BREAK, r("THU NGÂN SÁCH"), properties=LISTED)], ["1. THU NGÂN SÁCH"]),
    ("a new page behind the last sentence", [p(r("Trân trọng báo cáo./."), BREAK, r("PHỤ LỤC"))],
     ["Trân trọng báo cáo./.", "PHỤ LỤC"]),
    ("a control that nobody filled",
     [p(r("Số: "), f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('nhập 1')}</w:sdtContent></w:sdt>",
        r("5"))], ["Số: 5"]),
    ("a control that was filled after all",
     [p(f'<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>{r("đạt")}</w:sdtContent></w:sdt>')],
     ["đạt"]),
    ("a square, and the mark of a note typed by hand",
     [p(r("229,5 m"), r("2", '<w:vertAlign w:val="superscript"/>'), r(", thu 15,2"),
        r("2", '<w:rStyle w:val="Nho"/>'))],
     ["229,5 m2, thu 15,2²"]),
    ("powers of equations",
     [p(r("Xây "), power("10", "6"), r(" viên, "), power("m", "2"), r(" sàn"))], ["Xây 10⁶ viên, m2 sàn"]),
    ("brackets of an equation", [p(r("đạt "), f"<m:oMath><m:d><m:dPr/><m:e>{number('3 + 4')}</m:e></m:d></m:oMath>")],
     ["đạt (3 + 4)"]),
    ("a small number on the line", [p(r("CO"), r("2", '<w:vertAlign w:val="subscript"/>'))], ["CO2"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "children", "expected"), TEXTS, ids=[x[0] for x in TEXTS])
def test_what_is_on_the_page(body: Body, why: str, children: list[str], expected: list[str]) -> None:
    assert [b.text for b in body(*children)] == expected


def test_a_list_goes_on_through_tables_and_boxes(body: Body) -> None:
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    listed = [p(r(text), properties=LISTED) for text in ("Một", "Hai", "Ba", "Bốn")]
    layout = f"<w:tbl><w:tblPr/><w:tr><w:tc>{listed[1]}</w:tc></w:tr></w:tbl>"
    found = body(listed[0], layout, p(box.format(listed[2])), p(r("Xen giữa.")), listed[3])
    assert [b.text for b in found] == ["1. Một", "2. Hai", "3. Ba", "Xen giữa.", "4. Bốn"]


def test_the_contents_stand_behind_the_text(body: Body) -> None:
    tab = "<w:r><w:tab/></w:r>"
    entry = p(r("I. KẾT QUẢ"), tab, r("12"), properties='<w:pStyle w:val="ML"/>')
    found = body(p(r("MỤC LỤC")), entry, p(r("I. KẾT QUẢ")))
    assert [(b.text, b.kind) for b in found] == [
        ("MỤC LỤC", "paragraph"), ("I. KẾT QUẢ", "paragraph"), ("I. KẾT QUẢ 12", "contents"),
    ]  # fmt: skip
    assert found[-1].pieces[0].source == 1


RULED = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def row(*cells: tuple[str, str], before: int = 0) -> str:
    late = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    return f"<w:tr>{late}{''.join(f'<w:tc><w:tcPr>{how}</w:tcPr>{p(r(t))}</w:tc>' for t, how in cells)}</w:tr>"


TABLES = [
    ("a row that begins late", [row(("A", ""), ("B", "")), row(("C", ""), before=1)],
     [("A", 0, 0), ("B", 0, 1), ("C", 1, 1)]),
    ("a cell over three columns", [row(("A", '<w:gridSpan w:val="3"/>'), ("B", ""))], [("A", 0, 0), ("B", 0, 3)]),
    ("a cell over two rows",
     [row(("A", '<w:vMerge w:val="restart"/>'), ("B", "")), row(("x", "<w:vMerge/>"), ("C", ""))],
     [("A", 0, 0), ("B", 0, 1), ("C", 1, 1)]),
    ("cells merged in the old way", [row(("A", '<w:hMerge w:val="restart"/>'), ("x", '<w:hMerge w:val="continue"/>'),
                                         ("B", ""))], [("A", 0, 0), ("B", 0, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "expected"), TABLES, ids=[x[0] for x in TABLES])
def test_cells_keep_their_columns(body: Body, why: str, rows: list[str], expected: list[tuple[str, int, int]]) -> None:
    assert [(b.text, b.row, b.column) for b in body(f"<w:tbl>{RULED}{''.join(rows)}</w:tbl>")] == expected


def test_a_table_in_an_unruled_table_of_a_cell_keeps_its_place(body: Body) -> None:
    inner = f"<w:tbl>{RULED}{row(('Trong', ''))}</w:tbl>"
    layout = f"<w:tbl><w:tblPr/><w:tr><w:tc>{p(r('Khung'))}{inner}</w:tc></w:tr></w:tbl>"
    found = body(f"<w:tbl>{RULED}<w:tr><w:tc>{layout}{p(r('Ngoài'))}</w:tc></w:tr></w:tbl>")
    assert [(b.text, b.table) for b in found] == [("Khung Ngoài", 0), ("Trong", 1)]


def nested(depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + p(r("Đáy.")) + "</w:sdtContent></w:sdt>" * depth


def test_a_hundred_controls_in_one_another(body: Body) -> None:
    assert [b.text for b in body(nested(100))] == ["Đáy."]


@pytest.mark.parametrize(
    ("text", "why"),
    [(nested(5000), "more than 256 levels"), (p(r("a" * 10_000_001)), "a text of ten million letters")],
    ids=lambda x: x if len(x) < 60 else "",
)
def test_what_is_beyond_the_limits(tmp_path: Path, text: str, why: str) -> None:
    word = docx.Document()
    word.add_paragraph("CHỖ NÀY")
    word.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:p><w:r><w:t>CH\xe1\xbb\x96 N\xc3\x80Y</w:t></w:r></w:p>", text.encode())
                assert len(part) > len(text)
            new.writestr(name, part)
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.docx")
    assert error.value.reason == "too_large"


def test_a_file_within_the_file_is_not_lost_in_silence(body: Body) -> None:
    with pytest.raises(UnreadableError) as error:
        body(p(r("Đã họp.")), '<w:altChunk r:id="rId9"/>')
    assert error.value.reason == "unreadable"


def test_a_mark_of_secrecy_in_a_part_in_utf_16(tmp_path: Path) -> None:
    package = Package(SAMPLE)
    package.body.insert(0, xml(p(r("TỐI MẬT"))))
    package.close()
    text = package.parts["word/document.xml"].decode("utf-8")
    package.parts["word/document.xml"] = text.replace("encoding='UTF-8'", "encoding='UTF-16'").encode("utf-16")
    assert open_source(package.save(tmp_path / "b.docx")).document.secrecy == "TỐI MẬT"


def test_half_a_letter_in_utf_16_is_damage(tmp_path: Path) -> None:
    package = Package(SAMPLE)
    package.close()
    package.parts["word/document.xml"] = package.parts["word/document.xml"].decode().encode("utf-16")[:-1]
    with pytest.raises(UnreadableError) as error:
        open_source(package.save(tmp_path / "b.docx"))
    assert error.value.reason == "damaged"
