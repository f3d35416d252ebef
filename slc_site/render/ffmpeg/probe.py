"""What ffmpeg finds in a file: its own words about it, which are the same in all its versions that we use.

`ffprobe` would answer in JSON, but does not come with every ffmpeg.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from slc_site.render.ffmpeg.process import Ffmpeg, FfmpegError
from slc_site.render.filetype import FileType

_WITHIN = 60
"""Seconds."""
_DEMUXERS = {
    FileType.MP4: "mov",
    FileType.MP3: "mp3",
    FileType.WAV: "wav",
    FileType.OGG: "ogg",
    FileType.WEBM: "matroska",
}
"""The one reader that each kind of file is given to: none that follows names of other files is ever tried."""
_MOVING = (FileType.MP4, FileType.WEBM)
_PICTURES = {
    **{codec: (codec,) for codec in ("h264", "hevc", "mpeg4", "h263", "mjpeg", "prores")},
    "vp8": ("vp8", "libvpx"),
    "vp9": ("vp9", "libvpx-vp9"),
    "av1": ("libdav1d", "libaom-av1", "av1"),
}
_SOUNDS = {
    **{codec: (codec,) for codec in ("aac", "alac", "flac", "ac3", "eac3")},
    "mp3": ("mp3float", "mp3"),
    "opus": ("opus", "libopus"),
    "vorbis": ("vorbis", "libvorbis"),
    "amr_nb": ("amrnb", "libopencore_amrnb"),
    "amr_wb": ("amrwb", "libopencore_amrwb"),
    **{codec: (codec,) for codec in ("adpcm_ima_qt", "adpcm_ima_wav", "adpcm_ms", "pcm_alaw", "pcm_mulaw")},
    **{f"pcm_{form}": (f"pcm_{form}",) for form in ("u8", "s8", "s16le", "s16be", "s24le", "s24be")},
    **{f"pcm_{form}": (f"pcm_{form}",) for form in ("s32le", "s32be", "f32le", "f32be", "f64le")},
}
"""What phones, cameras and recorders make, and its decoders; nobody's file gets to ffmpeg's 400 others."""
_DECODERS = ",".join(name for names in (*_PICTURES.values(), *_SOUNDS.values()) for name in names)
_MOST_PIXELS = 40_000_000
"""Of one frame: 8K, and no bomb."""

_STREAM = re.compile(
    r"^  Stream #0:(?P<index>\d+)\S*: (?P<kind>Video|Audio): (?P<codec>\w+)(?P<rest>.*)$", re.M
)
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d\.\d+)", re.M)
_FRAME = re.compile(r", (?P<layout>(?!none)[a-z]\w+(?:\([^)]*\))?), (?P<width>\d+)x(?P<height>\d+)")
_SHAPE = re.compile(r"\bSAR (\d+):(\d+)")
_RATE = re.compile(r"([\d.]+)(k?) (?:fps|tbr)")
_BITS = re.compile(r", (\d+) kb/s")
_TURNED = re.compile(r"^ +display ?matrix: rotation of (-?[\d.]+)", re.M | re.I)
_HDR = ("arib-std-b67", "smpte2084")
_ALMOST_UPRIGHT = 1.0


class Sound(Struct, frozen=True):
    """A track of sound."""

    index: int
    """Counted among all tracks of the file."""
    mono: bool
    bits: int
    """A second; 0: it does not say."""


class Pictures(Struct, frozen=True):
    """A track of moving pictures."""

    index: int
    """Counted among all tracks of the file."""
    codec: str
    layout: str
    """How the pixels are kept, and what light they stand for: `yuv420p(tv, bt709, progressive)`."""
    size: tuple[int, int]
    """As stored, in pixels."""
    square: bool
    """Its pixels are as wide as high."""
    turned: bool
    """The camera was not held upright, and notes down how."""
    rate: float
    """Pictures a second, on the average; 0: it does not say."""
    bits: int
    """Bits a second; 0: it does not say."""

    @property
    def hdr(self) -> bool:
        """Its light is of another range than that of ordinary screens."""
        return any(curve in self.layout for curve in _HDR)


class Streams(Struct, frozen=True):
    """What is in a file."""

    pictures: Pictures | None
    sound: Sound | None
    seconds: float
    """0: it does not say."""
    kinds: frozenset[str]
    """`Audio` and `Video`, of tracks that cannot be read, too."""

    @property
    def unheard(self) -> bool:
        """There is sound in it, but of a kind that cannot be read."""
        return "Audio" in self.kinds and self.sound is None

    @property
    def unseen(self) -> bool:
        """There are pictures in it, but of a kind that cannot be read."""
        return "Video" in self.kinds and self.pictures is None


def source(path: Path, filetype: FileType) -> tuple[str | Path, ...]:
    """Return the arguments with which a file is read that anybody may have made.

    Args:
        path: The file; absolute.
        filetype: What its first bytes said it is; not a picture.
    """
    return (
        *("-protocol_whitelist", "file", "-f", _DEMUXERS[filetype]),
        *("-codec_whitelist", _DECODERS, "-max_pixels", str(_MOST_PIXELS)),
        *("-i", f"file:{path}"),
    )


def probe(ffmpeg: Ffmpeg, path: Path, filetype: FileType) -> Streams:
    """Return what is in a file that can be played; its first track of pictures, its first of sound.

    Raises:
        FfmpegError: There is nothing in it that can be read, or not its pictures.
    """
    try:
        said = ffmpeg.run(source(path, filetype), _WITHIN)
    except FfmpegError as error:
        # asked for nothing more, it says what is in the file, and that it was asked for nothing
        if error.slow or error.passing:
            raise
        said = error.said
    streams = read(said, moving=filetype in _MOVING)
    if streams.unseen or (streams.pictures is None and streams.sound is None):
        raise FfmpegError(said)
    return streams


def read(said: str, *, moving: bool) -> Streams:
    """Return what ffmpeg's words about a file mean; `moving` says if pictures in it are a film's."""
    pictures: Pictures | None = None
    sound: Sound | None = None
    kinds = set()
    for stream in _STREAM.finditer(said):
        index, codec, rest = int(stream["index"]), stream["codec"], stream["rest"]
        if stream["kind"] == "Video" and (not moving or "(attached pic)" in rest):
            continue  # a cover
        kinds.add(stream["kind"])
        if stream["kind"] == "Audio":
            if sound is None and codec in _SOUNDS and " Hz" in rest:
                sound = Sound(index, ", mono" in rest, _bits(rest))
        elif pictures is None and codec in _PICTURES:
            following = _STREAM.search(said, stream.end())
            below = said[stream.end() : following.start() if following else len(said)]
            pictures = _pictures(index, codec, rest, below)
    return Streams(pictures, sound, _seconds(said), frozenset(kinds))


def _seconds(said: str) -> float:
    duration = _DURATION.search(said)
    if duration is None:
        return 0.0
    hours, minutes, seconds = duration.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _pictures(index: int, codec: str, rest: str, below: str) -> Pictures | None:
    """Return a track by the line about it and the lines below that; None when its frames are not known."""
    frame, shape, turned = _FRAME.search(rest), _SHAPE.search(rest), _TURNED.search(below)
    if frame is None:
        return None
    rate = _RATE.search(rest)
    return Pictures(
        index,
        codec,
        frame["layout"],
        (int(frame["width"]), int(frame["height"])),
        square=shape is None or shape[1] == shape[2],
        turned=turned is not None and abs(float(turned[1])) > _ALMOST_UPRIGHT,
        rate=float(rate[1]) * (1000 if rate[2] else 1) if rate else 0.0,
        bits=_bits(rest),
    )


def _bits(rest: str) -> int:
    found = _BITS.search(rest)
    return int(found[1]) * 1000 if found else 0
