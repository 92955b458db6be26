"""What is said once for a list holds for all of it: the basis behind the last, the verb before the first.

`đàn trâu giảm 2,1%, đàn bò tăng 0,8% so với cùng kỳ`; `lần lượt tăng 5,4% và 17,2% so với cùng kỳ`;
`Trong tổng số 3.412 đảng viên, nữ chiếm 41,2%`; `tăng 15,6% (kế hoạch là 15%)`.
"""

from collections.abc import MutableSequence, Sequence

import regex

from normalize.bases import joined_with_next
from normalize.context import Context
from normalize.records import Basis, Reading

Before = Sequence[tuple[Context, Reading]]

_LAST_WORD = regex.compile(r"(\p{L}+)\s*$")


def share(reading: Reading, context: Context, before: Before, found: MutableSequence[Reading]) -> Reading:
    """A reading with what the figures of its sentence lend it; what it lends to those before it goes into `found`."""
    said = [(c, r) for c, r in before if c.sentence == context.sentence]
    if not said:
        return reading
    reading = _joined(reading, said, found)
    if reading.basis.name and reading.basis.kind == "time" and reading.basis.end > context.end:
        _lend_back(reading, context, said, found)
    if not reading.basis.name:
        reading = _borrowed(reading, context, said)
    return reading


def _joined(reading: Reading, said: Before, found: MutableSequence[Reading]) -> Reading:
    """Of figures joined by nothing but `và` or a comma, the last has the basis and the first the verb."""
    for back, (context, other) in enumerate(reversed(said), start=1):
        if other.kind != reading.kind or not joined_with_next(context):
            break
        if other.direction and not reading.direction:
            reading = reading._replace(direction=other.direction, relation=other.relation)
        if reading.basis.name and not other.basis.name:
            how = other.relation if other.direction else reading.relation
            found[-back] = found[-back]._replace(basis=reading.basis, relation=how)
    return reading


def _lend_back(reading: Reading, context: Context, said: Before, found: MutableSequence[Reading]) -> None:
    """The basis behind the last of a clause is that of the changes before it that have none."""
    for back, (other_context, _) in enumerate(reversed(said), start=1):
        other = found[-back]
        if other_context.clause != context.clause or (other.basis.name and other.basis != reading.basis):
            break
        if reading.direction and other.direction:
            found[-back] = other._replace(basis=reading.basis)
        elif not reading.direction and _same_verb(context, other_context) and other.kind == reading.kind:
            found[-back] = other._replace(basis=reading.basis, relation=reading.relation)


def _same_verb(one: Context, other: Context) -> bool:
    first, second = (_LAST_WORD.search(c.before) for c in (one, other))
    return bool(first and second and first[1] == second[1])


def _borrowed(reading: Reading, context: Context, said: Before) -> Reading:
    """What a change, a share or a plan in brackets takes from a figure before it in its sentence."""
    last_context, last = said[-1]
    if reading.kind == last.kind == "percent" and reading.role in ("plan", "target") and context.bracket >= 0:
        if last.direction and not reading.direction and last_context.end <= context.bracket:
            return reading._replace(direction=last.direction, relation=last.relation)
        return reading
    if reading.direction:
        lent = next((r.basis for _, r in reversed(said) if r.direction and r.basis.kind == "time"), None)
        return reading._replace(basis=lent._replace(end=0)) if lent else reading
    if reading.kind == "percent" and reading.relation in ("share", "level"):
        return _of_a_whole(reading, said)
    return reading


def _of_a_whole(reading: Reading, said: Before) -> Reading:
    """A share of the total that the sentence names, or of what the share before it is a share of."""
    if reading.relation == "share":
        lent = next((r.basis for _, r in reversed(said) if r.relation == "share" and r.basis.name), None)
        if lent:
            return reading._replace(basis=lent._replace(end=0))
    total = next((r for _, r in said if r.role == "total" and r.kind == "count"), None)
    if total and reading.relation == "share":
        return reading._replace(basis=Basis(f"tổng số {total.unit}", "total", "total"))
    return reading
