"""Old and foreign documents → DOCX, by LibreOffice, with nothing read but the file itself."""

from extract.kind import DOC, HTML, MHTML, ODT, RTF, TEXT, WORKS
from extract.office.cleaned import clean_page, page_of_archive, page_of_text, without_instructions
from extract.office.soffice import convert

_PAGE_READER = "HTML (StarWriter)"
_SUFFIX = {DOC: ".doc", WORKS: ".wps", ODT: ".odt"}
_CLEANED = {HTML: clean_page, MHTML: page_of_archive, TEXT: page_of_text}

CONVERTED = {*_SUFFIX, RTF, *_CLEANED}
"""The media types that are read by way of DOCX."""


def to_docx(data: bytes, media_type: str) -> bytes:
    """The document as DOCX. Raises UnreadableError where it cannot be converted."""
    if media_type == RTF:
        return convert(without_instructions(data), ".rtf")
    if media_type in _CLEANED:
        return convert(_CLEANED[media_type](data), ".html", read_by=_PAGE_READER)
    return convert(data, _SUFFIX[media_type])
