"""Learning targets and skills of one child: all of them by pieces of work, and a page for each.

A target has a page once there is something on it. What is not there yet stands in a list, without a page
that would only say so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from slc_site.model.classroom import Student, Target, TargetKind
from slc_site.model.goal import Goal
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.views import (
    Link,
    ProofOfTarget,
    SkillGoalView,
    SkillWordView,
    TargetColumn,
    TargetGroup,
    TargetPage,
    TargetRow,
    TargetsPage,
    TickView,
)


def target_pages(framer: Framer, student: Student) -> Iterator[Page]:
    """Yield the page of all targets of a student and one for each; nothing when there are none to be seen."""
    own = _Targets(framer, student)
    if own.known or own.not_yet:
        yield own.overview()
        yield from (own.page(target) for target in own.known)


class _Targets:
    def __init__(self, framer: Framer, student: Student) -> None:
        self.framer = framer
        self.library = framer.library
        self.student = student
        self._ = framer.words.gettext
        self.title = self._("My learning")

    @cached_property
    def known(self) -> list[Target]:
        """Those that there is something to show of, in the class's order."""
        known = self.library.known_targets(self.student.slug)
        return [target for target in self.library.classroom.targets if target.id in known]

    @cached_property
    def not_yet(self) -> list[Target]:
        known = {target.id for target in self.known}
        ids = self.library.not_yet(self.student.slug)
        return [self.library.target[id] for id in ids if id not in known]

    # -- all of them ------------------------------------------------------------------------------------

    def overview(self) -> Page:
        cards = self.framer.cards(urls.targets(self.student.slug))
        posts = [
            post
            for post in reversed(self.library.posts_of(self.student.slug))
            if self.library.targets_of(post)
        ]
        context = TargetsPage(
            frame=self.framer.frame(cards, self.title, student=self.student),
            columns=tuple(TargetColumn(post.title, cards.to(urls.post(post)), post.date) for post in posts),
            groups=tuple(self.groups(cards, self.known, lambda target: self.row(cards, target, posts))),
            not_yet=tuple(self.groups(cards, self.not_yet, lambda target: TargetRow(target.text, "", ()))),
        )
        return Page(cards.path, "targets.html", context)

    def row(self, cards: Cards, target: Target, posts: Collection[Post]) -> TargetRow:
        href = cards.to(urls.target(target.id, self.student.slug))
        return TargetRow(
            target.text, href, tuple(target.id in self.library.targets_of(post) for post in posts)
        )

    def groups(
        self, cards: Cards, targets: Collection[Target], row: Callable[[Target], TargetRow]
    ) -> Iterator[TargetGroup]:
        """Give the targets by strand, in the class's order, then those of none, then the skills."""
        learning = [target for target in targets if target.kind is TargetKind.LEARNING]
        for strand in self.library.classroom.strands:
            if own := [target for target in learning if target.strand == strand.tag]:
                yield TargetGroup(cards.strand_title(strand), False, tuple(map(row, own)))
        if own := [target for target in learning if target.strand is None]:
            yield TargetGroup("", False, tuple(map(row, own)))
        if own := [target for target in targets if target.kind is TargetKind.SKILL]:
            yield TargetGroup(self._("How I learn"), True, tuple(map(row, own)))

    # -- one of them ------------------------------------------------------------------------------------

    def page(self, target: Target) -> Page:
        slug = self.student.slug
        cards = self.framer.cards(urls.target(target.id, slug))
        overview = urls.targets(slug)
        context = TargetPage(
            frame=self.framer.frame(
                cards, target.text, student=self.student, crumbs=[(self.title, overview)], part=overview
            ),
            text=target.text,
            is_skill=target.kind is TargetKind.SKILL,
            strand=cards.strand_link(target.strand, slug) if target.strand else None,
            evidence=tuple(
                ProofOfTarget(cards.post(post), post.did_well)
                for post in self.library.posts_for_target(slug, target.id)
            ),
            words=tuple(self.words(cards, target)),
            goals=tuple(SkillGoalView(cards.goal(goal), goal.helps_in) for goal in self.goals(target)),
            ticks=tuple(self.ticks(cards, target)),
        )
        return Page(cards.path, "target.html", context)

    def words(self, cards: Cards, target: Target) -> Iterator[SkillWordView]:
        for one in self.library.conferences_of(self.student.slug):
            title = self.library.conference[one.conference].title
            link = Link(title, cards.to(urls.conference(one.student, one.conference)))
            for word in one.skills:
                if word.target == target.id and (word.student or word.teacher):
                    yield SkillWordView(link, word.student, word.teacher, word.helps_in)

    def ticks(self, cards: Cards, target: Target) -> Iterator[TickView]:
        views = ReportCardViews(self.library, cards, self.framer.words)
        for report, can, level in self.library.ticks_for_target(self.student.slug, target.id):
            how = views.grade(self.library.rubric[report.slug], level)
            yield TickView(views.link(report), can.text, how.word if how else "")

    def goals(self, target: Target) -> Iterator[Goal]:
        return (goal for goal in self.library.goals_of(self.student.slug) if goal.skill == target.id)
