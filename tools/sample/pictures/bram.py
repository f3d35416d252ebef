"""Bram's pictures: they are there so that one can prove that nobody outside ever sees them."""

from __future__ import annotations

from PIL import Image

from tools.sample import nature, things
from tools.sample.colours import BLACK, GREEN, RED
from tools.sample.crayon import CRAYON, FINE, Sheet


def first_volcano() -> Image.Image:
    """September: a mountain and a lot of red."""
    sheet = Sheet("bram first volcano")
    things.volcano(sheet, 760, 1120, 1.15)
    sheet.write("BOOM", 1130, 300, 60, RED, CRAYON, neat=0.05)
    return sheet.image


def winter() -> Image.Image:
    """December: a snowman beside a volcano, which surprises the snowman."""
    sheet = Sheet("bram winter")
    nature.grass(sheet, 1010, (196, 214, 232), blades=False)
    things.volcano(sheet, 1080, 1060, 0.95)
    nature.snowman(sheet, 330, 1110, 1.05)
    sheet.write("oh no", 480, 330, 56, BLACK, FINE, neat=0.45)
    nature.flower(sheet, 90, 1120, 180, GREEN)
    return sheet.image
