"""The whole of `content/` → a `Library`: walked, read, linked; every problem is reported, and told once.

The order is that of who points at whom: the class, its students, then what each of them made, and links
last, when it is known what there is to point at. Nothing depends on the order of the disk.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept
from slc_site.model.classroom import Classroom
from slc_site.model.library import Library
from slc_site.model.post import PostStatus
from slc_site.problems import Problem, RecordingReporter, Reporter
from slc_site.read.classroom import read_classroom, read_pages, strand_names
from slc_site.read.conferences import read_conferences
from slc_site.read.disk import Folder, same, scan
from slc_site.read.earlier import read_earlier
from slc_site.read.goals import GoalLinks, read_goals
from slc_site.read.includes import Includes
from slc_site.read.listing import unexpected
from slc_site.read.measures import read_measures
from slc_site.read.memory import Own, ReadingMemory
from slc_site.read.names import Names
from slc_site.read.posts import PostLinks, connection_names, read_posts, spelt_alike
from slc_site.read.prompts import read_prompts
from slc_site.read.reading import Reader
from slc_site.read.report_cards import CardLinks
from slc_site.read.rubrics import read_rubrics
from slc_site.read.student_conferences import ConferenceLinks, OwnWork, topic_names
from slc_site.read.students import ROOMS, Enrolled, read_students, student_names

CONTENT = "content"
_FILES = ("class.yml",)
_FOLDERS = ("pages", "students", "report-cards", "conferences", "measures", "prompts", "letters")


def load(
    root: Path, reporter: Reporter, *, today: date | None = None, memory: ReadingMemory | None = None
) -> Library | None:
    """Read the class below `root/content`.

    What cannot be used is reported and left out; None when there is no class at all: no `content/`, or no
    `class.yml` that can be read. Work that is dated more than a year after `today` is a slip; by default that
    is today. Nothing below `content/` is changed. What is in the `memory` is not read again.
    """
    reader = Reader(RecordingReporter(then=reporter), today or date.today())
    if not (root / CONTENT).is_dir():
        message = "There is no folder `content` here."
        hint = "Go to the folder of your class, name it with `-C`, or let `slc init` begin one."
        reporter.report(Problem(message, CONTENT, hint=hint, code="no-content"))
        return None
    content = scan(str(root / CONTENT), CONTENT, reporter)
    for name in content.files:
        if name not in _FILES:
            unexpected(content.label, name, _FILES, reporter, is_folder=False)
    for name in content.folders:
        if name not in _FOLDERS:
            unexpected(content.label, name, _FOLDERS, reporter, is_folder=True)
    classroom = read_classroom(content, reader)
    return None if classroom is None else _library(content, classroom, reader, memory)


def class_alone(root: Path, reporter: Reporter) -> Classroom | None:
    """Read `class.yml` and nothing else; None when it cannot be read."""
    content = scan(str(root / CONTENT), CONTENT, reporter)
    return read_classroom(content, Reader(reporter, date.today()))


class _Shared(Struct, frozen=True):
    """What of the class every student's work may point at."""

    posts: PostLinks
    goals: GoalLinks
    cards: CardLinks
    conferences: ConferenceLinks

    @property
    def made_from(self) -> object:
        """All of it, as plain values."""
        posts, goals, brought = self.posts, self.goals, self.conferences
        names = (posts.strands, posts.targets, posts.connections, posts.students, posts.prompts, goals.terms)
        more = (brought.conferences, brought.topics)
        return (
            [each.made_from for each in (*names, *more)],
            (goals.today, self.cards.made_from, brought.by_slug),
        )


def _own(enrolled: Enrolled, shared: _Shared, reader: Reader, memory: ReadingMemory | None) -> Own:
    """Read all that is one student's, or remember it."""
    if memory is None:
        return _read(enrolled, shared, reader.today)
    seen, is_settled = memory.seen_in(enrolled.folder)
    made_from = kept.fingerprint(seen, enrolled.student, enrolled.access, shared.made_from)
    own = memory.recall(enrolled.student.slug, made_from)
    if own is None:
        own = _read(enrolled, shared, reader.today)
        if is_settled:
            memory.keep(enrolled.student.slug, made_from, own)
    return own


def _read(enrolled: Enrolled, shared: _Shared, today: date) -> Own:
    heard = RecordingReporter()
    reader = Reader(heard, today)
    student, access = enrolled.student.slug, enrolled.access
    rooms = {room: enrolled.folder.enter(room, reader.reporter) for room in ROOMS}
    posts, posts_left_out = read_posts(rooms["posts"], reader)
    goals, goals_left_out = read_goals(rooms["goals"], reader)
    of_posts = Names("post", [post.slug for post in posts], left_out=posts_left_out)
    of_goals = Names("goal", [goal.slug for goal in goals], left_out=goals_left_out)
    linked = shared.posts.link_all(posts, student, access, of_goals)
    drafts = frozenset(post.slug for post in linked if post.status is PostStatus.DRAFT)
    work = OwnWork(of_posts, of_goals, drafts)
    return Own(
        linked,
        tuple(shared.goals.link_all(goals, student, access, of_goals, of_posts)),
        tuple(shared.cards.read(rooms["report-cards"], student, access, of_posts, reader)),
        tuple(shared.conferences.read(rooms["conferences"], student, access, work, reader)),
        tuple(read_earlier(rooms["earlier"], student, access, shared.posts, shared.goals, reader)),
        tuple(heard.problems),
    )


def _library(content: Folder, classroom: Classroom, reader: Reader, memory: ReadingMemory | None) -> Library:
    enrolled, left_out = read_students(content, classroom, reader)
    students = student_names(enrolled, left_out)
    strands = strand_names(classroom.strands)
    targets = Names("target", [target.id for target in classroom.targets])
    terms = Names("term", [term.id for term in classroom.terms])
    includes = Includes(content, classroom.shared, reader)
    rubrics = read_rubrics(content, classroom, includes, reader)
    conferences, no_conferences = read_conferences(content, classroom, strands, students, reader)
    of_conferences = Names("conference", [each.slug for each in conferences], left_out=no_conferences)
    conference = {each.slug: each for each in conferences}
    prompts, no_prompts = read_prompts(content, classroom, strands, targets, reader)
    of_prompts = Names("prompt", [each.slug for each in prompts], left_out=no_prompts)
    shared = _Shared(
        PostLinks(strands, targets, connection_names(classroom.targets), students, of_prompts),
        GoalLinks(strands, targets, terms, reader.today),
        CardLinks(rubrics),
        ConferenceLinks(of_conferences, conference, targets, strands, topic_names(rubrics.cards)),
    )
    owns = [_own(each, shared, reader, memory) for each in enrolled]
    for problem in (problem for own in owns for problem in own.problems):
        reader.reporter.report(problem)
    spelling: dict[str, str] = {}
    audiences = {each.student.slug: each.access.measures for each in enrolled}
    return _in_order(
        Library(
            classroom=classroom,
            students=tuple(each.student for each in enrolled),
            posts=tuple(post for own in owns for post in spelt_alike(own.posts, spelling)),
            goals=tuple(goal for own in owns for goal in own.goals),
            rubrics=tuple(rubrics.cards),
            self_reports=tuple(card for own in owns for card in own.self_reports),
            measures=tuple(read_measures(content, classroom, students, audiences, reader)),
            conferences=tuple(conferences),
            student_conferences=tuple(brought for own in owns for brought in own.conferences),
            earlier=tuple(year for own in owns for year in own.earlier),
            pages=tuple(read_pages(content, classroom, reader)),
            prompts=tuple(prompts),
            included_files=tuple(includes.asked),
        )
    )


def _in_order(library: Library) -> Library:
    """Return the library in the orders that it promises; what the class wrote is in order already."""
    card = {rubric.slug: place for place, rubric in enumerate(library.rubrics)}
    conference = {each.slug: place for place, each in enumerate(library.conferences)}
    by_name = sorted(library.students, key=lambda student: (same(student.name), student.slug))
    newest_first = sorted(library.posts, key=lambda post: (-post.date.toordinal(), post.student, post.slug))
    by_day = sorted(library.goals, key=lambda goal: (goal.student, goal.set_on or date.max, goal.slug))
    cards = sorted(library.self_reports, key=lambda each: (each.student, card[each.slug]))
    brought = sorted(
        library.student_conferences, key=lambda each: (each.student, conference[each.conference])
    )
    return replace(
        library,
        students=tuple(by_name),
        posts=tuple(newest_first),
        goals=tuple(by_day),
        self_reports=tuple(cards),
        student_conferences=tuple(brought),
    )
