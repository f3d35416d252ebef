"""What the day of the conferences needs: a page to begin at, and of each child its own pages, unlocked.

Each child's pages are narrowed to that child's conference; of another child they show what any family of the
class sees. A page's addresses lead nowhere outside of what is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site.build.press import Press, Printed
from slc_site.build.progress import Progress, SilentProgress
from slc_site.build.site import Site
from slc_site.model.audience import Audience
from slc_site.model.conference import ConferenceKind
from slc_site.model.library import Library
from slc_site.model.student_conference import Company
from slc_site.render import urls
from slc_site.render.manuscripts import linkable
from slc_site.render.page import Edition
from slc_site.render.readdress import readdressed
from slc_site.share.access import Viewer, narrow, others_as_seen_by, own_part


class Room(Struct, frozen=True):
    """Which conference is held, of whom, and where its pages are."""

    conference: str
    """A slug."""
    students: tuple[str, ...] = ()
    """Slugs of those whose pages are made; none: all who take part."""
    is_here: bool = False
    """Shown by the teacher's own computer to itself: nothing leaves it, so that nobody needs consent."""
    writes_to: str = "device"
    """Where words go that are typed on the pages: `device`, or `server` when we show them."""

    @property
    def viewer(self) -> Viewer:
        """Who sees what all of the room's pages together show."""
        return Viewer(Audience.CONFERENCE, is_here=self.is_here)

    def at_the_door(self, library: Library) -> Viewer:
        """Return who sees the page to begin at: at a party guests of all families."""
        held = library.conference[self.conference]
        return replace(self.viewer, is_guest=held.kind is ConferenceKind.PARTY)

    def viewers(self, library: Library) -> Iterator[Viewer]:
        """Yield who sees the pages of each child that takes part; `library` has everything in it."""
        seen = narrow(library, self.viewer).library
        for student in seen.students:
            if self.students and student.slug not in self.students:
                continue
            own = next(
                (c for c in seen.conferences_of(student.slug) if c.conference == self.conference), None
            )
            if own is not None:
                yield Viewer(Audience.CONFERENCE, student.slug, self.is_here, own.company is Company.GUESTS)


def absent(library: Library, room: Room) -> tuple[str, ...]:
    """Return the names of those of whom nothing may leave the teacher's computer."""
    there = {viewer.student for viewer in room.viewers(library)}
    wanted = room.students or tuple(student.slug for student in library.students)
    return tuple(library.student[slug].name for slug in wanted if slug not in there)


def printed_for_room(press: Press, library: Library, room: Room, progress: Progress) -> Printed:
    """Return all pages of the day; `library` has everything in it.

    Raises:
        ThemeError: a template is missing or broken.
    """
    viewers = list(room.viewers(library))
    students = frozenset(viewer.student for viewer in viewers if viewer.student)
    edition = Edition(builds_feeds=False, room=room.conference, writes_to=room.writes_to, takes_part=students)
    progress.step("Conferences", 1 + len(viewers))
    start = press.edition(narrow(library, room.at_the_door(library)).library, edition, SilentProgress())
    progress.advance()
    files = dict(start.files)
    others = {
        is_guest: others_as_seen_by(library, replace(room.viewer, is_guest=is_guest))
        for is_guest in {viewer.is_guest for viewer in viewers}
    }
    for viewer in viewers:
        seen = own_part(library, viewer, others[viewer.is_guest])
        targets = {**linkable(others[viewer.is_guest]), **linkable(seen)}
        own = press.edition(seen, edition.of_child(viewer.student or ""), SilentProgress(), targets)
        files.update(own.files)
        progress.advance()
    pages = 0
    for path, content in list(files.items()):
        if isinstance(content, bytes) and path.endswith(".html"):
            files[path] = _within(files, path, content)
            pages += 1
    return Printed(files, pages)


def state_of(site: Site, folder: Path) -> Path:
    """Return where the list of what was written into a folder of the room's is kept."""
    return site.state / "room" / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def _within(files: Mapping[str, bytes | Path], page: str, content: bytes) -> bytes:
    """Return a page without the addresses of what is not there."""

    def to(target: str) -> str | None:
        return urls.relative(page, target) if target in files else None

    return readdressed(content.decode("utf-8"), page, to).encode("utf-8")
