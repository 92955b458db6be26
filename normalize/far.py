"""What is said of other computers, each sentence once as a pair: Vietnamese, English."""

FAR: dict[str, tuple[str, str]] = {
    "bad_address": (
        "địa chỉ phải có dạng tcp://MÁY:8786, không phải {value!r}",
        "must be an address like tcp://HOST:8786, not {value!r}",
    ),
    "no_cluster": (
        "Chưa cài phần chạy trên nhiều máy. Cài: {command}",
        "The part for several computers is not installed. Install: {command}",
    ),
    "no_scheduler": (
        "Không kết nối được với {address} ({why}). Trên máy điều phối chạy: .venv/bin/dask scheduler; rồi kiểm tra lại"
        " địa chỉ và tường lửa.",
        "{address} cannot be reached ({why}). On that computer run: .venv/bin/dask scheduler; then check the address"
        " and the firewall.",
    ),
    "no_certificate": (
        "{address}: chưa khai chứng thư TLS. Đặt ba biến DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT,"
        " …__CLIENT__KEY như trong docs/cluster.md.",
        "{address}: no TLS certificate is given. Set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT and"
        " …__CLIENT__KEY as docs/cluster.md says.",
    ),
    "bad_certificate": (
        "Chứng thư TLS không dùng được: {why}. Xem docs/cluster.md.",
        "The TLS certificate cannot be used: {why}. See docs/cluster.md.",
    ),
    "scheduler_gone": (
        "Mất kết nối với {address}. Những gì đã đọc còn nguyên: chạy lại lệnh này để đọc tiếp.",
        "The connection to {address} is lost. What was read is kept: run the same again to go on.",
    ),
    "no_worker": (
        "{address} chưa có máy đọc nào. Trên mỗi máy đọc chạy: .venv/bin/dask worker {address} --nworkers 2"
        " --nthreads 1",
        "{address} has no worker. On each computer run: .venv/bin/dask worker {address} --nworkers 2 --nthreads 1",
    ),
    "all_refused": (
        "Không máy đọc nào của {address} dùng được, lý do ở trên. Sửa trên các máy đó, rồi chạy lại lệnh này.",
        "No worker of {address} can be used, for the reasons above. Mend that there, then run the same again.",
    ),
    "workers_gone": (
        "Không còn máy đọc nào ở {address}. Những gì đã đọc còn nguyên: chạy lại dask worker trên các máy đó, rồi chạy"
        " lại lệnh này để đọc tiếp.",
        "No worker is left at {address}. What was read is kept: run dask worker there again, then the same as now to"
        " go on.",
    ),
    "worker_lost": (
        "Mất máy đọc {worker}: {n} tệp đang đọc ở đó được đọc lại.",
        "Worker {worker} is lost: the {n} files that it was reading are read again.",
    ),
    "refused": ("Không dùng máy đọc {worker}: {why}", "Worker {worker} is not used: {why}"),
    "other_scheduler": (
        "Bộ điều phối {address} khác bản ({other}; ở đây {own}). Trên máy đó dùng cùng bản, rồi chạy lại:"
        " .venv/bin/dask scheduler.",
        "The scheduler {address} is of another version ({other}; here {own}). Use the same there and start it again:"
        " .venv/bin/dask scheduler.",
    ),
    "worker_without_program": (
        "chương trình ở đó thiếu hoặc khác bản ({why}). Cài cùng bản ở đó: {command}; rồi chạy dask worker bằng"
        " .venv/bin/dask của bản đó.",
        "no program there, or another version ({why}). Install the same there: {command}; then run dask worker by its"
        " .venv/bin/dask.",
    ),
    "other_program": (
        "khác phiên bản ({other}, ở đây {own}). Cập nhật chương trình trên máy đó rồi chạy lại dask worker.",
        "another version ({other}, here {own}). Update the program there and run dask worker again.",
    ),
    "other_rules": (
        "bộ quy tắc khác ({other}, ở đây {own}). Chép cùng một thư mục rules/ sang máy đó.",
        "other rules ({other}, here {own}). Copy the same folder rules/ there.",
    ),
    "other_parts": (
        "phần tùy chọn khác ({other}, ở đây {own}). Cài cho giống nhau, xem: baocao doctor",
        "other optional parts ({other}, here {own}). Install the same, see: baocao doctor",
    ),
    "unseen_out": (
        "máy đó không thấy thư mục {folder} này. --out phải nằm trong thư mục dùng chung, ở cùng một đường dẫn trên mọi"
        " máy.",
        "it does not see this folder {folder}. --out must lie in a shared folder, at one path on all computers.",
    ),
    "unseen_input": (
        "máy đó không thấy {folder}. Tệp cần đọc phải nằm trong thư mục dùng chung, ở cùng một đường dẫn trên mọi máy;"
        " với địa chỉ như s3:// thì cài thư viện và đặt quyền đọc trên máy đó.",
        "it does not see {folder}. The files must lie in a shared folder, at one path on all computers; for an address"
        " like s3:// install the library and give the right to read there.",
    ),
    "unwritable_there": (
        "máy đó không ghi được vào {folder}: {why}. Cho phép ghi vào thư mục dùng chung.",
        "it cannot write into {folder}: {why}. Give it the right to write there.",
    ),
    "part_unseen": (
        "Không thấy {part} mà một máy đọc đã ghi. --out phải nằm trong thư mục dùng chung; những gì đã đọc còn nguyên.",
        "{part}, which a worker wrote, is not seen here. --out must lie in a shared folder; what was read is kept.",
    ),
    "no_addresses": (
        "{address}: chưa cài phần đọc địa chỉ. Cài: pip install -c constraints.txt -e '.[cluster]'",
        "{address}: the part that reads addresses is not installed. Install: pip install -c constraints.txt -e"
        " '.[cluster]'",
    ),
    "no_such_address": (
        "Không mở được địa chỉ {address}: {why}. Cài thư viện của loại địa chỉ đó, ví dụ s3://: pip install s3fs",
        "{address} cannot be opened: {why}. Install the library of that kind, for s3://: pip install s3fs",
    ),
    "address_fails": (
        "Không đọc được {address}: {why}. Kiểm tra mạng và quyền truy cập.",
        "{address} cannot be read: {why}. Check the network and the rights.",
    ),
    "out_is_elsewhere": (
        "{address}: nơi ghi phải là thư mục, vì nhật ký của lần chạy nằm ở đó. Ghi vào một thư mục KQ, rồi đưa lên:"
        " baocao export KQ --format csv,parquet --out {address}",
        "{address}: the output must be a folder, since the journal of the run lies there. Write into a folder OUT,"
        " then: baocao export OUT --format csv,parquet --out {address}",
    ),
    "for_cluster": ("chạy trên nhiều máy", "to run on several computers"),
}
