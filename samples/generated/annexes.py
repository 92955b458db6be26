"""The tables behind a report: the indicators once more, places with their total, cases, years side by side."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from samples.generated.amounts import Word
from samples.generated.papers import PLACES
from samples.generated.story import Drawing, Story, Value
from samples.generated.telling import Telling
from samples.generated.writing import PROSE, Writer

_SIGNS = ("I", "II", "III")
_GROUPS = ("Cụm phía Đông", "Cụm phía Tây")
# a short report has its indicators in an annex
_FEW = 45
_TITLES = {
    "indicators": "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU",
    "places": "TỔNG HỢP KẾT QUẢ THEO ĐƠN VỊ",
    "cases": "TỔNG HỢP KẾT QUẢ GIẢI QUYẾT THEO ĐƠN VỊ",
    "years": "MỘT SỐ CHỈ TIÊU QUA CÁC NĂM",
}


class Annexes:
    """Writes the annexes of a report behind what its writer has told."""

    def __init__(self, rnd: Random, writer: Writer) -> None:
        self.rnd, self.writer, self.draft = rnd, writer, writer.draft
        self.drawing = Drawing(rnd, writer.paper.months, writer.paper.who)
        money = rnd.choice((writer.fashion.money, "triệu đồng")).replace("trđ", "triệu đồng")
        # a column is printed in one way more often than running text
        varied = writer.fashion.per_figure and rnd.random() < 0.3
        self.fashion = replace(writer.fashion, money=money, percent="", per_figure=varied)

    def write(self) -> list[str]:
        """The lines of the annexes that this report has."""
        makers = {"indicators": self.indicators, "places": self.places, "cases": self.cases, "years": self.years}
        chosen = ["indicators"] if len(self.draft.relations) < _FEW or self.rnd.random() < 0.85 else []
        others = ["places", "cases", "years"] if self.writer.paper.months == 12 else ["places", "cases"]
        chosen += self.rnd.sample(others, self.rnd.choice((0, 1, 1, 2)))
        lines: list[str] = []
        made = [(name, rows) for name in chosen if len(rows := makers[name]()) > 3]
        for sign, (name, rows) in zip(_SIGNS, made, strict=False):
            annex = f"PHỤ LỤC {sign}" if len(made) > 1 else "PHỤ LỤC"
            head = self.writer.paper.head
            lines += [
                f"**{annex}: {_TITLES[name]} {self.writer.paper.names['period'].upper()}**",
                f"(Kèm theo Báo cáo số {head['number']}/{head['symbol']} của {head['issuer']})",
                *rows,
            ]
        return lines

    def row(
        self, cells: list[str], story: Story, others: tuple[Telling, ...] = (), *, judged: bool = False
    ) -> list[str]:
        """A row of a table, each cell a frame; nothing where it cannot be printed."""
        made: list[str] = []

        def write() -> None:
            made.clear()
            telling = self.telling(story)
            told = [telling.tell(c) for c in cells]
            made.append(line([*told, self._verdict(telling)] if judged else told))
            telling.close(others)

        return made if self.draft.attempt(write) else []

    def telling(self, story: Story) -> Telling:
        return Telling(self.draft, story, self.fashion, self.rnd, self.writer.paper.names)

    # ---- the indicators of the report

    def indicators(self) -> list[str]:
        compared, judged = self.rnd.random() < 0.5, self.writer.judges and self.rnd.random() < 0.6
        year, last = (self.writer.paper.names[n] for n in ("year", "last_year"))
        heads = ["TT", "Chỉ tiêu", "ĐVT"]
        heads += [f"Thực hiện cùng kỳ năm {last}"] if compared else []
        heads += [f"Kế hoạch năm {year}", f"Thực hiện {self.writer.paper.names['period']}", "TH/KH (%)"]
        heads += ["So cùng kỳ (%)"] if compared else []
        heads += ["Đánh giá"] if judged else []
        rows = [line([f"**{h}**" for h in heads])]
        if self.rnd.random() < 0.4:
            rows.append(line(_numbers(compared, judged)))
        for told in self.writer.told:
            if told.story.target:
                rows += self._indicator(told, len(rows), compared=compared, judged=judged)
        return rows

    def _indicator(self, told: Telling, number: int, *, compared: bool, judged: bool) -> list[str]:
        story = told.story
        amount = story.kind == "measure"
        cells = [str(number), story.label, self._unit(story) if amount else "%"]
        cells += (["{before#}"] if amount else ["{last#}"]) if compared else []
        cells += [f"{{{story.target}#}}", f"{{{story.result}#}}", "{now/plan%#}" if amount else ""]
        cells += ["{now/before%#}" if amount else ""] if compared else []
        return self.row(cells, story, (told,), judged=judged)

    def _unit(self, story: Story) -> str:
        """The unit of a row, with a capital."""
        form = story.values[story.result].form
        unit = str(self.telling(story).fashion.money if form == "money" else story.subject["unit"])
        return unit[0].upper() + unit[1:]

    def _verdict(self, telling: Telling) -> str:
        class_ = telling.story.outcome()
        word = PROSE["verdicts"][class_][0]
        return telling.judge(Word(word[0].upper() + word[1:], class_))

    # ---- places and their total

    def _units(self, most: int) -> list[str]:
        """The names of the units of the issuer, three at the least."""
        names = self.rnd.sample(PLACES["communes"], max(3, min(most, self.rnd.randint(4, 8))))
        if self.writer.paper.who == "school":
            return [f"Tổ {n}" for n in ("Toán - Lý", "Văn - Sử", "Ngoại ngữ", "Sinh - Hóa")]
        kinds = {"district": "Xã", "department": "Xã", "party": "Chi bộ"}
        return [f"{kinds.get(self.writer.paper.who, 'Thôn')} {n}" for n in names]

    def _split(self, value: Value, weights: list[float]) -> list[Value]:
        """What every unit has of a value, in as many digits; together they have all of it."""
        digits = Decimal(1) if value.form == "count" else value.true
        shares = [(value.true * Decimal(w / sum(weights))).quantize(digits) for w in weights]
        shares[0] += value.true - sum(shares)
        return [replace(value, true=share) for share in shares]

    def _with_total(
        self, head: list[list[str]], cells: list[str], whole: Telling, rows: dict[str, dict[str, Value]]
    ) -> list[str]:
        """A row for each unit of `rows`, whose values add up to what was told, and the row of the total."""
        made: list[str] = []
        groups = _GROUPS if len(rows) > 4 and self.rnd.random() < 0.3 else ()

        def write() -> None:
            made.clear()
            own = [self._told(whole, str(at), n, cells, v) for at, (n, v) in enumerate(rows.items(), start=1)]
            total = self.rnd.choice(("Tổng cộng", "Tổng số", "Cộng"))
            values = {n: whole.story.values[n] for n in next(iter(rows.values()))}
            last = self._told(whole, "", f"**{total}**", cells, values, others=(whole,))
            heads = []
            for sign, name, part in zip(_SIGNS, groups, (own[: len(own) // 2], own[len(own) // 2 :]), strict=False):
                added = {n: self._added([t.story.values[n] for t, _ in part]) for n in values}
                heads.append(self._told(whole, sign, f"**{name}**", cells, added))
                self._columns([*(t for t, _ in part), heads[-1][0]])
                made.extend(shown for _, shown in (heads[-1], *part))
            self._columns([*(t for t, _ in heads or own), last[0]])
            made.extend([] if heads else [shown for _, shown in own])
            made.append(last[1])

        if not self.draft.attempt(write):
            return []
        first = self.rnd.random() < 0.25
        return [*(line(h) for h in head), *([made[-1], *made[:-1]] if first else made)]

    def _told(
        self,
        whole: Telling,
        number: str,
        name: str,
        cells: list[str],
        values: dict[str, Value],
        others: tuple[Telling, ...] = (),
    ) -> tuple[Telling, str]:
        """A row of its own values, and how it is printed."""
        sums = [s for s in whole.story.sums if all(n in values for n in (s[0], *s[1]))]
        telling = self.telling(replace(whole.story, values=values, sums=sums, names={}))
        shown = line([number, name, *(telling.tell(c) for c in cells)])
        telling.close(others)
        return telling, shown

    @staticmethod
    def _added(values: list[Value]) -> Value:
        return replace(values[0], true=sum((v.true for v in values), Decimal(0)))

    def _columns(self, tellings: list[Telling]) -> None:
        """The columns add up to the last row."""
        for name in [*tellings[-1].story.values, "plan:now"]:
            own = [t.printed[name][0] for t in tellings if t.printed.get(name)]
            if len(own) == len(tellings):
                self.draft.relate("total", own[-1], *own[:-1])

    def places(self) -> list[str]:
        """Plan and result of one subject for every unit."""
        measured = [t for t in self.writer.told if t.story.kind == "measure"]
        if not measured:
            return []
        told = self.rnd.choice(measured)
        self.fashion = replace(self.fashion, money=self.fashion.money.replace("tỷ", "triệu"))
        units = self._units(8)
        weights = [self.rnd.uniform(0.3, 1) for _ in units]
        plans = self._split(told.story.values["plan"], weights)
        nows = self._split(told.story.values["now"], [w * self.rnd.uniform(0.9, 1.1) for w in weights])
        rows = {u: {"plan": p, "now": n} for u, p, n in zip(units, plans, nows, strict=True)}
        unit = self._unit(told.story).lower()
        heads = ["TT", "Đơn vị", f"Kế hoạch ({unit})", f"Thực hiện ({unit})", "Tỷ lệ (%)"]
        cells = ["{plan#}", "{now#}", "{now/plan%#}"]
        if all(p.true > n.true for p, n in zip(plans, nows, strict=True)):
            heads.append("Còn lại")
            cells.append("{plan:now#}")
        formulas = [["1", "2", "3", "4", "5=4/3", "6=3-4"][: len(heads)]] if self.rnd.random() < 0.5 else []
        table = self._with_total([[f"**{h}**" for h in heads], *formulas], cells, told, rows)
        return [f"Chỉ tiêu: {told.story.label}", *table] if table else []

    # ---- cases

    def cases(self) -> list[str]:
        """What every unit received, settled and has left."""
        told = next((t for t in self.writer.told if t.story.kind == "case" and "left" in t.story.values), None)
        if told is None:
            return []
        values = told.story.values
        units = self._units(int(min(values["left"].true, values["old"].true)) // 2)
        weights = [self.rnd.uniform(0.6, 1) for _ in units]
        own = {
            name: self._split(values[name], [w * self.rnd.uniform(0.8, 1.2) for w in weights])
            for name in ("old", "new", "left")
        }
        rows = {}
        for at, unit in enumerate(units):
            row = {n: v[at] for n, v in own.items()}
            row["total"] = replace(row["new"], true=row["old"].true + row["new"].true)
            row["done"] = replace(row["new"], true=row["total"].true - row["left"].true)
            rows[unit] = row
        heads = ["TT", "Đơn vị", "Tổng số", "Kỳ trước chuyển sang", "Tiếp nhận mới", "Đã giải quyết"]
        heads += ["Đang giải quyết", "Tỷ lệ (%)"]
        cells = ["{total#}", "{old#}", "{new#}", "{done#}", "{left#}", "{done/total%#}"]
        formulas = [["1", "2", "3=4+5", "4", "5", "6", "7=3-6", "8=6/3"]] if self.rnd.random() < 0.5 else []
        table = self._with_total([[f"**{h}**" for h in heads], *formulas], cells, told, rows)
        return [f"Nội dung: {told.story.label}", *table] if table else []

    # ---- years

    def years(self) -> list[str]:
        """Some subjects over three years, with the last against the one before."""
        year = int(self.writer.paper.names["next_year"].split("-")[-1]) - 1
        heads = ["TT", "Chỉ tiêu", "Đơn vị tính", *(f"Năm {year - n}" for n in (2, 1, 0)), f"{year}/{year - 1} (%)"]
        rows = [line([f"**{h}**" for h in heads])]
        for told in [t for t in self.writer.told if t.story.kind == "measure"]:
            now, before = told.story.values["now"], told.story.values["before"]
            first = self.drawing.amount(before.true * self.drawing.between(0.6, 0.95), now.form, now.unit)
            own = replace(told.story, values={"now": now, "before": before, "first": first}, sums=[])
            cells = [str(len(rows)), own.label, self._unit(own), "{first#}", "{before#}", "{now#}"]
            rows += self.row([*cells, "{now/before%#}"], own, (told,))
        return rows


def line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _numbers(compared: bool, judged: bool) -> list[str]:
    """The row that numbers the columns and says how they are worked out."""
    cells = ["1", "2", "3", "4", "5", "6", "7=6/5", "8=6/4"] if compared else ["1", "2", "3", "4", "5", "6=5/4"]
    return [*cells, str(len(cells) + 1)] if judged else cells
