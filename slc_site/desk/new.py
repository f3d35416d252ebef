"""New students, posts, goals and conferences: the first lines written, and the rest to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from slc_site.desk.init import conference_sheet, student_sheet
from slc_site.desk.quoting import line, scalar, tidy
from slc_site.desk.refusal import RefusalError
from slc_site.desk.roster import Child
from slc_site.desk.sheets import filled, write_new
from slc_site.desk.slugs import free, slug_of
from slc_site.desk.stems import helpers, reflection
from slc_site.model.classroom import TargetKind
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.prompt import Prompt

_SOON = timedelta(weeks=6)
"""How far ahead a short-term goal is due, as an example."""


def new_student(content: Path, child: Child, library: Library) -> Path:
    """Write `student.yml` in a new folder of `content/students`; return the file.

    Raises:
        RefusalError: there is no name.
        OSError: the disk says no. The same holds for all functions here.
    """
    if not tidy(child.name):
        raise RefusalError("A student needs a name.")
    students = content / "students"
    taken = [path.name for path in students.iterdir()] if students.is_dir() else []
    known = {word for student in library.students for word in student.name.casefold().split()}
    known |= set(library.classroom.title.casefold().split()) | {child.name.casefold()}
    path = students / free(slug_of(child.name, "student"), taken) / "student.yml"
    write_new(path, student_sheet(child, frozenset(known)))
    return path


@dataclass(frozen=True, slots=True)
class NewPost:
    """What is known of a post before it is written."""

    student: str
    """The slug of the student's folder, as for goals and conferences."""
    title: str
    strand: str
    day: date
    in_folder: bool = False
    """With a folder of its own, for its pictures and recordings."""
    prompt: Prompt | None = None
    """What it answers: its tags and targets are taken, its questions stand in the notes."""


def new_post(content: Path, wanted: NewPost, library: Library) -> Path:
    """Write a post with what helps to reflect on it, as `stems` has it; return the file."""
    if not tidy(wanted.title):
        raise RefusalError("A post needs a title.")
    posts = content / "students" / wanted.student / "posts"
    taken = {path.name.removesuffix(".md") for path in posts.iterdir()} if posts.is_dir() else set()
    slug = free(f"{wanted.day.isoformat()}-{slug_of(wanted.title, 'post')}", taken)
    prompt = wanted.prompt
    targets = [target.id for target in library.classroom.targets if target.strand in (None, wanted.strand)]
    if prompt:
        targets = list(dict.fromkeys((*prompt.targets, *targets)))
    text = filled(
        "post.md",
        title=scalar(wanted.title),
        tags=", ".join(scalar(tag) for tag in (wanted.strand, *(prompt.tags if prompt else ()))),
        prompt=_asked(prompt) if prompt else "",
        reflection=reflection(helpers(library.classroom, wanted.strand)),
        date=wanted.day.isoformat(),
        targets=_some(targets, "end-with-a-period"),
        goals=_some([goal.slug for goal in library.goals_of(wanted.student)], "read-every-day"),
        student=wanted.student,
        pictures="Photos and recordings go into this folder: ![What it shows](photo.jpg)"
        if wanted.in_folder
        else "Photos and recordings go beside this file: ![What it shows](photo.jpg)",
    )
    path = posts / slug / "index.md" if wanted.in_folder else posts / f"{slug}.md"
    write_new(path, text)
    return path


@dataclass(frozen=True, slots=True)
class NewGoal:
    """What is known of a goal before it is written."""

    student: str
    title: str
    day: date
    by: str = "student"
    """`student`, `parent`, `teacher` or `together`."""
    strand: str = ""


def new_goal(content: Path, wanted: NewGoal, library: Library) -> Path:
    """Write a goal with all that can be said of one; return the file."""
    if not tidy(wanted.title):
        raise RefusalError("A goal needs a title.")
    goals = content / "students" / wanted.student / "goals"
    taken = {path.stem for path in goals.iterdir()} if goals.is_dir() else set()
    path = goals / f"{free(slug_of(wanted.title, 'goal'), taken)}.md"
    write_new(path, goal_sheet(wanted, library))
    return path


def goal_sheet(wanted: NewGoal, library: Library) -> str:
    """Return a goal as text, with all that can be said of one."""
    own = [goal.slug for goal in library.goals_of(wanted.student)]
    posts = [post.slug for post in library.posts_of(wanted.student)]
    skills = (target for target in library.classroom.targets if target.kind is TargetKind.SKILL)
    return filled(
        "goal.md",
        title=scalar(wanted.title),
        by=line("by", wanted.by, about="or student, parent, teacher, together"),
        strand=line(
            "strand",
            wanted.strand,
            library.classroom.strands[0].tag if library.classroom.strands else "writing",
        ),
        skill=next((target.id for target in skills), "problem-solving"),
        date=wanted.day.isoformat(),
        due=(wanted.day + _SOON).isoformat(),
        post=_some(posts, "2026-10-05-my-frog-poem"),
        follows=line("follows", "", own[-1] if own else "two-sentences", "the goal it grew out of"),
    )


def new_conference(content: Path, name: str, day: date, library: Library) -> Path:
    """Write the plan of a conference of the class; return the file."""
    if not tidy(name):
        raise RefusalError("A conference needs a name, such as fall.")
    slug = slug_of(name, "conference")
    path = content / "conferences" / slug / "conference.yml"
    if path.exists():
        raise RefusalError(f"There is a conference {slug} already, in content/conferences/{slug}.")
    term = next((term.id for term in library.classroom.terms if term.start <= day <= term.end), "")
    kind = "second" if library.conferences else "first"
    title = tidy(name)
    title = f"{title.capitalize()} conferences" if " " not in title else title
    write_new(path, conference_sheet(title, kind, term, day + _SOON))
    return path


def new_student_conference(content: Path, student: str, conference: Conference, library: Library) -> Path:
    """Write what a student brings to a conference; return the file."""
    path = content / "students" / student / "conferences" / f"{conference.slug}.md"
    if path.exists():
        there = f"content/students/{student}/conferences/{conference.slug}.md"
        raise RefusalError(
            f"{library.student[student].name} has begun with this conference already: {there}."
        )
    write_new(path, student_conference_sheet(student, conference, library))
    return path


def student_conference_sheet(student: str, conference: Conference, library: Library) -> str:
    """Return what a student brings to a conference as text: all still to be chosen and written."""
    posts = library.posts_of(student)
    picks = []
    for rule in conference.picks:
        own = next((p.slug for p in posts if rule.strand is None or rule.strand in p.strands), "…")
        picks.append(f"#   {rule.name}: {{post: {own}, because: I chose it because …, notes: [Look at …]}}")
    return filled(
        "student-conference.md",
        picks="\n".join(picks)
        or "#   writing: {post: 2026-10-05-my-frog-poem, because: I chose it because …}",
        oldest=posts[-1].slug if posts else "2026-09-08-my-summer",
        newest=posts[0].slug if posts else "2026-10-05-my-frog-poem",
    )


def _asked(prompt: Prompt) -> str:
    """Return the line that names a prompt, with its questions as notes below it."""
    notes = [f"# {tidy(ask)}" for ask in prompt.asks if tidy(ask)]
    return "\n".join([f"prompt: {scalar(prompt.slug)}", *notes]) + "\n"


def _some(names: Sequence[str], example: str) -> str:
    """Return the first few names for a list, or an example when there are none."""
    return ", ".join(names[:3]) or example
