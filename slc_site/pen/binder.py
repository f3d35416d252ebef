"""One child's files of one conference, in one moment: what stands in each box, and putting it there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from slc_site.desk.new import NewGoal, goal_sheet, student_conference_sheet
from slc_site.desk.slugs import free, slug_of
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.pen import atomic
from slc_site.pen.boxes import Box, Where
from slc_site.pen.editing import document, edited, with_body
from slc_site.pen.outcome import RefusalError
from slc_site.pen.outline import value_at
from slc_site.pen.paths import Spot, spot
from slc_site.pen.places import Child, Page
from slc_site.pen.splices import Change
from slc_site.pen.typed import clean
from slc_site.read.classroom import strand_names
from slc_site.read.fields import Document
from slc_site.read.names import Names

_PRIVATE = 0o600


class Binder:
    """Looked up anew for each box that is written: what is in it is true only for the moment."""

    def __init__(
        self, child: Child, student: str, conference: Conference, library: Library, today: date, before: Path
    ) -> None:
        """`before` is the folder for what was in the files before, among the program's own notes."""
        self.student = student
        self._child = child
        self._conference = conference
        self._library = library
        self._today = today
        self._before = before
        self._pages: dict[str, Page] = {}
        self._documents: dict[Path, Document] = {}

    def goals(self) -> tuple[str, ...]:
        """Return the slugs of the child's goals."""
        return self._child.goals()

    def new_goals(self) -> list[str]:
        """Return the slugs of the goals that were made at this conference, as they stand in its file."""
        found = value_at(self._document(self._own()).fields, ("new_goals",)) or []
        items = found.strip("[] ").split(",") if isinstance(found, str) else found
        return [item.strip() for item in items if isinstance(item, str) and item.strip()]

    def value(self, box: Box) -> str:
        """Return what stands in a box.

        Raises:
            RefusalError: its file cannot be looked at. The same holds below.
            UnwritableError: its file cannot be read. The same holds below.
        """
        page = self._page(box)
        if page is None or not page.is_there:
            return ""
        found = self._document(page)
        return self._spot(box, found).value if box.path else clean(found.body)

    def file(self, box: Box) -> Path:
        """Return the file of a box, there or not; of a goal that nobody made yet, the conference's."""
        return (self._page(box) or self._own()).path

    def stamp(self, box: Box) -> int | None:
        """Return the time of that file, in nanoseconds; None when there is none."""
        page = self._page(box) or self._own()
        return page.path.stat().st_mtime_ns if page.is_there else None

    def forget_half_written(self) -> None:
        """Remove what a program that was killed has left beside the files; who calls this has the lock."""
        self._child.forget_half_written()

    def settle(self, box: Box) -> int:
        """Wait until a box's file is on the disk; return its time."""
        page = self._page(box)
        if page is None or not page.is_there:
            return 0
        atomic.settle(page.path)
        atomic.settle(page.path.parent)
        return page.path.stat().st_mtime_ns

    def put(self, box: Box, value: str) -> int:
        """Put a value into a box, on disk before this returns; return the file's own time.

        Raises:
            ChangedError: somebody else has just written the file; nothing was changed.
            OSError: the disk says no.
        """
        page = self._page(box)
        if page is None:
            return self._make_goal(box, value)
        if not page.is_there and box.file is not Where.CONFERENCE:
            raise RefusalError("gone")
        text = page.text if page.is_there else self._sheet(page)
        if not box.path:
            return self._write(page, with_body(text, value, page.layout, page.label))
        change = self._spot(box, document(text, page.layout, page.label)).change(value)
        return self._write(page, edited(text, [change], page.layout, page.label))

    # -- files ----------------------------------------------------------------------------------------

    def _own(self) -> Page:
        return self._pages.setdefault("", self._child.conference(self._conference.slug))

    def _page(self, box: Box) -> Page | None:
        if box.file is Where.CONFERENCE:
            return self._own()
        slug = box.goal
        if box.file is Where.NEW_GOAL:
            made = self.new_goals()
            if box.number > len(made):
                return None
            slug = made[box.number - 1]
        return self._goal(slug)

    def _goal(self, slug: str) -> Page:
        if slug not in self._pages:
            self._pages[slug] = self._child.goal(slug)
        return self._pages[slug]

    def _document(self, page: Page) -> Document:
        if page.path not in self._documents:
            self._documents[page.path] = document(page.text, page.layout, page.label)
        return self._documents[page.path]

    def _spot(self, box: Box, found: Document) -> Spot:
        return spot(box, found, self._today, self._slot_of)

    def _slot_of(self, typed: str) -> str | None:
        slots = Names("pick", [rule.name for rule in self._conference.picks])
        strands = strand_names(self._library.classroom.strands)
        return slots.find(typed) or slots.find(strands.find(typed) or "")

    def _sheet(self, page: Page) -> str:
        """Return the file that a student begins with, without the card that stands there as an example."""
        text = student_conference_sheet(self.student, self._conference, self._library)
        return edited(text, [Change(("cards", "welcome"), "")], page.layout, page.label)

    def _write(self, page: Page, text: str) -> int:
        self._keep(page)
        return page.write(text)

    def _keep(self, page: Page) -> None:
        """Keep what was in a file before it is written for the first time on a day."""
        kept = self._before / self._today.isoformat() / Path(page.label).relative_to("content")
        if page.is_there and not kept.exists():
            atomic.make_private(kept.parent)
            atomic.put(kept, page.text.encode(), _PRIVATE, lambda: True)

    # -- a new goal -----------------------------------------------------------------------------------

    def _make_goal(self, box: Box, title: str) -> int:
        """Make the file of a new goal, then put its name into the conference's file.

        Whoever pulls the plug in between leaves a goal that the next attempt finds and takes.
        """
        own, made = self._own(), self.new_goals()
        if box.path != ("title",) or box.number != len(made) + 1:
            raise RefusalError("title-first")
        page = self._goal(self._slug(title, made))
        if not page.is_there:
            wanted = NewGoal(self.student, title, self._today, "together")
            text = goal_sheet(wanted, self._library)
            page.write(edited(text, [Change(("title",), title)], page.layout, page.label))
        text = own.text if own.is_there else self._sheet(own)
        listed = value_at(document(text, own.layout, own.label).fields, ("new_goals",))
        slug = page.path.stem
        change = (
            Change(("new_goals", len(listed)), slug)
            if isinstance(listed, list)
            else Change(("new_goals",), [*made, slug])
        )
        return self._write(own, edited(text, [change], own.layout, own.label))

    def _slug(self, title: str, made: list[str]) -> str:
        """Return the name of a goal's file: a free one, or the one of the goal that was only half made."""
        slug = slug_of(title, "goal")
        for taken in self.goals():
            if taken not in made and taken.startswith(slug):
                fields = self._document(self._goal(taken)).fields
                if fields.get("title") == title and fields.get("set") == self._today.isoformat():
                    return taken
        return free(slug, self.goals())
