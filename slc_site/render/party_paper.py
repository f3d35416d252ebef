"""Paper for a party: what happens when, slips for speakers, cards for spots and guests, a note of thanks.

Who listens to whom is a page of its own: the teacher's, and not to be left lying beside the others.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slc_site.model.classroom import Classroom, Student
from slc_site.model.conference import Conference
from slc_site.model.party import Party, Speaker, SpeakerTopic
from slc_site.render.paper import drawn
from slc_site.render.party_page import begin_of, starts
from slc_site.render.translations import Words, has_catalogue, words_for

TEMPLATE = Path(__file__).with_name("party_paper.html")
ADOPT_TEMPLATE = Path(__file__).with_name("party_adopt.html")
_BIG = 8
"""So many letters a name may have to be set very large on the card of a spot."""


def _(message: str) -> str:
    """Mark a text that is translated later, when the language is known."""
    return message


_TOPICS: Mapping[SpeakerTopic | None, tuple[str, tuple[str, ...]]] = {
    SpeakerTopic.SELECTION: (
        _("How I chose my work, and what I think about it"),
        (_("I chose this piece because …"), _("It was hard to choose, because …"), _("Next time I would …")),
    ),
    SpeakerTopic.GOALS: (
        _("My goals, and how I got there"),
        (_("At first my goal was …"), _("What helped me was …"), _("My next goal is …")),
    ),
    SpeakerTopic.SELF_REPORT: (
        _("My own report card"),
        (_("On my card I ticked …"), _("I know that it is true because …"), _("I was not sure about …")),
    ),
    SpeakerTopic.SELF_EVALUATION: (
        _("How I look at my own work"),
        (_("When I look at my work, I ask …"), _("I can see that I got better at …"), _("I still work on …")),
    ),
    SpeakerTopic.FEELINGS: (
        _("How it felt to lead my own conference"),
        (_("Before my conference I felt …"), _("While I was leading it …"), _("Now I am proud that …")),
    ),
    None: ("", (_("I want to tell you about …"), _("I found out that …"), _("What I want you to know is …"))),
}
"""What a child may speak about, and beginnings of sentences for it."""


@dataclass(frozen=True, slots=True)
class _Who:
    """A child on paper."""

    name: str
    emoji: str
    face: str
    """A picture as a `data:` address; empty: the emoji or the first letter of the name."""
    place: str
    is_long: bool
    """The name is set smaller."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the programme."""

    clock: str
    title: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a speaker holds in the hand."""

    who: _Who
    hello: str
    topic: str
    """Empty: there is room to write it."""
    starters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """When and where, in words."""

    day: str
    clock: str
    place: str


def party_paper(
    conference: Conference,
    party: Party,
    students: Sequence[Student],
    faces: Mapping[str, bytes],
    classroom: Classroom,
) -> str:
    """Return an HTML page to be printed on A4 or Letter, complete in itself.

    Args:
        conference: The one whose party it is.
        party: What is known of it.
        students: All of the class: each has a card for its spot.
        faces: Avatars that are pictures, as WebP, by the slug of the student.
        classroom: For the title and the language; where there are no words of ours in it, they are English.
    """
    words = words_for(classroom.language if has_catalogue(classroom.language) else "en")
    people = {student.slug: _who(student, party, faces.get(student.slug)) for student in students}
    windows = tuple(
        _Window(words.day(w.start), f"{words.clock(w.start)} – {words.clock(w.end)}", w.place)
        for w in conference.schedule.windows
    )
    return drawn(
        TEMPLATE,
        **_frame(words, classroom),
        party=conference.title,
        advice=words.gettext("Each part begins on a new sheet. Print as many cards for guests as you need."),
        windows=windows,
        when=words.gettext("What happens when"),
        programme=tuple(_programme(conference, party, people, words)),
        photos=party.photos
        or words.gettext(
            "Please take pictures of your own child only, and put none of other children on the web."
        ),
        slips_heading=words.gettext("Slips for speakers"),
        slips=tuple(_slip(speaker, people[speaker.student], words) for speaker in party.speakers),
        about=words.gettext("I tell you about"),
        breathe=words.gettext("Look up. Take a breath. Speak slowly."),
        listened=words.gettext("Thank you for listening."),
        spots_heading=words.gettext("Cards for the spots"),
        people=tuple(people.values()),
        comments_heading=words.gettext("Cards for guests"),
        to=words.gettext("To"),
        sender=words.gettext("From"),
        comments=(words.gettext("I noticed …"), words.gettext("I wonder …"), words.gettext("I liked …")),
        thanks_heading=words.gettext("Thank-you notes"),
        thank_you=words.gettext("Thank you!"),
        thanks=party.thanks or words.gettext("Thank you for coming to our party and for listening to us."),
    )


def adopt_paper(party: Party, students: Sequence[Student], title: str, classroom: Classroom) -> str:
    """Return an HTML page to be printed: which child has whom, for the teacher alone.

    Args:
        party: With its adopt list.
        students: All of the class.
        title: Of the party.
        classroom: For the title and the language.
    """
    words = words_for(classroom.language if has_catalogue(classroom.language) else "en")
    places = {spot.student: spot.place for spot in party.spots}
    names = {student.slug: student.name for student in students}
    hosts: dict[str, list[str]] = {}
    for adoption in party.adopt:
        hosts.setdefault(adoption.host, []).append(adoption.student)
    of_child = {slug: [h for h, children in hosts.items() if slug in children] for slug in names}
    return drawn(
        ADOPT_TEMPLATE,
        **_frame(words, classroom),
        party=title,
        heading=words.gettext("Who has no guest yet?"),
        advice=words.gettext("For you alone: carry it with you, and do not hang it up."),
        child=words.gettext("Child"),
        spot=words.gettext("Spot"),
        comes=words.gettext("A guest is here"),
        host=words.gettext("Who listens to this child"),
        rows=tuple((name, places.get(slug, ""), of_child[slug]) for slug, name in names.items()),
        hosts_heading=words.gettext("Who listens to whom"),
        hosts=tuple(
            (host, tuple((names[slug], places.get(slug, "")) for slug in children))
            for host, children in hosts.items()
        ),
    )


def _frame(words: Words, classroom: Classroom) -> dict[str, str]:
    return {"language": words.code, "direction": words.direction, "title": classroom.title}


def _who(student: Student, party: Party, face: bytes | None) -> _Who:
    return _Who(
        name=student.name,
        emoji=student.emoji or student.name[:1].upper(),
        face=f"data:image/webp;base64,{base64.b64encode(face).decode()}" if face else "",
        place=next((spot.place for spot in party.spots if spot.student == student.slug), ""),
        is_long=len(student.name) > _BIG,
    )


def _programme(
    conference: Conference, party: Party, people: Mapping[str, _Who], words: Words
) -> Iterator[_Line]:
    items = party.programme
    for item, start in zip(items, starts(items, begin_of(conference)), strict=True):
        who = (*(people[slug].name for slug in item.students), *item.who)
        yield _Line(words.clock(start) if start else "", item.title, who)


def _slip(speaker: Speaker, who: _Who, words: Words) -> _Slip:
    topic, starters = _TOPICS[speaker.topic]
    return _Slip(
        who=who,
        hello=words.gettext("Hello, my name is %(name)s.") % {"name": who.name},
        topic=speaker.words or (words.gettext(topic) if topic else ""),
        starters=tuple(map(words.gettext, starters)),
    )
