"""The steps of a plan, as data: when, and who does what, and what comes of it (practice S3-7, S3-20)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from slc_site.model.conference import ConferenceKind
from slc_site.model.planner import PlanStep
from slc_site.plan.speech import _


class Anchor(Enum):
    """What the days of a step are counted from."""

    CONFERENCE = "conference"
    """Its first day before it, its last day after it."""
    YEAR = "year"
    """The first day of the first term."""
    NEXT_TERM = "next-term"
    """The first day of the term after the conference's."""


class DefaultStep(Struct, frozen=True):
    """A step as the program proposes it; its words are ours, to be translated."""

    step: PlanStep
    day: int
    """From its anchor; before it, it is negative."""
    title: str
    teacher: str
    student: str
    result: str
    until: int | None = None
    """By when it is to be done; None: on the day itself."""
    anchor: Anchor = Anchor.CONFERENCE


_FIRST_PIECE = DefaultStep(
    PlanStep.FIRST_PIECE,
    0,
    _("First piece, and consent"),
    _("Keep a first piece of work of everybody. Send the consent form home."),
    _("Make a piece as well as they can now, and say how it went."),
    _("There is a “then” to hold beside “now”, and you know who may be shown."),
    until=30,
    anchor=Anchor.YEAR,
)
_LETTER = DefaultStep(
    PlanStep.LETTER,
    -28,
    _("The letter goes home"),
    _("Send the letter: what it is, that the child leads, on which days, and who can interpret."),
    _("Take the letter home and tell about it."),
    _("Families know that their child leads, and keep the day free."),
)
_STUDENT_FORM = DefaultStep(
    PlanStep.STUDENT_FORM,
    -21,
    _("Self-report cards begin"),
    _("Explain what each level looks like, and show a card that is filled in."),
    _("Fill in the self-report card: a grade, and why."),
    _("Everybody knows what good work looks like, and has looked at their own."),
    until=-7,
)
_SIGN_UP = DefaultStep(
    PlanStep.SIGN_UP,
    -18,
    _("Sign-up opens"),
    _("Offer times early and late, and by telephone or video."),
    _("Remind the family at home to choose a time."),
    _("Every child has a time, with you alone if nobody can come."),
    until=-10,
)
_INVITATION = DefaultStep(
    PlanStep.INVITATION,
    -14,
    _("Invitations, and the form for families"),
    _("Send the invitation with the time, and the form that asks what families want to talk about."),
    _("Write or sign the invitation."),
    _("Families know their time and think about their questions."),
)
_PICKS = DefaultStep(
    PlanStep.PICKS,
    -10,
    _("Best work is chosen"),
    _("Give time to choose. Ask: why this piece?"),
    _("Choose the pieces to show, and say why."),
    _("Each child knows what to show."),
)
_CARDS = DefaultStep(
    PlanStep.CARDS,
    -10,
    _("Note cards are written"),
    _("Help to find words: a sentence to begin with is enough."),
    _("Write a note card for each part, in their own words."),
    _("Each child knows what to say."),
)
_ROLE_PLAY = DefaultStep(
    PlanStep.ROLE_PLAY,
    -7,
    _("Role-play"),
    _("Play one conference for the class. Then let everybody practise in pairs."),
    _("Lead a partner through it; give two stars and a wish."),
    _("Everybody has led once before it counts."),
)
_FAMILY_FORMS = DefaultStep(
    PlanStep.FAMILY_FORMS,
    -7,
    _("Families' forms are back"),
    _("Type them in, or import them. Read the private boxes."),
    _("Bring the form back to school."),
    _("What families want to talk about has its place on the agenda."),
)
_TEACHER_PART = DefaultStep(
    PlanStep.TEACHER_PART,
    -5,
    _("Your own part is written"),
    _("Write your part of each card, and your three pluses and a goal."),
    _("Finish their own part first."),
    _("Two views lie side by side and can be talked about."),
)
_REMINDER = DefaultStep(
    PlanStep.REMINDER,
    -2,
    _("Reminder"),
    _("Remind families of their time. Confirm it, and the interpreters."),
    _("Say the time at home once more."),
    _("Nobody waits for somebody who forgot."),
)
_READY = DefaultStep(
    PlanStep.READY,
    -1,
    _("All is ready"),
    _("Print in the order of the times, publish, and make the copy for the room."),
    _("Lay out the work, and tidy the tables."),
    _("It works, even when the internet does not."),
)
_CONFERENCE = DefaultStep(
    PlanStep.CONFERENCE,
    0,
    _("The conferences"),
    _("Welcome everybody, then listen. Note who came."),
    _("Lead the conference."),
    _("The family has seen the work and heard the child; there is a goal that all three help with."),
)
_DEBRIEF = DefaultStep(
    PlanStep.DEBRIEF,
    1,
    _("How did it go?"),
    _("Talk it over with the class, and collect ideas for the next time."),
    _("Write how it went: what surprised my family, what I would change."),
    _("You know what to keep and what to change."),
    until=3,
)
_FEEDBACK = DefaultStep(
    PlanStep.FEEDBACK,
    3,
    _("Thank-you and feedback"),
    _("Thank the families, and count which feedback is in."),
    _("Ask at home for the feedback slip, and bring it back."),
    _("You know how families saw it, and who would like to meet once more."),
)
_FOLLOW_UP_1 = DefaultStep(
    PlanStep.FOLLOW_UP_1,
    14,
    _("First follow-up"),
    _("Give ten minutes, and print the pages for the fridge."),
    _("Tell what they did for their goals since."),
    _("The goals are alive, at school and at home."),
)
_FOLLOW_UP_2 = DefaultStep(
    PlanStep.FOLLOW_UP_2,
    28,
    _("Second follow-up"),
    _("The same again; look at who needs help."),
    _("Colour in the bar, and say what is hard."),
    _("Help comes while there is still time."),
)
_FOLLOW_UP_3 = DefaultStep(
    PlanStep.FOLLOW_UP_3,
    42,
    _("Third follow-up, if you like"),
    _("One more round for goals that are not met yet."),
    _("Say what comes next for each goal."),
    _("Goals end well: met, changed, or set aside on purpose."),
)
_GOAL_REVIEW = DefaultStep(
    PlanStep.GOAL_REVIEW,
    0,
    _("Goals are looked at again"),
    _("Begin the term with the goals of the last one."),
    _("Say of each goal: met, keep going, change, or set aside."),
    _("The next conference begins where this one ended."),
    until=14,
    anchor=Anchor.NEXT_TERM,
)

_OF_A_CONFERENCE = (
    _LETTER, _STUDENT_FORM, _SIGN_UP, _INVITATION, _PICKS, _CARDS, _ROLE_PLAY, _FAMILY_FORMS, _TEACHER_PART,
    _REMINDER, _READY, _CONFERENCE, _DEBRIEF, _FEEDBACK, _FOLLOW_UP_1, _FOLLOW_UP_2, _FOLLOW_UP_3,
    _GOAL_REVIEW,
)  # fmt: skip
_OF_A_PARTY = (
    DefaultStep(
        PlanStep.INVITATION,
        -21,
        _("Invitations"),
        _("Invite families, and others who know the children: the principal, helpers, neighbors."),
        _("Write or sign an invitation."),
        _("Guests keep the day free."),
    ),
    DefaultStep(
        PlanStep.THEN_AND_NOW,
        -10,
        _("Then and now"),
        _("Help each child to find a pair: a first piece, and one of today."),
        _("Choose a piece of then and one of now, and say what is different."),
        _("Everybody can show how they have grown."),
    ),
    DefaultStep(
        PlanStep.SPEAKERS,
        -7,
        _("Speakers and places"),
        _("Ask who would like to speak, and give each child a place to show."),
        _("Practise what to say, and lead a partner through the portfolio."),
        _("The programme is known to all."),
    ),
    DefaultStep(
        PlanStep.HOSTS,
        -2,
        _("Somebody listens to every child"),
        _("Find out who has no guest, and ask an adult to listen to that child."),
        _("Remind the family at home."),
        _("No child stands alone."),
    ),
    DefaultStep(
        PlanStep.READY,
        -1,
        _("All is ready"),
        _("Print all for the party, charge the tablets, and make the copy for the room."),
        _("Lay out the work, and tidy the tables."),
        _("It works, even when the internet does not."),
    ),
    DefaultStep(
        PlanStep.CONFERENCE,
        0,
        _("The party"),
        _("Welcome everybody."),
        _("Show their work to whoever comes by."),
        _("The year has a good end, and everybody has seen it."),
    ),
    _DEBRIEF,
    DefaultStep(
        PlanStep.FEEDBACK,
        3,
        _("Thank-you"),
        _("Thank the guests, and give the children the cards that were written to them."),
        _("Read their cards."),
        _("Everybody knows what others saw in their work."),
    ),
)

DEFAULTS: Mapping[ConferenceKind, tuple[DefaultStep, ...]] = {
    ConferenceKind.FIRST: (_FIRST_PIECE, *_OF_A_CONFERENCE),
    ConferenceKind.SECOND: _OF_A_CONFERENCE,
    ConferenceKind.PARTY: _OF_A_PARTY,
}
"""The plan of each kind of conference, by days."""
