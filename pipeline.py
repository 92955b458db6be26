"""The command line `baocao`, and the one file that knows the order of the stages."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from review import verbs
from review.verbs import UsageError

Rows = dict[str, list[dict[str, Any]]]

OK, OUR_FAULT, USAGE, QUARANTINED, INTERRUPTED = 0, 1, 2, 3, 130
_TABLES_OF_A_REPORT = ("reports", "blocks", "tasks", "figures", "verdicts", "unclaimed", "findings")


def read_one(path: str, rules: str = "") -> Rows:
    """The rows of one file by table, from its bytes to its findings.

    Raises UnreadableError where the file cannot be read.
    """
    from extract.records import UnreadableError
    from extract.report import read_report
    from extract.rules import FOLDER, load
    from extract.source import open_source
    from normalize.naming import Names
    from normalize.readings import read_figures
    from normalize.rows import report_rows
    from normalize.tables import check_row
    from validate.checks import find
    from validate.rows import finding_rows

    table = load(Path(rules) if rules else FOLDER)
    source = open_source(Path(path))
    try:
        document = source.document
        if not document.blocks:
            raise UnreadableError("nothing_to_read", "Tệp không có chữ nào để đọc. Kiểm tra lại bản gốc.")
        report = read_report(document, table)
        readings = read_figures(report, table)
        rows = report_rows(report, readings, Names(report, readings, table), source.locate)
        rows["findings"] = finding_rows(report, readings, find(report, readings, table), source.locate)
        for name, found in rows.items():
            for row in found:
                check_row(name, row)
    finally:
        source.close()
    rows["files"] = [
        {
            "path": path,
            "sha256": document.sha256,
            "size_bytes": document.size,
            "media_type": document.media_type,
            "outcome": "ok",
            "reason": None,
            "detail": None,
            "report_id": document.sha256,
        }
    ]
    return rows


def run(args: argparse.Namespace) -> int:
    """Files and folders → dataset."""
    from batch.find import NotFoundError, find_files
    from batch.sandbox import SandboxError
    from extract.rules import FOLDER, load
    from normalize.comparison import comparison_rows
    from normalize.copies import mark_copies
    from normalize.dataset import write_dataset
    from normalize.series import series_rows
    from review.summary import run_text

    rules = load(Path(args.rules) if args.rules else FOLDER)
    try:
        paths = find_files(Path(p) for p in args.input)
    except NotFoundError as error:
        raise UsageError(str(error)) from error
    if not paths:
        raise UsageError("Không tìm thấy tệp nào để đọc trong các thư mục đã cho.")
    try:
        rows = _read_all(paths, args)
    except SandboxError as error:
        print(f"baocao: {error}", file=sys.stderr)
        return OUR_FAULT
    mark_copies(rows["reports"])
    rows["series"] = series_rows(rows, rules)[0]
    rows["comparison"] = comparison_rows(rows["series"], rows["figures"], rules)
    write_dataset(rows, Path(args.out))
    print(run_text(rows, Path(args.out), args.lang))
    return QUARANTINED if any(f["outcome"] == "quarantined" for f in rows["files"]) else OK


def _read_all(paths: Sequence[Path], args: argparse.Namespace) -> Rows:
    """The rows of all files by table, in the order of the files."""
    from batch.local import run as run_local
    from batch.progress import Progress

    rows: Rows = {table: [] for table in (*_TABLES_OF_A_REPORT, "files")}
    with Progress(len(paths)) as progress:
        outcomes = run_local(
            paths,
            target="pipeline:read_one",
            options={"rules": args.rules or ""},
            workers=args.workers,
            timeout=args.timeout,
            memory_mb=args.memory,
            progress=progress,
        )
        for outcome in outcomes:
            if outcome.rows:
                for table, found in outcome.rows.items():
                    rows[table] += found
            else:
                rows["files"].append(outcome.file_row())
    return rows


def explain(args: argparse.Namespace) -> int:
    """The text of a file with every figure, verdict and heading marked."""
    import os

    from extract.records import UnreadableError
    from extract.report import read_report
    from extract.rules import FOLDER, load
    from extract.source import open_source
    from normalize.naming import Names
    from normalize.readings import read_figures
    from review.explain import explain_text

    rules = load(Path(args.rules) if args.rules else FOLDER)
    try:
        source = open_source(Path(args.file))
    except UnreadableError as error:
        print(f"{args.file}: {error.detail}", file=sys.stderr)
        return QUARANTINED
    report = read_report(source.document, rules)
    readings = read_figures(report, rules)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(explain_text(report, readings, Names(report, readings, rules), colour=colour))
    source.close()
    return OK


def rules(args: argparse.Namespace) -> int:
    """Proof of every rule row."""
    from extract.proofs import prove
    from extract.rules import FOLDER, load

    table = load(Path(args.rules) if args.rules else FOLDER)
    wrong = prove(table)
    for message in wrong:
        print(message)
    if not wrong:
        print(f"{sum(len(t) for t in table.tables.values())} dòng quy tắc: tất cả đều đúng với ví dụ của mình.")
    return OUR_FAULT if wrong else OK


def doctor(args: argparse.Namespace) -> int:
    """Which optional parts are here."""
    from review.doctor import doctor_text

    print(doctor_text())
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="baocao", description="Đọc báo cáo hành chính (DOCX, PDF) thành bộ dữ liệu và rà soát số liệu."
    )
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ thông báo")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="LỆNH")

    def verb(name: str, action: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(action=action)
        return found

    _add_run(verb("run", run, "đọc tệp, thư mục thành bộ dữ liệu"))
    one = verb("files", verbs.files, "mỗi tệp đã được xử lý ra sao")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    one.add_argument("--outcome", choices=("ok", "partial", "quarantined", "duplicate"))
    one = verb("check", verbs.check, "các điểm cần rà soát, theo báo cáo")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    levels = ("verdict", "mismatch", "form", "note")
    one.add_argument("--level", choices=levels, default="note", help="từ mức này trở lên")
    one.add_argument("--format", choices=("text", "csv", "json"), default="text")
    one.add_argument("--fail-on", choices=levels, help="mã thoát 4 nếu có điểm từ mức này trở lên")
    one = verb("compare", verbs.compare, "so với cùng kỳ năm trước")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    one.add_argument("--issuer", help="chỉ cơ quan có tên này")
    one.add_argument("--indicator", help="chỉ chỉ tiêu này (mã hoặc tên)")
    one = verb("query", verbs.query, "hỏi bằng SQL (DuckDB)")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    one.add_argument("sql")
    one = verb("explain", explain, "văn bản với từng số liệu được đánh dấu")
    one.add_argument("file")
    one.add_argument("--rules", metavar="DIR")
    one = verb("export", verbs.export, "xuất lại từ bộ dữ liệu đã lưu")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    one.add_argument("--format", default="xlsx", help="xlsx, csv, json, duckdb; nhiều dạng cách nhau dấu phẩy")
    one.add_argument("--out", metavar="DIR", help="thư mục đích")
    one = verb("score", verbs.score, "độ chính xác so với kết quả làm tay")
    one.add_argument("dir", help="thư mục bộ dữ liệu")
    one.add_argument("gold", help="thư mục có gold.*.tsv")
    one.add_argument("--report", metavar="TÊN", help="phần tên của báo cáo")
    one = verb("rules", rules, "kiểm tra mọi dòng quy tắc")
    one.add_argument("what", choices=("check",))
    one.add_argument("--rules", metavar="DIR")
    verb("doctor", doctor, "các phần tùy chọn đã có chưa")
    return parser


def _add_run(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", nargs="+", help="tệp hoặc thư mục")
    one.add_argument("--out", required=True, metavar="DIR", help="thư mục bộ dữ liệu")
    one.add_argument("--workers", type=int, default=2, metavar="N", help="số tiến trình đọc song song (2)")
    one.add_argument("--timeout", type=float, default=120, metavar="GIÂY", help="thời hạn cho một tệp (120)")
    one.add_argument("--memory", type=int, default=2048, metavar="MB", help="bộ nhớ tối đa cho một tệp (2048)")
    one.add_argument("--rules", metavar="DIR", help="dùng bộ quy tắc riêng")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit codes are 0 well, 2 usage, 3 quarantined, 4 findings, 130 interrupted, 1 our fault."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(argv)
    try:
        return int(args.action(args))
    except UsageError as error:
        print(f"baocao: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("baocao: đã dừng theo yêu cầu.", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
