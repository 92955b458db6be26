"""Why two reports may print two values of one thing and both be right: then a finding is no more than a note."""

import regex

from extract.text import key
from normalize.rows import Row
from validate.last_year import Said

_NO_NUMBERS = r"(?<!(?<!\p{L})(?:kế hoạch|dự toán|vốn|chỉ tiêu|quy hoạch)(?:\s\p{L}+){0,3}\s)"
# số liệu đã điều chỉnh, nếu loại trừ, sau sắp xếp địa giới; not kế hoạch vốn sau điều chỉnh
_REVISED = regex.compile(
    rf"(?<!\p{{L}})(?:{_NO_NUMBERS}điều chỉnh|(?:tính|tính toán|rà soát|cập nhật|công bố) lại|sơ bộ|quyết toán|loại trừ"
    r"|(?:số|số liệu) chính thức|(?:chưa|không) (?:tính|bao gồm|kể)|sáp nhập|sắp xếp|hợp nhất|chia tách)(?!\p{L})"
)
# growth is told at constant prices, the amount at those of the year
_AT_PRICES = regex.compile(
    r"(?<!\p{L})(?:giá (?:so sánh|hiện hành|cố định)|giá trị (?:sản xuất|tăng thêm)|gtsx|grdp|tổng sản phẩm)(?!\p{L})"
)
_WORD = regex.compile(r"[\p{L}\p{N}]+")
# a name may have these words or not
_COMMON = regex.compile(
    r"tổng|số|các|của|trên|địa|bàn|toàn|cả|nhà|nước|huyện|tỉnh|xã|phường|thành|phố|thị|được|là|có|đạt|đã|năm|tháng|trong"
    r"|kỳ|đầu|ước|thực|hiện|khoảng"
)
_ESTIMATED = "có số ước thực hiện", "one of the two is an estimate"
_EARLY = "báo cáo trước ký khi kỳ chưa kết thúc", "the earlier report was signed before the period was over"
_REVISION = "số liệu có thể đã điều chỉnh", "figures may have been revised"
_PRICES = "mức tăng có thể tính theo giá so sánh", "the growth may be at constant prices"
_NAMES = "tên chỉ tiêu ở hai báo cáo khác nhau", "the two reports name it differently"


def doubt(said: Said, value: Row, report: Row) -> tuple[str, str] | None:
    """Why a saying and the value of the earlier report may differ, in both languages; None where nothing tells why."""
    figures = [f for f in (said.stated, said.own, value) if f]
    sentences = [key(f["sentence"] or "") for f in figures]
    if any(f["role"] == "estimate" for f in figures):
        return _ESTIMATED
    if report["date"] and report["date"] < said.stretch.end:
        return _EARLY
    if any(_REVISED.search(sentence) for sentence in sentences):
        return _REVISION
    if not said.is_value and any(_AT_PRICES.search(sentence) for sentence in sentences):
        return _PRICES
    return None if _words(said.subject) == _words(value) else _NAMES


def _words(figure: Row) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in _WORD.findall(key(figure["measure"] or "")) if not _COMMON.fullmatch(word)}
