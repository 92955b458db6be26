"""Pictures of pages → scanned pages, several at a time, each turned upright."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic

from extract.paged.image_rules import grids
from extract.paged.misread import put_right
from extract.paged.picture import Picture, straightened, turned
from extract.paged.recognise import Row, recognised
from extract.paged.scanned_cells import is_written, leaning, read_cells
from extract.paged.scanned_page import ScannedPage
from extract.paged.second_look import looked_again
from extract.paged.slope import slope
from extract.records import Recognition
from extract.rules import load

# the mean confidence of a page that lies on its side or stands on its head is far below this
_UPRIGHT = 0.75
# a page with fewer letters may hold only a stamp: nothing tells how it stands
_LEAST_LETTERS = 20
# lines that slope less, in radians, are read as well as level ones; those that slope more are no lines
_CROOKED, _STANDS = 0.026, 0.35
# a word of so many letters is wider than it is high
_TELLING = 4


def read_pictures(pictures: Iterable[tuple[int, Picture]], recognition: Recognition) -> Iterator[ScannedPage]:
    """The scanned pages of numbered pictures, in their order, as long as the time for them lasts.

    No more pictures are taken than are being read: a picture has millions of dots.
    """
    end = monotonic() + recognition.seconds
    waiting: deque[Future[ScannedPage]] = deque()
    with ThreadPoolExecutor(recognition.threads) as pool:
        for number, picture in pictures:
            waiting.append(pool.submit(_read, number, picture))
            if len(waiting) > recognition.threads:
                yield waiting.popleft().result()
            if monotonic() > end:
                break
        while waiting:
            yield waiting.popleft().result()


def _read(number: int, picture: Picture) -> ScannedPage:
    picture, rows = _straight(*_upright(_levelled(picture)))
    lies = leaning(rows, picture.scale)
    tables = [table for table in grids(picture, lies.turn) if is_written(table, rows, lies)]
    rows = put_right(looked_again(read_cells(rows, tables, picture, lies), picture), load())
    return ScannedPage(number, picture, rows, tables, lies, stamped(picture))


def _upright(picture: Picture) -> tuple[Picture, list[Row]]:
    """The picture turned as it is read best, and its rows."""
    rows = recognised(picture)
    if _letters(rows) < _LEAST_LETTERS or (_sure(rows) >= _UPRIGHT and not _stand(rows)):
        return picture, rows
    tries = [(picture, rows), *((p, recognised(p)) for p in (turned(picture, q) for q in (1, 3, 2)))]
    return max(tries, key=lambda t: (not _stand(t[1]), _sure(t[1]) * _letters(t[1])))


def _levelled(picture: Picture) -> Picture:
    """The picture with its lines made level, where they slope so much that Tesseract loses some."""
    lean = slope(picture)
    return straightened(picture, lean) if abs(lean) > _CROOKED else picture


def _straight(picture: Picture, rows: list[Row]) -> tuple[Picture, list[Row]]:
    """The picture and its rows, read again where these slope still: too much, or too few, to be seen before."""
    lean = leaning(rows, picture.scale).turn
    if not _CROOKED < abs(lean) < _STANDS:
        return picture, rows
    picture = straightened(picture, lean)
    return picture, recognised(picture)


def _stand(rows: Iterable[Row]) -> bool:
    """True when the words stand on their sides: Tesseract reads such, but in no order."""
    boxes = [word.box for row in rows for word in row.words if len(word.text) >= _TELLING]
    return sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in boxes) * 2 > len(boxes)


def stamped(picture: Picture) -> tuple[str, ...]:
    """The lines that a red stamp on the page prints."""
    stamp = picture.stamp()
    return tuple(" ".join(word.text for word in row.words) for row in recognised(stamp)) if stamp else ()


def _letters(rows: Iterable[Row]) -> int:
    return sum(len(word.text) for row in rows for word in row.words)


def _sure(rows: Iterable[Row]) -> float:
    """The mean confidence of the letters."""
    weighted = [(word.confidence, len(word.text)) for row in rows for word in row.words]
    return sum(c * n for c, n in weighted) / max(1, sum(n for _, n in weighted))
