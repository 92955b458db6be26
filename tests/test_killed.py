"""At length: a run over hundreds of reports, killed again and again, ends in the bytes of one that never was.

So does one on a cluster, of whatever size, whose workers are killed.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.varied import write_archive

ROOT = Path(__file__).resolve().parent.parent
FILES, KILLS, DEATHS = 500, 20, 4

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX means")]


def digests(out: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.is_file()}


def started(inputs: list[str], out: Path, workers: int, *more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "pipeline.py", "run", *inputs, "--out", str(out), "--workers", str(workers), *more]
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=nothing, stderr=nothing, env={**os.environ, "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, FILES)
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    """The checksums of a run by one worker that nobody disturbed, and the seconds that it took."""
    out = tmp_path_factory.mktemp("first") / "kq"
    begun = time.monotonic()
    assert started([str(archive)], out, 1).wait() == 3
    return digests(out), time.monotonic() - begun


@pytest.fixture(scope="module")
def first(undisturbed: tuple[dict[str, str], float]) -> dict[str, str]:
    return undisturbed[0]


def stage(out: Path) -> str:
    """How far the last run into a folder had come."""
    log = max((out / ".baocao" / "log").glob("*/run.jsonl"), default=None)
    said = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log else []
    return str(said[-1]["what"]) if said else "start"


def test_killed_at_random_points_a_run_ends_in_the_same_bytes(
    archive: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    """Wherever it was killed; a run that ends before its time has come is begun anew, and is no kill."""
    first, seconds = undisturbed
    chance, out, stages = random.Random(20), tmp_path / "kq", Counter[str]()
    while stages.total() < KILLS:
        process = started([str(archive)], out, 2)
        try:
            assert process.wait(chance.uniform(0, seconds / 2)) == 3
            assert digests(out) == first
            shutil.rmtree(out)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            stages[stage(out)] += 1
    print(dict(stages))
    assert started([str(archive)], out, 2).wait() == 3
    assert digests(out) == first


@pytest.mark.parametrize("workers", [2, 4])
def test_neither_workers_nor_order_show(archive: Path, first: dict[str, str], tmp_path: Path, workers: int) -> None:
    inputs = sorted(str(p) for p in archive.rglob("*.*"))
    random.Random(workers).shuffle(inputs)
    assert started(inputs, tmp_path / "kq", workers).wait() == 3
    assert digests(tmp_path / "kq") == first


@pytest.mark.usefixtures("dask")
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_neither_a_cluster_nor_the_death_of_its_workers_shows(
    archive: Path, first: dict[str, str], tmp_path: Path, workers: int
) -> None:
    from distributed import Client, LocalCluster

    inputs = sorted(str(p) for p in archive.rglob("*.*"))
    chance = random.Random(workers)
    chance.shuffle(inputs)
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0") as local,
        Client(local.scheduler_address, set_as_default=False) as client,
    ):
        assert started(inputs, tmp_path / "kq", 1, "--cluster", local.scheduler_address).wait() == 3
        assert digests(tmp_path / "kq") == first
        process = started(inputs, tmp_path / "again", 1, "--cluster", local.scheduler_address)
        for _ in range(DEATHS):
            time.sleep(chance.uniform(2, 5))
            while not (alive := sorted(client.run(os.getpid, on_error="ignore").values())):
                time.sleep(0.2)  # all are dead at once; they are started again
            os.kill(chance.choice(alive), signal.SIGKILL)
        assert process.wait() == 3
    assert digests(tmp_path / "again") == first
