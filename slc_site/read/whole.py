"""The whole of `content/`: walked, read, linked; every problem is reported.

The order is that of who points at whom: the class, its students, then what each of them made, and links
last, when it is known what there is to point at. Nothing depends on the order of the disk. Whoever is
remembered as he or she is now, is not read again.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept
from slc_site.model.library import Library
from slc_site.model.post import PostStatus
from slc_site.problems import RecordingReporter
from slc_site.read.classroom import read_classroom, read_pages, strand_names
from slc_site.read.conferences import read_conferences
from slc_site.read.disk import scan
from slc_site.read.earlier import read_earlier
from slc_site.read.goals import GoalLinks, read_goals
from slc_site.read.includes import Includes
from slc_site.read.listing import unexpected
from slc_site.read.measures import read_measures
from slc_site.read.memory import FOLDERS, Child, OfClass, Own, ReadingMemory, Whole
from slc_site.read.names import Names
from slc_site.read.posts import PostLinks, connection_names, read_posts
from slc_site.read.prompts import read_prompts
from slc_site.read.reading import Reader
from slc_site.read.report_cards import CardLinks
from slc_site.read.rubrics import read_rubrics
from slc_site.read.shapes import names_of
from slc_site.read.shapes_work import PostShape
from slc_site.read.student_conferences import ConferenceLinks, OwnWork, topic_names
from slc_site.read.students import ROOMS, Enrolled, read_students, student_names

_FILES = ("class.yml",)


def read_whole(path: str, label: str, reader: Reader, memory: ReadingMemory | None) -> Whole | None:
    """Read the class in a folder `content`; None when it has no `class.yml` that can be read.

    What cannot be used is reported and left out. `label` is the folder's name in what is reported.
    """
    before, after = RecordingReporter(then=reader.reporter), RecordingReporter(then=reader.reporter)
    first = replace(reader, reporter=before)
    content = scan(path, label, before)
    for name in content.files:
        if name not in _FILES:
            unexpected(content.label, name, _FILES, before, is_folder=False)
    for name in content.folders:
        if name not in FOLDERS:
            unexpected(content.label, name, FOLDERS, before, is_folder=True)
    classroom = read_classroom(content, first)
    if classroom is None:
        return None
    enrolled, left_out = read_students(content, classroom, first)
    students = student_names(enrolled, left_out)
    strands = strand_names(classroom.strands)
    targets = Names("target", [target.id for target in classroom.targets])
    terms = Names("term", [term.id for term in classroom.terms])
    includes = Includes(content, classroom.shared, first)
    rubrics = read_rubrics(content, classroom, includes, first)
    conferences, no_conferences = read_conferences(content, classroom, strands, students, first)
    of_conferences = Names("conference", [each.slug for each in conferences], left_out=no_conferences)
    conference = {each.slug: each for each in conferences}
    prompts, no_prompts = read_prompts(content, classroom, strands, targets, first)
    of_prompts = Names("prompt", [each.slug for each in prompts], left_out=no_prompts)
    shared = _Shared(
        PostLinks(strands, targets, connection_names(classroom.targets), students, of_prompts),
        GoalLinks(strands, targets, terms, reader.today),
        CardLinks(rubrics),
        ConferenceLinks(of_conferences, conference, targets, strands, topic_names(rubrics.cards)),
    )
    of_shared = kept.fingerprint(shared.made_from) if memory else ""
    children = tuple(
        Child(each.student.slug, kept.fingerprint(each.student, each.access, of_shared) if memory else "")
        for each in enrolled
    )
    owns = []
    for child, each in zip(children, enrolled, strict=True):
        own = memory.own(child, each.folder.path, each.folder.label) if memory else None
        if own is None:
            own = _read(each, shared, reader.today)
            if memory:
                memory.keep_own(child, each.folder.path, each.folder.label, own)
        for problem in own.problems:
            reader.reporter.report(problem)
        owns.append(own)
    audiences = {each.student.slug: each.access.measures for each in enrolled}
    last = replace(reader, reporter=after)
    library = Library(
        classroom=classroom,
        students=tuple(each.student for each in enrolled),
        rubrics=tuple(rubrics.cards),
        measures=tuple(read_measures(content, classroom, students, audiences, last)),
        conferences=tuple(conferences),
        pages=tuple(read_pages(content, classroom, last)),
        prompts=tuple(prompts),
        included_files=tuple(includes.asked),
    )
    return Whole(OfClass(library, children, tuple(before.problems), tuple(after.problems)), tuple(owns))


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
    heads = {post.sheet.origin.file: post.sheet.document.head for post in posts if post.sheet.document.head}
    return Own(
        linked,
        tuple(shared.goals.link_all(goals, student, access, of_goals, of_posts)),
        tuple(shared.cards.read(rooms["report-cards"], student, access, of_posts, reader)),
        tuple(shared.conferences.read(rooms["conferences"], student, access, work, reader)),
        tuple(read_earlier(rooms["earlier"], student, access, shared.posts, shared.goals, reader)),
        tuple(heard.problems),
        heads,
        names_of(PostShape),
    )
