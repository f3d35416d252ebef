"""What was measured of a child: the picture, the numbers, the page they stand on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from slc_site.render.views.parts import Frame

Day: TypeAlias = date


class ChartPoint(Struct, frozen=True):
    """A place in the picture, in percent of its width from the left and of its height from the top."""

    x: float
    y: float


class ChartLabel(Struct, frozen=True):
    """Words in the picture."""

    x: float
    y: float
    """The line that the letters stand on."""
    anchor: str
    """`start`, `middle` or `end`, as `text-anchor` means it in the direction of the page."""
    text: str
    kind: str = ""
    """`start`, `now`, `between`, `target` or `month`; empty: beside a line across."""
    wide_only: bool = False
    """There is no room for it on a phone."""


class GridLine(Struct, frozen=True):
    """A line across, and its number."""

    y: float
    label: ChartLabel


class ChartView(Struct, frozen=True):
    """A child's line over time. Lines are `x,y x,y …` in percent, for a `polyline`."""

    id: str
    """Tells it from the other pictures on the page."""
    title: str
    sentence: str
    """The same in words, for who cannot see it."""
    grid: tuple[GridLine, ...]
    way: str
    """Through all readings; of one reading a single place."""
    baseline: str
    """Where it began, all the way across; empty when there is only the beginning."""
    targets: tuple[str, ...]
    """Each target as long as it held."""
    start: ChartPoint
    """The first reading."""
    points: tuple[ChartPoint, ...]
    """The other readings; of very many only the last."""
    goal: ChartPoint | None
    """The day by which the target is to be reached."""
    labels: tuple[ChartLabel, ...]


class ReadingView(Struct, frozen=True):
    """One measurement."""

    date: date
    value: Decimal
    target: Decimal | None


class MeasureView(Struct, frozen=True):
    """One student's own line of one measure."""

    title: str
    unit: str
    readings: tuple[ReadingView, ...]
    """Oldest first."""
    chart: ChartView
    headline: str = ""
    """The gain in few words, such as "43 more than at the start"; empty when there is none."""
    target: Decimal | None = None
    """What comes next, or what is reached."""
    due: Day | None = None
    is_reached: bool = False


class DataPage(Struct, frozen=True):
    """`data.html`: what was measured of one student; for the room, unless a teacher lets the family in."""

    frame: Frame
    reached: tuple[MeasureView, ...]
    """Wins: the target is reached."""
    growing: tuple[MeasureView, ...]
    """On the way."""
