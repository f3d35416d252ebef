"""Makes what is not for everybody and puts it behind locks: the class's edition, and each family's own pages.

A locked page is like the open one would be; only its addresses lead to where things lie in the finished site.
What lies open anyway is not locked, and what the class has too is kept once, with the class's things.
How something is locked is a `Keeper`'s business: `sealing` or `passwords`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from slc_site import kept
from slc_site.build.drafting import Draft, DraftedSection, Drafting
from slc_site.build.ledger import Ledger
from slc_site.build.press import Press
from slc_site.build.progress import Progress
from slc_site.build.staging import Content
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.problems import Problem
from slc_site.render import urls
from slc_site.render.manuscripts import linkable
from slc_site.render.page import Edition
from slc_site.render.readdress import readdressed
from slc_site.share.access import Viewer, narrow, own_part
from slc_site.share.guard import SurnameGuard

Files = Mapping[str, bytes]
EVERY_FAMILY = Viewer(Audience.FAMILY)
"""Sees what any family sees: all that is to be uploaded, locked or not."""
_CLASS = Viewer(Audience.CLASS)


class Locked(Struct, frozen=True):
    """What lies behind locks."""

    pages: int
    families: int
    """How many children have pages for their families."""
    refusals: tuple[Problem, ...]
    """Why it must not be published."""
    dead_links: tuple[tuple[str, str], ...] = ()
    """(page, target), as in an open site: what a page pointed at is nowhere, so it no longer does.

    Of the pages that were drawn.
    """


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
    def made_from(self, student: str | None) -> str:
        """Return a fingerprint of all that `place` and `page` depend on besides what they are given."""

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
    def finish(self) -> None:
        """Forget what was kept and is not needed any more: all of the site has been asked for."""

    @abstractmethod
    def ways_in(self, students: Iterable[str]) -> Files:
        """Return what lets those in who may; `students` are those who have pages for their families."""


class Locksmith:
    """Locks up the editions of one class."""

    def __init__(
        self,
        library: Library,
        keeper: Keeper,
        press: Press,
        open_files: Mapping[str, Path | None],
        ledger: Ledger,
        progress: Progress,
    ) -> None:
        """`library` has everything in it; `open_files` are by their paths in the open site; pages: None."""
        self._library = library
        self._of_class = narrow(library, _CLASS).library
        self._targets = linkable(self._of_class)
        self._keeper = keeper
        self._press = press
        self._open = open_files
        self._lies_open = kept.fingerprint(open_files)
        self._ledger = ledger
        self._guard = SurnameGuard(library.students)
        self._progress = progress
        self._dead: dict[tuple[str, str], None] = {}
        self._owners: dict[str, str] = {}
        """Whose family has a folder of the open site, such as `students/ada/`, for itself."""
        self._pages = self._families = 0

    @property
    def locked(self) -> Locked:
        """What it came to, once all files were handed out."""
        return Locked(self._pages, self._families, tuple(self._guard.problems), tuple(self._dead))

    def files(self) -> Iterator[tuple[str, Content]]:
        """Yield each file of the locked part of the site: its path, and what is to stand there.

        Raises:
            ThemeError: a template is missing or broken.
            OSError: a finished picture cannot be read, or what is made of it not be kept.
        """
        students = [student.slug for student in self._of_class.students if self._keeper.has(student.slug)]
        self._families = len(students)
        if self._keeper.tells_families:
            self._owners = {urls.student_folder(student): student for student in students}
        self._progress.step("Locked pages", 1 + len(students))
        shared = self._scope(_CLASS)
        yield from self._kept(shared, (shared,))
        for student in students:
            scope = self._scope(Viewer(Audience.FAMILY, student))
            yield from self._kept(scope, (scope, shared))
        yield from self._keeper.ways_in(students).items()
        self._keeper.finish()

    def _scope(self, viewer: Viewer) -> _Scope:
        leads_on = self._keeper.tells_families and viewer.student is None
        edition = Edition(
            builds_feeds=False,
            is_sealed=True,
            student=viewer.student,
            leads_to_families=leads_on,
            writes_to="device" if viewer.student else "",
        )
        library, targets, name = self._of_class, self._targets, "class"
        if viewer.student:
            library, name = own_part(self._library, viewer, self._of_class), "family"
            targets = {**targets, **linkable(library)}
        drafting = Drafting(
            self._press, library, edition, self._ledger, self._guard, name=name, targets=targets
        )
        scope = _Scope(viewer.student, tuple(drafting.sections()), self._keeper)
        self._progress.advance()
        return scope

    def _kept(self, scope: _Scope, scopes: tuple[_Scope, ...]) -> Iterator[tuple[str, Content]]:
        """Yield (path in the site, content) of what is to be kept of a scope; `scopes` open with it."""
        for path, file in scope.files.items():
            place = scope.place(path)
            if file is not None and self._standing(path, scopes) == place:
                yield place, self._keeper.other(scope.student, path, file)
        where = kept.fingerprint([one.made_from for one in scopes], self._lies_open, self._owners)
        for section in scope.sections:
            for page in section.pages():
                if page.path != urls.NOT_FOUND:
                    place = scope.place(page.path)
                    made_from = kept.fingerprint(where, page.made_from)
                    yield (
                        place,
                        self._ledger.page(place, made_from, partial(self._locked, page, scope, scopes)),
                    )
                    self._pages += 1

    def _locked(self, page: Draft, scope: _Scope, scopes: tuple[_Scope, ...]) -> bytes:
        """Return a page, drawn and locked."""
        to = partial(self._address, page.path, scope.place(page.path), scopes)
        html = readdressed(page.draw().decode("utf-8"), page.path, to)
        return self._keeper.page(scope.student, page.path, html.encode("utf-8"))

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
        file = holders[0].files[path]
        if file is None:
            return holders[0].place(path)
        if self._open.get(path) == file:
            return path
        return [scope for scope in holders if scope.files[path] == file][-1].place(path)


class _Scope:
    """What opens together."""

    def __init__(self, student: str | None, sections: tuple[DraftedSection, ...], keeper: Keeper) -> None:
        self.student = student
        self.sections = sections
        self.files: dict[str, Path | None] = {}
        """By path: a finished picture or recording, or None for a page."""
        for section in sections:
            self.files.update(section.media())
            self.files.update((page.path, None) for page in section.pages())
        self.made_from = kept.fingerprint(self.files, keeper.made_from(student))
        """Of where everything in it is to stand."""
        self._keeper = keeper
        self._places: dict[str, str] = {}

    def place(self, path: str) -> str:
        """Return where the site keeps what would stand at `path` if it were open."""
        if path not in self._places:
            self._places[path] = self._keeper.place(self.student, path)
        return self._places[path]
