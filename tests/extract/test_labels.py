"""Labels of headings and items: the schemes of state and Party documents, and what only looks like one."""

import csv
from pathlib import Path

import pytest

from extract.labels import read_label

# text, scheme, number, kind, first words behind the label
LABELS = [
    ("Phần thứ nhất", "part", "1", "section", ""),
    ("PHẦN THỨ HAI", "part", "2", "section", ""),
    ("Phần II. KẾT QUẢ", "part", "II", "section", "KẾT QUẢ"),
    ("A. ĐÁNH GIÁ", "upper", "A", "section", "ĐÁNH GIÁ"),
    ("B- NHIỆM VỤ", "upper", "B", "section", "NHIỆM VỤ"),
    ("I. CÔNG TÁC CHỈ ĐẠO", "roman", "I", "section", "CÔNG TÁC CHỈ ĐẠO"),
    ("II- KẾT QUẢ", "roman", "II", "section", "KẾT QUẢ"),
    ("III/ Thủ tục", "roman", "III", "section", "Thủ tục"),
    ("IV.", "roman", "IV", "section", ""),
    ("1. Thu ngân sách", "arabic", "1", "group", "Thu ngân sách"),
    ("2.Kê khai thuế", "arabic", "2", "group", "Kê khai thuế"),
    ("3/ Giáo dục", "arabic", "3", "group", "Giáo dục"),
    ("Nhiệm vụ 1: Thu ngân sách", "arabic", "1", "group", "Thu ngân sách"),
    ("1.1. Trồng rừng", "decimal", "1.1", "task", "Trồng rừng"),
    ("7.2- Theo dõi", "decimal", "7.2", "task", "Theo dõi"),
    ("1.1.1 Chăn nuôi", "decimal", "1.1.1", "task", "Chăn nuôi"),
    ("1.10 Văn hóa", "decimal", "1.10", "task", "Văn hóa"),
    ("a) Nông nghiệp", "letter", "a", "item", "Nông nghiệp"),
    ("đ) Lâm nghiệp", "letter", "đ", "item", "Lâm nghiệp"),
    ("b. Thủy sản", "letter", "b", "item", "Thủy sản"),
    ("(1) Đã họp", "bracket", "(1)", "item", "Đã họp"),
    ("- Trồng mới", "mark", "-", "item", "Trồng mới"),
    ("– Trồng mới", "mark", "–", "item", "Trồng mới"),
    ("+ Đã giao", "mark", "+", "item", "Đã giao"),
    ("* Về đất đai", "mark", "*", "item", "Về đất đai"),
    ("• Về đất đai", "mark", "•", "item", "Về đất đai"),
    ("-Trồng mới", "mark", "-", "item", "Trồng mới"),
]

NO_LABELS = [
    ("30/9/2024 đạt 49.000 trđ", "a date"),
    ("1.429 hồ sơ", "a count with a dot of thousands"),
    ("18 lượt/21 công dân", "a count"),
    ("13/19 tiêu chí", "a fraction"),
    ("VI phạm pháp luật", "a word in capitals"),
    ("C, PCVP;", "initials"),
    ("15,94 tiêu chí", "decimals"),
    ("2.000 ha rừng", "an area"),
    ("2.5 ha rừng", "a measure with a dot"),
    ("1.5 triệu đồng", "an amount with a dot"),
    ("ngày 11/4/2024, kế hoạch", "running text"),
    ("Phần lớn các hộ", "a word that begins like one"),
    ("", "nothing"),
    ("12", "a bare number"),
]


@pytest.mark.parametrize(("text", "scheme", "number", "kind", "rest"), LABELS, ids=[x[0] for x in LABELS])
def test_labels(text: str, scheme: str, number: str, kind: str, rest: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.scheme, label.number, label.kind) == (scheme, number, kind)
    assert text[label.end :].strip() == rest


@pytest.mark.parametrize(("text", "why"), NO_LABELS, ids=[x[1] for x in NO_LABELS])
def test_no_labels(text: str, why: str) -> None:
    assert read_label(text) is None


def test_a_deeper_label_has_a_higher_level() -> None:
    texts = ["Phần I", "A. X", "I. X", "1. X", "1.1. X", "1.1.1. X", "a) X", "- X"]
    levels = [label.level for text in texts if (label := read_label(text))]
    assert len(levels) == len(texts)
    assert levels == sorted(set(levels))


VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "headings.tsv"
_OUR_NAMES = {
    "letter_lower": "letter",
    "bullet_dash": "mark",
    "bullet_plus": "mark",
    "task": "arabic",
    "roman_empty": "roman",
}


@pytest.mark.skipif(not VECTORS.exists(), reason="các véc-tơ mẫu không có ở đây")
def test_vectors_of_peers() -> None:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        text = row["input"].replace("**", "").lstrip("# ")
        label = read_label(text)
        scheme = _OUR_NAMES.get(row["scheme"], row["scheme"])
        # *Kết quả: is no label but the words that open a result
        if scheme != "result_marker" and (label.scheme if label else "none") != scheme:
            wrong.append((text, scheme, label))
    assert rows
    assert wrong == []
