"""Kofi draws frogs."""

from __future__ import annotations

from PIL import Image

from tools.sample import animals, nature, shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GREEN,
    LIME,
    NAVY,
    ORANGE,
    PINE,
    RED,
    SKY,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, SOFT, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.shapes import curve, ellipse


def first_frog() -> Image.Image:
    """September: a frog on something round."""
    sheet = Sheet("kofi first frog")
    sheet.fill(shapes.box(60, 760, 1460, 380), SKY, SOFT, angle=6, layers=1)
    sheet.shape(ellipse(780, 800, 460, 130), LIME, PINE, FAT)
    animals.simple_frog(sheet, 770, 580, 1.5)
    nature.sun_in_corner(sheet, left=False)
    sheet.write("frog", 90, 300, 84, BLACK, CRAYON, neat=0)
    return sheet.image


def life_cycle() -> Image.Image:
    """March: egg, tadpole, froglet and frog in a ring of arrows."""
    sheet = Sheet("kofi life cycle", paper=Paper.BLUE)
    sheet.write("The life of a frog", 480, 120, 44, NAVY, FINE, neat=0.75)
    for i in range(22):
        x, y = 300 + (i % 6) * 50 + (i // 6 % 2) * 24, 250 + (i // 6) * 46
        sheet.clear(ellipse(x, y, 27))
        sheet.line(ellipse(x, y, 25), TEAL, FINE)
        sheet.dot(x + 3, y + 2, 8, BLACK)
    sheet.write("1 eggs", 340, 500, 36, neat=0.7, tool=FINE)
    animals.tadpole(sheet, 1130, 300, 1.25)
    animals.tadpole(sheet, 1240, 410, 0.9)
    sheet.write("2 tadpole", 1090, 520, 36, neat=0.7, tool=FINE)
    animals.tadpole(sheet, 1150, 800, 1.5, legs=True)
    sheet.write("3 it gets legs", 1010, 990, 36, neat=0.7, tool=FINE)
    animals.lily_pad(sheet, 400, 1010, 1.0)
    animals.frog(sheet, 400, 850, 0.8)
    sheet.write("4 FROG!", 640, 1120, 40, neat=0.7, tool=FINE)
    for start, bend, end in (
        ((640, 270), (800, 220), (960, 280)),
        ((1420, 560), (1470, 640), (1420, 730)),
        ((950, 880), (830, 930), (710, 900)),
        ((220, 720), (180, 600), (250, 510)),
    ):
        sheet.line(curve([start, bend, end]), RED, MARKER)
        dx, dy = end[0] - bend[0], end[1] - bend[1]
        for turned in (145, -145):
            tip = shapes.turn([(end[0] + dx * 0.3, end[1] + dy * 0.3)], end, turned)[0]
            sheet.line([end, tip], RED, MARKER)
    return sheet.image


def afraid_of_jumping() -> Image.Image:
    """April: a small frog high on a rock, everybody else already in the water."""
    sheet = Sheet("kofi afraid")
    nature.sky(sheet, 110)
    nature.sun_in_corner(sheet, left=True, size=0.9, face=True)
    water = curve([(x, 780 + (18 if i % 2 else -14)) for i, x in enumerate(range(-60, 1760, 110))])
    sheet.fill([*water, (1660, 1240), (-60, 1240)], BLUE, SOFT, angle=-6)
    sheet.line(water, NAVY, FAT)
    for y in (880, 1000, 1110):
        for x in range(760, 1560, 260):
            ripple = curve([(x, y), (x + 45, y - 18), (x + 90, y), (x + 135, y - 16)])
            sheet.line(ripple, SKY, CRAYON)
    rock = curve([(-40, 1180), (-40, 560), (130, 470), (380, 480), (520, 580), (560, 800), (640, 1190)])
    sheet.shape(shapes.closed(rock), (150, 148, 150), (84, 82, 86), FAT)
    for run in (
        [(60, 700), (180, 660), (260, 720)],
        [(300, 900), (420, 870), (500, 930)],
        [(120, 1030), (240, 1000)],
    ):
        sheet.line(curve(run), (96, 94, 98), CRAYON)
    animals.frog(sheet, 345, 400, 0.62, LIME, spots=GREEN)
    for x, y, r in ((520, 330, 11), (545, 380, 9), (160, 330, 10)):
        sheet.dot(x, y, r, SKY)
    animals.lily_pad(sheet, 1130, 1000, 0.95)
    animals.frog(sheet, 1130, 850, 0.75)
    animals.lily_pad(sheet, 1440, 850, 0.5)
    animals.frog(sheet, 1440, 770, 0.42, GREEN)
    animals.lily_pad(sheet, 840, 830, 0.48)
    animals.frog(sheet, 840, 756, 0.4, GREEN)
    bubble = ellipse(790, 330, 240, 118)
    sheet.shape(bubble, WHITE, BLACK, CRAYON, layers=1)
    sheet.lines([[(594, 396), (520, 440)], [(640, 424), (520, 440)]], BLACK)
    sheet.write("Not yet!", 620, 350, 44, BLACK, FINE, neat=0.75)
    bubble = ellipse(1300, 520, 190, 90)
    sheet.shape(bubble, WHITE, BLACK, CRAYON, layers=1)
    sheet.lines([[(1210, 594), (1180, 660)], [(1250, 604), (1180, 660)]], BLACK)
    sheet.write("Jump!", 1190, 545, 44, BLACK, FINE, neat=0.75)
    animals.dragonfly(sheet, 1080, 210, 0.8)
    return sheet.image


def poem_page() -> Image.Image:
    """October: the frog poem, written out fair."""
    sheet = Sheet("kofi poem", paper=Paper.RULED)
    pencil = Tool(width=6, pressure=0.9, shake=4, grain=(112, 190), cover=0.86)
    sheet.write("My frog poem", 420, 168, 50, tool=pencil, neat=0.3)
    for i, text in enumerate(
        ("Green frog, green frog", "on a lily pad,", "jump and splash!", "Now the pond", "is glad.")
    ):
        sheet.write(text, 110 + 20 * (i % 2), 300 + 132 * i, 46, tool=pencil, neat=0.34)
    animals.simple_frog(sheet, 1220, 960, 0.95)
    sheet.shape(ellipse(1220, 1130, 250, 46), LIME, PINE)
    sheet.lines(
        [curve([(900 + i * 30, 1150), (930 + i * 30, 1120), (960 + i * 30, 1150)]) for i in (0, 2)], BLUE
    )
    return sheet.image


def avatar() -> Image.Image:
    """Only the face of a frog, on yellow."""
    sheet = Sheet("kofi avatar", 600, 600)
    sheet.fill(shapes.box(-20, -20, 640, 640), YELLOW, FAT, angle=-40)
    for side in (-1, 1):
        sheet.shape(ellipse(300 + side * 130, 170, 86), GREEN, PINE, FAT)
        sheet.shape(ellipse(300 + side * 130, 165, 52), WHITE, PINE)
        sheet.dot(300 + side * 124, 170, 26, BLACK)
    sheet.shape(ellipse(300, 350, 240, 190), GREEN, PINE, FAT)
    sheet.line(curve([(140, 350), (300, 450), (462, 346)]), RED, FAT, again=1)
    for side in (-1, 1):
        sheet.dot(300 + side * 170, 330, 24, ORANGE)
        sheet.dot(300 + side * 30, 300, 8, PINE)
    sheet.line(curve([(250, 520), (300, 505), (352, 522)]), BROWN, Tool(6, 0.5, 2))
    return sheet.image
