"""How far a run has come, on stderr: one line that changes on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType

_EVERY_SECONDS = 5.0


class Progress:
    """Counts files done and files to be looked at; use as a context."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._quarantined = 0
        self._since = self._told = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def advance(self, outcome: str) -> None:
        """One more file ended in `outcome`."""
        self._done += 1
        self._quarantined += outcome == "quarantined"
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"\r{self._line(now)}\x1b[K", end="", file=sys.stderr, flush=True)
        elif now - self._told >= _EVERY_SECONDS:
            self._told = now
            print(self._line(now), file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.stderr.isatty() and self._done:
            print(file=sys.stderr)

    def _line(self, now: float) -> str:
        rate = self._done / max(now - self._since, 1e-6)
        left = (self._total - self._done) / rate if rate else 0
        return (
            f"Đã xong {self._done}/{self._total} tệp · {rate:.1f} tệp/giây · còn khoảng {left / 60:.0f} phút "
            f"· {self._quarantined} cần xử lý riêng"
        )
