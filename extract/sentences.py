"""Where sentences and clauses end."""

import regex

# A full stop ends a sentence unless an abbreviation stands before it: TP. Hạ Long, Tr. 5, v.v.
STOP = regex.compile(r"(?<!\b(?:TP|TX|TT|Tr|Ths|TS|BS|GS|số|St|P))[.!?](?=\s+[\p{Lu}\d“\"(+*-]|\s*$)")
_CLAUSE = regex.compile(r"(?r)[;.!?](?=\s)")


def sentence(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around `at` within `start` and `end`, white space apart."""
    begin, stop = start, end
    for match in STOP.finditer(text, start, end):
        if match.start() >= at:
            stop = match.end()
            break
        begin = match.end()
    while begin < stop and text[begin].isspace():
        begin += 1
    return begin, stop


def clause(text: str, at: int, start: int) -> int:
    """Where the clause before `at` begins: after the last `;` or full stop that is followed by a space."""
    match = _CLAUSE.search(text, start, at)
    return match.end() if match else start
