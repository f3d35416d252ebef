"""What is loaded after one text was changed: what that takes, and not what knows all that files may say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import ROOT, Run
from tests.render.media.samples import sound

LONG_AGO = 1_700_000_000_000_000_000
NEEDLESS = (
    *("pydantic", "yaml", "frontmatter", "markdown", "nh3", "PIL.Image", "cryptography", "html.parser"),
    "feedgenerator",
    *("slc_site.read.whole", "slc_site.share.seal"),
    *("slc_site.render.cutting_room", "slc_site.render.workbench"),
)


@pytest.mark.parametrize(("pictures", "sounds"), [(0, 0), (2, 0), (1, 1)])
def test_after_one_text_was_changed_little_is_loaded(
    slc: Run, room: Path, pictures: int, sounds: int
) -> None:
    post = room / "content/students/ada/posts/2026-10-05-frog/index.md"
    (room / "content/class.yml").write_text(
        "title: Room 12\nurl: https://maple.example/\n"
        "consent: {publish: yes, photos: yes}\naccess: {posts: public}\n"
    )
    (room / "content/students/ada/student.yml").write_text("name: Ada\n")
    post.parent.mkdir(parents=True)
    shown = [f"![A frog](frog-{number}.png)" for number in range(pictures)]
    shown += [f"![It croaks](croak-{number}.wav)" for number in range(sounds)]
    post.write_text("\n\n".join(["---\ntitle: Frog\ntags: [writing]\n---\n" + "Green frog. " * 60, *shown]))
    for number in range(pictures):
        Image.new("RGB", (300, 200), (0, 99, number)).save(post.with_name(f"frog-{number}.png"))
    for number in range(sounds):
        post.with_name(f"croak-{number}.wav").write_bytes(sound())
    for path in (room / "content").rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
    assert slc("-C", room, "build").status == 0
    before = set((room / "output").rglob("*.html"))
    post.write_text(f"{post.read_text()}\n\nOne more thing: a zebra.\n")
    program = f"""
import sys
from slc_site.cli import main
status = main(["-C", {str(room)!r}, "build"])
print(status, *[name for name in {NEEDLESS!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "0"
    pages = set((room / "output").rglob("*.html"))
    assert pages == before
    assert sum("One more thing: a zebra." in page.read_text() for page in pages) >= 1
    assert len(list((room / "output").rglob("*.webp"))) >= pictures
    assert sum("<audio" in page.read_text() for page in pages) >= sounds
