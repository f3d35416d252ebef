"""What a teacher is told of a recording, and what to do about it."""

from __future__ import annotations

from msgspec.structs import replace

from slc_site.problems import Problem, Severity
from slc_site.render.ffmpeg.recipe import seconds_that_fit
from slc_site.render.media import RecordingKind, Unfit

_INSTALL = (
    "Or install ffmpeg, with which recordings are made small and playable everywhere: "
    'type `pip install "slc-site[video]"`.'
)
_FFMPEG_HELPS = frozenset(("media-codec", "media-held-back", "media-heavy"))
_ORDINARY_BITS = 2_000_000
"""Of a film as phones and programs save it small, a second."""


def with_installing(problem: Problem) -> Problem:
    """Return a problem of a recording met without ffmpeg, with the advice to install it where that helps."""
    if problem.code not in _FFMPEG_HELPS:
        return problem
    return replace(problem, hint=f"{problem.hint} {_INSTALL}" if problem.hint else _INSTALL)


def not_converted(kind: RecordingKind, *, slow: bool) -> Problem:
    """Return what is said of a recording that ffmpeg could not make anew, and that was cleaned as it is."""
    why = "It took too long to turn" if slow else "ffmpeg could not turn"
    return Problem(
        f"{why} this {_word(kind)} into what plays everywhere, so it is shown as it was recorded; "
        "what it tells of place, time and people was taken out all the same.",
        hint=f"Play it on a phone. If it does not play, save it again as {_better(kind)} and use that.",
        severity=Severity.WARNING,
        code="media-not-converted",
    )


def cut_short(seconds: float, claimed: float) -> Problem:
    """Return what is said of a recording of which only a part could be read."""
    return Problem(
        f"This recording is damaged or was cut short: it should last {_span(claimed)}, "
        f"and {_span(seconds)} of it could be read.",
        hint="Copy it again from where it was recorded.",
        severity=Severity.WARNING,
        code="media-truncated",
    )


def without_sound() -> Problem:
    """Return what is said of a film whose sound is of a kind that ffmpeg cannot read."""
    return Problem(
        "The sound of this video is kept in a rare way and could not be read, so it plays without.",
        hint="Save it again as MP4 and use that if its sound matters.",
        severity=Severity.WARNING,
        code="media-no-sound",
    )


def made_smaller(kind: RecordingKind, largest: int) -> Problem:
    """Return what is said of a recording that was made coarser to fit."""
    return Problem(
        f"This {_word(kind)} is long, so it was made coarser to fit in the {_megabytes(largest)} that a file "
        "may have.",
        hint="Cut it to the part that matters if it should look and sound better.",
        severity=Severity.NOTE,
        code="media-coarser",
    )


def over_budget(kind: RecordingKind, size: int, largest: int, *, converted: bool) -> Unfit:
    """Return the verdict on a recording that does not fit in the class's web space.

    Args:
        kind: What it is.
        size: Of the finished file, in bytes.
        largest: What a file may have, in bytes.
        converted: ffmpeg is there, and could not make it small enough.
    """
    moving = kind is RecordingKind.VIDEO
    if converted:
        fits = seconds_that_fit(largest, moving=moving)
        hint = f"Cut it to the part that matters: at most {_span(fits)} fit."
    else:
        fits = largest * 8 / (_ORDINARY_BITS if moving else 128_000)
        hint = f"Cut it or save it again smaller: about {_span(fits)} fit. {_INSTALL}"
    return Unfit(
        f"This {_word(kind)} has {_megabytes(size)}{' even when made small' if converted else ''}, and the "
        f"class's web space takes {_megabytes(largest)} a file (`media: largest:` in class.yml).",
        hint,
        "media-too-large",
    )


def no_memory() -> Unfit:
    """Return the verdict on a recording for which the computer had no room just now."""
    return Unfit(
        "This recording could not be worked on: the computer ran out of memory, or ffmpeg did not start.",
        "Close other programs and build once more.",
        "media-memory",
        passing=True,
    )


def changed() -> Unfit:
    """Return the verdict on a recording that was written to while it was worked on."""
    return Unfit(
        "This file was changed while it was being read.", "Build once more.", "media-changed", passing=True
    )


def _word(kind: RecordingKind) -> str:
    return "video" if kind is RecordingKind.VIDEO else "sound"


def _better(kind: RecordingKind) -> str:
    return "MP4" if kind is RecordingKind.VIDEO else "MP3"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e6:.1f} MB"


def _span(seconds: float) -> str:
    """Return a length of time as people say it: `7 minutes`, `40 seconds`."""
    minutes = int(seconds // 60)
    if minutes >= 2:
        return f"{minutes} minutes"
    return f"{max(1, int(seconds))} second{'s' if int(seconds) > 1 else ''}"
