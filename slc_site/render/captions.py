"""What is said in a recording, made ready for pages: captions as WebVTT written anew, and as paragraphs."""

from __future__ import annotations

import html
from collections.abc import Iterable

from slc_site.model.captions import Captions, Cue
from slc_site.render.markup.characters import scrub

_PAUSE = 2_000
"""Milliseconds of silence after which a new paragraph begins."""


def webvtt(cues: Iterable[Cue]) -> bytes:
    """Return cues as a WebVTT file: their times and their words, nothing that would be read as markup."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        # An escaped `>` cannot be part of an arrow, and a line without words would end the cue.
        lines = [html.escape(line, quote=False) for line in scrub(cue.text).split("\n") if line.strip()]
        if lines:
            blocks.append("\n".join((f"{_moment(cue.start)} --> {_moment(cue.end)}", *lines, "")))
    return "\n".join(blocks).encode()


def _moment(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def paragraphs(captions: Iterable[Captions], language: str) -> tuple[str, ...]:
    """Return the words of a recording as somebody would read them; none when there are no captions.

    Args:
        captions: Of one recording.
        language: BCP 47, of the readers: captions in it are taken before all others.
    """
    told: list[list[str]] = []
    heard = 0
    chosen = min(captions, key=lambda one: _distance(one.language, language), default=None)
    for cue in chosen.cues if chosen else ():
        if not told or cue.start - heard >= _PAUSE:
            told.append([])
        told[-1].append(" ".join(cue.text.split()))
        heard = max(heard, cue.end)
    return tuple(" ".join(lines) for lines in told)


def _distance(one: str, other: str) -> int:
    if one in ("", other):
        return 0
    return 1 if one.partition("-")[0] == other.partition("-")[0] else 2
