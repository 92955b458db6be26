"""How many things a report lists behind their announced number: headings, items below, items in the line, names.

`IV. NHIỆM VỤ TRỌNG TÂM (05 nhiệm vụ)`; `04 nhóm giải pháp: (1) …; (2) …`; `06 nghị quyết, gồm: Nghị quyết số 12, …`;
`05 nhiệm vụ trọng tâm sau:` with a list below; `03 xã: Nặm Cuối, Bản Hiu, Tân Lập`.
"""

from collections.abc import Iterator

import regex

from extract.text import key
from validate.records import Evidence

# what headings announce, and what is listed without more words: the numbered headings below them
_ANNOUNCED = (
    "nhiệm vụ", "chỉ tiêu", "nội dung", "giải pháp", "mục tiêu", "vấn đề", "nhóm nhiệm vụ", "nhóm giải pháp", "nhóm",
    "nguyên nhân", "kiến nghị", "đề xuất", "bài học kinh nghiệm", "khâu đột phá", "nhiệm vụ trọng tâm",
)  # fmt: skip
# from the noun to its list: , gồm: — trọng tâm sau: — là:
_WORDS = r"(?:,?\s(?!gồm|bao|sau|là|như|cụ|đó)\p{L}+){0,9}"
_OPENS = regex.compile(rf"{_WORDS},?\s\(?(?:gồm|bao gồm|đó là|là|sau|sau đây|cụ thể|cụ thể là)\s?:?\s?")
_OPENS_ANNOUNCED = regex.compile(rf"{_WORDS}(?:,?\s(?:cụ thể|như sau|cụ thể là|cụ thể như sau))?\s?:\s?")
_OPENS_NAMES = regex.compile(
    r"(?:(?:\s(?!như|tiêu biểu|điển hình)\p{L}+){0,7}?\s?\((?:gồm\s|là\s)?|\s?(?::\s|,?\s(?:gồm|bao gồm|là)\s?)):?\s?"
)
_LIST = regex.compile(r"[^.;:()\d]{3,300}?(?=[.;)]|$)")
_TO_STOP = regex.compile(r"[^.:()]{5,600}(?=[.(]|$)")
_PARTED = regex.compile(r"[;,]\s|\s(?:và|hoặc|với|cùng)\s|\s[-–]\s|(?<=\p{L})/(?=\p{L})")
# what is done, and is no thing: đã xử phạt 12 vụ; phát hiện sai phạm
_CLAUSE = regex.compile(r"(?<!\p{L})(?:đã|được|bị|phát hiện|xử phạt|không|chưa|đạt|tăng|giảm|chiếm|là|có)(?!\p{L})")
_SENTENCE = regex.compile(r"(?:[^.]|[.](?!\s|$)){3,600}")
_NAME = regex.compile(
    r"(?:(?:xã|phường|thị trấn|thôn|bản|huyện|trường|các xã|các thôn)\s)?(?:\p{Lu}[\p{L}'-]*\s?){1,5}"
)
# mật ong hoa rừng Khau Vai: a thing with a name
_NAMED = regex.compile(r"\p{Ll}\s(?:\p{Lu}[\p{L}'-]*\s?)+$")
_NUMBERED = regex.compile(r"\((\d{1,2})\)\s?(?=\p{L})")
_ITEM = regex.compile(r"\s*(?:(?P<dash>[-+*•])|\(?(?P<number>\d{1,2})[.)]|(?P<letter>[a-zđ])\))\s?(?=\S)")
# gồm: học sinh nam 33 học sinh: these are parts, which the check `total` adds up
_COUNTS = regex.compile(r"(?<!số |[\d/.])\d[\d.]*\s\p{Ll}")
_PARTIAL = regex.compile(
    r"(?<!\p{L})(?:một số|chủ yếu|như|điển hình|tiêu biểu|nhất là|trong đó|v\.v)(?!\p{L})|…|\.\.\."
)
_LEAST, _MOST = 2, 30
# no words that lead to a list, and no list, are longer; regex looks to the end of a text for what a form must hold
_LEADS, _LISTS = 400, 1000


def listed(evidence: Evidence, index: int) -> tuple[int, int]:
    """How many things are listed behind a count, at least and at most; zeros where no list is known to be all of it."""
    for read in (_headings, _in_line, _below, _same_noun, _names):
        if found := read(evidence, index):
            return (found, found) if _LEAST <= found <= _MOST else (0, 0)
    return _pieces(evidence, index)


def _headings(evidence: Evidence, index: int) -> int:
    """The numbered headings below the heading of a figure."""
    segment = evidence.report.segments[evidence.report.figures[index].segment]
    if segment.part != "heading" or segment.task is None or evidence.readings[index].unit not in _ANNOUNCED:
        return 0
    return len([t for t in evidence.report.tasks if t.parent == segment.task and t.item is None and t.number])


def _opening(evidence: Evidence, index: int) -> int | None:
    """Where the list of a count begins: behind the words that lead to it."""
    text = _text(evidence, index)
    end = evidence.report.figures[index].span.end
    forms = (_OPENS, _OPENS_ANNOUNCED) if evidence.readings[index].unit in _ANNOUNCED else (_OPENS,)
    found = next((m for form in forms if (m := form.match(key(text), end, end + _LEADS))), None)
    return found.end() if found and not _PARTIAL.search(found[0]) else None


def _in_line(evidence: Evidence, index: int) -> int:
    """(1) đổi mới …; (2) củng cố …: numbered in the line, from 1 on without a gap."""
    start = _opening(evidence, index) or _numbered(evidence, index)
    if start is None:
        return 0
    numbers = [int(m[1]) for m in _NUMBERED.finditer(_text(evidence, index), start)]
    run = next((n for n, number in enumerate(numbers, 1) if number != n), len(numbers) + 1) - 1
    return run if run >= _LEAST else 0


def _numbered(evidence: Evidence, index: int) -> int | None:
    """03 dự án: (1) …: what is numbered right behind a colon needs no other words to be a list."""
    text, end = _text(evidence, index), evidence.report.figures[index].span.end
    found = _OPENS_ANNOUNCED.match(key(text), end, end + _LEADS)
    first = _NUMBERED.match(text, found.end()) if found else None
    return found.end() if found and first and first[1].lstrip("0") == "1" else None


def _below(evidence: Evidence, index: int) -> int:
    """The items of one form right below a paragraph that ends with the words that open its list."""
    text = _text(evidence, index)
    start = _opening(evidence, index)
    if start is None or start < len(text.rstrip()) or not text.rstrip().endswith(":"):
        return 0
    items = list(_items(evidence, index))
    figures = [f for block in items for f in evidence.by_block.get(block, [])]
    if any(evidence.readings[f].unit == evidence.readings[index].unit for f in figures):
        return 0  # 34 cán bộ, gồm: / - 12 cán bộ cấp huyện
    return len(items)


def _items(evidence: Evidence, index: int) -> Iterator[int]:
    blocks = evidence.report.document.blocks
    at = evidence.report.figures[index].span.block
    own = _form(blocks[at].text)
    form = ""
    for block in blocks[at + 1 :]:
        this = _form(block.text)
        if block.table is not None or not this or this == own or _PARTIAL.fullmatch(block.text):
            return
        form = form or this
        if this == form:
            yield block.index
        elif form != "dash-" or this != "dash+":  # - items with + below them
            return


def _form(text: str) -> str:
    """How an item is marked; empty for a paragraph that is none."""
    found = _ITEM.match(text)
    if not found or not found.lastgroup:
        return ""
    return f"{found.lastgroup}{found['dash'] or ''}"


def _pieces(evidence: Evidence, index: int) -> tuple[int, int]:
    """xử lý rác thải, thu ngân sách: as many as all signs part at most, and as semicolons part at least.

    A comma may stand within a thing (`sản xuất, kinh doanh`), a semicolon does not.
    """
    text, end = key(_text(evidence, index)), evidence.report.figures[index].span.end
    named = _OPENS.match(text, end, end + _LEADS)
    opens = named or _OPENS_ANNOUNCED.match(text, end, end + _LEADS)
    found = (
        _TO_STOP.match(text, opens.end(), opens.end() + _LISTS) if opens and opens[0].rstrip().endswith(":") else None
    )
    if found is None or _PARTIAL.search(found[0]) or _COUNTS.search(found[0]) or _CLAUSE.search(found[0]):
        return 0, 0
    parted = [p for p in found[0].split(";") if p.strip()]
    most = [p for p in _PARTED.split(found[0]) if p.strip()]
    if not (named or len(parted) > _LEAST) or not _LEAST <= len(most) <= _MOST:
        return 0, 0
    return len(parted), len(most)


def _same_noun(evidence: Evidence, index: int) -> int:
    """gồm: Nghị quyết số 12/NQ-HĐND, Nghị quyết số 13/NQ-HĐND: pieces that all begin with what is counted."""
    start = _opening(evidence, index)
    found = _SENTENCE.match(_text(evidence, index), start, start + _LISTS) if start is not None else None
    if found is None or _PARTIAL.search(key(found[0])) or _COUNTS.search(found[0]):
        return 0
    noun = evidence.readings[index].unit.split(" ")[0]
    parted = ";" if ";" in found[0] else "[,;]"  # Kế hoạch số 99 về tuyên truyền, phổ biến pháp luật; Kế hoạch số …
    pieces = [p for p in regex.split(rf"{parted}\s|\svà\s(?={noun}\s)", key(found[0])) if p.strip()]
    return len(pieces) if len(pieces) >= _LEAST and all(p.strip().startswith(f"{noun} ") for p in pieces) else 0


def _names(evidence: Evidence, index: int) -> int:
    """The names behind a figure as its list; 0 where anything else is among them."""
    text, end = _text(evidence, index), evidence.report.figures[index].span.end
    opening = _OPENS_NAMES.match(text, end, end + _LEADS)
    start = opening.end() if opening else _opening(evidence, index)
    found = _LIST.match(text, start, start + _LISTS) if start is not None else None
    if found is None:
        return 0
    names = [n.strip() for n in regex.split(r",\s|\svà\s", found[0]) if n.strip()]
    if all(_NAME.fullmatch(name) for name in names):
        return len(names)
    things = [n for n in names if not _NAME.fullmatch(n)]  # gạo nếp xã Bản Hiu, huyện Nặm Cuối
    return len(things) if all(_NAMED.search(thing) for thing in things) else 0


def _text(evidence: Evidence, index: int) -> str:
    return evidence.report.document.blocks[evidence.report.figures[index].span.block].text
