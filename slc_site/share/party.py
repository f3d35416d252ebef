"""A party as somebody sees it: the invitation bears no names, and who stands where is for the room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.party import Party
from slc_site.problems import Problem, Severity
from slc_site.share.guard import plain


def party_as_seen(party: Party, audience: Audience, hidden: Iterable[Student]) -> Party:
    """Return what is left of a party for an audience.

    Outside the room it is the invitation, without children; who was adopted by whom is the teacher's alone.
    Of the `hidden`, of whom nothing may be told, there is no spot and no speaker, and no line names them.
    """
    hidden = tuple(hidden)
    if audience < Audience.CONFERENCE:
        party = party.invitation
    elif audience < Audience.TEACHER:
        party = party.in_the_room
    return _without(party, hidden) if hidden else party


def _without(party: Party, hidden: tuple[Student, ...]) -> Party:
    slugs = {student.slug for student in hidden}
    names = _finder(student.name for student in hidden)

    def unless_named(text: str) -> str:
        return "" if names(text) else text

    return replace(
        party,
        invited=tuple(filter(unless_named, party.invited)),
        photos=unless_named(party.photos),
        speakers=tuple(
            replace(each, words=unless_named(each.words))
            for each in party.speakers
            if each.student not in slugs
        ),
        programme=tuple(
            replace(
                item,
                students=tuple(slug for slug in item.students if slug not in slugs),
                who=tuple(filter(unless_named, item.who)),
            )
            for item in party.programme
            if unless_named(item.title)
        ),
        spots=tuple(
            replace(each, place=unless_named(each.place)) for each in party.spots if each.student not in slugs
        ),
        devices=unless_named(party.devices),
        take_home_words=unless_named(party.take_home_words),
        thanks=unless_named(party.thanks),
    )


def names_in_invitations(students: Iterable[Student], conferences: Iterable[Conference]) -> list[Problem]:
    """Return a warning for each line of an invitation that names a child: more people read it than the room.

    Args:
        students: All of the class.
        conferences: As they were read.
    """
    problems = []
    names = _finder(student.name for student in students)
    for conference in conferences:
        for key, text in _read_by_all(conference):
            if name := names(text):
                problems.append(
                    Problem(
                        f"The invitation to the party names {name}; it is read outside the room, too.",
                        conference.origin.file,
                        key=key,
                        hint="Write it without names. Who speaks belongs into `speakers`: the room sees it.",
                        severity=Severity.WARNING,
                        code="name-in-invitation",
                    )
                )
    return problems


def _read_by_all(conference: Conference) -> Iterator[tuple[str, str]]:
    party = conference.party
    if party is None or party.audience >= Audience.CONFERENCE:
        return
    yield "title", conference.title
    yield from (("schedule.windows", window.place) for window in conference.schedule.windows)
    yield from (("party.invited", words) for words in party.invited)
    yield "party.photos", party.photos


def _finder(names: Iterable[str]) -> Callable[[str], str]:
    """Return what finds the first of some names in a text, spelt as the child spells it; else nothing.

    Capitals count: `Rose` is a child where `rose` is a flower.
    """
    spelt = {plain(name): name for name in names if name.strip()}
    longest_first = sorted(spelt, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def find(text: str) -> str:
        found = pattern.search(plain(text)) if spelt else None
        return spelt[found[0]] if found else ""

    return find
