"""How a recording is coded anew: MP4 with H.264 and AAC, which browsers and phones of ten years play.

- Pictures: H.264 High, 4:2:0 of 8 bits, upright, at most 1280x720 or 720x1280, at most 30 a second, with a
  quality that is constant (CRF 23) up to a ceiling of bits. The preset `fast` needs a sixth less time than
  `medium`. Two threads, always: the bytes depend on their number.
- Pictures that are already so, and no heavier, are copied: to code them again costs minutes and sharpness. Of
  these as of new ones only those units of H.264 stay that pictures are made of, slices and their parameters;
  what encoders and cameras write between them (SEI: settings, clocks, in camcorders a position) does not.
- Sound: AAC-LC of 48 kHz, stereo or mono. Not Opus, though it is better: iPhones before 2021 do not play it.
- The head first (`faststart`), so that a film begins before all of it is there.
- Nothing else: no titles, chapters, subtitles, covers, other tracks, and no names of programs (`bitexact`).
"""

from __future__ import annotations

from msgspec import Struct

from slc_site.render.ffmpeg.probe import Pictures, Sound, Streams

NAME = "H.264 and AAC 1"
"""Names everything that decides how a recording comes out, but its original, its target and the program."""

_H264_UNITS = "1-5|7-8"
"""By number: slices of pictures, the parameters of the whole and of pictures."""
_FASTEST = 31.0
"""Pictures a second; more are left out, down to 30. A little over 30 is what phones mean by 30."""
_LAYOUTS_TO_COPY = ("yuv420p(", "yuv420p,")
_ORDINARY_LIGHT = (
    "zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,"
    "tonemap=mobius:param=0.5:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv"
)
"""HDR → what ordinary screens show: paper white, 203 candela a square metre, comes out just below white."""
_SOUND_FORM = "aformat=channel_layouts=mono|stereo:sample_rates=48000"


class Target(Struct, frozen=True):
    """How much a finished recording may weigh, and how large its pictures may be."""

    picture_bits: int = 2_500_000
    """At most, a second."""
    sound_bits: int = 128_000
    """Of stereo, a second; mono gets three quarters."""
    box: tuple[int, int] = (1280, 720)
    """The longer and the shorter side, in pixels."""


STANDARD = Target()
_ENOUGH = 64_000
"""Bits a second of stereo, below which one hears that it is AAC."""
_LEAST_PICTURE, _LEAST_SOUND = 400_000, 48_000
_SMALL_BOX, _FOR_SMALL_BOX = (854, 480), 1_000_000
_PACKING = 0.95
"""The share of a file that is pictures and sound; the rest is tables, and how far an encoder overshoots."""


def fitting(size: int, seconds: float, *, moving: bool) -> Target | None:
    """Return the target for a recording that must fit in so many bytes; None when it would be too coarse.

    Args:
        size: In bytes.
        seconds: How long it plays.
        moving: It is a film.
    """
    if seconds <= 0:
        return None
    bits = int(size * 8 * _PACKING / seconds)
    if not moving:
        return Target(sound_bits=min(STANDARD.sound_bits, bits)) if bits >= _LEAST_SOUND else None
    sound = STANDARD.sound_bits if bits >= 2 * _FOR_SMALL_BOX else _LEAST_SOUND * 4 // 3
    pictures = min(STANDARD.picture_bits, bits - sound)
    if pictures < _LEAST_PICTURE:
        return None
    return Target(pictures, sound, STANDARD.box if pictures >= _FOR_SMALL_BOX else _SMALL_BOX)


def seconds_that_fit(size: int, *, moving: bool) -> float:
    """Return how many seconds fit in so many bytes at the least that `fitting` allows."""
    bits = _LEAST_PICTURE + _LEAST_SOUND * 4 // 3 if moving else _LEAST_SOUND
    return size * 8 * _PACKING / bits


def may_be_copied(pictures: Pictures, target: Target) -> bool:
    """Say if pictures already are what they would be made."""
    longer, shorter = sorted(pictures.size, reverse=True)
    return (
        pictures.codec == "h264"
        and f"{pictures.layout},".startswith(_LAYOUTS_TO_COPY)
        and not (pictures.hdr or pictures.turned)
        and pictures.square
        and longer <= target.box[0]
        and shorter <= target.box[1]
        and longer % 2 == shorter % 2 == 0
        and 0 < pictures.rate <= _FASTEST
        and 0 < pictures.bits <= target.picture_bits
    )


def output(streams: Streams, target: Target, *, copied: bool, evened: str, tones: bool) -> tuple[str, ...]:
    """Return the arguments that say what is made, all but the name of the file.

    Args:
        streams: What is in the original.
        target: How much it may weigh.
        copied: The pictures are taken as they are.
        evened: The filter that makes the sound as loud as all others; empty: it stays as it is.
        tones: This ffmpeg can bring HDR into the range of ordinary screens.
    """
    arguments = ["-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"]
    if streams.pictures is not None:
        arguments += _of_pictures(streams.pictures, target, copied=copied, tones=tones)
    if streams.sound is not None:
        arguments += _of_sound(streams.sound, target, evened)
    return (
        *arguments,
        *("-threads", "2", "-fflags", "+bitexact", "-flags", "+bitexact", "-movflags", "+faststart"),
        *("-f", "mp4" if streams.pictures is not None else "ipod"),
    )


def _of_pictures(pictures: Pictures, target: Target, *, copied: bool, tones: bool) -> list[str]:
    arguments = ["-map", f"0:{pictures.index}", "-bsf:v", f"filter_units=pass_types={_H264_UNITS}"]
    if copied:
        return [*arguments, "-c:v", "copy"]
    # a film that does not say how many pictures it has a second may claim a thousand
    steps = [] if 0 < pictures.rate <= _FASTEST else ["fps=30"]
    steps.append(_scale(target.box))
    if pictures.hdr and tones:
        steps.append(_ORDINARY_LIGHT)
    return [
        *arguments,
        *("-filter:v", ",".join((*steps, "setsar=1", "format=yuv420p")), "-fps_mode", "vfr"),
        *("-c:v", "libx264", "-preset", "fast", "-profile:v", "high", "-crf", "23"),
        *("-maxrate", str(target.picture_bits), "-bufsize", str(2 * target.picture_bits)),
    ]


def _scale(box: tuple[int, int]) -> str:
    """Return the filter that fits a frame into a box, however it is held: smaller, never larger, sides even.

    ffmpeg knows the size of an upright frame, with pixels made square, better than its own words about it.
    """
    longer, shorter = box
    wide = "iw*sar"
    share = (
        f"min(1,min(if(gte({wide},ih),{longer},{shorter})/({wide}),if(gte({wide},ih),{shorter},{longer})/ih))"
    )
    width, height = (f"max(2,2*trunc(({side}*{share}+0.5)/2))" for side in (wide, "ih"))
    return f"scale=w='{width}':h='{height}':out_range=tv"


def _of_sound(sound: Sound, target: Target, evened: str) -> list[str]:
    bits = target.sound_bits
    if sound.bits:  # what was thrown away when it was recorded does not come back
        bits = min(bits, max(_ENOUGH, sound.bits * 5 // 4))
    if sound.mono:
        bits = bits * 3 // 4
    steps = (_SOUND_FORM, evened, _SOUND_FORM) if evened else (_SOUND_FORM,)
    return ["-map", f"0:{sound.index}", "-filter:a", ",".join(steps), "-c:a", "aac", "-b:a", str(bits)]
