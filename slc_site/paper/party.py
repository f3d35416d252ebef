"""Paper for a portfolio party (practice F10): what happens when, slips for speakers, cards to cut out.

Who listens to whom is a part of its own: the teacher's, and not to be left lying beside the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.party import Party
from slc_site.model.schedule import Window
from slc_site.paper.covers import name_size
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.party_page import begin_of, starts


class Line(Struct, frozen=True):
    """A line of the programme."""

    start: datetime | None
    title: str
    who: tuple[str, ...]


class Programme(Struct, frozen=True):
    """`party.html`: what happens when, to hang up."""

    title: str
    classroom: str
    windows: tuple[Window, ...]
    lines: tuple[Line, ...]
    photos: str
    """What the class says of taking pictures; empty: the template does."""


class Who(Struct, frozen=True):
    """A child, on a card."""

    name: str
    size: str
    """Of the name in type: `big`, `middle` or `small`."""
    emoji: str
    """Or the first letter of the name."""
    face: str
    """A picture as a `data:` address; empty: the emoji."""
    place: str
    """Empty: there is a line to write it on."""


class SpeakerSlip(Struct, frozen=True):
    """What a speaker holds in the hand."""

    who: Who
    topic: str
    """One of `model.party.SpeakerTopic`; empty: none was named."""
    words: str
    """What it is about in the class's own words; empty, and no topic: there is room to write it."""


class SpeakerSlips(Struct, frozen=True):
    """`party-slips.html`."""

    slips: tuple[SpeakerSlip, ...]


class Spots(Struct, frozen=True):
    """`party-spots.html`: a card for the place of each child."""

    people: tuple[Who, ...]


class GuestCards(Struct, frozen=True):
    """`party-comments.html` and `party-thanks.html`: four of a kind, to be copied."""

    thanks: str
    """The class's own words; empty: the template's."""


class AdoptRow(Struct, frozen=True):
    """One child, and who listens to it."""

    name: str
    place: str
    hosts: tuple[str, ...]


class Host(Struct, frozen=True):
    """A grown-up, and whom he or she listens to."""

    name: str
    children: tuple[AdoptRow, ...]


class AdoptList(Struct, frozen=True):
    """`party-adopt.html`: which child has whom, for the teacher alone."""

    title: str
    classroom: str
    rows: tuple[AdoptRow, ...]
    hosts: tuple[Host, ...]


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield what is handed round at the party of the job's conference; nothing where it is no party."""
    party = job.conference.party
    if party is None:
        return
    people = {student.slug: _who(job, student, party) for student in job.order}
    yield Sheet("party.html", _programme(job, party), job.language)
    slips = tuple(
        SpeakerSlip(people[one.student], one.topic.value if one.topic else "", one.words)
        for one in party.speakers
        if one.student in people
    )
    if slips:
        yield Sheet("party-slips.html", SpeakerSlips(slips), job.language)
    if people:
        yield Sheet("party-spots.html", Spots(tuple(people.values())), job.language)
    for template in ("party-comments.html", "party-thanks.html"):
        yield Sheet(template, GuestCards(party.thanks), job.language)


def adopt_sheets(job: Job) -> Iterator[Sheet]:
    """Yield who listens to whom; nothing where the conference is no party."""
    party = job.conference.party
    if party is None:
        return
    hosts: dict[str, list[str]] = {}
    for adoption in party.adopt:
        hosts.setdefault(adoption.host, []).append(adoption.student)
    rows = {
        student.slug: AdoptRow(
            student.name,
            _place(party, student.slug),
            tuple(host for host, children in hosts.items() if student.slug in children),
        )
        for student in job.order
    }
    view = AdoptList(
        job.conference.title,
        job.library.classroom.title,
        tuple(rows.values()),
        tuple(
            Host(host, tuple(rows[slug] for slug in children if slug in rows))
            for host, children in hosts.items()
        ),
    )
    yield Sheet("party-adopt.html", view, job.language)


def _programme(job: Job, party: Party) -> Programme:
    names = job.library.student
    begins = starts(party.programme, begin_of(job.conference))
    lines = []
    for item, start in zip(party.programme, begins, strict=True):
        children = (names[slug].name for slug in item.students if slug in names)
        lines.append(Line(start, item.title, (*children, *item.who)))
    return Programme(
        title=job.conference.title,
        classroom=job.library.classroom.title,
        windows=job.conference.schedule.windows,
        lines=tuple(lines),
        photos=party.photos,
    )


def _who(job: Job, student: Student, party: Party) -> Who:
    return Who(
        name=student.name,
        size=name_size(student.name),
        emoji=student.emoji or student.name[:1].upper(),
        face=job.face(student),
        place=_place(party, student.slug),
    )


def _place(party: Party, slug: str) -> str:
    return next((spot.place for spot in party.spots if spot.student == slug), "")
