"""The one rule of who may see what: a library is narrowed before anything is rendered.

What a viewer may not see is absent from the narrowed library, so that no list, count, neighbour, feed or
picture can tell of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.model.conference import Conference
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.measure import WIDEST_OF_MEASURES, Measure
from slc_site.model.mentions import mentioned
from slc_site.model.party import Party
from slc_site.model.post import Post, PostKind, PostStatus
from slc_site.model.prompt import Prompt
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import StudentConference
from slc_site.share import confidence, loose_ends, recognisable
from slc_site.share.loose_ends import Seen
from slc_site.share.party import party_as_seen


class Viewer(Struct, frozen=True):
    """Somebody who looks, and how close they are."""

    audience: Audience
    student: str | None = None
    """For a family or a conference: whose. To everybody else's things they are of the class."""
    is_here: bool = False
    """At the teacher's own computer, where nothing leaves the machine."""
    is_guest: bool = False
    """In the room, but of no family: no numbers, no behaviour, no goals for home (practice S2-26)."""

    def closeness_to(self, owner: str | None) -> Audience:
        """Return how close the viewer is to what belongs to student `owner` (None: to the class)."""
        if self.audience is Audience.TEACHER or self.student is None or owner in (None, self.student):
            return self.audience
        return min(self.audience, Audience.CLASS)

    def may_see(self, audience: Audience, owner: str | None) -> bool:
        """May a thing for `audience`, belonging to student `owner` (None: to the class), be seen?"""
        return audience <= self.closeness_to(owner)


PUBLIC = Viewer(Audience.PUBLIC)
TEACHER = Viewer(Audience.TEACHER)


class HeldBack(Struct, frozen=True):
    """Things of one sort that a viewer does not get, and why."""

    what: str
    """`students`, `posts`, `goals`, `conferences`, `report-cards`, `pages`, `prompts` or
    `examples`; `pictures`: of so many posts."""
    reason: str
    """`consent`, `photos`, `draft`, or whom they are for: `class`, `family`, `conference`, `teacher`."""
    count: int


class Narrowed(Struct, frozen=True):
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
        self.unseen = frozenset() if self.is_in_the_room else recognisable.unwilling_pictures(library)

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
        conferences = tuple(self.conference(c) for c in library.student_conferences if self.sees_meeting(c))
        reports = tuple(self.report(report) for report in library.self_reports if self.sees_card(report))
        shown = {post.student for post in posts} | {goal.student for goal in goals}
        shown |= {conference.student for conference in conferences}
        earlier = tuple(filter(None, map(self.earlier, library.earlier)))
        shown |= {year.student for year in earlier}
        students = tuple(s for s in library.students if self.sees_student(s, shown))
        prompts = tuple(self.prompt(p) for p in library.prompts if self.sees("prompts", p.audience, None))
        seen = self.seen(posts, goals, prompts)
        narrowed = replace(
            library,
            students=tuple(self.badge(student) for student in students),
            posts=tuple(loose_ends.of_post(post, seen, library) for post in posts),
            goals=tuple(loose_ends.of_goal(self.goal(goal), seen) for goal in goals),
            self_reports=tuple(loose_ends.of_report_card(report, seen) for report in reports),
            measures=tuple(self.measure(m) for m in library.measures),
            gaps=self.gaps(),
            student_conferences=tuple(loose_ends.of_conference(one, seen, library) for one in conferences),
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
        seen = then.seen(posts, goals, ())
        return replace(
            year,
            posts=tuple(loose_ends.of_post(post, seen, then.library) for post in posts),
            goals=tuple(loose_ends.of_goal(then.goal(goal), seen) for goal in goals),
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
        if self.is_in_the_room or not (
            shown & self.unseen or recognisable.shows_somebody_unwilling(post, self.library)
        ):
            return post
        if shown:
            self.held_back["pictures", "photos"] += 1
        return replace(post, attachments={}, pictures_withheld=True)

    def prompt(self, prompt: Prompt) -> Prompt:
        """Leave out the examples that nobody agreed to show; who is grown up by now is asked all the same."""
        agreed = tuple(one for one in prompt.examples if one.agreed or not self.leaves_the_machine)
        if held_back := len(prompt.examples) - len(agreed):
            self.held_back["examples", "consent"] += held_back
        return replace(prompt, examples=agreed)

    def seen(self, posts: Iterable[Post], goals: Iterable[Goal], prompts: Iterable[Prompt]) -> Seen:
        """Return what else may be pointed at. Who is in a picture is for the room: elsewhere it would put a
        name to a face.
        """
        return Seen(
            posts=frozenset(post.id for post in posts),
            goals=frozenset(goal.id for goal in goals),
            prompts=frozenset(prompt.slug for prompt in prompts),
            people=self.consenting if self.is_in_the_room else frozenset(),
        )

    def goal(self, goal: Goal) -> Goal:
        return confidence.goal_for_guests(goal) if self.viewer.is_guest else goal

    def conference(self, one: StudentConference) -> StudentConference:
        return confidence.conference_as_seen(
            one, self.viewer.closeness_to(one.student), is_guest=self.viewer.is_guest
        )

    def report(self, report: SelfReport) -> SelfReport:
        return confidence.report_card_as_seen(report, self.viewer.closeness_to(report.student))

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
        """Leave out what of the class's conferences is for fewer people."""
        library, viewer = self.library, self.viewer
        told = frozenset(s.slug for s in library.students if self.sees_silently(Audience.FAMILY, s.slug))
        return tuple(
            replace(
                confidence.plans_as_seen(one, viewer.audience, told, is_guest=viewer.is_guest),
                party=self.party(one.party),
            )
            for one in library.conferences
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
