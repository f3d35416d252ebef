"""Model objects as views: badges, cards, bars, each with addresses as one page writes them.

What a goal's own page has besides its card is made in `goal_views`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cached_property

from msgspec.structs import replace

from slc_site.model.classroom import COLORS, Strand, Student, Target, TargetKind
from slc_site.model.goal import Goal, GoalStatus
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.render import bars, urls
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import post_key, told_key
from slc_site.render.media import Picture, Recording
from slc_site.render.page import Materials
from slc_site.render.readdress import readdressed
from slc_site.render.shared import Shared, placeless
from slc_site.render.sizes import ordinary, srcset
from slc_site.render.translations import DEFAULT_STRANDS, Words
from slc_site.render.views import (
    GoalCard,
    Html,
    Link,
    MoreSaid,
    PictureView,
    PostCard,
    SeenBy,
    StrandView,
    StudentBadge,
    TargetView,
)

_AMONG = re.compile(r"students/[^/]+/(posts|earlier)/")
"""The pages from which some of what a card leads to is nearer than the rest."""
_IN_STRAND = re.compile(r"(students/[^/]+/)strands/")
"""Lists in which a card is as in all others that stand as deep: it need not know that a strand is near."""


class Cards:
    """Makes the views of one page."""

    def __init__(
        self,
        library: Library,
        materials: Materials,
        words: Words,
        path: str,
        root: str = "",
        shared: Shared | None = None,
    ) -> None:
        """`path` is the page's; with a `root` (`/room12/`) addresses begin there, else they are relative.

        `shared` is what other pages of the same library have made already.
        """
        self.library = library
        self.materials = materials
        self.words = words
        self.path = path
        self.root = root
        self._shared = shared or Shared()
        self._homes: dict[str, str] = {}
        self._is_among = bool(_AMONG.match(path))

    def to(self, target: str) -> str:
        """Return the address of a path in the site."""
        return self.root + target if self.root else urls.relative(self.path, target)

    def _home(self, student: str) -> str:
        """Return the way to all of a student."""
        home = self._homes.get(student)
        if home is None:
            home = self._homes[student] = self.to(urls.student_folder(student))
        return home

    # -- students -------------------------------------------------------------------------------------

    def badge(self, student: Student) -> StudentBadge:
        """Return a student by name and avatar."""
        key = (student.slug, self._home(student.slug))
        badge = self._shared.badges.get(key)
        if badge is None:
            badge = self._shared.badges[key] = self._badge(student)
        return badge

    def _badge(self, student: Student) -> StudentBadge:
        made = self.materials.media.get(student.avatar.path) if student.avatar else None
        folder = urls.student_folder(student.slug)
        return StudentBadge(
            name=student.name,
            href=self.to(urls.portfolio(student.slug)),
            color=color_of(student),
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
        if self._is_among:
            return self._post(post)
        key = (post.student, post.year + post.slug, self._home(post.student))
        card = self._shared.posts.get(key)
        if card is None:
            card = self._shared.posts[key] = self._in_lists._post(post)
        return card

    @cached_property
    def _in_lists(self) -> Cards:
        """Return who makes the cards of a list: they are as in any other list that stands as deep."""
        path = _IN_STRAND.sub(r"\1lists/", self.path)
        if path == self.path:
            return self
        return Cards(self.library, self.materials, self.words, path, self.root, self._shared)

    def _post(self, post: Post) -> PostCard:
        badge = self.badge(self.library.student[post.student])
        key = (post.student, post.year + post.slug)
        same = self._shared.placeless.get(key)
        if same is None:
            same = self._shared.placeless[key] = placeless(post, self.materials, badge)
        return replace(
            same,
            href=self.to(urls.post(post)),
            student=badge,
            strands=tuple(self._strand_of(post, tag) for tag in post.strands),
            cover=self.cover(post),
        )

    def _strand_of(self, made: Post | Goal, tag: str) -> Link:
        """Return a strand's page with it; of an earlier year, only the strand's name."""
        link = self.strand_link(tag, made.student)
        return Link(link.title, "") if made.year else link

    def posts(self, posts: Iterable[Post]) -> tuple[PostCard, ...]:
        """Return posts for a list."""
        return tuple(self.post(post) for post in posts)

    def more_said(self, post: Post) -> MoreSaid:
        """Return what the student says of a post besides what went well and what could be better."""
        return MoreSaid(
            steps=post.steps,
            learned=post.learned,
            connections=tuple(self.connection(words, post.student) for words in post.connections),
            questions=post.questions,
        )

    def connection(self, words: str, student: str) -> TargetView:
        """Return what a post connects to: a target with its page, or only words."""
        target = self.library.target.get(words)
        return self.target(target, student) if target else TargetView(words, is_skill=True)

    def target(self, target: Target, student: str) -> TargetView:
        """Return a target with a student's own page of it."""
        is_skill = target.kind is TargetKind.SKILL
        return TargetView(target.text, is_skill, self.to(urls.target(target.id, student)))

    def body(self, post: Post) -> Html:
        """Return the text of a post; it can stand on any page as deep as the post's own."""
        return Html(self._prose(post).html)

    def told(self, post: Post) -> Html | None:
        """Return the recording in which the student talks about a post, for pages as deep as the post's own.

        None when there is none, or it could not be made safe.
        """
        html = self.materials.prose[told_key(post)].html if post.told_in else ""
        return Html(html) if html.strip() else None

    def body_here(self, post: Post) -> Html:
        """Return the text of a post for a page that stands less or more deep."""
        return Html(readdressed(self.body(post).text, urls.post(post), self.to))

    # -- strands --------------------------------------------------------------------------------------

    def strand_title(self, strand: Strand) -> str:
        """Return a strand's title; the default ones are in the class's language."""
        title, _ = DEFAULT_STRANDS.get(strand.tag, (strand.title, ""))
        return self.words.gettext(title) if strand.title == title else strand.title

    def strand_link(self, tag: str, student: str | None) -> Link:
        """Return a link to a strand's page, of the class or of one student."""
        href = self.to(urls.strand(tag, student))
        link = self._shared.strands.get((tag, href))
        if link is None:
            link = self._shared.strands[tag, href] = Link(self.strand_title(self.library.strand[tag]), href)
        return link

    def strand(self, strand: Strand, student: str | None, posts: Iterable[Post]) -> StrandView:
        """Return a strand with what it means; `posts` are those that count, newest first."""
        own = [post for post in posts if strand.tag in post.strands]
        return self.strand_of(strand, student, len(own), self.led_by(own))

    def led_by(self, posts: Iterable[Post]) -> Post | None:
        """Return the first of the posts that has a picture to show."""
        return next((post for post in posts if self.cover(post)), None)

    def strand_of(self, strand: Strand, student: str | None, count: int, lead: Post | None) -> StrandView:
        """Return a strand of so many posts, which shows the picture of one of them."""
        _, meaning = DEFAULT_STRANDS.get(strand.tag, ("", ""))
        return StrandView(
            title=self.strand_title(strand),
            about=strand.about or (self.words.gettext(meaning) if meaning else ""),
            good=strand.good,
            href=self.to(urls.strand(strand.tag, student)),
            count=count,
            cover=self.cover(lead) if lead else None,
            group=strand.group,
        )

    # -- goals ----------------------------------------------------------------------------------------

    def goal(self, goal: Goal) -> GoalCard:
        """Return a goal for a list."""
        bar, meter = bars.drawn(goal)
        target = self.library.target.get(goal.skill)
        return GoalCard(
            title=goal.title,
            href=self.to(urls.goal(goal)),
            by=goal.by.value if goal.by else "together",
            kind=goal.kind.value,
            status=goal.status.value,
            strand=self._strand_of(goal, goal.strand) if goal.strand else None,
            set_on=goal.set_on,
            due=goal.due,
            bar=bar,
            meter=meter,
            area="" if goal.is_personal else goal.area,
            is_personal=goal.is_personal,
            skill=target.text if target else goal.skill,
            helps_in=goal.helps_in,
            needs_measure=goal.status is GoalStatus.WORKING and seen_by(goal) is None,
        )

    def current(self, links: Iterable[Link], path: str) -> tuple[Link, ...]:
        """Return the links, the one that leads to `path` marked as the one we are on."""
        here = self.to(path)
        return tuple(replace(link, current=link.href == here) for link in links)


def color_of(student: Student) -> str:
    """Return a student's colour; one that nobody chose stays the same, whoever else is in the class."""
    if student.color:
        return student.color
    return COLORS[hashlib.sha256(student.slug.encode("utf-8", "surrogatepass")).digest()[0] % len(COLORS)]


def seen_by(goal: Goal) -> SeenBy | None:
    """Return how one will see that a goal is met; None: nobody has said."""
    measure = goal.measure
    if measure is None:
        return SeenBy(goal.how) if goal.how else None
    return SeenBy(goal.how, measure.start, measure.target, measure.unit)
