"""Pictures, sounds and videos that are fit to be published: made anew, free of metadata."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from msgspec import Struct

from slc_site.problems import Problem


class MediaFile(Struct, frozen=True):
    """One finished file."""

    name: str
    """The name it is published under, made from its content and recipe; nothing of the original's."""
    path: Path
    """Where the finished bytes are kept."""


class Rendition(Struct, frozen=True):
    """A picture at one size."""

    file: MediaFile
    width: int
    """In pixels, as is the height."""
    height: int


class Trace(Enum):
    """Something that an original tells besides what one sees or hears; none of it is ever published."""

    POSITION = "position"
    """Where it was made."""
    CAMERA = "camera"
    """With what: maker, model, number of the device."""
    TIME = "time"
    """When it was made."""
    WORDS = "words"
    """Names, titles, comments: anything that somebody or some program wrote into it."""
    PREVIEW = "preview"
    """A smaller picture inside of it, perhaps of what was cut away."""


class Picture(Struct, frozen=True, tag=True):
    """A picture, upright, in all the sizes made of it."""

    renditions: tuple[Rendition, ...]
    """Smallest first; at least one; none of them moves."""
    full: tuple[int, int] = (0, 0)
    """Width and height of the original, upright, in pixels."""
    moving: tuple[Rendition, ...] = ()
    """Of a picture that moves: the same as animations, smallest first. Empty when it stands still."""
    tint: str = ""
    """The colour to show until it is loaded: three digits of 0 to 3 for red, green and blue, such as `031`.

    Empty where that would be wrong: in a picture that one can see through.
    """
    traces: frozenset[Trace] = frozenset()
    """What the original told, and these files do not."""

    @property
    def largest(self) -> Rendition:
        """The rendition with the most pixels."""
        return self.renditions[-1]

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All files that a page showing it needs beside it."""
        return tuple(rendition.file for rendition in (*self.renditions, *self.moving))


class RecordingKind(Enum):
    """What a recording is played with."""

    SOUND = "audio"
    VIDEO = "video"


class Track(Struct, frozen=True):
    """The captions of a recording in one language."""

    file: MediaFile
    """WebVTT."""
    language: str
    """BCP 47; empty: the language of the text that shows the recording."""


class Recording(Struct, frozen=True, tag=True):
    """A sound or a video."""

    kind: RecordingKind
    file: MediaFile
    mime: str
    width: int = 0
    """Of a video, in pixels and upright, as is the height; 0: unknown."""
    height: int = 0
    seconds: float = 0.0
    """How long it plays; 0: unknown."""
    poster: Picture | None = None
    """What a video shows before it is played."""
    traces: frozenset[Trace] = frozenset()
    """What the original told, and these files do not."""
    tracks: tuple[Track, ...] = ()
    """Captions, if somebody laid them beside it."""
    transcript: tuple[str, ...] = ()
    """What is said in it, by paragraphs; untrusted. Empty: nobody wrote it down."""

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All files that a page playing it needs beside it."""
        beside = self.poster.files if self.poster else ()
        return (self.file, *beside, *(track.file for track in self.tracks))


Media = Picture | Recording


class Finding(Struct, frozen=True):
    """What became of one file's content, whatever the file is called and wherever it lies."""

    media: Media | None
    """None when it must not be published."""
    problems: tuple[Problem, ...] = ()
    """What is to be said about it; none of them names a file yet."""


class Unfit(Exception):  # noqa: N818 - it is a verdict on a file, not an error of ours
    """The file must not be published; `problem` says why, and does not name a file yet.

    Args:
        message: What is the matter.
        hint: What to do instead.
        code: A short stable name for this kind of problem.
        passing: It may be gone the next time, without a change of the file's content.
    """

    def __init__(self, message: str, hint: str, code: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.problem = Problem(message, hint=hint, code=code)
        self.passing = passing
