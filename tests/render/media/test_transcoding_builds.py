"""A class with recordings, built: what is in the folder that is uploaded, and what the teacher is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.render.ffmpeg import program
from slc_site.render.ffmpeg.process import Ffmpeg
from tests.conftest import AClass
from tests.render.media.films import X264, film
from tests.render.media.judges import found_by_exiftool, planted_words
from tests.render.media.samples import DATA
from tests.support.classes import SMALLEST, ClassFolder

POST = "students/ada/posts/2026-10-06-puppets"


def _class(a_class: AClass, name: str, content: bytes, **more: str) -> ClassFolder:
    text = f"---\ntitle: Puppets\ntags: [writing]\n---\n![We play]({name})\n"
    return a_class({**more, f"{POST}/index.md": text, f"{POST}/{name}": content})


def _published(made: ClassFolder) -> list[Path]:
    return sorted(file for file in made.output.rglob("*") if file.suffix in (".mp4", ".mov", ".webm", ".m4a"))


def test_a_build_after_ffmpeg_was_installed_makes_the_recordings_anew(
    a_class: AClass, ffmpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(program.NAMED, "/nowhere/ffmpeg")
    made = _class(a_class, "play.mov", (DATA / "hevc.mov").read_bytes()).build()
    (before,) = _published(made)
    assert [problem.code for problem in made.problems] == ["media-codec"]
    monkeypatch.setenv(program.NAMED, str(ffmpeg))
    made.heard.problems.clear()
    made.build()
    (after,) = _published(made)
    assert before != after
    assert not before.exists()
    assert made.problems == []
    page = made.page(f"{POST}/index.html")
    assert after.name in page
    assert "play.mov" not in page
    files = [after, *after.parent.glob("*.webp")]
    assert len(files) > 1, "its poster should lie beside it"
    assert planted_words(files) + found_by_exiftool(files) == []


def test_a_film_that_the_web_space_does_not_take_is_left_out_of_the_page_with_a_word(
    a_class: AClass, ffmpeg: Path
) -> None:
    noise = "testsrc2=s=320x180:r=15:d=4,noise=alls=60:allf=t:all_seed=1"
    rules = str(SMALLEST["class.yml"]).rstrip() + "\n        media: {largest: 100 KB}\n"
    content = film(ffmpeg, *X264, pictures=noise, sound="")
    made = _class(a_class, "play.mp4", content, **{"class.yml": rules}).build()
    assert _published(made) == []
    (problem,) = [problem for problem in made.problems if problem.file == f"content/{POST}/play.mp4"]
    assert problem.code == "media-too-large"
    assert "takes 0.1 MB a file" in problem.message


def test_a_build_that_changes_nothing_does_not_start_ffmpeg(
    a_class: AClass, ffmpeg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _class(a_class, "play.mov", (DATA / "hevc.mov").read_bytes()).build()
    before = [file.read_bytes() for file in _published(made)]

    def fail(*_args: object, **_options: object) -> None:
        raise AssertionError("started")

    monkeypatch.setattr(Ffmpeg, "run", fail)
    text = (made.content / POST / "index.md").read_text()
    made.write({f"{POST}/index.md": text.replace("We play", "We play Frog and Toad")}).build()
    assert [file.read_bytes() for file in _published(made)] == before
    assert "We play Frog and Toad" in made.page(f"{POST}/index.html")
