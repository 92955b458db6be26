"""The findings with their reports: from rows and from a stored dataset in one order."""

from decimal import Decimal
from pathlib import Path

import pytest

from normalize.dataset import read_table
from normalize.forms import trimmed
from normalize.listing import listed, listed_stored
from normalize.table_file import write_rows
from normalize.tables import row


@pytest.mark.parametrize("window", [500, 1])
def test_from_the_disk_they_come_as_from_memory(tmp_path: Path, window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are sorted at a time."""
    monkeypatch.setattr("normalize.listing._WINDOW", window)
    reports = [row("reports", report_id=name, path=path) for name, path in (("a", "đ.docx"), ("b", "z.docx"))]
    levels = ("note", "verdict", "form", "mismatch", "verdict", "verdict")
    findings = [
        row(
            "findings",
            report_id="ab"[i % 2],
            finding_id=str(i),
            check="ratio",
            message_vi="Hỏi.",
            message_en="Asked.",
            level=level,
            block=None if i == 4 else 9 - i,
            start=i,
            least=Decimal("2.50"),
        )
        for i, level in enumerate(levels)
    ]
    write_rows("reports", reports, tmp_path)
    write_rows("findings", findings, tmp_path)
    batches = [batch.to_pylist() for batch in listed_stored(tmp_path)]
    found = [{name: trimmed(value) for name, value in finding.items()} for batch in batches for finding in batch]
    assert found == listed(read_table(tmp_path, "findings"), read_table(tmp_path, "reports"))
    assert [f["finding_id"] for f in found] == ["5", "1", "4", "3", "2", "0"]  # đ stands behind z
    assert str(found[2]["least"]) == "2.5"
