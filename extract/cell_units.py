"""The units of the cells of tables: in the cell, its row, its header, above the table, or what its header counts."""

from dataclasses import dataclass

import regex

from extract.columns import Column
from extract.quantities import Quantities, Unit
from extract.records import Block
from extract.text import key

_IN_BRACKETS = regex.compile(r"\(([^()]+)\)\s*$")
_WORDS = regex.compile(r"[\p{L}\s,.-]*")
_UNIT_NAME = regex.compile(r"\(?(?:(?:đvt|đơn vị tính|đơn vị|tính bằng)\s?:\s?|(?:đvt|đơn vị tính|tính bằng)\s)")
# Thị trấn Đồng Mỏ: a place, no unit
_NAMED = regex.compile(r"\s\p{Lu}\p{Ll}")
_UNIT_SAID = regex.compile(r"(?:^|\()(?:đvt|đơn vị tính|đơn vị)\s?:\s?([^():;]+)")
_COUNTED = regex.compile(r"(?:tổng )?số (?:lượng )?|tổng ")


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit and how its cell prints it."""

    unit: Unit
    printed: str


class CellUnits:
    """Finds the units of cells."""

    def __init__(self, known: Quantities) -> None:
        self._quantities = known

    def own(self, keyed: str, end: int) -> PrintedUnit | None:
        """The unit behind the number in the cell itself: 05 sản phẩm, 1.200 tỷ đồng."""
        unit = self._quantities.after(keyed, end)
        if unit is None or unit.kind == "word" or not _WORDS.match(keyed, unit.end):
            return None
        return PrintedUnit(unit, keyed[unit.start : unit.stop])

    def of(self, unit_cell: str, label: Block, column: Column, above: str) -> PrintedUnit | None:
        """The unit of a value: its row's, else its header's or its label's in brackets, above the table, the noun."""
        said = [unit_cell, _bracket(label.text), *column.brackets, above]
        named = next((u for text in said if text and (u := self._named(text))), None)
        if named or column.rule.id != "measure":
            counted = self._counted(key(label.text), surely=True)
            return named or counted or self._counted(column.words, surely=True)
        return self._counted(column.words) or self._counted(key(label.text), surely=True)

    def _named(self, text: str) -> PrintedUnit | None:
        """The unit that a text names and does nothing else: triệu đồng, người/km2, hộ nghèo; not `so với năm 2024`."""
        if _NAMED.search(text) and not text.isupper():
            return None
        keyed = key(text).rstrip(" .)")
        named = _UNIT_NAME.match(keyed)
        start = named.end() if named else 0
        unit = self._quantities.after(keyed, start)
        if not unit or (unit.end < len(keyed) and (unit.kind == "word" or not _WORDS.fullmatch(keyed, unit.end))):
            return None
        return PrintedUnit(unit, keyed[unit.start : unit.stop])

    def _counted(self, words: str, *, surely: bool = False) -> PrintedUnit | None:
        """The noun that a header or a label counts: Số học sinh, Đảng viên mới kết nạp; surely only behind `số`."""
        counted = _COUNTED.match(words)
        if surely and not counted:
            return None
        unit = self._quantities.after(words, counted.end() if counted else 0)
        if not unit or unit.kind not in ("noun", "percent") or not (counted or " " in unit.text):
            return None
        return PrintedUnit(unit, words[unit.start : unit.stop])


def unit_said(text: str) -> str:
    """The unit that a line over a table names: ĐVT: triệu đồng, (đơn vị tính: hồ sơ); empty without one."""
    said = _UNIT_SAID.search(key(text))
    return said[1] if said else ""


def _bracket(text: str) -> str:
    """What stands in brackets at the end of a text, empty if nothing does."""
    found = _IN_BRACKETS.search(text)
    return found[1] if found else ""
