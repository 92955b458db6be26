"""The body of a report: sections, groups, tasks with their results, the summary and the plans."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from samples.generated.amounts import Fashion, Numeral, Word, written
from samples.generated.draft import Draft
from samples.generated.papers import PLACES, Paper
from samples.generated.story import Drawing, Story, load
from samples.generated.telling import Telling

FRAMES = load("frames")
LISTS = load("lists")["list"]
PROSE = load("prose")
SUBJECTS = {k: rows for name in ("subjects_amounts", "subjects_shares") for k, rows in load(name).items()}
_ROMAN = ("I", "II", "III", "IV", "V")
# a frame that only some numbers allow comes up as often as the others
_RARE = 4
_BRACKETS = ("{text} ({v})", "{text}. ({v})", "{text}: **({v})**", "{text}, {v} so với chỉ tiêu đề ra.")
_KINDS = ("measure", "share", "rate", "case", "partition")


class Writer:
    """Writes one report into a draft; the sections are put in order when all are written."""

    def __init__(self, rnd: Random, paper: Paper, fashion: Fashion) -> None:
        self.rnd, self.paper, self.fashion = rnd, paper, fashion
        self.draft = Draft()
        self.told: list[Telling] = []
        self._drawing = Drawing(rnd, paper.months, paper.who)
        self._mark = "-" if paper.is_party else "."
        self._asks = rnd.random() < 0.7  # targets stand in the headings
        self._bracket = rnd.choice(_BRACKETS)
        self.judges = rnd.random() < 0.8

    def write(self) -> list[str]:
        """The lines of the body."""
        groups = self._groups()
        sections = [self._lead(), [line for group in groups for line in group], self._assessment(), self._plans()]
        names = [self.rnd.choice(PROSE["sections"][n]) for n in ("lead", "result", "assessment", "plan")]
        lines = []
        for roman, name, section in zip(_ROMAN, names, sections, strict=False):
            lines += [f"**{roman}{self._mark} {name}**", *section]
        return lines

    def telling(self, story: Story) -> Telling:
        """A new place where a story is told, now and then in another fashion."""
        fashion = self.fashion
        if self.rnd.random() < 0.15:
            fashion = replace(fashion, decimals=self.rnd.choice((0, 1, 2)))
        return Telling(self.draft, story, fashion, self.rnd, self.paper.names)

    # ---- results

    def _groups(self) -> list[list[str]]:
        """The groups of tasks, each below its heading."""
        rows = [(kind, s) for kind in _KINDS for s in SUBJECTS[kind] if self.paper.who in s["who"]]
        groups = list(dict.fromkeys(s["group"] for _, s in rows))
        found: list[list[str]] = []
        for group in groups:
            own = [row for row in rows if row[1]["group"] == group]
            self.rnd.shuffle(own)
            number = len(found) + 1
            lines: list[str] = []
            tasks = 0
            for kind, subject in own[:5]:
                made = self._task(kind, subject, f"{number}.{tasks + 1}{self._mark}")
                tasks += bool(made)
                lines += made
            if lines:
                found.append([self._group_heading(number, group, tasks), *lines])
        return found

    def _group_heading(self, number: int, group: str, tasks: int) -> str:
        name = self.rnd.choice(PLACES["groups"][group])
        text = f"{number}{self._mark} {name}"
        if self.rnd.random() < 0.4:
            text += f" ({self.counted(tasks, listed=tasks)} nhiệm vụ)"
        return f"**{text}**"

    def counted(self, value: int, *, listed: int = 0) -> str:
        """A whole number in the text; `listed` things stand below it."""
        number = Decimal(value)
        text = written(number, self.fashion, padded=True)
        token = self.draft.put(Numeral(text, "", number, Decimal(1), exact=True))
        if listed:
            self.draft.relate("count", len(self.draft.tokens) - 1, listed=listed)
        return token

    def _task(self, kind: str, subject: dict[str, Any], number: str) -> list[str]:
        """A heading and its result; nothing where no frame would do."""
        made: list[str] = []

        def write() -> None:
            made.clear()
            telling = self.telling(self._drawing.draw(kind, subject))
            head = telling.tell(self._frame(f"head_{kind}", telling) if self._asks else self._plain_head(telling))
            made.append(f"**{number} {head}{'.' if self._asks and self.rnd.random() < 0.7 else ''}**")
            made.extend(self._results(kind, telling))
            telling.close()
            self._last = telling

        if not self.draft.attempt(write):
            return []
        self.told.append(self._last)
        return made

    def _plain_head(self, telling: Telling) -> str:
        return "{topic}" if telling.names["topic"] else telling.story.label

    def _frame(self, kind: str, telling: Telling) -> str:
        known = [f for f in FRAMES.get(kind, ()) if telling.knows(f)]
        weights = [_RARE if "only" in f else 1 for f in known]
        return str(self.rnd.choices(known, weights)[0]["text"]) if known else ""

    def _results(self, kind: str, telling: Telling) -> list[str]:
        """One paragraph, or several items, and the verdict."""
        first = self._frame(kind, telling)
        texts = [self._judged(telling.tell(first), telling)]
        if self.rnd.random() < 0.3:
            second = self._frame(kind, telling)
            texts += [f"{telling.tell(second)}."] if second != first else []
        if self.rnd.random() < 0.3:
            texts.append(self.rnd.choice(PROSE["result"]))
        if len(texts) == 1 and self.rnd.random() < 0.7:
            lead = self.rnd.choice(("**Kết quả:** ", "Kết quả: ", ""))
            return [f"{lead}{texts[0]}"]
        opening = ["**Kết quả:**"] if self.rnd.random() < 0.4 else []
        return [*opening, *(f"- {t}" for t in texts)]

    def _judged(self, text: str, telling: Telling) -> str:
        """A sentence with its verdict, where the report has verdicts and the heading a target."""
        if not (self.judges and self._asks and telling.story.target):
            return f"{text}."
        class_ = telling.story.outcome()
        if class_ == "not_achieved" and self.paper.months < 12 and self.rnd.random() < 0.5:
            class_ = "in_progress"
        bracket = self._bracket if class_ != "in_progress" else "{text} ({v})"
        word = self.rnd.choice(PROSE["verdicts"][class_]) if "chỉ tiêu" not in bracket else PROSE["verdicts"][class_][0]
        telling.verdict = class_
        return bracket.format(text=text, v=telling.judge(Word(word, class_)))

    # ---- what stands around them

    def _lead(self) -> list[str]:
        lines = [self.rnd.choice(PROSE["result"])]
        chosen = self.rnd.sample(LISTS, self.rnd.randint(1, 3))
        # items go on until something else is said
        for one in sorted(chosen, key=lambda row: row["join"] == "items"):
            lines += self._list(one)
        return lines

    def _list(self, one: dict[str, Any]) -> list[str]:
        """A number of things, and these things."""
        things = self.rnd.sample(one["of"], self.rnd.randint(2, min(5, len(one["of"]))))
        year = int(self.paper.head["date"][:4]) - (self.paper.months == 12)
        told = [t.format(no=self.rnd.randint(11, 240), date=f"{self.rnd.randint(3, 27):02d}/4/{year}") for t in things]
        text = one["text"].replace("{n}", self.counted(len(told), listed=len(told)))
        if one["join"] == "items":
            return [text, *(f"- {t}" for t in told)]
        return [f"- {text.replace('{list}', one['join'].join(told))}."]

    def _assessment(self) -> list[str]:
        """The main results once more, and how many targets were met."""
        lines = [self.rnd.choice(PROSE["weak"])]
        for told in self.rnd.sample(self.told, min(len(self.told), self.rnd.randint(4, 7))):
            lines += self._again(f"summary_{told.story.kind}", told)
        return [*lines, *self._counted_verdicts()]

    def _counted_verdicts(self) -> list[str]:
        """How many targets were met and how many were not, where nothing is still open."""
        classes = [t.verdict for t in self.told if t.verdict]
        missed = classes.count("not_achieved")
        if "in_progress" in classes or not 0 < missed < len(classes):
            return []
        first = len(self.draft.tokens)
        of, met, left = (self.counted(n) for n in (len(classes), len(classes) - missed, missed))
        self.draft.relate("total", first, first + 1, first + 2)
        return [f"- Trong {of} chỉ tiêu được đánh giá, có {met} chỉ tiêu đạt và vượt, {left} chỉ tiêu chưa đạt."]

    def _again(self, kind: str, told: Telling, mark: str = "- ") -> list[str]:
        """A sentence on what was told before."""
        made: list[str] = []

        def write() -> None:
            made.clear()
            telling = self.telling(told.story)
            text = self._frame(kind, telling)
            if text:
                made.append(f"{mark}{telling.tell(text)}.")
                telling.close((told,))

        return [m[:2] + m[2].upper() + m[3:] for m in made] if self.draft.attempt(write) else []

    def _plans(self) -> list[str]:
        lines = []
        for told in self.rnd.sample(self.told, min(len(self.told), self.rnd.randint(2, 5))):
            lines += self._again(f"next_{told.story.kind}", told)
        return [self.rnd.choice(PROSE["plan"]), *lines]
