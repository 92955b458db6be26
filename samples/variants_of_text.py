"""Twins of a sample that differ within paragraphs: tracked changes, fields, controls, hidden words, notes, signs."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import regex

from samples.package import (
    Package,
    W,
    cut,
    mark,
    middles,
    properties,
    run,
    runs,
    split_paragraph,
    text_of,
    wrap,
    xml,
)

BY = 'w:id="7" w:author="Văn thư" w:date="2024-01-05T08:00:00Z"'
_DELETED = f'<w:del {BY}><w:r><w:delText xml:space="preserve"> 13.579 tỷ đồng </w:delText></w:r></w:del>'


def insertions(package: Package) -> None:
    for middle in middles(package):
        wrap(middle, f"<w:ins {BY}/>")


def deletions(package: Package) -> None:
    for middle in middles(package):
        middle.addprevious(xml(_DELETED))
        middle.addnext(xml(f"<w:ins {BY}>{_DELETED}</w:ins>"))


def moves(package: Package) -> None:
    for middle in middles(package):
        middle.getparent().append(xml(f"<w:moveFrom {BY}/>"))
        middle.getparent()[-1].append(deepcopy(middle))
        middle.addprevious(xml(f'<w:moveToRangeStart {BY} w:name="a"/>'))
        middle.addnext(xml('<w:moveToRangeEnd w:id="7"/>'))
        wrap(middle, f"<w:moveTo {BY}/>")


def formatting_changes(package: Package) -> None:
    package.add_style("paragraph", "Cu", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>")
    for found in runs(package.body):
        old = "<w:rPr><w:b/><w:i/><w:vanish/></w:rPr>"
        found.find(W + "rPr").append(xml(f"<w:rPrChange {BY}>{old}</w:rPrChange>"))
    for paragraph in package.paragraphs():
        numbered = '<w:pStyle w:val="Cu"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        properties(paragraph).append(xml(f"<w:pPrChange {BY}><w:pPr>{numbered}</w:pPr></w:pPrChange>"))


def deleted_paragraph_marks(package: Package) -> None:
    for paragraph in package.prose():
        split_paragraph(paragraph, 20)
        mark(paragraph, f"<w:del {BY}/>")


def deleted_paragraphs(package: Package) -> None:
    for paragraph in package.prose():
        gone = xml(f"<w:p>{_DELETED}</w:p>")
        mark(gone, f"<w:del {BY}/>")
        moved = xml(f"<w:p><w:moveFrom {BY}><w:r><w:t>1. Thu 13.579 tỷ đồng</w:t></w:r></w:moveFrom></w:p>")
        mark(moved, f"<w:moveFrom {BY}/>")
        paragraph.addprevious(gone)
        paragraph.addprevious(moved)


def inserted_paragraph_marks(package: Package) -> None:
    for paragraph in package.paragraphs():
        mark(paragraph, f"<w:ins {BY}/>")


def inline_controls(package: Package) -> None:
    for middle in middles(package):
        wrap(middle, '<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:tag w:val="12"/></w:sdtPr><w:sdtContent/></w:sdt>',
             "sdtContent")  # fmt: skip


def inline_placeholders(package: Package) -> None:
    shown = "<w:r><w:t>Bấm vào đây để nhập 99 ký tự.</w:t></w:r>"
    for middle in middles(package):
        control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        middle.addprevious(xml(control.format(shown)))


def smart_tags(package: Package) -> None:
    for middle in middles(package):
        wrap(middle, '<w:smartTag w:element="date"><w:smartTagPr/></w:smartTag>')
        wrap(middle, '<w:smartTag w:element="number"/>')
        wrap(middle, '<w:customXml w:element="a"><w:customXmlPr/></w:customXml>')


def simple_fields(package: Package) -> None:
    for middle in middles(package):
        wrap(middle, '<w:fldSimple w:instr=" REF so_lieu \\h "/>')


def _marks(*codes: str) -> tuple[list[Any], Any]:
    """What stands before the result of a field with these codes, and what ends it."""
    begin = [xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')]
    begin += [xml(code) for code in codes]
    begin.append(xml('<w:r><w:fldChar w:fldCharType="separate"/></w:r>'))
    return begin, xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def _code(text: str, tag: str = "instrText") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _around(middle: Any, *codes: str) -> None:
    before, after = _marks(*codes)
    for mark_ in before:
        middle.addprevious(mark_)
    middle.addnext(after)


def complex_fields(package: Package) -> None:
    for middle in middles(package):
        _around(middle, _code(' HYPERLINK "https://vi-du.vn/so-lieu 12.htm" \\t "_blank" '))


def nested_fields(package: Package) -> None:
    inner = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    for middle in middles(package):
        _around(
            middle, _code(" IF "), inner.format("begin"), _code(" MERGEFIELD nam "), inner.format("separate"),
            "<w:r><w:t>2099</w:t></w:r>", inner.format("end"), _code(' = 2099 "13 tỷ đồng" '),
        )  # fmt: skip
        _around(middle, _code(" REF a "))


def deleted_field_codes(package: Package) -> None:
    for middle in middles(package):
        _around(middle, f"<w:del {BY}>{_code(' PAGE 12 ', 'delInstrText')}</w:del>", _code(" REF b "))


def links_and_bookmarks(package: Package) -> None:
    for at, middle in enumerate(middles(package)):
        middle.addprevious(xml(f'<w:bookmarkStart w:id="{at}" w:name="_Toc12345{at}"/>'))
        middle.addnext(xml(f'<w:bookmarkEnd w:id="{at}"/>'))
        wrap(middle, '<w:hyperlink w:anchor="_Toc1" w:tooltip="12 tỷ đồng"/>')


def comments_and_spelling(package: Package) -> None:
    note = '<w:comment w:id="1" w:author="A"><w:p><w:r><w:t>Xem lại 12 tỷ đồng.</w:t></w:r></w:p></w:comment>'
    package.add_part("comments", f"<w:comments>{note}</w:comments>", "comments.xml")
    for middle in middles(package):
        for before in (
            '<w:proofErr w:type="spellStart"/>',
            '<w:commentRangeStart w:id="1"/>',
            '<w:permStart w:id="3"/>',
        ):
            middle.addprevious(xml(before))
        middle.addnext(xml('<w:r><w:annotationRef/><w:commentReference w:id="1"/></w:r>'))
        middle.addnext(xml('<w:commentRangeEnd w:id="1"/>'))


def notes(package: Package) -> None:
    """Notes without a digit, so that nothing but their blocks is more than in the plain file."""
    for kind in ("footnote", "endnote"):
        separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        said = f"<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> Theo số liệu của Chi cục Thống kê.</w:t></w:r></w:p>"
        root = f'<w:{kind}s>{separator}<w:{kind} w:id="1">{said}</w:{kind}></w:{kind}s>'
        package.add_part(f"{kind}s", root, f"{kind}s.xml")
    own = '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="1"/><w:t>(1)</w:t></w:r>'
    for middle in middles(package):
        middle.addnext(
            xml('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>')
        )
        middle.addnext(xml(own))


def runs_of_one_letter(package: Package) -> None:
    for found in runs(package.body):
        rest = found
        while len(text_of(rest)) > 1:
            rest = cut(rest, 1)


def _letters(package: Package, of: str) -> Iterator[tuple[Any, str]]:
    """The text elements that hold a character of these, with their text."""
    for text in package.body.iter(W + "t"):
        if regex.search(of, text.text or ""):
            yield text, text.text


def _set_between(text: Any, parts: list[str], between: str) -> None:
    """Write a text as parts with an element between each two."""
    for part in reversed(parts[1:]):
        text.addnext(xml(f'<w:t xml:space="preserve">{part}</w:t>'))
        text.addnext(xml(between))
    text.text = parts[0]
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def hyphens_and_signs(package: Package) -> None:
    for text, said in list(_letters(package, "%")):
        _set_between(text, said.split("%"), '<w:sym w:font="Symbol" w:char="F025"/>')
    for text, said in list(_letters(package, r"\w-\w")):
        _set_between(text, regex.split(r"(?<=\w)-(?=\w)", said), "<w:noBreakHyphen/>")
    for text, said in list(_letters(package, r"[a-z]{3}")):
        _set_between(text, regex.split(r"(?<=[a-z])(?=[a-z]{2})", said), "<w:softHyphen/>")


def printed_page_breaks(package: Package) -> None:
    for text, said in list(_letters(package, r"\w{2}")):
        _set_between(text, regex.split(r"(?<=\w)(?=\w)", said, maxsplit=2), "<w:lastRenderedPageBreak/>")


def page_breaks_in_sentences(package: Package) -> None:
    for paragraph in package.prose():
        text = paragraph.findall(f".//{W}t")[-1]
        parts = regex.split(r"(?<=\p{Ll}) (?=\p{Ll})", text.text or "", maxsplit=2)
        _set_between(text, parts, '<w:br w:type="page"/>')


def page_breaks_before_headings(package: Package) -> None:
    for paragraph in package.paragraphs():
        found = runs(paragraph)[0]
        found.find(W + "t").addprevious(xml('<w:br w:type="page"/>'))


def section_breaks_in_sentences(package: Package) -> None:
    section = '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    for paragraph in package.prose():
        found = regex.compile(r"(?<=\p{Ll}) (?=\p{Ll}{2})").search(text_of(runs(paragraph)[-1]), 20)
        if found:
            split_paragraph(paragraph, found.end())
            properties(paragraph).append(xml(section))


def ruby(package: Package) -> None:
    for middle in middles(package):
        shell = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>12 ký âm</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>"
        wrap(middle, shell, "rubyBase").insert(0, deepcopy(middle.find(W + "rPr")))


def equations(package: Package) -> None:
    for text, said in list(_letters(package, r"\d")):
        if len(text.getparent().findall(W + "t")) > 1:
            continue
        found = text.getparent()
        at = regex.search(r"\d+", said)
        assert at is not None
        number = cut(found, at.start())
        cut(number, len(at[0]))
        equation = xml(f"<m:oMath><m:r><m:rPr/><m:t>{at[0]}</m:t></m:r></m:oMath>")
        equation[0].insert(1, number.find(W + "rPr"))
        number.getparent().replace(number, equation)


_HIDDEN = "13.579 tỷ đồng (chưa đạt)"


def hidden_words(package: Package) -> None:
    for middle in middles(package):
        middle.addprevious(run(_HIDDEN, "<w:rPr><w:vanish/></w:rPr>"))
        middle.find(W + "rPr").append(xml('<w:vanish w:val="0"/>'))
        middle.find(W + "rPr").append(xml("<w:webHidden/>"))


def words_hidden_by_style(package: Package) -> None:
    package.add_style("character", "An", "<w:rPr><w:vanish/></w:rPr>")
    package.add_style("character", "An2", "", "An")
    package.add_style("paragraph", "DoanAn", "<w:rPr><w:vanish/></w:rPr>")
    for middle in middles(package):
        middle.addprevious(run(_HIDDEN, '<w:rPr><w:rStyle w:val="An2"/></w:rPr>'))
    for paragraph in package.prose():
        paragraph.addprevious(xml('<w:p><w:pPr><w:pStyle w:val="DoanAn"/></w:pPr></w:p>'))
        paragraph.getprevious().append(run(f"1. {_HIDDEN}"))


def hidden_fields(package: Package) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>"
    for middle in middles(package):
        for inner in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText> XE "12 tỷ" </w:instrText>',
                      '<w:fldChar w:fldCharType="end"/>'):  # fmt: skip
            middle.addprevious(xml(hidden.format(inner)))
        _around(middle, _code(" REF c "))
        middle.getprevious().insert(0, xml("<w:rPr><w:vanish/></w:rPr>"))


def hidden_paragraph_marks(package: Package) -> None:
    for paragraph in package.prose():
        split_paragraph(paragraph, 20)
        mark(paragraph, "<w:vanish/><w:specVanish/>")
