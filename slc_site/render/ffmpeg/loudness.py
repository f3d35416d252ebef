"""How loud a recording is, and the filter that makes it as loud as all others (EBU R 128).

Children speak into phones from an arm's length or from across the room; nobody should have to reach for the
volume between two of them. The sound is listened to first, so that it can then be raised as a whole: its own
louds and softs stay. Only where its peaks would not allow that does ffmpeg even it out as it goes.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

from msgspec import Struct

from slc_site.render.ffmpeg import probe
from slc_site.render.ffmpeg.probe import Sound
from slc_site.render.ffmpeg.process import Ffmpeg, FfmpegError
from slc_site.render.filetype import FileType

TARGET = -16.0
"""In LUFS: what podcasts have, and the loudspeakers of a tablet can."""
_PEAK = -1.5
"""In decibels below the highest there is."""
_MOST_RAISED = 25.0
"""In decibels: a whisper is raised to be heard, the noise of an empty room is not."""
_EVEN = 1.5
"""A difference in decibels that nobody hears between two recordings."""
_RANGE = (7.0, 20.0)
"""Between which the range of louds and softs must be given for it to be kept."""
_REPORT = re.compile(r"\{[^{}]*\"input_i\"[^{}]*\}")


class Loudness(Struct, frozen=True):
    """What was heard, as ffmpeg measures it."""

    heard: float
    """In LUFS, over all; `-inf` where there is nothing but silence, or less than half a second."""
    peak: float
    spread: float
    threshold: float
    offset: float

    @property
    def even(self) -> bool:
        """It is as loud as it should be, or silent: nothing need be done."""
        return not math.isfinite(self.heard) or abs(self._wanted - self.heard) <= _EVEN

    @property
    def _wanted(self) -> float:
        return min(TARGET, self.heard + _MOST_RAISED)

    @property
    def filter(self) -> str:
        """The filter that makes it so; empty when nothing need be done."""
        numbers = (self.peak, self.spread, self.threshold, self.offset)
        if self.even or not all(map(math.isfinite, numbers)):
            return ""
        spread = min(max(self.spread, _RANGE[0]), _RANGE[1])
        measured = {
            "measured_I": min(self.heard, 0.0),
            "measured_TP": _within_99(self.peak),
            "measured_LRA": _within_99(self.spread),
            "measured_thresh": min(self.threshold, 0.0),
            "offset": _within_99(self.offset),
        }
        told = ":".join(f"{name}={value:.2f}" for name, value in measured.items())
        return f"loudnorm=I={self._wanted:.2f}:TP={_PEAK}:LRA={spread:.2f}:linear=true:{told}"


def _within_99(number: float) -> float:
    """Return the nearest that the filter accepts: samples that are fractions can be louder than anything."""
    return min(max(number, -99.0), 99.0)


def listen(ffmpeg: Ffmpeg, path: Path, filetype: FileType, sound: Sound, limit: float) -> Loudness:
    """Return how loud a track of a file is.

    Raises:
        FfmpegError: It cannot be read.
    """
    measure = f"aformat=channel_layouts=mono|stereo,loudnorm=I={TARGET}:TP={_PEAK}:print_format=json"
    said = ffmpeg.run(
        (
            *probe.source(path, filetype),
            *("-map", f"0:{sound.index}", "-filter:a", measure, "-f", "null", "-"),
        ),
        limit,
    )
    reports = _REPORT.findall(said)
    try:
        report = json.loads(reports[-1])
        names = ("input_i", "input_tp", "input_lra", "input_thresh", "target_offset")
        return Loudness(*(float(report[name]) for name in names))
    except (IndexError, ValueError, KeyError) as error:  # no sound in the track, so nothing was measured
        raise FfmpegError(said) from error
