"""Model objects with everything filled in that a test does not care about."""

from __future__ import annotations

from datetime import date
from typing import Any

from slc_site.model.audience import Audience
from slc_site.model.classroom import ClassPage, Classroom, Consent, Strand, Student
from slc_site.model.conference import AGENDAS, Conference, ConferenceKind, PickRule
from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.model.post import Post
from slc_site.model.prompt import Example, Prompt
from slc_site.model.student_conference import StudentConference

STRANDS = (
    Strand("writing", "Writing"),
    Strand("representing", "Representing"),
    Strand("projects", "Projects"),
)


def a_classroom(**said: Any) -> Classroom:
    return Classroom(
        **{"title": "Room 12", "origin": Origin("content/class.yml"), "strands": STRANDS, **said}
    )


def a_student(slug: str = "ada", **said: Any) -> Student:
    defaults = {
        "name": slug.capitalize(),
        "origin": Origin(f"content/students/{slug}/student.yml"),
        "consent": Consent(publish=True, photos=True),
    }
    return Student(slug, **{**defaults, **said})


def a_post(slug: str = "2025-10-05-frog", student: str = "ada", **said: Any) -> Post:
    defaults = {
        "title": "My frog",
        "date": date(2025, 10, 5),
        "origin": Origin(f"content/students/{student}/posts/{slug}.md"),
        "strands": ("writing",),
        "audience": Audience.PUBLIC,
    }
    return Post(student, slug, **{**defaults, **said})


def a_goal(slug: str = "read-daily", student: str = "ada", **said: Any) -> Goal:
    defaults = {
        "title": "Read every day",
        "origin": Origin(f"content/students/{student}/goals/{slug}.md"),
        "audience": Audience.PUBLIC,
    }
    return Goal(student, slug, **{**defaults, **said})


def a_conference(slug: str = "fall", **said: Any) -> Conference:
    defaults = {
        "title": "Fall conferences",
        "origin": Origin(f"content/conferences/{slug}/conference.yml"),
        "agenda": AGENDAS[ConferenceKind.FIRST],
        "picks": tuple(PickRule(strand=strand.tag) for strand in STRANDS),
    }
    return Conference(slug, **{**defaults, **said})


def a_student_conference(student: str = "ada", conference: str = "fall", **said: Any) -> StudentConference:
    origin = Origin(f"content/students/{student}/conferences/{conference}.md")
    return StudentConference(student, conference, **{"origin": origin, "audience": Audience.PUBLIC, **said})


def a_page(slug: str = "about-us", **said: Any) -> ClassPage:
    origin = Origin(f"content/pages/{slug}.md")
    return ClassPage(slug, **{"title": "About us", "body": "", "body_line": 1, "origin": origin, **said})


def a_prompt(slug: str = "teach-us", *examples: Example, **said: Any) -> Prompt:
    defaults = {
        "title": "Teach us",
        "origin": Origin(f"content/prompts/{slug}.md"),
        "strands": ("writing",),
        "audience": Audience.PUBLIC,
    }
    return Prompt(slug, **{**defaults, "examples": examples, **said})


def an_example(slug: str = "bow", **said: Any) -> Example:
    defaults = {"title": "A bow", "origin": Origin(f"content/prompts/teach-us/examples/{slug}.md")}
    return Example(slug, **{**defaults, **said})


def a_library(*things: Any, **said: Any) -> Library:
    """A class of the given things; Ada is in it unless students are given."""

    def all_of(kind: type) -> tuple[Any, ...]:
        return tuple(thing for thing in things if isinstance(thing, kind))

    posts = sorted(all_of(Post), key=lambda post: post.date, reverse=True)
    return Library(
        classroom=next(iter(all_of(Classroom)), a_classroom()),
        students=all_of(Student) or (a_student(),),
        posts=tuple(posts),
        goals=all_of(Goal),
        conferences=all_of(Conference),
        student_conferences=all_of(StudentConference),
        pages=all_of(ClassPage),
        prompts=all_of(Prompt),
        **said,
    )
