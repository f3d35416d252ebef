"""Mika's flip-book, drawn on the class's tablet: a cat sees a ball, runs after it, and falls asleep on it."""

from __future__ import annotations

import math
from pathlib import Path as File

from PIL import Image

from tools.sample import sounds
from tools.sample.crayon import Sheet, Tool
from tools.sample.films import RATE, film
from tools.sample.paper import Paper
from tools.sample.shapes import curve, ellipse

FINGER = Tool(width=6, pressure=1, shake=2.4, grain=(100, 175), cover=1, glaze=0)
INK, FUR, RED = (50, 50, 56), (170, 170, 178), (226, 70, 70)
DURATIONS = (420, 300, 240, *(150,) * 9, 300, 420, 420, 900)
"""How long each page stays, in milliseconds."""


def moving_picture(file: File) -> None:
    """The pages as a GIF that goes round."""
    pages = [_page(step).quantize(24, dither=Image.Dither.NONE) for step in range(len(DURATIONS))]
    pages[0].save(
        file,
        save_all=True,
        append_images=pages[1:],
        duration=list(DURATIONS),
        loop=0,
        optimize=True,
        comment=b"made on the class tablet",
    )


def flipped(file: File, folder: File) -> None:
    """The pages as a silent film, flipped through twice."""
    once = [_page(step) for step, stay in enumerate(DURATIONS) for _ in range(round(stay * RATE / 1000))]
    film(once * 2, sounds.silence(1), file, folder)


def _page(step: int) -> Image.Image:
    sheet = Sheet(f"flip {step}", 480, 320, Paper.TABLET)
    sheet.line([(0, 284), (480, 286)], (150, 150, 156), FINGER)
    ball = (396.0, 262.0)
    if step < 11:
        ball = (150 + step * 22.5, 250 - 46 * abs(math.sin(step * 0.9)))
    sheet.shape(ellipse(*ball, 21), RED, (120, 20, 24), FINGER, layers=1)
    x = 60.0 if step < 3 else min(352.0, 60 + (step - 2) * 34)
    if step >= 13:
        _cat(sheet, x, 224, step, asleep=True)
        sheet.write("z" * (step - 12), x + 60, 184, 22, (90, 90, 150), FINGER, neat=0.6)
    else:
        leap = 14 * abs(math.sin(step * 1.2)) if 3 <= step < 12 else 0
        _cat(sheet, x, 214 - leap, step)
    return sheet.image


def _cat(sheet: Sheet, x: float, y: float, step: int, *, asleep: bool = False) -> None:
    sheet.shape(ellipse(x - 14, y + 34, 46, 30), FUR, INK, FINGER, layers=1)
    for dx in (-44, -22, 4, 22):
        stride = 0 if asleep else 9 * math.sin(step * 2 + dx)
        sheet.line([(x + dx, y + 56), (x + dx + stride, y + (62 if asleep else 76))], INK, FINGER)
    tip = (x - 84, y - 6 - 16 * math.sin(step))
    sheet.line(curve([(x - 58, y + 30), (x - 78, y + 16), tip]), INK, FINGER)
    head = x + 24
    for side in (-1, 1):
        ear = [(head + side * 8, y - 16), (head + side * 22, y - 46), (head + side * 28, y - 8)]
        sheet.line(ear, INK, FINGER)
    sheet.shape(ellipse(head, y + 8, 32, 28), FUR, INK, FINGER, layers=1)
    for side in (-1, 1):
        eye = head + side * 12
        if asleep:
            sheet.line([(eye - 6, y + 4), (eye + 6, y + 5)], INK, FINGER)
        else:
            sheet.dot(eye, y + 3, 4, INK, FINGER)
