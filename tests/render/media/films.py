"""Recordings for the tests, made by ffmpeg itself, and what ffmpeg says of finished ones."""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

TOLD = (
    *("-metadata", "title=CANARYTITLE", "-metadata", "comment=CANARYCOMMENT"),
    *("-metadata", "creation_time=2026-10-05T10:11:12Z"),
)
"""Words and a time in a file."""
PLACED = (*TOLD, "-metadata", "location=+50.4452-104.6189/")
TINY = "testsrc2=s=320x180:r=15:d=2"
TONE = "sine=frequency=440:duration=2"
X264 = ("-c:v", "libx264", "-preset", "ultrafast")


@cache
def made(ffmpeg: Path, suffix: str, *arguments: str) -> bytes:
    """What ffmpeg makes of these arguments, in a file of this ending; the same is made once a run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"made{suffix}"
        command = [ffmpeg, "-v", "error", "-nostdin", "-y", *arguments, file]
        subprocess.run(command, check=True, capture_output=True)
        return file.read_bytes()


def film(
    ffmpeg: Path, *arguments: str, pictures: str = TINY, sound: str = TONE, suffix: str = ".mp4"
) -> bytes:
    """A film of a test picture and a tone; without one of them where it is empty."""
    inputs: list[str] = []
    for source in filter(None, (pictures, sound)):
        inputs += ["-f", "lavfi", "-i", source]
    return made(ffmpeg, suffix, *inputs, *arguments)


def held_sideways(content: bytes) -> bytes:
    """A film as a phone held upright writes it: lying, with a note that it is to be turned."""
    data = bytearray(content)
    place = (
        data.index(b"tkhd") + 4 + 40
    )  # of the first track; the matrix stands after 40 bytes of a version 0
    assert data[place - 40] == 0
    data[place : place + 36] = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0x10000 * 180, 0, 0x40000000)
    return bytes(data)


def said(ffmpeg: Path, file: Path) -> str:
    """What ffmpeg says of a file."""
    answer = subprocess.run(
        [ffmpeg, "-hide_banner", "-nostdin", "-i", file], capture_output=True, check=False
    )
    return answer.stderr.decode()


def streams(ffmpeg: Path, file: Path) -> list[str]:
    """The lines that ffmpeg says of a file's tracks."""
    return re.findall(r"^  Stream #0:\d.*$", said(ffmpeg, file), re.MULTILINE)


def frames(ffmpeg: Path, file: Path, kind: str = "v") -> list[str]:
    """A checksum of every frame of pictures (`v`) or sound (`a`); a file that is not whole fails the test."""
    command = [
        ffmpeg,
        "-v",
        "error",
        "-nostdin",
        "-xerror",
        "-i",
        file,
        "-map",
        f"0:{kind}",
        "-f",
        "framemd5",
        "-",
    ]
    answer = subprocess.run(command, capture_output=True, check=True)
    assert answer.stderr == b""
    lines = answer.stdout.decode().splitlines()
    return [line.rpartition(",")[2].strip() for line in lines if not line.startswith("#")]


def hidden_frames(ffmpeg: Path, file: Path) -> int:
    """How many pictures are in an MP4, those that it does not show included."""
    command = [ffmpeg, "-v", "error", "-nostdin", "-ignore_editlist", "1", "-i", file]
    answer = subprocess.run([*command, "-map", "0:v", "-f", "framemd5", "-"], capture_output=True, check=True)
    return sum(not line.startswith(b"#") for line in answer.stdout.splitlines())


def first_frame(ffmpeg: Path, file: Path) -> bytes:
    """The first frame as PNG, upright."""
    command = [
        ffmpeg,
        "-v",
        "error",
        "-nostdin",
        "-i",
        file,
        "-frames:v",
        "1",
        "-c:v",
        "png",
        "-f",
        "image2pipe",
        "-",
    ]
    return subprocess.run(command, capture_output=True, check=True).stdout


def loudness(ffmpeg: Path, file: Path) -> tuple[float, float]:
    """How loud a file is over all, in LUFS, and its highest peak; by another filter than made it so."""
    command = [ffmpeg, "-hide_banner", "-nostdin", "-i", file, "-af", "ebur128=peak=true", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    summary = report[report.rindex("Summary:") :]
    over_all, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert over_all is not None
    assert peak is not None
    return float(over_all[1]), float(peak[1])
