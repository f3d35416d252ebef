"""What is said in a recording, as somebody wrote it down."""

from __future__ import annotations

from msgspec import Struct


class Cue(Struct, frozen=True):
    """A line or two, and when they are seen."""

    start: int
    """In milliseconds from the beginning of the recording, as is the end; start < end."""
    end: int
    text: str
    """Plain words, lines apart by a line break; untrusted."""


class Captions(Struct, frozen=True):
    """A `.vtt` file beside a recording."""

    language: str
    """BCP 47, from the file's name (`frog.es.vtt`); empty: the language of the text (`frog.vtt`)."""
    cues: tuple[Cue, ...]
    """In the order of their beginnings; at least one."""
