"""How far a command has come: a bar on a terminal, a line for each step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from slc_site.build.progress import Progress, SilentProgress, Work

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def shown_progress(*, silent: bool) -> Iterator[Progress]:
    """Hand out the progress that suits where this program runs; at the end the screen is as it was."""
    if silent:
        yield SilentProgress()
    elif not sys.stderr.isatty():
        yield PlainProgress()
    else:
        with _bars() as bars:
            yield TerminalProgress(bars)


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Count(ProgressColumn):
        """How much of how much; nothing when nobody knows."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.completed:.0f}/{task.total:.0f}" if task.total else "")

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), Count())
    return Bars(*columns, console=Console(stderr=True), transient=True)


class PlainProgress:
    """Writes the name of each step on a line of its own."""

    def step(self, name: str, total: int | None) -> None:
        """Write the name."""
        click.echo(f"{name} ({total}) …" if total else f"{name} …", err=True)

    def advance(self, count: int = 1) -> None:
        """Write nothing."""

    def took(self, what: Work, name: str, seconds: float) -> None:
        """Write nothing."""


class TerminalProgress:
    """Shows a bar for the present step."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def step(self, name: str, total: int | None) -> None:
        """Show a new bar in the place of the last."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """Make the bar longer."""
        if self._task is not None:
            self._bars.advance(self._task, count)

    def took(self, what: Work, name: str, seconds: float) -> None:
        """Show nothing: who wants to know asks for --profile."""
