"""Who reports, of what time, and the head and the foot of the paper."""

from dataclasses import dataclass
from random import Random
from typing import Any

from samples.generated.story import load

PLACES = load("places")
_LAST_DISTRICT = (2025, 6)
_PERIODS = {6: "6 tháng đầu năm {year}", 9: "9 tháng đầu năm {year}", 12: "năm {year}"}
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


@dataclass(frozen=True, slots=True)
class Paper:
    """The issuer and the period of a report, the words for them, and the lines of its head and foot."""

    who: str
    months: int
    names: dict[str, str]
    head: dict[str, str]
    opening: tuple[str, ...]
    signature: tuple[str, ...]

    @property
    def is_party(self) -> bool:
        return self.who == "party"


def draw_paper(rnd: Random) -> Paper:
    issuers = PLACES["issuers"]
    who = rnd.choices(list(issuers), [i["weight"] for i in issuers.values()])[0]
    months = rnd.choice((6, 12) if who == "school" else (6, 9, 12))
    year = rnd.randint(2018, 2025)
    if (year, months) > _LAST_DISTRICT:
        year -= 1
    issuer = issuers[who]
    places = {n: rnd.choice(PLACES[n + "s"]) for n in ("province", "district", "commune")}
    places |= {name.upper(): value.upper() for name, value in places.items()}
    names = _names(rnd, who, months, year, issuer, places)
    head = _head(rnd, who, months, year, issuer, places, names)
    signer = [*rnd.choice(issuer["sign"]).split("/"), f"{rnd.choice(PLACES['families'])} {rnd.choice(PLACES['given'])}"]
    receivers = [r.format(**places) for r in issuer["receivers"]]
    foot = ["Nơi nhận:", *(f"- {r};" for r in receivers[:-1]), f"- {receivers[-1]}."]
    head |= {"signer": "/".join(signer), "receivers": ";".join(receivers)}
    return Paper(who, months, names, head, _opening(head), (*foot, *(f"**{s}**" for s in signer)))


def _names(
    rnd: Random, who: str, months: int, year: int, issuer: dict[str, Any], places: dict[str, str]
) -> dict[str, str]:
    """The words of the report for its time and its issuer."""
    names = {"year": str(year), "last_year": str(year - 1), "next_year": str(year + 1)}
    period = _PERIODS[months].format(year=year)
    day = {6: f"30/6/{year}", 9: f"30/9/{year}", 12: f"31/12/{year}"}[months]
    if who == "school":
        names = {n: f"học {y}-{y + 1}" for n, y in zip(names, (year, year - 1, year + 1), strict=True)}
        period = f"năm học {year}-{year + 1}" if months == 12 else f"học kỳ I năm học {year}-{year + 1}"
        day = f"31/5/{year + 1}" if months == 12 else f"10/01/{year + 1}"
    full = issuer["name"].format(**places)
    names |= {"period": period, "Period": period[0].upper() + period[1:], "area": issuer["area"], "who": who}
    names |= {"giver": rnd.choice(issuer["giver"]), "issuer": full, "Issuer": full, "short": issuer["short"]}
    return names | {"day": f"ngày {day}" if rnd.random() < 0.8 else "thời điểm báo cáo"}


def _head(
    rnd: Random, who: str, months: int, year: int, issuer: dict[str, Any], places: dict[str, str], names: dict[str, str]
) -> dict[str, str]:
    """The components of the letterhead."""
    issued = (year + 1 if months == 12 else year, {6: 7, 9: 10, 12: 1}[months], rnd.randint(2, 25))
    if who == "school":
        issued = (year + 1, 6 if months == 12 else 1, rnd.randint(12, 27))
    day, month = f"{issued[2]:02d}", f"{issued[1]:02d}" if issued[1] < 3 else str(issued[1])
    number = f"{rnd.randint(3, 480):02d}"
    symbol = rnd.choice(issuer["symbol"])
    place = places["district"] if who in ("district", "department") else places["commune"]
    title = rnd.choice(
        (
            f"Kết quả thực hiện nhiệm vụ {names['period']}",
            f"Tình hình thực hiện nhiệm vụ {names['period']}, phương hướng nhiệm vụ thời gian tới",
            f"Kết quả công tác {names['period']}",
        )
    )
    return {
        "above": "/".join(a.format(**places) for a in issuer["above"]),
        "own": issuer["own"].format(**places),
        "issuer": names["issuer"],
        "number": number,
        "symbol": symbol,
        "printed_number": f"Số {number}-{symbol}" if who == "party" else f"Số: {number}/{symbol}",
        "motto": _PARTY if who == "party" else "/".join(_STATE),
        "printed_date": f"{place}, ngày {day} tháng {month} năm {issued[0]}",
        "date": f"{issued[0]}-{issued[1]:02d}-{issued[2]:02d}",
        "place": place,
        "title": title,
    }


def _opening(head: dict[str, str]) -> tuple[str, ...]:
    """The head of the paper as lines."""
    left = [*head["above"].split("/"), head["own"]]
    star = ["*"] if head["motto"] == _PARTY else []
    return (
        *(f"**{line}**" for line in left),
        *star,
        *(f"**{line}**" for line in head["motto"].split("/")),
        head["printed_number"],
        head["printed_date"],
        "**BÁO CÁO**",
        f"**{head['title']}**",
    )
