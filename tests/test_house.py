"""The house holds: imports run one way, each heavy library has one home, files and functions stay small."""

import ast
import subprocess
import sys
from collections.abc import Iterator
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
    "psutil": {"extract/process_tree.py"},
}
# The readers know nothing of one another; only the one who opens files knows them, when it needs one.
READERS = ("extract.word", "extract.paged", "extract.office")
HEAVY_AT_START = ("spacy", "pandas", "duckdb", "pyarrow", "docx", "pdfplumber", "lxml")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 50

SOURCES = sorted([*(p for stage in STAGES for p in (ROOT / stage).rglob("*.py")), *ROOT.glob("*.py")])
PROJECT = sorted([*SOURCES, *(p for name in ("tests", "samples", "bench") for p in (ROOT / name).rglob("*.py"))])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """Dotted names that a file imports, wherever in it; `from a import b` gives a and a.b."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield str(child.module)
            yield from (f"{child.module}.{alias.name}" for alias in child.names)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    stage = name(path).split("/")[0].removesuffix(".py")
    tops = {module.split(".")[0] for module in imported(tree(path))} & {*STAGES, "pipeline"}
    assert tops - {stage} - BELOW.get(stage, set()) == set()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_readers_do_not_import_one_another(path: Path) -> None:
    own = ".".join(name(path).split("/")[:2])
    if own.startswith("extract.") and own != "extract.source.py":
        others = [r for r in READERS if r != own]
        assert [m for m in imported(tree(path)) if m.startswith(tuple(others))] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_each_heavy_library_has_one_home(path: Path) -> None:
    for library in {module.split(".")[0] for module in imported(tree(path))} & set(HOMES):
        assert any(
            name(path) == home or (home.endswith("/") and name(path).startswith(home)) for home in HOMES[library]
        )


def test_spacy_is_used_in_one_file_at_most() -> None:
    users = [name(p) for p in SOURCES if any(m.split(".")[0] == "spacy" for m in imported(tree(p)))]
    assert len(users) <= 1, users


PIPELINE = ROOT / "pipeline.py"


@pytest.mark.skipif(not PIPELINE.exists(), reason="chưa có pipeline.py")
def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = f"import sys, pipeline; print(*[m for m in {HEAVY_AT_START!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("path", PROJECT, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions}
    assert {f: n for f, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def public(node: ast.Module | ast.ClassDef, within: str = "") -> Iterator[tuple[str, ast.AST]]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            yield f"{within}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{child.name}.")


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_everything_public_says_what_comes_out(path: Path) -> None:
    module = tree(path)
    silent = [own for own, node in public(module) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert silent == []
    assert ast.get_docstring(module)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_broad_except(path: Path) -> None:
    handlers = [n for n in ast.walk(tree(path)) if isinstance(n, ast.ExceptHandler)]
    names = {n.type.id for n in handlers if isinstance(n.type, ast.Name)}
    assert not [n for n in handlers if n.type is None]
    assert not names & {"Exception", "BaseException"}


def dependencies() -> set[str]:
    """What the source files import that is not ours: no module of ours may hide it."""
    ours = {*STAGES, "pipeline"}
    return {m.split(".")[0] for p in SOURCES for m in imported(tree(p))} - ours | set(sys.stdlib_module_names)


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
