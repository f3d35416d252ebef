"""What travels to a worker and back: plain values, so that one line of JSON carries each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field


def _fields(one: Any) -> dict[str, Any]:
    """Return what one of the classes below holds, for JSON."""
    return {name: getattr(one, name) for name in one.__struct_fields__}


class ShownTrack(Struct, frozen=True):
    """The captions of a video in one language."""

    src: str
    language: str
    """BCP 47."""
    label: str
    """The language's own name, for those who choose: `español`."""


class Shown(Struct, frozen=True):
    """A picture or recording, by the addresses under which a page shows it."""

    tag: Literal["img", "audio", "video"]
    src: str
    srcset: str = ""
    """Empty: there is only one size."""
    width: int = 0
    """In pixels, as is the height; 0 when unknown."""
    height: int = 0
    largest: str = ""
    """Of a picture, the address of its largest size."""
    moving: str = ""
    """Of a picture that moves, the `srcset` of the animations; the others stand still."""
    tint: str = ""
    """Of a picture, the colour until it is there, such as `031`; empty for none."""
    poster: str = ""
    """Of a video, the address of what it shows before it is played."""
    tracks: tuple[ShownTrack, ...] = ()
    transcript: tuple[str, ...] = ()
    """What is said in a recording, by paragraphs, lines apart by a line break; untrusted."""

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Shown:
        """Take up what became of its fields."""
        tracks = tuple(ShownTrack(**track) for track in said["tracks"])
        return cls(**{**said, "tracks": tracks, "transcript": tuple(said["transcript"])})


class Task(Struct, frozen=True):
    """A text to be made into HTML, and all that it may point at."""

    text: str
    """Markdown; untrusted."""
    id_prefix: str
    """Put before every `id`, so that the texts of one page do not meet; begins with `u-`."""
    media: Mapping[str, Shown] = field(default_factory=dict)
    """By the name that people type."""
    refused: tuple[str, ...] = ()
    """Names that are there but are not shown, and of which nothing more is said."""
    links: Mapping[str, str] = field(default_factory=dict)
    """By the target that people type, the address in the site."""
    withheld: bool = False
    """A placeholder stands for every picture and recording."""
    withheld_text: str = ""
    enlarge_text: str = ""
    """The name of the link to the large picture, where the picture has no words of its own."""
    said_text: str = ""
    """The words above what is said in a recording."""

    def to_json(self) -> bytes:
        """Return one line of ASCII, the same bytes for the same task."""
        return json.dumps(self, default=_fields).encode("ascii")

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Task:
        """Take up what `to_json` laid down."""
        media = {name: Shown.from_json(shown) for name, shown in said["media"].items()}
        return cls(**{**said, "media": media, "refused": tuple(said["refused"])})


class Remark(Struct, frozen=True):
    """Something to tell the writer; the words for it are chosen by who knows the file."""

    code: str
    """The code of the problem, such as `missing-file`."""
    target: str = ""
    """What was typed."""


class Result(Struct, frozen=True):
    """Safe HTML, and what was learnt on the way."""

    html: str
    summary: str = ""
    words: int = 0
    media: tuple[str, ...] = ()
    """Names of what is shown or linked, in the order of first use."""
    alts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def to_json(self) -> bytes:
        """Return one line of ASCII."""
        return json.dumps(self, default=_fields).encode("ascii")

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Result:
        """Take up what `to_json` laid down."""
        remarks = tuple(Remark(**remark) for remark in said["remarks"])
        return cls(**{**said, "media": tuple(said["media"]), "remarks": remarks})
