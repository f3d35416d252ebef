"""The one rule of who may see what: a library is narrowed before anything is rendered.

What a viewer may not see is absent from the narrowed library, so that no list, count, neighbour, feed or
picture can tell of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.form_state import hides_the_teacher
from slc_site.model.goal import Goal, Voice
from slc_site.model.library import Library
from slc_site.model.measure import WIDEST_OF_MEASURES, Measure
from slc_site.model.mentions import mentioned
from slc_site.model.parent_input import NOTHING
from slc_site.model.party import Party
from slc_site.model.planner import Planner
from slc_site.model.post import Post, PostKind, PostStatus, Showing
from slc_site.model.prompt import Prompt
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import Debrief, Feedback, StudentConference
from slc_site.share.party import party_as_seen

_Ids = frozenset[tuple[str, str]]
"""Each a student and a slug."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, and how close they are."""

    audience: Audience
    student: str | None = None
    """For a family or a conference: whose. To everybody else's things they are of the class."""
    is_here: bool = False
    """At the teacher's own computer, where nothing leaves the machine."""
    is_guest: bool = False
    """In the room, but of no family: no numbers, no behaviour, no goals for home (practice S2-26)."""

    def may_see(self, audience: Audience, owner: str | None) -> bool:
        """May a thing for `audience`, belonging to student `owner` (None: to the class), be seen?"""
        if self.audience is Audience.TEACHER:
            return True
        mine = self.student is None or owner is None or owner == self.student
        return audience <= (self.audience if mine else min(self.audience, Audience.CLASS))


PUBLIC = Viewer(Audience.PUBLIC)
TEACHER = Viewer(Audience.TEACHER)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Things of one sort that a viewer does not get, and why."""

    what: str
    """`students`, `posts`, `goals`, `conferences`, `report-cards`, `pages`, `prompts` or
    `examples`; `pictures`: of so many posts."""
    reason: str
    """`consent`, `photos`, `draft`, or whom they are for: `class`, `family`, `conference`, `teacher`."""
    count: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left for a viewer."""

    library: Library
    held_back: tuple[HeldBack, ...]


def narrow(library: Library, viewer: Viewer) -> Narrowed:
    """Return all that `viewer` may see of `library`, and a count of what not."""
    return _Narrowing(library, viewer).result()


def others_as_seen_by(library: Library, viewer: Viewer) -> Library:
    """Return all that a viewer, who is somebody's, may see of the others: what all of the class may."""
    audience = min(viewer.audience, Audience.CLASS)
    return narrow(library, replace(viewer, audience=audience, student=None)).library


def own_part(library: Library, viewer: Viewer, others: Library) -> Library:
    """Return what a viewer may see of the one child that is theirs, as `Library.of` has it.

    `library` has everything in it; `others` is what `others_as_seen_by` gave.
    """
    own = narrow(library.of(viewer.student or ""), viewer).library
    return replace(own, others_have_tags=others.has_tags)


class _Narrowing:
    def __init__(self, library: Library, viewer: Viewer) -> None:
        self.library = library
        self.viewer = viewer
        self.held_back: Counter[tuple[str, str]] = Counter()
        self.consenting = frozenset(s.slug for s in library.students if self.may_publish(s))
        self.unseen = frozenset() if self.is_in_the_room else self.pictures_of_the_unwilling()

    @property
    def leaves_the_machine(self) -> bool:
        """Does what this viewer gets leave the teacher's own machine?"""
        return self.viewer.audience is not Audience.TEACHER and not self.viewer.is_here

    @property
    def is_in_the_room(self) -> bool:
        """Does the viewer sit where the children are, and see them anyway?"""
        return self.viewer.audience >= Audience.CONFERENCE

    def may_publish(self, student: Student) -> bool:
        return student.consent.publish or not self.leaves_the_machine

    def sees(self, what: str, audience: Audience, owner: str | None) -> bool:
        """Judge one page; count it if it is held back."""
        if owner is not None and owner not in self.consenting:
            reason = "consent"
        elif not self.viewer.may_see(audience, owner):
            reason = audience.word
        else:
            return True
        self.held_back[what, reason] += 1
        return False

    def result(self) -> Narrowed:
        library = self.library
        posts = tuple(self.post(post) for post in library.posts if self.sees_post(post))
        goals = tuple(g for g in library.goals if self.sees_goal(g))
        seen_posts = frozenset(post.id for post in posts)
        seen_goals = frozenset(goal.id for goal in goals)
        conferences = tuple(self.conference(c) for c in library.student_conferences if self.sees_meeting(c))
        reports = tuple(
            self.report(report, seen_posts) for report in library.self_reports if self.sees_card(report)
        )
        shown = {post.student for post in posts} | {goal.student for goal in goals}
        shown |= {conference.student for conference in conferences}
        earlier = tuple(filter(None, map(self.earlier, library.earlier)))
        shown |= {year.student for year in earlier}
        students = tuple(s for s in library.students if self.sees_student(s, shown))
        prompts = tuple(self.prompt(p) for p in library.prompts if self.sees("prompts", p.audience, None))
        narrowed = replace(
            library,
            students=tuple(self.badge(student) for student in students),
            posts=tuple(self.relinked(post, seen_goals, prompts) for post in posts),
            goals=self.goals(goals, seen_posts, seen_goals),
            self_reports=reports,
            measures=tuple(self.measure(m) for m in library.measures),
            gaps=self.gaps(),
            student_conferences=self.conferences(conferences, seen_posts, seen_goals),
            earlier=earlier,
            pages=tuple(page for page in library.pages if self.sees("pages", page.audience, None)),
            prompts=prompts,
            conferences=self.schedules(),
        )
        held_back = tuple(HeldBack(what, why, n) for (what, why), n in sorted(self.held_back.items()))
        return Narrowed(narrowed, held_back)

    # -- one thing each -------------------------------------------------------------------------------

    def sees_silently(self, audience: Audience, owner: str) -> bool:
        """Judge something that most classes keep in the room: it would only swell the count."""
        return owner in self.consenting and self.viewer.may_see(audience, owner)

    def sees_marks(self, audience: Audience, owner: str) -> bool:
        """Judge a number: guests are told of none."""
        return not self.viewer.is_guest and self.sees_silently(audience, owner)

    def sees_card(self, report: SelfReport) -> bool:
        """Guests are told of no card, not even that there is one."""
        return not self.viewer.is_guest and self.sees("report-cards", report.audience, report.student)

    def sees_student(self, student: Student, shown: set[str]) -> bool:
        """A student is on the site when something of the student is; to the class, always with consent."""
        if student.slug not in self.consenting:
            self.held_back["students", "consent"] += 1
            return False
        return student.slug in shown or self.viewer.audience >= Audience.CLASS

    def sees_goal(self, goal: Goal) -> bool:
        if self.viewer.is_guest and (goal.is_personal or goal.is_about_behaviour):
            return False
        return self.sees("goals", goal.audience, goal.student)

    def sees_meeting(self, one: StudentConference) -> bool:
        """What nobody has written yet is not held back: it is for the room alone."""
        if one.is_blank:
            return self.sees_silently(one.audience, one.student)
        return self.sees("conferences", one.audience, one.student)

    def earlier(self, year: EarlierYear) -> EarlierYear | None:
        """Return what may be seen of a year that is over, by the same rules; None when that is nothing.

        Most classes keep it in the family: it is not counted as held back.
        """
        then = copy(self)
        then.library, then.held_back = self.library.in_year(year), Counter()
        posts = tuple(then.post(post) for post in year.posts if then.sees_post(post))
        goals = tuple(goal for goal in year.goals if then.sees_goal(goal))
        if not posts and not goals:
            return None
        seen_goals = frozenset(goal.id for goal in goals)
        return replace(
            year,
            posts=tuple(then.relinked(post, seen_goals, ()) for post in posts),
            goals=then.goals(goals, frozenset(post.id for post in posts), seen_goals),
        )

    def sees_post(self, post: Post) -> bool:
        if post.status is PostStatus.DRAFT and self.viewer.audience is not Audience.TEACHER:
            reason = "draft" if post.student in self.consenting else "consent"
            self.held_back["posts", reason] += 1
            return False
        if self.viewer.is_guest and post.kind is PostKind.ASSESSMENT:
            return False
        return self.sees("posts", post.audience, post.student)

    def post(self, post: Post) -> Post:
        """Take the pictures away when somebody in them did not agree to be seen.

        A picture that one post says that somebody can be recognised in is taken out of all others, too.
        """
        shown = frozenset(attachment.path for attachment in mentioned(post))
        if not shown & self.unseen and (self.is_in_the_room or not self.shows_somebody_unwilling(post)):
            return post
        if shown:
            self.held_back["pictures", "photos"] += 1
        return replace(post, attachments={}, pictures_withheld=True)

    def pictures_of_the_unwilling(self) -> frozenset[Path]:
        years = (year.posts for year in self.library.earlier)
        posts = (p for p in chain(self.library.posts, *years) if self.shows_somebody_unwilling(p))
        return frozenset(attachment.path for post in posts for attachment in mentioned(post))

    def shows_somebody_unwilling(self, post: Post) -> bool:
        """Whoever is not known has not agreed; nor has somebody of whom nothing may be published at all."""
        return not all(self.may_be_recognised(slug) for slug in post.people)

    def may_be_recognised(self, slug: str) -> bool:
        student = self.library.student.get(slug)
        return student is not None and student.consent.publish and student.consent.photos

    def prompt(self, prompt: Prompt) -> Prompt:
        """Leave out the examples that nobody agreed to show; who is grown up by now is asked all the same."""
        agreed = tuple(one for one in prompt.examples if one.agreed or not self.leaves_the_machine)
        if held_back := len(prompt.examples) - len(agreed):
            self.held_back["examples", "consent"] += held_back
        return replace(prompt, examples=agreed)

    def relinked(self, post: Post, goals: _Ids, prompts: tuple[Prompt, ...]) -> Post:
        """Leave out what the post points at that the viewer may not see.

        Who is in a picture is for the room: on the web it would put a name to a face.
        """
        if not (post.goals or post.goal_words or post.shows or post.prompt or post.people):
            return post
        return replace(
            post,
            goals=tuple(slug for slug in post.goals if (post.student, slug) in goals),
            goal_words={
                slug: words for slug, words in post.goal_words.items() if (post.student, slug) in goals
            },
            shows=self.reasons(post, goals),
            prompt=post.prompt if any(post.prompt == prompt.slug for prompt in prompts) else "",
            people=tuple(slug for slug in post.people if slug in self.consenting)
            if self.is_in_the_room
            else (),
        )

    def reasons(self, post: Post, goals: _Ids) -> tuple[Showing, ...]:
        """Leave out that a piece is kept for a goal when none of the goals it helps can be seen."""
        helped = {goal.id for goal in self.library.shown_goals(post)}
        if helped and not helped & goals:
            return tuple(why for why in post.shows if why is not Showing.GOAL)
        return post.shows

    def goals(self, goals: tuple[Goal, ...], seen_posts: _Ids, seen_goals: _Ids) -> tuple[Goal, ...]:
        goals = tuple(map(_without_home, goals)) if self.viewer.is_guest else goals
        return tuple(
            replace(
                goal,
                evidence=tuple(slug for slug in goal.evidence if (goal.student, slug) in seen_posts),
                shows={
                    slug: words for slug, words in goal.shows.items() if (goal.student, slug) in seen_posts
                },
                follows=goal.follows if (goal.student, goal.follows) in seen_goals else None,
            )
            for goal in goals
        )

    def conference(self, conference: StudentConference) -> StudentConference:
        """Leave out what was said in confidence, and what a teacher has only begun to write."""
        if self.viewer.audience < Audience.TEACHER:
            if hides_the_teacher(conference.state):
                conference = conference.without_teacher
            conference = replace(
                conference, private="", parent_input=NOTHING, feedback=conference.feedback.to_the_child
            )
        if self.viewer.is_guest or not self.viewer.may_see(Audience.CONFERENCE, conference.student):
            skills = tuple(replace(skill, teacher="") for skill in conference.skills)
            conference = replace(conference, topics=(), skills=skills, wants_private_time=False)
        if self.viewer.is_guest or not self.viewer.may_see(Audience.FAMILY, conference.student):
            own = tuple(words for words in conference.three_pluses if words.voice is Voice.STUDENT)
            conference = replace(
                conference,
                topics=(),
                three_pluses=own,
                follow_up=(),
                feedback=Feedback(),
                debrief=Debrief(),
            )
        return conference

    def conferences(
        self, conferences: Iterable[StudentConference], seen: _Ids, seen_goals: _Ids
    ) -> tuple[StudentConference, ...]:
        return tuple(
            replace(
                one,
                picks=tuple(pick for pick in one.picks if (one.student, pick.post) in seen),
                new_goals=tuple(slug for slug in one.new_goals if (one.student, slug) in seen_goals),
                growth=tuple(
                    pair for pair in one.growth if {(one.student, pair.then), (one.student, pair.now)} <= seen
                ),
                three_pluses=tuple(
                    replace(pluses, goal="")
                    if self._is_hidden_goal(one.student, pluses.goal, seen_goals)
                    else pluses
                    for pluses in one.three_pluses
                ),
                follow_up=tuple(
                    replace(
                        told,
                        goals={
                            slug: replace(
                                since,
                                evidence=tuple(p for p in since.evidence if (one.student, p) in seen),
                            )
                            for slug, since in told.goals.items()
                            if (one.student, slug) in seen_goals
                        },
                    )
                    for told in one.follow_up
                ),
            )
            for one in conferences
        )

    def _is_hidden_goal(self, student: str, goal: str, seen: _Ids) -> bool:
        return (student, goal) in self.library.goal and (student, goal) not in seen

    def report(self, report: SelfReport, seen_posts: _Ids) -> SelfReport:
        """Leave out marks and behaviour, which are for the room at most, and work that cannot be seen."""
        if hides_the_teacher(report.state) and self.viewer.audience < Audience.TEACHER:
            report = report.without_teacher
        subjects = tuple(
            replace(subject, evidence=tuple(s for s in subject.evidence if (report.student, s) in seen_posts))
            for subject in report.subjects
        )
        if self.viewer.may_see(Audience.CONFERENCE, report.student):
            return replace(report, subjects=subjects)
        return replace(report, subjects=subjects).without_marks

    def measure(self, measure: Measure) -> Measure:
        audience = max(measure.audience, WIDEST_OF_MEASURES)
        readings = tuple(r for r in measure.readings if self.sees_marks(audience, r.student))
        return replace(measure, readings=readings)

    def gaps(self) -> Mapping[str, tuple[str, ...]]:
        """What a child cannot show yet is for its own people; a hidden post counts as shown all the same."""
        library = self.library
        return {
            student.slug: library.not_yet(student.slug)
            for student in library.students
            if not self.viewer.is_guest and self.sees_silently(Audience.FAMILY, student.slug)
        }

    def schedules(self) -> tuple[Conference, ...]:
        """Leave out when which child is where: a family knows its own time, nobody else any.

        Leave out the steps, too, that are for fewer people.
        """
        guest = Audience.CLASS if self.viewer.is_guest else self.viewer.audience
        return tuple(
            replace(
                one,
                agenda=tuple(step for step in one.agenda if (step.audience or Audience.PUBLIC) <= guest),
                party=self.party(one.party),
                planner=one.planner if self.viewer.audience is Audience.TEACHER else Planner(),
                schedule=replace(
                    one.schedule,
                    slots=tuple(
                        slot
                        for slot in one.schedule.slots
                        if self.sees_silently(Audience.FAMILY, slot.student)
                    ),
                ),
            )
            for one in self.library.conferences
        )

    def party(self, party: Party | None) -> Party | None:
        """Leave out an invitation that is for fewer people, and outside the room all names."""
        # Who is there has been asked, whatever stands on the web.
        if party is None or not self.sees("pages", min(party.audience, Audience.CONFERENCE), None):
            return None
        hidden = (student for student in self.library.students if student.slug not in self.consenting)
        return party_as_seen(party, self.viewer.audience, hidden)

    def badge(self, student: Student) -> Student:
        """Leave out the surname, and an avatar that may be a photo when photos were not agreed to."""
        may_show = student.consent.photos or self.is_in_the_room
        return replace(student, surname="", avatar=student.avatar if may_show else None)


def _without_home(goal: Goal) -> Goal:
    """Leave out what a family promised, does at home or said."""
    return replace(
        goal,
        promises=tuple(promise for promise in goal.promises if promise.voice is Voice.STUDENT),
        at_home=(),
        reviews=tuple(replace(review, used="") for review in goal.reviews),
    )
