"""What a tag tells, by its name: people and programs made up thousands of them, in every kind of file."""

from __future__ import annotations

from slc_site.render.media import Trace

_ABOUT = (
    (Trace.POSITION, ("location", "gps", "latitude", "longitude", "geo")),
    (Trace.PREVIEW, ("picture", "cover", "thumb", "artwork")),
    (Trace.TIME, ("date", "time", "year")),
    (
        Trace.CAMERA,
        ("make", "model", "camera", "device", "lens", "serial", "android", "hardware"),
    ),
)
"""The first group that has a word in the name decides."""
_OF_THE_FILE = (
    "encoder",
    "software",
    "encoding",
    "duration",
    "bps",
    "number_of_",
    "_statistics",
    "replaygain",
    "itun",
    "brand",
)
"""Tags of which these are part say how the file was packed, and nothing of who or where."""


def trace_of(name: str) -> Trace | None:
    """Return what a tag of this name tells; None when it is only about the file itself."""
    lower = name.casefold().replace("quicktime", "")  # as Apple begins all its names
    if any(word in lower for word in _OF_THE_FILE):
        return None
    return next((trace for trace, words in _ABOUT if any(word in lower for word in words)), Trace.WORDS)
