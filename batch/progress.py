"""How far a run has come, on stderr: one line that changes on a terminal, plain lines elsewhere."""

import contextlib
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from normalize.speech import say

_TERMINAL_SECONDS = 0.1
_PLAIN_SECONDS = 5.0
_PLAIN_FILES = 100


class Progress:
    """Counts files done and files to be looked at; use as a context."""

    def __init__(
        self,
        total: int,
        sentence: str = "progress",
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._sentence = sentence
        self._stream = stream or sys.stderr
        self._clock = clock
        self._terminal = self._stream.isatty()
        self._done = self._pages = self._quarantined = self._told = 0
        self._since = self._last = clock()
        self._width = 0

    def __enter__(self) -> "Progress":
        return self

    def advance(self, outcome: str, pages: int = 0) -> None:
        """One more file, of so many pages, ended in `outcome`."""
        self._done += 1
        self._pages += pages
        self._quarantined += outcome == "quarantined"
        passed = self._clock() - self._last
        if self._terminal:
            due = passed >= _TERMINAL_SECONDS or self._done == 1
        else:
            many = self._sentence == "progress" and self._done - self._told >= _PLAIN_FILES
            due = passed >= _PLAIN_SECONDS or many
        if due:
            self._tell()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # a short run elsewhere than on a terminal needs no line: its summary follows at once
        if self._told and self._told < self._done:
            self._tell()
        if self._terminal and self._told:
            print(file=self._stream, flush=True)

    def _tell(self) -> None:
        self._told, self._last = self._done, self._clock()
        with contextlib.suppress(BrokenPipeError):  # who reads has seen enough; the run goes on
            self._show(self._line())

    def _show(self, line: str) -> None:
        if not self._terminal:
            print(line, file=self._stream, flush=True)
            return
        # Blanks and no escape codes, which old Windows consoles print; one line, or the return would not reach it.
        line = line[: shutil.get_terminal_size().columns - 1]
        print(f"\r{line:<{self._width}}", end="", file=self._stream, flush=True)
        self._width = len(line)

    def _line(self) -> str:
        rate = self._done / max(self._clock() - self._since, 1e-6)
        speed = f"{rate:.1f}".replace(".", ",")
        left = _duration((self._total - self._done) / rate)
        counts = {"done": self._done, "total": self._total, "quarantined": self._quarantined}
        pages = say("pages_done", n=self._pages) if self._pages else ""
        return say(self._sentence, **counts, pages=pages, speed=speed, left=left)


def announce(sentence: str) -> None:
    """A line on stderr; who has seen enough does not stop the run."""
    with contextlib.suppress(BrokenPipeError):
        print(sentence, file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    """A stretch of time as people say it: 40 giây, 12 phút, 3 giờ 05 phút."""
    if seconds < 60:
        return say("seconds", n=f"{seconds:.0f}")
    hours, minutes = divmod(round(seconds / 60), 60)
    return say("hours", hours=hours, minutes=minutes) if hours else say("minutes", n=minutes)
