"""A child's line as a picture: the way it went, where it began, what comes next, and words beside them.

Why no library: of those that draw without a browser, pygal brings its own style and script in each picture,
which our content security policy refuses; leather has fixed colours and says nothing to a screen reader;
matplotlib turns words into outlines. None of them keeps words at their size while the picture gets narrow.

Time runs from where reading begins: in Arabic from right to left. Those who read so expect it of anything
that shows time (so do Mozilla's guidelines for right-to-left pages, and the bars of our goals), though their
schoolbooks draw axes of numbers from the left. As either can be meant (Gorelik and Sulieman measured how
readers falter where it stays open), the picture says it: months stand below, the first point says "Start".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from slc_site.model.measure import Reading
from slc_site.render.charts.labels import LINE, NARROW, WIDE, Box, Room, Spot, width
from slc_site.render.charts.scales import BOTTOM, TimeScale, ValueScale, firsts, value_scale
from slc_site.render.charts.telling import Aim, Growth
from slc_site.render.translations import Words
from slc_site.render.views import ChartLabel, ChartPoint, ChartView, GridLine

_END = 95.0
"""Where the last day stands: beyond it is room for half a number."""
_MOST_POINTS = 60
"""Of more readings, only the first and the last have a mark: the line tells the rest."""
_MARK = 3.0
"""Half of a mark's size, in percent of a narrow picture."""
_SAMPLES = 120
"""At so many places, the line between the readings keeps words away from itself."""


def draw(growth: Growth, id: str, title: str, words: Words) -> ChartView:
    """Return the picture of a child's readings; `id` tells it from the others on its page."""
    return _Drawing(growth, words).view(id, title)


class _Drawing:
    def __init__(self, growth: Growth, words: Words) -> None:
        self.growth = growth
        self.words = words
        self.is_mirrored = words.direction == "rtl"
        values = [reading.value for reading in growth.readings]
        self.values: ValueScale = value_scale([*values, *(aim.target for aim in growth.aims)])
        grid = max(width(words.number(tick), NARROW) for tick in self.values.ticks)
        last = max(growth.last.date, (growth.aim and growth.aim.due) or growth.last.date)
        self.time = TimeScale(growth.first.date, last, grid + 2 * _MARK, _END, self.is_mirrored)
        self.narrow, self.wide = Room(NARROW), Room(WIDE)

    def view(self, id: str, title: str) -> ChartView:
        growth = self.growth
        way = [self.point(reading) for reading in growth.readings]
        grid = tuple(self.grid())
        goal = self.goal(growth.aim)
        baseline = [way[0], (way[-1][0], way[0][1])]
        targets = [self.target_line(number) for number in range(len(growth.aims))]
        for room in (self.narrow, self.wide):
            room.take(_around(way))
            room.take([_flat(baseline), *map(_flat, targets)])
            room.take(self.flag(goal))
        labels = (*self.months(), *self.words_at_points(way))
        marked = len(way) <= _MOST_POINTS
        return ChartView(
            id=id,
            title=title,
            sentence=growth.sentence(self.words),
            grid=grid,
            way=_joined(way),
            baseline=_joined(baseline) if len(way) > 1 else "",
            targets=tuple(map(_joined, targets)),
            start=ChartPoint(*way[0]),
            points=tuple(ChartPoint(*place) for place in (way[1:] if marked else way[-1:])),
            goal=ChartPoint(*goal) if goal else None,
            labels=labels,
        )

    # -- places -----------------------------------------------------------------------------------------

    def point(self, reading: Reading) -> tuple[float, float]:
        return self.time.at(reading.date), self.values.at(reading.value)

    def goal(self, aim: Aim | None) -> tuple[float, float] | None:
        if aim is None or aim.due is None or not self.time.first <= aim.due <= self.time.last:
            return None
        return self.time.at(aim.due), self.values.at(aim.target)

    def target_line(self, number: int) -> list[tuple[float, float]]:
        """Return where a target holds: until there is another one, or until its day."""
        aims = self.growth.aims
        aim, y = aims[number], self.values.at(aims[number].target)
        until: date = aims[number + 1].since if number + 1 < len(aims) else self.time.last
        start, end = self.time.at(aim.since), self.time.at(until)
        if start == end:  # set on the last day, for no day: a short piece all the same
            start, end = start - _MARK, end + _MARK
        return [(start, y), (end, y)]

    def flag(self, goal: tuple[float, float] | None) -> Iterator[Box]:
        """Give what the flag covers: a pole, and cloth beyond it."""
        if goal is not None:
            x, y = goal
            yield Box(x - (6 if self.is_mirrored else 1), y - 7, x + (1 if self.is_mirrored else 6), y + 2)

    # -- words ------------------------------------------------------------------------------------------

    def grid(self) -> Iterator[GridLine]:
        for tick in self.values.ticks:
            y, text = self.values.at(tick), self.words.number(tick)
            spot = Spot(self.time.side(self.time.start - 2 * _MARK), y + LINE * 0.3, self.toward("start"))
            for room in (self.narrow, self.wide):
                room.put(text, spot)
            yield GridLine(y, self.label(text, spot))

    def months(self) -> Iterator[ChartLabel]:
        names = {
            "month": self.words.short_month,
            "month-and-year": self.words.short_month_and_year,
            "year": self.words.year,
            "day": self.words.month_and_day,
        }
        y = BOTTOM + LINE * 1.5
        for day, kind in firsts(self.time.first, self.time.last):
            text, x = names[kind](day), self.time.at(day)
            yield from self.placed([text], [Spot(x, y, "middle"), *self.beside(x, y)], "month")

    def beside(self, x: float, y: float) -> list[Spot]:
        return [Spot(x - _MARK * 0.3, y, "left"), Spot(x + _MARK * 0.3, y, "right")]

    def words_at_points(self, way: Sequence[tuple[float, float]]) -> Iterator[ChartLabel]:
        """Give the words beside the picture's marks, those that matter most first."""
        growth, number = self.growth, self.words.number
        start = self.words.gettext("Start %(number)s") % {"number": number(growth.first.value)}
        if len(way) > 1:
            yield from self.placed([number(growth.last.value)], self.near(*way[-1]), "now")
        yield from self.placed([start], self.near(*way[0]), "start")
        if growth.aims:
            yield from self.placed(*self.target_words(growth.aims[-1]), "target")
        if len(way) <= _MOST_POINTS:
            for reading, place in zip(growth.readings[-2:0:-1], way[-2:0:-1], strict=True):
                yield from self.placed([number(reading.value)], self.near(*place)[:2], "between")

    def near(self, x: float, y: float) -> list[Spot]:
        above, below = y - LINE * 0.7, y + LINE * 1.35
        return [
            Spot(x, above, "middle"),
            Spot(x, below, "middle"),
            *(spot for level in (above, below) for spot in self.beside(x, level)),
            Spot(x + 2 * _MARK, y + LINE * 0.3, "left"),
            Spot(x - 2 * _MARK, y + LINE * 0.3, "right"),
        ]

    def target_words(self, aim: Aim) -> tuple[list[str], list[Spot]]:
        """Return what can be said of a target, the longest first, and where."""
        said = {"number": self.words.number(aim.target), "day": ""}
        texts = [self.words.gettext("Target %(number)s") % said]
        if aim.due:
            said["day"] = self.words.month_and_day(aim.due)
            texts.insert(0, self.words.gettext("Target %(number)s by %(day)s") % said)
        (start, y), (end, _) = self.target_line(len(self.growth.aims) - 1)
        end -= _MARK if end > start else -_MARK  # beside the flag, not under it
        above, below = y - LINE * 0.5, y + LINE * 1.2
        return texts, [
            Spot(x, level, anchor)
            for x, anchor in ((end, self.toward("start")), (start, self.toward("end")))
            for level in (above, below, above - LINE, below + LINE)
        ]

    def toward(self, where: str) -> str:
        """Return the anchor of a text that reaches from its place toward where reading starts, or ends."""
        return "left" if (where == "end") is not self.is_mirrored else "right"

    def placed(self, texts: Sequence[str], spots: Sequence[Spot], kind: str) -> Iterator[ChartLabel]:
        """Give the first of the texts that has room on any screen, else on a wide one; else none.

        What has no room is not lost: it stands below the picture, and in the table.
        """
        for text in texts:
            for spot in spots:
                if self.narrow.has_room(text, spot) and self.wide.has_room(text, spot):
                    self.narrow.put(text, spot)
                    self.wide.put(text, spot)
                    yield self.label(text, spot, kind)
                    return
        for text in texts:
            for spot in spots:
                if self.wide.has_room(text, spot):
                    self.wide.put(text, spot)
                    yield self.label(text, spot, kind, wide_only=True)
                    return

    def label(self, text: str, spot: Spot, kind: str = "", *, wide_only: bool = False) -> ChartLabel:
        ends = {"left": "end", "right": "start"} if self.is_mirrored else {"left": "start", "right": "end"}
        return ChartLabel(
            x=round(spot.x, 2),
            y=round(spot.y, 2),
            anchor=ends.get(spot.anchor, "middle"),
            text=text,
            kind=kind,
            wide_only=wide_only,
        )


def _around(way: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Give what the line and its marks cover, in small pieces."""
    for x, y in way:
        yield Box(x - _MARK * 0.8, y - _MARK * 0.8, x + _MARK * 0.8, y + _MARK * 0.8)
    each = max(2, min(12, _SAMPLES // len(way)))
    for (x1, y1), (x2, y2) in pairwise(way):
        for step in range(1, each):
            x, y = x1 + (x2 - x1) * step / each, y1 + (y2 - y1) * step / each
            yield Box(x - 0.4, y - 0.8, x + 0.4, y + 0.8)


def _flat(line: Sequence[tuple[float, float]]) -> Box:
    """Return what a line straight across covers."""
    (x1, y), (x2, _) = line
    return Box(min(x1, x2), y - 0.5, max(x1, x2), y + 0.5)


def _joined(way: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in way)
