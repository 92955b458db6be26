"""What is missing is told with the command that installs it, and nothing else is."""

from pathlib import Path

import pytest

from extract.paged import trained
from review import doctor


def line(name: str) -> str:
    (found,) = [one for one in doctor.doctor_text().splitlines() if one.startswith(name)]
    return found


@pytest.mark.parametrize(
    ("binding", "language", "missing"),
    [
        (True, True, ()),
        (False, True, ("pip install",)),
        (True, False, ("tesseract",)),
        (False, False, ("pip install", "tesseract")),
    ],
)
def test_tesseract_needs_its_binding_and_its_language(
    binding: bool, language: bool, missing: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if language:
        (tmp_path / "vie.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr(trained, "find_spec", lambda name: object() if binding else None)
    said = line("Tesseract").partition(": ")[2]
    assert (said == "có") is (missing == ())
    assert [part for part in ("pip install", "tesseract") if part in said] == list(missing)


def test_the_language_is_looked_for_where_systems_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(trained, "find_spec", lambda name: object())
    monkeypatch.setattr(trained, "_FOLDERS", (f"{tmp_path}/*/tessdata",))
    assert "cài" in line("Tesseract")
    (tmp_path / "5" / "tessdata").mkdir(parents=True)
    (tmp_path / "5" / "tessdata" / "vie.traineddata").touch()
    assert line("Tesseract").endswith(": có")


@pytest.mark.parametrize("found", [object(), None])
def test_what_a_cluster_needs(found: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: found)
    assert line("Dask").endswith(": có" if found else "-e '.[cluster]'")


@pytest.mark.parametrize("found", ["/usr/bin/soffice", None])
def test_libreoffice(found: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_soffice", lambda: found)
    assert line("LibreOffice").endswith(": có" if found else doctor.how_to_install())
