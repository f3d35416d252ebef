"""Manuscripts and what becomes of them, in as few words as a test may want."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from slc_site.model.origin import Origin
from slc_site.render.manuscript import Manuscript
from slc_site.render.markup.conversion import convert
from slc_site.render.markup.task import Result
from slc_site.render.media import MediaFile, Picture, Recording, RecordingKind, Rendition, Track
from slc_site.render.prose.scribe import task_for

BASE = "../../posts/frog/"


def picture(name: str, *widths: int) -> Picture:
    """A picture in some widths, three quarters as high."""
    return Picture(
        tuple(
            Rendition(MediaFile(f"{name}-{width}.webp", Path("made")), width, width * 3 // 4)
            for width in widths or (480, 1280)
        )
    )


def recording(name: str, kind: RecordingKind) -> Recording:
    """A sound or a video."""
    sort = "mp3" if kind is RecordingKind.SOUND else "mp4"
    return Recording(kind, MediaFile(f"{name}.{sort}", Path("made")), f"{kind.value}/{sort}")


def moving(name: str) -> Picture:
    """A picture that moves, higher than wide."""
    still, animation = (
        tuple(
            Rendition(MediaFile(f"{name}-{width}{mark}.webp", Path("made")), width, width * 2)
            for width in (480, 960)
        )
        for mark in ("", "m")
    )
    return Picture(still, moving=animation, tint="120")


def film(name: str) -> Recording:
    """A video with all that may come with it."""
    tracks = tuple(
        Track(MediaFile(f"{name}{language}.vtt", Path("made")), language)
        for language in ("ar", "", "es", "en")
    )
    return Recording(
        RecordingKind.VIDEO,
        MediaFile(f"{name}.mp4", Path("made")),
        "video/mp4",
        width=1280,
        height=720,
        poster=picture(f"{name}-poster", 480, 960, 1600),
        tracks=tracks,
        transcript=("Frog: Hello!\nMango: No.", "And then <b>they</b> share the pond & its *flies*."),
    )


MEDIA = {
    "frog.jpg": picture("f"),
    "jump.gif": moving("j"),
    "film.mp4": film("m"),
    "my dog.JPG": picture("d", 300),
    "été.png": picture("e", 480, 1280, 2560),
    "story.mp3": recording("s", RecordingKind.SOUND),
    "reading.mp4": recording("r", RecordingKind.VIDEO),
}
LINKS = {"../goals/read-daily.md": "../../goals/read-daily/index.html"}
OWN = frozenset(
    {
        *LINKS.values(),
        *(f"{BASE}{name}" for name in ("f-1280.webp", "d-300.webp", "e-1280.webp", "s.mp3", "r.mp4")),
        *(f"{BASE}{name}" for name in ("e-2560.webp", "j-960.webp", "m.mp4", "m-poster-960.webp")),
        *(f"{BASE}m{language}.vtt" for language in ("", "ar", "es")),
        *("en", "es", "ar", "English", "español", "العربية"),
        f"{BASE}j-480.webp 480w, {BASE}j-960.webp 960w",
        f"{BASE}j-480m.webp 480w, {BASE}j-960m.webp 960w",
        f"{BASE}f-480.webp 480w, {BASE}f-1280.webp 1280w",
        f"{BASE}e-480.webp 480w, {BASE}e-1280.webp 1280w, {BASE}e-2560.webp 2560w",
    }
)
"""The addresses that these stand for."""


def manuscript(text: str, key: str = "ada/frog", **said: Any) -> Manuscript:
    """A text beside the files above, beginning on line 5 of its file."""
    about = {
        "origin": Origin("content/students/ada/posts/frog.md", 5),
        "media": MEDIA,
        "links": LINKS,
        "base": BASE,
        "enlarge_text": "Look",
        "said_text": "What is said",
    }
    return Manuscript(key, text, **{**about, **said})


def made(text: str, **said: Any) -> Result:
    """Convert a text here and now, without a process of its own."""
    return convert(task_for(manuscript(text, **said)))


def html(text: str, **said: Any) -> str:
    """The HTML of a text, with the line ends taken out that Python-Markdown puts around tags."""
    lines = made(text, **said).html.split("\n")
    return "".join(lines)


def remarks(text: str, **said: Any) -> list[tuple[str, str]]:
    """What there is to say about a text, as codes and targets."""
    return [(remark.code, remark.target) for remark in made(text, **said).remarks]
