"""What all commands share: which class, how loud, and how a command ends."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from slc_site.problems import Problem, RecordingReporter, Severity

if TYPE_CHECKING:
    from slc_site.build.progress import Progress
    from slc_site.build.site import Site
    from slc_site.cli.screen import Screen
    from slc_site.model.library import Library
    from slc_site.stamps import Now

Command = TypeVar("Command", bound=Callable[..., Any])


_MOST_WAITING = 50_000
"""Objects that were made and not thrown away since somebody looked for garbage; some 10 MB."""


class MisuseError(click.ClickException):
    """The command cannot be understood; said in one sentence and what to do, without a manual page."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say it."""
        click.echo(self.format_message(), file=file, err=file is None)


class InOrder(click.Group):
    """Lists its commands in the order in which a teacher comes to need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names as they were added."""
        return list(self.commands)


class Session:
    """One run of a command."""

    def __init__(self, now: Now | None = None) -> None:
        """`now` is what a plain `slc build` saw of the class before it knew that there is work to do."""
        self.now = now
        self.folder: Path | None = None
        """What `-C` said."""
        self.quiet = False
        self.json = False
        self.reporter = RecordingReporter()
        """Hears of all problems; they are shown at the end, together."""
        self.unread = 0
        """How many things of the class could not be read, when `library` was."""
        self.heard: tuple[Problem, ...] = ()
        """What is wrong with the class, as `library` has read it; none of it is shown yet."""

    @property
    def base(self) -> Path:
        """The folder that this is about."""
        return self.folder or Path()

    @property
    def state(self) -> Path | None:
        """Where the program may keep its own notes; None when this is no class."""
        return self.base / ".slc" if (self.base / "content").is_dir() else None

    def site(self) -> Site:
        """Return where the class lies.

        Raises:
            MisuseError: there is no class in this folder.
        """
        from slc_site.build.site import Site

        if not self.base.is_dir():
            raise MisuseError(f"There is no folder {self.base}. Is the name after -C right?")
        if not (self.base / "content").is_dir():
            raise MisuseError(_no_class_here(self.base))
        return Site(self.base.resolve())

    def library(self, otherwise: str) -> Library:
        """Return the class as it can be read; what is wrong with a part of it is not for now.

        Ends the command, with `otherwise` as its last word, when there is no class at all.
        """
        from slc_site.read.loader import load

        heard = RecordingReporter()
        library = load(self.site().root, heard)
        if library is None:
            for problem in heard.problems:
                self.reporter.report(problem)
            raise click.exceptions.Exit(self.end(otherwise, None))
        self.unread = heard.count(Severity.ERROR)
        self.heard = tuple(heard.problems)
        return library

    @property
    def screen(self) -> Screen:
        """Where words go."""
        from slc_site.cli.screen import Screen

        return Screen(quiet=self.quiet or self.json)

    def progress(self) -> AbstractContextManager[Progress]:
        """Return what shows how far a long command has come, for a `with` block."""
        from slc_site.cli.progress import shown_progress

        return shown_progress(silent=self.quiet or self.json)

    def end(self, said: str, result: Mapping[str, Any] | None, *, notes: bool = False) -> int:
        """Show all problems (`notes` among them or not) and the summary; return the exit status.

        `result` is the same summary as plain values, for `--json`; None when the command came to nothing.
        """
        status = 1 if result is None or self.reporter.count(Severity.ERROR) else 0
        if self.json:
            told = [problem.as_dict() for problem in self.reporter.problems]
            # Plain ASCII, so that no console can spoil it.
            click.echo(json.dumps({"status": status, "result": result, "problems": told}, indent=1))
            return status
        self.screen.problems(self.shown_problems(notes=notes))
        self.screen.say(said)
        return status

    def shown_problems(self, *, notes: bool = False) -> list[Problem]:
        """Return what a teacher is told of all that was reported."""
        return [problem for problem in self.reporter.problems if notes or problem.severity > Severity.NOTE]


def _no_class_here(folder: Path) -> str:
    here = "this folder" if folder == Path() else f"{folder}"
    above = next((up for up in folder.resolve().parents if (up / "content" / "class.yml").is_file()), None)
    if above is not None:
        return f"There is no class in {here}, but there is one in {above}: go there, or type slc -C {above}."
    return (
        f"There is no class in {here}: it has no folder called content. "
        "Go to the class's folder, or name it, as in: slc -C room-12 build. "
        "To begin a new class: slc init room-12."
    )


@contextmanager
def loading() -> Iterator[None]:
    """Load what a command needs, a tenth quicker: meanwhile nobody looks for garbage, or for plugins."""
    # pydantic would ask each package on this computer for one
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@contextmanager
def hurrying() -> Iterator[None]:
    """Seldom look for garbage: of what a build throws away, hardly anything is left for that to find."""
    before = gc.get_threshold()
    gc.set_threshold(_MOST_WAITING, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _remember(attribute: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value:  # said before or after the command's name: once is enough
            setattr(context.ensure_object(Session), attribute, value)

    return keep


def common_options(command: Command) -> Command:
    """Give a command the options that all have; they may stand before or after its name."""
    for option in (
        click.option(
            "--json",
            is_flag=True,
            expose_value=False,
            callback=_remember("json"),
            help="Say everything as JSON, for other programs.",
        ),
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_remember("quiet"),
            help="Say only what is wrong.",
        ),
        click.option(
            "-C",
            "folder",
            metavar="DIR",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_remember("folder"),
            help="The class's folder, the one that holds content. Without it: the folder you are in.",
        ),
    ):
        command = option(command)
    return command


current_session = click.make_pass_decorator(Session, ensure=True)
"""Hands the session to a command as its first argument."""
