"""What a teacher reads first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from slc_site import __version__
from slc_site.cli.group import slc as group
from tests.cli.conftest import ROOT, Run

COMMANDS = [
    ("init",), ("new",), ("new", "student"), ("new", "post"), ("new", "goal"), ("new", "conference"),
    ("print",), ("print", "slips"), ("print", "desk-cards"), ("print", "party"),
    ("print", "codes"), ("print", "folder"), ("serve",), ("report",),
    ("room",), ("after",), ("conference",),
    ("codes",), ("codes", "rotate"), ("codes", "add"), ("codes", "join"),
    ("codes", "move"), ("codes", "drop"), ("build",), ("check",), ("publish",),
    ("keepsake",), ("verify",), ("retire",), ("archive",), ("new-year",), ("clean",), ("unlock",),
    ("import",), ("print", "letters"), ("planner",), ("schedule",), ("calendar",),
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
    known = click.Context(group)
    assert {name for name, *_ in COMMANDS} == set(group.list_commands(known))
    for name in group.list_commands(known):
        command = group.get_command(known, name)
        assert command is not None
        assert command.name == name


def test_a_command_does_not_wait_for_the_others() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from slc_site.cli import main; main(['build', '-Cx']); print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.split()
    ours = {name for name in loaded if name.startswith("slc_site.cli.")}
    assert "slc_site.cli.making" in ours
    assert not ours & {"slc_site.cli.codes", "slc_site.cli.show", "slc_site.cli.begin", "slc_site.cli.paper"}


def test_a_build_without_pictures_does_not_wait_for_what_makes_them(slc: Run, room: Path) -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from slc_site.cli import main; "
            f"main(['build', '-q', '-C', {str(room)!r}]); print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.split()
    assert "slc_site.build.pipeline" in loaded
    not_needed = {
        "PIL",
        "pi_heif",
        "rich",
        "flask",
        "watchdog",
        "segno",
        "bcrypt",
        "tinytag",
        "markdown",
        "nh3",
    }
    assert not_needed & set(loaded) == set()
    assert not {"slc_site.render.darkroom", "slc_site.render.converter", "slc_site.inspect.kinds"} & set(
        loaded
    )


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
