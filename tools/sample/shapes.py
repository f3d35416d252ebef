"""Lines and outlines as a child's hand makes them: lists of points, in pixels, y growing downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Path = list[Point]
Line = Sequence[tuple[float, float]]
"""What a function takes where it only reads a path."""


def ellipse(
    cx: float,
    cy: float,
    rx: float,
    ry: float | None = None,
    *,
    start: float = -100,
    sweep: float = 360,
    tilt: float = 0,
) -> Path:
    """An ellipse, or `sweep` degrees of it from `start`; clockwise on the screen, 0 is to the right."""
    ry = rx if ry is None else ry
    steps = max(8, int(abs(sweep) / 6))
    angles = [math.radians(start + sweep * i / steps) for i in range(steps + 1)]
    return turn([(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles], (cx, cy), tilt)


def box(x: float, y: float, width: float, height: float) -> Path:
    """A closed rectangle from its upper left corner."""
    return closed([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def star(cx: float, cy: float, outer: float, inner: float, points: int = 5, tilt: float = -90) -> Path:
    """A closed star."""
    ring = []
    for i in range(points * 2):
        angle = math.radians(tilt + 180 * i / points)
        radius = inner if i % 2 else outer
        ring.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return closed(ring)


def crescent(cx: float, cy: float, radius: float) -> Path:
    """A closed sickle, open to the upper right."""
    outer = ellipse(cx, cy, radius, start=0, sweep=270)
    inner = ellipse(cx + radius * 0.42, cy - radius * 0.42, radius * 0.72, start=-112, sweep=-226)
    return closed([*outer, *inner])


def heart(cx: float, cy: float, size: float) -> Path:
    """A closed heart."""
    ring = []
    for i in range(41):
        t = math.tau * i / 40 + 0.3
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        ring.append((cx + x * size / 32, cy - y * size / 32))
    return ring


def closed(points: Line) -> Path:
    """The same outline, ending where it began."""
    return [*points, points[0]]


def turn(path: Line, centre: Point, degrees: float) -> Path:
    """The path turned about `centre`, clockwise on the screen."""
    if not degrees:
        return list(path)
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return [(centre[0] + (x - centre[0]) * cos - (y - centre[1]) * sin,
             centre[1] + (x - centre[0]) * sin + (y - centre[1]) * cos) for x, y in path]  # fmt: skip


def place(path: Line, x: float, y: float, scale: float = 1, *, flip: bool = False) -> Path:
    """A path drawn about the origin, put at (x, y)."""
    return [(x + (-px if flip else px) * scale, y + py * scale) for px, py in path]


def curve(points: Line, *, loop: bool = False, detail: int = 10) -> Path:
    """A round line through all points (Catmull-Rom); `loop` closes it."""
    if len(points) < 3:
        return list(points)
    ring = [points[-1], *points, points[0], points[1]] if loop else [points[0], *points, points[-1]]
    path: Path = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for step in range(detail):
            t = step / detail
            path.append((_catmull(a[0], b[0], c[0], d[0], t), _catmull(a[1], b[1], c[1], d[1], t)))
    return [*path, points[0] if loop else points[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def resample(path: Line, step: float) -> Path:
    """The same line with a point every `step` pixels."""
    found = [path[0]]
    rest = step
    for (x0, y0), (x1, y1) in pairwise(path):
        length = math.hypot(x1 - x0, y1 - y0)
        at = rest
        while at <= length:
            found.append((x0 + (x1 - x0) * at / length, y0 + (y1 - y0) * at / length))
            at += step
        rest = at - length
    return [*found, path[-1]]


class Drift:
    """A value that wanders smoothly between -1 and 1, as the pressure and place of a hand do."""

    def __init__(self, rng: Random, wavelength: float) -> None:
        self._rng, self._wavelength = rng, wavelength
        self._values: list[float] = []

    def __call__(self, at: float) -> float:
        """The value after `at` pixels."""
        where = max(0.0, at) / self._wavelength
        i = int(where)
        while len(self._values) < i + 2:
            self._values.append(self._rng.uniform(-1, 1))
        blend = (1 - math.cos(math.pi * (where - i))) / 2
        return self._values[i] * (1 - blend) + self._values[i + 1] * blend


def wobble(path: Line, rng: Random, amount: float, wavelength: float = 90, step: float = 4) -> Path:
    """The path as an unsure hand follows it: `amount` pixels off at most, more slowly than quickly."""
    slow_x, slow_y = Drift(rng, wavelength), Drift(rng, wavelength)
    quick_x, quick_y = Drift(rng, wavelength / 5), Drift(rng, wavelength / 5)
    return [
        (x + amount * (0.8 * slow_x(i * step) + 0.2 * quick_x(i * step)),
         y + amount * (0.8 * slow_y(i * step) + 0.2 * quick_y(i * step)))
        for i, (x, y) in enumerate(resample(path, step))
    ]  # fmt: skip


def bounds(paths: Iterable[Line]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all paths together."""
    xs, ys = zip(*(point for path in paths for point in path), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def scribble(outline: Line, rng: Random, *, angle: float, gap: float, overshoot: float) -> list[Path]:
    """To and fro inside an outline, as children colour in: zigzags that leave gaps and run over the edge.

    Where the outline is in two parts at one height, each part gets its own zigzag.
    """
    centre = outline[0]
    ring = turn(outline, centre, -angle)
    _, top, _, bottom = bounds([ring])
    runs: list[list[tuple[float, float, float]]] = []
    y = top + gap * rng.uniform(0.15, 0.5)
    while y < bottom:
        crossings = sorted(_crossings(ring, y))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            near = next((run for run in runs if run[-1][0] < y and y - run[-1][0] < gap * 1.9
                         and left < run[-1][2] and right > run[-1][1]), None)  # fmt: skip
            if near is None:
                runs.append([(y, left, right)])
            else:
                near.append((y, left, right))
        y += gap * rng.uniform(0.75, 1.2)
    return [turn(_zigzag(run, rng, overshoot), centre, angle) for run in runs]


def _crossings(ring: Line, y: float) -> list[float]:
    found = []
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 <= y) != (y1 <= y):
            found.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return found


def _zigzag(run: list[tuple[float, float, float]], rng: Random, overshoot: float) -> Path:
    points: Path = []
    for i, (y, left, right) in enumerate(run):
        ends = [left - overshoot * rng.uniform(-1.3, 1), right + overshoot * rng.uniform(-1.3, 1)]
        here, there = ends if i % 2 else ends[::-1]
        tip = rng.uniform(-0.1, 0.5) * (run[1][0] - run[0][0] if len(run) > 1 else 6)
        bow = rng.uniform(-0.35, 0.35) * (run[1][0] - run[0][0] if len(run) > 1 else 6)
        points += [(here, y), ((here + there) / 2, y + bow), (there, y + tip)]
    return curve(points, detail=6)
