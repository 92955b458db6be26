"""A question in SQL to a stored dataset; it can neither write nor look outside."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.forms import trimmed
from normalize.speech import say
from normalize.storage import damaged

if TYPE_CHECKING:
    import duckdb

Answer = tuple[list[str], list[tuple[Any, ...]]]


class QueryError(ValueError):
    """A question that DuckDB refuses; the message says why."""


def query(out: Path, sql: str) -> list[Answer]:
    """Column names and rows of the answer to each statement, in their order; all are answered or none."""
    import duckdb

    stored = out / "dataset.duckdb"
    if not stored.is_file():
        raise damaged(stored, "is_missing")
    try:
        connection = duckdb.connect(str(stored), read_only=True)
    except duckdb.Error as error:
        raise damaged(stored, "is_broken") from error
    try:
        with connection:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            return _answers(connection, sql)
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        raise QueryError(say("sql_fails", why=error)) from error


def _answers(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[Answer]:
    statements = connection.extract_statements(sql)
    if not statements:
        raise QueryError(say("sql_empty"))
    return [_answer(connection, one) for one in statements]


def _answer(connection: "duckdb.DuckDBPyConnection", statement: "duckdb.Statement") -> Answer:
    answer = connection.execute(statement)
    names = [column[0] for column in answer.description or ()]
    return names, [tuple(trimmed(value) for value in row) for row in answer.fetchall()]
