from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.records import UnreadableError
from extract.secrecy import mark_of_secrecy
from extract.source import open_source
from pipeline import read_one
from review.explain import explain_one

LINES = [
    ("MẬT", "MẬT", "a stamp"),
    ("TỐI MẬT", "TỐI MẬT", "a higher one"),
    ("TUYỆT MẬT", "TUYỆT MẬT", "the highest"),
    ("T Ố I   M Ậ T", "TỐI MẬT", "spaced as stamps are"),
    ("TỐI MẬT".replace("Ậ", "A\u0323\u0302"), "TỐI MẬT", "of letters and marks"),
    ("(MẬT)", "MẬT", "in brackets"),
    ("Độ mật: Tối mật", "TỐI MẬT", "said"),
    ("MẬT ONG RỪNG", "", "honey"),
    ("Mật", "", "a word in a cell"),
    ("CÔNG TÁC BẢO VỆ BÍ MẬT", "", "a heading"),
    ("Tăng cường bảo mật", "", "a sentence"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("line", "mark", "why"), LINES)
def test_a_mark_stands_alone_in_its_line(line: str, mark: str, why: str) -> None:
    assert mark_of_secrecy([line]) == mark, why


def test_the_highest_mark_counts() -> None:
    assert mark_of_secrecy(["MẬT", "TUYỆT MẬT", "TỐI MẬT"]) == "TUYỆT MẬT"


def in_text(document: "docx.document.Document") -> None:
    document.add_paragraph("MẬT")


def in_header(document: "docx.document.Document") -> None:
    document.sections[0].header.paragraphs[0].text = "MẬT"


def in_footer(document: "docx.document.Document") -> None:
    document.sections[0].footer.paragraphs[0].text = "MẬT"


def in_a_box(document: "docx.document.Document") -> None:
    box = '<w:r {0}><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p>{1}</w:p>'
    run = "<w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r>"
    document.add_paragraph()._p.append(
        parse_xml(box.format(nsdecls("w"), run) + "</w:txbxContent></v:textbox></w:pict></w:r>")
    )


def as_a_watermark(document: "docx.document.Document") -> None:
    drawn = '<w:r {0}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="MẬT"/></v:shape>'
    header = document.sections[0].header.paragraphs[0]
    header._p.append(parse_xml(drawn.format(nsdecls("w")) + "</w:pict></w:r>"))


PLACES = [in_text, in_header, in_footer, in_a_box, as_a_watermark]


@pytest.fixture(params=PLACES, ids=lambda place: place.__name__)
def secret(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place: Callable[[docx.document.Document], None] = request.param
    document = docx.Document()
    document.add_paragraph("Thu ngân sách đạt 4.812 triệu đồng.")
    place(document)
    document.save(str(tmp_path / "m.docx"))
    return tmp_path / "m.docx"


def test_a_secret_paper_is_refused_and_nothing_of_it_is_said(secret: Path) -> None:
    for read in (read_one, explain_one):
        with pytest.raises(UnreadableError) as error:
            read(str(secret))
        assert error.value.reason == "state_secret"
        assert "--allow-secret" in error.value.detail
        assert "4.812" not in error.value.detail


def test_it_is_read_where_that_is_asked_for(secret: Path) -> None:
    assert [f["raw"] for f in read_one(str(secret), allow_secret=True)["figures"]] == ["4.812 triệu đồng"]


def test_other_papers_bear_no_mark(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC")
    document.sections[0].header.paragraphs[0].text = "ỦY BAN NHÂN DÂN XÃ TÂN MẬT"
    document.save(str(tmp_path / "o.docx"))
    assert open_source(tmp_path / "o.docx").document.secrecy == ""
