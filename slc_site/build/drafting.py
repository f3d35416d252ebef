"""The pages of an edition before they are drawn: each with a fingerprint of all that it is made from.

A section that is as it was is not planned again: the ledger knows its pages. What has to be drawn anew may be
handed out, see `hands`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept
from slc_site.build.ledger import Ledger, Outline
from slc_site.build.press import Press, Targets
from slc_site.model.library import Library
from slc_site.render.feeds import written
from slc_site.render.page import Edition, Page
from slc_site.render.sections import Section
from slc_site.render.theme import Theme
from slc_site.share.guard import SurnameGuard

if TYPE_CHECKING:
    from slc_site.build.hands import Handed, Hands


class Draft(Struct, frozen=True):
    """A page that may have to be drawn."""

    path: str
    """In the site."""
    made_from: str
    """A fingerprint of all that its bytes depend on."""
    draw: Callable[[], bytes]
    """Raises `ThemeError` when a template is missing or broken."""


class Drafting:
    """Drafts the pages of one edition."""

    def __init__(
        self,
        press: Press,
        library: Library,
        edition: Edition,
        ledger: Ledger,
        guard: SurnameGuard,
        *,
        name: str = "",
        targets: Targets | None = None,
        hands: Hands | None = None,
    ) -> None:
        """`library` is narrowed to those whom the edition is for; `targets` as for `Press.sections`.

        `guard` looks at each page that is drawn; `name` tells the edition from others in the ledger;
        `hands` draw the pages of children who have new ones.
        """
        self._press = press
        self._library = library
        self._edition = edition
        self._ledger = ledger
        self._guard = guard
        self._name = name
        self._targets = targets
        self._hands = hands
        self._drawn_by = kept.fingerprint(kept.program(), press.theme.made_from, guard.looks_for)
        """Of all that a page depends on besides what its template is handed."""
        self._of_class = kept.fingerprint(
            (self._drawn_by, edition, library.classroom, library.students, library.rubrics),
            (library.conferences, library.pages, library.prompts, library.has_tags),
        )
        """Of all that is in every section."""

    def sections(self) -> Iterator[DraftedSection]:
        """Yield the sections, the class's last: in it is a little of each of the others."""
        return handed_out(self._drafted(), self._hands)

    def _drafted(self) -> Iterator[DraftedSection]:
        in_lists: list[str] = []
        for section in self._press.sections(self._library, self._edition, self._targets):
            name = f"{self._name}/{section.student.slug if section.student else ''}"
            made_from = self._of_student(section) if section.student else self._of_all(section, in_lists)
            known = self._ledger.outline(name, made_from)
            outline = known or self._outlined(section, made_from)
            in_lists.append(outline.in_lists)
            yield DraftedSection(
                section,
                name,
                outline,
                self._drawn_by,
                self._ledger,
                self._press.theme,
                self._guard,
                is_new=known is None,
            )

    def _outlined(self, section: Section, made_from: str) -> Outline:
        """Return the outline of a section that is not known; its pages are not planned yet."""
        return Outline(
            made_from,
            _seen_in_lists(section) if section.student else "",
            feed=kept.fingerprint(self._drawn_by, section.feed()) if section.feed_path else "",
        )

    def _of_student(self, section: Section) -> str:
        """Return a fingerprint of all that a student's pages may look at."""
        return kept.fingerprint(self._of_class, section.made_from)

    def _of_all(self, section: Section, in_lists: list[str]) -> str:
        """Return a fingerprint of all that the class's pages may look at."""
        of_class = section.media_of(replace(section.library, posts=()))
        others = {key: one for key, one in section.materials.prose.items() if not key.startswith("students/")}
        return kept.fingerprint(self._of_class, in_lists, others, of_class)


def handed_out(sections: Iterable[DraftedSection], hands: Hands | None) -> Iterator[DraftedSection]:
    """Yield the sections in their order; the pages of some that come later are drawn by `hands` meanwhile."""
    if hands is None:
        yield from sections
        return
    waiting: deque[DraftedSection] = deque()
    try:
        for one in sections:
            waiting.append(one.handed_to(hands))
            if len(waiting) > hands.ahead:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for one in waiting:
            if one.handed is not None:
                one.handed.drop()


def _seen_in_lists(section: Section) -> str:
    """Return a fingerprint of what the class's pages may look at of a student's section."""
    own = section.library.for_lists
    return kept.fingerprint(
        own.posts,
        own.goals,
        own.student_conferences,
        section.prose_in_lists,
        section.media_of(section.library),
    )


class DraftedSection(Struct, frozen=True):
    """A section with what it is made from."""

    section: Section
    name: str
    outline: Outline
    """Without its pages, if they are not known yet."""
    drawn_by: str
    ledger: Ledger
    theme: Theme
    guard: SurnameGuard
    is_new: bool
    """Its pages were not known when it was drafted."""
    handed: Handed | None = None
    """Somebody else draws the pages."""

    def handed_to(self, hands: Hands) -> DraftedSection:
        """Return the same with its pages asked for, if it is one of a child and they are new."""
        if not self.is_new or self.section.student is None:
            return self
        return replace(self, handed=hands.give(self.section, self.drawn_by))

    def media(self) -> Iterator[tuple[str, Path]]:
        """Yield (path in the site, finished file) of each picture and recording."""
        for path, file in self.section.media():
            self.guard.look(path, None)
            yield path, file

    def pages(self) -> Iterator[Draft]:
        """Yield the pages, planned one by one where they are not known."""
        drawn = self.handed.drawn() if self.handed is not None else None
        if drawn is not None:
            for path, made_from, content in drawn:
                yield self._draft(path, made_from, partial(bytes, content))
            pages = {path: made_from for path, made_from, _ in drawn}
            self.ledger.note(self.name, replace(self.outline, pages=pages))
            return
        known = self.ledger.outline(self.name, self.outline.made_from)
        if known is not None:
            planned = _Planned(self.section)
            for path, made_from in known.pages.items():
                yield self._draft(path, made_from, partial(self._planned_drawn, planned, path))
            return
        pages = {}
        for page in self.section.pages():
            pages[page.path] = kept.fingerprint(self.drawn_by, page.template, page.context)
            yield self._draft(page.path, pages[page.path], partial(self.theme.render, page))
        self.ledger.note(self.name, replace(self.outline, pages=pages))

    def feed(self) -> Draft | None:
        """Return the feed, if there is one."""
        path = self.section.feed_path
        return self._draft(path, self.outline.feed, lambda: written(self.section.feed())) if path else None

    def _planned_drawn(self, planned: _Planned, path: str) -> bytes:
        return self.theme.render(planned[path])

    def _draft(self, path: str, made_from: str, draw: Callable[[], bytes]) -> Draft:
        def looked_at() -> bytes:
            content = draw()
            self.guard.look(path, content)
            return content

        self.guard.look(path, None)
        return Draft(path, made_from, looked_at)


class _Planned:
    """The pages of a section that is as it was, planned only if one of them has to be drawn all the same."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._pages: dict[str, Page] = {}

    def __getitem__(self, path: str) -> Page:
        if not self._pages:
            self._pages = {page.path: page for page in self._section.pages()}
        return self._pages[path]
