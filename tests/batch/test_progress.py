"""Progress: one line on a terminal, few lines elsewhere, in words that say what is done and left."""

import io

import pytest

from batch.progress import Progress
from normalize.speech import speak


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def shown(outcomes: list[str], seconds: float, terminal: bool = False, total: int | None = None) -> str:
    """What is printed where every file takes so many seconds."""
    now = [0.0]
    screen = Screen(terminal)
    with Progress(total or len(outcomes), stream=screen, clock=lambda: now[0]) as progress:
        for outcome in outcomes:
            now[0] += seconds
            progress.advance(outcome)
    return screen.getvalue()


def test_a_line_tells_what_is_done_and_what_is_left() -> None:
    assert shown(["ok", "quarantined"], 10, total=32).splitlines() == [
        "Đã đọc 1/32 tệp · 0 cần xử lý riêng · 0,1 tệp/giây · còn khoảng 5 phút",
        "Đã đọc 2/32 tệp · 1 cần xử lý riêng · 0,1 tệp/giây · còn khoảng 5 phút",
    ]


@pytest.mark.parametrize(
    ("files", "seconds", "lines", "why"),
    [
        (3, 0.1, [], "a short run has its summary"),
        (250, 0.001, ["100/250", "200/250", "250/250"], "every 100 files and at the end"),
        (4, 2.5, ["2/4", "4/4"], "every 5 seconds"),
        (0, 1, [], "no file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_elsewhere_than_on_a_terminal_lines_are_few(files: int, seconds: float, lines: list[str], why: str) -> None:
    assert [line.split()[2] for line in shown(["ok"] * files, seconds).splitlines()] == lines


def test_what_is_quick_needs_no_lines_elsewhere() -> None:
    now, screen = [0.0], Screen(terminal=False)
    with Progress(1000, "summing", stream=screen, clock=lambda: now[0]) as progress:
        for _ in range(1000):
            now[0] += 0.006
            progress.advance("")
    assert [line.split(" · ")[0] for line in screen.getvalue().splitlines()] == [
        "Đã tính mã kiểm tra 834/1000 tệp",
        "Đã tính mã kiểm tra 1000/1000 tệp",
    ]


def test_pages_are_told_where_files_have_some() -> None:
    screen = Screen(terminal=True)
    with Progress(2, stream=screen, clock=iter(range(0, 100, 10)).__next__) as progress:
        progress.advance("ok", 12)
    assert "Đã đọc 1/2 tệp, 12 trang · 0 cần xử lý riêng" in screen.getvalue()


def test_a_terminal_has_one_line_that_fits_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    screen = shown(["ok"] * 20, 1, terminal=True)
    lines = screen.removesuffix("\n").split("\r")[1:]
    assert screen.count("\n") == 1
    assert "\x1b" not in screen
    assert len(lines) == 20
    assert {len(line) for line in lines} == {39}
    assert lines[-1].startswith("Đã đọc 20/20 tệp")


def test_a_shorter_line_wipes_the_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = shown(["ok"] * 2, 4000, terminal=True).removesuffix("\n").split("\r")[1:]
    assert lines[0].endswith("còn khoảng 1 giờ 07 phút")
    assert lines[1].rstrip().endswith("còn khoảng 0 giây")
    assert len(lines[1]) == len(lines[0])


class Closed(Screen):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_who_stops_reading_does_not_stop_the_run() -> None:
    with Progress(2, stream=Closed(terminal=False), clock=iter(range(0, 100, 10)).__next__) as progress:
        progress.advance("ok")
        progress.advance("ok")


def test_progress_in_english() -> None:
    speak("en")
    try:
        assert shown(["ok", "quarantined"], 10).splitlines()[-1] == (
            "Read 2/2 files · 1 quarantined · 0,1 files/s · about 0 s left"
        )
    finally:
        speak("vi")
