"""A report while it is written, and when it is done: lines with places for numbers, the numbers, what ties them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from extract.records import Document
from samples.generated.amounts import Fashion, Token
from samples.generated.relations import Relation, holds
from samples.passages import document

# a token stands in its line as a character of the private use area
_FIRST = 0xE000
_TRIES = 60


class RedrawError(Exception):
    """What was drawn cannot be printed so; something else is drawn."""


@dataclass(frozen=True)
class GeneratedReport:
    """A report as printed: head, lines (`**bold**`, `| cell |`), tokens, and the relations between them."""

    seed: int
    fashion: Fashion
    head: dict[str, str]
    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The lines as they stand on the page."""
        shown = {_FIRST + at: token.printed for at, token in enumerate(self.tokens)}
        return tuple(line.translate(shown) for line in self.lines)

    @cached_property
    def places(self) -> dict[int, int]:
        """The line of every token that is printed."""
        return {ord(c) - _FIRST: at for at, line in enumerate(self.lines) for c in line if ord(c) >= _FIRST}

    @property
    def text(self) -> str:
        return "\n".join(self.printed)

    @property
    def document(self) -> Document:
        """The report as the reader takes it up; the source of a block is the number of its line."""
        return document(f"generated-{self.seed}.docx", self.text)

    @property
    def path(self) -> Path:
        return Path(f"generated-{self.seed}.docx")

    def with_token(self, at: int, token: Token) -> "GeneratedReport":
        """The same report with another number or word in one place."""
        return replace(self, tokens=(*self.tokens[:at], token, *self.tokens[at + 1 :]))


@dataclass
class Draft:
    """What is written so far."""

    lines: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def put(self, token: Token) -> str:
        """The character that stands for a token in a line."""
        self.tokens.append(token)
        return chr(_FIRST + len(self.tokens) - 1)

    def relate(self, kind: str, *tokens: int, listed: int = 0, lower: bool = False, factor: int = 100) -> None:
        self.relations.append(Relation(kind, tokens, listed, lower, factor))

    def attempt(self, write: Callable[[], None]) -> bool:
        """Write something, again and again until the guide allows what was printed; False where it never does."""
        marks = len(self.lines), len(self.tokens), len(self.relations)
        for _ in range(_TRIES):
            try:
                write()
            except RedrawError:
                pass
            else:
                if all(holds(r, self.tokens) for r in self.relations[marks[2] :]):
                    return True
            del self.lines[marks[0] :], self.tokens[marks[1] :], self.relations[marks[2] :]
        return False
