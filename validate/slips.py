"""How one number may have become another: the slips of those who type, as words for a question."""

from decimal import Decimal

from normalize.printing import vietnamese


def slip(printed: str, needed: Decimal) -> tuple[str, str] | None:
    """Which single slip makes the needed number the printed one, in both languages; None where none does.

    `printed` is the numeral as it stands, `needed` in the same unit: `89,8` for 98,8 is one digit.
    """
    was, should = _digits(printed), _digits(vietnamese(needed, _decimals(printed)))
    if was == should:
        return None
    if was.replace(",", "").lstrip("0") in (f"{should}000", f"{should.removesuffix('000')}"):
        return "nhầm 1.000 lần", "a factor of 1,000"
    if len(was) == len(should):
        wrong = [i for i, (a, b) in enumerate(zip(was, should, strict=True)) if a != b]
        if len(wrong) == 1:
            return "một chữ số ghi nhầm", "one digit is wrong"
        if len(wrong) == 2 and was[wrong[0]] == should[wrong[1]] and was[wrong[1]] == should[wrong[0]]:
            return "hai chữ số đổi chỗ", "two digits are swapped"
    if abs(len(was) - len(should)) == 1:
        longer, shorter = sorted((was, should), key=len, reverse=True)
        if any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
            return "thừa hoặc thiếu một chữ số", "a digit too many or too few"
    return None


def _digits(numeral: str) -> str:
    """The numeral without what groups its thousands."""
    return numeral.replace(".", "").replace(" ", "")


def _decimals(numeral: str) -> int:
    return len(numeral.partition(",")[2])
