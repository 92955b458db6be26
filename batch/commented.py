"""The copy of a Word file with comments: a child makes it, since it opens a stranger's file."""

import base64
from pathlib import Path
from typing import Any

from batch.local import run
from normalize.printing import one_line
from normalize.speech import reason_said, say


def commented(path: Path, sha256: str, remarks: list[dict[str, Any]]) -> tuple[bytes, str]:
    """The copy of a Word file with comments, or a sentence that says why there is none."""
    asked = {"sha256": sha256, "remarks": remarks}
    (outcome,) = run([path], "extract.word.commented:comment_one", asked)
    if outcome.reason:
        why = reason_said(outcome.reason, (outcome.detail or "").partition("\n")[0])
        return b"", say("no_copy", path=one_line(str(path)), why=why)
    copies = outcome.rows["copies"]
    if not copies:
        return b"", say("no_copy", path=one_line(str(path)), why=say("has_changed"))
    return base64.b64decode(copies[0]["docx"]), ""
