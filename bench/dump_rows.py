"""What one tree reads in samples and passages, as JSON: `dump_rows.py TREE FILE…`, a DOCX or a TOML of passages.

TREE comes first in the path of imports, so that this file reads with the code and the rules of an older tree too.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent

Row = dict[str, Any]


def rows_of(report: Any, readings: Sequence[Any]) -> dict[str, list[Row]]:
    """Figures, verdicts and headings of a report as rows like those of labels, each with its place and sentence."""
    return {
        "figures": [_figure(report, f, r) for f, r in zip(report.figures, readings, strict=True) if r.number],
        "verdicts": [
            {"raw": v.raw, "class": v.class_, **_place(report, v), "sentence": _slice(report, v.statement)}
            for v in report.verdicts
        ],
        "headings": [_heading(report, task) for task in report.tasks if task.kind != "item"],
    }


def _figure(report: Any, figure: Any, reading: Any) -> Row:
    number, period = reading.number, reading.period
    return {
        "raw": figure.raw,
        **{n: getattr(number, n) for n in ("value", "of", "high")},
        **{n: getattr(reading, n) for n in ("unit", "role", "relation", "direction", "hedge")},
        "basis": reading.basis.name,
        "period": f"{period.start}..{period.end}" if period else "",
        **_place(report, figure),
        "sentence": _sentence(report, figure, reading),
    }


def _heading(report: Any, task: Any) -> Row:
    starts = _slice(report, task.heading)
    at = [task.heading.block, task.heading.start]
    kinds = {"kind": task.kind, "section_kind": task.section_kind}
    return {"number": task.number, **kinds, "starts": starts, "at": at, "sentence": starts}


def _place(report: Any, found: Any) -> Row:
    """Where a figure or a verdict stands: block and code point, path of the heading above it."""
    task = report.segments[found.segment].task
    path = report.tasks[task].path if task is not None else ""
    return {"at": [found.span.block, found.span.start], "task_path": path}


def _sentence(report: Any, figure: Any, reading: Any) -> str:
    blocks = report.document.blocks
    if figure.cell:
        return f"{blocks[figure.cell.label].text} | {blocks[figure.cell.header].text}: {figure.raw}"
    return str(blocks[figure.span.block].text[slice(*reading.sentence)])


def _slice(report: Any, span: Any) -> str:
    return str(report.document.blocks[span.block].text[span.start : span.end])


def documents(path: Path) -> Iterator[tuple[str, Any]]:
    """The documents of a file by name: itself, or the passages of a TOML."""
    if path.suffix == ".toml":
        for passage in _passages().read_file(path):
            yield f"{passage.source}#{passage.id}", passage.document
        return
    from extract.source import open_source

    source = open_source(path)
    yield f"{path.parent.name}/{path.name}", source.document
    source.close()


def _passages() -> Any:
    """samples/passages.py of this tree: an older one has none."""
    spec = importlib.util.spec_from_file_location("labelled_passages", HOME / "samples" / "passages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["labelled_passages"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the rows of all documents, by file and name."""
    tree, *paths = (Path(argument).resolve() for argument in sys.argv[1:])
    sys.path[:0] = [str(tree)]
    from extract import rules as rules_of_tree
    from extract.report import read_report
    from normalize.readings import read_figures

    if not Path(rules_of_tree.__file__).is_relative_to(tree):
        raise SystemExit(f"không nạp được mã của {tree}: {rules_of_tree.__file__}")
    rules, found = rules_of_tree.load(), {}
    for path in paths:
        for name, document in documents(path):
            report = read_report(document, rules)
            found[name] = rows_of(report, read_figures(report, rules))
    json.dump(found, sys.stdout, ensure_ascii=False, default=str)


if __name__ == "__main__":
    main()
