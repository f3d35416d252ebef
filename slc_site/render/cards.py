"""Model objects as views: badges, cards, bars, each with addresses as one page writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from slc_site.model.classroom import COLORS, Strand, Student
from slc_site.model.goal import Goal, GoalMeasure, Progress
from slc_site.model.library import Library
from slc_site.model.post import Post, PostKind, PostStatus
from slc_site.render import urls
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import goal_key, post_key
from slc_site.render.media import Picture, Recording, RecordingKind
from slc_site.render.page import Materials
from slc_site.render.sizes import ordinary, srcset
from slc_site.render.translations import DEFAULT_STRANDS, Words
from slc_site.render.views import (
    Bar,
    GoalCard,
    GoalView,
    Html,
    Link,
    Meter,
    PictureView,
    PostCard,
    ProgressView,
    PromiseView,
    StrandView,
    StudentBadge,
)

_MOST_PARTS = 10
"""A measured goal is drawn in at most so many parts (practice F4)."""


class Cards:
    """Makes the views of one page."""

    def __init__(
        self, library: Library, materials: Materials, words: Words, path: str, root: str = ""
    ) -> None:
        """`path` is the page's; with a `root` (`/room12/`) addresses begin there, else they are relative."""
        self.library = library
        self.materials = materials
        self.words = words
        self.path = path
        self.root = root

    def to(self, target: str) -> str:
        """Return the address of a path in the site."""
        return self.root + target if self.root else urls.relative(self.path, target)

    # -- students -------------------------------------------------------------------------------------

    def badge(self, student: Student) -> StudentBadge:
        """Return a student by name and avatar."""
        made = self.materials.media.get(student.avatar.path) if student.avatar else None
        folder = urls.student_folder(student.slug)
        return StudentBadge(
            name=student.name,
            href=self.to(urls.portfolio(student.slug)),
            color=student.color or _color(student.slug),
            emoji=student.emoji,
            picture=self.picture(made, folder, "") if isinstance(made, Picture) else None,
        )

    # -- pictures -------------------------------------------------------------------------------------

    def picture(self, picture: Picture, folder: str, alt: str) -> PictureView:
        """Return a picture whose files stand in `folder`."""
        largest = picture.largest
        return PictureView(
            src=self.to(folder + ordinary(picture).file.name),
            srcset=srcset(picture.renditions, lambda name: self.to(folder + name)),
            width=largest.width,
            height=largest.height,
            alt=alt,
            tint=picture.tint,
        )

    def cover(self, post: Post) -> PictureView | None:
        """Return the first picture that the post shows, else what its first video begins with, or None."""
        prose = self._prose(post)
        posters: list[tuple[Picture, str]] = []
        for name in prose.media:
            made, alt = self._media(post, name), prose.alts.get(name, "")
            if isinstance(made, Picture):
                return self.picture(made, urls.post_folder(post), alt)
            if made is not None and made.poster is not None:
                posters.append((made.poster, alt))
        return self.picture(posters[0][0], urls.post_folder(post), posters[0][1]) if posters else None

    def _prose(self, post: Post) -> Prose:
        return self.materials.prose[post_key(post)]

    def _media(self, post: Post, name: str) -> Picture | Recording | None:
        attachment = post.attachments.get(name)
        return self.materials.media.get(attachment.path) if attachment else None

    # -- posts ----------------------------------------------------------------------------------------

    def post(self, post: Post) -> PostCard:
        """Return a post for a list."""
        prose = self._prose(post)
        recordings = [self._media(post, name) for name in prose.media]
        kinds = {made.kind for made in recordings if isinstance(made, Recording)}
        on_paper = post.paper is not None or post.kind is PostKind.PAPER
        return PostCard(
            title=post.title,
            href=self.to(urls.post(post)),
            date=post.date,
            student=self.badge(self.library.student[post.student]),
            strands=tuple(self.strand_link(tag, post.student) for tag in post.strands),
            summary=prose.summary,
            cover=self.cover(post),
            has_sound=RecordingKind.SOUND in kinds,
            has_video=RecordingKind.VIDEO in kinds,
            kind=post.kind.value if post.kind else "paper" if on_paper else "",
            is_draft=post.status is PostStatus.DRAFT,
            is_reflected=post.is_reflected,
            is_pinned=post.pin,
        )

    def posts(self, posts: Iterable[Post]) -> tuple[PostCard, ...]:
        """Return posts for a list."""
        return tuple(self.post(post) for post in posts)

    def body(self, post: Post) -> Html:
        """Return the text of a post; it can stand on any page as deep as the post's own."""
        return Html(self._prose(post).html)

    # -- strands --------------------------------------------------------------------------------------

    def strand_title(self, strand: Strand) -> str:
        """Return a strand's title; the default ones are in the class's language."""
        title, _ = DEFAULT_STRANDS.get(strand.tag, (strand.title, ""))
        return self.words.gettext(title) if strand.title == title else strand.title

    def strand_link(self, tag: str, student: str | None) -> Link:
        """Return a link to a strand's page, of the class or of one student."""
        return Link(self.strand_title(self.library.strand[tag]), self.to(urls.strand(tag, student)))

    def strand(self, strand: Strand, student: str | None, posts: Iterable[Post]) -> StrandView:
        """Return a strand with what it means; `posts` are those that count, newest first."""
        own = [post for post in posts if strand.tag in post.strands]
        _, meaning = DEFAULT_STRANDS.get(strand.tag, ("", ""))
        covers = (self.cover(post) for post in own)
        return StrandView(
            title=self.strand_title(strand),
            about=strand.about or (self.words.gettext(meaning) if meaning else ""),
            good=strand.good,
            href=self.to(urls.strand(strand.tag, student)),
            count=len(own),
            cover=next((cover for cover in covers if cover), None),
        )

    # -- goals ----------------------------------------------------------------------------------------

    def goal(self, goal: Goal) -> GoalCard:
        """Return a goal for a list."""
        bar, meter = _drawn(goal)
        return GoalCard(
            title=goal.title,
            href=self.to(urls.goal(goal)),
            by=goal.by.value,
            kind=goal.kind.value,
            status=goal.status.value,
            strand=self.strand_link(goal.strand, goal.student) if goal.strand else None,
            set_on=goal.set_on,
            due=goal.due,
            bar=bar,
            meter=meter,
        )

    def whole_goal(self, goal: Goal) -> GoalView:
        """Return a goal with all that belongs to it."""
        library = self.library
        earlier = library.goal.get((goal.student, goal.follows)) if goal.follows else None
        prose = self.materials.prose.get(goal_key(goal))
        return GoalView(
            card=self.goal(goal),
            why=Html(prose.html) if prose and prose.html else None,
            promises=tuple(
                PromiseView(promise.voice.value, promise.text, promise.kept.value if promise.kept else "")
                for promise in goal.promises
            ),
            history=tuple(_step(step, goal.measure) for step in reversed(goal.progress)),
            evidence=self.posts(library.evidence(goal)),
            follows=Link(earlier.title, self.to(urls.goal(earlier))) if earlier else None,
            grown_into=tuple(Link(g.title, self.to(urls.goal(g))) for g in library.grown_into(goal)),
        )

    def current(self, links: Iterable[Link], path: str) -> tuple[Link, ...]:
        """Return the links, the one that leads to `path` marked as the one we are on."""
        here = self.to(path)
        return tuple(replace(link, current=link.href == here) for link in links)


def _color(slug: str) -> str:
    """Return a colour that stays a student's own, whoever else is in the class."""
    return COLORS[hashlib.sha256(slug.encode("utf-8", "surrogatepass")).digest()[0] % len(COLORS)]


def _drawn(goal: Goal) -> tuple[Bar | None, Meter | None]:
    latest = goal.latest
    if latest is not None and latest.parts is not None:
        return Bar(latest.parts.coloured, latest.parts.of), None
    if goal.measure is None:
        return None, None
    return None, _meter(goal.measure, latest)


def _meter(measure: GoalMeasure, latest: Progress | None) -> Meter:
    now = latest.value if latest is not None and latest.value is not None else measure.start
    bar = Bar(*_parts(measure, now))
    return Meter(measure.start, now, measure.target, measure.unit, bar)


def _parts(measure: GoalMeasure, now: Decimal) -> tuple[int, int]:
    """Return (coloured, of): the way from start to target in equal parts, 0 <= coloured <= of."""
    way = measure.target - measure.start
    whole = abs(way) == abs(way).to_integral_value() and 1 <= abs(way) <= _MOST_PARTS
    of = int(abs(way)) if whole else _MOST_PARTS
    if way == 0:
        return of, of
    gone = (now - measure.start) / way
    return min(of, max(0, int(gone * of))), of


def _step(step: Progress, measure: GoalMeasure | None) -> ProgressView:
    bar = None
    if step.parts is not None:
        bar = Bar(step.parts.coloured, step.parts.of)
    elif measure is not None and step.value is not None:
        bar = Bar(*_parts(measure, step.value))
    return ProgressView(step.date, step.note, bar, step.value)
