"""A report of thirty pages, invented, as DOCX and as a PDF with one text object per word, as Word writes it."""

import random
from pathlib import Path

_FIELDS = (
    "thu ngân sách trên địa bàn",
    "giá trị sản xuất công nghiệp",
    "giải ngân vốn đầu tư công",
    "doanh thu du lịch",
    "giá trị xuất khẩu nông sản",
)
_PROSE = (
    "- Công tác chỉ đạo, điều hành được triển khai đồng bộ, kịp thời; các cơ quan, đơn vị chủ động tham mưu, "
    "kiểm tra, đôn đốc tiến độ, tháo gỡ khó khăn, vướng mắc phát sinh trong quá trình tổ chức thực hiện.",
    "- Cấp ủy, chính quyền các xã, thị trấn đã quan tâm lãnh đạo, huy động sự tham gia của cả hệ thống chính "
    "trị và người dân; công tác phối hợp giữa các ngành ngày càng chặt chẽ, hiệu quả.",
    "- Công tác tuyên truyền, vận động được đổi mới về nội dung và hình thức, phù hợp với điều kiện của từng "
    "địa bàn; nhận thức của cán bộ và nhân dân có chuyển biến rõ nét.",
    "- Việc rà soát, hoàn thiện hồ sơ, thủ tục được thực hiện đúng quy trình; những nội dung vượt thẩm quyền "
    "đã được báo cáo, đề xuất cấp trên xem xét, giải quyết.",
    "- Bên cạnh kết quả đạt được, một số chỉ tiêu còn thấp do thời tiết diễn biến phức tạp, giá vật tư đầu vào"
    " tăng, nguồn lực đầu tư còn hạn chế so với nhu cầu thực tế của địa phương.",
)
_COUNTED = ("hộ", "hồ sơ", "lao động", "học sinh", "công trình")


def paragraphs(seed: int = 2024) -> list[tuple[str, bool]]:
    """The paragraphs of the report in order, each with True for a heading; the same ones every time."""
    rnd = random.Random(seed)
    text = [("UBND HUYỆN SƠN KHÊ", True), ("Số: 318/BC-UBND", False), ("BÁO CÁO", True)]
    text += [("Tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2024", True)]
    for section, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII")):
        text.append((f"{roman}. KẾT QUẢ THỰC HIỆN LĨNH VỰC {section + 1}", True))
        for task in range(1, 8):
            text += _task(rnd, section + 1, task)
    text.append(("Trên đây là báo cáo năm 2024 của Ủy ban nhân dân huyện./.", False))
    return text


def _task(rnd: random.Random, section: int, task: int) -> list[tuple[str, bool]]:
    field, counted = rnd.choice(_FIELDS), rnd.choice(_COUNTED)
    plan, done = rnd.randrange(20_000, 90_000), rnd.randrange(15_000, 99_000)
    heading = f"{section}.{task}. Phấn đấu {field} đạt {_dotted(plan)} triệu đồng, hoàn thành 100% kế hoạch giao."
    result = (
        f"- Kết quả {field} ước đạt {_dotted(done)} triệu đồng, đạt {_comma(done / plan * 100)}% kế hoạch, "
        f"tăng {_comma(rnd.uniform(1, 20))}% so với cùng kỳ năm trước: (đạt)"
    )
    a, b = rnd.randrange(100, 900), rnd.randrange(900, 1900)
    count = (
        f"- Đã giải quyết {a}/{_dotted(b)} {counted}, đạt {_comma(a / b * 100)}%; còn lại {_dotted(b - a)} {counted} "
        f"đang tiếp tục xem xét theo Quyết định số {rnd.randrange(10, 999)}/QĐ-UBND "
        f"ngày {rnd.randrange(1, 28)}/3/2024: (chưa đạt)"
    )
    prose = rnd.sample(_PROSE, 3)
    return [(heading, True), (result, False), *([(count, False)] if task % 2 else []), *((p, False) for p in prose)]


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def write_docx(path: Path) -> None:
    """The report as Word would hold it."""
    import docx

    document = docx.Document()
    for text, heading in paragraphs():
        document.add_paragraph().add_run(text).bold = heading
    document.save(str(path))


def write_pdf(path: Path) -> int:
    """The report as a PDF in which every word is a text object of its own; the number of pages."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_font("Body", fname=_font())
    pdf.add_page()
    pdf.set_font("Body", size=14)
    space, y = pdf.get_string_width(" "), 70.0
    for text, _ in paragraphs():
        x = 85.0
        for word in text.split():
            width = pdf.get_string_width(word)
            if x + width > 555:
                x, y = 85.0, y + 20
            if y > 780:
                pdf.add_page()
                y = 70.0
            pdf.text(x, y, word)
            x += width + space
        y += 26
    pdf.output(str(path))
    return int(pdf.pages_count)


def _font() -> str:
    """A font with Vietnamese letters (Liberation Serif has none above Latin-1)."""
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
    if not path.is_file():
        raise SystemExit("Cần phông DejaVu: sudo apt install fonts-dejavu-core")
    return str(path)
