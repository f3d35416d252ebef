"""Signe builds, and draws what she will build."""

from __future__ import annotations

from PIL import Image

from tools.sample import nature, shapes, things
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    GREY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, PENCIL, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.people import Person, person
from tools.sample.shapes import curve, ellipse

BRIGHT = (RED, BLUE, YELLOW, GREEN, ORANGE, PURPLE, TEAL)
SIGNE = Person(skin="light", hair=(222, 178, 92), style="long", top=BLUE, bottom=(90, 70, 60), glasses=True)


def first_tower() -> Image.Image:
    """September: seven blocks, and somebody small."""
    sheet = Sheet("signe first tower")
    sheet.line([(40, 1100), (1560, 1108)], BROWN, FAT)
    y = 1100.0
    for i in range(7):
        width = sheet.rng.uniform(170, 230)
        things.block(
            sheet,
            930 - width / 2 + sheet.rng.uniform(-36, 36),
            y,
            width,
            132,
            BRIGHT[i],
            sheet.rng.uniform(-6, 6),
        )
        y -= 136
    person(sheet, SIGNE, 430, 1100, 520, arms=(50, 70))
    sheet.write("my towr", 160, 300, 80, BLACK, CRAYON, neat=0.05)
    return sheet.image


def robot() -> Image.Image:
    """December: the robot of boxes with its labels."""
    sheet = Sheet("signe robot", paper=Paper.KRAFT)
    things.robot(sheet, 760, 1120, 1.2)
    for text, x, y, path in (
        ("antenna", 1080, 150, [(1060, 136), (800, 130)]),
        ("milk box", 1180, 380, [(1160, 366), (940, 400)]),
        ("cereal box", 1190, 640, [(1170, 626), (960, 660)]),
        ("bottle caps", 60, 560, [(400, 590), (650, 790)]),
        ("claws", 90, 900, [(330, 885), (420, 850)]),
        ("sock feet", 1150, 1100, [(1130, 1086), (930, 1080)]),
    ):
        sheet.write(text, x, y, 38, BLACK, FINE, neat=0.55)
        sheet.line([(float(a), float(b)) for a, b in path], BLACK, FINE)
    sheet.write("ROBO", 120, 220, 74, RED, MARKER, neat=0.5)
    sheet.write("He says: beep", 70, 320, 30, BLACK, FINE, neat=0.5)
    return sheet.image


def plan() -> Image.Image:
    """April: the plan of the tower that stood, on squared paper, with numbers."""
    sheet = Sheet("signe plan", paper=Paper.GRAPH)
    sheet.write("Plan for the tower", 130, 130, 46, BLUE, FINE, neat=0.85)
    base = 1100
    rows = (
        (8, RED),
        (6, ORANGE),
        (6, ORANGE),
        (4, YELLOW),
        (4, YELLOW),
        (2, GREEN),
        (2, GREEN),
        (1, BLUE),
        (1, BLUE),
    )
    for level, (count, colour) in enumerate(rows):
        left = 700 - count * 50
        for i in range(count):
            ring = shapes.box(left + i * 100, base - 90 * (level + 1), 100, 90)
            sheet.fill(ring, colour, Tool(9, 0.7, 4, gap=1.25), layers=1)
            sheet.line(ring, BLACK, PENCIL)
        sheet.write(str(count), 1170, base - 90 * level - 26, 34, neat=0.85, tool=FINE)
    sheet.line([(300, 1100), (1110, 1102)], BLACK, FINE)
    sheet.lines(
        [
            [(1250, 1090), (1250, 300)],
            [(1228, 330), (1250, 292), (1274, 330)],
            [(1228, 1060), (1250, 1096), (1272, 1062)],
        ],
        RED,
        FINE,
    )
    sheet.write("9 rows", 1300, 620, 38, RED, FINE, neat=0.85)
    sheet.write("34", 1330, 770, 46, BLACK, FINE, neat=0.85)
    sheet.write("blocks", 1300, 880, 38, BLACK, FINE, neat=0.85)
    sheet.write("wide", 60, 1010, 36, neat=0.85, tool=FINE)
    sheet.write("feet", 60, 1120, 36, neat=0.85, tool=FINE)
    sheet.lines([[(215, 1060), (285, 1066)], [(260, 1044), (290, 1067), (258, 1090)]], BLACK, FINE)
    sheet.line([(700, 290), (700, 210)], BLACK, FINE)
    sheet.shape([(704, 214), (800, 236), (704, 260)], PINK, RED)
    return sheet.image


def bridge() -> Image.Image:
    """February: a bridge of folded paper carries pennies."""
    sheet = Sheet("signe bridge", paper=Paper.WHITE)
    sheet.write("How many pennies?", 420, 140, 48, BLACK, FINE, neat=0.7)
    for x in (150, 1130):
        for level in range(3):
            things.block(sheet, x, 1060 - level * 132, 320, 128, BRIGHT[(level + (x > 500)) % 4])
    fold = []
    for i in range(25):
        fold.append((300 + i * 42.0, 650.0 if i % 2 else 584.0))
    sheet.line(fold, GREY, FAT)
    sheet.line(fold, BLACK, PENCIL)
    for i in range(16):
        cx, cy = 560 + (i % 6) * 86 + (i // 6) * 40, 552 - (i // 6) * 56
        sheet.shape(ellipse(cx, cy, 42, 22), (196, 122, 70), BROWN)
    sheet.line([(40, 1066), (1560, 1062)], BROWN, FAT)
    water = curve(
        [
            (520, 1040),
            (600, 1010),
            (680, 1040),
            (760, 1010),
            (840, 1040),
            (920, 1010),
            (1000, 1040),
            (1080, 1014),
        ]
    )
    sheet.line(water, BLUE, FAT)
    sheet.write("folds make it strong", 380, 330, 42, RED, FINE, neat=0.7)
    sheet.line(curve([(560, 360), (470, 450), (480, 560)]), RED, FINE)
    return sheet.image


def school() -> Image.Image:
    """For the class's page: the school, the bus and the big tree, drawn by many hands."""
    sheet = Sheet("class school", 1800, 1200)
    nature.sky(sheet, 100)
    nature.sun_in_corner(sheet, left=False, face=True)
    nature.grass(sheet, 960)
    things.house(sheet, 860, 960, 1.25, (206, 96, 74), (96, 96, 110))
    sheet.shape(shapes.box(1085, 700, 330, 262), (206, 96, 74), (130, 56, 44), FAT)
    for x in (1120, 1230, 1330):
        sheet.shape(shapes.box(x, 745, 64, 84), YELLOW, BLACK)
    sheet.shape(shapes.box(700, 560, 320, 62), WHITE, BLACK)
    sheet.write("SCHOOL", 712, 612, 24, BLACK, Tool(8, 0.95, 2), neat=0.6)
    sheet.line([(600, 960), (600, 420)], GREY, FAT)
    sheet.shape(
        curve([(604, 430), (660, 412), (720, 440), (720, 520), (660, 496), (604, 512)], loop=True),
        RED,
        (140, 20, 24),
    )
    nature.tree(sheet, 330, 965, 1.2, "fall")
    nature.cloud(sheet, 560, 210, 1.1)
    nature.cloud(sheet, 1180, 250, 0.8)
    looks = (
        Person("dark", BLACK, "curly", GREEN, BLUE),
        Person("tan", (60, 40, 30), "long", PINK, dress=True),
        Person("brown", BLACK, "short", ORANGE, BROWN),
        Person("light", (222, 178, 92), "long", BLUE, BROWN),
        Person("tan", BLACK, "bun", TEAL, dress=True),
        Person("light", (150, 70, 40), "short", YELLOW, GREY),
    )
    for i, who in enumerate(looks):
        person(sheet, who, 560 + i * 150, 1150 - (i % 2) * 20, 250, arms=(18, 18))
    things.school_bus(sheet, 1560, 1010, 0.55)
    return sheet.image
