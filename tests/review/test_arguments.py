"""What is typed wrong is said in the language of the reader, with exit code 2; --lang stands where it likes."""

import pytest

from normalize.speech import LANGUAGES, speak
from review.arguments import asked_language, parser

VERBS = ("run", "watch", "files", "check", "compare", "query", "explain", "export", "score", "rules", "doctor")


def parsed(words: str) -> dict[str, object]:
    speak(asked_language(words.split()))
    try:
        return vars(parser({verb: lambda args: 0 for verb in VERBS}).parse_args(words.split()))
    finally:
        speak("vi")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("run", "baocao run: thiếu INPUT, --out"),
        ("", "baocao: thiếu LỆNH"),
        ("chạy", "baocao: LỆNH: không có 'chạy'; chọn một trong: "),
        ("files d --outcome x", "baocao files: --outcome: không có 'x'; chọn một trong: "),
        ("files d --outcome", "baocao files: --outcome: thiếu giá trị"),
        ("files d --nope", "baocao: không hiểu --nope"),
        ("run a --out=", "--out: không được để trống"),
        ("run a --out b --workers 0", "--workers: phải là số nguyên lớn hơn 0, không phải '0'"),
        ("run a --out b --workers=-1", "--workers: phải là số nguyên lớn hơn 0, không phải '-1'"),
        ("run a --out b --workers x", "--workers: phải là số nguyên lớn hơn 0, không phải 'x'"),
        ("run a --out b --timeout 0", "--timeout: phải là số lớn hơn 0, không phải '0'"),
        ("run a --out b --timeout nan", "--timeout: phải là số lớn hơn 0, không phải 'nan'"),
        ("run a --out b --memory 0", "--memory: phải là số nguyên từ 256 trở lên (MB), không phải '0'"),
        ("run a --out b --memory 10", "--memory: phải là số nguyên từ 256 trở lên (MB), không phải '10'"),
        ("run a --out b --cluster pc1", "--cluster: địa chỉ phải có dạng tcp://MÁY:8786, không phải 'pc1'"),
        ("watch a b --out c", "không hiểu b"),
        ("watch a --out b --settle 0", "--settle: phải là số lớn hơn 0, không phải '0'"),
        ("run a --out b --lang fr", "--lang: không có 'fr'; chọn một trong: 'vi', 'en'"),
        ("run --lang en", "baocao run: the following arguments are required: INPUT, --out"),
        ("run a --out b --workers 0 --lang=en", "must be a whole number above 0, not '0'"),
    ],
)
def test_what_is_typed_wrong_is_said(words: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parsed(words)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert says in said
    assert said.startswith("usage: " if "lang=en" in words or "lang en" in words else "Cách dùng: ")


@pytest.mark.parametrize("words", ["--lang en files d", "files --lang en d", "files d --lang=en"])
def test_the_language_stands_before_the_verb_and_behind_it(words: str) -> None:
    assert parsed(words)["lang"] == "en"
    assert asked_language(words.split()) == "en"


def test_without_a_language_it_is_vietnamese() -> None:
    assert asked_language(["files", "--lang"]) == asked_language(["files", "d"]) == "vi"
    assert "lang" not in parsed("files d")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parsed(f"{verb} --help --lang {language}")
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert said.startswith("usage: baocao" if language == "en" else "Cách dùng: baocao")
    assert ("positional" in said, "show this" in said) == (False, language == "en")
