"""Leilani dances, and gives things a voice."""

from __future__ import annotations

import math

from PIL import Image

from tools.sample import shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    GOLD,
    GREEN,
    LILAC,
    LIME,
    NAVY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    ROSE,
    SKY,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, SOFT, TABLET, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.people import Person, person
from tools.sample.shapes import curve, ellipse

LEILANI = Person(skin="brown", hair=(40, 30, 30), style="long", top=PINK, dress=True)


def wave() -> Image.Image:
    """September: I am a wave."""
    sheet = Sheet("leilani wave")
    for i, colour in enumerate((BLUE, SKY, TEAL)):
        y = 900 + i * 110
        run = curve([(x, y + (60 if j % 2 else -40)) for j, x in enumerate(range(-80, 1800, 190))])
        sheet.line(run, colour, Tool(46, 0.66, 9))
        sheet.line([(px, py + 50) for px, py in run], colour, FAT)
    person(sheet, LEILANI, 800, 1000, 760, arms=(72, 20))
    for x, y in ((520, 300), (1120, 420), (1050, 240)):
        swirl = [(x + t * 6 * math.cos(t * 0.9), y + t * 6 * math.sin(t * 0.9)) for t in range(16)]
        sheet.line(swirl, PURPLE, FAT)
    return sheet.image


def puppet() -> Image.Image:
    """October: Mango the sock puppet, drawn with a finger on the tablet."""
    sheet = Sheet("leilani puppet", 1400, 1400, Paper.TABLET)
    sheet.fill(
        shapes.box(-20, -20, 1440, 1440),
        (255, 236, 200),
        Tool(60, 1, 4, grain=(100, 175), cover=1, glaze=0, gap=0.5),
    )
    sock = curve(
        [
            (430, 1420),
            (450, 900),
            (400, 640),
            (440, 380),
            (700, 260),
            (980, 360),
            (1040, 620),
            (960, 900),
            (960, 1420),
        ]
    )
    sheet.shape(shapes.closed(sock), ORANGE, (160, 70, 20), TABLET)
    for y, colour in ((1010, RED), (1130, YELLOW), (1250, RED), (1360, YELLOW)):
        sheet.line(
            curve([(452, y), (700, y + 36), (958, y - 6)]),
            colour,
            Tool(52, 1, 6, grain=(100, 175), cover=1, glaze=0),
        )
    for x in range(470, 1000, 66):
        strand = curve(
            [(x, 400 - abs(735 - x) * -0.16), (x + (x - 720) * 0.35, 230), (x + (x - 720) * 0.7, 150)]
        )
        sheet.line(strand, PURPLE, Tool(26, 1, 14, grain=(100, 175), cover=1, glaze=0))
    for x in (570, 870):
        sheet.shape(ellipse(x, 520, 92, 98), WHITE, BLACK, TABLET)
        sheet.dot(x + 10, 530, 36, BLACK, TABLET)
        sheet.dot(x + 24, 512, 10, WHITE, TABLET)
    sheet.shape(
        curve([(520, 720), (720, 690), (930, 720), (860, 850), (720, 890), (570, 850)], loop=True),
        (150, 24, 44),
        BLACK,
        TABLET,
    )
    sheet.shape(shapes.closed([(700, 706), (770, 706), (760, 784), (706, 782)]), WHITE, BLACK, TABLET)
    sheet.shape(ellipse(720, 850, 90, 38), ROSE, ROSE, TABLET)
    sheet.dot(480, 690, 36, ROSE, TABLET)
    sheet.dot(960, 690, 36, ROSE, TABLET)
    return sheet.image


def dance_steps() -> Image.Image:
    """April: a map of feet, to be danced by reading."""
    sheet = Sheet("leilani steps", paper=Paper.MANILA)
    sheet.write("The Rain Dance", 500, 130, 52, PURPLE, MARKER, neat=0.75)
    feet = (
        (190, 420, 10),
        (330, 400, 10),
        (520, 470, 40),
        (640, 600, 60),
        (660, 790, 100),
        (560, 930, 150),
        (390, 960, 190),
    )
    more = (
        (1010, 380, -20),
        (1130, 420, 20),
        (1240, 540, 60),
        (1260, 720, 95),
        (1170, 860, 140),
        (1010, 900, 190),
        (900, 780, 260),
    )
    for ring, colour in ((feet, BLUE), (more, RED)):
        for i, (x, y, tilt) in enumerate(ring):
            sole = shapes.turn(ellipse(x, y, 34, 62), (x, y), tilt)
            sheet.shape(sole, colour, NAVY if colour is BLUE else (130, 20, 30), Tool(11, 0.85, 4))
            for j in range(4):
                toe = shapes.turn([(x - 27 + j * 18, y - 80 + (j - 1.5) ** 2 * 3)], (x, y), tilt)[0]
                sheet.dot(*toe, 8, colour)
            label = shapes.turn([(x + 96, y)], (x, y), 180 if x in (190, 390, 560, 1010) else 0)[0]
            sheet.write(str(i + 1), label[0] - 16, label[1] + 30, 34, BLACK, FINE, neat=0.8)
    sheet.line(curve([(480, 1000), (740, 1000), (820, 700), (930, 440)]), PURPLE, FINE)
    sheet.write("tip tap tip tap", 110, 1120, 40, BLUE, FINE, neat=0.75)
    sheet.write("STOMP and turn!", 850, 1120, 40, RED, FINE, neat=0.75)
    for x in range(120, 1560, 190):
        sheet.lines([[(x, 210), (x - 16, 262)], [(x + 70, 200), (x + 54, 252)]], SKY, FAT)
    return sheet.image


def stage() -> Image.Image:
    """November: the theatre made from a big box, curtains open."""
    sheet = Sheet("leilani stage", paper=Paper.KRAFT)
    sheet.shape(shapes.box(150, 150, 1300, 950), (186, 138, 88), (110, 74, 42), FAT)
    sheet.shape(shapes.box(270, 330, 1060, 560), NAVY, BLACK, FAT, angle=5)
    for i in range(7):
        x = 320 + i * 160
        sheet.line(shapes.star(x, 420 + (i % 3) * 50, 24, 10), YELLOW, CRAYON)
    for left, sign in ((270, 1), (1330, -1)):
        drape = curve(
            [
                (left, 330),
                (left + sign * 210, 340),
                (left + sign * 150, 560),
                (left + sign * 90, 700),
                (left + sign * 120, 886),
                (left, 890),
            ]
        )
        sheet.shape(shapes.closed(drape), RED, (120, 16, 24), FAT, angle=84)
        sheet.line([(left, 690), (left + sign * 100, 690)], GOLD, FAT)
    scallop: shapes.Path = []
    for i in range(8):
        scallop += ellipse(336 + i * 132.5, 330, 66, 62, start=180, sweep=-180)
    sheet.shape([(270, 300), *scallop, (1330, 300)], RED, GOLD, FAT)
    puppets = ((620, GREEN, LIME), (950, ORANGE, PURPLE))
    for x, skin, hair in puppets:
        body = curve(
            [
                (x - 84, 888),
                (x - 90, 760),
                (x - 100, 640),
                (x, 560),
                (x + 100, 640),
                (x + 90, 760),
                (x + 84, 888),
            ]
        )
        sheet.shape(shapes.closed(body), skin, BLACK, FAT)
        for side in (-1, 1):
            sheet.shape(ellipse(x + side * 44, 640, 30), WHITE, BLACK)
            sheet.dot(x + side * 40, 642, 11, BLACK)
        sheet.line(curve([(x - 50, 710), (x, 744), (x + 54, 706)]), RED, FAT)
        for dx in (-50, -16, 18, 52):
            sheet.line([(x + dx * 0.7, 574), (x + dx * 1.4, 512)], hair, FAT)
    sheet.write("PUPPETS", 440, 250, 62, RED, MARKER, neat=0.55)
    sheet.write("tickets 1 leaf", 520, 1020, 46, BLACK, MARKER, neat=0.55)
    return sheet.image


def avatar() -> Image.Image:
    """A dancer with a flower in her hair."""
    sheet = Sheet("leilani avatar", 600, 600)
    sheet.fill(shapes.box(-20, -20, 640, 640), LILAC, SOFT, angle=-40)
    person(sheet, Person("brown", (40, 30, 30), "long", ROSE, dress=True), 300, 860, 760, arms=(60, 60))
    for i in range(5):
        petal = shapes.turn([(420, 130)], (420, 168), 72 * i)[0]
        sheet.dot(*petal, 26, RED)
    sheet.dot(420, 168, 18, YELLOW)
    return sheet.image
