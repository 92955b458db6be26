"""The page on which measurements stand: each table between marks of its own, written anew by what measures it."""

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def put(name: str, text: str, page: Path = PAGE) -> bool:
    """Put a text between the marks `<!-- name: begin -->` and `<!-- name: end -->`; False where they are missing."""
    start, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, begun, rest = page.read_text(encoding="utf-8").partition(start)
    _, ended, tail = rest.partition(end)
    if not begun or not ended:
        return False
    page.write_text(f"{head}{start}\n{text}\n{end}{tail}", encoding="utf-8")
    return True
