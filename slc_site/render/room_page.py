"""Where the day of the conferences begins: the children in the order in which their families come."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from slc_site.model.student_conference import StudentConference
from slc_site.render import urls
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.views import RoomDay, RoomEntry, RoomPage


def room_page(framer: Framer) -> Page:
    """Return the first page of a room's edition."""
    library, edition = framer.library, framer.edition
    conference = library.conference[edition.room]
    cards = framer.cards(urls.HOME)
    starts = {slot.student: slot.start for slot in conference.schedule.slots}
    windows = conference.schedule.windows

    def entry(one: StudentConference) -> RoomEntry:
        start = starts.get(one.student)
        place = next((w.place for w in windows if start and w.start <= start <= w.end), "")
        return RoomEntry(
            student=cards.badge(library.student[one.student]),
            start=start,
            place=place,
            href=cards.to(urls.conference(one.student, one.conference)),
            choose=cards.to(urls.picks(one.student, one.conference)),
            company=one.company.value,
        )

    taking_part = [
        one
        for one in library.student_conferences
        if one.conference == conference.slug and one.student in edition.takes_part
    ]
    by_name = {student.slug: place for place, student in enumerate(library.students)}
    taking_part.sort(key=lambda one: (starts.get(one.student, datetime.max), by_name[one.student]))
    context = RoomPage(
        frame=framer.frame(cards, conference.title, source=conference.origin.file),
        title=conference.title,
        days=tuple(
            RoomDay(day, tuple(of_day))
            for day, of_day in groupby(map(entry, taking_part), lambda each: each.start and each.start.date())
        ),
    )
    return Page(cards.path, "room.html", context)
