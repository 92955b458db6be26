"""The labels that Word prints (ECMA-376 Part 1, 17.9), paragraph by paragraph, from small numbering parts.

A paragraph is written `list/level`, `list` alone, `@style`, both (`@style 2/1`), or `` for one without properties.
"""

from collections.abc import Sequence

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.word.numbering import ListLabel, Numbering
from extract.word.styles import Styles

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def lvl(at: int, form: str, text: str, more: str = "", start: int | None = 1, own_form: str = "") -> str:
    """A level; `more` are further elements of it, as in the schema, without their prefix."""
    begin = f'<w:start w:val="{start}"/>' if start is not None else ""
    shape = own_form or f'<w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{at}">{begin}{shape}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def override(at: int, start: int | None = None, level: str = "") -> str:
    begin = f'<w:startOverride w:val="{start}"/>' if start is not None else ""
    return f'<w:lvlOverride w:ilvl="{at}">{begin}{level}</w:lvlOverride>'


def style(name: str, num_pr: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    own = f"<w:pPr><w:numPr>{num_pr}</w:numPr></w:pPr>" if num_pr else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}{own}</w:style>'


def of(number: int, level: int | None = None) -> str:
    """The children of a numPr."""
    ilvl = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    return f'{ilvl}<w:numId w:val="{number}"/>'


def linked(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


# I. / 1. / 1.1. / a) / -, as reports are numbered
OUTLINE = [
    lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2."), lvl(2, "decimal", "%2.%3."),
    lvl(3, "lowerLetter", "%4)"), lvl(4, "bullet", "-"),
]  # fmt: skip
LEGAL = [lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2."), lvl(2, "decimal", "%1.%2.%3.")]
CUSTOM = (
    f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003,'
    ' ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)


def one(form: str, text: str, more: str = "", start: int | None = 1) -> list[str]:
    return [abstract(0, lvl(0, form, text, more, start)), num(1)]


def outline(*levels: str, more: str = "") -> list[str]:
    return [abstract(0, *(levels or OUTLINE), more=more), num(1)]


HEADINGS = outline(
    lvl(0, "upperRoman", "%1.", linked("H1")), lvl(1, "decimal", "%2.", linked("H2")),
    lvl(2, "decimal", "%2.%3.", linked("H3")),
)  # fmt: skip
HEADING_STYLES = [style("H1", of(1)), style("H2", of(1), "H1"), style("H3", of(1, 2), "H2")]

Case = tuple[str, Sequence[str], Sequence[str], str, Sequence[str | None]]
CASES: list[Case] = [
    ("decimal", one("decimal", "%1."), [], "1/0,1/0,1/0", ["1. ", "2. ", "3. "]),
    ("decimal zero", one("decimalZero", "%1.", start=9), [], "1/0,1/0", ["09. ", "10. "]),
    ("upper roman", one("upperRoman", "%1.", start=3), [], "1/0,1/0", ["III. ", "IV. "]),
    ("lower roman", one("lowerRoman", "(%1)", start=8), [], "1/0,1/0", ["(viii) ", "(ix) "]),
    ("upper letter", one("upperLetter", "%1."), [], "1/0,1/0", ["A. ", "B. "]),
    ("lower letter has no đ", one("lowerLetter", "%1)", start=3), [], "1/0,1/0,1/0", ["c) ", "d) ", "e) "]),
    ("after z comes aa, then bb", one("lowerLetter", "%1)", start=26), [], "1/0,1/0,1/0", ["z) ", "aa) ", "bb) "]),
    ("words around the number", one("upperRoman", "Phần %1:"), [], "1/0,1/0", ["Phần I: ", "Phần II: "]),
    ("form none prints its text", one("none", "Điều"), [], "1/0,1/0", ["Điều ", "Điều "]),
    ("form none without text", one("none", ""), [], "1/0", [""]),
    ("a dash", one("bullet", "-"), [], "1/0,1/0", ["- ", "- "]),
    ("a plus", one("bullet", "+"), [], "1/0", ["+ "]),
    ("an asterisk", one("bullet", "*"), [], "1/0", ["* "]),
    ("a dot", one("bullet", "•"), [], "1/0", ["• "]),
    ("a picture of the font Symbol", one("bullet", "\uf0b7"), [], "1/0", ["- "]),
    ("a circle that is the letter o", one("bullet", "o"), [], "1/0", ["- "]),
    (
        "a picture of the font Wingdings",
        one("bullet", "§", more='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
        [], "1/0", ["- "],
    ),
    ("an own form of zeros", [abstract(0, lvl(0, "", "%1.", own_form=CUSTOM)), num(1)], [], "1/0,1/0",
     ["001. ", "002. "]),
    ("a start that is not said is 0", one("decimal", "%1.", start=None), [], "1/0,1/0", ["0. ", "1. "]),
    ("a space behind", one("decimal", "%1.", '<w:suff w:val="space"/>'), [], "1/0", ["1. "]),
    ("nothing behind", one("decimal", "%1.", '<w:suff w:val="nothing"/>'), [], "1/0", ["1."]),
    (
        "deeper levels begin anew", outline(), [], "1/0,1/1,1/2,1/2,1/3,1/4,1/1,1/2,1/3,1/0,1/1",
        ["I. ", "1. ", "1.1. ", "1.2. ", "a) ", "- ", "2. ", "2.1. ", "a) ", "II. ", "1. "],
    ),
    ("numbers of all levels", outline(*LEGAL), [], "1/0,1/1,1/2,1/1,1/2",
     ["1. ", "1.1. ", "1.1.1. ", "1.2. ", "1.2.1. "]),
    ("a skipped level stands at its start", outline(*LEGAL), [], "1/0,1/2,1/2,1/1",
     ["1. ", "1.1.1. ", "1.1.2. ", "1.2. "]),
    ("a list that begins at its second level", outline(*LEGAL), [], "1/1,1/1,1/0", ["1.1. ", "1.2. ", "2. "]),
    (
        "legal form prints roman levels as decimal",
        outline(lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2", "<w:isLgl/>")), [],
        "1/0,1/0,1/1", ["I. ", "II. ", "2.1 "],
    ),
    (
        "legal form keeps leading zeros",
        outline(lvl(0, "upperRoman", "%1."), lvl(1, "decimalZero", "%1.%2", "<w:isLgl/>")), [],
        "1/0,1/1", ["I. ", "1.01 "],
    ),
    (
        "a level that never begins anew",
        outline(LEGAL[0], lvl(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')), [],
        "1/0,1/1,1/1,1/0,1/1", ["1. ", "Điều 1. ", "Điều 2. ", "2. ", "Điều 3. "],
    ),
    (
        "a level that begins anew after the first only",
        outline(*LEGAL[:2], lvl(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>')), [],
        "1/0,1/1,1/2,1/1,1/2,1/0,1/2", ["1. ", "1.1. ", "a) ", "1.2. ", "b) ", "2. ", "a) "],
    ),
    ("a level asked for behind its own is empty", one("decimal", "%1.%2"), [], "1/0", ["1. "]),
    ("two instances of one list go on", [*outline(), num(2)], [], "1/0,2/0,1/0", ["I. ", "II. ", "III. "]),
    ("two lists count apart", [*one("decimal", "%1."), abstract(1, lvl(0, "decimal", "%1)")), num(2, 1)], [],
     "1/0,2/0,1/0,2/0", ["1. ", "1) ", "2. ", "2) "]),
    ("an instance with its own start", [*one("decimal", "%1."), num(2, 0, override(0, 1))], [],
     "1/0,1/0,2/0,2/0", ["1. ", "2. ", "1. ", "2. "]),
    ("the start of an instance counts once", [*one("decimal", "%1."), num(2, 0, override(0, 5))], [],
     "1/0,2/0,2/0,1/0,2/0", ["1. ", "5. ", "6. ", "7. ", "8. "]),
    ("an instance with a level of its own", [*one("decimal", "%1."),
     num(2, 0, override(0, level=lvl(0, "lowerLetter", "%1)")))],
     [], "1/0,2/0", ["1. ", "b) "]),
    ("list 0 takes out of the list of the style", HEADINGS, HEADING_STYLES, "@H1,@H1 0,@H1", ["I. ", None, "II. "]),
    ("levels that name their styles", HEADINGS, HEADING_STYLES, "@H1,@H2,@H3,@H3,@H2",
     ["I. ", "1. ", "1.1. ", "1.2. ", "2. "]),
    ("a style based on a numbered one", HEADINGS, [*HEADING_STYLES, style("My", based_on="H2")], "@H1,@My,@H2",
     ["I. ", "1. ", "2. "]),
    ("a style that takes its numbers off", HEADINGS, [*HEADING_STYLES, style("My", of(0), "H2")], "@H1,@My",
     ["I. ", None]),
    ("the level of a style that no level names", outline(), [style("L", of(1, 3))], "@L,@L", ["a) ", "b) "]),
    ("the paragraph's level, the style's list", outline(), [style("L", of(1))], "@L,@L ?/1,@L ?/1",
     ["I. ", "1. ", "2. "]),
    ("a list without a level is of the first", outline(), [], "1,1", ["I. ", "II. "]),
    (
        "a list style holds the levels",
        [abstract(0, more='<w:numStyleLink w:val="LS"/>'), abstract(1, *OUTLINE, more='<w:styleLink w:val="LS"/>'),
        num(1), num(2, 1)],
        [style("LS", of(2), kind="numbering")], "1/0,1/1", ["I. ", "1. "],
    ),
    ("a list of one level", outline(LEGAL[0], more='<w:multiLevelType w:val="singleLevel"/>'), [], "1/0,1/1",
     ["1. ", "2. "]),
    ("a paragraph between is not counted", one("decimal", "%1."), [], "1/0,,1/0", ["1. ", None, "2. "]),
    ("a list that is not there", one("decimal", "%1."), [], "7/0,1/0", [None, "1. "]),
    ("a level that is not there", one("decimal", "%1."), [], "1/4,1/0", [None, "1. "]),
    ("an article", one("decimal", "Điều %1."), [], "1/0,1/0", ["Điều 1. ", "Điều 2. "]),
    ("letters within brackets", one("lowerLetter", "(%1)"), [], "1/0,1/0", ["(a) ", "(b) "]),
    ("digits glued to letters", outline(lvl(0, "upperLetter", "%1"), lvl(1, "decimal", "%1%2.")), [],
     "1/0,1/1,1/1", ["A ", "A1. ", "A2. "]),
    ("ordinal", one("ordinal", "%1", start=11), [], "1/0,1/0", ["11th ", "12th "]),
    ("cardinal text", one("cardinalText", "%1.", start=20), [], "1/0,1/0", ["Twenty. ", "Twenty-one. "]),
    ("ordinal text", one("ordinalText", "%1:"), [], "1/0,1/0", ["First: ", "Second: "]),
    ("Vietnamese words", one("vietnameseCounting", "Phần thứ %1"), [], "1/0,1/0",
     ["Phần thứ một ", "Phần thứ hai "]),
    ("hexadecimal", one("hex", "%1.", start=9), [], "1/0,1/0", ["9. ", "A. "]),
    ("signs of footnotes", one("chicago", "%1", start=4), [], "1/0,1/0", ["§ ", "** "]),
    ("a number between dashes", one("numberInDash", "%1"), [], "1/0", ["- 1 - "]),
    ("a form that nobody knows is in digits", one("thaiCounting", "%1."), [], "1/0", ["1. "]),
    ("a hidden number is counted", outline(lvl(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"), LEGAL[1]), [],
     "1/0,1/0,1/1", ["", "", "2.1. "]),
    ("a number that is not hidden after all", one("decimal", "%1.", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), [],
     "1/0", ["1. "]),
    ("a text that is not there", [abstract(0, '<w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl>'), num(1)], [],
     "1/0", [""]),
    ("a restart that names no higher level is the usual one",
     outline(*LEGAL[:2], lvl(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="3"/>')), [],
     "1/0,1/1,1/2,1/1,1/2", ["1. ", "1.1. ", "a) ", "1.2. ", "a) "]),
    ("a start of one's own at a deeper level", [*outline(*LEGAL), num(2, 0, override(1, 7))], [],
     "1/0,1/1,2/1,2/1,2/0,2/1", ["1. ", "1.1. ", "1.7. ", "1.8. ", "2. ", "2.7. "]),
    ("a level of one's own with a start of one's own", [*one("decimal", "%1."),
     num(2, 0, override(0, 4, lvl(0, "upperRoman", "%1.")))], [], "1/0,2/0,2/0", ["1. ", "IV. ", "V. "]),
    ("a list goes on after another list between", [*one("decimal", "%1."), abstract(1, OUTLINE[4].replace("4", "0", 1)),
     num(2, 1)], [], "1/0,2/0,2/0,,1/0", ["1. ", "- ", "- ", None, "2. "]),
    ("a list style names an instance that has starts of its own",
     [abstract(0, more='<w:numStyleLink w:val="LS"/>'), abstract(1, *OUTLINE, more='<w:styleLink w:val="LS"/>'),
      num(1, 0, override(0, 3)), num(2, 1)], [style("LS", of(2), kind="numbering")], "1/0,1/0", ["III. ", "IV. "]),
    ("a list style that is not there", [abstract(0, more='<w:numStyleLink w:val="LS"/>'), num(1)], [], "1/0", [None]),
    ("styles that are based on one another", HEADINGS, [style("A", based_on="B"), style("B", of(1), based_on="A")],
     "@A,@A", ["I. ", "II. "]),
    ("list 0 at the paragraph leaves the list of its level alone", outline(), [style("L", of(1, 1))],
     "@L,@L 0,@L", ["1. ", None, "2. "]),
]  # fmt: skip


def part(name: str, children: Sequence[str]) -> object:
    return parse_xml(f"<w:{name} {nsdecls('w')}>{''.join(children)}</w:{name}>")


def properties(written: str) -> object:
    """`@H1 2/1` → a pPr of style H1, list 2, level 1; `?` is a list that is not said."""
    inner = ""
    for word in written.split():
        if word.startswith("@"):
            inner += f'<w:pStyle w:val="{word[1:]}"/>'
            continue
        number, _, level = word.partition("/")
        ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
        num_id = f'<w:numId w:val="{number}"/>' if number != "?" else ""
        inner += f"<w:numPr>{ilvl}{num_id}</w:numPr>"
    return part("pPr", [inner])


def labels(numbering: Sequence[str], styles: Sequence[str], paragraphs: str) -> list[ListLabel | None]:
    sheet = Styles(lambda: part("styles", styles))
    lists = Numbering(lambda: part("numbering", numbering), sheet)
    return [lists.label(properties(p)) for p in paragraphs.split(",")]


@pytest.mark.parametrize(("why", "numbering", "styles", "paragraphs", "expected"), CASES, ids=[x[0] for x in CASES])
def test_what_word_prints(
    why: str, numbering: Sequence[str], styles: Sequence[str], paragraphs: str, expected: Sequence[str | None]
) -> None:
    assert [x.text if x else None for x in labels(numbering, styles, paragraphs)] == list(expected)


def test_no_case_stands_twice() -> None:
    assert len(CASES) >= 48
    assert len({x[0] for x in CASES}) == len(CASES)


def test_the_level_is_kept() -> None:
    assert [x.level if x else None for x in labels(outline(), [], "1/0,1/2,")] == [0, 2, None]


def test_the_parts_are_parsed_only_when_a_paragraph_is_numbered() -> None:
    def never() -> object:
        raise AssertionError

    assert Numbering(never, Styles(never)).label(properties("")) is None
