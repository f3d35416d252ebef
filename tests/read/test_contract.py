"""All of the content format, as its reference shows it, is read without a word of complaint."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access, Consent, Strand, Target, TargetKind, Term
from slc_site.model.conference import AgendaStep, ConferenceKind, PickRule, PrivateTime, Step
from slc_site.model.goal import GoalKind, GoalMeasure, GoalStatus, Kept, Parts, Progress, Promise, Voice
from slc_site.model.library import Library
from slc_site.model.measure import Reading as Measured
from slc_site.model.post import PaperItem, PostKind, PostStatus
from slc_site.model.schedule import Slot, Window
from slc_site.model.student_conference import (
    Feedback,
    FollowUp,
    GoalSince,
    GrowthPair,
    Pick,
    Pluses,
    SkillWord,
    Topic,
)
from tests.read.conftest import read, write

FILES: dict[str, str | bytes | None] = {
    "class.yml": """
        title: Room 12
        school: Maple Street School
        teacher: Ms. Okafor
        contact: okafor@maple.example
        year: 2026-2027
        language: en                  # of the site; families may have their own
        timezone: America/Regina
        url: https://maple.example/room12
        theme: default
        theme_options: {accent: teal}
        strands:
          - {tag: writing, title: Writing, good: [Good writers put spaces between words, They reread.]}
          - {tag: representing, title: Representing, about: Showing what I know by drawing}
          - {tag: projects, title: Projects}
        targets:
          - {id: end-with-a-period, text: I can end a sentence with a period, strand: writing}
          - {id: problem-solving, text: I keep trying when a problem is hard, kind: skill}
        measures:
          - {id: reading-fluency, title: Words I read in a minute, unit: words, file: reading-fluency.csv}
        terms:
          - {id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}
        access:
          posts: class
          goals: family
          conferences: family
          report-cards: conference
          measures: conference
          pages: class
        consent: {publish: yes, photos: yes}
        publish: {school: "sftp://room12@host.example/site", stick: ../upload}
        """,
    "pages/welcome.md": """
        ---
        title: Welcome, families
        order: 2
        access: public
        ---
        Come in.
        """,
    "pages/about-us.md": "We are Room 12.\n",
    "pages/our-rules/index.md": "---\norder: 3\n---\n![Us](us.jpg)\n",
    "pages/our-rules/us.jpg": b"us",
    "students/ada/student.yml": """
        name: Ada
        avatar: owl.png
        color: teal
        home_language: es
        consent: {publish: yes, photos: no}
        surname: Lovelace
        """,
    "students/ada/owl.png": b"owl",
    "students/ben/student.yml": """
        name: Ben
        avatar: 🦊
        surname: Green
        surname_is_a_word: yes
        access: {measures: teacher, goals: class}
        """,
    "students/ada/posts/2026-09-08-my-summer.md": """
        ---
        title: My summer
        tags: [writing]
        kind: first-piece
        ---
        I swam.
        """,
    "students/ada/posts/2026-10-05-my-frog-poem/index.md": """
        ---
        title: My frog poem
        tags: [writing, frogs]        # at least one tag names a strand
        date: 2026-10-06
        status: published
        did_well: I put spaces between the words.
        make_better: I could put a period at the end.
        targets: [end-with-a-period]
        goals: [three-sentences]
        people: [ada, ben]
        paper: {where: "binder, Math", pages: 3-4}
        pin: yes
        access: family
        ---
        ![A green frog on a log](frog.jpg)
        """,
    "students/ada/posts/2026-10-05-my-frog-poem/frog.jpg": b"frog",
    "students/ada/posts/2026-10-05-my-frog-poem/story.mp3": b"story",
    "students/ada/posts/2026-10-05-my-frog-poem/story.txt": b"Once.",
    "students/ada/posts/2026-11-02-bridge.md": """
        ---
        title: Our bridge
        tags: [Projects, Frogs]
        kind: assessment
        status: draft
        ---
        """,
    "students/ada/posts/bridge.jpg": b"bridge",
    "students/ada/goals/two-sentences.md": "---\ntitle: Write two sentences\nstatus: met\n---\n",
    "students/ada/goals/three-sentences.md": """
        ---
        title: Write three sentences
        by: student
        kind: short-term
        strand: writing
        set: 2026-10-15
        due: 2026-12-01
        measure: {unit: sentences, start: 1, target: 3}
        progress:
          - {date: 2026-11-20, fraction: 3/4, note: Almost every day.}
          - {date: 2026-11-01, value: 2, note: I wrote two about frogs.}
        commitments: {student: I reread my work., parent: We write the shopping list together.}
        kept: {student: kept, parent: partly}
        follows: two-sentences
        evidence: [2026-10-05-my-frog-poem]
        status: working
        ---
        Why this goal matters to me.
        """,
    "report-cards/fall.yml": """
        title: Fall self-report card
        term: fall
        subjects:
          - id: reading
            title: Reading
            can_do: [{id: fluent, text: I can read 90 words}, {id: retell, text: I can retell a story}]
            levels: {4: All alone, 3: With a little help, 2: With much help, 1: Not yet}
        """,
    "students/ada/report-cards/fall.yml": """
        reading: {can_do: [retell], self: 3, because: "I retell well, but skip.", next: Try., teacher: x}
        behaviour: {student: I share., teacher: A kind helper.}
        """,
    "conferences/fall/conference.yml": """
        title: Fall student-led conferences
        term: fall
        kind: first
        agenda: [welcome, best-work, {step: goals, title: My goals, lead: parent, minutes: 5, prompt: Go.}]
        minutes: 30
        private_time: offer
        pick: [{strand: writing}, {any: 3}, [math, science]]
        questions: [How did you make this?, What was hard about it?]
        schedule:
          every: 10
          stay: 30
          capacity: 4
          windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
          slots: [{student: ada, start: 2026-11-19 16:30}]
        """,
    "students/ada/conferences/fall.md": """
        ---
        picks:
          writing: {post: 2026-10-05-my-frog-poem, because: It has three., notes: [I sounded out "pad"]}
          any: [{post: 2026-11-02-bridge}, 2026-09-08-my-summer]
        cards: {welcome: "Hello, thank you for coming to my conference."}
        growth: [{then: 2026-09-08-my-summer, now: 2026-10-05-my-frog-poem, because: I use periods now.}]
        three_pluses:
          student: {pluses: [I share, I read every day, I add fast], goal: three-sentences}
          parent: {pluses: [You never give up, You laugh, You help], goal: Read to your sister}
        skills:
          - {target: problem-solving, student: I ask for help too soon., teacher: Getting stronger.}
        parent_input:
          topics: [{about: reading, text: How can we help at home?}, {text: Lunch}]
          private: She is sad.
        follow_up: [{date: 2026-11-21, goals: {three-sentences: I write three.}, family_input: At bedtime.}]
        feedback: It was lovely.
        ---
        What I want my family to know.
        """,
    "measures/reading-fluency.csv": "student,date,value,target\nada,2026-10-01,41,60\nben,2026-10-01,50,\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root: Path = tmp_path_factory.mktemp("contract")
    write(root, FILES)
    reading = read(root)
    # A card that is filled in before its term is over is worth a note; a draft that is picked, a word.
    assert [str(p) for p in reading.problems if p.severity and p.code != "draft-picked"] == []
    assert [problem.code for problem in reading.problems] == ["early-card", "draft-picked"]
    return reading.library


def test_the_class(library: Library) -> None:
    room = library.classroom
    assert (room.title, room.school, room.teacher) == ("Room 12", "Maple Street School", "Ms. Okafor")
    assert (room.contact, room.year, room.language) == ("okafor@maple.example", "2026-2027", "en")
    assert (room.timezone, room.url) == ("America/Regina", "https://maple.example/room12/")
    assert room.theme_options == {"accent": "teal"}
    assert room.strands[0] == Strand(
        "writing", "Writing", "", ("Good writers put spaces between words", "They reread.")
    )
    assert room.strands[1].about == "Showing what I know by drawing"
    assert room.targets == (
        Target("end-with-a-period", "I can end a sentence with a period", "writing"),
        Target("problem-solving", "I keep trying when a problem is hard", None, TargetKind.SKILL),
    )
    assert room.terms == (Term("fall", "Fall", date(2026, 9, 1), date(2026, 12, 18)),)
    assert room.access == Access(pages=Audience.CLASS)
    assert room.consent == Consent(publish=True, photos=True)
    assert room.publish == {"school": "sftp://room12@host.example/site", "stick": "../upload"}


def test_the_pages_of_the_class_stand_in_their_order(library: Library) -> None:
    about, welcome, rules = library.pages
    assert (about.slug, about.title, about.body, about.body_line) == (
        "about-us",
        "About us",
        "We are Room 12.\n",
        1,
    )
    assert (welcome.title, welcome.body, welcome.body_line) == ("Welcome, families", "Come in.\n", 6)
    assert (rules.title, list(rules.attachments)) == ("Our rules", ["us.jpg"])
    assert (about.audience, welcome.audience) == (Audience.CLASS, Audience.PUBLIC)


def test_the_students(library: Library) -> None:
    ada, ben = library.students
    assert (ada.slug, ada.name, ada.color, ada.home_language) == ("ada", "Ada", "teal", "es")
    assert ada.avatar is not None
    assert (ada.avatar.name, ada.avatar.size, ada.emoji) == ("owl.png", 3, "")
    assert (ada.consent, ben.consent) == (Consent(True, False), Consent(True, True))
    assert (ada.surname, ada.surname_is_a_word) == ("Lovelace", False)
    assert (ben.emoji, ben.avatar, ben.surname, ben.surname_is_a_word) == ("🦊", None, "Green", True)


def test_a_post_with_all_its_keys(library: Library) -> None:
    post = library.post["ada", "2026-10-05-my-frog-poem"]
    assert (post.title, post.date) == ("My frog poem", date(2026, 10, 6))
    assert (post.strands, post.tags) == (("writing",), ("frogs",))
    assert post.did_well == ("I put spaces between the words.",)
    assert post.make_better == ("I could put a period at the end.",)
    assert (post.targets, post.goals, post.people) == (
        ("end-with-a-period",),
        ("three-sentences",),
        ("ada", "ben"),
    )
    assert (post.paper, post.pin) == (PaperItem("binder, Math", "3-4"), True)
    assert post.audience is Audience.FAMILY
    assert (post.body, post.body_line) == ("![A green frog on a log](frog.jpg)\n", 15)
    assert list(post.attachments) == ["frog.jpg", "story.mp3"]
    frog = post.attachments["frog.jpg"]
    assert (frog.path.read_bytes(), frog.size) == (b"frog", 4)
    assert frog.file == "content/students/ada/posts/2026-10-05-my-frog-poem/frog.jpg"


def test_posts_of_a_single_file_share_what_lies_beside_them(library: Library) -> None:
    bridge = library.post["ada", "2026-11-02-bridge"]
    assert list(bridge.attachments) == ["bridge.jpg"]
    assert (bridge.kind, bridge.status) == (PostKind.ASSESSMENT, PostStatus.DRAFT)
    assert bridge.audience is Audience.CONFERENCE


def test_singular_or_plural_a_strand_is_the_same_and_a_tag_keeps_its_first_spelling(library: Library) -> None:
    bridge = library.post["ada", "2026-11-02-bridge"]
    assert (bridge.strands, bridge.tags) == (("projects",), ("frogs",))


def test_posts_are_newest_first(library: Library) -> None:
    assert [post.slug for post in library.posts] == [
        "2026-11-02-bridge",
        "2026-10-05-my-frog-poem",
        "2026-09-08-my-summer",
    ]


def test_a_goal_with_all_its_keys(library: Library) -> None:
    goal = library.goal["ada", "three-sentences"]
    assert (goal.title, goal.by, goal.kind) == ("Write three sentences", Voice.STUDENT, GoalKind.SHORT_TERM)
    assert (goal.strand, goal.set_on, goal.due) == ("writing", date(2026, 10, 15), date(2026, 12, 1))
    assert goal.measure == GoalMeasure(Decimal(3), "sentences", Decimal(1))
    assert goal.progress == (
        Progress(date(2026, 11, 1), Decimal(2), None, "I wrote two about frogs."),
        Progress(date(2026, 11, 20), None, Parts(3, 4), "Almost every day."),
    )
    assert goal.promises == (
        Promise(Voice.STUDENT, "I reread my work.", Kept.KEPT),
        Promise(Voice.PARENT, "We write the shopping list together.", Kept.PARTLY),
    )
    assert (goal.follows, goal.evidence) == ("two-sentences", ("2026-10-05-my-frog-poem",))
    assert (goal.status, goal.audience) == (GoalStatus.WORKING, Audience.FAMILY)
    assert (goal.body, goal.body_line) == ("Why this goal matters to me.\n", 18)
    assert library.goal["ada", "two-sentences"].status is GoalStatus.MET


def test_the_self_report_card(library: Library) -> None:
    (rubric,) = library.rubrics
    assert (rubric.slug, rubric.title, rubric.term) == ("fall", "Fall self-report card", "fall")
    assert list(rubric.scale) == ["4", "3", "2", "1"]
    (reading,) = rubric.subjects
    assert [statement.id for statement in reading.can_do] == ["fluent", "retell"]
    assert list(reading.levels.values()) == ["All alone", "With a little help", "With much help", "Not yet"]
    (card,) = library.self_reports
    (said,) = card.subjects
    assert (said.subject, said.can_do, said.self_grade) == ("reading", ("retell",), "3")
    assert (said.because, said.next_step) == ("I retell well, but skip.", "Try.")
    assert (said.teacher_grade, said.teacher_note) == ("X", "")
    assert (card.behaviour_student, card.behaviour_teacher) == ("I share.", "A kind helper.")
    assert card.audience is Audience.CONFERENCE


def test_the_conference(library: Library) -> None:
    (conference,) = library.conferences
    assert (conference.slug, conference.kind, conference.term) == ("fall", ConferenceKind.FIRST, "fall")
    assert conference.agenda == (
        AgendaStep(Step.WELCOME, Voice.STUDENT),
        AgendaStep(Step.BEST_WORK, Voice.STUDENT, stop=True),
        AgendaStep(Step.GOALS, Voice.PARENT, "My goals", 5, "Go.", stop=True),
    )
    assert (conference.minutes, conference.private_time) == (30, PrivateTime.OFFER)
    assert conference.picks == (
        PickRule("writing"),
        PickRule(count=3),
        PickRule(tags=("math", "science")),
    )
    assert conference.questions == ("How did you make this?", "What was hard about it?")
    schedule = conference.schedule
    assert (schedule.every, schedule.stay, schedule.capacity) == (10, 30, 4)
    start = datetime(2026, 11, 19, 16, 30)
    assert schedule.windows == (Window(start, datetime(2026, 11, 19, 19, 0), "Room 12"),)
    assert schedule.slots == (Slot("ada", start),)


def test_what_a_student_brings_to_it(library: Library) -> None:
    (brought,) = (one for one in library.student_conferences if not one.is_blank)
    assert brought.picks == (
        Pick("writing", "2026-10-05-my-frog-poem", "It has three.", ('I sounded out "pad"',)),
        Pick("any", "2026-11-02-bridge"),
        Pick("any", "2026-09-08-my-summer"),
    )
    assert brought.cards == {Step.WELCOME: "Hello, thank you for coming to my conference."}
    assert brought.growth == (
        GrowthPair("2026-09-08-my-summer", "2026-10-05-my-frog-poem", "I use periods now."),
    )
    assert brought.three_pluses == (
        Pluses(Voice.STUDENT, ("I share", "I read every day", "I add fast"), "three-sentences"),
        Pluses(Voice.PARENT, ("You never give up", "You laugh", "You help"), "Read to your sister"),
    )
    assert brought.skills == (SkillWord("problem-solving", "I ask for help too soon.", "Getting stronger."),)
    assert brought.topics == (Topic("How can we help at home?", "reading"), Topic("Lunch"))
    assert (brought.private, brought.feedback) == ("She is sad.", Feedback(learned="It was lovely."))
    assert brought.follow_up == (
        FollowUp(date(2026, 11, 21), {"three-sentences": GoalSince("I write three.")}, "At bedtime."),
    )
    assert (brought.body, brought.audience) == ("What I want my family to know.\n", Audience.FAMILY)


def test_measures_are_apart_where_students_may_be_seen_by_different_people(library: Library) -> None:
    day = date(2026, 10, 1)
    in_the_room, teachers = library.measures
    assert in_the_room.readings == (Measured("ada", day, Decimal(41), Decimal(60)),)
    assert teachers.readings == (Measured("ben", day, Decimal(50)),)
    assert (in_the_room.audience, teachers.audience) == (Audience.CONFERENCE, Audience.TEACHER)
    assert in_the_room.spec == teachers.spec == library.classroom.measures[0]
