"""Captions: the text of a `.vtt` file as cues, read as leniently as players do, and a little more.

What programs and people write is taken for what it means: WebVTT with or without its first line, the commas
and numbers of SubRip (`.srt`), times without hours or thousandths. Of a cue only its times and its words are
kept: where it would stand on the screen, who speaks, colours and slanted letters are not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from slc_site.model.captions import Cue
from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.decoding import visible

MOST_CUES = 5_000
"""Of one file: a whole film has two thousand."""

_MOMENT = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_MOMENT}\s*(?:-{{1,2}}>|[–—]>|→)\s*{_MOMENT}(?:\s.*)?")
"""When a cue begins and ends; an arrow that a word processor made nicer is one too."""
_ARROW = "-->"
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
"""The first line of a block that is nothing to be read."""
_NUMBER = re.compile(r"\d{1,6}")
_TAG = re.compile(r"</?[a-z][^<>]*>|<[\d:.]*>|</>", re.IGNORECASE)
"""Markup inside of a cue; `I <3 frogs` is none."""

_HOW_TO_TIME = "Write them like `00:01.000 --> 00:04.500`."


def read_captions(text: str, file: str, reporter: Reporter) -> tuple[Cue, ...]:
    """Return the cues of a file in the order of their beginnings; none when nothing in it is one.

    Args:
        text: The file, with plain line ends.
        file: Its label for messages.
        reporter: Hears of every cue that cannot be read.
    """
    lines = text.split("\n")
    cues: list[Cue] = []
    for line, times, words in _blocks(lines, file, reporter):
        start, end = (_milliseconds(times.groups()[first : first + 4]) for first in (0, 4))
        said = "\n".join(filter(None, map(_plain, words)))
        if end <= start:
            message, hint = "These captions end before they begin.", _HOW_TO_TIME
            reporter.report(Problem(message, file, line, hint=hint, code="captions"))
        elif said and len(cues) == MOST_CUES:
            message = f"There are more than {MOST_CUES:,} captions in this file; I left out the others."
            reporter.report(Problem(message, file, line, hint="Make the recording shorter.", code="captions"))
            break
        elif said:
            cues.append(Cue(start, end, said))
    if cues and not lines[0].startswith("WEBVTT"):
        reporter.report(_no_first_line(file))
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def _blocks(
    lines: list[str], file: str, reporter: Reporter
) -> Iterator[tuple[int, re.Match[str], list[str]]]:
    """Yield each cue: the line of the file that its times stand on, the times, and the lines below them."""
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        times = _TIMES.fullmatch(line)
        if times is not None:
            first = place
            while place < len(lines) and lines[place].strip() and not _is_about_times(lines[place]):
                place += 1
            words = lines[first:place]
            if place < len(lines) and lines[place].strip() and words and _NUMBER.fullmatch(words[-1].strip()):
                words.pop()  # the number of the next cue, above which an empty line is missing
            yield first, times, words
        elif _ARROW in line:
            message = "I cannot read when these captions begin and end; they are left out."
            reporter.report(Problem(message, file, place, hint=_HOW_TO_TIME, code="captions"))
        elif _NO_CUE.fullmatch(line):
            while place < len(lines) and lines[place].strip():
                place += 1


def _is_about_times(line: str) -> bool:
    return _ARROW in line or _TIMES.fullmatch(line) is not None


def _milliseconds(moment: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = moment
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _plain(line: str) -> str:
    return " ".join(visible(html.unescape(_TAG.sub("", line))).split())


def _no_first_line(file: str) -> Problem:
    return Problem(
        "These captions do not begin with `WEBVTT`; I could read them all the same.",
        file,
        1,
        hint="Other programs may not: write `WEBVTT` into the first line, and leave the second one empty.",
        severity=Severity.NOTE,
        code="captions",
    )
