"""The files of a site that are no pages: what the pages show, and what robots read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from slc_site.model.library import Library
from slc_site.model.prompt import Example, Prompt
from slc_site.render import urls
from slc_site.render.manuscripts import example_key, page_key, post_key, prompt_key, told_key
from slc_site.render.media import Picture
from slc_site.render.page import Materials

ROBOTS = b"User-agent: *\nDisallow: /\n"
"""Says no to everybody, and names no folder: a list of what is private is a map to it."""


def student_media(library: Library, materials: Materials, student: str) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, finished file) for all that a student's pages show, and nothing besides."""
    yield from avatar_files(library, materials, (student,))
    years = (year.posts for year in library.earlier_of(student))
    for post in chain(library.posts_of(student), *years):
        told = materials.prose[told_key(post)].media if post.told_in else ()
        for name in dict.fromkeys((*materials.prose[post_key(post)].media, *told)):
            shown = materials.media[post.attachments[name].path]
            yield from ((urls.post_folder(post) + file.name, file.path) for file in shown.files)


def class_media(library: Library, materials: Materials) -> Iterator[tuple[str, Path]]:
    """Yield (path in the site, finished file) for all that the class's pages show besides its students."""
    for page in library.pages:
        folder = urls.class_page(page.slug).removesuffix("index.html")
        for name in materials.prose[page_key(page.slug)].media:
            shown = materials.media[page.attachments[name].path]
            yield from ((folder + file.name, file.path) for file in shown.files)
    for prompt in library.prompts:
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
