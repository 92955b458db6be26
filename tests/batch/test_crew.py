"""A worker is used where it is what the run is and sees the same folders; else it is told why not, once."""

import asyncio
import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.basis import basis_of
from batch.cluster import Cluster, ClusterError
from batch.crew import Call, Crew, places
from batch.remote import Present, Way, pieces, roll_call
from batch.shards import Asked
from normalize.addresses import Address

pytestmark = pytest.mark.usefixtures("dask")
BASIS = basis_of(None, "auto", False, 20, 256)


class Answering(Cluster):
    """One worker that gives the same answer whenever it is asked."""

    def __init__(self, answer: object) -> None:
        self.address = "tcp://paper:1"
        self.answer = answer
        self.asked = 0

    def workers(self) -> dict[str, int]:
        return {"w": 2}

    def ask(self, question: Callable[[bytes], Any], values: object, workers: Iterable[str]) -> dict[str, Any]:
        asked = list(workers)
        self.asked += len(asked)
        return dict.fromkeys(asked, self.answer)


@pytest.fixture
def way(tmp_path: Path) -> Way:
    (tmp_path / ".baocao" / "parts").mkdir(parents=True)
    return Way("run", "plain:read", {}, tmp_path / ".baocao" / "parts", 20, 256)


def present(**other: Any) -> Present:
    return replace(Present(BASIS, pieces(), (), False, ""), **other)


def test_a_worker_that_is_what_the_run_is_may_read(way: Way) -> None:
    cluster = Answering(present())
    crew = Crew(cluster, BASIS, way, ())
    for _ in range(3):
        crew.look()
        crew.must_be()
    assert (crew.ready, cluster.asked) == ({"w": 2}, 1)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"basis": replace(BASIS, program="0.0")}, "khác phiên bản (0.0, ở đây 0.1.0+"),
        ({"basis": replace(BASIS, rules="x")}, "bộ quy tắc khác (x, ở đây "),
        ({"basis": replace(BASIS, parts="x")}, "phần tùy chọn khác (x, ở đây "),
        ({"pieces": "Python 3.9"}, "khác phiên bản (Python 3.9, ở đây Python 3."),
        ({"strange": True}, "máy đó không thấy thư mục"),
        ({"unseen": ("/mnt/kho",)}, "máy đó không thấy /mnt/kho."),
        ({"unwritable": "Read-only file system"}, "Read-only file system"),
    ],
    ids=["program", "rules", "parts", "pieces", "strange", "unseen", "unwritable"],
)
def test_any_other_is_refused_once(
    way: Way, other: dict[str, Any], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster = Answering(present(**other))
    crew = Crew(cluster, BASIS, way, ())
    for _ in range(2):
        crew.look()
    said = capsys.readouterr().err
    assert (said.count("\n"), cluster.asked) == (1, 1)
    assert said.startswith("Không dùng máy đọc w: ")
    assert says in said
    with pytest.raises(ClusterError, match="lý do ở trên"):
        crew.must_be()


def test_one_without_the_program_is_told_what_to_install(way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    Crew(Answering(Exception("No module named 'batch.remote'")), BASIS, way, ()).look()
    assert "No module named 'batch.remote'). Cài cùng bản ở đó: pip install" in capsys.readouterr().err


def test_one_that_went_meanwhile_is_asked_again(way: Way) -> None:
    cluster = Answering(OSError("gone"))
    crew = Crew(cluster, BASIS, way, ())
    for _ in range(2):
        crew.look()
    assert (crew.refused, cluster.asked) == ({}, 2)


def answered(way: Way, *seen: Path) -> Present:
    return asyncio.run(roll_call(pickle.dumps((BASIS, way, seen))))


def test_a_worker_says_what_it_is_and_sees(way: Way, tmp_path: Path) -> None:
    with Call(way):
        assert answered(way, tmp_path) == present()
        gone = tmp_path / "gone"
        assert answered(way, gone, Address("nowhere://a")).unseen[0] == str(gone)
        assert "nowhere" in answered(way, Address("nowhere://a")).unseen[0]
    assert sorted(p.name for p in (tmp_path / ".baocao").iterdir()) == ["parts"]


def test_a_folder_of_the_same_name_is_not_the_same(way: Way) -> None:
    assert answered(way).strange
    with Call(replace(way, run="another")):
        assert answered(way).strange


def test_what_a_run_left_that_was_killed_is_cleared(way: Way) -> None:
    Call(replace(way, run="killed")).__enter__()
    with Call(way):
        assert [p.name for p in way.parts.parent.glob("call-*")] == ["call-run"]


def test_rules_of_ones_own_are_those_that_the_worker_sees(way: Way, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1", encoding="utf-8")
    with Call(way):
        assert answered(replace(way, options={"rules": str(tmp_path)})).basis.rules != BASIS.rules


def test_the_topmost_folders_are_asked_for() -> None:
    paths = ("/a/b/c.docx", "/a/b/d/e.docx", "/a/f/g.docx")
    asked = [Asked(0, Path(path), "", ".docx", 1) for path in paths]
    asked.append(Asked(0, Path("/z/x.zip/a.docx"), "", ".docx", 1, (Path("/z/x.zip"), 0)))
    assert places(asked) == (Path("/a/b"), Path("/a/f"), Path("/z"))
