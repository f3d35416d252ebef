"""Voices, a hum, claps, pond noises: made with the standard library, espeak-ng to speak, ffmpeg to pack."""

from __future__ import annotations

import array
import math
import subprocess
import wave
from pathlib import Path as File
from random import Random

RATE = 22050
Samples = list[float]

NOTES = {"G": 392.0, "A": 440.0, "B": 493.88, "C": 523.25, "D": 587.33, "E": 659.25}


def silence(seconds: float) -> Samples:
    """Nothing, for so long."""
    return [0.0] * int(RATE * seconds)


def mix(*parts: tuple[float, Samples]) -> Samples:
    """Several sounds, each beginning after so many seconds."""
    total = [0.0] * max(int(start * RATE) + len(part) for start, part in parts)
    for start, part in parts:
        first = int(start * RATE)
        for i, value in enumerate(part):
            total[first + i] += value
    return total


def hum(melody: str, beat: float = 0.42) -> Samples:
    """A child humming notes such as "G A B- G"; each dash holds a note for one more beat."""
    rng = Random(melody)
    found: Samples = []
    phase, level = 0.0, 0.0
    frequency = NOTES[melody[0]]
    for note in melody.split():
        length = int(RATE * beat * len(note) * rng.uniform(0.96, 1.06))
        goal = NOTES[note[0]] * rng.uniform(0.988, 1.01)
        for i in range(length):
            t = i / RATE
            frequency += (goal - frequency) * 0.0012
            vibrato = 1 + 0.006 * math.sin(math.tau * 5.2 * t) * min(1, t * 3)
            phase += math.tau * frequency * vibrato / RATE
            wanted = 1.0 if i < length - RATE * 0.07 else 0.25
            level += (wanted - level) * 0.0016
            tone = (
                math.sin(phase)
                + 0.42 * math.sin(2 * phase)
                + 0.16 * math.sin(3 * phase)
                + 0.05 * math.sin(4 * phase)
            )
            found.append(0.3 * level * (tone + 0.05 * rng.uniform(-1, 1)))
    return found


def clap(rng: Random, loud: float = 1.0) -> Samples:
    """Two hands: a burst of noise with a short ring of the room."""
    found, smooth = [], 0.0
    for i in range(int(RATE * 0.16)):
        t = i / RATE
        smooth += (rng.uniform(-1, 1) - smooth) * 0.45
        burst = math.exp(-t * 90) + 0.6 * math.exp(-(((t - 0.008) * 300) ** 2)) + 0.12 * math.exp(-t * 22)
        found.append(loud * smooth * burst * 0.8)
    return found


def tap(rng: Random) -> Samples:
    """One finger on a desk."""
    return [
        0.5 * math.exp(-i / RATE * 70) * (math.sin(math.tau * 320 * i / RATE) + 0.3 * rng.uniform(-1, 1))
        for i in range(int(RATE * 0.09))
    ]


def clap_pattern() -> Samples:
    """Mika's piece, three lines as drawn: big dots are claps, small ones taps."""
    rng = Random("claps")
    beat = 0.3
    parts: list[tuple[float, Samples]] = [(0.0, silence(9))]
    for row, pattern in enumerate(("B.b b.B. ", "B.b b.BB ", "b b b b B ")):
        for step, mark in enumerate(pattern):
            at = 0.3 + (row * 9.5 + step) * beat
            if mark == "B":
                parts.append((at, clap(rng, 0.9)))
            elif mark == "b":
                parts.append((at, tap(rng)))
    return mix(*parts)


def ribbit(rng: Random) -> Samples:
    """A paper frog, as a boy does it."""
    found: Samples = []
    for start, length, pitch in ((0.0, 0.12, 170), (0.17, 0.2, 230)):
        while len(found) < start * RATE:
            found.append(0.0)
        for i in range(int(length * RATE)):
            t = i / RATE
            pulse = max(0.0, math.sin(math.tau * 34 * t)) ** 0.6
            shape = math.sin(math.pi * min(1, t / length)) ** 0.5
            tone = (
                math.sin(math.tau * pitch * t * (1 + t))
                + 0.6 * math.sin(math.tau * pitch * 2.02 * t)
                + 0.2 * rng.uniform(-1, 1)
            )
            found.append(0.32 * pulse * shape * tone)
    return found


def plop(rng: Random) -> Samples:
    """Into the water."""
    found, smooth = [], 0.0
    for i in range(int(RATE * 0.5)):
        t = i / RATE
        smooth += (rng.uniform(-1, 1) - smooth) * 0.2
        bubble = math.sin(math.tau * (260 * t + 900 * t * t)) * math.exp(-t * 12)
        found.append(0.4 * bubble + 0.5 * smooth * math.exp(-t * 9))
    return found


def speak(
    text: str,
    folder: File,
    *,
    voice: str = "en-us+f4",
    pitch: int = 74,
    speed: int = 125,
    small: float = 1.16,
) -> Samples:
    """A sentence in a small voice; `small` shortens the speaker's throat (1 leaves it as it is)."""
    raw, child = folder / "raw.wav", folder / "child.wav"
    subprocess.run(
        ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "-g", "2", "-w", str(raw), text],
        check=True,
    )
    subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-i",
            str(raw),
            "-af",
            f"asetrate={int(RATE * small)},aresample={RATE},atempo={1 / small:.4f},"
            "highpass=f=160,lowpass=f=7000,aecho=0.9:0.5:18:0.16",
            "-bitexact",
            str(child),
        ],
        check=True,
    )
    return load(child)


def load(file: File) -> Samples:
    """The samples of a WAV with one 16-bit channel."""
    with wave.open(str(file)) as source:
        data = array.array("h", source.readframes(source.getnframes()))
    return [value / 32768 for value in data]


def save(samples: Samples, file: File, rate: int = RATE) -> None:
    """A WAV with one 16-bit channel, as loud as it can be without distortion."""
    peak = max(0.01, max(abs(value) for value in samples))
    data = array.array("h", (int(value / peak * 27000) for value in samples))
    with wave.open(str(file), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate)
        target.writeframes(data.tobytes())


def pack(samples: Samples, file: File, folder: File, *options: str) -> None:
    """Write the samples in the format that the file's name asks for; `options` are ffmpeg's."""
    save(samples, folder / "pack.wav")
    subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-i",
            str(folder / "pack.wav"),
            "-fflags",
            "+bitexact",
            "-flags:a",
            "+bitexact",
            *options,
            str(file),
        ],
        check=True,
    )
