"""The work that a child has chosen, as files that open by themselves: text and pictures, recordings.

It leaves the teacher's computer in the child's hand, so it is narrowed as a keepsake is: what the family may
see, and of other children nothing that they have not agreed to. No file is copied as it is; pictures and
recordings are made anew, as for the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site.build.keepsake import taken_home
from slc_site.build.site import Site
from slc_site.model.classroom import Attachment
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post
from slc_site.paper.folders import picked
from slc_site.paper.job import Job
from slc_site.paper.plain_text import paragraphs
from slc_site.paper.sheet import Sheet, picture
from slc_site.problems import Reporter
from slc_site.render import urls
from slc_site.render.media import Media, Picture, Recording
from slc_site.render.paper_pictures import as_jpeg
from slc_site.render.studio import Studio

_WIDTH = 1200
"""Of pictures, in pixels: as wide as the sheet, 170 to the inch."""
_ALT = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]+)[^)\n]*\)")


class Shown(Struct, frozen=True):
    """A picture of a piece of work."""

    data: str
    """A `data:` address."""
    alt: str
    """What is to be seen, as the child wrote it; may be empty."""


class WorkSheet(Struct, frozen=True):
    """`work.html`: one piece of work."""

    name: str
    """Of the child."""
    title: str
    day: date
    where: str
    """Of a piece on paper: where it is, with its pages."""
    paragraphs: tuple[str, ...]
    pictures: tuple[Shown, ...]
    recordings: tuple[str, ...]
    """Names of the files that lie beside it."""


class Work(Struct, frozen=True):
    """A piece of work, ready to be written into a folder."""

    name: str
    """Of its file, without an ending: `1-2025-10-06-frog-poem`."""
    title: str
    sheet: Sheet
    recordings: Mapping[str, Path]
    """Finished recordings, by the names of their files."""
    media: Mapping[Path, Media]
    """All that is in it, by the originals."""


def taken_along(library: Library, job: Job) -> Job:
    """Return a child's job without pictures in which somebody is who has not agreed to that.

    `library` has everything in it.
    """
    home = taken_home(library, job.child.slug)
    agreed = {one.path for post in home.posts for one in mentioned(post)}
    agreed |= {job.child.avatar.path} if job.child.avatar else set()
    return replace(job, pictures={path: made for path, made in job.pictures.items() if path in agreed})


def chosen_works(site: Site, library: Library, job: Job, reporter: Reporter) -> tuple[list[Work], int]:
    """Return the work that the child of a job has chosen, and how many pieces must stay here.

    Args:
        site: Where the class lies, and what was made of its pictures.
        library: Everything.
        job: The child's.
        reporter: Hears of pictures and recordings that cannot be made safe.
    """
    home = taken_home(library, job.child.slug)
    wanted = [post for _, post in picked(job)]
    posts = [home.post[key] for post in wanted if (key := (post.student, post.slug)) in home.post]
    found: list[Attachment] = [one for post in posts for one in mentioned(post)]
    media: Mapping[Path, Media] = {}
    if found:
        site.state.mkdir(mode=0o700, exist_ok=True)
        media = Studio(site.media, reporter).prepare(found, widths=(_WIDTH,), rules=library.classroom.media)
    works = [_work(job, number, post, media) for number, post in enumerate(posts, 1)]
    return works, len(wanted) - len(posts)


def _work(job: Job, number: int, post: Post, media: Mapping[Path, Media]) -> Work:
    name = f"{number}-{urls.address(post.slug)}"
    own = [(one, media[one.path]) for one in mentioned(post) if one.path in media]
    recordings = dict(_recordings(name, [made for _, made in own]))
    said = {file.casefold(): alt for alt, file in _ALT.findall(post.body)}
    view = WorkSheet(
        name=job.child.name,
        title=post.title,
        day=post.date,
        where=" · ".join(filter(None, (post.paper.where, post.paper.pages))) if post.paper else "",
        paragraphs=paragraphs(post.body),
        pictures=tuple(
            Shown(picture(as_jpeg(made.largest.file.path)), said.get(one.name.casefold(), ""))
            for one, made in own
            if isinstance(made, Picture)
        ),
        recordings=tuple(recordings),
    )
    sheet = Sheet("work.html", view, job.language)
    return Work(name, post.title, sheet, recordings, {one.path: made for one, made in own})


def _recordings(name: str, media: Sequence[Media]) -> Iterator[tuple[str, Path]]:
    recordings = [one for one in media if isinstance(one, Recording)]
    for number, one in enumerate(recordings, 1):
        yield f"{name}-{number}{Path(one.file.name).suffix}", one.file.path
