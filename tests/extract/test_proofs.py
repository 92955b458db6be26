from pathlib import Path

import pytest

from extract.proofs import collisions, prove
from extract.rules import Rules

# Folded forms that are another row's: tolerance for lost tone marks must stay away from these.
ACCEPTED_COLLISIONS = [
    *[("con", "còn"), ("sao", "sào"), ("hàng", "hạng"), ("mà", "mã"), ("ngay", "ngày")],
    # a school's name (Học viện) is looked up in letterheads only, where no learners (học viên) are counted
    ("học viên", "học viện"),
    ("khoa", "khoá"),
    *[("kêt quả", "kết quả"), ("kết quả", "kết qủa")],
]


def test_every_row_proves_itself(rules: Rules) -> None:
    assert prove(rules) == []


def test_the_collisions_are_the_known_ones(rules: Rules) -> None:
    assert [pair for pair in collisions(rules) if pair not in ACCEPTED_COLLISIONS] == []


def unit(own: str, writes: str = '["ha"]', examples: str = '["5 ha"]', more: str = "") -> str:
    row = f'[[row]]\nid = "{own}"\nkind = "area"\nbase = "ha"\nfactor = "1"\nwrites = {writes}\n'
    return f"{row}examples = {examples}\n{more}\n"


def claim(own: str, form: str, examples: str, more: str = "") -> str:
    return f'[[row]]\nid = "{own}"\nkind = "date"\nform = \'{form}\'\nexamples = {examples}\n{more}\n'


BROKEN = [
    ("units", unit("a", examples="[]"), ["units.toml", "'a'", "examples"], "no example"),
    ("units", unit("a", examples='["5 km"]'), ["'a'", "5 km"], "an example that does not match"),
    ("units", unit("a", examples='["5 hang"]'), ["'a'", "5 hang"], "part of a word"),
    ("units", unit("a", more='not = ["12 ha"]'), ["'a'", "12 ha", "not"], "matches its not"),
    ("units", unit("a") + unit("b"), ["'b'", "«ha»", "'a'"], "one spelling in two rows"),
    ("units", unit("a", '["ha", "HA"]'), ["'a'", "2 lần"], "one spelling twice in a row"),
    ("units", unit("a") + unit("a", '["mẫu"]', '["2 mẫu"]'), ["'a'", "id đứng 2 lần"], "one id twice"),
    ("units", unit("A b"), ["'A b'", "không dấu"], "an id that is no name"),
    ("units", unit("a").replace('base = "ha"\n', ""), ["'a'", "thiếu base"], "a key is missing"),
    ("headings", '[[row]]\nid = "a"\nwrites = ["họp"]\nexamples = ["họp"]\n', ["'a'", "gives"], "no use is given"),
    ("claims", '[[row]]\nid = "a"\nkind = "date"\nwrites = ["5"]\nexamples = []\n', ["'a'", "thiếu form"], "formless"),
    ("units", unit("a", '["ha "]'), ["'a'", "khoảng trắng"], "a spelling with a space too many"),
    ("claims", claim("a", r"\d+(", '["5"]'), ["claims.toml", "'a'", "biểu thức"], "no regular expression"),
    ("claims", claim("a", "$yaer", '["5"]'), ["'a'", "$yaer"], "an unknown part"),
    ("claims", claim("a", r"ngày \d+", '["ngày 5"]'), ["'a'", "ngày 5"], "begins before its number"),
    ("claims", claim("a", r"\d+/\d+", '["5/6"]') + claim("b", r"\d/6", '["5/6"]'), ["'b'", "5/6"], "another row wins"),
    ("claims", claim("a", r"\d+", '["5"]', 'not = ["7 hộ"]'), ["'a'", "7 hộ"], "matches its not"),
    (
        "periods",
        "[[row]]\nid = \"a\"\nkind = \"year\"\nform = '(?P<year>2024)'\nexamples = [\"2023\"]\n",
        ["periods.toml", "'a'", "2023"],
        "a period that does not match",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "told", "why"), BROKEN, ids=[b[3] for b in BROKEN])
def test_a_row_that_does_not_prove_itself(tmp_path: Path, table: str, text: str, told: list[str], why: str) -> None:
    (tmp_path / f"{table}.toml").write_text(text, encoding="utf-8")
    said = prove(Rules(tmp_path))
    assert any(all(word in message for word in told) for message in said), said


def test_the_same_words_may_give_two_things(tmp_path: Path) -> None:
    rows = [
        f'[[row]]\nid = "{gives}"\ngives = "{gives}"\nvalue = "v"\nplace = "before"\n'
        'writes = ["cao hơn"]\nexamples = ["cao hơn 5%"]\n'
        for gives in ("hedge", "direction")
    ]
    (tmp_path / "comparisons.toml").write_text("\n".join(rows), encoding="utf-8")
    assert prove(Rules(tmp_path)) == []


def test_a_unit_and_a_noun_are_read_at_one_place(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(unit("a"), encoding="utf-8")
    (tmp_path / "nouns.toml").write_text('[[row]]\nid = "b"\nwrites = ["ha"]\nexamples = ["5 ha"]\n', encoding="utf-8")
    assert any("«ha»" in message for message in prove(Rules(tmp_path)))
