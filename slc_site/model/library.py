"""The whole class, linked: everything that was read, with lookups and order.

It is long because it is one thing: what a class is, and each way in which somebody looks something up in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.classroom import ClassPage, Classroom, Strand, Student, Target, Term
from slc_site.model.conference import Conference
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.goal import Goal
from slc_site.model.measure import Measure, Reading
from slc_site.model.post import Post, PostKind
from slc_site.model.prompt import Prompt
from slc_site.model.report_card import CanDo, Rubric, SelfReport
from slc_site.model.student_conference import StudentConference


class _Owned(Protocol):
    @property
    def student(self) -> str: ...


_O = TypeVar("_O", bound=_Owned)


def _by_student(things: Iterable[_O]) -> Mapping[str, tuple[_O, ...]]:
    found: defaultdict[str, list[_O]] = defaultdict(list)
    for thing in things:
        found[thing.student].append(thing)
    return {student: tuple(own) for student, own in found.items()}


class Library(Struct, frozen=True, dict=True):
    """All of a class, or what one audience may see of it. What is not in here does not exist."""

    classroom: Classroom
    students: tuple[Student, ...] = ()
    """By name."""
    posts: tuple[Post, ...] = ()
    """Newest first; of one day, by student and slug."""
    goals: tuple[Goal, ...] = ()
    """By student; of one student, by the day they were set, then slug."""
    rubrics: tuple[Rubric, ...] = ()
    self_reports: tuple[SelfReport, ...] = ()
    measures: tuple[Measure, ...] = ()
    conferences: tuple[Conference, ...] = ()
    """In the order of their terms, then by slug."""
    student_conferences: tuple[StudentConference, ...] = ()
    pages: tuple[ClassPage, ...] = ()
    """In their order, then by title."""
    prompts: tuple[Prompt, ...] = ()
    """By title."""
    earlier: tuple[EarlierYear, ...] = ()
    """By student; of one student, the latest first."""
    included_files: tuple[Path, ...] = ()
    """What the class's files took in from elsewhere, and what they asked for in vain."""
    gaps: Mapping[str, tuple[str, ...]] | None = None
    """By student, the targets that no work shows yet, as far as that may be known; see `not_yet`."""
    others_have_tags: bool = False
    """Where only a part of the class is in here: posts that are not have tags."""

    # -- by key ---------------------------------------------------------------------------------------

    @cached_property
    def student(self) -> Mapping[str, Student]:
        """Student by slug."""
        return {student.slug: student for student in self.students}

    @cached_property
    def post(self) -> Mapping[tuple[str, str], Post]:
        """Post by (student, slug)."""
        return {post.id: post for post in self.posts}

    @cached_property
    def goal(self) -> Mapping[tuple[str, str], Goal]:
        """Goal by (student, slug)."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def strand(self) -> Mapping[str, Strand]:
        """Strand by tag."""
        return {strand.tag: strand for strand in self.classroom.strands}

    @cached_property
    def target(self) -> Mapping[str, Target]:
        """Learning target by id."""
        return {target.id: target for target in self.classroom.targets}

    @cached_property
    def term(self) -> Mapping[str, Term]:
        """Term by id."""
        return {term.id: term for term in self.classroom.terms}

    @cached_property
    def conference(self) -> Mapping[str, Conference]:
        """Conference by slug."""
        return {conference.slug: conference for conference in self.conferences}

    @cached_property
    def rubric(self) -> Mapping[str, Rubric]:
        """Rubric by slug."""
        return {rubric.slug: rubric for rubric in self.rubrics}

    @cached_property
    def prompt(self) -> Mapping[str, Prompt]:
        """Prompt by slug."""
        return {prompt.slug: prompt for prompt in self.prompts}

    # -- of one student -------------------------------------------------------------------------------

    def of(self, student: str) -> Library:
        """Return what is the class's and what is one student's, and nothing of the others but who they are.

        Whatever is made of that cannot depend on the work of anybody else.
        """
        gaps = None if self.gaps is None else {student: self.not_yet(student)}
        return replace(
            self,
            posts=self.posts_of(student),
            goals=self.goals_of(student),
            self_reports=self.self_reports_of(student),
            measures=self._measures_with(student),
            student_conferences=self.conferences_of(student),
            earlier=self.earlier_of(student),
            gaps=gaps,
            others_have_tags=self.has_tags,
        )

    @cached_property
    def for_lists(self) -> Library:
        """The class with a little of everybody's work: whatever is made of that shows no text in full.

        Of posts, goals and conferences the texts are not in it; cards, measures and earlier years not at all.
        """
        return replace(
            self,
            posts=tuple(replace(post, body="") for post in self.posts),
            goals=tuple(replace(goal, body="") for goal in self.goals),
            self_reports=(),
            measures=(),
            student_conferences=tuple(replace(one, body="") for one in self.student_conferences),
            earlier=(),
        )

    def in_year(self, year: EarlierYear) -> Library:
        """Return the class as one student's earlier year sees it: its posts and goals, and nobody else's."""
        return replace(
            self,
            posts=year.posts,
            goals=year.goals,
            self_reports=(),
            measures=(),
            student_conferences=(),
            earlier=(),
            prompts=(),
        )

    def _measures_with(self, student: str) -> tuple[Measure, ...]:
        own = {measure.spec.id: readings for measure, readings in self.readings_of(student)}
        return tuple(replace(measure, readings=own.get(measure.spec.id, ())) for measure in self.measures)

    @cached_property
    def has_tags(self) -> bool:
        """Has any post of the class a tag?"""
        return self.others_have_tags or any(post.tags for post in self.posts)

    @cached_property
    def _posts_of(self) -> Mapping[str, tuple[Post, ...]]:
        return _by_student(self.posts)

    @cached_property
    def _goals_of(self) -> Mapping[str, tuple[Goal, ...]]:
        return _by_student(self.goals)

    @cached_property
    def _self_reports_of(self) -> Mapping[str, tuple[SelfReport, ...]]:
        return _by_student(self.self_reports)

    @cached_property
    def _conferences_of(self) -> Mapping[str, tuple[StudentConference, ...]]:
        return _by_student(self.student_conferences)

    @cached_property
    def _earlier_of(self) -> Mapping[str, tuple[EarlierYear, ...]]:
        return _by_student(self.earlier)

    @cached_property
    def _readings_of(self) -> Mapping[str, tuple[tuple[Measure, tuple[Reading, ...]], ...]]:
        found: defaultdict[str, list[tuple[Measure, tuple[Reading, ...]]]] = defaultdict(list)
        for measure in self.measures:
            for student, own in _by_student(measure.readings).items():
                found[student].append((measure, own))
        return {student: tuple(own) for student, own in found.items()}

    def posts_of(self, student: str) -> tuple[Post, ...]:
        """Return a student's posts, newest first."""
        return self._posts_of.get(student, ())

    def goals_of(self, student: str) -> tuple[Goal, ...]:
        """Return a student's goals, by the day they were set."""
        return self._goals_of.get(student, ())

    def self_reports_of(self, student: str) -> tuple[SelfReport, ...]:
        """Return a student's self-report cards."""
        return self._self_reports_of.get(student, ())

    def conferences_of(self, student: str) -> tuple[StudentConference, ...]:
        """Return what a student brings to conferences, in the conferences' order."""
        return self._conferences_of.get(student, ())

    def earlier_of(self, student: str) -> tuple[EarlierYear, ...]:
        """Return a student's earlier school years, the latest first."""
        return self._earlier_of.get(student, ())

    def readings_of(self, student: str) -> tuple[tuple[Measure, tuple[Reading, ...]], ...]:
        """Return what was measured of a student, in the class's order, each with the readings by date."""
        return self._readings_of.get(student, ())

    # -- links ----------------------------------------------------------------------------------------

    @cached_property
    def _posts_for_goal(self) -> Mapping[tuple[str, str], tuple[Post, ...]]:
        found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
        listed = {goal.id: frozenset(goal.evidence) for goal in self.goals}
        for post in self.posts:
            named = {(post.student, slug) for slug in post.goals}
            for goal in self._goals_of.get(post.student, ()):
                if goal.id in named or post.slug in listed[goal.id]:
                    found[goal.id].append(post)
        return {goal: tuple(posts) for goal, posts in found.items()}

    @cached_property
    def _goals_for_post(self) -> Mapping[tuple[str, str], tuple[Goal, ...]]:
        found: defaultdict[tuple[str, str], list[Goal]] = defaultdict(list)
        for goal in self.goals:
            for post in self.evidence(goal):
                found[post.id].append(goal)
        return {post: tuple(goals) for post, goals in found.items()}

    def evidence(self, goal: Goal) -> tuple[Post, ...]:
        """Return the posts that show how the goal is going, newest first: named by it, or naming it."""
        return self._posts_for_goal.get(goal.id, ())

    def shown_goals(self, post: Post) -> tuple[Goal, ...]:
        """Return the goals that the post is evidence for."""
        return self._goals_for_post.get(post.id, ())

    @cached_property
    def _posts_for_target(self) -> Mapping[tuple[str, str], tuple[Post, ...]]:
        found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
        for post in self.posts:
            for target in self.targets_of(post):
                found[post.student, target].append(post)
        return {key: tuple(posts) for key, posts in found.items()}

    def targets_of(self, post: Post) -> tuple[str, ...]:
        """Return the ids of the targets that a post shows: its targets, and what it connects to."""
        connected = (target for target in post.connections if target in self.target)
        return tuple(dict.fromkeys((*post.targets, *connected)))

    def posts_for_target(self, student: str, target: str) -> tuple[Post, ...]:
        """Return the posts of a student that show a learning target, newest first."""
        return self._posts_for_target.get((student, target), ())

    @cached_property
    def _ticks_for_target(self) -> Mapping[tuple[str, str], tuple[tuple[SelfReport, CanDo, str | None], ...]]:
        found: defaultdict[tuple[str, str], list[tuple[SelfReport, CanDo, str | None]]] = defaultdict(list)
        for report in self.self_reports:
            rubric = self.rubric[report.slug]
            said = {subject.subject: subject for subject in report.subjects}
            for subject in rubric.subjects:
                answer = said.get(subject.id)
                for can in subject.can_do:
                    if answer and can.target and can.id in answer.can_do:
                        found[report.student, can.target].append((report, can, answer.how.get(can.id)))
            for habit in rubric.habits:
                if habit.target and habit.id in report.habits:
                    found[report.student, habit.target].append((report, habit, None))
        return {key: tuple(ticks) for key, ticks in found.items()}

    def ticks_for_target(self, student: str, target: str) -> tuple[tuple[SelfReport, CanDo, str | None], ...]:
        """Return what a student ticked for a target, card by card; with each the level that says how."""
        return self._ticks_for_target.get((student, target), ())

    @cached_property
    def _known_targets(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for student, target in (*self._posts_for_target, *self._ticks_for_target):
            found[student].add(target)
        for goal in self.goals:
            if goal.skill in self.target:
                found[goal.student].add(goal.skill)
        for one in self.student_conferences:
            found[one.student] |= {word.target for word in one.skills if word.student or word.teacher}
        return {student: frozenset(targets) for student, targets in found.items()}

    def known_targets(self, student: str) -> frozenset[str]:
        """Return the targets that a student's work shows, a goal is for, or that were spoken of or ticked."""
        return self._known_targets.get(student, frozenset())

    def not_yet(self, student: str) -> tuple[str, ...]:
        """Return the ids of the targets that no post of the student shows yet, in the class's order.

        What is not there yet is for the family at most: of whom it may not be known, there is none.
        """
        if self.gaps is not None:
            return self.gaps.get(student, ())
        targets = (target.id for target in self.classroom.targets)
        return tuple(target for target in targets if not self.posts_for_target(student, target))

    def answers(self, prompt: Prompt) -> tuple[Post, ...]:
        """Return the posts that answer a prompt, newest first."""
        return tuple(post for post in self.posts if post.prompt == prompt.slug)

    def grown_into(self, goal: Goal) -> tuple[Goal, ...]:
        """Return the goals of the same student that follow this one."""
        return tuple(other for other in self.goals_of(goal.student) if other.follows == goal.slug)

    def pinned(self, student: str) -> Post | None:
        """Return the student's best at the moment: the newest post with a pin, or None."""
        return next((post for post in self.posts_of(student) if post.pin), None)

    def first_piece(self, student: str, strand: str) -> Post | None:
        """Return the "then" of a strand: the oldest first piece, else the oldest post, else None."""
        own = [post for post in reversed(self.posts_of(student)) if strand in post.strands]
        return next((post for post in own if post.kind is PostKind.FIRST_PIECE), own[0] if own else None)
