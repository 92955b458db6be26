"""Which reports are the same one in another file."""

from datetime import date
from typing import Any

import pytest

from normalize.copies import mark_copies

Row = dict[str, Any]


def report(name: str, **more: object) -> Row:
    given = {"issuer": "Ủy ban nhân dân xã Tân Lập", "superior": "Ủy ban nhân dân huyện Lộc Bình", "number": "1"}
    given |= {"symbol": "BC-UBND", "title": "Kết quả năm 2024", "text_source": name.rsplit(".", 1)[1]}
    return {**given, "report_id": name, "path": name, "date": date(2024, 12, 10), **more}


COPIES = [
    ({}, "a.docx", "the same report as a PDF"),
    ({"title": "KẾT QUẢ NĂM  2024"}, "a.docx", "capitals and spaces"),
    ({"superior": "Ủy ban nhân dân huyện Sơn Hà"}, None, "the commune of that name in another district"),
    ({"date": None}, None, "without a date"),
]


@pytest.mark.parametrize(("other", "expected", "why"), COPIES, ids=[x[2] for x in COPIES])
def test_copies(other: Row, expected: str | None, why: str) -> None:
    rows = [report("a.docx"), report("b.pdf", **other)]
    mark_copies(rows)
    assert [r["same_as"] for r in rows] == [None, expected]
