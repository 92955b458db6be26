"""A run on a Dask cluster gives the bytes of one on this computer; what is not there is said with what to do."""

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread, get_ident
from typing import Any

import pytest

from batch import cluster as home
from batch.cluster import Cluster, ClusterError, connected
from normalize.dataset import read_table
from tests.batch.plain import take_up, write_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX means")
COUNT = 24
pytestmark = pytest.mark.usefixtures("plain_target")


@pytest.fixture(scope="module")
def local(dask: None, plain_target: None) -> Iterator[Any]:
    """A scheduler and two workers, each a process that is started again when it dies."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as found:
        yield found


@pytest.fixture(scope="module")
def cluster(local: Any) -> Iterator[Cluster]:
    with connected(local.scheduler_address) as found:
        assert found
        yield found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_files(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def first(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The checksums of a dataset of the archive that this computer made by one worker of its own."""
    out = tmp_path_factory.mktemp("first") / "kq"
    take_up([archive], out)
    return digests(out)


def digests(out: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.is_file()}


def pids(cluster: Cluster) -> list[int]:
    """The processes of the workers."""
    return list(cluster.ask(_pid, None, cluster.workers()).values())


def _pid(_: bytes) -> int:
    return os.getpid()


def await_part(out: Path) -> None:
    """Return when the first part of a run is complete."""
    while not any((out / ".baocao" / "parts").glob("0*")):
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text(encoding="ascii").split()]


def test_a_cluster_gives_the_bytes_of_this_computer(
    archive: Path, first: dict[str, str], cluster: Cluster, tmp_path: Path
) -> None:
    inputs = sorted(archive.iterdir())
    random.Random(5).shuffle(inputs)
    assert take_up(inputs, tmp_path / "kq", cluster=cluster) == []
    assert digests(tmp_path / "kq") == first
    assert sorted(p.name for p in (tmp_path / "kq" / ".baocao").iterdir()) == ["journal.sqlite", "log", "parts"]
    take_up([archive], tmp_path / "kq", cluster=cluster, afresh=True)
    assert digests(tmp_path / "kq") == first


@pytest.mark.slow
@posix
def test_a_worker_that_is_killed_loses_nothing(
    archive: Path, first: dict[str, str], cluster: Cluster, tmp_path: Path
) -> None:
    def kill() -> None:
        await_part(tmp_path / "kq")
        os.kill(pid, signal.SIGKILL)

    pid = pids(cluster)[0]
    killer = Thread(target=kill)
    killer.start()
    take_up([archive], tmp_path / "kq", cluster=cluster, seconds_each=0.1)
    killer.join()
    assert digests(tmp_path / "kq") == first
    assert pid not in pids(cluster)


@pytest.mark.slow
@posix
def test_a_file_that_kills_its_worker_again_and_again_ends(archive: Path, cluster: Cluster, tmp_path: Path) -> None:
    own = tmp_path / "own"
    write_files(own, 8)
    (own / "0003.txt").write_text("GIẾT\n", encoding="utf-8")
    take_up([own], tmp_path / "kq", cluster=cluster)
    found = {Path(r["path"]).stem: r["reason"] or r["outcome"] for r in read_table(tmp_path / "kq", "files")}
    assert found == {**{f"{n:04}": "ok" for n in range(8)}, "0000": "empty", "0003": "crash"}


@pytest.mark.slow
@posix
def test_an_interrupted_run_keeps_what_was_read_and_leaves_no_child(
    archive: Path,
    first: dict[str, str],
    cluster: Cluster,
    tmp_path: Path,
    all_end: Callable[[list[int]], bool],
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[int] = []

    def interrupt() -> None:
        await_part(tmp_path / "kq")
        seen.extend(child for pid in workers for child in children(pid))
        signal.pthread_kill(main, signal.SIGINT)

    main, workers = get_ident(), pids(cluster)
    other = Thread(target=interrupt)
    other.start()
    with pytest.raises(KeyboardInterrupt):
        take_up([archive], tmp_path / "kq", cluster=cluster, seconds_each=0.2)
    other.join()
    assert seen
    assert all_end(seen)
    capsys.readouterr()
    take_up([archive], tmp_path / "kq", cluster=cluster)
    assert "tệp đã đọc từ lần trước, không đọc lại" in capsys.readouterr().err
    assert digests(tmp_path / "kq") == first


@pytest.mark.usefixtures("dask")
def test_a_scheduler_that_nobody_can_reach_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_CONNECT_SECONDS", 0.5)
    with (
        pytest.raises(ClusterError, match=r"Không kết nối được với tcp://127\.0\.0\.1:9 .* chạy: .*dask scheduler"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


@pytest.mark.usefixtures("dask")
def test_a_scheduler_without_workers_is_said() -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=0, processes=False, protocol="tcp://", dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match=r"chưa có máy đọc nào\. Trên mỗi máy đọc chạy: .*dask worker tcp://"),
        connected(empty.scheduler_address),
    ):
        pass


@pytest.mark.usefixtures("dask")
def test_encryption_without_a_certificate_is_said() -> None:
    import dask

    with pytest.raises(ClusterError, match=r"tls://a:1: chưa khai chứng thư TLS"), connected("tls://a:1"):
        pass
    tls = "distributed.comm.tls."
    given = {f"{tls}{name}": "/nowhere.pem" for name in ("ca-file", "client.cert", "client.key")}
    with (
        dask.config.set(given),
        pytest.raises(ClusterError, match=r"Chứng thư TLS không dùng được: .*No such file"),
        connected("tls://a:1"),
    ):
        pass


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ClusterError, match=r"Cài: pip install -c constraints\.txt -e '\.\[cluster\]'"),
        connected("tcp://a:1"),
    ):
        pass


def test_without_an_address_there_is_none() -> None:
    with connected(None) as found:
        assert found is None
