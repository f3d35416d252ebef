"""What is told of a folder that was written to, without a second look, is what a look would tell."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from slc_site.build.inventory import NOTHING, walked
from slc_site.build.output import Output, OutputError
from slc_site.problems import RecordingReporter
from slc_site.stamps import COMPILED, look_at, made
from tests.build.conftest import HOME, Desk

PAGES = tuple(
    f"{folder}{name}" for folder in ("", "a/", "a/b/", "a-b/", "a/b/c/") for name in ("x", "y.html")
)
CLASHING = ("a", "a/b", "a-b")
"""Names of files that some of the others need for a folder."""


def looked(folder: Path) -> str:
    return look_at([str(folder)], shares_themes=False).text


def kept(desk: Desk) -> Output:
    return Output(desk.folder, desk.state, RecordingReporter())


@pytest.mark.parametrize("seed", range(40))
def test_after_any_writing_it_is_what_a_look_tells(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    output = kept(desk)
    for number in range(8):
        names = chance.sample(PAGES, chance.randint(0, len(PAGES)))
        if chance.random() < 0.3:
            clashing = chance.choice(CLASHING)
            names = [clashing, *(name for name in names if not name.startswith(f"{clashing}/"))]
        files = {name: f"{name} {chance.randint(0, 2)}".encode() for name in names}
        output = output if chance.random() < 0.5 else kept(desk)
        is_as_left = chance.random() < 0.5
        output.write({"index.html": HOME, **files}.items(), is_as_left=is_as_left)
        assert output.told() == looked(desk.folder), (number, names)


def _versions(folder: Path) -> None:
    (folder / ".git/objects/0a").mkdir(parents=True)
    (folder / ".git/objects/0a/x").write_text("x")
    (folder / ".git/HEAD").write_text("x")
    (folder / f".git/{COMPILED}").mkdir()


def _links(folder: Path) -> None:
    (folder / "to-a-file").symlink_to("index.html")
    (folder / "to-a-folder").symlink_to("a")
    (folder / "to-nowhere").symlink_to("nowhere")


def _compiled(folder: Path) -> None:
    for place in (folder / COMPILED, folder / "a/b" / COMPILED):
        place.mkdir()
        (place / "x.pyc").write_text("x")
    (folder / "a" / COMPILED).write_text("a file of that name")


FOREIGN: list[Callable[[Path], object]] = [
    _versions,
    lambda folder: (folder / ".git").write_text("gitdir: ../elsewhere"),
    lambda folder: (folder / ".slc-staging").write_text("a file where our folder might be"),
    lambda folder: (folder / ".slc-staging/x").mkdir(parents=True),
    _links,
    _compiled,
    lambda folder: (folder / "a/empty/deep").mkdir(parents=True),
    lambda folder: (folder / "a/b/CNAME").write_text("room12.example"),
    lambda folder: os.mkfifo(folder / "a/pipe"),
]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_what_others_had_put_there_is_told_as_it_is(desk: Desk, foreign: Callable[[Path], object]) -> None:
    whole = {"index.html": HOME, "a/x": b"1", "a/b/y": b"1"}
    desk.write(whole)
    foreign(desk.folder)
    for files in (whole, {**whole, "a/b/y": b"2", "a/c/d": b"1"}, {"index.html": HOME}):
        output = kept(desk)
        output.write(files.items())
        assert output.told() == looked(desk.folder)


def test_a_folder_of_any_name_and_one_that_was_not_there(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    output = Output(tmp_path / "themes", tmp_path / ".slc/site", RecordingReporter())
    for _ in range(2):
        output.write({"index.html": HOME}.items())
        assert output.told() == looked(tmp_path / "themes")
        if not (tmp_path / "themes/link").is_symlink():
            (tmp_path / "themes/link").symlink_to(elsewhere)
    state = str(tmp_path / ".slc/site")
    assert made(str(tmp_path / "themes"), state, output.told()) == made(str(tmp_path / "themes"), state)
    assert (NOTHING.told(), NOTHING.present) == ("//", {}), "nobody has put anything into it"


# -- meanwhile ------------------------------------------------------------------------------------------


def _added(folder: Path) -> None:
    (folder / "a/b/stray.txt").write_text("x")


def _added_folder(folder: Path) -> None:
    (folder / "a/stray").mkdir()


MEANWHILE: list[Callable[[Path], object]] = [
    _added,
    _added_folder,
    lambda folder: (folder / "stray.txt").write_text("x"),
    lambda folder: (folder / "a/x").write_text("another text"),
    lambda folder: (folder / "a/x").unlink(),
    lambda folder: (folder / "a/x").rename(folder / "a/z"),
    lambda folder: os.utime(folder / "a/x", ns=(5, 5)),
]


@pytest.mark.parametrize("change", MEANWHILE)
@pytest.mark.parametrize("files", [{}, {"a/b/y": b"2", "a/new": b"1"}, {"a/b/y": None}])
def test_what_others_do_while_we_write_is_a_difference(
    desk: Desk, change: Callable[[Path], object], files: dict[str, bytes | None]
) -> None:
    whole: dict[str, bytes | None] = {"index.html": HOME, "a/x": b"1", "a/b/y": b"1", "a/b/z": b"1"}
    wanted = {name: data for name, data in {**whole, **files}.items() if data is not None}
    desk.write({name: data for name, data in whole.items() if data is not None})

    def handed_out() -> Iterator[tuple[str, bytes]]:
        yield from wanted.items()
        change(desk.folder)

    output = kept(desk)
    output.write(handed_out())
    assert output.told() != looked(desk.folder)


def test_a_page_that_somebody_replaced_at_once_is_not_vouched_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write({"index.html": HOME, "x": b"1"})
    output = kept(desk)
    carry_out = Output._carry_out

    def disturbed(*arguments: object) -> None:
        carry_out(*arguments)  # type: ignore[arg-type]  # whatever it is called with
        (desk.folder / "x").write_text("by somebody else")

    monkeypatch.setattr(Output, "_carry_out", disturbed)
    output.write({"index.html": HOME, "x": b"2"}.items())
    assert output.told() == ""
    monkeypatch.undo()
    output.write({"index.html": HOME, "x": b"2"}.items())
    assert output.told() == looked(desk.folder)


def test_after_a_failure_nothing_is_told(desk: Desk) -> None:
    output = kept(desk)
    output.write({"index.html": HOME}.items())
    with pytest.raises(OutputError):
        output.write({"index.html": HOME, "a:b": b"a name that not every computer can have"}.items())
    assert output.told() == ""


def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        walked(str(tmp_path / "not there"), ".slc-staging")
