"""What Tesseract reads wrong is put right, and what was read right stays as it is."""

from itertools import chain

import pytest

from extract.paged.misread import _known, put_right
from extract.paged.recognise import Row, Word
from extract.rules import FOLDER, Rules
from extract.text import key
from samples.passages import read


def rows_of(*lines: str, sure: float = 0.95) -> list[Row]:
    return [Row([Word(w, (0, 0, 9, 9), sure, 1.0) for w in line.split()], ((0, 9), (9, 9)), 9.0) for line in lines]


def texts(rows: list[Row]) -> list[str]:
    return [" ".join(word.text for word in row.words) for row in rows]


def put(rules: Rules, *lines: str) -> list[str]:
    return texts(put_right(rows_of(*lines), rules))


MISREAD = [
    ("đạt chuấn quốc gia", "đạt chuẩn quốc gia", "a hook read as an acute"),
    ("ỦY BAN, TỐ CHỨC", "ỦY BAN, TỔ CHỨC", "capitals stay capitals"),
    ("Tố chức hội nghị", "Tổ chức hội nghị", "the first letter alone"),
    ("(Tố chức)", "(Tổ chức)", "signs around it stay"),
    ("kết quá cụ thế", "kết quả cụ thể", "two phrases in a row"),
    ("các tố dân phố", "các tổ dân phố", "a phrase of three words"),
    ("tinh ủy, tỉnh úy", "tỉnh ủy, tỉnh ủy", "either word of a phrase, or both"),
    ("chuyến khoán", "chuyển khoản", "both words of it"),
    ("Trông rừng 5 ha", "Trồng rừng 5 ha", "a grave that is lost"),
    ("Phẩn đấu", "Phấn đấu", "an acute read as a hook"),
    ("đổi với 5 xã", "đối với 5 xã", "two marks of one letter"),
    ("chi 5.258 trả, đạt", "chi 5.258 trđ, đạt", "a unit behind a number"),
    ("chi 5.258 trở/năm", "chi 5.258 trở/năm", "no unit where it goes on"),
    ("rộng 120 m? đất", "rộng 120 m2 đất", "a power"),
    ("rộng 120 m) đất", "rộng 120 m2 đất", "a power read as a bracket that nothing opened"),
    ("229.677,0m?/229.677,0m?", "229.677,0m2/229.677,0m2", "glued to their numbers"),
    ("18 lượU21", "18 lượt/21", "two signs that became one"),
    ("(đạU.", "(đạt).", "a bracket that went with a letter"),
    ("1, Lĩnh vực kinh tế", "1. Lĩnh vực kinh tế", "the stop of a heading's number"),
    ("1,2, Giải ngân vốn", "1.2. Giải ngân vốn", "both stops"),
    ("IV, KẾT QUẢ", "IV. KẾT QUẢ", "of a section"),
    ("120 đồng/ngườinăm", "120 đồng/người/năm", "a stroke that is lost"),
]


@pytest.mark.parametrize(("line", "expected", "why"), MISREAD, ids=[x[2] for x in MISREAD])
def test_what_is_misread(rules: Rules, line: str, expected: str, why: str) -> None:
    assert put(rules, line) == [expected]


RIGHT = [
    ("trao đổi với nhân dân", "not đối với"),
    ("thay đổi với cùng kỳ", "the same"),
    ("phát triển đi đôi với bảo vệ", "the same"),
    ("các ngành có thế mạnh", "not có thể"),
    ("trên toàn thế giới", "not toàn thể"),
    ("phát huy lợi thế hiện có", "not thể hiện"),
    ("giải quyết các tố cáo", "not các tổ"),
    ("khu vực ven biên giới", "not ven biển"),
    ("biên soạn Địa chí huyện", "not địa chỉ"),
    ("từ 18 trở lên", "no unit"),
    ("từ năm 2020 trở lại đây", "no unit"),
    ("năm 2023 trả nợ 5 tỷ", "no unit"),
    ("(mặt đường rộng 5 m)", "a bracket that closes"),
    ("(dài 120m, rộng 5m)", "the same, glued"),
    ("khối lượng 15m³", "another power"),
    ("diện tích 120m²", "a power as it is printed"),
    ("cây màu58ha", "a u that was lost from no t"),
    ("Tiểu khu4", "the same"),
    ("tiêu chí số 5", "not chỉ số"),
    ("1, 2 và 3", "numbers one after the other"),
    ("1,2 Giải", "no comma behind it"),
    ("các thôn 1, Lĩnh", "not at the head of its row"),
    ("12, xã", "no capital"),
]


@pytest.mark.parametrize(("line", "why"), RIGHT, ids=[x[0] for x in RIGHT])
def test_what_is_right_stays(rules: Rules, line: str, why: str) -> None:
    assert put(rules, line) == [line], why


def test_a_bracket_may_have_been_opened_in_the_line_above(rules: Rules) -> None:
    assert put(rules, "đường liên xã (dài 2 km, rộng", "mặt đường 5 m) và 120 m) đất") == [
        "đường liên xã (dài 2 km, rộng",
        "mặt đường 5 m) và 120 m2 đất",
    ]


def test_what_was_put_right_is_less_sure(rules: Rules) -> None:
    (row,) = put_right(rows_of("Tố chức 5 trả"), rules)
    assert [word.confidence for word in row.words] == [0.8, 0.95, 0.95, 0.8]
    (row,) = put_right(rows_of("Tố chức", sure=0.4), rules)
    assert [word.confidence for word in row.words] == [0.4, 0.4]


def test_boxes_and_rows_stay(rules: Rules) -> None:
    before = rows_of("Tố chức", "5 trả")
    after = put_right(before, rules)
    assert [(row.baseline, row.height, [w.box for w in row.words]) for row in after] == [
        (row.baseline, row.height, [w.box for w in row.words]) for row in before
    ]


def test_every_misreading_of_every_phrase_is_put_right(rules: Rules) -> None:
    known = _known(rules)
    wrong = {misread: put(rules, misread)[0] for misread in known.marks if misread not in known.true}
    assert {m: got for m, got in wrong.items() if key(got) != key(known.marks[m])} == {}


def test_every_phrase_can_be_misread(rules: Rules) -> None:
    useful = set(_known(rules).marks.values())
    gives = ("hook", "acute", "grave")
    assert [w for row in rules.rows("misread") if row["gives"] in gives for w in row.writes if w not in useful] == []


def test_no_phrase_is_the_misreading_of_another(rules: Rules) -> None:
    known = _known(rules)
    assert (
        set(known.marks) & {right for row in rules.rows("misread") for right in row.writes} - set(known.units) == set()
    )


def test_what_is_true_stays(rules: Rules) -> None:
    for row in rules.rows("misread"):
        numbered = [f"12 {phrase}" if row["gives"] == "unit" else phrase for phrase in row.get("apart_from", ())]
        assert put(rules, *numbered) == numbered


def test_the_samples_are_not_touched(rules: Rules) -> None:
    # passages of damaged text are there to be misread
    damaged = ("damage", "ocr", "dmg")
    sources = sorted((FOLDER.parent / "samples").glob("*/source.txt"))
    lines = list(chain.from_iterable(p.read_text(encoding="utf-8").splitlines() for p in sources))
    for passage in read():
        if not any(word in f"{passage.id} {passage.about}" for word in damaged):
            lines += passage.text.splitlines()
    lines = [" ".join(line.split()) for line in lines]
    assert len(lines) > 500
    assert [(a, b) for a, b in zip(lines, put(rules, *lines), strict=True) if a != b] == []
