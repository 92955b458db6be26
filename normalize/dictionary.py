"""What tables and columns mean: in Markdown for programmers, in Vietnamese for the reader of a workbook."""

from normalize.tables import TABLES
from normalize.vocabulary import VOCABULARIES

NOTE_ON_CSV = (
    "UTF-8 có BOM, dấu thập phân là dấu chấm, ô trống là không có giá trị. Chữ bắt đầu bằng = + - @, dấu tab hoặc CR "
    "có thêm dấu ' ở trước để bảng tính không chạy thành công thức (trừ một dấu - đứng riêng); tệp Parquet giữ đúng "
    "như đã in."
)
TABLE_EXPLAINED: dict[str, str] = {
    "files": "Mỗi dòng là một tệp đưa vào và kết quả đọc tệp đó. Mọi tệp đều có đúng một dòng.",
    "reports": "Mỗi dòng là một văn bản đã đọc được: số, ký hiệu, cơ quan ban hành, kỳ báo cáo.",
    "blocks": "Mỗi dòng là một đoạn văn hoặc một ô của bảng, đúng thứ tự trong văn bản.",
    "tasks": "Mỗi dòng là một đề mục hoặc một ý dưới đề mục.",
    "figures": "Mỗi dòng là một số liệu: giá trị đã quy về đơn vị gốc, bên cạnh là nguyên văn đã in.",
    "verdicts": "Mỗi dòng là một lần báo cáo tự đánh giá (đạt, vượt, chưa đạt …).",
    "unclaimed": "Mỗi dòng là những chữ số không phải số liệu (ngày, số văn bản, số đề mục) hoặc chưa đọc được.",
    "findings": "Mỗi dòng là một điểm cần người rà soát xem lại. Đây là câu hỏi, không phải kết luận sai phạm.",
    "series": "Mỗi dòng là một chỉ tiêu của một cơ quan trong một kỳ.",
    "comparison": "Mỗi dòng so một chỉ tiêu kỳ này với cùng kỳ năm trước.",
}
EXPLAINED: dict[str, str] = {
    "path": "Đường dẫn của tệp như khi đưa vào.",
    "sha256": "Mã kiểm tra nội dung tệp; hai tệp cùng mã thì giống hệt nhau.",
    "size_bytes": "Dung lượng tệp, tính bằng byte.",
    "media_type": "Loại tệp theo nội dung thật, không theo đuôi tên.",
    "outcome": "Tệp đã đọc được, đọc một phần, trùng nội dung hay cần xử lý riêng.",
    "reason": "Vì sao tệp không đọc được hoặc chỉ đọc một phần.",
    "detail": "Giải thích thêm và việc cần làm tiếp.",
    "report_id": "Mã của báo cáo; dùng để nối các bảng với nhau.",
    "same_as": "Mã báo cáo của bản chính, nếu đây là bản khác của cùng một báo cáo.",
    "number": "Số đã in của văn bản hoặc của đề mục.",
    "symbol": "Ký hiệu đã in của văn bản.",
    "issuer": "Tên đầy đủ của cơ quan ban hành.",
    "superior": "Cơ quan cấp trên in phía trên cơ quan ban hành.",
    "issuer_level": "Cấp hành chính của cơ quan ban hành.",
    "issuer_branch": "Khối của cơ quan ban hành: Đảng, chính quyền, đoàn thể …",
    "place": "Địa danh ghi trước ngày ban hành.",
    "date": "Ngày ban hành.",
    "document_type": "Tên loại văn bản đã in, ví dụ BÁO CÁO.",
    "title": "Trích yếu nội dung đã in.",
    "secrecy": "Dấu chỉ độ mật đã in, nếu có.",
    "urgency": "Dấu chỉ độ khẩn đã in, nếu có.",
    "period_kind": "Kỳ mà số liệu hoặc báo cáo nói tới: năm, quý, tháng, lũy kế …",
    "months": "Số tháng của kỳ; ví dụ 9 tháng đầu năm là lũy kế, 9.",
    "period_start": "Ngày đầu của kỳ.",
    "period_end": "Ngày cuối của kỳ.",
    "year": "Năm của ngày cuối kỳ.",
    "signer_role": "Chức vụ của người ký đã in.",
    "signer_name": "Họ tên người ký đã in.",
    "recipients": "Các nơi nhận, cách nhau bằng dấu |.",
    "legal_bases": "Các căn cứ ban hành, cách nhau bằng dấu |.",
    "digital_signature": "Nội dung chữ ký số, nếu có.",
    "text_source": "Chữ lấy từ tệp Word, từ PDF hay từ nhận dạng bản quét.",
    "encoding": "Bảng mã gốc của văn bản (Unicode, TCVN3, VNI …).",
    "pages": "Tổng số trang; để trống nếu tệp không chia trang.",
    "ocr_pages": "Số trang phải nhận dạng chữ.",
    "ocr_confidence": "Độ tin cậy trung bình của nhận dạng chữ, từ 0 đến 1.",
    "digits_read": "Số chữ số đã được hiểu là số liệu hoặc thứ khác (ngày, số văn bản …).",
    "digits_unread": "Số chữ số chương trình chưa hiểu; nên xem lại nếu lớn.",
    "percentages": "Số tỷ lệ phần trăm báo cáo tính ra (đạt, tăng, giảm, chiếm …); không kể tỷ lệ do kế hoạch giao.",
    "percentages_checked": "Trong đó số tỷ lệ tính lại được từ số liệu khác của báo cáo, khớp hoặc đã nêu để rà soát.",
    "block": "Số thứ tự của đoạn văn hoặc ô trong văn bản, từ 0.",
    "kind": "Loại của dòng.",
    "level": "Bậc của đề mục hoặc danh sách trong tệp gốc.",
    "page": "Trang, đếm từ 1; để trống nếu tệp không chia trang.",
    "x0": "Mép trái trên trang, đơn vị point.",
    "y0": "Mép trên, tính từ đầu trang, đơn vị point.",
    "x1": "Mép phải trên trang, đơn vị point.",
    "y1": "Mép dưới, tính từ đầu trang, đơn vị point.",
    "table_row": "Hàng trong bảng của văn bản, từ 0.",
    "table_column": "Cột trong bảng của văn bản, từ 0.",
    "confidence": "Độ tin cậy của nhận dạng chữ, từ 0 đến 1; để trống nếu không phải bản quét.",
    "text": "Văn bản đã làm sạch khoảng trắng.",
    "task_id": "Mã của đề mục hoặc ý.",
    "parent_id": "Mã của đề mục cấp trên.",
    "section_kind": "Phần kết quả, đánh giá, phương hướng hay phần khác.",
    "task_path": "Đường dẫn đề mục, ví dụ II/1/1.2; dấu - là ngoài các đề mục.",
    "item": "Thứ tự của ý dưới đề mục, từ 1; để trống nếu ở chính đề mục.",
    "heading": "Nội dung đề mục.",
    "verdict": "Báo cáo tự đánh giá thế nào.",
    "start": "Vị trí ký tự đầu trong đoạn, từ 0.",
    "end": "Vị trí ngay sau ký tự cuối trong đoạn.",
    "figure_id": "Mã của số liệu.",
    "raw": "Đúng từng chữ như đã in.",
    "value": "Giá trị đã quy về đơn vị ở cột Đơn vị.",
    "of": "Mẫu số, ví dụ 19 trong 13/19 tiêu chí; cùng đơn vị.",
    "high": "Đầu trên của khoảng, ví dụ 8,0 trong 7,5 - 8,0%; cùng đơn vị.",
    "unit": "Đơn vị gốc: đồng, ha, km, tấn, % hoặc danh từ được đếm. Ở chuỗi số liệu là đơn vị quen dùng của chỉ tiêu.",
    "stated_value": "Con số như đã in.",
    "stated_unit": "Đơn vị như đã in, ví dụ triệu đồng.",
    "decimals": "Số chữ số đã in sau dấu phẩy thập phân.",
    "hedge": "Đúng số, khoảng, trên, dưới, không quá …",
    "relation": "Tỷ lệ phần trăm là so với kế hoạch, tăng giảm, tỷ trọng …",
    "direction": "Tăng hay giảm.",
    "basis": "So với cái gì, theo lời của báo cáo.",
    "basis_id": "Mã của gốc so sánh trong bảng quy tắc.",
    "role": "Chỉ tiêu, kế hoạch, thực hiện, ước thực hiện …",
    "measure": "Số liệu nói về cái gì, theo lời của báo cáo.",
    "indicator_id": "Mã chỉ tiêu trong bảng quy tắc, hoặc mã sinh từ cách gọi.",
    "sentence": "Câu chứa số liệu, đánh giá hoặc điểm cần rà soát.",
    "match": "Đọc được đúng nguyên văn, hay phải đoán vì sai dấu, bản in lỗi.",
    "verdict_id": "Mã của lần tự đánh giá.",
    "wording": "Cách báo cáo ghi, ví dụ hoàn thành vượt mức.",
    "class": "Nhóm của cách ghi: đạt, vượt, chưa đạt …",
    "statement": "Nội dung được báo cáo tự đánh giá.",
    "rule": "Quy tắc đã nhận ra những chữ số này.",
    "finding_id": "Mã của điểm cần rà soát.",
    "check": "Tên phép kiểm tra đã nêu câu hỏi.",
    "printed": "Điều báo cáo đã in.",
    "recomputed": "Kết quả tính lại từ chính các số trong báo cáo.",
    "least": "Giá trị nhỏ nhất mà cách in cho phép, đã kể làm tròn.",
    "most": "Giá trị lớn nhất mà cách in cho phép, đã kể làm tròn.",
    "suggestion": "Cách hiểu có thể giải thích chỗ chưa khớp.",
    "message_vi": "Câu hỏi gửi người rà soát.",
    "message_en": "Câu hỏi bằng tiếng Anh.",
    "figure_ids": "Mã của các số liệu liên quan, cách nhau bằng dấu cách.",
    "indicator": "Tên chỉ tiêu.",
    "target": "Chỉ tiêu được giao cho cùng kỳ.",
    "attainment_percent": "Giá trị bằng bao nhiêu phần trăm của chỉ tiêu giao.",
    "target_figure_id": "Mã của số liệu chỉ tiêu giao.",
    "matched_by": "Nhận ra chỉ tiêu nhờ quy tắc, nhờ cách gọi giống nhau hay do người quyết định.",
    "score": "Cách gọi giống nhau đến đâu, từ 0 đến 100.",
    "previous_year": "Năm đem ra so sánh.",
    "previous_value": "Giá trị cùng kỳ năm trước.",
    "change": "Giá trị kỳ này trừ giá trị cùng kỳ năm trước.",
    "change_percent": "Tăng, giảm bao nhiêu phần trăm so với năm trước.",
    "change_points": "Với tỷ lệ: tăng, giảm bao nhiêu điểm phần trăm.",
    "previous_target": "Chỉ tiêu được giao năm trước.",
    "previous_verdict": "Báo cáo năm trước tự đánh giá thế nào.",
    "stated_change_percent": "Mức tăng, giảm mà chính báo cáo ghi.",
    "implied_previous": "Giá trị năm trước suy ra từ mức tăng, giảm báo cáo ghi.",
    "restated_previous": "Giá trị năm trước được in lại trong báo cáo năm nay.",
    "comparable": "Hai kỳ có so sánh được với nhau không.",
    "why_not": "Vì sao không so sánh được.",
    "previous_figure_id": "Mã của số liệu năm trước.",
}
# a name that means something else in one table
_ELSEWHERE = {
    ("findings", "level"): "Mức cần chú ý của điểm rà soát.",
    ("blocks", "kind"): "Đoạn văn, ô của bảng …",
    ("unclaimed", "kind"): "Chữ số thuộc loại gì (ngày, số văn bản, đề mục …); unread là chưa đọc được.",
    ("unclaimed", "page"): "Trang bắt đầu đoạn văn, đếm từ 1; để trống nếu tệp không chia trang.",
}


def explained(table: str, column: str) -> str:
    """What a column of a table holds, in Vietnamese."""
    return _ELSEWHERE.get((table, column)) or EXPLAINED[column]


def data_dictionary() -> str:
    """The data dictionary as Markdown: every table with its columns, and the closed vocabularies."""
    lines = ["# Từ điển dữ liệu", "", "Sinh từ `normalize/tables.py` bằng `make dictionary`; không sửa tay.", ""]
    for table in TABLES.values():
        lines += [f"## {table.name} — {table.label}", "", f"A row is {table.row}.", ""]
        lines += ["| cột | kiểu | nhãn | nội dung | giá trị |", "|---|---|---|---|---|"]
        for c in table.columns:
            values = f"xem *{c.vocabulary}*" if c.vocabulary else ""
            kind = f"{c.type}, bắt buộc" if c.required else c.type
            said = c.description.replace("|", "\\|")
            lines.append(f"| `{c.name}` | {kind} | {c.label} | {said} | {values} |")
        lines.append("")
    lines += ["## CSV", "", NOTE_ON_CSV, "", "## Từ vựng đóng", ""]
    for name, words in VOCABULARIES.items():
        lines.append(f"- **{name}**: " + ", ".join(f"`{value}` {label}" for value, label in words.items()))
    return "\n".join(lines) + "\n"
