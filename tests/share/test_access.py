"""What an audience may not see is absent; what it may see is whole."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Attachment, Consent, MeasureSpec
from slc_site.model.goal import Voice
from slc_site.model.measure import Measure, Reading
from slc_site.model.origin import Origin
from slc_site.model.post import Post, PostStatus, Showing
from slc_site.model.report_card import Rubric, SelfReport, Subject, SubjectReport
from slc_site.model.schedule import Schedule, Slot, Window
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
from slc_site.share.access import PUBLIC, TEACHER, HeldBack, Viewer, narrow
from tests.support.things import (
    a_conference,
    a_goal,
    a_library,
    a_page,
    a_post,
    a_prompt,
    a_student,
    a_student_conference,
    an_example,
)

CLASS = Viewer(Audience.CLASS)
ADAS_FAMILY = Viewer(Audience.FAMILY, "ada")
BENS_FAMILY = Viewer(Audience.FAMILY, "ben")
ADAS_CONFERENCE = Viewer(Audience.CONFERENCE, "ada")


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (PUBLIC, ["public"]),
        (CLASS, ["public", "class"]),
        (BENS_FAMILY, ["public", "class"]),
        (ADAS_FAMILY, ["public", "class", "family"]),
        (ADAS_CONFERENCE, ["public", "class", "family", "conference"]),
        (TEACHER, ["public", "class", "family", "conference", "teacher"]),
    ],
)
def test_each_viewer_sees_the_posts_of_their_circle_and_no_others(viewer: Viewer, sees: list[str]) -> None:
    posts = [a_post(audience.word, audience=audience) for audience in Audience]
    library = a_library(a_student("ada"), a_student("ben"), *posts)
    assert sorted(post.slug for post in narrow(library, viewer).library.posts) == sorted(sees)


@pytest.mark.parametrize("viewer", [PUBLIC, CLASS, ADAS_FAMILY, ADAS_CONFERENCE])
def test_nothing_of_a_student_without_consent_leaves_the_machine(viewer: Viewer) -> None:
    library = a_library(
        a_student("ada", consent=Consent()),
        a_post(),
        a_goal(),
        a_conference(),
        a_student_conference(),
        self_reports=(SelfReport("ada", "fall", Origin("x"), audience=Audience.PUBLIC),),
    )
    narrowed = narrow(library, viewer)
    seen = narrowed.library
    assert (seen.students, seen.posts, seen.goals, seen.student_conferences, seen.self_reports) == ((),) * 5
    assert set(narrowed.held_back) == {
        HeldBack("students", "consent", 1),
        HeldBack("posts", "consent", 1),
        HeldBack("goals", "consent", 1),
        HeldBack("conferences", "consent", 1),
        HeldBack("report-cards", "consent", 1),
    }


def test_the_teacher_sees_a_student_without_consent() -> None:
    library = a_library(a_student("ada", consent=Consent()), a_post(status=PostStatus.DRAFT))
    narrowed = narrow(library, TEACHER)
    assert [post.slug for post in narrowed.library.posts] == ["2025-10-05-frog"]
    assert narrowed.held_back == ()


def test_a_student_of_whom_nothing_is_public_is_not_named_in_public() -> None:
    library = a_library(
        a_student("ada"), a_student("ben"), a_post(), a_post(student="ben", audience=Audience.CLASS)
    )
    assert [student.slug for student in narrow(library, PUBLIC).library.students] == ["ada"]
    assert [student.slug for student in narrow(library, CLASS).library.students] == ["ada", "ben"]


def test_a_draft_is_the_teachers_until_it_is_published() -> None:
    library = a_library(a_post(status=PostStatus.DRAFT), a_post("other"))
    narrowed = narrow(library, ADAS_FAMILY)
    assert [post.slug for post in narrowed.library.posts] == ["other"]
    assert narrowed.held_back == (HeldBack("posts", "draft", 1),)


def test_what_is_held_back_is_counted_with_its_reason() -> None:
    library = a_library(
        a_post("a", audience=Audience.FAMILY),
        a_post("b", audience=Audience.FAMILY),
        a_page(audience=Audience.CLASS),
    )
    assert narrow(library, PUBLIC).held_back == (
        HeldBack("pages", "class", 1),
        HeldBack("posts", "family", 2),
    )


def test_a_surname_is_nobodys_business() -> None:
    library = a_library(a_student(surname="Lovelace"), a_post())
    for viewer in (PUBLIC, CLASS, ADAS_FAMILY, TEACHER):
        assert narrow(library, viewer).library.student["ada"].surname == ""


@pytest.mark.parametrize(
    ("viewer", "shows"), [(PUBLIC, False), (ADAS_FAMILY, False), (ADAS_CONFERENCE, True)]
)
def test_pictures_with_somebody_who_did_not_agree_are_for_the_room_only(viewer: Viewer, shows: bool) -> None:
    frog = Attachment("frog.jpg", Path("frog.jpg"), 1, "content/frog.jpg")
    library = a_library(
        a_student("ada"),
        a_student("cleo", consent=Consent(publish=True, photos=False)),
        a_post(people=("cleo",), attachments={"frog.jpg": frog}),
    )
    post = narrow(library, viewer).library.posts[0]
    assert (bool(post.attachments), post.pictures_withheld) == (shows, not shows)


def _with_photo(slug: str = "2025-10-05-frog", **said: Any) -> Post:
    frog = Attachment("frog.jpg", Path(slug) / "frog.jpg", 1, f"content/{slug}/frog.jpg")
    return a_post(slug, **{"body": "![A frog](frog.jpg)", "attachments": {"frog.jpg": frog}, **said})


@pytest.mark.parametrize(
    ("unwilling", "why"),
    [
        ("cleo", "she did not agree to photos"),
        ("dora", "nothing of her may be published, whatever was agreed for photos"),
        ("ada", "the author counts, too"),
        ("nobody", "whoever is not known has not agreed"),
    ],
)
def test_whoever_did_not_agree_is_seen_in_no_picture_and_the_posts_are_counted(
    unwilling: str, why: str
) -> None:
    library = a_library(
        a_student("ada", consent=Consent(publish=True)),
        a_student("ben"),
        a_student("cleo", consent=Consent(publish=True)),
        a_student("dora", consent=Consent(photos=True)),
        _with_photo("one", student="ben", people=("ben", unwilling)),
        _with_photo("two", people=(unwilling,)),
        _with_photo("three", student="ben", people=("ben",)),
        a_post("four", student="ben", people=(unwilling,), body="No picture at all."),
    )
    for viewer in (PUBLIC, CLASS, ADAS_FAMILY):
        narrowed = narrow(library, viewer)
        shows = {post.slug: bool(post.attachments) for post in narrowed.library.posts}
        assert shows == {"one": False, "two": False, "three": True, "four": False}, why
        assert HeldBack("pictures", "photos", 2) in narrowed.held_back
    assert not any(one.what == "pictures" for one in narrow(library, TEACHER).held_back)


def test_a_picture_that_one_post_names_somebody_in_is_taken_out_of_all() -> None:
    photo = Attachment("us.jpg", Path("posts/us.jpg"), 1, "content/posts/us.jpg")
    also = {"body": "![us](us.jpg)", "attachments": {"us.jpg": photo}}
    library = a_library(
        a_student("ada"),
        a_student("cleo", consent=Consent(publish=True)),
        a_post("careful", people=("cleo",), status=PostStatus.DRAFT, **also),
        a_post("careless", **also),
        a_post("silent", body="Nothing to see.", attachments={"us.jpg": photo}),
    )
    narrowed = narrow(library, PUBLIC)
    by_slug = {post.slug: post for post in narrowed.library.posts}
    assert (by_slug["careless"].attachments, by_slug["careless"].pictures_withheld) == ({}, True)
    assert not by_slug["silent"].pictures_withheld
    assert HeldBack("pictures", "photos", 1) in narrowed.held_back


@pytest.mark.parametrize(
    ("viewer", "people"), [(PUBLIC, ()), (CLASS, ()), (ADAS_FAMILY, ()), (ADAS_CONFERENCE, ("ada", "ben"))]
)
def test_no_name_is_put_to_a_face_outside_the_room(viewer: Viewer, people: tuple[str, ...]) -> None:
    library = a_library(a_student("ada"), a_student("ben"), a_post(people=("ada", "ben")))
    assert narrow(library, viewer).library.posts[0].people == people


def test_an_avatar_that_may_be_a_photo_is_left_out_where_photos_were_not_agreed_to() -> None:
    photo = Attachment("me.jpg", Path("me.jpg"), 1, "content/me.jpg")
    library = a_library(a_student(avatar=photo, consent=Consent(publish=True)), a_post())
    assert narrow(library, PUBLIC).library.student["ada"].avatar is None
    assert narrow(library, TEACHER).library.student["ada"].avatar == photo


def test_what_points_at_a_hidden_thing_does_not_tell_of_it() -> None:
    secret = Audience.CONFERENCE
    well = GoalSince("well", evidence=("hidden", "seen"))
    library = a_library(
        a_student("ada"),
        a_student("cleo", consent=Consent()),
        a_post("seen", goals=("secret", "open"), goal_words={"secret": "a", "open": "b"}, people=("cleo",)),
        a_post("hidden", audience=secret),
        a_goal("secret", audience=secret),
        a_goal("open", follows="secret", evidence=("hidden", "seen"), shows={"hidden": "c", "seen": "d"}),
        a_conference(),
        a_student_conference(
            picks=(Pick("writing", "hidden"), Pick("projects", "seen")),
            growth=(GrowthPair("hidden", "seen"), GrowthPair("seen", "seen")),
            three_pluses=(Pluses(Voice.STUDENT, ("a", "b", "c"), "secret"),),
            follow_up=(FollowUp(date(2025, 12, 1), {"secret": GoalSince("hush"), "open": well}),),
        ),
    )
    seen = narrow(library, PUBLIC).library
    assert seen.posts[0].goals == ("open",)
    assert seen.posts[0].goal_words == {"open": "b"}
    assert seen.posts[0].people == ()
    assert seen.goals[0].follows is None
    assert seen.goals[0].evidence == ("seen",)
    assert seen.goals[0].shows == {"seen": "d"}
    one = seen.student_conferences[0]
    assert [pick.post for pick in one.picks] == ["seen"]
    assert one.growth == (GrowthPair("seen", "seen"),)
    assert one.three_pluses[0].goal == ""
    assert one.follow_up == (), "how it went since is for the family"
    family = narrow(library, ADAS_FAMILY).library.student_conferences[0]
    assert family.follow_up[0].goals == {"open": GoalSince("well", evidence=("seen",))}


def test_an_example_that_nobody_agreed_to_is_on_the_teachers_screen_alone() -> None:
    library = a_library(a_prompt("teach-us", an_example("mine", agreed=True), an_example("hers")))
    for viewer in (PUBLIC, ADAS_FAMILY, Viewer(Audience.CONFERENCE, "ada")):
        seen = narrow(library, viewer)
        assert [example.slug for example in seen.library.prompts[0].examples] == ["mine"]
        assert HeldBack("examples", "consent", 1) in seen.held_back
    assert len(narrow(library, TEACHER).library.prompts[0].examples) == 2


def test_a_prompt_and_what_points_at_it_are_for_its_audience() -> None:
    hidden = a_prompt("hidden", an_example(agreed=True), audience=Audience.CLASS)
    library = a_library(hidden, a_prompt("open"), a_post("a", prompt="hidden"), a_post("b", prompt="open"))
    seen = narrow(library, PUBLIC)
    assert [prompt.slug for prompt in seen.library.prompts] == ["open"]
    assert {post.slug: post.prompt for post in seen.library.posts} == {"a": "", "b": "open"}
    assert HeldBack("prompts", "class", 1) in seen.held_back
    assert narrow(library, Viewer(Audience.CLASS)).library.posts == library.posts


def test_an_answer_that_may_not_be_seen_is_not_among_those_of_its_prompt() -> None:
    prompt = a_prompt("open")
    library = a_library(
        prompt, a_post("a", prompt="open"), a_post("b", prompt="open", audience=Audience.FAMILY)
    )
    assert [post.slug for post in narrow(library, PUBLIC).library.answers(prompt)] == ["a"]


def test_that_a_piece_is_kept_for_a_goal_is_told_with_the_goal_only() -> None:
    why = (Showing.SKILL, Showing.GOAL)
    library = a_library(
        a_goal("open"),
        a_goal("secret", audience=Audience.FAMILY, evidence=("by-evidence",)),
        a_post("of-open", goals=("open",), shows=why),
        a_post("of-secret", goals=("secret",), shows=why),
        a_post("by-evidence", shows=why),
        a_post("of-none", shows=why),
    )
    seen = {post.slug: post.shows for post in narrow(library, PUBLIC).library.posts}
    assert seen == {
        "of-open": why,
        "of-secret": (Showing.SKILL,),
        "by-evidence": (Showing.SKILL,),
        "of-none": why,
    }


@pytest.mark.parametrize("viewer", [PUBLIC, CLASS, ADAS_FAMILY])
def test_what_was_said_in_confidence_stays_in_the_room_whatever_the_class_allows(viewer: Viewer) -> None:
    library = a_library(
        a_post(),
        a_conference(),
        a_student_conference(
            topics=(Topic("How can we help?"),),
            private="We are moving.",
            feedback=Feedback("So glad.", "So proud!"),
            skills=(SkillWord("tries", "I ask.", "Getting stronger."),),
        ),
        rubrics=(Rubric("fall", "Fall", Origin("x"), subjects=(Subject("reading", "Reading"),)),),
        self_reports=(
            SelfReport(
                "ada",
                "fall",
                Origin("x"),
                subjects=(
                    SubjectReport(
                        "reading", self_grade="3", because="I read.", teacher_grade="2", teacher_note="Yes"
                    ),
                ),
                behaviour_student="I share.",
                behaviour_teacher="A helper.",
                audience=Audience.PUBLIC,
            ),
        ),
    )
    seen = narrow(library, viewer).library
    one, report = seen.student_conferences[0], seen.self_reports[0]
    praise = Feedback(proud_of="So proud!") if viewer == ADAS_FAMILY else Feedback()
    assert (one.topics, one.private, one.feedback) == ((), "", praise)
    assert [(word.student, word.teacher) for word in one.skills] == [("I ask.", "")]
    assert report.subjects == (SubjectReport("reading", because="I read."),)
    assert (report.behaviour_student, report.behaviour_teacher) == ("", "")

    room = narrow(library, ADAS_CONFERENCE).library
    assert room.self_reports == library.self_reports
    assert room.student_conferences[0].topics == (Topic("How can we help?"),)
    assert room.student_conferences[0].private == ""
    assert narrow(library, TEACHER).library.student_conferences[0].private == "We are moving."


def test_a_family_sees_its_own_measurements_and_its_own_time() -> None:
    evening = datetime(2025, 11, 20, 16, 30)
    library = a_library(
        a_student("ada"),
        a_student("ben"),
        a_post(),
        a_conference(
            schedule=Schedule(
                windows=(Window(evening, evening, "Room 12"),),
                slots=(Slot("ada", evening), Slot("ben", evening)),
            )
        ),
        measures=(
            Measure(
                MeasureSpec("reading", "Reading", "reading.csv"),
                Origin("x"),
                (
                    Reading("ada", evening.date(), Decimal(40)),
                    Reading("ben", evening.date(), Decimal(50)),
                ),
                Audience.FAMILY,
            ),
        ),
    )
    seen = narrow(library, ADAS_FAMILY).library
    assert [reading.student for reading in seen.measures[0].readings] == ["ada"]
    assert [slot.student for slot in seen.conferences[0].schedule.slots] == ["ada"]
    public = narrow(library, PUBLIC).library
    assert public.measures[0].readings == ()
    assert public.conferences[0].schedule.slots == ()
