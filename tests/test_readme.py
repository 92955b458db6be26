"""What the README shows is what the program prints."""

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import regex

from pipeline import VERBS, main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OMITTED = "…"


def shown() -> list[str]:
    """The stretches of the sample output between the lines that say something was left out."""
    (sample,) = [block for block in README.split("```")[1::2] if "Tổng số" in block]
    stretches: list[list[str]] = [[]]
    for line in sample.strip().splitlines():
        if line.strip() == OMITTED:
            stretches.append([])
        elif not line.startswith("== "):  # what make prints between the verbs
            stretches[-1].append(line)
    return [squeezed("\n".join(lines)) for lines in stretches if lines]


def squeezed(text: str) -> str:
    """The words alone: a line that is too long for the README goes on in the next."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, tesseract: None) -> str:
    """What `make demo` prints: run, check and compare on the samples, from the folder of the README.

    One worker says the same as several, and loads what reads but once.
    """
    out = str(tmp_path_factory.mktemp("readme") / "demo")
    inputs = [p.relative_to(ROOT).as_posix() for p in sorted(ROOT.glob("samples/*/report.*"))]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said:
        patch.chdir(ROOT)
        for command in (["run", *inputs, "--out", out, "--workers", "1"], ["check", out], ["compare", out]):
            assert main(command) == 0
    return squeezed(said.getvalue())


@pytest.mark.parametrize("stretch", shown(), ids=lambda text: text[:40])
def test_what_the_readme_shows_is_printed(printed: str, stretch: str) -> None:
    assert stretch in printed


def test_the_readme_names_the_verbs_that_are_there() -> None:
    used = set(regex.findall(r"`(?:\.venv/bin/)?baocao (\w+)", README))
    assert used <= {*VERBS}
    assert {"run", "files", "check", "compare", "query", "explain", "rules", "doctor"} <= used
