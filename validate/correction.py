"""Was another number decided in place of the printed one?

`rules/corrections.toml` holds decisions about known errors of a source. The tables then carry the decided number in
`value` and the printed one in `raw`; this note stands beside every figure for which that is so. The checks themselves
ask about what is printed, so that a finding stays where the print is wrong.
"""

from collections.abc import Iterable, Iterator

from extract.rules import Row
from validate.records import Evidence, Finding


def told(evidence: Evidence, applied: Iterable[tuple[int, Row]]) -> Iterator[Finding]:
    """A note for each figure that was decided, with what is used, who decided it and why."""
    for index, row in applied:
        figure = evidence.report.figures[index]
        used = _used(row, figure.raw, figure.number)
        when = f"{row['decided_on']:%d/%m/%Y}"
        yield Finding(
            check="correction",
            level="note",
            span=figure.span,
            segment=figure.segment,
            printed=figure.raw,
            recomputed=used,
            message_vi=(
                f"{evidence.where(index)}báo cáo ghi “{figure.raw}”, bộ dữ liệu dùng {used} theo quyết định của "
                f"{row['decided_by']} ngày {when}. Lý do: {row['reason']}"
            ),
            message_en=(
                f"{evidence.where(index, 'en')}“{figure.raw}” is printed, the dataset uses {used} as decided by "
                f"{row['decided_by']} on {row['decided_on']}. Reason: {row['reason']}"
            ),
            figures=(index,),
        )


def _used(row: Row, raw: str, numeral: str) -> str:
    """The decided number as it would be printed: 93,8%, 13/19 tiêu chí, 7,5 - 8,0%."""
    value = row["value"] + (f"/{row['of']}" if row.get("of") else "") + (f" - {row['high']}" if row.get("high") else "")
    if row.get("unit"):
        return f"{value} {row['unit']}".replace(" %", "%")
    return raw.replace(numeral, value, 1) if not (row.get("of") or row.get("high")) else value
