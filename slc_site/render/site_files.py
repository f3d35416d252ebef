"""All files of a site: pages, pictures, feeds and what a theme brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from slc_site.model.library import Library
from slc_site.model.prompt import Example, Prompt
from slc_site.render import urls
from slc_site.render.feeds import feeds
from slc_site.render.manuscripts import example_key, page_key, post_key, prompt_key, told_key
from slc_site.render.media import Picture
from slc_site.render.page import Edition, Materials, Page
from slc_site.render.theme import Theme

ROBOTS = b"User-agent: *\nDisallow: /\n"
"""Says no to everybody, and names no folder: a list of what is private is a map to it."""


def site_files(
    library: Library,
    materials: Materials,
    pages: Iterable[Page],
    theme: Theme,
    edition: Edition,
    drawn: Callable[[], None] = lambda: None,
) -> dict[str, bytes | Path]:
    """Return every file of an edition by its path; `drawn` is called after each page.

    What is to be sealed comes without the theme's files: those lie open, and once.

    Raises:
        ThemeError: a template is missing or broken.
    """
    is_start_of_room = bool(edition.room) and edition.student is None
    shown = (
        avatar_files(library, materials, edition.takes_part)
        if is_start_of_room
        else media_files(library, materials, edition.student)
    )
    files: dict[str, bytes | Path] = dict(shown)
    if not edition.is_sealed:
        files |= theme.assets(live=edition.live)
        files["robots.txt"] = ROBOTS
    for page in pages:
        files[page.path] = theme.render(page)
        drawn()
    if edition.builds_feeds:
        files.update(feeds(library, materials))
    return files


def media_files(
    library: Library, materials: Materials, only: str | None = None
) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, finished file) for all that the pages show, and nothing besides.

    With `only`, a student's slug, what the pages of that student show.
    """
    yield from avatar_files(library, materials, library.student if only is None else (only,))
    for post in library.posts if only is None else library.posts_of(only):
        told = materials.prose[told_key(post)].media if post.told_in else ()
        for name in dict.fromkeys((*materials.prose[post_key(post)].media, *told)):
            shown = materials.media[post.attachments[name].path]
            yield from ((urls.post_folder(post) + file.name, file.path) for file in shown.files)
    for page in library.pages if only is None else ():
        folder = urls.class_page(page.slug).removesuffix("index.html")
        for name in materials.prose[page_key(page.slug)].media:
            shown = materials.media[page.attachments[name].path]
            yield from ((folder + file.name, file.path) for file in shown.files)
    for prompt in library.prompts if only is None else ():
        yield from _beside(prompt_key(prompt), prompt, urls.prompt_folder(prompt.slug), materials)
        for example in prompt.examples:
            folder = urls.example_folder(prompt.slug, example.slug)
            yield from _beside(example_key(prompt, example), example, folder, materials)


def _beside(
    key: str, written: Prompt | Example, folder: str, materials: Materials
) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, finished file) for what one text shows."""
    for name in materials.prose[key].media:
        shown = materials.media[written.attachments[name].path]
        yield from ((folder + file.name, file.path) for file in shown.files)


def avatar_files(
    library: Library, materials: Materials, students: Iterable[str]
) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, finished file) for the pictures that stand for these students, by slug."""
    for student in (library.student[slug] for slug in students):
        made = materials.media.get(student.avatar.path) if student.avatar else None
        if isinstance(made, Picture):
            yield from ((urls.student_folder(student.slug) + file.name, file.path) for file in made.files)
