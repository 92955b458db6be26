"""A finding about the report of the year before → its row: both places in words, in both languages."""

from decimal import Decimal

from normalize.identity import finding_id
from normalize.period_names import period_name
from normalize.printing import one_line, vietnamese
from normalize.rows import Row, plain
from normalize.tables import row
from validate.last_year import Said
from validate.moved import Must

_OF_THE_FIGURE = (
    "report_id", "task_id", "task_path", "item", "sentence", "page", "x0", "y0", "x1", "y1", "block", "start", "end",
)  # fmt: skip
_WAYS = {"up": ("tăng ", "up "), "down": ("giảm ", "down ")}


def finding_row(said: Said, must: Must, value: Row, report: Row, doubt: tuple[str, str] | None) -> Row:
    """The row of a finding: what is said, and the value that the earlier report prints."""
    stated = said.stated
    figures = [f["figure_id"] for f in (stated, None if said.is_value else said.own, value) if f]
    shown = value["stated_value"] if said.is_value else vietnamese(abs(must.value) / _factor(stated), 2)
    return row(
        "findings",
        **{name: stated[name] for name in _OF_THE_FIGURE},
        finding_id=finding_id(stated["report_id"], "previous", *figures),
        check="previous",
        level="note" if doubt else "mismatch",
        printed=stated["stated_value"],
        recomputed=shown,
        least=plain(must.interval.least),
        most=plain(must.interval.most),
        suggestion=doubt[0] if doubt else None,
        message_vi=_vietnamese(said, must, shown, value, report, doubt),
        message_en=_english(said, must, shown, value, report, doubt),
        figure_ids=" ".join(figures),
    )


def _vietnamese(said: Said, must: Must, shown: str, value: Row, report: Row, doubt: tuple[str, str] | None) -> str:
    why = f" ({doubt[0]})" if doubt else ""
    earlier, period = _report(report, "vi"), period_name(value, "vi")
    place = _place(value, "vi")
    if said.is_value:
        pair = f"cùng kỳ năm trước ghi {_raw(said.stated)}, trong khi {earlier}{place} ghi {_raw(value)}"
        return f"{_where(said.stated, 'vi')}{_named(said)}{pair} cho {period}{why}. Đề nghị đơn vị kiểm tra lại."
    assert said.own
    pair = f"{_raw(said.own)} so với {_raw(value)} mà {earlier}{place} ghi cho {period}"
    return (
        f"{_where(said.stated, 'vi')}{pair} tính ra {_moved(said, must, shown, 0)}, "
        f"báo cáo này ghi {_way(said.stated, 0)}{_raw(said.stated)}{why}. Đề nghị đơn vị kiểm tra lại."
    )


def _english(said: Said, must: Must, shown: str, value: Row, report: Row, doubt: tuple[str, str] | None) -> str:
    why = f" ({doubt[1]})" if doubt else ""
    earlier, period = _report(report, "en"), period_name(value, "en")
    place = _place(value, "en")
    if said.is_value:
        pair = f"{_raw(said.stated)} a year before, while {earlier}{place} says {_raw(value)}"
        return f"{_where(said.stated, 'en')}{_named(said)}{pair} for {period}{why}. Please check."
    assert said.own
    pair = f"{_raw(said.own)} against {_raw(value)}, which {earlier}{place} says for {period},"
    return (
        f"{_where(said.stated, 'en')}{pair} gives {_moved(said, must, shown, 1)}, "
        f"this report says {_way(said.stated, 1)}{_raw(said.stated)}{why}. Please check."
    )


def _raw(figure: Row) -> str:
    """A figure as printed, with the unit that its table prints elsewhere, without the sign of a movement."""
    raw, unit = figure["raw"].lstrip("+"), figure["stated_unit"] or figure["unit"]
    if any(c.isalpha() or c == "%" for c in raw):
        return str(raw)
    return f"{raw}{'' if unit == '%' else ' '}{unit}"


def _moved(said: Said, must: Must, shown: str, lang: int) -> str:
    """What the two values give, as the report would say it: tăng 15,12%."""
    relation = said.stated["relation"]
    unit = said.stated["stated_unit"] or said.stated["unit"]
    way = "" if relation in ("ratio", "times") else _WAYS["down" if must.value < 0 else "up"][lang]
    return f"{way}{shown}{'' if unit == '%' else ' '}{unit}"


def _way(stated: Row, lang: int) -> str:
    return _WAYS[stated["direction"]][lang] if stated["direction"] else ""


def _factor(stated: Row) -> Decimal:
    """What a printed unit is worth, for amounts; percentages are as printed."""
    digits = "".join(c for c in stated["stated_value"] if c.isdigit())
    numeral = Decimal(digits or 0).scaleb(-stated["decimals"])
    return abs(stated["value"]) / numeral if numeral and stated["value"] else Decimal(1)


def _named(said: Said) -> str:
    """The name of what is told of, where the place does not say it already."""
    measure = said.subject["measure"]
    return f"“{measure}” " if measure and said.stated["table_row"] is None else ""


def _where(figure: Row, lang: str) -> str:
    """How a message begins: the number of the heading, or the label of the table's row."""
    place = _spot(figure, lang)
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _place(figure: Row, lang: str) -> str:
    """Where a figure stands in the earlier report: (mục 1.2, trang 3)."""
    page = f"{'trang' if lang == 'vi' else 'page'} {figure['page']}" if figure["page"] else ""
    said = ", ".join(part for part in (_spot(figure, lang), page) if part)
    return f" ({said})" if said else ""


def _spot(figure: Row, lang: str) -> str:
    if figure["table_row"] is not None:
        return f"“{(figure['sentence'] or '').partition(' | ')[0]}”"
    number = figure["task_path"].rsplit("/", 1)[-1]
    return "" if number == "-" else f"{'mục' if lang == 'vi' else 'section'} {number}"


def _report(report: Row, lang: str) -> str:
    """What the earlier report is called: by number and date, else by its file."""
    word = "báo cáo" if lang == "vi" else "report"
    if not report["number"]:
        return f"{word} {one_line(report['path'])}"
    symbol = "/".join(part for part in (report["number"], report["symbol"]) if part)
    day = f"{report['date']:%d/%m/%Y}" if report["date"] else ""
    if lang == "vi":
        return f"{word} số {symbol}{f' ngày {day}' if day else ''}"
    return f"{word} {symbol}{f' of {day}' if day else ''}"
