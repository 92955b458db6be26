"""What became of every file, and what a run found, for the archivist's screen."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from normalize.facts import COUNTED, Facts
from normalize.period_names import period_name
from normalize.printing import one_line, path_text, vietnamese_count, vietnamese_share
from normalize.speech import label, reason_said, say
from normalize.vocabulary import VOCABULARIES
from review.findings import checked_of, tally

Row = dict[str, Any]

_MOST_NAMES, _MOST_LINES = 5, 40
_WIDEST_NAME = 70


def files_text(files: Sequence[Row], outcome: str | None = None) -> str:
    """One line for each file, or for each of one outcome: what became of it, and why where it was not read."""
    first = {f["sha256"]: f["path"] for f in files if f["outcome"] != "duplicate"}
    return "\n".join(_file_line(f, first) for f in files if outcome in (None, f["outcome"]))


def _file_line(file: Row, first: Mapping[str, str]) -> str:
    reason = f" ({file['reason']})" if file["reason"] else ""
    said = _detail(file, first)
    return f"{label('outcome', file['outcome']):<16}{one_line(file['path'])}{reason}{f' — {said}' if said else ''}"


def _detail(file: Row, first: Mapping[str, str]) -> str:
    """Why a file was not read and what to do; what stands behind the first line is for programmers."""
    if file["outcome"] == "duplicate" and file["sha256"] in first:
        return say("same_bytes", path=one_line(first[file["sha256"]]))
    detail = one_line((file["detail"] or "").partition("\n")[0])
    return reason_said(file["reason"], detail) if file["reason"] else detail


def run_text(found: Facts, out: Path, passed_over: Mapping[str, int] | None = None) -> str:
    """The summary of a run: files, what each report held, what needs attention, where the tables lie."""
    lines = [_total(found)]
    if passed_over:
        lines.append(say("passed_over", counts=passed_over_text(passed_over)))
    lines += ["", *(_reports(found) if found.count else [say("nothing_read")]), ""]
    lines += _quarantined(found, out)
    lines += _digits(found.digits_read, found.digits_unread)
    lines += checked_of(found.checked, found.percentages)
    if found.copies:
        lines.append(say("copies_once", n=vietnamese_count(found.copies)))
    if found.count:
        lines.append(say("to_check", counts=tally(found.levels)))
    return "\n".join([*lines, say("stored", out=out)])


def batch_text(
    arrived: Sequence[Path], files: Sequence[Row], found: Facts, passed_over: Mapping[str, int], when: str
) -> str:
    """What came into a folder that is watched: the names, which of them need attention, and what there is in all."""
    said = say("arrived", n=vietnamese_count(len(arrived)), names=_names(arrived)) if arrived else say("gone")
    names = {path_text(path) for path in arrived}
    own = [f for f in files if f["outcome"] == "quarantined" and not names.isdisjoint(_with_folders(f["path"]))]
    lines = [*files_text(own[:_MOST_LINES]).splitlines(), _total(found)]
    lines += [say("passed_over", counts=passed_over_text(passed_over))] if passed_over else []
    return "\n".join([f"{when}  {said}", *(f"  {line}" for line in lines)])


def _with_folders(path: str) -> set[str]:
    """A path and all that it lies in, be it an archive."""
    return {path, *map(str, PurePath(path).parents)}


def _total(found: Facts) -> str:
    counts = " · ".join(
        f"{found.outcomes[name]} {label('outcome', name)}" for name in VOCABULARIES["outcome"] if found.outcomes[name]
    )
    return say("total", n=vietnamese_count(found.outcomes.total()), counts=counts)


def changed_text(paths: Sequence[Path]) -> str:
    """The files that changed while they were read, as many as a line holds."""
    return say("changed", names=_names(paths))


def _names(paths: Sequence[Path]) -> str:
    names = ", ".join(one_line(str(path)) for path in paths[:_MOST_NAMES])
    return names + (say("more", n=len(paths) - _MOST_NAMES) if len(paths) > _MOST_NAMES else "")


def passed_over_text(passed_over: Mapping[str, int]) -> str:
    """What was not taken for a report and why: 2 tệp tạm của Office (~$…) · 1 ống dẫn, thiết bị."""
    return " · ".join(say(kind, n=n) for kind, n in passed_over.items())


def _reports(found: Facts) -> list[str]:
    """A table with a line for each report, as many as a screen holds."""
    table = [[say(name) for name in ("report", "type", "period", *COUNTED)]]
    for report in found.reports:
        own = [vietnamese_count(report[table]) for table in COUNTED]
        table.append([_name(report["path"]), _kind(report), period_name(report), *own])
    more = found.count - len(found.reports)
    return _columns(table) + ([f"  {say('more_reports', n=more)}"] if more else [])


def _columns(table: Sequence[Sequence[str]]) -> list[str]:
    """The cells below one another: three of words to the left, the numbers to the right."""
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [c.ljust(w) if i < 3 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return lines


def _name(path: str) -> str:
    """A path on one line; of a very long one its end, which tells files apart."""
    shown = one_line(path)
    return shown if len(shown) <= _WIDEST_NAME else f"…{shown[1 - _WIDEST_NAME :]}"


def _kind(report: Row) -> str:
    return str(report["document_type"] or say("document")).lower()


def _quarantined(found: Facts, out: Path) -> list[str]:
    lines = [f"  {line}" for line in files_text(found.kept).splitlines()]
    if more := found.attention - len(found.kept):
        lines.append(f"  {say('more_files', n=more, out=out)}")
    return [*lines, ""] if lines else []


def _digits(read: int, unread: int) -> list[str]:
    """How much of the digits was read; nothing where there were none."""
    if not read + unread:
        return []
    return [say("digits", share=vietnamese_share(read, read + unread), n=vietnamese_count(unread))]
