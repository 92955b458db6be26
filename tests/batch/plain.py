"""A target that reads text files without the weight of a real reader, and a run over a folder of them."""

import hashlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batch.outcome import Outcome
from extract.records import UnreadableError
from normalize.tables import row

if TYPE_CHECKING:
    from batch.cluster import Cluster

HERE = Path(__file__).resolve().parent


def read(path: str, seconds_each: float = 0, **options: Any) -> dict[str, list[dict[str, Any]]]:
    """Each line a paragraph, each number in it a figure; a line MẬT is a mark of secrecy."""
    time.sleep(seconds_each)
    data = Path(path).read_bytes()
    lines = data.decode("utf-8").splitlines()
    if not lines:
        raise UnreadableError("empty", "Tệp rỗng.")
    if "MẬT" in lines and not options.get("allow_secret"):
        raise UnreadableError("state_secret", "Văn bản mang dấu MẬT.")
    if "GIẾT" in lines and sys.platform != "win32":  # what reads the file dies, and its parent with it
        os.kill(os.getppid(), signal.SIGKILL)
    if "scan" in lines:
        raise UnreadableError("needs_ocr", "Bản quét.")
    own = {"report_id": hashlib.sha256(data).hexdigest()}
    year = 2020 + len(lines[0]) % 5
    period = {"period_kind": "year", "months": 12, "period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    values = [int(word) for line in lines for word in line.split() if word.isdecimal()]
    figures = [
        row("figures", **own, figure_id=f"{own['report_id'][:8]}{i}", task_path="1", raw=str(value), **period)
        | {"value": Decimal(value), "unit": "hộ", "role": "result", "relation": "level", "hedge": "exact"}
        | {"measure": "số hộ nghèo cuối năm", "block": 0, "start": i, "end": i + 1}
        for i, value in enumerate(values)
    ]
    secrecy = "MẬT" if "MẬT" in lines else None
    head = {"issuer": lines[0].strip(), "title": lines[0], "secrecy": secrecy, "pages": 1, "year": year, **period}
    head |= {"digits_read": len(values), "digits_unread": 0, "text_source": "docx"}
    file = {"path": path, "sha256": own["report_id"], "size_bytes": len(data), "media_type": "text/plain"}
    return {
        "files": [row("files", **file, outcome="ok", report_id=own["report_id"])],
        "reports": [row("reports", path=path, sha256=own["report_id"], **own, **head)],
        "blocks": [row("blocks", **own, block=i, kind="paragraph", text=line) for i, line in enumerate(lines)],
        "figures": figures,
    }


def write_files(folder: Path, count: int) -> None:
    """So many small files of a few issuers, one of them empty."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        text = f"Ủy ban nhân dân xã {'ABCD'[n % 4]}{' ' * (n % 3)}\ncó {n * 37} hộ nghèo\n" if n else ""
        (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")


def take_up(
    inputs: Sequence[Path],
    out: Path,
    *,
    workers: int = 1,
    rules: str = "",
    timeout: float = 20,
    allow_secret: bool = False,
    parts: str = "",
    afresh: bool = False,
    again: Sequence[str] = (),
    seconds_each: float = 0,
    cluster: "Cluster | None" = None,
    seen: Sequence[Outcome] = (),
) -> list[Path]:
    """A run over files, as the command line makes it, and over some `seen` before; the files that changed meanwhile."""
    from batch.basis import Basis, basis_of
    from batch.find import find_files
    from batch.intake import Reader, Run
    from batch.run_log import opened_log
    from batch.store import opened_store
    from extract.rules import load

    out.mkdir(parents=True, exist_ok=True)
    options = {"allow_secret": allow_secret, "seconds_each": seconds_each}
    reader = Reader("plain:read", options, workers, timeout, 256, cluster)
    basis = Basis("1", rules, "auto", allow_secret, timeout, 256, parts)
    if cluster:  # a worker tells what it is, not what a test would have it be
        basis = basis_of(None, "auto", allow_secret, timeout, 256)
    with opened_store(out, afresh) as store, opened_log(store.logs) as log:
        files = [*seen, *find_files(inputs).paths]
        return Run(store, basis, reader, log, frozenset(again)).take_up(files, load()).changed


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(HERE)
    take_up([Path(sys.argv[1])], Path(sys.argv[2]), workers=2, seconds_each=float(sys.argv[3]))
