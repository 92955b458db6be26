"""What a run keeps for the next: nothing is read twice, nothing lost, and the dataset is the same byte for byte."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from batch.outcome import Outcome, summed_up
from extract.rules import Rules
from normalize.comparison import comparison_rows
from normalize.dataset import read_table
from normalize.series import series_rows
from normalize.storage import StorageError
from tests.batch.plain import take_up, write_files

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX means")
COUNT = 9
pytestmark = pytest.mark.usefixtures("plain_target")


def digests(out: Path) -> dict[str, str]:
    """A checksum of every file of a dataset."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.is_file()}


def said(out: Path, name: str = "run.jsonl") -> list[dict[str, Any]]:
    """What the last run into a folder put into its log."""
    log = max((out / ".baocao" / "log").iterdir())
    return [json.loads(line) for line in (log / name).read_text(encoding="utf-8").splitlines()]


def read_anew(out: Path) -> list[str]:
    """The names of the files that the last run into a folder read."""
    return sorted(Path(one["path"]).name for one in said(out) if one["what"] == "file")


def outcomes(out: Path) -> dict[str, str]:
    return {Path(r["path"]).name: r["reason"] or r["outcome"] for r in read_table(out, "files")}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_files(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def first(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of the archive, made in one go by one worker."""
    out = tmp_path_factory.mktemp("first") / "kq"
    assert take_up([archive], out) == []
    return out


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    """A copy of it, with all that was kept."""
    return Path(shutil.copytree(first, tmp_path / "kq"))


@pytest.fixture
def own(archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive."""
    return Path(shutil.copytree(archive, tmp_path / "own"))


def test_what_was_read_is_in_the_tables(first: Path) -> None:
    assert outcomes(first) == {f"{n:04}.txt": "ok" if n else "empty" for n in range(COUNT)}
    assert [r["text"] for r in read_table(first, "blocks")][1::2] == [f"có {n * 37} hộ nghèo" for n in range(1, COUNT)]


def test_issuer_by_issuer_the_series_are_those_of_all_at_once(first: Path, rules: Rules) -> None:
    tables = {name: read_table(first, name) for name in ("reports", "figures", "verdicts", "blocks")}
    series, comparison = read_table(first, "series"), read_table(first, "comparison")
    assert series == series_rows(tables, rules)[0]
    assert comparison == comparison_rows(series, tables["figures"], rules)
    assert len({row["issuer"] for row in series}) > 1
    assert comparison


def test_copies_are_found_by_the_figures_in_their_parts(own: Path, tmp_path: Path) -> None:
    for name, more in (("x", ""), ("y", "Ghi chú.\n"), ("z", "7 8 9\n")):
        (own / f"{name}.txt").write_text(f"Ủy ban nhân dân xã D\n1 2 3 4 5 6 hộ\n{more}", encoding="utf-8")
    take_up([own], tmp_path / "kq", workers=2)
    reports = {Path(r["path"]).stem: r for r in read_table(tmp_path / "kq", "reports")}
    assert {name: r["same_as"] for name, r in reports.items() if r["same_as"]} == {"y": reports["x"]["report_id"]}


def test_what_has_not_changed_is_not_read_again(archive: Path, first: Path, out: Path) -> None:
    take_up([archive], out)
    assert read_anew(out) == []
    assert digests(out) == digests(first)
    take_up([archive], out, afresh=True)
    assert len(read_anew(out)) == COUNT
    assert digests(out) == digests(first)


def test_neither_workers_nor_the_order_of_inputs_show(archive: Path, first: Path, tmp_path: Path) -> None:
    inputs = sorted(archive.iterdir())
    for workers in (2, 4):
        random.Random(workers).shuffle(inputs)
        take_up(inputs, tmp_path / "kq", workers=workers, afresh=True)
        assert digests(tmp_path / "kq") == digests(first)


def test_it_does_not_show_how_much_is_sorted_at_a_time(
    archive: Path, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("normalize.compaction._WINDOW", 2)
    monkeypatch.setattr("normalize.over_years._WINDOW", 3)
    take_up([archive], tmp_path / "kq", workers=2)
    assert digests(tmp_path / "kq") == digests(first)


def test_a_file_that_is_gone_leaves_the_dataset_and_the_parts(own: Path, out: Path, tmp_path: Path) -> None:
    take_up([own], tmp_path / "kept", again=())
    gone, changed, moved = (own / f"000{n}.txt" for n in (3, 4, 5))
    lost = hashlib.sha256(gone.read_bytes()).hexdigest()
    gone.unlink()
    changed.write_text("Ủy ban nhân dân xã E\n5 hộ\n", encoding="utf-8")
    moved.rename(own / "moved.txt")
    take_up([own], tmp_path / "kept")
    assert read_anew(tmp_path / "kept") == ["0004.txt"]
    take_up([own], tmp_path / "fresh")
    assert digests(tmp_path / "kept") == digests(tmp_path / "fresh")
    parts = list((tmp_path / "kept" / ".baocao" / "parts").rglob("reports.parquet"))
    stored = {name for part in parts for name in pq.read_table(part)["report_id"].to_pylist()}
    assert len(stored) == COUNT - 2
    assert lost not in stored


def test_changed_rules_read_anew_only_what_they_may_change(archive: Path, out: Path) -> None:
    take_up([archive], out, rules="others")
    assert read_anew(out) == [f"{n:04}.txt" for n in range(1, COUNT)]  # the first is empty by any rules


def test_a_secret_paper_leaves_nothing_behind(own: Path, tmp_path: Path) -> None:
    out, text = tmp_path / "kq", "kho đạn 4711"
    (own / "0001.txt").write_text(f"MẬT\n{text}\n", encoding="utf-8")
    take_up([own], out)
    assert outcomes(out)["0001.txt"] == "state_secret"
    take_up([own], out, allow_secret=True)
    assert read_anew(out) == ["0001.txt"]
    assert text in {r["text"] for r in read_table(out, "blocks")}
    take_up([own], out)
    assert read_anew(out) == ["0001.txt"]
    parts = list((out / ".baocao" / "parts").rglob("blocks.parquet"))
    assert parts
    assert text not in {line for part in parts for line in pq.read_table(part)["text"].to_pylist()}
    assert not [p for p in (out / ".baocao").iterdir() if p.is_file() and text.encode() in p.read_bytes()]


def test_an_installed_part_or_more_time_reads_what_wanted_it(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "kq"
    (own / "0001.txt").write_text("scan\n", encoding="utf-8")
    take_up([own], out)
    take_up([own], out, parts="tesseract")
    assert read_anew(out) == ["0001.txt"]
    take_up([own], out, parts="tesseract", again=["quarantined"])
    assert read_anew(out) == ["0000.txt", "0001.txt"]


def test_a_part_that_is_lost_or_left_behind_does_no_harm(archive: Path, first: Path, out: Path) -> None:
    parts = out / ".baocao" / "parts"
    (one,) = parts.iterdir()
    shutil.copytree(one, parts / "00000099")
    shutil.rmtree(one)
    take_up([archive], out)
    assert len(read_anew(out)) == COUNT - 1
    assert digests(out) == digests(first)
    assert [p.name for p in parts.iterdir()] != ["00000099"]


def test_two_runs_do_not_write_into_one_folder(archive: Path, out: Path) -> None:
    before = digests(out)
    code = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path; "
        f"from batch.store import opened_store\nwith opened_store(Path({str(out)!r})): print('held', flush=True); "
        "time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert other.stdout
        other.stdout.readline()
        for afresh in (False, True):
            with pytest.raises(StorageError, match="Một lần chạy khác đang ghi vào"):
                take_up([archive], out, afresh=afresh)
    finally:
        other.kill()
        other.communicate()
    assert digests(out) == before
    take_up([archive], out)
    assert read_anew(out) == []


def test_a_damaged_journal_is_said_and_can_be_begun_anew(archive: Path, first: Path, out: Path) -> None:
    (out / ".baocao" / "journal.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError, match="--force"):
        take_up([archive], out)
    take_up([archive], out, afresh=True)
    assert digests(out) == digests(first)


def test_a_file_that_changes_meanwhile_is_named_and_read_again(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, out = own / "0001.txt", tmp_path / "kq"

    def summed_up_later(path: Path) -> Outcome:
        first.write_text("Ủy ban nhân dân xã E\n9 hộ\n", encoding="utf-8")
        return summed_up(path)

    monkeypatch.setattr("batch.intake.summed_up", summed_up_later)
    assert take_up([own], out) == [first]
    failed = [e for e in said(out, "events.jsonl") if e["eventType"] == "fixity check"]
    assert [e["linkingObjectIdentifier"]["path"] for e in failed if e["eventOutcome"] == "fail"] == [str(first)]
    assert len(failed) == COUNT
    assert take_up([own], out) == []
    assert read_anew(out) == ["0001.txt"]


def test_what_a_watch_has_seen_is_neither_summed_up_nor_verified_again(archive: Path, first: Path, out: Path) -> None:
    old, *new = sorted(archive.iterdir())
    take_up(new, out, seen=[replace(summed_up(old), seen=True)])
    assert {Path(e["linkingObjectIdentifier"]["path"]) for e in said(out, "events.jsonl")} == set(new)
    assert digests(out) == digests(first)


def test_every_file_has_its_events(first: Path) -> None:
    events = said(first, "events.jsonl")
    of_one = [e for e in events if e["linkingObjectIdentifier"]["path"].endswith("0001.txt")]
    assert [e["eventType"] for e in of_one] == [
        "message digest calculation",
        "format identification",
        "ingestion",
        "fixity check",
    ]
    assert [e["eventDetail"] for e in events if e["eventType"] == "quarantine"] == ["empty"]
    assert {e["linkingAgentIdentifier"]["name"] for e in events} == {"baocao"}


@posix
@pytest.mark.parametrize("moment", [0.35, 0.7])
def test_killed_and_started_again_the_bytes_are_the_same(
    archive: Path, first: Path, tmp_path: Path, moment: float
) -> None:
    out = tmp_path / "kq"
    command = [sys.executable, str(HERE / "plain.py"), str(archive), str(out)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}"}
    process = subprocess.Popen([*command, "0.2"], env=environment, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    process.wait()
    take_up([archive], out)
    assert digests(out) == digests(first)
