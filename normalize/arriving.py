"""What is said while a folder is watched, each sentence once as a pair: Vietnamese, English."""

ARRIVING: dict[str, tuple[str, str]] = {
    "watching": (
        "Đang trông {folder}. Tệp mới được đọc khi đã chép xong. Dừng: Ctrl-C.",
        "Watching {folder}. New files are read when they are complete. To stop: Ctrl-C.",
    ),
    "watched": ("Đã thôi trông thư mục. Bộ dữ liệu đã ghi xong.", "No longer watching. The dataset is complete."),
    "away": (
        "Không thấy {folder} hoặc các tệp trong đó (ổ mạng bị ngắt?). Bộ dữ liệu giữ nguyên; chờ đến khi thấy lại.",
        "{folder} or what it held cannot be reached (a network's disk?). The dataset stays; waiting for it.",
    ),
    "back": ("Đã thấy lại thư mục, tiếp tục trông.", "The folder is there again, going on."),
    "tried_again": ("Sẽ thử lại sau {n} giây.", "Tried again in {n} s."),
    "arrived": ("{n} tệp mới: {names}", "{n} new files: {names}"),
    "gone": ("Có tệp không còn trong thư mục.", "Some files are gone from the folder."),
}
