"""VIQR is told by strong proof only."""

import pytest

from extract.viqr import decode_signs, is_viqr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND xa~ To^n Ba?o ba'o ca'o ke^'t qua? thu+.c hie^.n.", True),
        ("To^i ddi ho.c", True),
        ("So sánh a^2 + b^2", False),
        ("Let x = a^2 + b^2 + e^x and y = o+1", False),
        ("It's what we're doing; you'll see: e.g. this, i.e. that.", False),
        ("L'e'quipe n'a pas d'avis", False),
        ("a.nguyen@b.vn, www.ha.noi.gov.vn", False),
        ("Ke hoach nam 2024. Dat 95%. Vuot?", False),
        ("", False),
    ],
)
def test_strong_proof(text: str, expected: bool) -> None:
    assert is_viqr(text) is expected


def test_addresses_stay() -> None:
    text = "gu+?i ve^` ha.noi@e.vn ngay"
    assert "".join(char for char, _ in decode_signs(text)) == "gửi về ha.noi@e.vn ngay"
    assert [at for char, at in decode_signs(text) if char == "h"] == [text.index("h")]
