"""A class that shows what a page can show: pictures of every shape, a moving one, a film with captions."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from filelock import FileLock
from PIL import Image, ImageDraw

from tests.support.classes import ClassFolder
from tests.support.sample import ROOT

POST = "students/ada/posts/2026-10-05-gallery/index.html"
"""Five pictures in a row, and between two other posts."""
MOVING = "students/ada/posts/2026-10-06-moving/index.html"
"""A picture that moves."""
FILM = "students/ada/posts/2026-10-07-film/index.html"
"""A film with captions in two languages and a sound with a transcript."""
WORDS = "students/ada/posts/2026-10-04-words/index.html"
"""No picture at all."""

SHAPES = ((2000, 1500), (1500, 2000), (2400, 800), (900, 1600), (1200, 1200))
_PUPPETS = ROOT / "content/students/leilani/posts/2026-03-25-the-puppet-play/puppet-play.mp4"
_POEM = ROOT / "content/students/kofi/posts/2025-10-06-my-frog-poem/poem.mp3"
_CAPTIONS = "WEBVTT\n\n00:00.100 --> 00:20.000\n{}\n"


def build(into: Path, language: str = "en") -> Path:
    """Build the class in a language, unless it stands there; return the site's folder.

    Args:
        into: A folder that all workers of this run share, and no other run.
        language: Of the class.
    """
    whole = into / f"exhibition-{language}"
    done = whole / ".done"
    with FileLock(f"{whole}.lock"):
        if not done.exists():
            shutil.rmtree(whole, ignore_errors=True)
            folder = ClassFolder(whole).write(files(language)).build()
            assert (folder.output / POST).is_file(), folder.messages
            done.touch()
    return whole / "output"


def files(language: str) -> dict[str, str | bytes]:
    """Return what the class consists of, by the path below `content/`."""
    posts = "students/ada/posts"
    rows = "\n".join(f"![Picture number {n}](p{n}.jpg)" for n in range(2, 6))
    written: dict[str, str | bytes] = {
        "class.yml": f"title: Room 12\nlanguage: {language}\naccess: {{posts: public}}\n"
        "consent: {publish: yes, photos: yes}\n",
        "students/ada/student.yml": "name: Ada\n",
        f"{posts}/2026-10-04-words.md": _post("Words", "Only words."),
        f"{posts}/2026-10-05-gallery/index.md": _post(
            "Gallery", f'We went out.\n\n![Picture number 1](p1.jpg "At the pond")\n{rows}\n\nThat was it.'
        ),
        f"{posts}/2026-10-06-moving/index.md": _post("Moving", "![A ball jumps](jump.gif)"),
        f"{posts}/2026-10-06-moving/jump.gif": _moving(),
        f"{posts}/2026-10-07-film/index.md": _post(
            "Film", "![We play](film.mp4)\n\n![I read](poem.mp3)\n\nThe end."
        ),
        f"{posts}/2026-10-07-film/film.mp4": _PUPPETS.read_bytes(),
        f"{posts}/2026-10-07-film/film.vtt": _CAPTIONS.format("Get out of my pond!"),
        f"{posts}/2026-10-07-film/film.es.vtt": _CAPTIONS.format("¡Fuera de mi charca!"),
        f"{posts}/2026-10-07-film/poem.mp3": _POEM.read_bytes(),
        f"{posts}/2026-10-07-film/poem.txt": "Green frog,\ngreen frog.\n\nThe pond is glad.\n",
    }
    for number, size in enumerate(SHAPES, 1):
        written[f"{posts}/2026-10-05-gallery/p{number}.jpg"] = picture(size, number)
    return written


def _post(title: str, text: str) -> str:
    return f"---\ntitle: {title}\ntags: [writing]\n---\n{text}\n"


def picture(size: tuple[int, int], number: int) -> bytes:
    """Return a photo, in a colour of its own for each number up to 6."""
    width, height = size
    image = Image.new("RGB", size, (40 * number, 160, 250 - 40 * number))
    ImageDraw.Draw(image).ellipse((width // 4, height // 4, width // 2, height // 2), fill=(250, 240, 200))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def _moving() -> bytes:
    frames = []
    for step in range(6):
        frame = Image.new("RGB", (600, 450), (250, 240, 200))
        ImageDraw.Draw(frame).ellipse((60 * step, 120, 60 * step + 90, 210), fill=(60, 140, 60))
        frames.append(frame)
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    return out.getvalue()
