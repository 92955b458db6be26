"""RTF, web pages and text without anything that would make their reader open another file."""

import email
import unicodedata
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

import regex

# LibreOffice's RTF reader opens the picture that a field names, from wherever it is. What a field shows is printed
# behind its instruction, so that nothing that can be read is lost with the instruction.
_INSTRUCTION = regex.compile(rb"\\fldinst(?![a-z])")
_NOTHING = rb"\\*\\fldnone"

# What text is made of; every other element goes, its text stays.
_KEPT = frozenset(
    "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote center pre table caption thead tbody tfoot tr th td "  # noqa: SIM905
    "b strong i em u s strike sub sup span font".split()
)
_DROPPED_WHOLE = {"script", "style", "title", "noscript", "object", "applet", "iframe", "select", "textarea", "svg"}
_ATTRIBUTES = {"align", "colspan", "rowspan", "start", "type", "value", "border"}
# `font-weight:bold` and the like; whatever could name a file has a bracket or a slash
_HARMLESS = regex.compile(r"[\w\s#%.,:;'\"-]*")
# `<![if !supportLists]>`, which Word writes and Python's parser stumbles over where it is odd; in a comment up to `-->`
_SECTION = regex.compile(r"<!\[(?:[^>-]|-(?!->))*+>?")
_CHARSET = regex.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", regex.IGNORECASE)
_HEAD = 4096
# The marks that Windows-1258 writes behind a letter: where they join no letter, the bytes were something else.
_LOOSE_MARK = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")


def without_instructions(rtf: bytes) -> bytes:
    """RTF whose fields show what they showed, and ask for nothing."""
    return _INSTRUCTION.sub(_NOTHING, rtf)


def page_of_text(data: bytes) -> bytes:
    """Plain text as a web page: a paragraph for each line."""
    lines = decoded(data).splitlines()
    return _page("".join(f"<p>{escape(line)}</p>\n" for line in lines))


def clean_page(data: bytes) -> bytes:
    """A web page with nothing left but text, tables and bold print."""
    return _page(_Cleaned(decoded(data)).text)


def page_of_archive(data: bytes) -> bytes:
    """The page of a web archive (.mht), which is a mail with the page and its pictures as parts."""
    mail = email.message_from_bytes(data)
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            found = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(found, bytes):
                return _page(_Cleaned(decoded(found, charset or "")).text)
    return _page("")


def decoded(data: bytes, charset: str = "") -> str:
    """The text of a file of text: by its mark, by what it says of itself, as UTF-8, else as old Windows wrote it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    said = _CHARSET.search(data[:_HEAD])
    named = charset or (said[1].decode("ascii") if said else "")
    for encoding in ("utf-8", *([named] if named else []), "cp1258"):
        try:
            text = unicodedata.normalize("NFC", data.decode(encoding))
        except (LookupError, ValueError):  # no such code page, or not of it
            continue
        if not _LOOSE_MARK.search(text):
            return text
    return data.decode("cp1252", "replace")


def _page(body: str) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode("utf-8", "replace")


class _Cleaned(HTMLParser):
    """Writes a page anew from the elements that are kept."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._within: list[str] = []
        self.feed(_SECTION.sub("", page))
        self.close()
        self.text = "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Keep an element of text, with the attributes that only say how it looks."""
        if tag in _DROPPED_WHOLE:
            self._within.append(tag)
        elif tag in _KEPT and not self._within:
            kept = [f' {name}="{escape(value)}"' for name, value in attrs if value and _is_kept(name, value)]
            self._parts.append(f"<{tag}{''.join(kept)}>")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened; an element that is dropped ends with its own end."""
        if tag in self._within:
            del self._within[self._within.index(tag) :]
        elif tag in _KEPT and not self._within:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._within:
            self._parts.append(escape(data))


def _is_kept(name: str, value: str) -> bool:
    return (name in _ATTRIBUTES or name == "style") and bool(_HARMLESS.fullmatch(value))
