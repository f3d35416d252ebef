"""Ms. Okafor draws an example: neat, but no better than a grown-up does on the board."""

from __future__ import annotations

from PIL import Image

from tools.sample import shapes
from tools.sample.colours import BLACK, BLUE, BROWN, GREEN, ORANGE, PURPLE, YELLOW
from tools.sample.crayon import FAT, FINE, MARKER, Sheet
from tools.sample.shapes import curve, ellipse

_STEMS = (
    [(0, 0), (10, -150), (70, -210), (130, -130)],
    [(0, 0), (6, -180), (44, -290), (90, -270)],
    [(0, 0), (-6, -200), (4, -330), (0, -420)],
)
"""From the pot to the flower: asleep, waking up, awake."""


def sleepy_plant() -> Image.Image:
    """A plant in its pot three times: it hangs, it is watered, it stands."""
    sheet = Sheet("teacher sleepy plant")
    sheet.write("Wake up, plant!", 470, 150, 66, BLUE, MARKER, neat=0.9)
    for number, stem in enumerate(_STEMS):
        x, y = 290 + number * 500, 790.0
        path = curve([(x + dx, y + dy) for dx, dy in stem])
        sheet.line(path, GREEN, FAT)
        pot = [(x - 110, y), (x + 110, y), (x + 78, y + 190), (x - 78, y + 190), (x - 110, y)]
        sheet.shape([(float(a), float(b)) for a, b in pot], ORANGE, BROWN)
        top_x, top_y = path[-1]
        for step in range(6):
            petal = ellipse(top_x, top_y - 44, 24, 40)
            sheet.shape(shapes.turn(petal, (top_x, top_y), step * 60), PURPLE)
        sheet.dot(top_x, top_y, 26, YELLOW)
        sheet.write(str(number + 1), x - 20, 1140, 60, BLACK, FINE, neat=0.9)
    for drop in range(5):
        x = 760 + drop * 34
        sheet.line([(x, 350 + drop % 2 * 40), (x - 8, 400 + drop % 2 * 40)], BLUE, FINE)
    return sheet.image
