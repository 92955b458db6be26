"""What makes a reading stale, and what does not."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.basis import Basis, basis_of, program, rules_digest
from batch.outcome import Reading
from extract.records import DOCX, PDF
from extract.rules import FOLDER

THEN = Basis("1", "r", "auto", False, 120, 2048, "")
OK = Reading(1, "s", ".docx", 9, DOCX, "ok", None, None, 0, False)


@pytest.mark.parametrize(
    ("now", "reading", "holds", "why"),
    [
        ({}, {}, True, "nothing changed"),
        ({"program": "2"}, {}, False, "another program"),
        ({"rules": "q"}, {}, False, "other rules"),
        ({"rules": "q"}, {"outcome": "quarantined", "reason": "damaged"}, True, "damaged by any rules"),
        ({"rules": "q"}, {"outcome": "quarantined", "reason": "crash"}, False, "a rule may have made it crash"),
        ({"rules": "q"}, {"outcome": "partial", "reason": "needs_ocr"}, False, "its other pages were read by rules"),
        ({"mode": "force"}, {}, True, "Word has no pictures of pages"),
        ({"mode": "force"}, {"media_type": PDF}, False, "a PDF has"),
        ({"mode": "force"}, {"media_type": None, "outcome": "quarantined", "reason": "needs_ocr"}, False, "a scan"),
        ({"allow_secret": True}, {}, True, "no secret"),
        ({"allow_secret": True}, {"secret": True, "outcome": "quarantined", "reason": "state_secret"}, False, "one"),
        ({"timeout": 600}, {}, True, "it had time enough"),
        ({"timeout": 600}, {"outcome": "quarantined", "reason": "timeout"}, False, "it had not"),
        ({"timeout": 60}, {"outcome": "quarantined", "reason": "timeout"}, True, "less will not help"),
        ({"timeout": 600}, {"outcome": "partial", "reason": "timeout"}, False, "pages that were left"),
        ({"memory_mb": 4096}, {"outcome": "quarantined", "reason": "out_of_memory"}, False, "more memory"),
        ({"parts": "libreoffice"}, {"outcome": "quarantined", "reason": "needs_libreoffice"}, False, "installed since"),
        ({"parts": "libreoffice"}, {"outcome": "quarantined", "reason": "needs_ocr"}, True, "wants another part"),
        ({}, {"outcome": "quarantined", "reason": "unreadable"}, False, "it may be there again"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_a_reading_stale(now: dict[str, Any], reading: dict[str, Any], holds: bool, why: str) -> None:
    assert replace(THEN, **now).holds(THEN, replace(OK, **reading)) is holds


def test_the_rules_are_known_by_what_is_in_them(tmp_path: Path) -> None:
    own = Path(shutil.copytree(FOLDER, tmp_path / "rules"))
    assert rules_digest(str(own)) == rules_digest(None)
    with (own / "units.toml").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert rules_digest(str(own)) != rules_digest(None)


def test_the_program_is_known_by_its_code() -> None:
    assert program().startswith("0.1.0+")
    assert basis_of(None, "auto", False, 1, 256).program == program()
