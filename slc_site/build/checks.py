"""What `slc check` looks at besides the problems that a build finds anyway.

It makes both the site and the teacher's own edition, in memory, and writes neither.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from slc_site.build.making import Made
from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post, PostStatus
from slc_site.plan.local_time import LocalTime, odd_times
from slc_site.plan.planner import problems_of
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render.media import Picture, RecordingKind
from slc_site.share.access import PUBLIC, TEACHER, HeldBack
from slc_site.share.names import names_and_faces
from slc_site.share.table import Table, access_table


class Checked(Struct, frozen=True):
    """What was looked at."""

    students: int
    posts: int
    goals: int
    pages: int
    """Of the site as it would be uploaded."""
    links: int
    held_back: tuple[HeldBack, ...]
    access: Table
    """Who can see what."""


def check(site: Site, reporter: Reporter) -> Checked | None:
    """Report everything that is worth putting right; None when nothing could be read. Writes no page."""
    with Builder(site, viewer=TEACHER, live=True) as builder:
        everything = builder.make(reporter)
    if everything is None:
        return None
    library = everything.making.library
    with Builder(site, viewer=PUBLIC) as builder:
        public = builder.make(reporter, library)
        if public is None:
            return None
        builder.refuses(public.making, reporter)
    access = access_table(library)
    problems = [
        *unfinished(library),
        *names_and_faces(library.student, with_faces(public)),
        *without_codes(site, access),
        *plans(library),
    ]
    for edition in (everything, public):
        problems += dead_links(edition.files)
    locked = public.making.locked
    if locked:
        problems += (dead_link(page, target) for page, target in locked.dead_links)
    for problem in problems:
        reporter.report(problem)
    return Checked(
        students=len(library.students),
        posts=len(library.posts),
        goals=len(library.goals),
        pages=public.making.pages + (locked.pages if locked else 0),
        links=sum(1 for _ in links_of(public.files)),
        held_back=public.making.published.held_back,
        access=access,
    )


def plans(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the plans and the times of conferences."""
    clock = LocalTime.of(library.classroom.timezone)
    for conference in library.conferences:
        yield from odd_times(conference, clock)
    yield from problems_of(library)


def without_codes(site: Site, access: Table) -> Iterator[Problem]:
    """Yield a note when something is for the class or a family, and they have no codes to see it with."""
    count = access.for_codes()
    if count and not site.ring.exists():
        yield Problem(
            f"{count:,} {'thing is' if count == 1 else 'things are'} for the class or a family only, and "
            "nobody has a code to see that on the web.",
            hint="Make codes with: `slc codes`.",
            severity=Severity.NOTE,
            code="no-codes",
        )


def with_faces(made: Made) -> Iterator[Post]:
    """Yield, with the `people` in them, the posts of an edition that show pictures or films."""
    for post in made.making.narrowed.library.posts:
        shown = (made.making.media.get(attachment.path) for attachment in mentioned(post))
        if any(isinstance(one, Picture) or (one and one.kind is RecordingKind.VIDEO) for one in shown):
            yield made.making.library.post[post.id]


def unfinished(library: Library) -> Iterator[Problem]:
    """Yield what is still to be done: reflections not written, files that nothing shows."""
    for post in library.posts:
        if post.status is PostStatus.PUBLISHED and not post.is_reflected:
            yield Problem(
                "This post has no reflection yet.",
                post.origin.file,
                key="did_well",
                hint="Write `did_well: I …` and `make_better: I could …` above the text.",
                severity=Severity.NOTE,
                code="no-reflection",
            )
        yield from _orphans(post)


def _orphans(post: Post) -> Iterator[Problem]:
    if not post.origin.file.endswith("/index.md"):  # its files lie among those of other posts
        return
    shown = {attachment.name for attachment in mentioned(post)}
    for name in sorted(post.attachments.keys() - shown):
        yield Problem(
            f"No text shows `{name}`.",
            post.attachments[name].file,
            hint=f"Write ![what one sees]({name}) into the post, or take the file away.",
            severity=Severity.NOTE,
            code="orphan",
        )


def dead_links(files: Mapping[str, bytes | Path]) -> Iterator[Problem]:
    """Yield a problem for each link or picture of a page that leads to nothing in the site."""
    for page, target in links_of(files):
        if target not in files:
            yield dead_link(page, target)


def dead_link(page: str, target: str) -> Problem:
    """Return the problem of a page that points at nothing; both are paths in the site."""
    return Problem(
        f"The page `{page}` points at `{target}`, which is not there.",
        hint="This is a fault of the theme or of the program, not of what was written.",
        code="dead-link",
    )


def links_of(files: Mapping[str, bytes | Path]) -> Iterator[tuple[str, str]]:
    """Yield (page, path in the site) of every link inside the site, pictures and styles among them."""
    for page, content in files.items():
        if page.endswith(".html") and page != "404.html" and isinstance(content, bytes):
            for address in _addresses(content.decode("utf-8")):
                parts = urlsplit(address)
                if not parts.scheme and not parts.netloc and parts.path:
                    yield (
                        page,
                        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))),
                    )


def _addresses(text: str) -> list[str]:
    parser = _Addresses()
    parser.feed(text)
    parser.close()
    return parser.found


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "poster") and value:
                self.found.append(value)
            elif name == "srcset" and value:
                self.found += [part.split()[0] for part in value.split(",") if part.strip()]
