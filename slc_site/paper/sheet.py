"""Draws sheets of paper: the templates of the theme's folder `paper/`, each in its own language.

A document is one HTML page that is whole in itself: its style sheet, fonts and pictures stand inside, and it
asks no network for anything. A teacher who wants a sheet to look different copies its template, or
`paper.css`, from the default theme into `paper/` of the class's own theme, and edits it there.
"""

from __future__ import annotations

import base64
import mimetypes
import re
import traceback
from collections.abc import Iterable, Sequence
from functools import cache
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
from msgspec import Struct

from slc_site.paper.direction import settled
from slc_site.paper.sizes import PaperSize
from slc_site.problems import Problem, Reporter, Severity
from slc_site.render.templating import templating
from slc_site.render.theme_folders import ThemeError, ThemeFolder
from slc_site.render.translations import CatalogueError, Words, has_catalogue, words_for, words_with
from slc_site.render.views import Html

FOLDER, STYLE = "paper", "paper.css"
"""Of a theme: where sheets are, and how they look."""
CATALOGUES = "locale"
"""Of a theme: words for languages that we have none in, or other ones, such as `so.po`; see `words_with`."""
_FRAME = "document.html"
"""The same for every theme: what makes a document of sheets. It lies beside this module."""
_URL = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+?)["']?\s*\)""")


class Sheet(Struct, frozen=True):
    """One thing on paper: a letter, a page of cards, a form. It may take several pages."""

    template: str
    """A file of the theme's `paper/`, such as `cover.html`; it sees `sheet`, `paper` and `_`."""
    view: object
    """What the template shows, as `sheet`; a frozen dataclass."""
    language: str
    """BCP 47, that it is drawn in; English where there are no words of ours in it."""
    begins: str = "page"
    """On which page: `page` is a new one, `right` a new one on the right-hand side, so that what is printed
    on both sides begins on paper of its own; `same` goes on where the sheet before has ended."""

    @property
    def kind(self) -> str:
        """The template's name, by which style sheets know it; `forms goal` for `forms/goal.html`."""
        return self.template.partition(".")[0].replace("/", " ")


class _Section(Struct, frozen=True):
    kind: str
    begins: str
    language: str
    direction: str
    html: Html


class Drawing:
    """Draws documents for one class: with its theme, on its paper."""

    def __init__(self, chain: Sequence[ThemeFolder], size: PaperSize, reporter: Reporter) -> None:
        """`chain` is what `find_theme` returned: the class's own theme first, the default last."""
        self._chain = tuple(chain)
        self._size = size
        self._reporter = reporter
        self._environments: dict[str, Environment] = {}
        self._told: set[str] = set()

    def document(self, sheets: Iterable[Sheet], title: str, language: str) -> str:
        """Return sheets as one HTML document.

        Args:
            sheets: In the order in which they are printed.
            title: What the document is called, in its language; not printed.
            language: BCP 47, of the document as a whole.

        Raises:
            ThemeError: a template or the style sheet is missing or broken; the problem names it and the line.
        """
        words = self.words(language)
        frame = templating(FileSystemLoader(Path(__file__).parent), words, lambda: "", self._asset)
        return frame.get_template(_FRAME).render(
            title=title,
            size=self._size,
            style=Html(self._style),
            sections=tuple(self._section(sheet) for sheet in sheets),
        )

    def words(self, language: str) -> Words:
        """Return the words of a language, those of the class's theme first; English, and said once, else."""
        try:
            if words := words_with(language, tuple(theme.folder / CATALOGUES for theme in self._chain)):
                return words
        except CatalogueError as error:
            return self._without_catalogue(language, error)
        if language not in self._told:
            self._told.add(language)
            self._reporter.report(
                Problem(
                    f"There are no words of ours in the language `{language}`: English is printed instead.",
                    hint="What people wrote stays as it is. docs/paper.md says which languages there are.",
                    severity=Severity.WARNING,
                    code="no-catalogue",
                )
            )
        return words_for("en")

    def _without_catalogue(self, language: str, error: CatalogueError) -> Words:
        if language not in self._told:
            self._told.add(language)
            theme = error.file.parent.parent.name
            self._reporter.report(
                Problem(
                    "This catalogue cannot be read, so what it says is left out.",
                    f"themes/{theme}/{CATALOGUES}/{error.file.name}",
                    hint="Open it in the program that made it, and save it as UTF-8.",
                    severity=Severity.WARNING,
                    code="catalogue",
                )
            )
        return words_for(language if has_catalogue(language) else "en")

    def _section(self, sheet: Sheet) -> _Section:
        words = self.words(sheet.language)
        try:
            template = self._environment(words).get_template(sheet.template)
            html = template.render(sheet=sheet.view, paper=self._size)
        except Exception as error:  # a class's own template is code: it may raise anything at all
            raise ThemeError(self._problem(error, sheet.template)) from error
        html = settled(html, words.direction)
        return _Section(sheet.kind, sheet.begins, words.code, words.direction, Html(html))

    def _environment(self, words: Words) -> Environment:
        if words.code not in self._environments:
            loaders = {theme.name: FileSystemLoader(theme.folder / FOLDER) for theme in self._chain}
            # Sheets and pages share drawings and names: `partials/icons.html`, `partials/steps.html`.
            pages = [FileSystemLoader(theme.folder / "templates") for theme in self._chain]
            loader = ChoiceLoader([*loaders.values(), PrefixLoader(loaders), *pages])
            self._environments[words.code] = templating(loader, words, lambda: "", self._asset)
        return self._environments[words.code]

    @property
    def _style(self) -> str:
        found = self._found(STYLE)
        if found is None:
            raise ThemeError(self._problem(TemplateError(f"there is no file `{STYLE}`"), STYLE))
        try:
            text = found.read_text("utf-8")
            return _URL.sub(lambda match: f'url("{self._address(match[1])}")', text)
        except (OSError, UnicodeError, TemplateError) as error:
            raise ThemeError(self._problem(error, STYLE)) from error

    def _asset(self, name: str) -> Markup:
        return escape(self._address(name))

    def _address(self, name: str) -> str:
        """Return a file of the theme as a `data:` address; its name is as seen from `paper/`."""
        found = self._found(name)
        if found is None:
            raise TemplateError(f"there is no file `{name}` in the theme's `{FOLDER}`")
        return _data(found)

    def _found(self, name: str) -> Path | None:
        for theme in self._chain:
            file = (theme.folder / FOLDER / name).resolve()
            if file.is_file() and file.is_relative_to(theme.folder.resolve()):
                return file
        return None

    def _problem(self, error: Exception, template: str) -> Problem:
        name, line = _where(error, template)
        theme = next((one for one in self._chain if (one.folder / FOLDER / name).is_file()), self._chain[0])
        message = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
        return Problem(
            f"This sheet cannot be drawn: {message}.",
            f"themes/{theme.name}/{FOLDER}/{name}",
            line,
            hint="If the class has its own, compare it with the one of the default theme.",
            code="template",
        )


def picture(content: bytes | None, kind: str = "image/jpeg") -> str:
    """Return a picture as a `data:` address; an empty text when there is none."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}" if content else ""


@cache
def _data(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return picture(file.read_bytes(), "font/woff2" if file.suffix == ".woff2" else kind)


def _where(error: Exception, template: str) -> tuple[str, int | None]:
    """Return the file in which it went wrong, and the line if it is known."""
    if isinstance(error, TemplateSyntaxError):
        return (error.name or template), error.lineno
    mark = f"/{FOLDER}/"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if mark in frame.filename and frame.filename.endswith(".html")
    ]
    if frames:
        return frames[-1].filename.rpartition(mark)[2], frames[-1].lineno
    return (getattr(error, "name", None) or template), None
