"""Makes the calendars of a conference, and keeps what was handed out, so that the next ones are updates.

What is kept (`.slc/calendar/`) is on the disk before the calendars are: whoever is stopped in between hands
out the same sequence again, never one that stood for something else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from slc_site.build.addresses import Addresses
from slc_site.build.lock import build_lock
from slc_site.build.site import Site
from slc_site.build.trouble import OutputError, label, telling
from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.plan.calendar_entries import FAMILY, TEACHER, Entry, family_entries, teacher_entries
from slc_site.plan.calendar_file import Organizer, calendar_file
from slc_site.plan.calendar_history import Change, History, HistoryError, Issued
from slc_site.plan.local_time import LocalTime, odd_times
from slc_site.plan.planner import plan_of
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render import urls
from slc_site.render.translations import Words, has_catalogue, words_for
from slc_site.share.access import Viewer, narrow
from slc_site.share.keyfile import write_private

FAMILIES, TEACHERS = "families", "teacher.ics"
"""In the folder of a conference: the folder with a file for each family, and the teacher's own file."""
_KEPT = "handed-out.json"


class FamilyCalendar(Struct, frozen=True):
    """What one family gets."""

    student: str
    """The slug; of a child that has left, too."""
    file: Path
    issued: tuple[Issued, ...]

    @property
    def change(self) -> Change:
        """What became of it as a whole: what matters most."""
        changes = {one.change for one in self.issued}
        if changes == {Change.CANCELLED}:
            return Change.CANCELLED
        order = (Change.MOVED, Change.NEW, Change.CANCELLED, Change.CHANGED, Change.SAME)
        return next(change for change in order if change in changes)


class Calendars(Struct, frozen=True):
    """What was made."""

    teacher: Path | None
    """None: there is nothing to put into it yet."""
    families: tuple[FamilyCalendar, ...]
    """In the order of the roster."""
    without: tuple[Student, ...]
    """Children whose family has no time."""
    folder: Path


def make_calendars(
    site: Site, library: Library, conference: Conference, reporter: Reporter, now: datetime | None = None
) -> Calendars:
    """Write the calendars of a conference into `print/calendar/`; return what was made.

    Args:
        site: Where the class lies.
        library: Everything; it is narrowed to each family here.
        conference: One of the class's.
        reporter: Hears of times that the change of a clock makes unsure, and of a class without a time zone.
        now: The moment; without it, the clock's.

    Raises:
        OutputError: something could not be written, or what was handed out before cannot be used.
    """
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    clock = LocalTime.of(library.classroom.timezone)
    if clock.zone is None:
        reporter.report(_no_timezone(library))
    for problem in odd_times(conference, clock):
        reporter.report(problem)
    entries = [*_of_families(site, library, conference), *_of_teacher(library, conference, reporter)]
    folder = site.paper / "calendar" / conference.slug
    with build_lock(site.state):
        with telling(label(_kept(site), site.root)):
            history, issued = _loaded(site).following(conference.slug, entries, now)
            _keep(site, history)
        families = tuple(_families(folder, library, issued))
        own = tuple(one for one in issued if one.entry.whose == TEACHER)
        files = {family.file: family.issued for family in families}
        files |= {folder / TEACHERS: own} if own else {}
        organizer = Organizer(history.uid("class"), _caller(library), library.classroom.contact)
        with telling(label(folder, site.root)):
            _private(site.paper, folder.parent, folder, folder / FAMILIES)
            _tidy(folder, files)
            for file, its in files.items():
                write_private(file, calendar_file(its, clock, organizer))
    there = {family.student for family in families if family.change is not Change.CANCELLED}
    without = tuple(student for student in library.students if student.slug not in there)
    return Calendars(folder / TEACHERS if own else None, families, without, folder)


# -- what stands in them ------------------------------------------------------------------------------------


def _of_families(site: Site, library: Library, conference: Conference) -> Iterator[Entry]:
    addresses = Addresses(site, library)
    for student in library.students:
        viewer = Viewer(Audience.FAMILY, student.slug, is_here=True)
        seen = narrow(library.of(student.slug), viewer).library
        words = _words(student.home_language or library.classroom.language, library)
        own = seen.conference[conference.slug]
        yield from family_entries(seen, own, seen.student[student.slug], words, addresses.of(student))


def _of_teacher(library: Library, conference: Conference, reporter: Reporter) -> Iterator[Entry]:
    words = _words(library.classroom.language, library)
    plan, problems = plan_of(library, conference, words)
    for problem in problems:
        reporter.report(problem)

    def language_name(language: str) -> str:
        return words.locale.get_language_name(str(words_for(language).locale)) or language

    yield from teacher_entries(library, conference, plan.steps if plan else (), words, language_name)


def _words(language: str, library: Library) -> Words:
    """Return the words of a language; where we have none in it, the class's, else English ones."""
    known = (one for one in (language, library.classroom.language) if has_catalogue(one))
    return words_for(next(known, "en"))


def _families(folder: Path, library: Library, issued: Sequence[Issued]) -> Iterator[FamilyCalendar]:
    order = {student.slug: place for place, student in enumerate(library.students)}
    of_families = [one for one in issued if one.entry.whose == FAMILY]
    slugs = {one.entry.student for one in of_families}
    for slug in sorted(slugs, key=lambda slug: (order.get(slug, len(order)), slug)):
        own = tuple(one for one in of_families if one.entry.student == slug)
        yield FamilyCalendar(slug, folder / FAMILIES / f"{urls.address(slug)}.ics", own)


def _tidy(folder: Path, files: Collection[Path]) -> None:
    """Take away calendars of an earlier time, and what is left of a run that was ended half-way."""
    for place in (folder, folder / FAMILIES):
        for left_over in (*place.glob("*.ics"), *place.glob("*.part")):
            if left_over not in files:
                left_over.unlink()


def _caller(library: Library) -> str:
    classroom = library.classroom
    return ", ".join(filter(None, (classroom.teacher, classroom.title)))


# -- what was handed out ------------------------------------------------------------------------------------


def _kept(site: Site) -> Path:
    return site.state / "calendar" / _KEPT


def _loaded(site: Site) -> History:
    file = _kept(site)
    try:
        return History.decoded(file.read_bytes())
    except FileNotFoundError:
        return History.new()
    except HistoryError as error:
        raise OutputError(
            Problem(
                f"What calendars were handed out before cannot be read: {error}.",
                label(file, site.root),
                hint="Put back a copy of this file. Without it (delete it) families get their entries twice.",
                code="calendar-history",
            )
        ) from error


def _keep(site: Site, history: History) -> None:
    file = _kept(site)
    data = history.encoded()
    _private(site.state, file.parent)
    for left_over in file.parent.glob("*.part"):  # of a run that was ended half-way
        left_over.unlink()
    if not file.exists() or file.read_bytes() != data:
        write_private(file, data)


def _private(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(OSError):  # some network folders know no rights
            folder.chmod(0o700)


def _no_timezone(library: Library) -> Problem:
    return Problem(
        "The class has no time zone: calendars show its times as they are, wherever somebody is.",
        library.classroom.origin.file,
        key="timezone",
        hint="Write `timezone: America/Regina`, with the name of yours.",
        severity=Severity.WARNING,
        code="no-timezone",
    )
