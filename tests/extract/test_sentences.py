import pytest

from extract.sentences import clause, sentence

# text, a piece of it, the sentence in which the piece stands
SENTENCES = [
    ("Trồng 12 ha. Chăm sóc 5 ha.", "5", "Chăm sóc 5 ha.", "the second of two"),
    ("Trồng 12 ha. Chăm sóc 5 ha.", "12", "Trồng 12 ha.", "the first of two"),
    ("Thu 1.250 trđ tại TP. Hà Sơn trong năm", "trong", "Thu 1.250 trđ tại TP. Hà Sơn trong năm", "an abbreviation"),
    ("Thu 1.250,5 trđ", "trđ", "Thu 1.250,5 trđ", "a dot within a number"),
    ("Thu đạt 5%; chi đạt 6%", "6", "Thu đạt 5%; chi đạt 6%", "a semicolon ends a clause only"),
    ("Không có dấu", "có", "Không có dấu", "no stop"),
]


@pytest.mark.parametrize(("text", "piece", "expected", "why"), SENTENCES, ids=[x[3] for x in SENTENCES])
def test_sentence(text: str, piece: str, expected: str, why: str) -> None:
    start, end = sentence(text, text.index(piece), 0, len(text))
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("Thu đạt 5%; chi đạt 6%", "6", " chi đạt 6%"),
        ("Trồng 12 ha. Chăm 5 ha", "5", " Chăm 5 ha"),
        ("a;b 5", "5", "a;b 5"),
    ],
)
def test_clause(text: str, piece: str, expected: str) -> None:
    assert text[clause(text, text.index(piece), 0) :] == expected
