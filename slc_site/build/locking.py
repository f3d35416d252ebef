"""Makes what is not for everybody and puts it behind locks: the class's edition, and each family's own pages.

A locked page is like the open one would be; only its addresses lead to where things lie in the finished site.
What lies open anyway is not locked, and what the class has too is kept once, with the class's things.
How something is locked is a `Keeper`'s business: `sealing` or `passwords`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from slc_site.build.press import Press
from slc_site.build.progress import Progress, SilentProgress
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.problems import Problem
from slc_site.render import urls
from slc_site.render.page import Edition
from slc_site.render.readdress import readdressed
from slc_site.share.access import Viewer, narrow
from slc_site.share.guard import surname_problems

Files = Mapping[str, bytes | Path]
EVERY_FAMILY = Viewer(Audience.FAMILY)
"""Sees what any family sees: all that is to be uploaded, locked or not."""
_CLASS = Viewer(Audience.CLASS)


@dataclass(frozen=True, slots=True)
class Locked:
    """All that is behind locks, and the way in."""

    files: Files
    """By path in the site."""
    pages: int
    families: int
    """How many children have pages for their families."""
    refusals: tuple[Problem, ...]
    """Why it must not be published."""
    dead_links: tuple[tuple[str, str], ...] = ()
    """(page, target), as in an open site: what the page pointed at is nowhere, so it no longer does."""


class Keeper(Protocol):
    """Locks things up, in one way or another."""

    door: str
    """The page at which people with a code come in; a path in the site."""
    tells_families: bool
    """Must a page of a child, as the class sees it, lead to the one that the family sees?"""

    @abstractmethod
    def has(self, student: str) -> bool:
        """Has a student's family a way in?"""

    @abstractmethod
    def place(self, student: str | None, path: str) -> str:
        """Return where the site keeps what would stand at `path` if it were open.

        `student` says whose family it is for; None: it is for the class.
        """

    @abstractmethod
    def page(self, student: str | None, path: str, html: bytes) -> bytes:
        """Return the file at the page's place."""

    @abstractmethod
    def other(self, student: str | None, path: str, finished: Path) -> Path:
        """Return the file to copy to the place of a finished picture or recording.

        Raises:
            OSError: it cannot be read, or what is made of it not be kept.
        """

    @abstractmethod
    def ways_in(self, students: Iterable[str]) -> Files:
        """Return what lets those in who may; `students` are those who have pages for their families."""


class Locksmith:
    """Locks up the editions of one class."""

    def __init__(
        self, library: Library, keeper: Keeper, press: Press, open_files: Files, progress: Progress
    ) -> None:
        """`library` has everything in it; `open_files` are those of the open site, by their paths in it."""
        self._library = library
        self._keeper = keeper
        self._press = press
        self._open = open_files
        self._progress = progress
        self._refusals: dict[str, Problem] = {}
        """By the file of the student: once for each surname is enough."""
        self._dead: dict[tuple[str, str], None] = {}
        self._owners: dict[str, str] = {}
        """Whose family has a folder of the open site, such as `students/ada/`, for itself."""

    def lock(self) -> Locked:
        """Return the locked part of the site.

        Raises:
            ThemeError: a template is missing or broken.
            OSError: a finished picture cannot be read, or what is made of it not be kept.
        """
        of_class = narrow(self._library, _CLASS).library
        students = [student.slug for student in of_class.students if self._keeper.has(student.slug)]
        if self._keeper.tells_families:
            self._owners = {urls.student_folder(student): student for student in students}
        self._progress.step("Locked pages", 1 + len(students))
        shared = self._scope(_CLASS)
        files = dict(self._kept(shared, (shared,)))
        pages = len(shared.pages)
        for student in students:
            scope = self._scope(Viewer(Audience.FAMILY, student))
            files.update(self._kept(scope, (scope, shared)))
            pages += len(scope.pages)
        files.update(self._keeper.ways_in(students))
        return Locked(files, pages, len(students), tuple(self._refusals.values()), tuple(self._dead))

    def _scope(self, viewer: Viewer) -> _Scope:
        leads_on = self._keeper.tells_families and viewer.student is None
        edition = Edition(
            builds_feeds=False,
            is_sealed=True,
            student=viewer.student,
            leads_to_families=leads_on,
            writes_to="device" if viewer.student else "",
        )
        library = narrow(self._library, viewer).library
        files = self._press.edition(library, edition, SilentProgress()).files
        for problem in surname_problems(self._library.students, files):
            self._refusals.setdefault(problem.file or "", problem)
        self._progress.advance()
        return _Scope(viewer.student, files, self._keeper)

    def _kept(self, scope: _Scope, scopes: tuple[_Scope, ...]) -> Iterator[tuple[str, bytes | Path]]:
        """Yield (path in the site, content) of what is to be kept of a scope; `scopes` open with it."""
        for path, content in scope.files.items():
            place = scope.place(path)
            if isinstance(content, Path):
                if self._standing(path, scopes) == place:
                    yield place, self._keeper.other(scope.student, path, content)
            elif path in scope.pages:
                to = partial(self._address, path, place, scopes)
                html = readdressed(content.decode("utf-8"), path, to)
                yield place, self._keeper.page(scope.student, path, html.encode("utf-8"))

    def _address(self, path: str, place: str, scopes: Iterable[_Scope], target: str) -> str | None:
        """Return how the page of `path`, which is at `place`, points at what would stand at `target`."""
        if target == urls.AS_FAMILY:
            owner = self._owners.get("/".join(path.split("/")[:2]) + "/")
            standing = self._keeper.place(owner, path) if owner else None
        else:
            standing = self._standing(target, scopes)
            if standing is None:
                self._dead[path, target] = None
        return urls.relative(place, standing) if standing is not None else None

    def _standing(self, path: str, scopes: Iterable[_Scope]) -> str | None:
        """Return where something lies: open, or where the last of the scopes that has the very same keeps it.

        A page is its own in each scope; None: it is in none.
        """
        holders = [scope for scope in scopes if path in scope.files]
        if not holders:
            return path if path in self._open else None
        content = holders[0].files[path]
        if isinstance(content, bytes):
            return holders[0].place(path)
        if self._open.get(path) == content:
            return path
        return [scope for scope in holders if scope.files[path] == content][-1].place(path)


class _Scope:
    """What opens together."""

    def __init__(self, student: str | None, files: Files, keeper: Keeper) -> None:
        self.student = student
        self.files = files
        self.pages = frozenset(p for p in files if p.endswith(".html") and p != urls.NOT_FOUND)
        self._keeper = keeper
        self._places: dict[str, str] = {}

    def place(self, path: str) -> str:
        """Return where the site keeps what would stand at `path` if it were open."""
        if path not in self._places:
            self._places[path] = self._keeper.place(self.student, path)
        return self._places[path]
