"""Whoever reads and whoever dies: every file ends once, what was lost is read again, and a file that kills ends."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from batch import dispatch
from batch.basis import basis_of
from batch.cluster import Cluster, ClusterError, LostError
from batch.dispatch import read_there
from batch.outcome import Reading
from batch.remote import Present, Said, Way, pieces
from batch.sandbox import SandboxError
from batch.shards import Asked, Done, Part

pytestmark = pytest.mark.usefixtures("dask")
BASIS = basis_of(None, "auto", False, 20, 256)


@dataclass(eq=False)
class Sent:
    """A shard that one worker was given."""

    worker: str
    files: tuple[Asked, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(asked.path.stem for asked in self.files)


class Paper(Cluster):
    """Workers on paper: the name of a file says what it does to its worker, that of a worker what it is."""

    def __init__(self, workers: dict[str, int], comes_back: bool = True) -> None:
        self.address = "tcp://paper:1"
        self.there = dict(workers)
        self.comes_back = comes_back
        self.given: list[Sent] = []
        self.dismissed: list[str] = []
        self.deaths: Counter[str] = Counter()

    def workers(self) -> dict[str, int]:
        return dict(self.there)

    def ask(self, question: Callable[[bytes], Any], values: object, workers: Iterable[str]) -> dict[str, Any]:
        asked = list(workers)
        if question is dispatch.dismiss:
            self.dismissed += asked
        other = replace(BASIS, rules="others")
        return {w: Present(other if w.startswith("other") else BASIS, pieces(), (), False, "") for w in asked}

    def send(self, worker: str, task: object, values: Any, heard: Callable[[Any], None]) -> Any:
        sent = Sent(worker, values[0])
        self.given.append(sent)
        deadly = [name for name in sent.names if name.startswith("kill")]
        deadly += [name for name in sent.names if name.startswith("off") and not self.deaths[name]]
        if not deadly:
            heard(sent)
            return sent
        self.deaths.update(deadly)
        threads = self.there.pop(worker)
        if self.comes_back:  # as a nanny starts it again, under another address
            self.there[f"{worker}+"] = threads
        return sent

    def result(self, future: Any) -> Said:
        if future.worker.startswith("broken"):
            raise SandboxError("Không khởi động được tiến trình đọc tệp.")
        if future.worker not in self.there:  # what else it was reading is gone, too
            raise LostError
        if "lost" in future.names and not self.deaths["lost"]:
            self.deaths["lost"] += 1
            raise LostError
        readings = tuple(Reading(a.number, a.sha256, "", 1, None, "ok", None, None, 1, False) for a in future.files)
        return Said((*map(Done, future.files, readings, [0.1] * len(readings)), Part(readings)), ())

    def forget(self, futures: Iterable[Any]) -> None:
        """Nothing is under way on paper."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_LOOK", 0.01)
    monkeypatch.setattr(dispatch, "_PATIENCE", 0.1)


@pytest.fixture
def way(tmp_path: Path) -> Way:
    (tmp_path / ".baocao" / "parts").mkdir(parents=True)
    return Way("run", "plain:read", {}, tmp_path / ".baocao" / "parts", 20, 256)


def files(*names: str) -> list[Asked]:
    return [Asked(n, Path(f"/in/{name}.txt"), f"sha{n}", ".txt", 1) for n, name in enumerate(names)]


def ended(cluster: Paper, way: Way, *names: str) -> dict[str, str]:
    """How each file ended; each does so once, and is known to the journal as it was told."""
    said = list(read_there(files(*names), cluster, BASIS, way))
    done = [one for one in said if isinstance(one, Done)]
    stored = [reading for one in said if isinstance(one, Part) for reading in one.readings]
    assert sorted(one.reading.number for one in done) == sorted(r.number for r in stored) == [*range(len(names))]
    assert all(str(one.asked.path) == f"/in/{one.asked.path.stem}.txt" for one in done)
    return {one.asked.path.stem: one.reading.reason or one.reading.outcome for one in done}


@pytest.mark.parametrize("workers", [{"a": 1}, {"a": 1, "b": 1}, {"a": 2, "b": 4}])
def test_every_file_ends_once(way: Way, workers: dict[str, int]) -> None:
    names = [f"n{n}" for n in range(500)]
    cluster = Paper(workers)
    assert ended(cluster, way, *names) == dict.fromkeys(names, "ok")
    assert {sent.worker for sent in cluster.given} == set(workers)
    assert max(len(sent.files) for sent in cluster.given) <= 50
    assert set(cluster.dismissed) == set(workers)


def test_what_a_worker_had_that_died_is_read_again_one_by_one(way: Way) -> None:
    cluster = Paper({"a": 1, "b": 1})
    names = [f"n{n}" for n in range(30)]
    assert ended(cluster, way, "off", *names) == dict.fromkeys(["off", *names], "ok")
    first = next(sent for sent in cluster.given if "off" in sent.names)
    again = [sent.names for sent in cluster.given if set(sent.names) & set(first.names)][1:]
    assert sorted(again) == sorted((name,) for name in first.names)


@pytest.mark.parametrize("threads", [1, 4])
def test_a_file_that_kills_its_worker_ends_and_no_other_is_blamed(way: Way, threads: int) -> None:
    cluster = Paper({"a": threads, "b": threads})
    names = [f"n{n}" for n in range(40)]
    found = ended(cluster, way, *names[:20], "kill1", *names[20:], "kill2")
    assert found == {**dict.fromkeys(names, "ok"), "kill1": "crash", "kill2": "crash"}
    assert set(cluster.deaths.values()) == {4}  # among others, then three times alone


def test_a_result_that_does_not_come_is_a_death(way: Way) -> None:
    assert ended(Paper({"a": 1}), way, "lost") == {"lost": "ok"}


def test_a_worker_of_another_kind_is_given_nothing(way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    cluster = Paper({"a": 1, "other": 1})
    ended(cluster, way, *"xyz")
    assert {sent.worker for sent in cluster.given} == {"a"}
    assert capsys.readouterr().err.startswith("Không dùng máy đọc other: bộ quy tắc khác (others, ở đây ")


def test_a_worker_that_cannot_start_a_child_is_no_files_fault(way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    cluster = Paper({"a": 1, "broken": 1})
    assert ended(cluster, way, *"xyz") == dict.fromkeys("xyz", "ok")
    assert "Không dùng máy đọc broken: Không khởi động được tiến trình đọc tệp." in capsys.readouterr().err


def test_what_a_refused_worker_still_had_when_it_died_is_read_again(way: Way) -> None:
    assert ended(Paper({"broken": 2, "a": 1}, comes_back=False), way, "n", "off") == {"n": "ok", "off": "ok"}


@pytest.mark.parametrize(
    ("cluster", "says"),
    [
        (Paper({}), "chưa có máy đọc nào"),
        (Paper({"other": 1}), "Không máy đọc nào của tcp://paper:1 dùng được"),
        (Paper({"broken": 1}), "Không còn máy đọc nào"),
        (Paper({"a": 1}, comes_back=False), "Không còn máy đọc nào"),
    ],
    ids=["nobody", "others", "broken", "gone"],
)
def test_where_nobody_can_read_the_run_ends(way: Way, cluster: Paper, says: str) -> None:
    with pytest.raises(ClusterError, match=says):
        list(read_there(files("a", "off", "b"), cluster, BASIS, way))


def test_a_part_that_is_not_seen_here_is_not_passed_over(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_SEEN_SECONDS", 0.05)
    reading = Reading(0, "sha0", "", 1, None, "ok", None, None, 1, False, "00000000-x")
    monkeypatch.setattr(Paper, "result", lambda self, future: Said((Part((reading,)),), ()))
    with pytest.raises(ClusterError, match="00000000-x mà một máy đọc đã ghi"):
        list(read_there(files("a"), Paper({"a": 1}), BASIS, way))


def test_large_files_go_one_by_one(way: Way) -> None:
    cluster = Paper({"a": 1})
    large = [replace(asked, size=20 * 2**20) for asked in files(*map(str, range(20)))]
    assert len(list(read_there(large, cluster, BASIS, way))) == 40
    assert [len(sent.files) for sent in cluster.given] == [1] * 20
