"""Gathers every Markdown text of a library, with all that it may point at."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from slc_site.model.classroom import Attachment, ClassPage
from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.manuscript import Manuscript
from slc_site.render.media import Media
from slc_site.render.prose import link_targets

_TO_ROOT = {"students": "../../../../", "pages": "../../"}
"""From the folder of a page to the root: posts, goals and conferences stand equally deep."""


def post_key(post: Post) -> str:
    """Return the key of a post's text."""
    return f"students/{post.student}/posts/{post.slug}"


def goal_key(goal: Goal) -> str:
    """Return the key of a goal's text."""
    return f"students/{goal.student}/goals/{goal.slug}"


def conference_key(student: str, conference: str) -> str:
    """Return the key of what a student wants the family to know."""
    return f"students/{student}/conferences/{conference}"


def page_key(slug: str) -> str:
    """Return the key of the text of one of the class's pages."""
    return f"pages/{slug}"


def attachments(library: Library) -> Iterator[Attachment]:
    """Yield every file that a page of this library may show: the avatars, and what a text mentions."""
    for student in library.students:
        if student.avatar is not None:
            yield student.avatar
    for post in library.posts:
        yield from mentioned(post)
    for page in library.pages:
        yield from mentioned(page)


def mentioned(written: Post | ClassPage) -> Iterator[Attachment]:
    """Yield the attachments whose names stand in the text; what else lies beside it is not published."""
    if not written.attachments:
        return
    text = _folded(written.body)
    for name, attachment in written.attachments.items():
        if _folded(name) in text:
            yield attachment


def _folded(text: str) -> str:
    r"""Return a text in which names are found however they are typed: `My%20Frog.JPG`, `my\_frog.jpg`."""
    return unicodedata.normalize("NFC", unquote(text)).casefold().replace("\\", "")


def manuscripts(library: Library, media: Mapping[Path, Media], withheld_text: str) -> Iterator[Manuscript]:
    """Yield every text of the library; `withheld_text` stands where a picture was taken away."""
    targets = _targets(library)
    for post in library.posts:
        yield _manuscript(
            post_key(post),
            post.body,
            Origin(post.origin.file, post.body_line),
            targets,
            beside=post.attachments,
            media=media,
            base=f"../../posts/{urls.address(post.slug)}/",
            withheld_text=withheld_text if post.pictures_withheld else "",
        )
    for goal in library.goals:
        origin = Origin(goal.origin.file, goal.body_line)
        yield _manuscript(goal_key(goal), goal.body, origin, targets)
    for one in library.student_conferences:
        origin = Origin(one.origin.file, one.body_line)
        yield _manuscript(conference_key(one.student, one.conference), one.body, origin, targets)
    for page in library.pages:
        origin = Origin(page.origin.file, page.body_line)
        yield _manuscript(
            page_key(page.slug), page.body, origin, targets, beside=page.attachments, media=media
        )


def _manuscript(
    key: str,
    text: str,
    origin: Origin,
    targets: Mapping[str, str],
    *,
    beside: Mapping[str, Attachment] | None = None,
    media: Mapping[Path, Media] | None = None,
    base: str = "",
    withheld_text: str = "",
) -> Manuscript:
    own = {name: (media or {}).get(file.path) for name, file in (beside or {}).items()}
    # A file that is there and yet was not made had been refused, and told.
    return Manuscript(
        key=key,
        text=text,
        origin=origin,
        media={name: made for name, made in own.items() if made is not None},
        refused=frozenset(name for name, made in own.items() if made is None),
        base=base,
        links=_links(text, origin.file, targets, _TO_ROOT[key.partition("/")[0]]),
        withheld=bool(withheld_text),
        withheld_text=withheld_text,
    )


def _targets(library: Library) -> Mapping[str, str]:
    """Return, for each file that became a page, where that page stands."""
    found = {post.origin.file: urls.post(post) for post in library.posts}
    found |= {goal.origin.file: urls.goal(goal) for goal in library.goals}
    found |= {student.origin.file: urls.portfolio(student.slug) for student in library.students}
    found |= {page.origin.file: urls.class_page(page.slug) for page in library.pages}
    found |= {
        one.origin.file: urls.conference(one.student, one.conference) for one in library.student_conferences
    }
    found[library.classroom.origin.file] = urls.HOME
    return found


def _links(text: str, file: str, targets: Mapping[str, str], to_root: str) -> dict[str, str]:
    """Return where each link of a text leads, for those that point at the file of another page."""
    links = {}
    for typed in link_targets(text):
        path, _, fragment = typed.partition("#")
        aim = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))
        for name in (aim, f"{aim}.md", f"{aim}/index.md", f"{aim}/student.yml"):
            if path and name in targets:
                links[typed] = to_root + targets[name] + (f"#{fragment}" if fragment else "")
                break
    return links
