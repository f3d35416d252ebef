"""Arjun counts."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

from tools.sample import shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    GREY,
    LIME,
    ORANGE,
    PINE,
    PURPLE,
    RED,
    SKY,
    TAN,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FINE, MARKER, PENCIL, Sheet, Tool, darker
from tools.sample.paper import Paper
from tools.sample.shapes import curve, ellipse


def fruit_graph() -> Image.Image:
    """September: bars of squares, a fruit below each."""
    sheet = Sheet("arjun fruit", paper=Paper.GRAPH)
    sheet.write("Favrit fruit", 430, 130, 60, BLUE, MARKER, neat=0.2)
    bars = ((5, RED), (7, YELLOW), (3, ORANGE), (6, PURPLE), (2, LIME))
    floor = 960
    for i, (count, colour) in enumerate(bars):
        x = 250 + i * 250
        for j in range(count):
            ring = shapes.box(x, floor - 100 * (j + 1), 150, 96)
            sheet.fill(ring, colour, Tool(12, 0.75, 5, gap=1.05), layers=1)
            sheet.line(ring, BLACK, PENCIL)
        sheet.write(str(count), x + 52, floor - 100 * count - 26, 34, BLACK, FINE, neat=0.3)
    sheet.lines([[(180, 200), (180, 962)], [(180, 962), (1540, 966)]], BLACK, CRAYON)
    for j in range(1, 8):
        sheet.write(str(j), 110, floor - 100 * j + 60, 24, BLACK, FINE, neat=0.3)
    _apple(sheet, 325, 1060)
    banana = curve([(500, 1030), (540, 1100), (640, 1100), (668, 1030), (620, 1060), (550, 1056)], loop=True)
    sheet.shape(banana, YELLOW, BROWN)
    sheet.shape(ellipse(825, 1065, 58), ORANGE, darker(ORANGE))
    for dx, dy in ((-40, -20), (0, -24), (40, -20), (-22, 18), (22, 18), (0, 56)):
        sheet.shape(ellipse(1075 + dx, 1050 + dy, 25), PURPLE, darker(PURPLE), Tool(8, 0.8, 3))
    pear = curve(
        [(1325, 990), (1360, 1040), (1390, 1090), (1325, 1130), (1262, 1090), (1292, 1040)], loop=True
    )
    sheet.shape(pear, LIME, PINE)
    sheet.line([(1325, 990), (1336, 958)], BROWN)
    return sheet.image


def _apple(sheet: Sheet, x: float, y: float) -> None:
    ring = curve(
        [
            (x, y - 44),
            (x + 56, y - 56),
            (x + 66, y + 20),
            (x + 24, y + 64),
            (x, y + 54),
            (x - 24, y + 64),
            (x - 66, y + 20),
            (x - 56, y - 56),
        ],
        loop=True,
    )
    sheet.shape(ring, RED, darker(RED))
    sheet.line([(x, y - 40), (x + 12, y - 84)], BROWN)
    sheet.shape(ellipse(x + 40, y - 80, 26, 12, tilt=-24), GREEN, PINE, Tool(7, 0.8, 3))


def classroom_map() -> Image.Image:
    """March: Room 12 from above, measured in steps."""
    sheet = Sheet("arjun map", paper=Paper.MANILA)
    sheet.write("Map of Room 12", 470, 110, 46, BLUE, MARKER, neat=0.7)
    sheet.line(shapes.box(110, 170, 1380, 900), BLACK, MARKER)
    sheet.clear(shapes.box(220, 1040, 150, 60))
    sheet.line([(228, 1064), (300, 960)], BROWN, MARKER)
    sheet.write("door", 320, 1010, 28, BROWN, FINE, neat=0.7)
    for x in (420, 760, 1100):
        sheet.line([(x, 170), (x + 220, 170)], SKY, Tool(30, 0.95, 4))
    sheet.write("windows", 760, 250, 28, BLUE, FINE, neat=0.7)
    rug = ellipse(1230, 430, 190, 140)
    sheet.shape(rug, LIME, PINE)
    sheet.shape(ellipse(1230, 430, 120, 84), YELLOW, ORANGE)
    sheet.write("rug", 1180, 450, 38, BLACK, FINE, neat=0.7)
    for x, y, colour in ((330, 400, RED), (640, 400, BLUE), (330, 700, GREEN), (640, 700, ORANGE)):
        sheet.shape(shapes.box(x, y, 200, 130), TAN, BROWN, Tool(11, 0.75, 5))
        for dx, dy in ((40, -40), (150, -40), (40, 168), (150, 168)):
            sheet.shape(ellipse(x + dx, y + dy, 26), colour, darker(colour), Tool(8, 0.85, 3))
    sheet.shape(shapes.box(1040, 900, 390, 110), BROWN, BLACK)
    for i in range(11):
        colour = (RED, BLUE, YELLOW, GREEN, PURPLE)[i % 5]
        sheet.shape(shapes.box(1056 + i * 33, 915, 24, 78), colour, darker(colour), Tool(7, 0.85, 2))
    sheet.write("books", 1150, 880, 30, BLACK, FINE, neat=0.7)
    sheet.shape(shapes.box(1010, 660, 130, 90), GREY, BLACK, Tool(11, 0.75, 5))
    sheet.write("fish", 1170, 720, 30, BLACK, FINE, neat=0.7)
    track = curve([(300, 950), (580, 920), (920, 860), (960, 620), (1040, 520)])
    for a, b in list(pairwise(track))[::3]:
        sheet.line([a, b], RED, MARKER)
    sheet.write("19 steps", 590, 1000, 34, RED, FINE, neat=0.7)
    sheet.write("16 steps", 700, 1150, 34, BLACK, FINE, neat=0.7)
    sheet.lines([[(680, 1136), (120, 1130)], [(960, 1136), (1480, 1130)]], BLACK, FINE)
    return sheet.image
