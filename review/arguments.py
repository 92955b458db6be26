"""What may be typed behind `baocao`: verbs, their arguments, and what is said of wrong ones."""

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NoReturn

import regex

from normalize.speech import LANGUAGES, language, say
from normalize.vocabulary import VOCABULARIES

Action = Callable[[argparse.Namespace], int]

_LEAST_MEMORY = 256
# what argparse says in English, with the parts that stay
_ARGPARSE = (
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: không có \2; chọn một trong: \3"),
    (r"argument (.*?): expected (?:one|at least one) argument", r"\1: thiếu giá trị"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1: không nhận giá trị \2"),
    (r"argument (.*?): (.*)", r"\1: \2"),
    (r"unrecognized arguments: (.*)", r"không hiểu \1"),
)


def asked_language(words: Sequence[str]) -> str:
    """The language that --lang asks for, wherever it stands; Vietnamese without it.

    It is looked for before the words are understood, since that may fail and has to be said.
    """
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [after for word, after in pairwise(words) if word == "--lang"]
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, say("usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks our languages; `--lang` may stand before the verb and behind it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = say("arguments"), say("options")
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=say("help_help"))
        # without a default of its own, or that of the verb would hide what stands before it
        self.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("help_lang"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_translated(message)}\n")


def _translated(message: str) -> str:
    for english, vietnamese in _ARGPARSE if language() == "vi" else ():
        if match := regex.fullmatch(english, message, regex.DOTALL):
            return str(match.expand(vietnamese))
    return message


def parser(actions: Mapping[str, Action]) -> argparse.ArgumentParser:
    """The parser of the whole command line; `actions` has what each verb does."""
    whole = _Parser(prog="baocao", description=say("about"))
    verbs = whole.add_subparsers(dest="verb", required=True, metavar=say("verb"))
    for name, action in actions.items():
        text = say(f"help_{name}")
        one = verbs.add_parser(name, help=text, description=text)
        one.set_defaults(action=action)
        _ARGUMENTS[name](one)
    return whole


def _run(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", nargs="+", type=_named, metavar="INPUT", help=say("help_input"))
    _making(one)


def _watch(one: argparse.ArgumentParser) -> None:
    one.add_argument("input", nargs=1, type=_named, metavar="FOLDER", help=say("help_folder"))
    one.add_argument("--settle", type=_positive, default=10, metavar="N", help=say("help_settle"))
    _making(one)


def _making(one: argparse.ArgumentParser) -> None:
    """How files become a dataset."""
    one.add_argument("--out", required=True, type=_named, metavar="DIR", help=say("help_dir"))
    one.add_argument("--workers", type=_whole, default=2, metavar="N", help=say("help_workers"))
    one.add_argument("--cluster", type=_scheduler, metavar="ADDRESS", help=say("help_cluster"))
    one.add_argument("--force", action="store_true", help=say("help_force"))
    one.add_argument("--log-json", type=_named, metavar="FILE", help=say("help_log_json"))
    one.set_defaults(again=())
    _limits(one)
    _reading(one)


def _limits(one: argparse.ArgumentParser) -> None:
    one.add_argument("--timeout", type=_positive, default=120, metavar="N", help=say("help_timeout"))
    one.add_argument("--memory", type=_enough, default=2048, metavar="MB", help=say("help_memory"))


def _reading(one: argparse.ArgumentParser) -> None:
    one.add_argument("--ocr", choices=("auto", "never", "force"), default="auto", help=say("help_ocr"))
    one.add_argument("--rules", type=_named, metavar="DIR", help=say("help_own_rules"))
    one.add_argument("--allow-secret", action="store_true", help=say("help_allow_secret"))


def _files(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    one.add_argument("--outcome", choices=tuple(VOCABULARIES["outcome"]), help=say("help_outcome"))
    one.add_argument("--retry", action="store_true", help=say("help_retry"))
    _limits(one)


def _check(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    levels = tuple(VOCABULARIES["level"])
    one.add_argument("--level", choices=levels, default="note", help=say("help_level"))
    one.add_argument("--format", choices=("text", "csv", "json", "docx"), default="text", help=say("help_form"))
    one.add_argument("--out", type=_named, metavar="DIR", help=say("help_letters"))
    one.add_argument("--fail-on", choices=levels, help=say("help_fail_on"))


def _compare(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    one.add_argument("--issuer", metavar="X", help=say("help_issuer"))
    one.add_argument("--indicator", metavar="X", help=say("help_indicator"))


def _query(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    one.add_argument("sql", metavar="SQL", help=say("help_sql"))


def _explain(one: argparse.ArgumentParser) -> None:
    one.add_argument("file", type=_named, metavar="FILE", help=say("help_file"))
    _limits(one)
    _reading(one)


def _export(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    one.add_argument("--format", default="xlsx", metavar="X", help=say("help_forms"))
    one.add_argument("--out", type=_named, metavar="DIR", help=say("help_target"))


def _score(one: argparse.ArgumentParser) -> None:
    _dataset(one)
    one.add_argument("gold", type=_named, metavar="GOLD", help=say("help_gold"))
    one.add_argument("--report", metavar="X", help=say("help_report"))


def _rules(one: argparse.ArgumentParser) -> None:
    one.add_argument("what", choices=("check",), help=say("help_rules"))
    one.add_argument("--rules", type=_named, metavar="DIR", help=say("help_own_rules"))


def _dataset(one: argparse.ArgumentParser) -> None:
    one.add_argument("dir", type=_named, metavar="DIR", help=say("help_dir"))


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "run": _run,
    "watch": _watch,
    "files": _files,
    "check": _check,
    "compare": _compare,
    "query": _query,
    "explain": _explain,
    "export": _export,
    "score": _score,
    "rules": _rules,
    "doctor": lambda one: None,
}


def _named(value: str) -> str:
    """A path; an empty one would be the folder that we are called from."""
    if not value:
        raise argparse.ArgumentTypeError(say("no_name"))
    return value


def _scheduler(value: str) -> str:
    """The address of a scheduler."""
    if not regex.fullmatch(r"(?:tcp|tls)://[^\s/]+:\d+", value):
        raise argparse.ArgumentTypeError(say("bad_address", value=value))
    return value


def _whole(value: str) -> int:
    """A whole number above 0; no worker and no memory would read nothing."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(say("whole", value=value))
    return int(value)


def _enough(value: str) -> int:
    """So many megabytes that the libraries of the reader find room."""
    if not value.isdecimal() or int(value) < _LEAST_MEMORY:
        raise argparse.ArgumentTypeError(say("little_memory", value=value, least=_LEAST_MEMORY))
    return int(value)


def _positive(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number <= 0:
        raise argparse.ArgumentTypeError(say("positive", value=value))
    return number
