"""The pages of one section as a job for another process, perhaps of another computer.

A job is plain bytes and fingerprints. Whoever does it first holds the fingerprints against its own program
and its own theme: what it draws is then the very same as what would be drawn where the job comes from.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

import slc_site
from slc_site import kept
from slc_site.model.classroom import Classroom, Student
from slc_site.model.library import Library
from slc_site.problems import SilentReporter
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import attachments
from slc_site.render.media import Media
from slc_site.render.page import Edition, Materials
from slc_site.render.sections import Section
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import BUNDLED, ThemeFolder
from slc_site.render.translations import words_for

_DRAWS = ("babel", "jinja2", "markupsafe")
"""Libraries that have a say in what a page looks like."""
_PARTS = (".py", ".po")
"""The files of the program that have."""
_THEMES = 4
"""So many are kept ready: of some classes of a school, each with its templates compiled."""

Drawn = tuple[tuple[str, str, bytes], ...]
"""Of each page: its path in the site, a fingerprint of what it was made from, its bytes."""

_Chain = tuple[ThemeFolder, ...]
_Packed = tuple[Student | None, Library, Mapping[str, Prose], Mapping[Path, Media], Edition]


class UnlikeError(Exception):
    """The program or the theme here is not the one that the job was made with."""


class Job(Struct, frozen=True):
    """All that it takes to draw the pages of a section: picklable, and small."""

    program: str
    """A fingerprint of the program that made the job."""
    theme_made_from: str
    drawn_by: str
    """Of all that a page depends on besides what its template is handed; see `Drafting`."""
    theme: bytes
    section: bytes


def packed_theme(chain: _Chain, classroom: Classroom) -> bytes:
    """Return a theme for a `Job`. Its files do not travel; those of the program are found wherever it is."""
    return pickle.dumps((tuple(_from_bundle(one) for one in chain), classroom), pickle.HIGHEST_PROTOCOL)


def packed_section(section: Section) -> bytes:
    """Return a section for a `Job`: what is narrowed to those who look, and nothing else.

    Of media it holds only the names and sizes of those that its pages may show.
    """
    shown = {one.path for one in attachments(section.library)}
    packed: _Packed = (
        section.student,
        replace(section.library, included_files=()),  # anew, without what it has worked out and keeps
        section.materials.prose,
        {path: one for path, one in section.materials.media.items() if path in shown},
        section.edition,
    )
    return pickle.dumps(packed, pickle.HIGHEST_PROTOCOL)


def draw(job: Job) -> Drawn:
    """Plan and draw the pages of a job.

    Raises:
        UnlikeError: what came out would not be the same as where the job comes from.
        ThemeError: a template is missing or broken.
    """
    if job.program != program():
        raise UnlikeError
    theme = _theme(job.theme, job.theme_made_from)
    return tuple(
        (
            page.path,
            kept.fingerprint(job.drawn_by, page.template, page.context),
            theme.render(page),
        )
        for page in _unpacked(job.section).pages()
    )


@cache
def program() -> str:
    """Return a fingerprint of the code that plans and draws: the same on all computers that have the same.

    It is asked for once in a process, as the code that runs is that of the files when it was loaded.
    """
    package = Path(slc_site.__file__).parent
    files = sorted(file for file in package.rglob("*") if file.suffix in _PARTS)
    return kept.fingerprint(
        sys.version_info[:2],
        [(name, version(name)) for name in _DRAWS],
        [(file.relative_to(package).as_posix(), file.read_bytes()) for file in files],
    )


@lru_cache(maxsize=_THEMES)
def _theme(packed: bytes, made_from: str) -> Theme:
    # Whoever hands us jobs can run whatever they like here anyway: the job itself came as a pickle.
    chain, classroom = pickle.loads(packed)  # noqa: S301  # see above
    theme = Theme(tuple(_in_bundle(one) for one in chain), classroom, SilentReporter())
    if theme.made_from != made_from:
        raise UnlikeError  # which is not kept: the files may still be on their way
    return theme


def _unpacked(packed: bytes) -> Section:
    unpickled: _Packed = pickle.loads(packed)  # noqa: S301  # as for the theme
    student, library, prose, media, edition = unpickled
    words = words_for(library.classroom.language)
    return Section(student, library, Materials(prose, media), words, edition)


def _from_bundle(theme: ThemeFolder) -> ThemeFolder:
    is_ours = theme.folder.is_relative_to(BUNDLED)
    return replace(theme, folder=theme.folder.relative_to(BUNDLED)) if is_ours else theme


def _in_bundle(theme: ThemeFolder) -> ThemeFolder:
    return replace(theme, folder=BUNDLED / theme.folder)  # where a whole path stays what it is
