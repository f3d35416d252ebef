"""Hands the drawing of sections to an executor, and takes the finished pages back.

Whatever goes wrong with the executor costs time and nothing else: what does not come back is drawn here. It
is told once, and not kept with the problems of the class, as the next build may have other hands or none.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, Executor, Future

from msgspec import Struct

from slc_site import __version__
from slc_site.build.job import Drawn, Job, UnlikeError, draw, packed_section, packed_theme, program
from slc_site.model.classroom import Classroom
from slc_site.problems import Problem, Severity
from slc_site.render.sections import Section
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import ThemeError, ThemeFolder

PATIENCE = 60.0
"""Seconds. The pages of a child are drawn in one or two; whoever needs so long is drawn past."""

_MOST_AHEAD = 32
"""So many sections are out at a time, however many workers there are: their pages wait in memory."""


class Hands:
    """An executor, and what became of it."""

    def __init__(self, executor: Executor, workers: int) -> None:
        """`workers` is how many jobs the executor does at a time."""
        self.ahead = min(2 * max(1, workers), _MOST_AHEAD)
        """Of how many sections to ask for the pages before those of the first are taken."""
        self.trouble: Problem | None = None
        """What is to be told of the executor: the first thing that went wrong in this build."""
        self._executor = executor
        self._is_lost = False
        self._theme = b""
        self._made_from = ""

    def begin(self, theme: Theme, chain: tuple[ThemeFolder, ...], classroom: Classroom) -> None:
        """Begin a build whose pages are drawn with `theme`, made of `chain` and `classroom`."""
        self.trouble = None
        self._is_lost = False
        self._theme = packed_theme(chain, classroom)
        self._made_from = theme.made_from

    def give(self, section: Section, drawn_by: str) -> Handed | None:
        """Ask for the pages of a section; None when nobody is there to draw them."""
        if self._is_lost:
            return None
        job = Job(program(), self._made_from, drawn_by, self._theme, packed_section(section))
        try:
            return Handed(self, self._executor.submit(draw, job))
        except (RuntimeError, OSError) as error:  # it broke, was shut down, or cannot be reached
            self._lose(_named(error))
            return None

    def take(self, future: Future[Drawn]) -> Drawn | None:
        """Wait for pages; None when they have to be drawn here.

        Raises:
            ThemeError: a template is missing or broken.
        """
        if self._is_lost and not future.done():
            future.cancel()
            return None
        try:
            error = future.exception(PATIENCE)
        except (CancelledError, TimeoutError) as lost:
            future.cancel()
            self._lose(_named(lost))
            return None
        if error is None:
            return future.result()
        if isinstance(error, ThemeError):
            raise error
        if isinstance(error, UnlikeError):
            self._tell(_OTHER_FILES)
        elif isinstance(error, RuntimeError | OSError):  # its own troubles are of these kinds
            self._lose(_named(error))
        else:  # should it be the fault of the section, it is raised again when that is drawn here
            self._tell(_lost(_named(error)))
        return None

    def _lose(self, why: str) -> None:
        self._is_lost = True
        self._tell(_lost(why))

    def _tell(self, problem: Problem) -> None:
        self.trouble = self.trouble or problem


class Handed(Struct, frozen=True):
    """A section whose pages are being drawn elsewhere."""

    hands: Hands
    future: Future[Drawn]

    def drawn(self) -> Drawn | None:
        """Return the pages; None when they have to be drawn here.

        Raises:
            ThemeError: a template is missing or broken.
        """
        return self.hands.take(self.future)

    def drop(self) -> None:
        """Nobody wants the pages any more."""
        self.future.cancel()


def _named(error: BaseException) -> str:
    return type(error).__name__


def _lost(why: str) -> Problem:
    return Problem(
        f"Pages that were handed to other processes did not come back ({why}); they were made here instead.",
        hint="The site is whole. If it happens again, ask whoever looks after the cluster, or build "
        "without --executor.",
        severity=Severity.WARNING,
        code="executor-lost",
    )


_OTHER_FILES = Problem(
    "The workers have another version of the program, or other files of the theme; their pages were made "
    "here instead.",
    hint=f"Install slc-site {__version__} and the same libraries there, let the workers see the class's "
    "folder themes at the same place, and start them anew.",
    severity=Severity.WARNING,
    code="executor-unlike",
)
