"""Pictures, sounds and videos that are fit to be published: made anew, free of metadata."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from slc_site.problems import Problem


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One finished file."""

    name: str
    """The name it is published under, made from its content and recipe; nothing of the original's."""
    path: Path
    """Where the finished bytes are kept."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture at one size."""

    file: MediaFile
    width: int
    """In pixels, as is the height."""
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, upright, in all the sizes made of it."""

    renditions: tuple[Rendition, ...]
    """Smallest first; at least one."""

    @property
    def largest(self) -> Rendition:
        """The rendition with the most pixels."""
        return self.renditions[-1]

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All files that a page showing it needs beside it."""
        return tuple(rendition.file for rendition in self.renditions)


class RecordingKind(Enum):
    """What a recording is played with."""

    SOUND = "audio"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a video."""

    kind: RecordingKind
    file: MediaFile
    mime: str

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All files that a page playing it needs beside it."""
        return (self.file,)


Media = Picture | Recording


@dataclass(frozen=True, slots=True)
class Finding:
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
