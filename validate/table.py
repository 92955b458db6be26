"""Do the columns of a table add up, and do its columns of shares, rests and formulas hold?

Read from the cells as printed, whatever they count. A row of totals (`Tổng cộng`) is asked against the rows above it,
groups (I, A) against their own rows; a column is asked where its head says what it is of others: a formula (`8=7/4`),
`Còn lại`, a share of the total; or where it is the quotient, change, difference, sum or share of others in all rows but
the one that is asked. By intervals: a cell stands for what rounds to it or is cut off to it.

Flagged: `Tổng cộng` 49 over 14, 22, 12; `6=5/4` of 96,5 for 148 and 160; `Còn lại` 63 of 240 and 187. Not flagged: rows
with sub-rows that are named so (`Trong đó`, 1.1), empty cells, a group whose rows are not all there.
"""

from collections.abc import Iterator

from normalize.printing import vietnamese
from validate.grid import Grid, Made, Place, grids
from validate.grid_columns import named_columns
from validate.grid_habits import habitual_columns
from validate.grid_sums import row_sums
from validate.records import Evidence, Finding


def check(evidence: Evidence) -> Iterator[Finding]:
    """The cells that their rows and columns contradict, of each the first reason."""
    segments = {s.span.block: i for i, s in enumerate(evidence.report.segments)}
    for grid in grids(evidence.report, evidence.rules):
        flagged: set[Place] = set()
        broken: set[frozenset[Place]] = set()  # one question for each relation, whichever of its cells is pointed at
        for place, made in (*named_columns(grid), *row_sums(grid), *habitual_columns(grid)):
            evidence.checked.update(_figures(evidence, grid, place))
            relation = frozenset((place, *made.of))
            if place not in flagged and relation not in broken and not made.fits(grid.cells[place]):
                flagged.add(place)
                broken.add(relation)
                yield _finding(evidence, grid, place, made, segments)


def _figures(evidence: Evidence, grid: Grid, place: Place) -> list[int]:
    """The figure of a cell; none where the table is not one of indicators."""
    return evidence.by_block.get(grid.cells[place].block.index, [])[:1]


def _finding(evidence: Evidence, grid: Grid, place: Place, made: Made, segments: dict[int, int]) -> Finding:
    cell = grid.cells[place]
    label = grid.label(place[0])
    shown = vietnamese(made.value, 2)
    printed = "; ".join(grid.cells[p].printed for p in made.of[:8])
    figures = _figures(evidence, grid, place)
    return Finding(
        check="table",
        level="mismatch",
        span=evidence.report.figures[figures[0]].span if figures else cell.span,
        segment=segments.get(cell.block.index),
        printed=cell.printed,
        recomputed=shown,
        least=made.must_be.least,
        most=made.must_be.most,
        message_vi=(f"“{label}”: từ {printed} tính ra {shown}, bảng ghi {cell.printed}. Đề nghị đơn vị kiểm tra lại."),
        message_en=f"“{label}”: {printed} give {shown}, the table says {cell.printed}. Please check.",
        figures=tuple(figures),
    )
