"""A conference page with every step, made by hand."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.views import (
    AgendaView,
    ConferencePage,
    DebriefView,
    FamilyLanguage,
    FollowUpView,
    GrowthView,
    Html,
    LastTimeView,
    Link,
    PickView,
    PlusesView,
    SkillView,
    TopicView,
    WishView,
)
from tests.render.theme import sample_card, sample_learning
from tests.render.theme.sample_maker import Sample

STEPS = (
    ("welcome", "student", 2, ""),
    ("last-time", "student", 3, ""),
    ("best-work", "student", 12, "Show one piece of each kind. Say why you chose it."),
    ("self-report-card", "student", 4, ""),
    ("skills", "student", 3, ""),
    ("measures", "teacher", 3, ""),
    ("growth", "student", 4, ""),
    ("parent-share", "parent", 3, ""),
    ("three-pluses-and-a-goal", "student", 4, ""),
    ("goals", "student", 4, ""),
    ("new-goals", "student", 5, ""),
    ("more", "student", None, ""),
    ("thanks", "student", None, ""),
    ("private-time", "teacher", 5, ""),
)
STOPS = {"best-work", "self-report-card", "goals", "growth"}
TOPICS = {
    "self-report-card": (TopicView("Reading", "How can we help at home?"),),
    "parent-share": (TopicView("", "Lunch"),),
}


def conference(
    path: str, student: int, code: str, name: str, direction: str, *, written: bool = True
) -> Page:
    """Return a conference page with every step; `written`: the family has filled in its pluses."""
    at = Sample(path)
    pluses = [
        PlusesView(
            "student",
            ("I share.", "I read every day.", "I add fast."),
            "Write three sentences",
            at.goal("three-sentences").href,
        )
    ]
    if written:
        pluses.append(
            PlusesView(
                "parent",
                ("You never give up.", "You help your sister.", "You tell great stories."),
                "Read to your sister",
            )
        )
    cards = {
        "welcome": "Hello, thank you for coming to my conference. This is my mom and this is Ms. Okafor."
    }
    context = ConferencePage(
        frame=at.frame("Fall student-led conferences", student),
        student=at.badge(student),
        title="Fall student-led conferences",
        kind="first",
        start=datetime(2026, 11, 19, 16, 30),
        place="Room 12",
        minutes=30,
        agenda=tuple(
            AgendaView(
                number, step, "", lead, minutes, prompt, cards.get(step, ""), step in STOPS,
                "By the window" if step == "growth" else "", topics=TOPICS.get(step, ()),
            )
            for number, (step, lead, minutes, prompt) in enumerate(STEPS, 1)
        ),
        welcome=Html("<p>I want my family to know that I like writing now. In September I did not.</p>"),
        picks=(
            PickView(
                "Writing", at.card("frog-poem", student), at.body("frog-poem"), "It has three sentences.",
                ("I sounded out “lily pad”.", "I like the end."), ("I put spaces between the words.",),
                ("I could put a period at the end.",),
            ),
            PickView(
                "Representing", at.card("clay-house", student), at.body("clay-house"), "It was hard.", (),
                (), (),
            ),
            PickView("Projects", at.card("number-line", student), at.body("number-line"), "", (), (), ()),
        ),
        missing_picks=() if written else ("Projects",),
        goals=(at.whole_goal("three-sentences"), replace(at.whole_goal("tie-shoes"), why=None, promises=())),
        three_pluses=tuple(pluses),
        skills=(
            SkillView("I keep trying when a problem is hard", "I ask too soon.", "Getting stronger.", "math"),
        ),
        growth=(
            GrowthView(
                at.card("my-summer", student), at.card("frog-poem", student),
                at.body("my-summer"), at.body("frog-poem"), "I use periods now.",
            ),
        ),
        report_card=sample_card.card(at, student),
        measures=(sample_learning.measure(),),
        follow_up=(
            FollowUpView(
                date(2026, 12, 3), (("Write three sentences", "I write three."),), "We read at bedtime."
            ),
        ),
        more=tuple(at.card(slug, student) for slug in ("bridge", "fish-dance", "sun")),
        nothing_hard=not written,
        last_time=LastTimeView(
            Link("Spring conferences", "../spring/index.html"),
            (
                WishView(
                    "student", "Write three sentences", "../../goals/three-sentences/index.html", "Tonight."
                ),
                WishView("parent", "Read to your sister"),
            ),
            (at.whole_goal("three-sentences"),),
        ),
        debrief=DebriefView("That I can sing.", "I looked up.", "", "Good.", "") if written else None,
        praise="You told us everything." if written else "",
        questions=(),
        private_time="offer",
        family=FamilyLanguage(code, name, direction),
    )  # fmt: skip
    return Page(path, "conference.html", context)
