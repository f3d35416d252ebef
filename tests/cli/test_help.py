"""What a teacher reads first."""

from __future__ import annotations

import pytest

from slc_site import __version__
from slc_site.cli.group import slc as group
from tests.cli.conftest import Run

COMMANDS = [
    ("init",), ("new",), ("new", "student"), ("new", "post"), ("new", "goal"), ("new", "conference"),
    ("print",), ("print", "slips"), ("print", "desk-cards"), ("print", "party"), ("serve",), ("report",),
    ("room",), ("after",), ("conference",),
    ("codes",), ("codes", "rotate"), ("codes", "add"), ("codes", "join"),
    ("codes", "move"), ("codes", "drop"), ("build",), ("check",), ("clean",), ("unlock",), ("import",),
]  # fmt: skip


def test_help_shows_how_a_class_begins(slc: Run) -> None:
    done = slc("--help")
    assert done.status == 0
    assert done.err == ""
    for words in (
        'slc init room-12 --students "Ada, Ben, Cleo"',
        "slc serve",
        "Begin a class in the folder DIR.",
    ):
        assert words in done.out
    shown = [done.out.index(f"\n  {name} ") for name in ("init", "new", "serve", "build", "check", "clean")]
    assert shown == sorted(shown)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_an_example_and_no_jargon(slc: Run, command: tuple[str, ...]) -> None:
    done = slc(*command, "--help")
    assert done.status == 0
    assert f"Example:\n    slc {' '.join(command)}" in done.out
    assert "-C DIR" in done.out
    for jargon in ("repository", "directory", "stdin", "stdout", "YAML", "front matter", "parse", "None"):
        assert jargon.lower() not in done.out.lower(), jargon


def test_the_short_help_of_no_command_is_cut_off(slc: Run) -> None:
    for command in ([], ["new"], ["codes"]):
        assert "..." not in slc(*command, "--help").out.partition("Commands:")[2]


def test_every_command_is_listed_here() -> None:
    assert {name for name, *_ in COMMANDS} == set(group.commands)


def test_the_version_is_told(slc: Run) -> None:
    assert slc("--version").out == f"slc, version {__version__}\n"


def test_a_mistyped_command_is_answered_with_the_nearest(slc: Run) -> None:
    done = slc("bild")
    assert done.status == 2
    assert "Did you mean 'build'?" in done.err


@pytest.mark.parametrize(
    "arguments", [["--nope"], ["build", "--nope"], ["build", "extra"], ["init"], ["serve", "--port", "x"]]
)
def test_wrong_use_ends_with_2(slc: Run, arguments: list[str]) -> None:
    done = slc(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert "Error" in done.err
