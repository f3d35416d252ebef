"""What families are asked, before a conference (practice F5) and after it (F6).

One list for paper and for what comes back, and so a long one. `asked` is the question as it stands on our
forms. `known_by` are words by which a question is known in a sheet that somebody else has made: each is
enough, longer ones count for more. Both are translated where the language is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct


def _(message: str) -> str:
    """Mark a text for translation that is translated later, when the language is known."""
    return message


class Answer(Enum):
    """What kind of answer a question has."""

    TEXT = "text"
    SEVERAL = "several"
    """Some texts, such as three strengths."""
    YES_NO = "yes-no"
    ATTEND = "attend"
    EASE = "ease"
    FACES = "faces"
    """1 to 4; 4 is best."""


class Question(Struct, frozen=True):
    """One question to a family."""

    key: str
    """Where the answer is kept in the child's file, below `parent_input` or `feedback`."""
    asked: str
    known_by: str
    """Separated by commas."""
    answer: Answer = Answer.TEXT
    also: tuple[str, ...] = ()
    """Other words of ours for it, on one form or another."""


BEFORE: tuple[Question, ...] = (
    Question(
        "feels",
        _("How does your child feel about school?"),
        _("feel about school, feels about school, feelings about school"),
    ),
    Question(
        "likes",
        _("What does your child like best at school?"),
        _("like best, likes best, favorite subject, favourite subject, enjoys at school"),
    ),
    Question(
        "strengths",
        _("What is your child good at?"),
        _("strength, strengths, good at, does well, strong points"),
        Answer.SEVERAL,
    ),
    Question(
        "proud_moment",
        _("Tell us about something at home that made you proud."),
        _("proud moment, made you proud, proud at home"),
    ),
    Question(
        "hopes",
        _("What do you hope for this year?"),
        _("hope, hopes, wishes for this year, expectations"),
    ),
    Question(
        "topics",
        _("What would you like to talk about?"),
        _("topic, topics, talk about, discuss, on your mind, to discuss"),
        Answer.SEVERAL,
        also=(_("What we want to ask or say"),),
    ),
    Question(
        "ask_child",
        _("What would you like to ask your child?"),
        _(
            "ask your child, question for your child, questions for your child, ask child, question "
            "for the child"
        ),
    ),
    Question(
        "ask_teacher",
        _("What would you like to ask the teacher?"),
        _(
            "ask the teacher, question for the teacher, questions for the teacher, questions for "
            "teacher, ask teacher, questions for me"
        ),
    ),
    Question(
        "concern_learning",
        _("Does anything about learning worry you?"),
        _(
            "academic, academic concern, worry about learning, learning worry, concerns about "
            "learning, concern"
        ),
    ),
    Question(
        "concern_friends",
        _("Does anything about friends or feelings worry you?"),
        _("social, social concern, friends, emotional, friendships, feelings worry"),
    ),
    Question(
        "private",
        _("Only the teacher will read this:"),
        _(
            "private, privately, confidential, in confidence, only the teacher, without your child, "
            "not in front of, secret, sensitive, just for the teacher"
        ),
        also=(_("What else should only the teacher know?"),),
    ),
    Question(
        "private_time",
        _("Would you like a few minutes with the teacher alone?"),
        _(
            "minutes alone, private time, time alone, talk alone, meet alone, minutes with the "
            "teacher, alone with the teacher"
        ),
        Answer.YES_NO,
    ),
    Question(
        "helps_at_home",
        _("What helps your child at home?"),
        _("helps at home, help at home, works at home, what helps"),
    ),
    Question(
        "interests",
        _("What is your child interested in?"),
        _("interest, interests, interested, hobby, hobbies"),
    ),
    Question(
        "goal",
        _("One goal you have for your child:"),
        _("goal, goals, goal for your child"),
    ),
    Question(
        "changed_at_home",
        _("Has anything changed at home that we should know?"),
        _("changed at home, changes at home, new at home, happened at home"),
    ),
    Question(
        "languages",
        _("Which languages do you speak at home?"),
        _("language, languages, home language"),
    ),
    Question(
        "interpreter",
        _("Do you need an interpreter?"),
        _("interpreter, translator, interpretation, interpreting"),
        Answer.YES_NO,
    ),
    Question(
        "who_comes",
        _("Who will come?"),
        _("who will come, who comes, who is coming, attending, attendees, guests, coming with"),
        Answer.SEVERAL,
    ),
    Question(
        "attend",
        _("How will you take part?"),
        _("take part, attend, how will you attend, in person, by phone, video, join"),
        Answer.ATTEND,
    ),
    Question(
        "siblings",
        _("Brothers and sisters in our school, and their classes:"),
        _("sibling, siblings, brothers, sisters, brothers and sisters, other children"),
        Answer.SEVERAL,
    ),
    Question(
        "times",
        _("Which times suit you? The best one first:"),
        _(
            "times, time, preferred time, first choice, second choice, third choice, 1st choice, 2nd "
            "choice, 3rd choice, availability, when can you, preferred, slot"
        ),
        Answer.SEVERAL,
    ),
    Question(
        "access_needs",
        _("What do we need to know so that everybody can take part?"),
        _("access, accessibility, accommodation, accommodations, wheelchair, special needs, take part"),
    ),
    Question(
        "contact",
        _("How should we reach you?"),
        _("contact, reach you, best way to reach, contact preference, get in touch"),
    ),
)
"""Of the form that is sent home before."""

AFTER: tuple[Question, ...] = (
    Question(
        "learned",
        _("What did you learn about your child?"),
        _("learn about, learned, learnt, find out, discovered"),
    ),
    Question(
        "proud_of",
        _("A note to your child: what are you proud of?"),
        _("proud, proud of, note to your child, praise"),
        also=(_("I am proud of you because …"),),
    ),
    Question(
        "went_well",
        _("How did the conference go?"),
        _("how did it go, how did the conference go, rate, rating, overall, satisfied"),
        Answer.FACES,
    ),
    Question(
        "went_well_words",
        _("What went well?"),
        _("went well, liked, worked well, good about"),
    ),
    Question(
        "better",
        _("What could be better?"),
        _("better, improve, improved, change, suggestions, differently"),
    ),
    Question(
        "support",
        _("Which goal do you want to help with?"),
        _("goal, goals, which goal, support, help with, goal i support"),
        also=(_("Which goal do you want to help with, and how?"),),
    ),
    Question(
        "how",
        _("How will you help?"),
        _("how will you help, how will you support, help at home, support at home"),
    ),
    Question(
        "follow_up",
        _("Would you like to meet again?"),
        _("meet again, follow-up, follow up, followup, another meeting, second meeting"),
        Answer.YES_NO,
    ),
    Question(
        "times",
        _("When could you come?"),
        _("times, time, when could you, when can you, availability, dates"),
        also=(_("Days that suit us"),),
    ),
    Question(
        "easy",
        _("Was the website easy to use?"),
        _("easy, easy to use, website, portfolio easy, online"),
        Answer.EASE,
    ),
    Question(
        "language_ok",
        _("Was it in a language you know well?"),
        _("language, language you, understand the language, translated"),
        Answer.YES_NO,
    ),
    Question(
        "letter",
        _("A letter back to your child:"),
        _("letter, letter back, letter to your child, write back"),
    ),
)
"""Of the form for afterwards."""

CHILD_ON_FORM = _("The child's first name")
CHILD = _(
    "child's name, name of your child, child name, student, student name, student's name, name of "
    "student, pupil, child, first name, name, your child"
)
"""By these words a column is known that says whose family it is."""
SURNAME = _("last name, surname, family name, child's last name, student's last name")
"""A column with surnames of children."""
ABOUT_ON_FORM = _("It is about")
ABOUT = _("about which subject, subject, about, section, area, which part")
"""A column that says what the topic beside it is about."""
NOT_KEPT = _(
    "timestamp, date, submitted, start time, completion time, e-mail, email, email address, "
    "username, id, score, token, ip address, your name, parent name, parent's name, name of parent, "
    "phone number, telephone"
)
"""Columns that a form tool adds, and what nobody needs to keep."""
WHEN = _("timestamp, submitted, start time, completion time, submission date")
"""Of these, the ones that tell that a row is a whole answer of its own."""

YES = (_("yes"), _("yes, please:"), _("y, true, x, ok, please, 1"))
NO = (_("no"), _("no, thank you"), _("n, false, none, no thanks, 0"))
NOTHING = _("nothing, none, nope, not really, nothing to add, not applicable, n/a, no concerns, no worries")
"""So people write where they have nothing to say."""
PARTLY = (_("partly"), _("somewhat, a little, more or less, sometimes, mostly"))
ATTENDS: Mapping[str, tuple[str, ...]] = {
    "in-person": (_("in person"), _("at school, on site, in the room")),
    "phone": (_("by phone"), _("phone, call, telephone")),
    "video": (_("by video"), _("video, online, video call")),
}
FACES: Mapping[str, tuple[str, ...]] = {
    "4": (_("very well"), _("great, excellent, very good")),
    "3": (_("well"), _("good")),
    "2": (_("so-so"), _("okay, not so well, fair")),
    "1": (_("not well"), _("badly, poor, bad")),
}
"""By these words the answer to a question with a choice is known; the first is the one on our forms."""

ABOUTS: Mapping[str, str] = {
    "best-work": _("best work, work, portfolio, projects"),
    "goals": _("goals, goal"),
    "self-report-card": _("report card, grades, marks"),
    "skills": _("skills, behavior, behaviour, work habits, how my child learns"),
    "measures": _("data, tests, test results, numbers"),
    "growth": _("growth, progress"),
    "new-goals": _("new goals, next goals"),
}
"""What a topic is about, by the step of the agenda that it is talked about in."""
