"""People with round heads, and what they hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tools.sample import shapes
from tools.sample.colours import BLACK, BLUE, BROWN, PEACH, PINK, RED
from tools.sample.crayon import CRAYON, FAT, Colour, Sheet, Tool, darker
from tools.sample.shapes import Line, Path, curve, ellipse, place

SKINS = {"light": PEACH, "tan": (222, 172, 124), "brown": (166, 110, 68), "dark": (112, 70, 46)}


@dataclass(frozen=True)
class Person:
    """How somebody looks in a drawing."""

    skin: str = "tan"
    hair: Colour = BLACK
    style: str = "short"
    """short | long | curly | bun | scarf | bald"""
    top: Colour = RED
    bottom: Colour = BLUE
    dress: bool = False
    beard: bool = False
    glasses: bool = False


def person(
    sheet: Sheet, who: Person, x: float, ground: float, height: float, *, arms: tuple[float, float] = (25, 25)
) -> None:
    """Somebody standing on `ground`; `arms`: degrees above the horizontal, negative ones hang."""
    scale = height / 480
    skin = SKINS[who.skin]

    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    _long_hair(sheet, who, at, scale)
    leg = Tool(width=34 * scale, pressure=0.85, shake=5)
    leg_colour = skin if who.dress else who.bottom
    for side in (-1, 1):
        sheet.line(at([(side * 30, -150), (side * 36, -18)]), leg_colour, leg)
        sheet.shape(at(ellipse(side * 48, -10, 34, 16)), BLACK, BLACK)
    for side, lift in ((-1, arms[0]), (1, arms[1])):
        angle = math.radians(lift)
        hand = (side * (52 + 118 * math.cos(angle)), -285 - 118 * math.sin(angle))
        sheet.line(at([(side * 52, -285), hand]), who.top, Tool(width=28 * scale, pressure=0.85, shake=5))
        for spread in (-45, -15, 15, 45):
            tip = angle + math.radians(spread)
            finger = (hand[0] + side * 34 * math.cos(tip), hand[1] - 34 * math.sin(tip))
            sheet.line(at([hand, finger]), darker(skin, 0.85), CRAYON if scale > 0.7 else Tool(9, 0.85, 3))
        sheet.dot(*at([hand])[0], 15 * scale, skin)
    if who.dress:
        body = [(-40, -318), (40, -318), (104, -128), (-104, -128)]
    else:
        body = [(-62, -318), (62, -318), (56, -150), (-56, -150)]
    sheet.shape(at(shapes.closed(body)), who.top, darker(who.top), FAT if scale > 0.7 else CRAYON)
    _head(sheet, who, skin, x, ground, scale)


def _long_hair(sheet: Sheet, who: Person, at: Callable[[Line], Path], scale: float) -> None:
    if who.style in ("long", "scarf"):
        fall = curve(
            [(-92, -410), (-104, -300), (-78, -262), (78, -262), (104, -300), (92, -410), (0, -500)],
            loop=True,
        )
        sheet.fill(at(fall), who.hair, Tool(width=20 * scale + 4, pressure=0.85, shake=6), angle=86)


def _head(sheet: Sheet, who: Person, skin: Colour, x: float, ground: float, scale: float) -> None:
    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    tool = FAT if scale > 0.7 else CRAYON
    sheet.shape(at(ellipse(0, -398, 82, 84)), skin, darker(skin, 0.7), CRAYON)
    if who.style == "curly":
        for i in range(9):
            a = math.radians(178 + 23 * i)
            sheet.dot(
                x + 86 * math.cos(a) * scale, ground + (-408 + 84 * math.sin(a)) * scale, 29 * scale, who.hair
            )
    elif who.style != "bald":
        cap = [
            *ellipse(0, -402, 90, 92, start=178, sweep=184),
            (58, -438),
            (20, -452),
            (-30, -446),
            (-64, -430),
        ]
        sheet.shape(at(shapes.closed(cap)), who.hair, darker(who.hair, 0.8), tool)
    if who.style == "bun":
        sheet.shape(at(ellipse(0, -505, 36, 32)), who.hair, darker(who.hair, 0.8), tool)
    if who.style == "scarf":
        sheet.line(at(ellipse(0, -396, 92, 98, start=150, sweep=240)), who.hair, Tool(34 * scale, 0.85, 5))
        sheet.line(at(curve([(-76, -350), (0, -300), (76, -350)])), who.hair, Tool(30 * scale, 0.85, 5))
    if who.beard:
        sheet.line(
            at(curve([(-74, -388), (-54, -326), (0, -308), (54, -326), (74, -388)])),
            who.hair,
            Tool(22 * scale, 0.8, 5),
        )
    for side in (-1, 1):
        sheet.dot(x + side * 30 * scale, ground - 408 * scale, 8 * scale, BLACK)
        if who.glasses:
            sheet.line(at(ellipse(side * 31, -408, 24)), BROWN, Tool(7, 0.9, 3))
        sheet.dot(x + side * 50 * scale, ground - 374 * scale, 13 * scale, PINK)
    sheet.line(at(curve([(-34, -370), (0, -344), (36, -372)])), RED, CRAYON)
