"""The tree of tasks: sections, groups, tasks and the items under a result, and what text belongs to which.

A heading that is styled throughout is heading as a whole, and so is a numbered paragraph that a result
follows; elsewhere the task's own text begins where the style changes, or in plain text at the first colon,
or at a full stop followed by reporting text (annotation guide, A task).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

import regex

from extract.labels import Label, read_label
from extract.records import Block, Segment, Span, Task
from extract.rules import Lexicon, Rules
from extract.text import key

_FIRST_STOP = regex.compile(r"(?<!\b(?:TP|TX|TT|Tr|Ths|số|St))[.](?=\s+[\p{Lu}\d“\"])")
_COLON = regex.compile(r":(?=\s|$)")
# What a colon or full stop must leave behind it to be the task's text and not the rest of its name.
_LEAST_TEXT = 12
# the deepest level of a section: Phần, A, I
_LAST_SECTION = 2


# the level of letters, of numbers in brackets and of marks
_ITEM = 8
# the level of bold words without a number: below every numbered heading, above the items
_RUN_IN = 7
# no heading without a number is longer
_LONGEST_RUN_IN = 90


# what stands apart from the text, by the kind of its block
_PARTS = {"cell": "table", "note": "note", "contents": "contents"}


@dataclass(slots=True)
class _Open:
    """A heading whose text is still being read."""

    task: int
    level: int
    items: int = 0
    mark: str = ""
    plain: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The tasks of a body in reading order, and its text cut into segments."""

    tasks: tuple[Task, ...]
    segments: tuple[Segment, ...]


def read_outline(blocks: Sequence[Block], body: tuple[int, int], rules: Rules, strange: Container[int] = ()) -> Outline:
    """The outline of the blocks of `body`; what stands before and after it is outside, tables apart.

    `strange` are the blocks of other documents in the file.
    """
    walk = _Walk(blocks, rules, strange)
    for block in blocks[: body[0]]:
        walk.outside(block)
    for index in range(*body):
        walk.block(index)
    walk.close(-1)
    for block in blocks[body[1] :]:
        walk.outside(block)
    return Outline(tuple(walk.tasks), tuple(walk.segments))


def _run_in_end(block: Block, captions: Lexicon) -> int:
    """Where the bold words end that open a paragraph as its heading: at their colon, or with it; 0 where none do."""
    text = block.text
    bold = text[: block.lead].rstrip()
    if not bold or len(bold) > _LONGEST_RUN_IN or not bold[0].isupper() or captions.at(key(bold), 0):
        return 0
    if block.lead < len(text.rstrip(" .:;")):
        return block.lead if bold.endswith(":") else 0
    return 0 if bold.endswith((".", ";", ",")) or any(c.isdigit() for c in bold) else len(text)


class _Walk:
    """One pass over the blocks with the stack of open headings."""

    def __init__(self, blocks: Sequence[Block], rules: Rules, strange: Container[int]) -> None:
        self.blocks = blocks
        self.strange = strange
        self.tasks: list[Task] = []
        self.segments: list[Segment] = []
        self.stack: list[_Open] = []
        self.results = rules.lexicon("headings", gives="result")
        self.kinds = rules.lexicon("headings", gives="section_kind")
        self.captions = rules.lexicon("headings", gives="annex")

    def outside(self, block: Block) -> None:
        part = "other_document" if block.index in self.strange else _PARTS.get(block.kind, "outside")
        self.segments.append(Segment(Span(block.index, 0, len(block.text)), None, None, part))

    def block(self, index: int) -> None:
        """Read one block: a heading, an item, or running text."""
        block = self.blocks[index]
        if block.kind == "cell":
            self.outside(block)
            return
        label = read_label(block.text)
        if self._result_mark(block.text) or label is None:
            if not self._name(block) and not self._run_in(block):
                self._text(block, 0)
        elif label.level >= _ITEM and not self._asks(block, label):
            self._item(block, label)
        else:
            self._heading(block, label)

    def _result_mark(self, text: str) -> int:
        """Where the words that open a result end (*Kết quả:), 0 where there are none."""
        start = len(text) - len(text.lstrip("*- "))
        hit = self.results.at(key(text), start)
        if hit and text[hit.end : hit.end + 8].lstrip().startswith((":", "*")):
            return hit.end + 1
        return 0

    def _asks(self, block: Block, label: Label) -> bool:
        """True for a lettered paragraph in bold over its result: **a) Trồng 20 ha chè.** / *Kết quả: trồng 21 ha."""
        is_bold = block.lead >= len(block.text.rstrip(" .:;"))
        return label.scheme != "mark" and is_bold and bool(self._result_mark(self._next(block)))

    def _next(self, block: Block) -> str:
        return self.blocks[block.index + 1].text if block.index + 1 < len(self.blocks) else ""

    def _heading(self, block: Block, label: Label) -> None:
        self.close(label.level)
        parent = self.stack[-1].task if self.stack else None
        path = f"{self.tasks[parent].path}/{label.number}" if parent is not None else label.number
        end = self._heading_end(block, label)
        kind = self._section_kind(block.text[label.end : end], label.level, parent)
        heading = Span(block.index, label.end, end)
        text = Span(block.index, end, len(block.text))
        self.tasks.append(Task(label.kind, kind, label.number, path, heading, text, parent))
        self.stack.append(_Open(len(self.tasks) - 1, label.level))
        self.segments.append(Segment(Span(block.index, 0, end), len(self.tasks) - 1, None, "heading"))
        if end < len(block.text):
            self._text(block, end)

    def _name(self, block: Block) -> bool:
        """Take a line in bold or capitals as the name of the part whose number stands alone above it."""
        stands_out = block.lead >= len(block.text.rstrip(" .:;")) or block.text.isupper()
        if not stands_out or not self.stack or self.segments[-1].part != "heading":
            return False
        top = self.stack[-1]
        part = self.tasks[top.task]
        if top.level > _LAST_SECTION or part.heading.start < part.heading.end or part.heading.block + 1 != block.index:
            return False
        whole = Span(block.index, 0, len(block.text))
        kind = self._section_kind(block.text, top.level, part.parent)
        name = part._replace(section_kind=kind, heading=whole, text=Span(block.index, whole.end, whole.end))
        self.tasks[top.task] = name
        self.segments.append(Segment(whole, top.task, None, "heading"))
        return True

    def _run_in(self, block: Block) -> bool:
        """Take bold words without a number as a heading: `Tồn tại, hạn chế: Tiến độ còn chậm.`, `Nguyên nhân`.

        They have no place of their own: what stands below is counted on with the items of the numbered heading.
        """
        end = _run_in_end(block, self.captions)
        if not end or not self.stack or self._result_mark(block.text) or self._over_table(block):
            return False
        self.close(_RUN_IN)
        top = self.stack[-1]
        above = self.tasks[top.task]
        hit = next(self.kinds.find(key(block.text[:end])), None)
        kind = str(hit.row["value"]) if hit and above.section_kind != "plan_next" else above.section_kind
        heading, text = Span(block.index, 0, end), Span(block.index, end, len(block.text))
        self.tasks.append(Task("task", kind, "", above.path, heading, text, top.task))
        self.stack.append(_Open(len(self.tasks) - 1, _RUN_IN, top.items))
        self.segments.append(Segment(heading, len(self.tasks) - 1, None, "heading"))
        if end < len(block.text):
            self._text(block, end)
        return True

    def _over_table(self, block: Block) -> bool:
        """True for the caption of a table."""
        following = self.blocks[block.index + 1 : block.index + 3]
        return any(b.kind == "cell" for b in following)

    def _section_kind(self, heading: str, level: int, parent: int | None) -> str:
        """Of a section by its words; what stands below inherits, and all that stands below plans is plans."""
        above = self.tasks[parent].section_kind if parent is not None else "other"
        if above == "plan_next" or (level > _LAST_SECTION and parent is not None):
            return above
        hit = next(self.kinds.find(key(heading)), None)
        return str(hit.row["value"]) if hit else above

    def _heading_end(self, block: Block, label: Label) -> int:
        text = block.text
        if block.lead >= len(text.rstrip(" .:;")):
            return len(text)
        if self._result_mark(self._next(block)):
            return len(text)
        if block.lead > label.end + 2:
            return block.lead
        ends = [m.end() for form in (_COLON, _FIRST_STOP) if (m := form.search(text, label.end))]
        return min((e for e in ends if len(text) - e > _LEAST_TEXT), default=len(text))

    def _item(self, block: Block, label: Label) -> None:
        """An entry of a list: a new item when its mark is the first kind of mark of this task."""
        if not self.stack:
            self._text(block, 0)
            return
        top = self.stack[-1]
        mark = label.scheme if label.scheme != "mark" else block.text[0]
        if not top.mark:
            top.mark = mark
        if mark == top.mark:
            top.items += 1
        self._add_item(block, label.end, top, label.number)

    def _add_item(self, block: Block, start: int, top: _Open, number: str) -> None:
        head = self.tasks[top.task]
        span = Span(block.index, start, len(block.text))
        name = Span(block.index, start, start)
        self.tasks.append(Task("item", head.section_kind, number, head.path, name, span, top.task, top.items))
        self.segments.append(Segment(Span(block.index, 0, len(block.text)), len(self.tasks) - 1, top.items, "text"))

    def _text(self, block: Block, start: int) -> None:
        """Running text: of the item that is open, or of the task itself (item 1 when no list follows)."""
        span = Span(block.index, start, len(block.text))
        if not self.stack:
            self.segments.append(Segment(span, None, None, "text"))
            return
        top = self.stack[-1]
        item = top.items if top.mark else None
        if not top.mark:
            top.plain.append(len(self.segments))
        self.segments.append(Segment(span, top.task, item, "text"))

    def close(self, level: int) -> None:
        """Close the headings at or below a level; running text under one without a list is its item 1."""
        while self.stack and (level < 0 or self.stack[-1].level >= level):
            top = self.stack.pop()
            if top.level == _RUN_IN and self.stack:
                self.stack[-1].items = max(self.stack[-1].items, top.items)
            if top.mark:
                continue
            for index in top.plain:
                self.segments[index] = self.segments[index]._replace(item=1)
