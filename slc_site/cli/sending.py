"""What `slc publish` asks while it reaches a host, and how it shows how far it has come."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from slc_site.cli.asking import can_ask
from slc_site.cli.screen import printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_EVERY = 15.0
"""Seconds between two lines where there is no terminal."""


class Asks:
    """Asks whoever sits at the keyboard."""

    def __init__(self, *, silent: bool) -> None:
        """`silent`: nobody is asked, as when the answer would go to another program."""
        self._may = can_ask() and not silent

    def password(self, for_whom: str) -> str | None:
        """Return what was typed, unseen; None: nobody is there."""
        if not self._may:
            return None
        return str(click.prompt(printable(f"Password for {for_whom}"), hide_input=True, err=True))

    def trusts(self, host: str, kind: str, fingerprint: str) -> bool:
        """Show what the host calls itself; return whether it is the right one."""
        if not self._may:
            return False
        said = f"{host} has not been seen before. It shows this {kind}:\n\n  {fingerprint}\n"
        click.echo(printable(said), err=True)
        click.echo("Compare it with what the host's own pages or its support say.", err=True)
        return click.confirm("Is it the same?", default=False, err=True)


class PlainProgress:
    """Writes a line for each step, and one now and then while files are sent."""

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent
        self._left = self._size = self._begun = self._said = 0.0
        self._sent = 0

    def begin(self, what: str, files: int, size: int) -> None:
        """Write what is done now."""
        from slc_site.publish import words

        self._size, self._sent = size, 0
        self._begun = self._said = time.monotonic()
        if not self._silent and (files or not size):
            amount = f" ({words.files(files)}, {words.size_words(size)})" if size else ""
            click.echo(f"{what}{amount} …", err=True)

    def done(self, size: int) -> None:
        """Write how far it is, if that was not said for a while."""
        from slc_site.publish import words

        self._sent += size
        now = time.monotonic()
        if self._silent or not self._sent or now - self._said < _EVERY:
            return
        self._said = now
        left = (now - self._begun) * (self._size - self._sent) / self._sent
        share = f"{100 * self._sent / self._size:.0f} % of {words.size_words(self._size)}"
        click.echo(f"  {share}, about {words.time_words(left)} left", err=True)

    def close(self) -> None:
        """Do nothing."""


class BarProgress:
    """Shows a bar with bytes and the time that is left."""

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._is_size = False

    def begin(self, what: str, files: int, size: int) -> None:
        """Show a new bar in the place of the last."""
        from slc_site.publish import words

        bars = self._bars or self._opened()
        if self._task is not None:
            bars.remove_task(self._task)
        self._is_size = size > 0
        amount = f" ({words.files(files)})" if files else ""
        self._task = bars.add_task(f"{what}{amount}", total=size or files or None, is_size=self._is_size)

    def done(self, size: int) -> None:
        """Make the bar longer."""
        if self._bars is not None and self._task is not None:
            self._bars.advance(self._task, size if self._is_size else 1)

    def close(self) -> None:
        """Let the screen be as it was: somebody may be asked something."""
        if self._bars is not None:
            self._bars.stop()
        self._bars = self._task = None

    def _opened(self) -> Bars:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            ProgressColumn,
            Task,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bars
        from rich.text import Text

        class Size(DownloadColumn):
            """How many bytes of how many; nothing where files are counted."""

            def render(self, task: Task) -> Text:
                return super().render(task) if task.fields["is_size"] else Text("")

        columns: tuple[ProgressColumn, ...] = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            Size(),
            TimeRemainingColumn(),
        )
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
        self._bars.start()
        return self._bars


def shown_progress(*, silent: bool) -> PlainProgress | BarProgress:
    """Return what suits where this program runs; whoever asks for it closes it."""
    return BarProgress() if sys.stderr.isatty() and not silent else PlainProgress(silent=silent)
