"""What came of a conference: what families wrote back, never averaged, and what children thought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from slc_site.model.conference import ConferenceKind
from slc_site.model.library import Library
from slc_site.model.student_conference import Debrief, Ease, Feedback, StudentConference

FACES = (4, 3, 2, 1)
"""Best first."""


class Said(Struct, frozen=True):
    """What somebody wrote, and whose child it is about."""

    student: str
    """The first name."""
    words: str


class Afterwards(Struct, frozen=True):
    """One conference, looked back at."""

    title: str
    is_party: bool
    """At a party there are cards on paper, and nobody is asked anything else."""
    came_back: tuple[str, ...]
    """Names of the children whose families wrote something back, in the order of the roster."""
    not_back: tuple[str, ...]
    faces: tuple[tuple[int, int], ...]
    """(face, how many families chose it), best first."""
    meet_again: tuple[Said, ...]
    """Who would like to meet once more, and when they could."""
    better: tuple[Said, ...]
    """What could be better."""
    support: tuple[Said, ...]
    """What a family wants to help with, and how."""
    hard_to_use: tuple[str, ...]
    """For whose family the site was not easy, or not in a language that they read."""
    looked_back: tuple[str, ...]
    """Names of the children who said how it went."""
    not_looked_back: tuple[str, ...]
    class_ideas: tuple[Said, ...]
    without_new_goal: tuple[str, ...]
    """Names of the children for whom no goal was chosen there."""


def afterwards(library: Library, conference: str) -> Afterwards:
    """Return what came of a conference, by its slug, as the teacher may know it.

    Raises:
        KeyError: there is no such conference.
    """
    took_part = {one.student: one for one in library.student_conferences if one.conference == conference}
    ones = [(s.name, took_part[s.slug]) for s in library.students if s.slug in took_part]
    faces = Counter(one.feedback.went_well for _, one in ones)
    return Afterwards(
        title=library.conference[conference].title,
        is_party=library.conference[conference].kind is ConferenceKind.PARTY,
        came_back=_names(ones, _came_back),
        not_back=_names(ones, lambda one: not _came_back(one)),
        faces=tuple((face, faces[face]) for face in FACES),
        meet_again=_said(ones, lambda one: one.feedback.times or " " if one.feedback.follow_up else ""),
        better=_said(ones, lambda one: one.feedback.better),
        support=_said(ones, lambda one: ": ".join(filter(None, (one.feedback.support, one.feedback.how)))),
        hard_to_use=_names(ones, _was_hard),
        looked_back=_names(ones, lambda one: one.debrief != Debrief()),
        not_looked_back=_names(ones, lambda one: one.debrief == Debrief()),
        class_ideas=_said(ones, lambda one: one.debrief.class_idea),
        without_new_goal=_names(ones, lambda one: not one.new_goals),
    )


_Ones = Iterable[tuple[str, StudentConference]]


def _names(ones: _Ones, which: Callable[[StudentConference], bool]) -> tuple[str, ...]:
    return tuple(name for name, one in ones if which(one))


def _said(ones: _Ones, words: Callable[[StudentConference], str]) -> tuple[Said, ...]:
    return tuple(Said(name, said.strip()) for name, one in ones if (said := words(one)))


def _came_back(one: StudentConference) -> bool:
    return one.feedback != Feedback()


def _was_hard(one: StudentConference) -> bool:
    return one.feedback.easy in (Ease.PARTLY, Ease.NO) or one.feedback.language_ok is False
