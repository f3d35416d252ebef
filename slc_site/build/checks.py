"""What `slc check` looks at besides the problems that a build finds anyway.

It makes both the site and the teacher's own edition, in memory, and writes neither.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from slc_site.build.pipeline import Builder, Made
from slc_site.build.site import Site
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post, PostStatus
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render.media import Picture, RecordingKind
from slc_site.share.access import PUBLIC, TEACHER, HeldBack
from slc_site.share.names import names_and_faces


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at."""

    students: int
    posts: int
    goals: int
    pages: int
    """Of the site as it would be uploaded."""
    links: int
    held_back: tuple[HeldBack, ...]


def check(site: Site, reporter: Reporter) -> Checked | None:
    """Report everything that is worth putting right; None when nothing could be read. Writes no page."""
    with Builder(site, viewer=TEACHER, live=True) as builder:
        everything = builder.make(reporter)
    with Builder(site, viewer=PUBLIC) as builder:
        public = builder.make(reporter)
        if everything is None or public is None:
            return None
        builder.refuses(public, reporter)
    for problem in (*unfinished(everything.library), *dead_links(everything.files)):
        reporter.report(problem)
    for problem in (*dead_links(public.files), *names_and_faces(public.library.student, with_faces(public))):
        reporter.report(problem)
    library = everything.library
    return Checked(
        students=len(library.students),
        posts=len(library.posts),
        goals=len(library.goals),
        pages=public.pages,
        links=sum(1 for _ in links_of(public.files)),
        held_back=public.narrowed.held_back,
    )


def with_faces(made: Made) -> Iterator[Post]:
    """Yield, with the `people` in them, the posts of an edition that show pictures or films."""
    for post in made.narrowed.library.posts:
        shown = (made.materials.media.get(attachment.path) for attachment in mentioned(post))
        if any(isinstance(one, Picture) or (one and one.kind is RecordingKind.VIDEO) for one in shown):
            yield made.library.post[post.id]


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
            yield Problem(
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
