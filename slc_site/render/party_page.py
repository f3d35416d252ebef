"""The page of a party: an invitation for everybody, and for the room who speaks and where each child is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.party import Party, ProgrammeItem
from slc_site.render import urls
from slc_site.render.frames import Framer, has_growth
from slc_site.render.page import Edition, Page
from slc_site.render.views import PartyPage, PartyTime, ProgrammeView, SpeakerView, SpotView


def party_pages(framer: Framer) -> Iterator[Page]:
    """Yield the page of each party that the library has."""
    for conference in framer.library.conferences:
        if conference.party is not None:
            yield party_page(framer, conference, conference.party, urls.party(conference.slug))


def party_page(framer: Framer, conference: Conference, party: Party, path: str) -> Page:
    """Return the page of a party at `path`; the one of a room's edition tells of who takes part only."""
    return _PartyPage(framer, conference, party, path).page()


def starts(items: Iterable[ProgrammeItem], begin: datetime | None) -> Iterator[datetime | None]:
    """Yield when each line of a programme begins: as it says, or when the line before it ends.

    `begin` is when the party does; None where nobody knows.
    """
    now = begin
    for item in items:
        if item.at is not None:
            now = datetime.combine((begin or datetime.min).date(), item.at)
        yield now
        now = now + timedelta(minutes=item.minutes) if now and item.minutes else None


def begin_of(conference: Conference) -> datetime | None:
    """Return when a party begins; None where its schedule does not say."""
    return min((window.start for window in conference.schedule.windows), default=None)


class _PartyPage:
    def __init__(self, framer: Framer, conference: Conference, party: Party, path: str) -> None:
        self.framer = framer
        self.library = framer.library
        self.conference = conference
        self.party = party
        self.cards = framer.cards(path)
        self.students = tuple(
            student
            for student in self.library.students
            if not framer.edition.room or student.slug in framer.edition.takes_part
        )
        self.badges = {student.slug: self.cards.badge(student) for student in self.students}

    def page(self) -> Page:
        conference, party, edition = self.conference, self.party, self.framer.edition
        context = PartyPage(
            frame=self.framer.frame(self.cards, conference.title, source=conference.origin.file),
            title=conference.title,
            times=tuple(PartyTime(w.start, w.end, w.place) for w in conference.schedule.windows),
            invited=party.invited,
            siblings=party.siblings,
            photos=party.photos,
            programme=tuple(self.programme()),
            speakers=tuple(self.speakers()),
            children=tuple(map(self.spot, self.students)) if _is_in_the_room(edition) else (),
            devices=party.devices,
            take_home=party.take_home.value if party.take_home else "",
            take_home_words=party.take_home_words,
            thanks=party.thanks,
            print_command=f"slc print party {conference.slug}" if edition.is_for_teacher else "",
            is_start=bool(edition.room),
        )
        return Page(self.cards.path, "party.html", context)

    def programme(self) -> Iterator[ProgrammeView]:
        items = self.party.programme
        for item, start in zip(items, starts(items, begin_of(self.conference)), strict=True):
            students = tuple(self.badges[slug] for slug in item.students if slug in self.badges)
            yield ProgrammeView(start, item.minutes, item.title, students, item.who)

    def speakers(self) -> Iterator[SpeakerView]:
        for speaker in self.party.speakers:
            if badge := self.badges.get(speaker.student):
                yield SpeakerView(badge, speaker.topic.value if speaker.topic else "", speaker.words)

    def spot(self, student: Student) -> SpotView:
        slug, to = student.slug, self.cards.to
        place = next((spot.place for spot in self.party.spots if spot.student == slug), "")
        shows = any(one.conference == self.conference.slug for one in self.library.conferences_of(slug))
        return SpotView(
            student=self.badges[slug],
            place=place,
            growth=to(urls.growth(slug)) if has_growth(self.library, slug) else "",
            conference=to(urls.conference(slug, self.conference.slug)) if shows else "",
        )


def _is_in_the_room(edition: Edition) -> bool:
    """Does the page stand where the children are, or before the teacher alone?"""
    return bool(edition.room) or (edition.live and edition.eyes >= Audience.CONFERENCE)
