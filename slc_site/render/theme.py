"""What a template sees, what it makes, and the files that a theme brings along.

A template is looked up along the theme's chain; `{% extends "default/base.html" %}` names the template of one
theme, so that an override can extend the very template it replaces.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from slc_site import __version__, kept
from slc_site.model.classroom import Classroom
from slc_site.problems import Problem, Reporter, Severity, did_you_mean
from slc_site.render.compiled import CompiledTemplates
from slc_site.render.page import Page
from slc_site.render.templating import templating
from slc_site.render.theme_files import STATIC, TEMPLATES, files_of
from slc_site.render.theme_folders import ThemeError, ThemeFolder
from slc_site.render.translations import words_for
from slc_site.render.urls import NOT_FOUND, relative

LIVE_ASSETS = "assets/slc-live/"
"""Where the theme's files stand in the teacher's own edition: a new style sheet leaves all pages as they are.
`serve` hands out each page with the address that they have at the moment."""
_LIVE_ONLY = frozenset({"js/live.js", "css/live.css"})
_place: ContextVar[str] = ContextVar("_place")
"""What stands before the name of a file of the theme, on the page that is being drawn."""


class Theme:
    """Turns pages into bytes."""

    def __init__(
        self,
        chain: tuple[ThemeFolder, ...],
        classroom: Classroom,
        reporter: Reporter,
        *,
        live: bool = False,
        compiled: Path | None = None,
    ) -> None:
        """Make the theme ready for a class: its language and its options.

        `live`: for the teacher's own screen. What makes pages reload is for that, and is not uploaded.
        `compiled` is a folder in which templates are kept, compiled, for the next build.
        """
        self._chain = chain
        self._files = tuple(files_of(theme.folder, compiled) for theme in chain)
        self._live = live
        self._words = words_for(classroom.language)
        self._root = _root_of(classroom.url)
        self._options = self._chosen(classroom, reporter)
        self._environment = self._made_environment(compiled)
        self._places: dict[int, str] = {}
        self._addresses: dict[tuple[str, str], Markup] = {}

    def _chosen(self, classroom: Classroom, reporter: Reporter) -> Mapping[str, str]:
        options: dict[str, str] = {}
        for theme in reversed(self._chain):
            options.update(theme.options)
        for key, value in classroom.theme_options.items():
            if key in options:
                options[key] = value
                continue
            reporter.report(
                Problem(
                    f"The theme `{self._chain[0].name}` has no option `{key}`.",
                    classroom.origin.file,
                    key=f"theme_options.{key}",
                    hint=did_you_mean(key, options) or f"It has: {', '.join(sorted(options))}.",
                    severity=Severity.WARNING,
                    code="unknown-theme-option",
                )
            )
        return options

    def _made_environment(self, compiled: Path | None) -> Environment:
        loaders = {theme.name: FileSystemLoader(theme.folder / TEMPLATES) for theme in self._chain}
        loader = ChoiceLoader([*loaders.values(), PrefixLoader(loaders)])
        memory = CompiledTemplates(compiled, self._words.code) if compiled else None
        environment = templating(loader, self._words, _place.get, self._address, memory)
        environment.globals.update(options=self._options, version=__version__)
        return environment

    def like(self, other: Theme) -> Theme:
        """Return the other theme if it is the same: its templates are compiled."""
        same = other.made_from == self.made_from and other.assets == self.assets
        return other if same else self

    @cached_property
    def made_from(self) -> str:
        """A fingerprint of all that a page is drawn with: templates, options, language, names of files.

        All templates of the chain count, so that one which was not there before is seen, too.
        """
        templates = [
            (theme.name, files.templates) for theme, files in zip(self._chain, self._files, strict=True)
        ]
        return kept.fingerprint(
            templates, self._options, self._words.code, self._root, self.asset_folder, sorted(self._static)
        )

    def render(self, page: Page) -> bytes:
        """Return the finished page, UTF-8.

        Raises:
            ThemeError: a template is missing or broken; the problem names it and the line.
        """
        try:
            _place.set(self._assets_from(page.path))
            template = self._environment.get_template(page.template)
            text = template.render(page=page.context)
        except Exception as error:  # a class's own template is code: it may raise anything at all
            raise ThemeError(self._told(error, page)) from error
        return text.encode("utf-8")

    def _assets_from(self, page: str) -> str:
        if page == NOT_FOUND and self._root:  # a host shows that page at any depth
            return self._root + self.asset_folder
        depth = page.count("/")  # no page stands in the folder itself
        place = self._places.get(depth)
        if place is None:
            place = self._places[depth] = relative(page, self.asset_folder)
        return place

    def _address(self, name: str) -> Markup:
        key = (_place.get(), name)
        address = self._addresses.get(key)
        if address is None:
            if name not in self._static:
                raise TemplateError(f"there is no file `static/{name}` in the theme")
            address = self._addresses[key] = escape(key[0] + name)
        return address

    @cached_property
    def _static(self) -> Mapping[str, tuple[Path, str | None]]:
        """By name, each file that pages are published with, and what `ThemeFiles` says is in it."""
        found: dict[str, tuple[Path, str | None]] = {}
        for theme, files in zip(reversed(self._chain), reversed(self._files), strict=True):
            top = theme.folder / STATIC
            found.update({name: (top / name, digest) for name, digest in files.static.items()})
        return dict(sorted(found.items()))

    @cached_property
    def asset_folder(self) -> str:
        """The folder in the site, with its slash, that holds the theme's files.

        Its name is a fingerprint of them all: a changed file has a new address, so that no browser shows an
        old one, and files may point at each other (a style sheet at its fonts) by their own relative names.
        """
        if self._live:
            return LIVE_ASSETS
        said = "".join(f"{name}\0{digest}\0" for name, (_, digest) in self._static.items())
        digest = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()
        return f"assets/{digest[:10]}/"

    @cached_property
    def assets(self) -> Mapping[str, Path]:
        """Where each file of the theme goes in the site, and the file."""
        return {
            f"{self.asset_folder}{name}": file
            for name, (file, _) in self._static.items()
            if self._live or name not in _LIVE_ONLY
        }

    def _told(self, error: Exception, page: Page) -> Problem:
        name, line = _where(error, page)
        theme = next(
            (one for one in self._chain if (one.folder / TEMPLATES / name).is_file()), self._chain[0]
        )
        message = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
        return Problem(
            f"The page `{page.path}` cannot be drawn: {message}.",
            f"themes/{theme.name}/templates/{name}",
            line,
            hint="If the class has its own theme, compare this template with the default one.",
            code="template",
        )


def _root_of(url: str) -> str:
    """Return the path part of the site's address, with a slash at its end; nothing when it is unknown."""
    from urllib.parse import urlsplit

    path = urlsplit(url).path if url else ""
    return path if path.endswith("/") else f"{path}/" if url else ""


def _where(error: Exception, page: Page) -> tuple[str, int | None]:
    """Return the template in which it went wrong, and the line if it is known."""
    if isinstance(error, TemplateSyntaxError):
        return (error.name or page.template), error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/templates/" in frame.filename]
    if frames:
        return frames[-1].filename.rpartition("/templates/")[2], frames[-1].lineno
    return (getattr(error, "name", None) or page.template), None
