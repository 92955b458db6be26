"""A process with all that it started is one: in memory, and when it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from extract.process_tree import apart, end, megabytes, memory_limit

ROOT = Path(__file__).resolve().parents[2]
# holds 64 MB and starts another that does
TWO = """
import subprocess, sys
held = b"x" * 2**26
inner = subprocess.Popen([sys.executable, "-c", "import time; held = b'x' * 2**26; time.sleep(60)"])
print(inner.pid, flush=True)
inner.wait()
"""


def test_the_memory_of_a_tree_is_that_of_all_in_it_until_it_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", TWO], stdout=subprocess.PIPE, text=True, **apart()) as process:
        assert process.stdout
        inner = int(process.stdout.readline())
        while megabytes(process.pid) < 128:
            assert process.poll() is None
        end(process.pid)
    assert (megabytes(process.pid), megabytes(inner)) == (0, 0)
    end(process.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_process_knows_its_limit() -> None:
    code = "from extract.process_tree import *; print(memory_limit()); bound(512, 2**20); print(memory_limit())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(memory_limit()), str(512 * 2**20)]
