"""What the program says to people, each sentence once as a pair: Vietnamese, English.

What goes into the dataset (details of files, messages of findings) is not said here: it must not depend on who asks.
"""

from contextvars import ContextVar

from normalize.arriving import ARRIVING
from normalize.far import FAR
from normalize.help import HELP
from normalize.vocabulary import VOCABULARIES

LANGUAGES = ("vi", "en")
_LANGUAGE: ContextVar[str] = ContextVar("language", default="vi")

_SAID: dict[str, tuple[str, str]] = {
    **HELP,
    **ARRIVING,
    **FAR,
    "no_name": ("không được để trống", "must not be empty"),
    "positive": ("phải là số lớn hơn 0, không phải {value!r}", "must be a number above 0, not {value!r}"),
    "whole": ("phải là số nguyên lớn hơn 0, không phải {value!r}", "must be a whole number above 0, not {value!r}"),
    "little_memory": (
        "phải là số nguyên từ {least} trở lên (MB), không phải {value!r}",
        "must be a whole number of MB, {least} at least, not {value!r}",
    ),
    # what cannot be done
    "stopped": ("đã dừng theo yêu cầu.", "stopped as asked."),
    "not_found": ("Không tìm thấy {path}. Kiểm tra lại đường dẫn.", "{path} not found. Check the path."),
    "bad_path": ("Đường dẫn không hợp lệ: {path}.", "Not a path: {path}."),
    "is_folder": (
        "{path} là thư mục; lệnh này đọc một tệp. Đọc cả thư mục: baocao run {path} --out KQ",
        "{path} is a folder; this verb reads one file. For a folder: baocao run {path} --out OUT",
    ),
    "no_folder": ("{path} là tệp, không phải thư mục.", "{path} is a file, no folder."),
    "no_regular_file": (
        "{path} không phải tệp thường (thiết bị, ống dẫn).",
        "{path} is no regular file (a device, a pipe).",
    ),
    "nothing_found": (
        "Không tìm thấy tệp nào để đọc trong các thư mục đã cho.{passed}",
        "No file to read in the folders given.{passed}",
    ),
    "no_child": (
        "Không khởi động được tiến trình đọc tệp. {why}",
        "The process that reads files does not start. {why}",
    ),
    "out_of_memory": (
        "Bộ nhớ {megabytes} MB không đủ; dùng --memory lớn hơn.",
        "{megabytes} MB of memory are too little; use a larger --memory.",
    ),
    "no_rules": (
        "{folder} không có bộ quy tắc (thiếu {missing}). Chép cả thư mục rules/ của chương trình rồi sửa ở đó.",
        "{folder} holds no rules ({missing} missing). Copy the program's folder rules/ and change the copy.",
    ),
    "bad_rules": ("Bộ quy tắc có lỗi. {error}", "A rule cannot be used. {error}"),
    "no_dataset": (
        "{folder} không phải bộ dữ liệu. Tạo bằng: baocao run THƯ_MỤC --out {folder}",
        "{folder} is no dataset. Make one: baocao run FOLDER --out {folder}",
    ),
    "damaged": (
        "Bộ dữ liệu bị hỏng: {path} {why}. Tạo lại bằng: baocao run THƯ_MỤC --out {folder}",
        "The dataset is damaged: {path} {why}. Make it again: baocao run FOLDER --out {folder}",
    ),
    "is_missing": ("không có", "is missing"),
    "is_broken": ("không đọc được", "cannot be read"),
    "is_of_another_version": ("do bản khác của chương trình ghi", "was written by another version"),
    "unwritable": ("Không ghi được vào {folder}: {why}.", "{folder} cannot be written: {why}."),
    "old_is_kept": (" Bộ dữ liệu cũ, nếu có, còn nguyên.", " The old dataset, if any, is untouched."),
    "goes_on": (
        " Những gì đã đọc còn nguyên: dọn chỗ trống hoặc chọn --out khác, rồi chạy lại lệnh này để đọc tiếp.",
        " What was read is kept: make room or choose another --out, then run the same again to go on.",
    ),
    "two_runs": (
        "Một lần chạy khác đang ghi vào {folder}. Đợi lần đó xong, hoặc chọn --out khác.",
        "Another run is writing into {folder}. Wait for it to end, or choose another --out.",
    ),
    "journal_broken": (
        "Không dùng được nhật ký trong {folder}/.baocao ({why}). Đọc lại từ đầu bằng --force.",
        "The journal in {folder}/.baocao cannot be used ({why}). Read all anew with --force.",
    ),
    "no_space": ("đĩa đầy", "the disk is full"),
    "no_right": ("không có quyền ghi, hoặc tệp đang mở trong Excel", "no right to write, or a file is open in Excel"),
    "read_only": ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    "not_a_folder": ("đó là tệp, không phải thư mục", "it is a file, no folder"),
    "no_place": ("không tạo được thư mục", "the folder cannot be made"),
    "long_name": ("tên quá dài", "the name is too long"),
    "stdout_full": ("Không ghi được kết quả ra: đĩa đầy.", "The output cannot be written: the disk is full."),
    "sql_fails": ("Câu hỏi SQL không chạy được. DuckDB báo: {why}", "The SQL does not run. DuckDB says: {why}"),
    "sql_empty": (
        "Câu hỏi SQL trống. Ví dụ: SELECT * FROM reports LIMIT 10",
        "The SQL is empty. Example: SELECT * FROM reports LIMIT 10",
    ),
    "no_form": ("Không có dạng {unknown}; dùng: {known}", "No form {unknown}; use: {known}"),
    "too_large_for_excel": (
        "Bộ dữ liệu quá lớn cho Excel; dùng dạng csv hoặc duckdb.",
        "The dataset is too large for Excel; use csv or duckdb.",
    ),
    "docx_needs_out": ("Thêm --out THƯ_MỤC: nơi ghi các phiếu rà soát.", "Add --out FOLDER: where the sheets go."),
    "out_is_for_docx": ("--out chỉ đi với --format docx.", "--out goes with --format docx only."),
    "no_copy": ("Không có bản sao kèm nhận xét của {path}: {why}", "No copy with comments of {path}: {why}"),
    "has_changed": ("tệp đã thay đổi sau khi được đọc.", "the file has changed since it was read."),
    "nothing_asked": (
        "{folder} không còn nhật ký của lần chạy. Chạy lại: baocao run THƯ_MỤC --out {folder}",
        "{folder} has no journal of a run. Run again: baocao run FOLDER --out {folder}",
    ),
    "no_gold": ("Không có tệp gold.*.tsv trong {folder}.", "No file gold.*.tsv in {folder}."),
    "choose_report": ("Chọn một báo cáo bằng --report TÊN:\n{names}", "Choose one report with --report NAME:\n{names}"),
    "no_issuer": (
        "Không có cơ quan nào tên {asked!r} trong bộ dữ liệu.{nearest}",
        "No issuer {asked!r} in the dataset.{nearest}",
    ),
    "no_indicator": (
        "Không có chỉ tiêu nào tên {asked!r} trong bộ dữ liệu.{nearest}",
        "No indicator {asked!r} in the dataset.{nearest}",
    ),
    "nearest": (" Gần nhất: {names}.", " Nearest: {names}."),
    # what a run says
    "progress": (
        "Đã đọc {done}/{total} tệp{pages} · {quarantined} cần xử lý riêng · {speed} tệp/giây · còn khoảng {left}",
        "Read {done}/{total} files{pages} · {quarantined} quarantined · {speed} files/s · about {left} left",
    ),
    "pages_done": (", {n} trang", ", {n} pages"),
    "summing": (
        "Đã tính mã kiểm tra {done}/{total} tệp · {speed} tệp/giây · còn khoảng {left}",
        "Summed up {done}/{total} files · {speed} files/s · about {left} left",
    ),
    "verifying": (
        "Đã đối chiếu mã kiểm tra {done}/{total} tệp · {speed} tệp/giây · còn khoảng {left}",
        "Verified {done}/{total} files · {speed} files/s · about {left} left",
    ),
    "known": (
        "{n} tệp đã đọc từ lần trước, không đọc lại; còn {left} tệp.",
        "{n} files were read before and are not read again; {left} are left.",
    ),
    "changed": (
        "Bị thay đổi trong khi chạy, nên chạy lại: {names}",
        "Changed during the run, run again: {names}",
    ),
    "more": (" và {n} tệp khác", " and {n} more"),
    "seconds": ("{n} giây", "{n} s"),
    "minutes": ("{n} phút", "{n} min"),
    "hours": ("{hours} giờ {minutes:02d} phút", "{hours} h {minutes:02d} min"),
    "total": ("Tổng số {n} tệp: {counts}", "{n} files: {counts}"),
    "passed_over": ("Bỏ qua, không phải báo cáo: {counts}", "Passed over, no reports: {counts}"),
    "lock": ("{n} tệp tạm của Office (~$…)", "{n} lock files of Office (~$…)"),
    "partial_name": ("{n} tệp đang tải, chép dở", "{n} files of downloads and copies to come"),
    "hidden": ("{n} tệp, thư mục ẩn", "{n} hidden files or folders"),
    "device": ("{n} ống dẫn, thiết bị", "{n} pipes or devices"),
    "dataset": ("{n} tệp của bộ dữ liệu đã ghi", "{n} files of a dataset"),
    "report": ("Báo cáo", "Report"),
    "type": ("loại", "type"),
    "period": ("kỳ", "period"),
    "figures": ("số liệu", "figures"),
    "verdicts": ("đánh giá", "verdicts"),
    "findings": ("rà soát", "findings"),
    "document": ("văn bản", "document"),
    "more_reports": ("… và {n} báo cáo khác, xem bảng reports", "… and {n} more reports, see the table reports"),
    "more_files": (
        "… và {n} tệp khác: baocao files {out} --outcome quarantined",
        "… and {n} more files: baocao files {out} --outcome quarantined",
    ),
    "digits": (
        "Chữ số đã đọc: {share} ({n} chữ số chưa đọc được, xem bảng unclaimed)",
        "Digits read: {share} ({n} digits unread, see the table unclaimed)",
    ),
    "checked": ("Tính lại được {done}/{of} tỷ lệ phần trăm ({share})", "Percentages checked: {done} of {of} ({share})"),
    "to_check": ("Điểm cần rà soát: {counts}", "Findings: {counts}"),
    "stored": (
        "Bộ dữ liệu: {out} (dataset.xlsx cho Excel; parquet, csv, duckdb cho phân tích)",
        "Dataset: {out} (dataset.xlsx for Excel; parquet, csv, duckdb for analysis)",
    ),
    "copies_once": (
        "Trong đó {n} báo cáo là bản sao của báo cáo khác, chỉ tính một lần.",
        "{n} of these reports are copies of others and count once.",
    ),
    "writing": ("Đang ghi bộ dữ liệu vào {out} …", "Writing the dataset to {out} …"),
    "nothing_read": ("Không đọc được tệp nào.", "No file was read."),
    "no_such_outcome": ("Không có tệp nào thuộc loại này.", "No file has this outcome."),
    "same_bytes": ("Trùng nội dung với {path}", "same bytes as {path}"),
    # the findings
    "verdict": ("ẢNH HƯỞNG KẾT LUẬN", "VERDICT"),
    "mismatch": ("SỐ LIỆU CHƯA KHỚP", "MISMATCH"),
    "form": ("THỂ THỨC, KÝ HIỆU", "FORM"),
    "note": ("LƯU Ý", "NOTE"),
    "nothing_to_check": ("Không có điểm cần rà soát.", "Nothing to check."),
    "page": ("trang {n}", "page {n}"),
    "copies": ("(bản sao: {names})", "(copies: {names})"),
    "more_copies": (" và {n} bản sao khác", " and {n} more copies"),
    "sentence": ("Câu: “{text}”", "Sentence: “{text}”"),
    # year over year
    "indicator": ("Chỉ tiêu", "Indicator"),
    "unit": ("đơn vị", "unit"),
    "before": ("năm trước", "year before"),
    "now": ("kỳ này", "now"),
    "change": ("tăng, giảm", "change"),
    "judged": ("tự đánh giá", "verdict"),
    "against": ("{issuer}, {period} so với năm {year}", "{issuer}, {period} against {year}"),
    "points": ("{n} điểm", "{n} points"),
    "no_two_years": (
        "Chưa có chỉ tiêu nào có số liệu hai năm để so sánh.",
        "No indicator has values of two years.",
    ),
    "not_comparable": ("Không so sánh được:", "Not comparable:"),
    # one report, explained
    "legend": (
        "[số liệu]  {{tự đánh giá}}  ▌đề mục  ⟦?chữ số chưa đọc được⟧",
        "[figure]  {{verdict}}  ▌heading  ⟦?unread digits⟧",
    ),
    "unread": ("{raw}: chưa đọc được ({rule})", "{raw}: unread ({rule})"),
    "no_figure": ("{raw}: không phải số liệu ({kind}, {rule})", "{raw}: no figure ({kind}, {rule})"),
    "of": (" trên {n}", " of {n}"),
    "up_to": (" đến {n}", " to {n}"),
    # the score
    "table": ("bảng", "table"),
    "right": ("đúng", "right"),
    "missed": ("sót", "missed"),
    "invented": ("thừa", "extra"),
    "off": ("lệch", "off"),
    # rules and optional parts
    "rules_hold": (
        "{n} dòng quy tắc: tất cả đều đúng với ví dụ của mình.",
        "{n} rule rows: all agree with their examples.",
    ),
    "here": ("có", "here"),
    "absent": ("chưa có — cài: {command}", "missing — install: {command}"),
    "for_ocr": ("đọc bản quét, ảnh", "to read scans and images"),
    "for_office": ("đọc .doc, .rtf, .odt, trang web", "to read .doc, .rtf, .odt, web pages"),
    "fonts": ("Phông chữ tiếng Việt", "Vietnamese fonts"),
    "for_pages": ("in PDF, xem trang", "to print PDF and show pages"),
}
# the details of files are stored in Vietnamese; in English the reason stands for them
_REASONS = {
    "empty": "The file is empty. Get the original.",
    "not_what_the_name_says": "No report: a spreadsheet, slides, a mail, an archive or a misnamed file. Check it.",
    "damaged": "The file is damaged. Get the original, or save it again with Word.",
    "encrypted": "The file has a password. Take it off.",
    "too_large": "The content is larger than is safe to open. Ask who sent it.",
    "too_many_parts": "The file has too many parts. Divide it.",
    "forbidden_xml": "The file holds a DOCTYPE, which no Word file may. Save it again with Word.",
    "nothing_to_read": "No text in the file. Check the original.",
    "no_pages": "No pages in the file. Check the original.",
    "unreadable": "The file cannot be opened. Check path and rights.",
    "timeout": "Not read in time. Run again with a larger --timeout.",
    "out_of_memory": "Too little memory. Run again with a larger --memory.",
    "crash": "The reader stopped at this file; see the table files.",
    "needs_ocr": "A scan without text: needs OCR.",
    "needs_libreoffice": "An old format: install LibreOffice (baocao doctor), or save as .docx with Word.",
    "state_secret": "A secret document.",
}


def speak(language: str) -> None:
    """From here on the program says everything in this language."""
    _LANGUAGE.set(language)


def language() -> str:
    """The language that is spoken: vi or en."""
    return _LANGUAGE.get()


def say(name: str, **values: object) -> str:
    """A sentence in the language that is spoken, with its values put in."""
    said = _SAID[name][LANGUAGES.index(language())]
    return said.format(**values)


def label(vocabulary: str, value: str) -> str:
    """A value of a closed vocabulary as people say it; the values themselves are English words."""
    return VOCABULARIES[vocabulary][value] if language() == "vi" else value.replace("_", " ")


def reason_said(reason: str, detail: str) -> str:
    """Why a file was not read and what to do: its detail, in English the sentence of its reason."""
    return detail if language() == "vi" else _REASONS[reason]
