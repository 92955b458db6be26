"""Documents as lists of lines, to be bound into files: letters, reports, decisions, annexes. All names are made up."""

STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
AGENCY = ["ỦY BAN NHÂN DÂN", "HUYỆN YÊN LĨNH"]
DATE = "Yên Lĩnh, ngày 28 tháng 8 năm 2024"
TITLE = ["**BÁO CÁO**", "**Kết quả thực hiện nhiệm vụ 9 tháng đầu năm 2024**"]
# a letterhead cell by cell, column by column, and both columns as one line
ROWS = [AGENCY[0], AGENCY[1], *STATE, "Số: 245/BC-UBND", DATE]
COLUMNS = [*AGENCY, "Số: 245/BC-UBND", *STATE, DATE]
LINES = [f"{AGENCY[0]} {STATE[0]}", f"{AGENCY[1]} {STATE[1]}", f"Số: 245/BC-UBND {DATE}"]
RIGHT_BEHIND = [*AGENCY, "Số: 245/BC-UBND", *TITLE, *STATE, DATE]
PARTY = ["HUYỆN ỦY YÊN LĨNH", "*", "Số 245-BC/HU", DATE]
PARTY_WHOLE = ["HUYỆN ỦY YÊN LĨNH", "*", "Số 245-BC/HU", "ĐẢNG CỘNG SẢN VIỆT NAM", DATE]
TONELESS = ["UY BAN NHAN DAN", "HUYEN YEN LINH", "CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc"]
TONELESS += ["So: 245/BC-UBND", "Yên Linh, ngày 28 tháng 8 năm 2024"]
MISREAD = ["UỶ BAN NHÂN DÂN", "HUYỆN YÊN LĨNH", "CỘNG HÒA XÃ HỘl CHỦ NGHlA VIỆT NAM", "Độc lâp - Tư do - Hạnh phúc"]
MISREAD += ["Sô: 245/BC-UBND", DATE]
BLANK = [*AGENCY, *STATE, "Số:      /BC-UBND", "Yên Lĩnh, ngày     tháng 8 năm 2024"]
BODY = [
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh Hà Sơn;",
    "Ủy ban nhân dân huyện Yên Lĩnh báo cáo kết quả như sau:",
    "**I. KẾT QUẢ THỰC HIỆN**",
    "**1. Trồng 600 ha rừng**",
    "- Đã trồng 612 ha: (vượt)",
    "**II. ĐÁNH GIÁ CHUNG**",
    "Các chỉ tiêu chính cơ bản được bảo đảm, còn 4 xã chưa hoàn thành./.",
]
FIGURES = ["600 ha", "612 ha", "4 xã"]
SIGNED = ["Nơi nhận:", "- UBND tỉnh Hà Sơn;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Mẫu"]
REPORT = [*ROWS, *TITLE, *BODY, *SIGNED]
ANNEX = [
    "PHỤ LỤC 1",
    "CÁC NHIỆM VỤ ĐÃ GIAO CHO CÁC XÃ",
    "(Kèm theo Báo cáo số 245/BC-UBND ngày 28 tháng 8 năm 2024 của UBND huyện Yên Lĩnh)",
    "I. Nhóm nhiệm vụ thường xuyên",
    "1. Rà soát 35 hồ sơ trước ngày 15/9/2024",
]
LETTER_HEAD = ["ỦY BAN NHÂN DÂN", "HUYỆN YÊN LĨNH", "Số: 310/UBND-VP", "V/v báo cáo kết quả năm 2023", *STATE]
LETTER_HEAD += ["Yên Lĩnh, ngày 30 tháng 8 năm 2024"]
LETTER_BODY = [
    "Kính gửi: Ủy ban nhân dân tỉnh Hà Sơn",
    "Thực hiện Công văn số 88/UBND-TH ngày 05/8/2024, UBND huyện đã chỉ đạo 15 xã (hoàn thành) và trồng 77 ha rừng.",
    "1. Kèm theo văn bản này là báo cáo của 12 đơn vị, đạt 80% kế hoạch (chưa đạt).",
    "Trân trọng đề nghị UBND tỉnh xem xét, chỉ đạo./.",
]
LETTER_SIGNED = ["Nơi nhận:", "- Như trên;", "- Lưu: VT, 5 bản.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Thư"]
LETTER = [*LETTER_HEAD, *LETTER_BODY, *LETTER_SIGNED]
TO_DECIDE = [
    *["ỦY BAN NHÂN DÂN", "HUYỆN YÊN LĨNH", *STATE, "Số: 90/TTr-UBND", "Yên Lĩnh, ngày 30 tháng 8 năm 2024"],
    *["**TỜ TRÌNH**", "**Về việc ban hành báo cáo năm 2023**", "Kính gửi: Hội đồng nhân dân huyện Yên Lĩnh"],
    "Ủy ban nhân dân huyện trình Hội đồng nhân dân xem xét 09 nội dung tại kỳ họp./.",
    *["Nơi nhận:", "- Như trên;", "CHỦ TỊCH", "Lê Văn Thư"],
]
SLIP = [
    *["VĂN PHÒNG HUYỆN ỦY", "*", "Số 14-PT/VP", "ĐẢNG CỘNG SẢN VIỆT NAM", "Yên Lĩnh, ngày 30 tháng 8 năm 2024"],
    *[
        "**PHIẾU TRÌNH**",
        "Văn phòng kính trình Thường trực xem xét báo cáo gồm 25 trang.",
        "CHÁNH VĂN PHÒNG",
        "Lê Văn Thư",
    ],
]
DECISION = [
    *["ỦY BAN NHÂN DÂN", "HUYỆN YÊN LĨNH", *STATE, "Số: 1120/QĐ-UBND", "Yên Lĩnh, ngày 30 tháng 8 năm 2024"],
    *["**QUYẾT ĐỊNH**", "**Về việc ban hành báo cáo năm 2023**", "Căn cứ Luật Tổ chức chính quyền địa phương;"],
    *["QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo Quyết định này Báo cáo kết quả gồm 03 phần.", *LETTER_SIGNED],
]
ATTACHED = [*TITLE, "(Ban hành kèm theo Quyết định số 1120/QĐ-UBND ngày 30/8/2024)", *BODY, *SIGNED]
DRAFT = [
    *["HỘI ĐỒNG NHÂN DÂN", "HUYỆN YÊN LĨNH", *STATE, "Số:     /NQ-HĐND", "Yên Lĩnh, ngày     tháng 9 năm 2024"],
    *["(DỰ THẢO)", "**NGHỊ QUYẾT**", "**Về nhiệm vụ năm 2025**", "Xét Báo cáo số 245/BC-UBND của UBND huyện;"],
    *["Điều 1. Phấn đấu trồng 650 ha rừng, đạt 98% kế hoạch (đạt).", "CHỦ TỊCH", "Phạm Văn Họp"],
]
SECOND = [
    *["ỦY BAN NHÂN DÂN", "HUYỆN YÊN LĨNH", *STATE, "Số: 246/BC-UBND", DATE],
    *["**BÁO CÁO**", "**Công tác phòng, chống tham nhũng năm 2022**"],
    *["Ủy ban nhân dân huyện báo cáo như sau:", "**I. CÔNG TÁC CHỈ ĐẠO**", "Đã ban hành 31 văn bản./.", *SIGNED],
]
CONTENTS = ["**MỤC LỤC**", "I. KẾT QUẢ THỰC HIỆN 3", "II. ĐÁNH GIÁ CHUNG 9"]
COVER = ["ỦY BAN NHÂN DÂN HUYỆN YÊN LĨNH", *TITLE, "Yên Lĩnh, tháng 8 năm 2024"]
LEADERS = ["**MỤC LỤC**", *(f"{number}. Nội dung ............ {number}" for number in range(1, 13))]
MINUTES = [
    *[*STATE, "Yên Lĩnh, ngày 29 tháng 8 năm 2024", "**BIÊN BẢN**", "**Họp thông qua báo cáo**"],
    *["Thành phần gồm 17 người, 100% nhất trí với báo cáo.", "CHỦ TỊCH", "Phạm Văn Họp"],
]
TEMPLATE = [
    *["**BÁO CÁO**", "**Kết quả thực hiện nhiệm vụ năm 2024**", "(Kèm theo Công văn số 310/UBND-VP)"],
    *["I. KẾT QUẢ", "1. Thu ngân sách đạt …… triệu đồng, bằng ……% kế hoạch.", "2. Trồng được …… ha rừng."],
    "3. Số hộ nghèo còn ………. hộ.",
]
