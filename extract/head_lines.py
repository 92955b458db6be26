"""The forms of the lines of a letterhead: motto, number, place and date, subject, urgency."""

import regex

MOTTO = regex.compile(
    r"cộng hoà xã hội chủ nghĩa việt(?: nam)?|đảng cộng sản việt nam"
    r"|độc lập\s?-?\s?tự do(?:\s?-?\s?hạnh phúc)?|hạnh phúc"
)
# What is left blank for the clerk: Số: ....../BC-UBND, ngày ___ tháng 12.
_BLANK = r"[\s._…]*"
# a scan may lose the tone of the first word: Sô: 12/BC-UBND
NUMBER = regex.compile(
    rf"(?i:số|sô|sổ|sồ)\s?:?{_BLANK}(?P<number>\d*\s?[a-z]?){_BLANK}[/-]\s?"
    r"(?P<symbol>(?:\d{4}\s?/\s?)?\p{Lu}[\p{L}\d&]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d&]*)*)"
)
DATE = regex.compile(
    rf"(?P<place>\p{{Lu}}[\p{{L}}\s.'-]{{1,40}}?)\s?,\s?(?P<date>(?i:ngày){_BLANK}(?:"
    rf"(?P<day>\d{{0,2}}){_BLANK}(?i:tháng){_BLANK}(?P<month>\d{{0,2}}){_BLANK}(?i:năm){_BLANK}(?P<year>\d{{0,4}})"
    r"|(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})))\W*$"
)
URGENCY = regex.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
ABOUT = regex.compile(r"(?i)^v/v\s*:?\s*|^về việc\s")
