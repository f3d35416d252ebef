"""Photos of things rather than of paper: the clay frog, block towers, seeds, the pond in a box."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageFilter

from tools.sample import photo, shapes
from tools.sample.blocks import Block, Camera, paint, room
from tools.sample.clay import Relief
from tools.sample.cutout import Cutouts
from tools.sample.photo import Light
from tools.sample.shapes import closed, curve, ellipse

RED, BLUE, YELLOW, GREEN, ORANGE, PLAIN = (
    (206, 64, 56),
    (58, 112, 186),
    (240, 196, 70),
    (78, 156, 92),
    (232, 138, 54),
    (210, 172, 122),
)
PAINTS = (RED, BLUE, YELLOW, GREEN, ORANGE, PLAIN)


def clay_frog() -> Image.Image:
    """Kofi's frog, thumbprints and all."""
    skin, dark, pale = (92, 156, 74), (62, 118, 58), (186, 206, 122)
    relief = Relief(1600, 1200, "clay frog")
    for side in (-1, 1):
        relief.lump(800 + side * 300, 760, 150, 210, skin, tilt=side * -28, tall=0.7)
        relief.string([(800 + side * 330, 900), (800 + side * 440, 960), (800 + side * 520, 930)], 44, skin)
        for dx, dy in ((70, -50), (86, 0), (60, 44)):
            relief.string([(800 + side * 510, 940), (800 + side * (510 + dx), 940 + dy)], 20, skin)
        relief.string([(800 + side * 170, 840), (800 + side * 210, 960), (800 + side * 190, 1020)], 48, skin)
        for dx in (-46, 0, 46):
            relief.string([(800 + side * 190, 1020), (800 + side * 190 + dx, 1076)], 20, skin)
    relief.lump(800, 700, 300, 330, skin, tall=0.75)
    relief.lump(800, 800, 190, 180, pale, tall=0.8, base=95)
    relief.lump(800, 430, 260, 190, skin, tall=1)
    for side in (-1, 1):
        relief.lump(800 + side * 140, 310, 92, 92, skin, tall=1, base=60)
        relief.lump(800 + side * 146, 300, 60, 60, (240, 236, 220), tall=0.9, base=110)
        relief.lump(800 + side * 146, 296, 26, 30, (30, 30, 34), tall=0.7, base=150)
    relief.string(
        curve([(630, 470), (700, 520), (800, 540), (900, 520), (970, 470)]), 14, (176, 50, 52), base=222
    )
    for x, y, size, base in (
        (640, 640, 30, 190),
        (960, 620, 36, 190),
        (1010, 780, 26, 150),
        (590, 800, 28, 150),
        (800, 360, 22, 190),
        (500, 720, 30, 90),
        (1100, 730, 30, 90),
    ):
        relief.lump(x, y, size, size, dark, tall=0.5, base=base)
    rng = Random("clay desk")
    return photo.lit(relief.onto(photo.wood(1600, 1200, rng), dents=1.3), Light(falls=225), rng)


def seeds() -> Image.Image:
    """Arjun's pumpkin seeds, in tens on an orange tray."""
    relief = Relief(1600, 1200, "seeds")
    rng = relief.rng
    for group in range(8):
        cx, cy = 270 + (group % 4) * 355, 330 + (group // 4) * 400
        count = 10 if group < 7 else 4
        for i in range(count):
            x, y = (
                cx + (i % 4 - 1.5) * 62 + rng.uniform(-12, 12),
                cy + (i // 4 - 1) * 92 + rng.uniform(-12, 12),
            )
            tone = rng.randrange(-14, 14)
            relief.lump(
                x,
                y,
                26,
                40,
                (236 + tone // 2, 218 + tone, 172 + tone),
                tall=0.42,
                tilt=rng.uniform(-70, 70),
                flat=2.2,
            )
    _arm(relief, (1180, 900), 38, (150, 98, 62), (64, 140, 134))
    _arm(relief, (520, 1010), 112, (246, 206, 176), (196, 84, 70))
    cloth = photo.cloth(1600, 1200, rng, (196, 122, 74))
    return photo.lit(relief.onto(cloth, dents=0.5, gloss=0.5), Light(falls=240, warm=0.7), rng)


def tall_tower() -> Image.Image:
    """Signe's tower, higher than the shelf, with the hand that sets the last block."""
    rng = Random("tall tower")
    camera = Camera(y=4.2, z=-13, tip=6, zoom=1450, centre=(740, 600))
    blocks = [
        Block(-4.9, 0, 1.2, 1.6, 0.9, 1, BLUE, 14),
        Block(-4.6, 0.9, 1.3, 1, 0.9, 1, YELLOW, -8),
        Block(3.6, 0, 0.4, 1.8, 0.8, 1, ORANGE, -20),
    ]
    high = 0.0
    for i, width in enumerate((3.2, 2.7, 3, 2.3, 2.5, 2, 2.2, 1.2)):
        blocks.append(
            Block(
                -width / 2 + rng.uniform(-0.16, 0.16),
                high,
                -0.5,
                width,
                0.88,
                1.1,
                PAINTS[i % 6],
                rng.uniform(-5, 5),
            )
        )
        high += 0.88
    blocks.append(Block(2.7, 0, -3, 1.2, 0.7, 0.9, GREEN, 30))
    image = paint(room((1600, 1200), camera, rng), blocks, camera, rng)
    arm = Relief(1600, 1200, "hand")
    _arm(arm, camera.see((0.95, high - 0.3, -0.9)), 18, (238, 190, 154), (66, 96, 168))
    return photo.lit(arm.onto(image, dents=0.12, gloss=0.1), Light(), rng)


def _arm(relief: Relief, tip: shapes.Point, tilt: float, skin: photo.Colour, sleeve: photo.Colour) -> None:
    """A hand whose fingers end near `tip`; the arm leaves to the right, `tilt` degrees downwards."""

    def at(x: float, y: float) -> shapes.Point:
        return shapes.turn([(tip[0] + x, tip[1] + y)], tip, tilt)[0]

    for t in range(60):
        relief.lump(*at(196 + t * 14.6, -10), 58 + t * 0.5, 58 + t * 0.5, sleeve if t > 8 else skin, tall=0.9)
    relief.lump(*at(118, -6), 92, 68, skin, tall=0.8, tilt=tilt)
    for dx, dy, thick in ((-66, -44, 21), (-78, -6, 22), (-72, 32, 21), (-40, 68, 18)):
        relief.string([at(90, dy * 0.7), at(dx, dy)], thick, skin, base=26)


def standing_tower() -> Image.Image:
    """April: thirty-four blocks in nine rows."""
    rng = Random("standing tower")
    camera = Camera(y=4.6, z=-15, tip=6, zoom=1450, centre=(800, 610))
    blocks = []
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
        # From both ends to the middle: those in the middle hide their neighbours' sides.
        for x in sorted((i - count / 2 for i in range(count)), key=lambda left: -abs(left + 0.5)):
            turn = rng.uniform(-3, 3)
            blocks.append(Block(x * 0.98, level * 0.82, -0.5, 0.95, 0.8, 0.95, colour, turn))
    image = paint(room((1600, 1200), camera, rng, rug=(126, 146, 112)), blocks, camera, rng)
    return photo.lit(image, Light(warm=0.8, falls=160), rng)


def pond_box() -> Image.Image:
    """Kofi's pond in a shoe box, seen from the front."""
    rng = Random("pond box")
    cut = Cutouts(photo.wood(1600, 1200, rng), "pond box")
    cut.piece(shapes.box(110, 90, 1380, 1010), (196, 158, 112), lift=4)
    cut.piece(shapes.box(190, 170, 1220, 860), (150, 206, 232), cut=2, lift=0.5)
    cut.piece(
        closed([(190, 640), (420, 560), (700, 620), (1000, 540), (1410, 630), (1410, 760), (190, 760)]),
        (120, 170, 96),
    )
    cut.piece([*ellipse(1240, 300, 92)], (252, 214, 84))
    cut.piece(
        [*curve([(190, 720), (420, 690), (700, 730), (1000, 690), (1410, 720)]), (1410, 1030), (190, 1030)],
        (58, 132, 190),
        lift=1.4,
    )
    for x, tip in ((260, 330), (320, 250), (390, 380), (1290, 380), (1345, 300)):
        cut.piece(closed([(x - 10, 1020), (x - 8, tip), (x + 8, tip), (x + 12, 1020)]), (74, 128, 70), cut=3)
        cut.piece([*ellipse(x, tip + 40, 17, 58)], (122, 78, 48))
    for x, y, rx in ((620, 845, 210), (1060, 790, 150), (470, 985, 120)):
        cut.piece(
            closed([*ellipse(x, y, rx, rx * 0.32, start=-50, sweep=310), (x + 10, y)]),
            (116, 176, 76),
            lift=1.5,
        )
    _paper_frog(cut, 620, 740, 1.0)
    _paper_frog(cut, 1060, 710, 0.7)
    cut.piece([*ellipse(910, 960, 60, 40)], (104, 72, 50))
    cut.piece(closed([(960, 956), (1070, 930), (1050, 966), (1076, 996)]), (104, 72, 50))
    cut.pen([(890, 950), (892, 952)], (250, 250, 244), 12)
    for wing in (-34, 34):
        cut.piece([*ellipse(820 + wing, 350, 24, 84, tilt=wing)], (206, 232, 240), lift=2)
    cut.piece([*ellipse(820, 370, 13, 96)], (80, 70, 150), lift=2)
    cut.pen([(820, 170), (822, 275)], (240, 240, 240), 3)
    return photo.lit(cut.image, Light(warm=0.6), rng)


def _paper_frog(cut: Cutouts, x: float, y: float, s: float) -> None:
    skin, dark = (86, 164, 84), (40, 90, 50)
    for side in (-1, 1):
        cut.piece([*ellipse(x + side * 110 * s, y + 50 * s, 58 * s, 78 * s, tilt=side * -20)], skin, cut=3)
    cut.piece([*ellipse(x, y, 128 * s, 112 * s)], skin, lift=1.4)
    cut.piece([*ellipse(x, y + 40 * s, 70 * s, 56 * s)], (196, 220, 130), lift=0.4)
    for side in (-1, 1):
        cut.piece([*ellipse(x + side * 62 * s, y - 108 * s, 42 * s)], skin, cut=2)
        cut.piece([*ellipse(x + side * 62 * s, y - 108 * s, 27 * s)], (250, 248, 236), lift=0.3, cut=1)
        cut.pen(
            [(x + side * 58 * s, y - 106 * s), (x + side * 58 * s + 1, y - 105 * s)], (30, 30, 34), 20 * s
        )
        cut.pen([(x + side * 22 * s, y - 50 * s), (x + side * 22 * s + 1, y - 50 * s)], dark, 7 * s)
    cut.pen(
        curve([(x - 74 * s, y - 26 * s), (x, y + 12 * s), (x + 76 * s, y - 28 * s)]), (176, 44, 48), 7 * s
    )


def film_pieces() -> Image.Image:
    """What Kofi's film is made of, on the table: a frog with loose legs, a fly, leaves, blunt scissors."""
    rng = Random("film pieces")
    cut = Cutouts(photo.wood(1600, 1200, rng), "film pieces")
    skin, pale, white = (78, 158, 80), (198, 222, 136), (250, 248, 238)
    for x, y, r in ((300, 930, 210), (640, 1040, 150), (250, 250, 170)):
        cut.piece(closed([*ellipse(x, y, r, r * 0.34, start=-62, sweep=334), (x, y)]), (118, 178, 78))
    cut.piece(ellipse(760, 520, 200, 168, tilt=-8), skin)
    cut.piece(ellipse(770, 590, 104, 82), pale, lift=0.5)
    cut.pen(curve([(660, 480), (762, 530), (870, 468)]), (170, 44, 48), 12)
    for x, y, tilt in ((430, 420, 30), (430, 700, -20), (1090, 400, -35), (1090, 690, 25)):
        cut.piece(ellipse(x, y, 72, 128, tilt=tilt), skin)
    for x, y in ((660, 360), (858, 340)):
        cut.piece(ellipse(x, y, 72), skin)
    for x, y in ((660, 356), (858, 336)):
        cut.piece(ellipse(x, y, 46), white)
        cut.pen([(x + 8, y), (x + 9, y + 1)], (30, 30, 34), 38)
    for x, y, tilt in ((1340, 400, -40), (1450, 470, 30)):
        cut.piece(ellipse(x, y, 34, 76, tilt=tilt), (226, 236, 242))
    cut.piece(ellipse(1390, 600, 44, 60), (52, 50, 60))
    for side in (-1, 1):
        handle = shapes.turn(ellipse(1290 + side * 62, 1030, 56, 84), (1290, 860), side * 10)
        cut.piece(handle, (206, 64, 56), lift=1.4, cut=1)
        hole = shapes.turn(ellipse(1290 + side * 62, 1030, 26, 52), (1290, 860), side * 10)
        cut.piece(hole, (206, 160, 112), lift=0, cut=1)
        blade = shapes.turn(
            [(1276, 960), (1272, 760), (1290, 690), (1308, 760), (1304, 960)], (1290, 860), -side * 13
        )
        cut.piece(closed(blade), (188, 194, 200), lift=1.2, cut=1)
    cut.piece(ellipse(1290, 862, 16), (120, 126, 132), lift=0.5, cut=0)
    return photo.lit(cut.image, Light(warm=0.7, falls=215), rng)


def lantern_photo(lantern: Image.Image) -> Image.Image:
    """Layla's lantern, pinned up beside the window in the afternoon."""
    rng = Random("lantern wall")
    wall = photo.cloth(1200, 1600, rng, (222, 206, 178)).filter(ImageFilter.GaussianBlur(2))
    return photo.on_desk(
        lantern,
        "lantern wall",
        tilt=2,
        size=(1200, 1600),
        desk=wall,
        props=False,
        lean=0.02,
        light=Light(warm=0.9, falls=330),
    )
