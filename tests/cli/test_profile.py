"""`slc build --profile`, `--fresh` and `--jobs`, on a class whose slowest things are known."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from slc_site.cli import profile
from slc_site.cli.profile import MOST, Stopwatch
from slc_site.render import studio
from slc_site.render.prose import workers
from tests.cli.conftest import Run
from tests.render.media.samples import corners, saved
from tests.support.classes import SMALLEST, ClassFolder
from tests.support.folders import tree

POSTS = "students/ada/posts"
POST = "---\ntitle: {}\ntags: [writing]\n---\n{}\n"
HUGE = f"content/{POSTS}/2026-10-07-huge.md"
PICTURE = f"content/{POSTS}/2026-10-06-frog/frog.jpg"


@pytest.fixture
def made(tmp_path: Path) -> ClassFolder:
    """A class with many small texts, a huge one, and a picture."""
    words = "*Green* frog, [green](https://example.org) frog, **on** a `log`.\n\n- One\n- Two\n\n"
    return (
        ClassFolder(tmp_path / "room")
        .write(SMALLEST)
        .write({f"{POSTS}/2026-09-{day:02}-small.md": POST.format(day, "Frog.") for day in range(1, 20)})
        .write(
            {
                HUGE.removeprefix("content/"): POST.format("Huge", words * 400),
                f"{POSTS}/2026-10-06-frog/index.md": POST.format("Frog", "![A frog](frog.jpg)"),
                PICTURE.removeprefix("content/"): saved(corners(1200, 900), "JPEG"),
            }
        )
    )


def _named(out: str, title: str) -> list[str]:
    """Return what stands in the table below a title, line by line, without the times."""
    table = out.partition(f"\n{title}\n")[2].partition("\n\n")[0]
    return [re.sub(r"^ +\d+\.\d\d s  ", "", line) for line in table.splitlines()]


# -- what took how long ---------------------------------------------------------------------------------


def test_the_text_that_took_longest_is_named_first(slc: Run, made: ClassFolder) -> None:
    done = slc("-C", made.root, "build", "--profile")
    assert done.status == 0, done.err
    assert done.out.startswith("Built ")
    steps = _named(done.out, "How long each step took:")
    assert steps[:3] == ["Starting", "Reading", "Pictures and recordings"]
    assert steps[-1] == "Writing"
    texts = _named(done.out, "The texts that took longest:")
    assert (texts[0], len(texts)) == (HUGE, MOST)
    assert _named(done.out, "The pictures and recordings that took longest:") == [PICTURE]


def test_what_was_kept_took_no_time(slc: Run, made: ClassFolder) -> None:
    slc("-C", made.root, "build")
    (made.content / f"{POSTS}/2026-09-01-small.md").write_text(POST.format("1", "Toad."))
    out = slc("-C", made.root, "build", "--profile").out
    assert HUGE not in out
    assert "\nNo picture or recording had to be made anew.\n" in out


def test_a_build_with_nothing_changed_says_that_there_is_nothing_to_time(slc: Run, made: ClassFolder) -> None:
    slc("-C", made.root, "build")
    out = slc("-C", made.root, "build", "--profile").out
    assert out.startswith("Built ")
    assert out.endswith(
        "\n\nNothing has changed since the last build, so nothing was done that could be timed.\n"
        "To make all of it anew, and time it: slc build --fresh --profile\n"
    )
    assert json.loads(slc("-C", made.root, "build", "--profile", "--json").out)["result"]["profile"] is None


def test_a_profile_for_other_programs_is_data(slc: Run, made: ClassFolder) -> None:
    said = json.loads(slc("-C", made.root, "build", "--profile", "--json").out)["result"]
    timed = said["profile"]
    assert timed["steps"][0]["name"] == "Starting"
    assert timed["text"][0]["file"] == HUGE
    assert [one["file"] for one in timed["media"]] == [PICTURE]
    assert all(one["seconds"] >= 0 for part in timed.values() for one in part)
    again = json.loads(slc("-C", made.root, "build", "--json").out)["result"]
    assert "profile" not in again


def test_to_be_timed_changes_nothing_else(slc: Run, made: ClassFolder) -> None:
    slc("-C", made.root, "build", "--profile")
    timed = tree(made.output)
    again = slc("-C", made.root, "build")
    assert "longest" not in again.out, "what is said again is what a plain build says"
    assert slc("-C", made.root, "build", "--fresh").status == 0
    assert tree(made.output) == timed


def test_several_texts_of_one_file_and_several_steps_of_one_name_are_added_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([0.0, 1.0, 3.0, 6.0, 10.0])
    monkeypatch.setattr(profile, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    watch = Stopwatch()
    for step in ("Pages", "Texts", "Pages"):
        watch.step(step, None)
    for file, seconds in (("b.md", 1.0), ("a.md", 0.75), ("a.md", 0.75), ("c.md", 1.5)):
        watch.took("text", file, seconds)
    ended = watch.end()
    assert ended.steps == (("Starting", 1.0), ("Pages", 6.0), ("Texts", 3.0))
    assert ended.slowest["text"] == (("a.md", 1.5), ("c.md", 1.5), ("b.md", 1.0))


# -- how many at a time ---------------------------------------------------------------------------------


def test_any_number_of_jobs_gives_the_same_bytes(slc: Run, made: ClassFolder) -> None:
    trees = []
    for jobs in ("1", "3"):
        assert slc("-C", made.root, "build", "--fresh", "--jobs", jobs).status == 0
        trees.append(tree(made.output))
        assert slc("-C", made.root, "clean").status == 0
    assert trees[0] == trees[1]
    assert "students/ada/index.html" in trees[0]


def test_one_job_is_one_process_and_no_thread_for_pictures(
    slc: Run, made: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    real = workers.Process

    def counted() -> workers.Process:
        started.append(None)
        return real()

    def refused(*_: object) -> None:
        raise AssertionError("a thread for pictures")

    monkeypatch.setattr(workers, "Process", counted)
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(studio, "ThreadPoolExecutor", refused)
    assert slc("-C", made.root, "build", "--jobs", "1").status == 0
    assert len(started) == 1


@pytest.mark.parametrize("jobs", ["0", "-2", "many"])
def test_no_jobs_at_all_are_refused(slc: Run, made: ClassFolder, jobs: str) -> None:
    done = slc("-C", made.root, "build", "--jobs", jobs)
    assert done.status == 2
    assert "--jobs" in done.err


# -- from nothing ---------------------------------------------------------------------------------------


def test_a_fresh_build_mends_what_no_look_can_tell(slc: Run, made: ClassFolder) -> None:
    assert slc("-C", made.root, "build").status == 0
    page = made.output / "students/ada/posts/2026-10-07-huge/index.html"
    whole, seen = page.read_bytes(), page.stat()
    page.write_bytes(whole.swapcase())
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    slc("-C", made.root, "build")
    assert page.read_bytes() != whole, "size, time and inode are as they were: nothing tells"
    done = slc("-C", made.root, "build", "--fresh", "--json")
    assert page.read_bytes() == whole
    written = json.loads(done.out)["result"]["written"]
    assert (written["added"], written["changed"], written["removed"]) == (0, 1, 0)


def test_a_fresh_build_looks_into_pictures_too(slc: Run, made: ClassFolder) -> None:
    post = made.root / "content/students/ada/posts/2026-10-09-picture/index.md"
    photo = post.with_name("frog.bmp")
    post.parent.mkdir()
    post.write_text("---\ntitle: Frog\ntags: [writing]\n---\n![A frog](frog.bmp)\n")
    Image.new("RGB", (90, 60), "red").save(photo)
    os.utime(photo, ns=(1, 1))

    def prints() -> set[str]:
        return {path.name for path in (made.output / "students/ada/posts/2026-10-09-picture").glob("*.webp")}

    slc("-C", made.root, "build")
    red = prints()
    Image.new("RGB", (90, 60), "blue").save(photo)
    os.utime(photo, ns=(1, 1))
    post.write_text(f"{post.read_text()}\nOne more thing.\n")
    slc("-C", made.root, "build")
    assert prints() == red != set(), "size, time and inode are as they were: nothing tells"
    slc("-C", made.root, "build", "--fresh")
    assert prints().isdisjoint(red)
    assert prints()


def test_a_fresh_build_touches_no_file_that_comes_out_the_same(slc: Run, made: ClassFolder) -> None:
    slc("-C", made.root, "build")

    def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
        lists = ("index.json", "settled-")  # of what is known of files
        files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(lists))
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    site, media = stamps(made.output), stamps(made.root / ".slc/media")
    out = slc("-C", made.root, "build", "--fresh", "--profile").out
    assert _named(out, "The texts that took longest:")[0] == HUGE, "it was converted once more"
    assert "\nNo picture or recording had to be made anew.\n" in out
    assert stamps(made.output) == site
    assert stamps(made.root / ".slc/media") == media


@pytest.fixture
def spoilt(made: ClassFolder, slc: Run) -> Callable[[], list[str]]:
    """Spoil all that is kept to be quick; return which files there were."""
    slc("-C", made.root, "build")

    def spoil() -> list[str]:
        state = made.root / ".slc"
        kept: Any = [path for path in state.rglob("*") if path.is_file()]
        kept = [path for path in kept if "media" not in path.parts and path.name != "written.json"]
        for path in kept:
            path.write_bytes(b"spoilt")
        return sorted(path.relative_to(state).parts[0] for path in kept)

    return spoil


def test_whatever_is_damaged_a_fresh_build_is_right(
    slc: Run, made: ClassFolder, spoilt: Callable[[], list[str]]
) -> None:
    before = tree(made.output)
    assert "site" in spoilt()
    assert slc("-C", made.root, "build", "--fresh").status == 0
    assert tree(made.output) == before


def test_keys_and_what_was_written_in_a_conference_stay(slc: Run, made: ClassFolder) -> None:
    slc("-C", made.root, "codes")
    note = made.root / ".slc/conference/fall/journal"
    note.parent.mkdir(parents=True)
    note.write_text("what somebody said")
    keys = tree(made.root / ".slc/keys")
    assert keys
    slc("-C", made.root, "build", "--fresh")
    assert tree(made.root / ".slc/keys") == keys
    assert note.read_text() == "what somebody said"
