"""PDFs written by hand for the tests: every character half as wide as it is high, text found by its ToUnicode map.

All letters look like one box, the only glyph of an embedded font, so that each takes its room on the page.
"""

import io
import struct
import zlib
from collections.abc import Callable, Sequence

# x, y from the top, text, bold; or x0, y0, x1, y1 of a ruled box
Word = tuple[float, float, str, bool]
Rule = tuple[float, float, float, float]
# words and rules, or the drawing itself
Page = tuple[Sequence[Word], Sequence[Rule]] | str

HEIGHT, SIZE = 842, 14
SHEET = b"/MediaBox [0 0 595 842]"
# What is drawn at (x, y) of a page that is shown turned, y from the top, and how its letters lie.
TURNED: dict[int, tuple[Callable[[float, float], tuple[float, float]], str]] = {
    0: (lambda x, y: (x, HEIGHT - y), "1 0 0 1"),
    90: (lambda x, y: (y, x), "0 1 -1 0"),
    180: (lambda x, y: (595 - x, y), "-1 0 0 -1"),
    270: (lambda x, y: (595 - y, HEIGHT - x), "0 -1 1 0"),
}


def at(x: float, y: float, text: str, size: float = SIZE, bold: bool = False, how: str = "", lie: str = "") -> str:
    """A text object at a place from the top left; `how` is set before it is shown."""
    return (
        f"BT /{'B' if bold else 'R'} {size} Tf {how} {lie or '1 0 0 1'} {x} {HEIGHT - y} Tm "
        f"<{text.encode('utf-16-be').hex()}> Tj ET"
    )


def content(page: Page, turn: int = 0) -> bytes:
    if isinstance(page, str):
        return page.encode()
    words, rules = page
    place, lie = TURNED[turn]
    drawn = []
    for x, y, text, bold in words:
        left, up = place(x, y)
        drawn.append(at(left, HEIGHT - up, text, bold=bold, lie=lie))
    for x0, y0, x1, y1 in rules:
        (a, b), (c, d) = place(x0, y0), place(x1, y1)
        drawn.append(f"{min(a, c)} {min(b, d)} {abs(c - a)} {abs(d - b)} re S")
    return "\n".join(drawn).encode()


def stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


# The pages of Unicode that the tests write in; pdfminer unrolls each of their characters for every page it looks at.
WRITTEN_IN = (0x00, 0x01, 0x02, 0x03, 0x1E, 0x20, 0x21, 0x22, 0x25)


def to_unicode() -> bytes:
    rows = "\n".join(f"<{h:02x}00> <{h:02x}ff> <{h:02x}00>" for h in WRITTEN_IN)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        b"%d beginbfrange\n" % len(WRITTEN_IN) + rows.encode() + b"\nendbfrange endcmap end end"
    )


def box_font() -> bytes:
    """A TrueType font whose only glyph is a box, 460 wide and 700 high of 1000."""
    corners = struct.pack(">8h", 40, 420, 0, -420, 0, 0, 700, 0)
    glyph = struct.pack(">5hHH4B", 1, 40, 0, 460, 700, 3, 0, 1, 1, 1, 1) + corners + b"\0\0"
    tables = {
        b"glyf": glyph,
        b"head": struct.pack(
            ">4IHHQQ4hHH3h", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -200, 500, 800, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 1 << 16, 800, -200, 0, 500, 0, 0, 500, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hh", 500, 40),
        b"loca": struct.pack(">II", 0, len(glyph)),
        b"maxp": struct.pack(">I14H", 1 << 16, 1, 4, 1, 0, 0, 1, *[0] * 8),
    }
    heads, body = struct.pack(">I4H", 1 << 16, len(tables), 64, 2, 32), b""
    for name, table in tables.items():
        heads += name + struct.pack(">III", 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return heads + body


def font(name: bytes, below: int, cmap: int) -> bytes:
    own = b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H " % name
    return own + b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (below, cmap)


def below(name: bytes, descriptor: int, glyphs: int) -> bytes:
    return (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /DW 500 /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % (name, descriptor, glyphs)
    )


def descriptor(name: bytes, program: int) -> bytes:
    return (
        b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 /FontFile2 %d 0 R >>" % (name, program)
    )


def pdf(pages: Sequence[Page], sheet: bytes = SHEET, turn: int = 0) -> bytes:
    kids = b" ".join(b"%d 0 R" % (12 + 2 * i) for i in range(len(pages)))
    program = box_font()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        font(b"Song", 4, 9), below(b"Song", 5, 10), descriptor(b"Song", 11),
        font(b"Song-Bold", 7, 9), below(b"Song-Bold", 8, 10), descriptor(b"Song-Bold", 11),
        stream(to_unicode()), stream(bytes(2 << 16)), stream(program, b"/Length1 %d" % len(program)),
    ]  # fmt: skip
    for index, page in enumerate(pages):
        resources = b"<< /Font << /R 3 0 R /B 6 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R %s /Rotate %d /Contents %d 0 R /Resources %s >>"
            % (sheet, turn, 13 + 2 * index, resources)
        )
        objects.append(stream(content(page, turn)))
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def lines(*texts: str, y: float = 100) -> list[Word]:
    """Texts as lines of a paragraph's pitch; what is between ** is bold."""
    return [(70, y + 20 * i, t.strip("*"), t.startswith("**")) for i, t in enumerate(texts)]
