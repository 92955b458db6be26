"""The house holds: imports run one way, each heavy library has one home, files and functions stay small."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("extract", "normalize", "validate", "review", "batch")
# Which stages a stage may import besides itself.
BELOW = {
    "extract": set(),
    "normalize": {"extract"},
    "validate": {"extract", "normalize"},
    "review": {"extract", "normalize"},
    "batch": {"extract", "normalize"},
    "pipeline": set(STAGES),
}
# Where a heavy library may be imported: files, or a folder that ends with a slash.
HOMES = {
    # the workbook is written by it, and meets a full disk in its words
    "lxml": {"extract/word/", "normalize/workbook.py"},
    # the papers that people sign are written by it
    "docx": {"extract/word/", "review/paper.py"},
    "pypdfium2": {"extract/paged/"},
    "pdfplumber": {"extract/paged/"},
    "pdfminer": {"extract/paged/"},
    "pandas": {"normalize/"},
    "pyarrow": {"normalize/"},
    "duckdb": {"normalize/"},
    "openpyxl": {"normalize/"},
    "tesserocr": {"extract/paged/"},
    "distributed": {"batch/cluster.py"},
    "fsspec": {"normalize/addresses.py"},
    "psutil": {"extract/process_tree.py"},
}
# The readers know nothing of one another; only the one who opens files knows them, when it needs one.
READERS = ("extract.word", "extract.paged", "extract.office")
HEAVY_AT_START = ("spacy", "pandas", "duckdb", "pyarrow", "docx", "pdfplumber", "lxml", "distributed", "fsspec")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 50

SOURCES = sorted([*(p for stage in STAGES for p in (ROOT / stage).rglob("*.py")), *ROOT.glob("*.py")])
PROJECT = sorted([*SOURCES, *(p for name in ("tests", "samples", "bench") for p in (ROOT / name).rglob("*.py"))])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Dotted names that a file imports, wherever in it; `from a import b` gives a and a.b."""
    found: list[str] = []
    for child in nodes(path):
        if isinstance(child, ast.Import):
            found += (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            found += (str(child.module), *(f"{child.module}.{alias.name}" for alias in child.names))
    return tuple(found)


def broken(rule: Callable[[Path], object], paths: Iterable[Path] = SOURCES) -> dict[str, object]:
    """The files that a rule finds something in, with what it finds."""
    return {name(path): found for path in paths if (found := rule(path))}


def test_imports_run_one_way() -> None:
    def up(path: Path) -> set[str]:
        stage = name(path).split("/")[0].removesuffix(".py")
        tops = {module.split(".")[0] for module in imported(path)} & {*STAGES, "pipeline"}
        return tops - {stage} - BELOW.get(stage, set())

    assert broken(up) == {}


def test_readers_do_not_import_one_another() -> None:
    def sideways(path: Path) -> list[str]:
        own = ".".join(name(path).split("/")[:2])
        if not own.startswith("extract.") or own == "extract.source.py":
            return []
        others = tuple(r for r in READERS if r != own)
        return [m for m in imported(path) if m.startswith(others)]

    assert broken(sideways) == {}


def test_each_heavy_library_has_one_home() -> None:
    def at_home(path: Path, library: str) -> bool:
        return any(name(path) == h or (h.endswith("/") and name(path).startswith(h)) for h in HOMES[library])

    def abroad(path: Path) -> set[str]:
        return {m for m in {m.split(".")[0] for m in imported(path)} & set(HOMES) if not at_home(path, m)}

    assert broken(abroad) == {}


def test_spacy_is_used_in_one_file_at_most() -> None:
    users = [name(p) for p in SOURCES if any(m.split(".")[0] == "spacy" for m in imported(p))]
    assert len(users) <= 1, users


PIPELINE = ROOT / "pipeline.py"


@pytest.mark.skipif(not PIPELINE.exists(), reason="chưa có pipeline.py")
def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = f"import sys, pipeline; print(*[m for m in {HEAVY_AT_START!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_files_stay_small() -> None:
    assert broken(lambda path: path.read_text(encoding="utf-8").count("\n") > MOST_LINES, PROJECT) == {}


def test_functions_stay_small() -> None:
    def long(path: Path) -> dict[str, int]:
        functions = [n for n in nodes(path) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions}
        return {f: n for f, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION}

    assert broken(long, PROJECT) == {}


def public(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[str, ast.AST]]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield f"{within}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{child.name}.")


def test_everything_public_says_what_comes_out() -> None:
    def silent(path: Path) -> list[str]:
        module = tree(path)
        named = [("the module", module), *public(module)]
        return [own for own, node in named if not ast.get_docstring(node)]  # type: ignore[arg-type]

    assert broken(silent) == {}


def test_no_broad_except() -> None:
    def broad(path: Path) -> list[int]:
        """The lines that catch everything, also as one of several."""
        handlers = [n for n in nodes(path) if isinstance(n, ast.ExceptHandler)]
        return [n.lineno for n in handlers if n.type is None or _named(n.type) & {"Exception", "BaseException"}]

    assert broken(broad) == {}


def _named(caught: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(caught) if isinstance(n, ast.Name)}


def dependencies() -> set[str]:
    """What the source files import that is not ours: no module of ours may hide it."""
    ours = {*STAGES, "pipeline"}
    return {m.split(".")[0] for p in SOURCES for m in imported(p)} - ours | set(sys.stdlib_module_names)


def test_no_module_bears_the_name_of_a_dependency_at_the_top() -> None:
    assert {*STAGES, "pipeline"} & dependencies() == set()


def test_no_module_bears_the_name_of_a_library() -> None:
    libraries = dependencies() - set(sys.stdlib_module_names)
    assert [name(p) for p in SOURCES if p.stem in libraries] == []


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [name(p) for p in PROJECT if p.stem in drawers] == []


def test_the_tests_mirror_the_tree() -> None:
    known = {p.stem for p in SOURCES}
    strays = [
        name(p)
        for s in STAGES
        for p in (ROOT / "tests" / s).glob("test_*.py")
        if p.stem.removeprefix("test_") not in known
    ]
    assert strays == []
