"""A build with nothing changed reads fingerprints and stops; any change makes it a whole one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.build.graph import Memory, fingerprint
from slc_site.build.result import Built, Written
from slc_site.problems import Problem, Severity
from slc_site.share.access import HeldBack

BUILT = Built(3, 2, 1, 0, Written(4, 1, 2, 3), (HeldBack("posts", "family", 2),))
TOLD = [
    Problem("A slip.", "content/x.md", 3, "tags", "Did you mean `writing`?", Severity.WARNING, "unknown-tag")
]


@pytest.fixture
def memory(tmp_path: Path) -> Callable[..., Memory]:
    for folder in ("content/students", "output"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/class.yml").write_text("title: Room 12\n")
    (tmp_path / "output/index.html").write_text("<p>Hello</p>")

    def of(*edition: str) -> Memory:
        state, content, output = (tmp_path / name for name in ("state", "content", "output"))
        return Memory(state / "last.json", [content], output, *edition)

    kept = of("public")
    assert kept.recall() is None, "nothing was ever built"
    kept.keep(BUILT, TOLD)
    return of


def test_nothing_changed_the_same_is_said_again(memory: Callable[..., Memory]) -> None:
    recalled = memory("public").recall()
    assert recalled is not None
    built, problems = recalled
    assert problems == TOLD
    assert built == Built(3, 2, 1, 0, Written(0, 0, 0, 8), (HeldBack("posts", "family", 2),))


@pytest.mark.parametrize("code", ["media-memory", "media-changed", "media-unreadable", "no-worker"])
def test_after_a_passing_trouble_building_once_more_tries_once_more(
    memory: Callable[..., Memory], code: str
) -> None:
    one = memory("public")
    one.keep(BUILT, [*TOLD, Problem("There was no memory.", "content/a.jpg", code=code)])
    assert one.recall() is None


def _touch(root: Path) -> None:
    os.utime(root / "content/class.yml", ns=(1, 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/class.yml").write_text("title: Room 13, changed\n"),
        _touch,
        lambda root: (root / "content/students/ada").mkdir(),
        lambda root: (root / "content/class.yml").rename(root / "content/klass.yml"),
        lambda root: (root / "output/index.html").unlink(),
        lambda root: (root / "output/foreign.txt").write_text("x"),
        lambda root: (root / "state/last.json").write_text("{"),
        lambda root: (root / "state/last.json").write_text("[]"),
        lambda root: (root / "state/last.json").unlink(),
    ],
)
def test_after_any_change_the_build_is_a_whole_one(
    memory: Callable[..., Memory], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    change(tmp_path)
    assert memory("public").recall() is None


def test_one_edition_does_not_answer_for_another(memory: Callable[..., Memory]) -> None:
    assert memory("family").recall() is None


def test_a_fingerprint_does_not_depend_on_the_order_of_a_folder(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(5, 5))
    before = fingerprint([tmp_path])
    (tmp_path / "a").unlink()
    (tmp_path / "a").write_text("a")
    os.utime(tmp_path / "a", ns=(5, 5))
    assert fingerprint([tmp_path]) == before
    assert fingerprint([tmp_path / "not there"]) == fingerprint([tmp_path / "nor there"])
