"""Forms of the dataset made by another process, while this one makes the others: for that there are several cores.

`python -m normalize.beside FOLDER FORM…`; it ends when its standard input does, so that it does not outlive who started
it. What the disk refuses it says on its standard output.
"""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from extract.process_tree import apart, end

HOME = Path(__file__).resolve().parent.parent
_REFUSED = 3


@contextmanager
def made_beside(forms: Sequence[str], folder: Path) -> Iterator[None]:
    """Meanwhile forms of the dataset in a folder are made there; they are complete behind.

    Raises OSError where the disk is full or refuses, and where memory was short.
    """
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "normalize.beside", str(folder), *forms],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTHONUTF8": "1"},
        **apart(),
    )
    try:
        yield
        assert process.stdout
        said = process.stdout.read()
        code = process.wait()
    finally:
        end(process.pid)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
    if code == _REFUSED:
        raise OSError(*json.loads(said))
    if code < 0:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    if code:
        raise RuntimeError(f"{' '.join(forms)}: exit code {code}")


def main() -> None:
    """Make the forms that were asked for."""
    folder, *forms = sys.argv[1:]
    Thread(target=_wait_for_the_end, daemon=True).start()
    from normalize.dataset import make

    try:
        for form in forms:
            make(form, Path(folder))
    except OSError as error:
        print(json.dumps([error.errno, error.strerror]), flush=True)
        os._exit(_REFUSED)


def _wait_for_the_end() -> None:
    """End where who started us has."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main()
