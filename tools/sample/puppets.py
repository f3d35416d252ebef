"""Stop-motion with paper shapes: Leilani's puppets, whose mouths follow their voices."""

from __future__ import annotations

import math
from pathlib import Path as File
from random import Random

from PIL import Image

from tools.sample import shapes, sounds
from tools.sample.cutout import Cutouts
from tools.sample.films import RATE, SIZE, film, flicker
from tools.sample.paper import noise
from tools.sample.shapes import closed, curve, ellipse


def puppet_play(file: File, folder: File) -> None:
    """Mango and Frog quarrel about a pond and share it; the mouths follow the voices."""
    lines = (
        (1.3, "Frog! Get out of my pond!", 0),
        (3.3, "It is my pond too.", 1),
        (5.0, "Then we can share it!", 0),
    )
    voices = [
        (start, sounds.speak(text, folder, pitch=(92, 58)[who], speed=150, small=(1.26, 1.08)[who]), who)
        for start, text, who in lines
    ]
    frames: list[Image.Image] = []
    steps = 44
    for step in range(steps):
        now = step * 2 / RATE
        loud = [0.0, 0.0]
        for start, samples, who in voices:
            first = int((now - start) * sounds.RATE)
            if 0 <= first < len(samples):
                piece = samples[first : first + sounds.RATE // 8]
                loud[who] = min(1.0, 9 * sum(abs(v) for v in piece) / max(1, len(piece)))
        frames += [flicker(_stage(step, loud, min(1.0, max(0.0, (now - 0.3) / 0.9)), steps), step)] * 2
    film(frames, sounds.mix(*[(start, samples) for start, samples, _ in voices]), file, folder)


def still() -> Image.Image:
    """One picture of the play, larger: Mango speaks."""
    return _stage(30, [0.9, 0.05], 1, 44, zoom=2)


def _stage(step: int, loud: list[float], open_: float, steps: int, *, zoom: int = 1) -> Image.Image:
    rng = Random("stage")
    size = (SIZE[0] * zoom, SIZE[1] * zoom)
    back = Image.new("RGB", size, (52, 66, 124))
    back = Image.blend(back, Image.merge("RGB", [noise(*size, rng, 1.5, 20)] * 3), 0.06)
    cut = Cutouts(back, f"stage {step}", scale=0.4, zoom=zoom)
    cut.piece(ellipse(520, 76, 34), (250, 226, 140), cut=2)
    for star in ((150, 70), (250, 120), (340, 60), (430, 130)):
        cut.piece(shapes.star(*star, 15, 6), (250, 218, 110), cut=1)
    cut.piece(
        [*curve([(90, 300), (230, 288), (420, 300), (560, 290)]), (560, 380), (90, 380)],
        (64, 132, 190),
        cut=2,
    )
    together = 30 * max(0.0, (step - 33) / (steps - 33))
    for who, (x, skin, hair) in enumerate(
        ((232 + together, (236, 134, 52), (126, 74, 170)), (412 - together, (88, 164, 84), (60, 116, 62)))
    ):
        bob = 5 * math.sin(step * 0.9 + who * 2) + 12 * loud[who]
        _sock(cut, x, 205 - bob, skin, hair, loud[who], 1 if who == 0 else -1)
    for right in (False, True):
        inner = 92 + (1 - open_) * 232
        edge = [(0, -10), (inner + 14, -10), (inner - 16, 150), (inner, 380), (0, 380)]
        cut.piece(
            [(SIZE[0] - px if right else px, py) for px, py in closed(edge)],
            (192, 44, 52),
            cut=4,
            lift=2,
        )
        for k in (0.3, 0.55, 0.8):
            fold = [(inner * k, 0.0), (inner * k - 8, 180.0), (inner * k + 4, 370.0)]
            cut.pen(curve([(SIZE[0] - px if right else px, py) for px, py in fold]), (150, 28, 38), 3)
    cut.piece(
        closed(
            [
                (-10, -10),
                (650, -10),
                (650, 40),
                *[(640 - i * 40, 40 + (16 if i % 2 else 0)) for i in range(17)],
                (-10, 40),
            ]
        ),
        (214, 164, 60),
        lift=2,
    )
    return cut.image


def _sock(
    cut: Cutouts,
    x: float,
    y: float,
    skin: tuple[int, int, int],
    hair: tuple[int, int, int],
    mouth: float,
    looks: int,
) -> None:
    for dx in (-30, -10, 10, 30):
        cut.piece(closed([(x + dx - 6, y - 66), (x + dx * 1.5, y - 112), (x + dx + 7, y - 66)]), hair, cut=1)
    body = curve(
        [
            (x - 52, 390),
            (x - 50, y + 90),
            (x - 62, y),
            (x - 44, y - 68),
            (x, y - 86),
            (x + 44, y - 68),
            (x + 62, y),
            (x + 50, y + 90),
            (x + 52, 390),
        ]
    )
    cut.piece(closed(body), skin, cut=3, lift=1.5)
    for side in (-1, 1):
        cut.piece(ellipse(x + side * 24, y - 34, 19, 20), (250, 248, 238), cut=1)
        cut.pen([(x + side * 24 + looks * 6, y - 33), (x + side * 24 + looks * 6, y - 32)], (28, 28, 32), 13)
    cut.piece(ellipse(x, y + 26, 36, 5 + 24 * mouth), (140, 26, 44), cut=1, lift=0.5)
    if mouth > 0.25:
        cut.piece(ellipse(x, y + 30 + 12 * mouth, 20, 7), (232, 110, 128), cut=0.5, lift=0.2)
        if skin[0] > 200:
            cut.piece(shapes.box(x - 6, y + 24 - 22 * mouth, 12, 13), (250, 250, 246), cut=0.5, lift=0.2)
