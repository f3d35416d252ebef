"""What cannot be understood never makes anything visible to more people."""

from __future__ import annotations

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access, Consent
from slc_site.model.post import PostStatus
from tests.read.conftest import AClass, Reading

OPEN = "title: x\nconsent: {publish: yes, photos: yes}\naccess: {posts: public, goals: public}\n"
POST = "students/ada/posts/2026-10-05-frog.md"


def one_post(a_class: AClass, keys: str, **files: str) -> Reading:
    """Read a class whose posts are public, with one post and a photo beside it."""
    return a_class(
        {
            "class.yml": OPEN,
            "students/ada/posts/frog.jpg": "frog",
            "students/ben/student.yml": "name: Ben\n",
            POST: f"---\ntitle: Frog\ntags: [writing]\n{keys}\n---\n",
            **files,
        }
    )


def test_without_a_word_the_class_decides(a_class: AClass) -> None:
    reading = one_post(a_class, "")
    assert (reading.post.audience, reading.post.status) == (Audience.PUBLIC, PostStatus.PUBLISHED)
    assert list(reading.post.attachments) == ["frog.jpg"]
    assert reading.said == []


@pytest.mark.parametrize(
    "keys",
    [
        "access: everybody",
        "access: [family, class]",
        "access: {posts: family}",
        "access:",
        'access: " "',
        "acess: family",
        "Acces: teacher",
        "visibility: private",
        "private: yes",
        "hidden: yes",
        "audience: family",
        "access: family #todo",
        "public: no",
    ],
)
def test_an_unreadable_access_is_the_narrowest_and_an_error(a_class: AClass, keys: str) -> None:
    reading = one_post(a_class, keys)
    assert reading.post.audience is Audience.TEACHER
    assert len(reading.errors) == 1


def test_a_misspelt_key_beside_the_right_one_is_told_and_the_narrowest_counts(a_class: AClass) -> None:
    reading = one_post(a_class, "acess: teacher\naccess: nobody")
    assert reading.post.audience is Audience.TEACHER
    assert [problem.key for problem in reading.problems] == ["access", "acess"]
    assert one_post(a_class, "acess: teacher\naccess: public").post.audience is Audience.TEACHER


@pytest.mark.parametrize(
    "keys",
    ["status: finnished", "status: [draft]", "status:", "stauts: draft", "draft: yes", "published: no"],
)
def test_an_unreadable_status_is_a_draft_and_an_error(a_class: AClass, keys: str) -> None:
    reading = one_post(a_class, keys)
    assert reading.post.status is PostStatus.DRAFT
    assert len(reading.errors) == 1


@pytest.mark.parametrize(
    "keys",
    [
        "people: [ada, {ben: yes}]",
        "people: {ada: yes}",
        "people: [[ada]]",
        "people: [ada, bem]",
        "people: everybody",
        "poeple: [ben]",
        "person: ben",
        "photos: no",
    ],
)
def test_pictures_of_people_who_are_not_known_are_withheld(a_class: AClass, keys: str) -> None:
    reading = one_post(a_class, keys)
    assert reading.post.attachments == {}
    assert reading.post.pictures_withheld
    assert any("so the pictures of this post are left out" in error for error in reading.errors)


@pytest.mark.parametrize("keys", ["people: [ada, BEN]", "people: ada, Ben", "people: []", "people:"])
def test_pictures_of_people_who_are_known_are_not(a_class: AClass, keys: str) -> None:
    reading = one_post(a_class, keys)
    assert list(reading.post.attachments) == ["frog.jpg"]
    assert (reading.post.pictures_withheld, reading.said) == (False, [])


def test_people_whose_own_file_cannot_be_read_are_not_known(a_class: AClass) -> None:
    reading = one_post(a_class, "people: [ben]", **{"students/ben/student.yml": "consent: {photos: no}\n"})
    assert reading.post.attachments == {}


def test_an_assessment_is_for_the_conference_unless_it_says_otherwise(a_class: AClass) -> None:
    assert one_post(a_class, "kind: assessment").post.audience is Audience.CONFERENCE
    assert one_post(a_class, "kind: assessment\naccess: family").post.audience is Audience.FAMILY
    assert one_post(a_class, "kind: assessment\naccess: public").post.audience is Audience.PUBLIC
    assert one_post(a_class, "kind: assessment\naccess: teacher").post.audience is Audience.TEACHER


def test_an_assessment_is_never_wider_than_the_posts_of_the_class(a_class: AClass) -> None:
    reading = one_post(
        a_class, "kind: assessment\naccess: public", **{"class.yml": "title: x\naccess: {posts: family}\n"}
    )
    assert reading.post.audience is Audience.FAMILY
    assert [problem.code for problem in reading.problems] == ["wider-access"]


@pytest.mark.parametrize("keys", ["kind: assesment", "kind: [assessment]", "kidn: assessment"])
def test_a_kind_that_may_have_been_assessment_counts_as_one(a_class: AClass, keys: str) -> None:
    reading = one_post(a_class, keys)
    assert reading.post.audience is Audience.CONFERENCE
    assert len(reading.errors) == 1


@pytest.mark.parametrize(
    ("access", "posts", "goals"),
    [
        ("{posts: everybody, goals: public}", Audience.TEACHER, Audience.PUBLIC),
        ("{post: public, goals: public}", Audience.TEACHER, Audience.PUBLIC),
        ("{Posts: public}", Audience.PUBLIC, Audience.FAMILY),
        ("public", Audience.TEACHER, Audience.TEACHER),
        ("", Audience.TEACHER, Audience.TEACHER),
        ("[posts, goals]", Audience.TEACHER, Audience.TEACHER),
        ("{posts: }", Audience.TEACHER, Audience.FAMILY),
    ],
)
def test_what_is_unreadable_in_the_access_of_a_class_is_for_the_teacher(
    a_class: AClass, access: str, posts: Audience, goals: Audience
) -> None:
    reading = a_class({"class.yml": f"title: x\naccess: {access}\n"})
    found = reading.library.classroom.access
    assert (found.posts, found.goals) == (posts, goals)
    assert bool(reading.errors) == (Audience.TEACHER in (posts, goals))


def test_a_misspelt_access_of_a_class_is_for_the_teacher_altogether(a_class: AClass) -> None:
    reading = a_class({"class.yml": "title: x\nacces: {posts: family}\n"})
    access = reading.library.classroom.access
    assert access == Access(*[Audience.TEACHER] * 7)


def test_the_defaults_are_those_of_the_contract(a_class: AClass) -> None:
    assert a_class({"class.yml": "title: x\n"}).library.classroom.access == Access(
        posts=Audience.CLASS,
        goals=Audience.FAMILY,
        conferences=Audience.FAMILY,
        report_cards=Audience.CONFERENCE,
        measures=Audience.CONFERENCE,
        pages=Audience.PUBLIC,
        earlier=Audience.FAMILY,
    )


@pytest.mark.parametrize(
    ("of_class", "own", "expected"),
    [
        ("{publish: yes, photos: yes}", "", Consent(True, True)),
        ("{publish: yes, photos: yes}", "consent: {photos: no}", Consent(True, False)),
        ("{publish: yes, photos: yes}", "consent: {publish: no}", Consent(False, True)),
        ("{publish: no, photos: no}", "consent: {publish: yes, photos: yes}", Consent(True, True)),
        ("{publish: yes, photos: yes}", "consent: yes", Consent()),
        ("{publish: yes, photos: yes}", "consent:", Consent()),
        ("{publish: yes, photos: yes}", "consent: {publish: perhaps}", Consent(False, True)),
        ("{publish: yes, photos: yes}", "consent: {photo: no}", Consent(True, False)),
        ("{publish: yes, photos: yes}", "consnet: {publish: no}", Consent()),
        ("{publish: yes, photos: yes}", "publish: no", Consent()),
        ("{publish: yes, photos: yes}", "photos: no", Consent()),
        ("{publish: yes, photos: yes}", "surnam: Lovelace", Consent()),
        ("{publish: yes, photos: yes}", "last name: Lovelace", Consent()),
        ("{publish: yes, photos: yes}", "surname: [Love, Lace]", Consent()),
        ("{publish: yes}", "", Consent(True, False)),
        ("yes", "", Consent()),
        ("", "", Consent()),
    ],
)
def test_consent_is_the_students_over_the_classs_and_else_no(
    a_class: AClass, of_class: str, own: str, expected: Consent
) -> None:
    reading = a_class(
        {
            "class.yml": f"title: x\nconsent: {of_class}\n",
            "students/ada/student.yml": f"name: Ada\n{own}\n",
        }
    )
    assert reading.library.students[0].consent == expected


@pytest.mark.parametrize("said", ["no", "yes", "[a, b]"])
def test_a_signature_where_places_to_publish_to_are_named_is_none(a_class: AClass, said: str) -> None:
    reading = a_class({"class.yml": f"{OPEN}publish: {said}\n", "students/ada/student.yml": "name: Ada\n"})
    assert reading.library.students[0].consent == Consent()
    assert [problem.key for problem in reading.problems] == ["publish"]


def test_no_consent_anywhere_means_no(a_class: AClass) -> None:
    reading = a_class({"class.yml": "title: x\n"})
    assert reading.library.students[0].consent == Consent()
    assert reading.said == []


def test_a_students_own_access_goes_both_ways_but_not_when_it_is_unreadable(
    a_class: AClass,
) -> None:
    goal = "---\ntitle: Read\n---\n"
    reading = a_class(
        {
            "class.yml": "title: x\naccess: {goals: class}\n",
            "students/ada/student.yml": "name: Ada\naccess: {goals: public}\n",
            "students/ada/goals/read.md": goal,
            "students/ben/student.yml": "name: Ben\naccess: {goals: conference}\n",
            "students/ben/goals/read.md": goal,
            "students/cleo/student.yml": "name: Cleo\naccess: {goals: nobody}\n",
            "students/cleo/goals/read.md": goal,
        }
    )
    assert [item.audience for item in reading.library.goals] == [
        Audience.PUBLIC,
        Audience.CONFERENCE,
        Audience.TEACHER,
    ]


@pytest.mark.parametrize(
    ("of_class", "of_student", "own", "expected"),
    [
        ("{}", "", "public", Audience.CLASS),
        ("{posts: family}", "", "class", Audience.FAMILY),
        ("{posts: public}", "access: {posts: family}", "public", Audience.FAMILY),
        ("{posts: class}", "access: {posts: public}", "public", Audience.PUBLIC),
        ("{posts: class}", "access: {posts: public}", "family", Audience.FAMILY),
        ("{posts: clas}", "", "public", Audience.TEACHER),
        ("{posts: public}", "access: {posts: famly}", "public", Audience.TEACHER),
    ],
)
def test_a_child_shows_no_post_to_more_people_than_a_teachers_files_allow(
    a_class: AClass, of_class: str, of_student: str, own: str, expected: Audience
) -> None:
    reading = one_post(
        a_class,
        f"access: {own}",
        **{
            "class.yml": f"title: x\naccess: {of_class}\n",
            "students/ada/student.yml": f"name: Ada\n{of_student}\n",
        },
    )
    assert reading.post.audience is expected
    told = [problem for problem in reading.problems if problem.code == "wider-access"]
    assert bool(told) == (expected.word != own)
    for problem in told:
        assert f"`access: {{posts: {own}}}` into student.yml" in (problem.hint or "")


def test_what_is_brought_to_a_conference_may_only_be_shown_to_fewer(a_class: AClass) -> None:
    reading = a_class(
        {
            "class.yml": "title: x\n",
            "conferences/fall/conference.yml": "title: Fall\n",
            "students/ada/conferences/fall.md": "---\naccess: public\n---\n",
            "students/ben/student.yml": "name: Ben\n",
            "students/ben/conferences/fall.md": "---\naccess: teacher\n---\n",
        }
    )
    found = {one.student: one.audience for one in reading.library.student_conferences}
    assert found == {"ada": Audience.FAMILY, "ben": Audience.TEACHER}
    assert [problem.code for problem in reading.problems] == ["wider-access"]


def test_a_goal_may_only_be_made_narrower(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/goals/a.md": "---\ntitle: A\naccess: public\n---\n",
            "students/ada/goals/b.md": "---\ntitle: B\naccess: conference\n---\n",
            "students/ada/goals/c.md": "---\ntitle: C\naccess: nobody\n---\n",
            "students/ada/goals/d.md": "---\ntitle: D\nstatus: draft\n---\n",
            "students/ada/goals/e.md": "---\ntitle: E\ndraft: yes\n---\n",
            "students/ada/goals/f.md": "---\ntitle: F\nstatus: done\n---\n",
        }
    )
    assert [(goal.title, goal.audience) for goal in reading.library.goals] == [
        ("A", Audience.FAMILY),
        ("B", Audience.CONFERENCE),
        ("C", Audience.TEACHER),
        ("D", Audience.TEACHER),
        ("E", Audience.TEACHER),
        ("F", Audience.FAMILY),
    ]


def test_a_page_that_cannot_be_understood_is_for_the_teacher(a_class: AClass) -> None:
    reading = a_class({"pages/about.md": "---\naccess: clas\n---\nHi\n", "pages/hello.md": "Hi\n"})
    assert [page.audience for page in reading.library.pages] == [Audience.TEACHER, Audience.PUBLIC]
