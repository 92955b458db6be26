"""What Word makes of a report while people edit it: each construct gives the blocks of the plain file."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from extract.records import Block
from extract.source import open_source

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
NAMES = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
Body = Callable[..., tuple[Block, ...]]


@pytest.fixture
def body(tmp_path: Path) -> Body:
    """The children of a body, written short, → the blocks of the file."""

    def body(*children: str) -> tuple[Block, ...]:
        word = docx.Document()
        for child in children:
            tag, rest = child.split(">", 1) if not child.startswith("<w:p>") else ("<w:p", child[5:])
            word.element.body.insert(len(word.element.body) - 1, parse_xml(f"{tag} {NAMES}>{rest}"))
        word.save(str(tmp_path / "b.docx"))
        return open_source(tmp_path / "b.docx").document.blocks

    return body


def r(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inner)}</w:p>"


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}{code}{mark.format('separate')}{result}{mark.format('end')}"


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: the same content drawn in two ways."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    choice = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


PLAIN = "Thu ngân sách đạt 1.250 trđ, bằng 98,5% dự toán."
WITHIN_A_PARAGRAPH = [
    ("runs split within words and numbers", r("Thu ng") + r("ân sách đạt 1.") + r("250 trđ, bằng 98")
         + r(",5% dự toán.")),
    ("insertion", r("Thu ngân sách đạt ") + f"<w:ins>{r('1.250')}</w:ins>" + r(" trđ, bằng 98,5% dự toán.")),
    ("deletion", r("Thu ngân sách đạt 1.250") + "<w:del><w:r><w:delText>.000</w:delText></w:r></w:del>"
     + r(" trđ, bằng 98,5% dự toán.")),
    ("move", f"<w:moveFrom>{r('bằng 98,5% ')}</w:moveFrom>" + r("Thu ngân sách đạt 1.250 trđ, ")
     + f"<w:moveTo>{r('bằng 98,5% ')}</w:moveTo>" + r("dự toán.")),
    ("content control", f"<w:sdt><w:sdtPr/><w:sdtContent>{r(PLAIN[:20])}</w:sdtContent></w:sdt>" + r(PLAIN[20:])),
    ("smart tag", f"<w:smartTag><w:smartTag>{r(PLAIN[:20])}</w:smartTag></w:smartTag>" + r(PLAIN[20:])),
    ("link", f"<w:hyperlink>{r(PLAIN[:20])}</w:hyperlink>" + r(PLAIN[20:])),
    ("simple field", f'<w:fldSimple w:instr="REF a">{r(PLAIN[:20])}</w:fldSimple>' + r(PLAIN[20:])),
    ("complex field", r("Thu ngân sách đạt ") + field(code("REF a"), r("1.250")) + r(" trđ, bằng 98,5% dự toán.")),
    ("field within the code of a field", r("Thu ngân sách đạt ")
     + field(code("IF ") + field(code("MERGEFIELD a"), r("3")) + code("= 3"), r("1.250"))
     + r(" trđ, bằng 98,5% dự toán.")),
    ("field in one run", '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText>'
     f'<w:fldChar w:fldCharType="separate"/><w:t>{PLAIN}</w:t><w:fldChar w:fldCharType="end"/></w:r>'),
    ("field that another paragraph began", '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r(PLAIN)),
    ("footnote mark", r(PLAIN[:-1]) + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(".")),
    ("endnote mark", r(PLAIN[:24]) + '<w:r><w:endnoteReference w:id="2"/></w:r>' + r(PLAIN[24:])),
    ("footnote mark of one's own", r(PLAIN[:24])
     + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>' + r(PLAIN[24:])),
    ("soft hyphen", r("Thu ngân sách đạt 1.250 trđ, b") + "<w:r><w:softHyphen/></w:r>" + r("ằng 98,5% dự toán.")),
    ("page break as printed", r(PLAIN[:20]) + "<w:r><w:lastRenderedPageBreak/></w:r>" + r(PLAIN[20:])),
    ("spelling and bookmarks", r(PLAIN[:9])
         + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/>' + r(PLAIN[9:])),
    ("hidden text", r(PLAIN) + r("XX 99", "<w:rPr><w:vanish/></w:rPr>")),
    ("comment", r(PLAIN) + '<w:r><w:commentReference w:id="1"/></w:r>'),
]  # fmt: skip


@pytest.mark.parametrize(("why", "xml"), WITHIN_A_PARAGRAPH, ids=[x[0] for x in WITHIN_A_PARAGRAPH])
def test_a_construct_gives_the_text_of_the_plain_file(body: Body, why: str, xml: str) -> None:
    assert [b.text for b in body(p(xml))] == [PLAIN]


SIGNS = [
    ("133/KH" + "</w:t><w:noBreakHyphen/><w:t>UBND", "133/KH-UBND", "no-break hyphen"),
    ('</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%', "≥95%", "sign of the font Symbol"),
    ('</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> 12 ha', "✓ 12 ha", "tick of the font Wingdings"),
    ('</w:t><w:sym w:font="Times New Roman" w:char="2264"/><w:t>5%', "≤5%", "a character by its code"),
    ('12</w:t><w:sym w:font="Symbol" w:char="zz"/><w:t> ha', "12 ha", "no code at all"),
    ("12</w:t><w:ptab/><w:t>ha", "12 ha", "tab at a place"),
]


@pytest.mark.parametrize(("xml", "expected", "why"), SIGNS, ids=[x[2] for x in SIGNS])
def test_signs(body: Body, xml: str, expected: str, why: str) -> None:
    assert [b.text for b in body(p(r(xml)))] == [expected]


def test_a_fraction_keeps_its_bar(body: Body) -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{part.format(3)}</m:num><m:den>{part.format(4)}</m:den></m:f>"
    assert [b.text for b in body(p(r("đạt "), f"<m:oMath>{fraction}</m:oMath>", r(" xã.")))] == ["đạt 3/4 xã."]


def test_a_text_box_is_read_once_behind_its_paragraph(body: Body) -> None:
    found = body(p(r("Trước."), box(p(r("Một.")), p(r("Hai.")))), p(r("Sau.")))
    assert [b.text for b in found] == ["Trước.", "Một.", "Hai.", "Sau."]


def test_a_text_box_of_old_word(body: Body) -> None:
    content = f"<w:txbxContent>{p(r('Một.'))}</w:txbxContent>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    assert [b.text for b in body(p(old))] == ["Một."]


DELETED, INSERTED = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:ins/></w:rPr>"


def test_a_deleted_mark_joins_two_paragraphs(body: Body) -> None:
    cut = p(r("Thu ngân sách"), properties=DELETED)
    first, second = body(cut, p(r(" Đạt 12 trđ.")), p(r("Hết."), properties=INSERTED))
    assert first.text == "Thu ngân sách Đạt 12 trđ."
    assert [(first.text[x.start : x.end].strip(), x.source) for x in first.pieces] == [
        ("Thu ngân sách", 0),
        ("Đạt 12 trđ.", 1),
    ]
    assert second.text == "Hết."


def test_a_mark_that_is_deleted_last_loses_no_text(body: Body) -> None:
    assert [b.text for b in body(p(r("Hết."), properties=DELETED))] == ["Hết."]


def test_a_deleted_paragraph_is_not_numbered(body: Body) -> None:
    listed = '<w:pStyle w:val="ListNumber"/>'
    gone = p("<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del>", properties=listed + DELETED)
    found = body(p(r("Một"), properties=listed), gone, p(r("Hai"), properties=listed))
    assert [b.text for b in found] == ["1. Một", "2. Hai"]


def test_a_label_is_as_bold_as_its_text_and_an_empty_entry_is_no_block(body: Body) -> None:
    listed = '<w:pStyle w:val="ListNumber"/>'
    bold = r("Trồng rừng", "<w:rPr><w:b/></w:rPr>")
    one, two = body(p(bold, properties=listed), p(properties=listed), p(r("đạt 12 ha"), properties=listed))
    assert (one.text, one.lead, one.level, one.pieces[0].source) == ("1. Trồng rừng", 13, 0, 0)
    assert (two.text, two.lead, two.pieces[0].source) == ("3. đạt 12 ha", 0, 2)


def test_an_automatic_number_alone_in_a_cell_is_its_text(body: Body) -> None:
    row = [p(properties='<w:pStyle w:val="ListNumber"/>'), p(r("12 ha"))]
    assert [b.text for b in body(table([row, row]))] == ["1.", "12 ha", "2.", "12 ha"]


def table(rows: Sequence[Sequence[str]], ruled: bool = True) -> str:
    """A table of cells that hold paragraphs or tables."""
    rule = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>' if ruled else "<w:tblPr/>"
    written = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{rule}{written}</w:tbl>"


@pytest.mark.parametrize("ruled", [False, True], ids=["without rules", "ruled"])
def test_tables_twenty_deep_are_read_once(body: Body, ruled: bool) -> None:
    deep = p(r("Đáy."))
    for depth in range(20):
        deep = table([[p(r(f"Tầng {depth}.")) + deep]], ruled)
    texts = " ".join(b.text for b in body(deep))
    assert [texts.count(f"Tầng {depth}.") for depth in range(20)] == [1] * 20
    assert texts.count("Đáy.") == 1


def test_a_ruled_table_within_a_cell_has_its_own_place(body: Body) -> None:
    inner = table([[p(r("Trồng rừng")), p(r("12"))]])
    found = body(table([[p(r("Khung")) + inner, p(r("Bên"))]]))
    assert [(b.text, b.table, b.row, b.column) for b in found] == [
        ("Khung", 0, 0, 0), ("Bên", 0, 0, 1), ("Trồng rừng", 1, 0, 0), ("12", 1, 0, 1),
    ]  # fmt: skip


def test_a_ruled_table_within_a_layout_does_not_rule_the_layout(body: Body) -> None:
    found = body(table([[p(r("UBND")) + table([[p(r("12"))]])]], ruled=False))
    assert [(b.text, b.kind) for b in found] == [("UBND", "paragraph"), ("12", "cell")]


def test_a_deleted_row_is_gone(body: Body) -> None:
    rows = table([[p(r("Một"))], [p(r("Bỏ"))]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 2)
    kept = rows.replace("<w:trPr><w:del/></w:trPr>", "", 1)
    assert [b.text for b in body(kept)] == ["Một"]


TRANSITIONAL = b"http://schemas.openxmlformats.org/%s/2006/"


def test_strict_office_open_xml(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Trồng rừng", style="List Number").runs[0].bold = True
    word.save(str(tmp_path / "b.docx"))
    plain = open_source(tmp_path / "b.docx").document.blocks
    strict = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "b.docx") as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for kind in (b"wordprocessingml", b"officeDocument"):
                data = data.replace(TRANSITIONAL % kind, b"http://purl.oclc.org/ooxml/%s/" % kind)
            new.writestr(name, data)
    (tmp_path / "s.docx").write_bytes(strict.getvalue())
    assert b"purl.oclc.org" in zipfile.ZipFile(tmp_path / "s.docx").read("word/document.xml")
    assert open_source(tmp_path / "s.docx").document.blocks == plain
