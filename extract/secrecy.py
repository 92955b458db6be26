"""The mark that keeps a paper out of every table: MẬT, TỐI MẬT, TUYỆT MẬT, alone in a line of text, stamp or header.

Source: Luật Bảo vệ bí mật nhà nước 2018, điều 8: three degrees, each stamped on the paper in capitals.
"""

import unicodedata
from collections.abc import Iterable

import regex

from extract.records import UnreadableError
from extract.text import unmarked

# TỐI MẬT, T Ố I  M Ậ T as stamps space it, Độ mật: Tối mật; not MẬT ONG, not bảo mật
_MARK = regex.compile(r"(?:\(|\[)?(?P<mark>(?:TUYỆT|TỐI)?MẬT)(?:[).\]!])?")
_SAID = regex.compile(r"ĐỘMẬT:?(?P<mark>(?:TUYỆT|TỐI)?MẬT)[.;]?")
_STAMPS = {"mat": "MẬT", "toimat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}
_LETTERS = regex.compile(r"[^a-z]+")
_DEGREES = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}


def mark_of_secrecy(lines: Iterable[str], stamped: Iterable[str] = ()) -> str:
    """The highest mark that stands alone in a line, empty if none does: MẬT, TỐI MẬT, TUYỆT MẬT.

    Of a red stamp the letters are enough: Tesseract takes the signs over and below them for the frame.
    """
    found = {_DEGREES[mark] for line in lines if (mark := _of_line(line))}
    found |= {_STAMPS[bare] for line in stamped if (bare := _LETTERS.sub("", unmarked(line.lower()))) in _STAMPS}
    return max(found, key=lambda mark: (len(mark.split()), len(mark)), default="")


def refuse_secret(mark: str, allow_secret: bool) -> None:
    """Raise UnreadableError for a paper that bears a mark of secrecy, unless it was asked for."""
    if mark and not allow_secret:
        raise UnreadableError("state_secret", f"Văn bản mang dấu {mark}: không trích xuất. {_IF_ALLOWED}")


_IF_ALLOWED = "Chỉ khi được phép xử lý văn bản mật trên máy này mới chạy lại với --allow-secret."


def _of_line(line: str) -> str:
    if len(line) > _LONGEST or not _MAY_HOLD.search(line):
        return ""
    letters = "".join(unicodedata.normalize("NFC", line).split())
    marked = _MARK.fullmatch(letters) or _SAID.fullmatch(letters.upper())
    return marked["mark"] if marked else ""


# a stamp with spaced letters and some signs
_LONGEST = 40
# the last letter of all three, whatever marks its vowel is made of
_MAY_HOLD = regex.compile(r"[Tt]\s*[).\]!;]?\s*$")
