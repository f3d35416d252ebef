"""Stop-motion with paper shapes: how a film is made of pictures, and Kofi's frog that jumps."""

from __future__ import annotations

import math
import subprocess
from functools import cache
from pathlib import Path as File
from random import Random

from PIL import Image, ImageEnhance

from tools.sample import sounds
from tools.sample.cutout import Cutouts
from tools.sample.shapes import closed, curve, ellipse

SIZE = (640, 360)
RATE = 12
"""Pictures a second; each drawing stands for two, as children's stop-motion does."""
PLACE = "+52.1310-106.4270/"
"""A made-up spot on the prairie, where a phone would write its own."""


def film(frames: list[Image.Image], sound: sounds.Samples, file: File, folder: File) -> None:
    """An MP4 that plays everywhere and carries what a phone writes into it."""
    for i, frame in enumerate(frames):
        frame.save(folder / f"frame{i:04}.png")
    length = len(frames) / RATE
    sounds.save((sound + sounds.silence(length))[: int(length * sounds.RATE)], folder / "sound.wav")
    pictures = f"-framerate {RATE} -i {folder / 'frame%04d.png'} -i {folder / 'sound.wav'}".split()
    packed = [
        "-c:v",
        "libx264",
        "-preset",
        "slow",
        "-crf",
        "27",
        "-pix_fmt",
        "yuv420p",
        "-r",
        "24",
        "-threads",
        "1",
        "-c:a",
        "aac",
        "-b:a",
        "64k",
    ]
    same_bytes = [
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-movflags",
        "+faststart",
    ]
    notes = [
        "-metadata",
        f"location={PLACE}",
        "-metadata",
        "title=Untitled 12",
        "-metadata",
        "comment=Pebble P3",
    ]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *pictures, *packed, *same_bytes, *notes, str(file)], check=True
    )
    for used in folder.glob("frame*.png"):
        used.unlink()


def flicker(image: Image.Image, step: int) -> Image.Image:
    """Nobody's lamp stays the same between two pictures."""
    rng = Random(f"flicker {step}")
    ring = Image.radial_gradient("L").resize(SIZE).point([255 - int(v * v / 255 * 0.22) for v in range(256)])
    dark = Image.composite(image, Image.new("RGB", SIZE, (60, 40, 24)), ring)
    return ImageEnhance.Brightness(dark).enhance(1.04 + rng.uniform(-0.02, 0.02))


def frog_jumps(file: File, folder: File) -> None:
    """A frog looks at a fly, jumps from leaf to leaf, and misses."""
    pads = ((110, 268), (330, 286), (540, 262))
    steps = 46
    frames: list[Image.Image] = []
    for step in range(steps):
        cut = Cutouts(_water(), f"frog film {step}", scale=0.4)
        for pad in pads:
            ring = ellipse(pad[0], pad[1] + 26, 84, 24, start=-62, sweep=334)
            cut.piece(closed([*ring, (pad[0], pad[1] + 24)]), (118, 178, 78), cut=3)
        x, y, stretch, eyes = _frog_at(step, pads)
        fly = (
            (500 + 40 * math.sin(step * 0.7), 84 + 22 * math.sin(step * 1.3)) if step < 40 else (330.0, 60.0)
        )
        for side in (-1, 1):
            cut.piece(ellipse(fly[0] + side * 9, fly[1] - 6, 6, 13, tilt=side * 30), (232, 240, 244), cut=1)
        cut.piece(ellipse(*fly, 8, 10), (52, 50, 60), cut=1)
        if y < 400:
            _little_frog(cut, x, y, stretch, eyes)
        if step >= 40:
            for i in range(5):
                drop = step - 39
                cut.piece(
                    ellipse(
                        330 + (i - 2) * (12 + drop * 7),
                        262 - 60 * math.sin(drop * 0.5 + i * 0.1) - (i % 2) * 14,
                        6,
                        9,
                    ),
                    (206, 232, 246),
                    cut=1,
                )
        frames += [flicker(cut.image, step)] * 2
    rng = Random("frog film")
    film(
        frames,
        sounds.mix(
            (0.5, sounds.ribbit(rng)),
            (2.5, sounds.ribbit(rng)),
            (4.4, sounds.ribbit(rng)),
            (6.6, sounds.plop(rng)),
        ),
        file,
        folder,
    )


@cache
def _water() -> Image.Image:
    sky = Image.new("RGB", SIZE, (178, 220, 238))
    rng = Random("film water")
    cut = Cutouts(sky, "film water", scale=0.4)
    cut.piece(
        closed([(0, 210), (150, 170), (300, 205), (460, 160), (640, 205), (640, 260), (0, 260)]),
        (138, 186, 108),
    )
    cut.piece(ellipse(70, 60, 36), (250, 212, 86))
    cut.piece(
        [*curve([(0, 226), (160, 214), (320, 230), (480, 212), (640, 228)]), (640, 380), (0, 380)],
        (70, 142, 198),
    )
    for _ in range(6):
        x, y = rng.uniform(20, 600), rng.uniform(300, 350)
        cut.pen(curve([(x, y), (x + 14, y - 5), (x + 28, y), (x + 42, y - 5)]), (150, 200, 232), 2.5)
    return cut.image


def _frog_at(step: int, pads: tuple[tuple[int, int], ...]) -> tuple[float, float, float, int]:
    """Where the frog is at a step: x, y, how stretched, where it looks."""
    plan = ((8, 0, 0), (14, 0, 1), (20, 1, 1), (26, 1, 2), (33, 2, 2), (40, 2, 1))
    start = 0
    for end, source, goal in plan:
        if step < end:
            t = (step - start) / (end - start)
            (x0, y0), (x1, y1) = pads[source], pads[goal]
            if source == goal:
                squash = 0.82 if step >= end - 2 else 1.0
                return x0, y0 - 22 * squash, squash, 1
            if goal < source:  # the fly tempts it back, and there is no leaf in the middle of a jump
                return x0 + (x1 + 40 - x0) * t, y0 - 22 - 150 * math.sin(math.pi * t * 0.95), 1.22, -1
            return x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - 22 - 118 * math.sin(math.pi * t), 1.18, 1
        start = end
    return 0, 999, 1, 0


def _little_frog(cut: Cutouts, x: float, y: float, stretch: float, eyes: int) -> None:
    skin = (78, 158, 80)
    leap = stretch > 1
    for side in (-1, 1):
        leg = ellipse(
            x + side * (44 if leap else 46),
            y + (38 if leap else 18),
            20,
            34,
            tilt=side * (40 if leap else -16),
        )
        cut.piece(leg, skin, cut=2)
    cut.piece(ellipse(x, y, 52 / stretch, 44 * stretch), skin, cut=2)
    cut.piece(ellipse(x, y + 14, 27, 22), (198, 222, 136), cut=1, lift=0.4)
    for side in (-1, 1):
        cut.piece(ellipse(x + side * 25, y - 42 * stretch, 17), skin, cut=1)
        cut.piece(ellipse(x + side * 25, y - 42 * stretch, 11), (250, 248, 238), cut=0.5, lift=0.3)
        cut.pen(
            [
                (x + side * 25 + eyes * 4, y - 42 * stretch - 2),
                (x + side * 25 + eyes * 4, y - 42 * stretch - 1),
            ],
            (30, 30, 34),
            9,
        )
    cut.pen(curve([(x - 26, y - 8), (x, y + 4), (x + 27, y - 9)]), (170, 44, 48), 3.5)
