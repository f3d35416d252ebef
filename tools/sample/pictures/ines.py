"""Inés draws her family, her garden and what is for dinner."""

from __future__ import annotations

from PIL import Image

from tools.sample import animals, nature, shapes, things
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GOLD,
    GREEN,
    GREY,
    LIGHT_GREY,
    LIME,
    NAVY,
    ORANGE,
    PINE,
    PINK,
    PURPLE,
    RED,
    ROSE,
    SKY,
    TAN,
    TEAL,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, SOFT, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.people import Person, person
from tools.sample.shapes import curve, ellipse

INES = Person("tan", (70, 44, 30), "long", ORANGE, dress=True)
ABUELA = Person("tan", LIGHT_GREY, "bun", PURPLE, dress=True, glasses=True)


def family() -> Image.Image:
    """September: everybody in a row, the dog too."""
    sheet = Sheet("ines family")
    nature.sun_in_corner(sheet)
    nature.grass(sheet, 1050)
    row = (
        (Person("tan", BLACK, "short", BLUE, BROWN, beard=True), 600),
        (Person("tan", (70, 44, 30), "long", RED, dress=True), 560),
        (ABUELA, 500),
        (INES, 390),
        (Person("tan", (70, 44, 30), "short", YELLOW, TEAL), 260),
    )
    for i, (who, height) in enumerate(row):
        person(sheet, who, (190, 450, 700, 920, 1100)[i], 1070, height, arms=(12, 12))
    x, y = 1410, 980
    sheet.shape(ellipse(x, y, 110, 60), BROWN, BLACK)
    sheet.shape(ellipse(x - 110, y - 60, 56, 50), BROWN, BLACK)
    sheet.dot(x - 130, y - 70, 8, BLACK)
    sheet.dot(x - 160, y - 50, 10, BLACK)
    for dx in (-70, -30, 40, 80):
        sheet.line([(x + dx, y + 46), (x + dx, y + 104)], BROWN, FAT)
    sheet.line(curve([(x + 100, y - 20), (x + 150, y - 70), (x + 140, y - 120)]), BROWN, FAT)
    sheet.shape(shapes.heart(800, 260, 130), RED)
    sheet.write("mi familia", 900, 320, 60, BLACK, CRAYON, neat=0.1)
    return sheet.image


def butterfly_cycle() -> Image.Image:
    """October: egg, caterpillar, chrysalis, butterfly round a circle cut in four."""
    sheet = Sheet("ines butterfly", 1400, 1400)
    ring = ellipse(700, 700, 640)
    for colour, start in ((LIME, 180), (YELLOW, 270), ((250, 206, 170), 0), (SKY, 90)):
        slice_ = [(700, 700), *ellipse(700, 700, 630, start=start, sweep=90), (700, 700)]
        sheet.fill([(float(a), float(b)) for a, b in slice_], colour, Tool(24, 0.5, 6, gap=1), layers=1)
    sheet.line(ring, BLACK, MARKER)
    sheet.lines([[(700, 70), (704, 1330)], [(66, 700), (1336, 704)]], BLACK, MARKER)
    leaf = curve([(200, 480), (330, 320), (560, 300), (520, 460), (350, 560)], loop=True)
    sheet.shape(leaf, GREEN, PINE)
    sheet.line(curve([(210, 478), (380, 420), (550, 310)]), PINE)
    for x, y in ((360, 390), (420, 440), (450, 370)):
        sheet.dot(x, y, 15, (255, 250, 235))
        sheet.line(ellipse(x, y, 17), BROWN, FINE)
    animals.caterpillar(sheet, 985, 430, 1.15)
    sheet.line(curve([(780, 880), (960, 850), (1160, 880)]), BROWN, FAT)
    pod = curve([(960, 860), (1030, 920), (1040, 1050), (970, 1130), (900, 1050), (905, 920)], loop=True)
    sheet.shape(pod, TEAL, PINE, FAT)
    for dy in (950, 1000, 1050):
        sheet.line(curve([(915, dy), (970, dy + 18), (1030, dy)]), PINE)
    animals.butterfly(sheet, 400, 945, 1.0, ORANGE, BLUE)
    for text, x, y in (
        ("egg", 400, 250),
        ("caterpillar", 850, 610),
        ("chrysalis", 760, 1210),
        ("butterfly", 330, 1170),
    ):
        sheet.write(text, x, y, 35, BLACK, FINE, neat=0.4)
    for number, x, y in (("1", 590, 640), ("2", 740, 640), ("3", 740, 810), ("4", 610, 810)):
        sheet.write(number, x, y, 40, RED, MARKER, neat=0.4)
    return sheet.image


def bread() -> Image.Image:
    """October: the bread, the table and the two bakers."""
    sheet = Sheet("ines bread")
    sheet.fill(shapes.box(-20, -20, 1640, 640), (255, 226, 150), SOFT, angle=-70, layers=1)
    for i in range(9):
        colour = (ROSE, PURPLE, ORANGE, TEAL)[i % 4]
        x = 30 + i * 180
        flag = shapes.closed(
            [
                (x, 90.0),
                (x + 150, 90.0),
                (x + 150, 190.0),
                (x + 112, 226.0),
                (x + 75, 190.0),
                (x + 38, 226.0),
                (x, 190.0),
            ]
        )
        sheet.shape(flag, colour, None, Tool(12, 0.75, 4))
        sheet.dot(x + 75, 140, 15, YELLOW)
    sheet.line(curve([(-20, 84), (800, 96), (1620, 80)]), BLACK, MARKER)
    person(sheet, ABUELA, 380, 1000, 620, arms=(30, -10))
    person(sheet, INES, 1180, 1000, 520, arms=(-10, 55))
    sheet.shape(shapes.box(90, 820, 1420, 90), TAN, BROWN, FAT, angle=4)
    sheet.clear(shapes.box(110, 912, 1380, 260))
    sheet.fill(shapes.box(110, 912, 1380, 250), RED, Tool(20, 0.6, 6, gap=1.1), angle=85, layers=1)
    for x in range(160, 1480, 150):
        sheet.line([(x, 915), (x, 1150)], (250, 246, 240), Tool(20, 0.9, 5, glaze=0.1))
    sheet.line([(110, 1160), (1490, 1164)], RED, FAT)
    loaf = [*ellipse(780, 820, 240, 190, start=180, sweep=180), (540, 824)]
    sheet.shape(loaf, GOLD, BROWN, FAT)
    sheet.line(curve([(580, 780), (700, 700), (780, 650)]), (250, 220, 150), Tool(34, 0.95, 5, glaze=0.1))
    sheet.line(curve([(980, 780), (870, 700), (780, 650)]), (250, 220, 150), Tool(34, 0.95, 5, glaze=0.1))
    sheet.shape(ellipse(780, 640, 44), (250, 220, 150), BROWN)
    for x in (560, 980):
        steam = curve([(x, 560), (x + 24, 520), (x - 14, 480), (x + 20, 430)])
        sheet.line(steam, GREY, CRAYON)
    return sheet.image


def bean() -> Image.Image:
    """February: a bean in a jar, four Mondays side by side."""
    sheet = Sheet("ines bean", paper=Paper.GREEN)
    sheet.write("My bean", 610, 130, 56, PINE, MARKER, neat=0.6)
    for i, height in enumerate((0, 70, 260, 520)):
        x = 220 + i * 390
        jar = curve(
            [
                (x - 110, 1040),
                (x - 118, 820),
                (x - 84, 770),
                (x + 84, 770),
                (x + 118, 820),
                (x + 110, 1040),
                (x, 1060),
            ],
            loop=True,
        )
        sheet.shape(jar, (226, 240, 246), BLUE, Tool(12, 0.5, 5))
        sheet.fill(shapes.box(x - 100, 900, 200, 140), BROWN, FAT)
        sheet.shape(ellipse(x, 930, 34, 22, tilt=-20), (240, 220, 180), (120, 80, 50))
        for side in (-1, 1):
            if i:
                sheet.line(
                    curve([(x, 950), (x + side * 34, 990), (x + side * 50, 1024)]),
                    (252, 246, 230),
                    Tool(8, 1, 3, glaze=0),
                )
        if height:
            top = 910 - height
            sheet.line(curve([(x, 915), (x + 12, 915 - height / 2), (x, top)]), GREEN, FAT)
            for k in range(1 + height // 130):
                y = top + 20 + k * 120
                side = 1 if k % 2 else -1
                blade = curve(
                    [(x, y), (x + side * 50, y - 46), (x + side * 100, y - 20), (x + side * 56, y + 14)],
                    loop=True,
                )
                sheet.shape(blade, LIME, PINE)
        sheet.write(f"{(0, 1, 9, 21)[i]} cm", x - 80, 1150, 40, BLACK, FINE, neat=0.6)
    return sheet.image


def garden() -> Image.Image:
    """April: the garden as it will be in summer."""
    sheet = Sheet("ines garden", 1800, 1200)
    nature.sky(sheet, 130)
    nature.sun_in_corner(sheet, left=False, face=True)
    nature.rainbow(sheet, 640, 760, 520, 44)
    nature.grass(sheet, 930, LIME)
    things.house(sheet, 1420, 930, 0.9, (243, 170, 96), (190, 60, 60))
    for i, (colour, height) in enumerate(
        ((RED, 330), (PURPLE, 240), (YELLOW, 420), (PINK, 280), (BLUE, 360), (ORANGE, 250), (ROSE, 340))
    ):
        nature.flower(
            sheet, 110 + i * 150, 1010 + (i % 2) * 70, height, colour, BROWN if colour is YELLOW else YELLOW
        )
    animals.butterfly(sheet, 1010, 380, 0.6, ORANGE)
    animals.butterfly(sheet, 240, 350, 0.45, PURPLE, YELLOW)
    person(sheet, ABUELA, 1160, 1130, 330, arms=(20, 20))
    person(sheet, INES, 1310, 1140, 260, arms=(30, 50))
    sheet.line(ellipse(1430, 1000, 44, start=180, sweep=200), NAVY, FAT)
    sheet.shape(shapes.box(1400, 985, 104, 92), GREY, NAVY)
    sheet.lines([[(1504, 1050), (1572, 980)], [(1556, 966), (1590, 1000)]], NAVY, FAT)
    for k in range(5):
        sheet.line([(1588 + k * 12, 990 + k * 4), (1600 + k * 16, 1050 + k * 8)], BLUE, FINE)
    sheet.write("El jardín", 1180, 250, 52, NAVY, MARKER, neat=0.8)
    return sheet.image
