"""What a template sees, what it makes, and the files that a theme brings along.

A template is looked up along the theme's chain; `{% extends "default/base.html" %}` names the template of one
theme, so that an override can extend the very template it replaces.
"""

from __future__ import annotations

import contextlib
import hashlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from slc_site import __version__
from slc_site.model.classroom import Classroom
from slc_site.problems import Problem, Reporter, Severity, did_you_mean
from slc_site.render.page import Page
from slc_site.render.theme_folders import ThemeError, ThemeFolder
from slc_site.render.translations import Words, words_for
from slc_site.render.urls import NOT_FOUND, relative
from slc_site.render.views import Html

_LIVE_ONLY = frozenset({"js/live.js", "css/live.css"})


class Theme:
    """Turns pages into bytes."""

    def __init__(self, chain: tuple[ThemeFolder, ...], classroom: Classroom, reporter: Reporter) -> None:
        """Make the theme ready for a class: its language and its options."""
        self._chain = chain
        self._words = words_for(classroom.language)
        self._root = _root_of(classroom.url)
        self._options = self._chosen(classroom, reporter)
        self._environment = self._made_environment()

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

    def _made_environment(self) -> Environment:
        loaders = {theme.name: FileSystemLoader(theme.folder / "templates") for theme in self._chain}
        environment = Environment(
            loader=ChoiceLoader([*loaders.values(), PrefixLoader(loaders)]),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        words = self._words
        # newstyle: a call with values fills them in, and escapes them where autoescape is on
        environment.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
        environment.globals.update(
            lang=words.code,
            direction=words.direction,
            options=self._options,
            version=__version__,
            in_language=words.in_other,
            asset=_asset,
        )
        environment.filters.update(_filters(words))
        return environment

    def get_ready(self) -> None:
        """Compile the templates; one that cannot be is told of when a page needs it."""
        for name in sorted({file for theme in self._chain for file in _templates_of(theme)}):
            with contextlib.suppress(TemplateError, OSError, ValueError, RecursionError):
                self._environment.get_template(name)

    def render(self, page: Page) -> bytes:
        """Return the finished page, UTF-8.

        Raises:
            ThemeError: a template is missing or broken; the problem names it and the line.
        """
        try:
            template = self._environment.get_template(page.template)
            text = template.render(page=page.context, asset_of=partial(self._address, page.path))
        except Exception as error:  # a class's own template is code: it may raise anything at all
            raise ThemeError(self._told(error, page)) from error
        return text.encode("utf-8")

    def _address(self, page: str, name: str) -> str:
        target = f"{self.asset_folder}{name}"
        if name not in self._static:
            raise TemplateError(f"there is no file `static/{name}` in the theme")
        return self._root + target if page == NOT_FOUND and self._root else relative(page, target)

    @cached_property
    def _static(self) -> Mapping[str, Path]:
        files: dict[str, Path] = {}
        for theme in reversed(self._chain):
            static = theme.folder / "static"
            for file in sorted(static.rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    files[file.relative_to(static).as_posix()] = file
        return dict(sorted(files.items()))

    @cached_property
    def asset_folder(self) -> str:
        """The folder in the site, with its slash, that holds the theme's files.

        Its name is a fingerprint of them all: a changed file has a new address, so that no browser shows an
        old one, and files may point at each other (a style sheet at its fonts) by their own relative names.
        """
        digest = hashlib.sha256()
        for name, file in self._static.items():
            digest.update(f"{name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return f"assets/{digest.hexdigest()[:10]}/"

    def assets(self, *, live: bool) -> Mapping[str, Path]:
        """Return where each file of the theme goes in the site, and the file.

        What makes pages reload is for the teacher's own screen and is not uploaded.
        """
        return {
            f"{self.asset_folder}{name}": file
            for name, file in self._static.items()
            if live or name not in _LIVE_ONLY
        }

    def _told(self, error: Exception, page: Page) -> Problem:
        name, line = _where(error, page)
        theme = next(
            (one for one in self._chain if (one.folder / "templates" / name).is_file()), self._chain[0]
        )
        message = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
        return Problem(
            f"The page `{page.path}` cannot be drawn: {message}.",
            f"themes/{theme.name}/templates/{name}",
            line,
            hint="If the class has its own theme, compare this template with the default one.",
            code="template",
        )


def _templates_of(theme: ThemeFolder) -> Iterator[str]:
    folder = theme.folder / "templates"
    yield from (file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))


def _filters(words: Words) -> dict[str, Callable[..., Any]]:
    return {
        "day": words.day,
        "short_day": words.short_day,
        "month": words.month,
        "clock": words.clock,
        "number": words.number,
        "iso": lambda value: value.isoformat(),
        "html": _shown,
    }


def _shown(html: Html) -> Markup:
    # The only place where a text is shown without being escaped; only `prose` makes an Html.
    return Markup(html.text)  # noqa: S704


@pass_context
def _asset(context: TemplateContext, name: str) -> str:
    address: str = context["asset_of"](name)
    return address


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
