"""Every sentence has both languages, with the same values in both."""

import string
from pathlib import Path

import pytest
import regex

from normalize import speech
from normalize.speech import label, language, reason_said, say, speak
from normalize.vocabulary import VOCABULARIES

ROOT = Path(__file__).resolve().parents[2]


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(speech._SAID))
def test_both_languages_say_the_same_values(name: str) -> None:
    vietnamese, english = speech._SAID[name]
    assert values(vietnamese) == values(english)
    assert vietnamese
    assert english


def test_what_is_said_is_in_the_language_that_is_spoken() -> None:
    assert (language(), say("seconds", n=3), label("outcome", "ok")) == ("vi", "3 giây", "đã đọc")
    assert reason_said("empty", "Tệp rỗng.") == "Tệp rỗng."
    speak("en")
    try:
        assert (say("seconds", n=3), label("class", "not_achieved")) == ("3 s", "not achieved")
        assert reason_said("empty", "Tệp rỗng.") == "The file is empty. Get the original."
    finally:
        speak("vi")


def test_every_reason_has_its_english_sentence() -> None:
    assert set(speech._REASONS) == set(VOCABULARIES["reason"])


def test_every_sentence_is_said_somewhere() -> None:
    lists = {ROOT / "normalize" / name for name in ("speech.py", "arriving.py")}
    sources = [p for stage in ("normalize", "batch", "review") for p in (ROOT / stage).glob("*.py")]
    code = "".join(p.read_text(encoding="utf-8") for p in (*sources, ROOT / "pipeline.py") if p not in lists)
    said = {name.strip("\"'") for name in regex.findall(r"""["'][a-z_]+["']""", code)}
    assert {name for name in speech._SAID if not name.startswith("help_")} - said == set()
