"""`slc clean --unused` takes away what no file in `content/` needs any more, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from slc_site.build.lock import build_lock
from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.build.tidy import prune
from slc_site.build.trouble import OutputError
from slc_site.problems import RecordingReporter
from slc_site.render.media_cache import Freed
from slc_site.share.access import TEACHER
from tests.conftest import AClass
from tests.render.media.samples import DATA, corners, exif, flat_png, saved
from tests.support.classes import ClassFolder

FROG = "students/ada/posts/2026-10-06-frog"
TOAD = "students/ada/posts/2026-10-07-toad"
POST = "---\ntitle: {0}\ntags: [writing]\n---\n{1}\n"


def a_class_with_media(a_class: AClass) -> ClassFolder:
    """One post with a photo and a film, one with a picture and a bomb."""
    return a_class(
        {
            f"{FROG}/index.md": POST.format("Frog", "![A frog](frog.jpg) ![It jumps](jump.mp4)"),
            f"{FROG}/frog.jpg": saved(corners(1200, 900), "JPEG", exif=exif()),
            f"{FROG}/jump.mp4": (DATA / "place.mp4").read_bytes(),
            f"{TOAD}/index.md": POST.format("Toad", "![A toad](toad.png) ![Everything](bomb.png)"),
            f"{TOAD}/toad.png": saved(corners(700, 500), "PNG"),
            f"{TOAD}/bomb.png": flat_png(30_000, 30_000, rows=1),
        }
    )


def build_both(made: ClassFolder) -> None:
    """Build the site and the teacher's own edition."""
    site = Site(made.root)
    with Builder(site) as builder:
        assert builder.build(made.heard) is not None
    with Builder(site, viewer=TEACHER, folder=site.preview, live=True) as builder:
        assert builder.build(made.heard) is not None


def kept(made: ClassFolder) -> dict[str, tuple[int, int]]:
    """Everything in the cache but its index, with size and time."""
    folder = Site(made.root).media
    return {
        file.name: (file.stat().st_size, file.stat().st_mtime_ns)
        for file in folder.iterdir()
        if file.name != "index.json"
    }


def pruned(made: ClassFolder) -> Freed:
    freed = prune(Site(made.root), made.heard)
    assert freed is not None, made.messages
    return freed


def forget_the_build(made: ClassFolder) -> None:
    """Make the next build a whole one."""
    for state in ("site", "live"):
        (made.root / ".slc" / state / "last-build").unlink(missing_ok=True)


def test_what_is_needed_stays(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    before = kept(made)
    assert pruned(made) == Freed(0, 0)
    assert kept(made) == before


def test_what_is_not_needed_any_more_goes_and_the_next_build_makes_nothing(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    everything = kept(made)
    shutil.rmtree(made.content / TOAD)
    made.write({f"{FROG}/frog.jpg": saved(corners(1000, 800).rotate(180), "JPEG")})
    build_both(made)
    both = kept(made)
    freed = pruned(made)
    left = kept(made)
    gone = both.keys() - left.keys()
    assert gone == everything.keys() - left.keys()
    assert (freed.files, freed.size) == (len(gone), sum(both[name][0] for name in gone))
    # of the old frog and of the toad each print with its record, and that the bomb was refused
    assert {name.rpartition(".")[2] for name in gone} == {"webp", "json"}
    assert sum(name.endswith(".json") for name in gone) == 3

    forget_the_build(made)
    build_both(made)
    assert kept(made) == left
    assert pruned(made) == Freed(0, 0)


def test_sizes_that_no_theme_asks_for_any_more_go(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    theme = made.root / "themes/ours/theme.toml"
    theme.parent.mkdir(parents=True)
    theme.write_text('parent = "default"\n[pictures]\nwidths = [480, 800]\n')
    made.write({"class.yml": (made.content / "class.yml").read_text() + "theme: ours\n"})
    build_both(made)
    both = kept(made)
    assert any("-800" in name for name in both)
    assert any("-960" in name for name in both)
    pruned(made)
    left = kept(made)
    assert any("-800" in name for name in left)
    assert not any("-960" in name for name in left)
    forget_the_build(made)
    build_both(made)
    assert kept(made) == left


def test_what_a_post_does_not_show_at_the_moment_stays(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    before = kept(made)
    made.write({f"{TOAD}/index.md": "---\ntitle: [Toad\n---\n"})  # somebody is still writing
    assert pruned(made) == Freed(0, 0)
    assert kept(made) == before


def test_what_an_older_recipe_made_goes(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    media = Site(made.root).media
    for name in ("0123456789abcdef0123.json", "0123456789abcdef0123-480.webp", "0123456789abcdef0123.mp4"):
        (media / name).write_bytes(b"12345")
    (media / "notes.txt").write_bytes(b"not ours")
    assert pruned(made) == Freed(3, 15)
    assert (media / "notes.txt").exists()


def test_a_cleaning_that_was_ended_half_way_harms_nothing(
    a_class: AClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    shutil.rmtree(made.content / TOAD)
    unlink, count = Path.unlink, 0

    def unlink_two(self: Path, missing_ok: bool = False) -> None:
        nonlocal count
        count += self.parent.name == "media"
        if count > 2:
            raise OSError(5, "Input/output error")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink_two)
    with pytest.raises(OutputError, match="fault"):
        prune(Site(made.root), made.heard)
    monkeypatch.undo()
    build_both(made)
    assert pruned(made).files > 0
    assert pruned(made) == Freed(0, 0)
    before = kept(made)
    forget_the_build(made)
    build_both(made)
    assert kept(made) == before


def test_nothing_is_taken_away_while_a_build_runs(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    before = kept(made)
    shutil.rmtree(made.content / TOAD)
    with build_lock(made.root / ".slc"), pytest.raises(OutputError, match="Another build is running"):
        prune(Site(made.root), made.heard)
    assert kept(made) == before


def test_without_a_class_nobody_knows_what_is_needed(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    build_both(made)
    before = kept(made)
    (made.content / "class.yml").unlink()
    reporter = RecordingReporter()
    assert prune(Site(made.root), reporter) is None
    assert [problem.file for problem in reporter.problems] == ["content/class.yml"]
    assert kept(made) == before


def test_where_nothing_was_built_there_is_nothing_to_do(a_class: AClass) -> None:
    made = a_class()
    assert pruned(made) == Freed(0, 0)
    assert not (made.root / ".slc").exists()
