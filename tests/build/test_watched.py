"""A builder that is told what changed looks at nothing else, and is right all the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from slc_site import stamps
from slc_site.build.output import Output
from slc_site.build.pipeline import Builder
from slc_site.build.place import Place
from slc_site.build.result import Built
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.share.access import TEACHER
from tests.support.classes import ClassFolder
from tests.support.edits import Worktop, wait_a_while
from tests.support.little_class import little_class

SUMMER = "content/students/ada/posts/2025-09-08-my-summer.md"
SUMMER_PAGE = "students/ada/posts/2025-09-08-my-summer/index.html"
STYLE = "themes/ours/static/css/site.css"
CLASS = "content/class.yml"


@pytest.fixture
def little(tmp_path: Path) -> ClassFolder:
    little = little_class(tmp_path / "class")
    wait_a_while(
        Worktop(little.root, lambda these: these[0])
    )  # else its times do not tell whether it is as it was
    return little


@pytest.fixture
def kept(little: ClassFolder) -> Iterator[Builder]:
    """A builder as `slc serve` has one, after its first build."""
    with Builder(Site(little.root), viewer=TEACHER, folder=little.output, live=True) as builder:
        assert builder.build(RecordingReporter(), changed=frozenset())
        yield builder


def again(builder: Builder, *changed: str) -> Built:
    """Build because of these paths."""
    built = builder.build(RecordingReporter(), changed=frozenset(changed))
    assert built is not None
    return built


def write(little: ClassFolder, path: str, text: str) -> None:
    file = little.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_neither_the_sites_folder_nor_other_childrens_are_looked_at(
    little: ClassFolder, kept: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    look_at = stamps.look_at

    def noted(folders: list[str], *, shares_themes: bool = True) -> stamps.Look:
        asked.extend(folders)
        return look_at(folders, shares_themes=shares_themes)

    write(little, SUMMER, (little.root / SUMMER).read_text("utf-8") + "\nAnd an otter.\n")
    monkeypatch.setattr(Place, "walk", lambda self: pytest.fail("the site was walked through"))
    monkeypatch.setattr("slc_site.stamps.look_at", noted)
    again(kept, SUMMER)
    assert [Path(folder).name for folder in asked] == ["ada", "default"], "the class's child, and our theme"
    assert "And an otter." in little.page(SUMMER_PAGE)


def test_a_style_sheet_leaves_every_page_as_it_is(little: ClassFolder, kept: Builder) -> None:
    again(kept, STYLE)  # whatever the class's theme had before
    write(little, STYLE, "h1 { color: red }")
    added = again(kept, STYLE).written
    write(little, STYLE, "h1 { color: blue }")
    changed = again(kept, STYLE).written
    assert (added.added + added.changed, changed.added, changed.changed) == (1, 0, 1)
    assert (little.output / "assets/slc-live/css/site.css").read_text("utf-8") == "h1 { color: blue }"


def test_what_changed_before_a_build_that_came_to_nothing_is_not_forgotten(
    little: ClassFolder, kept: Builder
) -> None:
    right = (little.root / CLASS).read_text("utf-8")
    (little.root / CLASS).unlink()
    write(little, SUMMER, (little.root / SUMMER).read_text("utf-8") + "\nAnd an otter.\n")
    assert kept.build(RecordingReporter(), changed=frozenset({CLASS, SUMMER})) is None
    write(little, CLASS, right)
    again(kept, CLASS)
    assert "And an otter." in little.page(SUMMER_PAGE)


def test_a_folder_that_was_moved_is_looked_at_with_all_that_is_in_it(
    little: ClassFolder, kept: Builder
) -> None:
    ada = little.root / "content/students/ada"
    ada.rename(little.root / "content/students/zoe")
    again(kept, "content/students/ada", "content/students/zoe")
    assert not (little.output / SUMMER_PAGE).exists()
    assert (little.output / SUMMER_PAGE.replace("/ada/", "/zoe/")).is_file()


def test_a_preview_that_somebody_deleted_is_made_again(little: ClassFolder, kept: Builder) -> None:
    shutil.rmtree(little.output)
    assert again(kept, SUMMER).written.added > 50
    assert "<h1" in little.page("index.html")


def test_after_a_disk_that_was_full_the_folder_is_looked_at(
    little: ClassFolder, kept: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(little, SUMMER, (little.root / SUMMER).read_text("utf-8") + "\nAnd an otter.\n")
    with monkeypatch.context() as patched:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        patched.setattr(Output, "_carry_out", full)
        with pytest.raises(OSError, match="No space"):
            kept.build(RecordingReporter(), changed=frozenset({SUMMER}))
    again(kept)
    assert "And an otter." in little.page(SUMMER_PAGE)


def test_another_style_sheet_of_the_same_size_and_time_is_seen(little: ClassFolder, kept: Builder) -> None:
    write(little, STYLE, "h1 { color: blue }")
    again(kept, STYLE)
    file = little.root / STYLE
    before = file.stat()
    beside = file.with_name("new.css")
    beside.write_text("h1 { color: teal }", encoding="utf-8")
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(file)
    again(kept, STYLE)
    assert "teal" in (little.output / "assets/slc-live/css/site.css").read_text("utf-8")
