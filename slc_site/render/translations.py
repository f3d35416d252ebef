"""The program's own words, dates and numbers in one language.

Catalogues are plain `.po` files beside the code; they are compiled in memory, so that no binary file has to
be kept in step. A language without a catalogue speaks English, with its own dates and direction.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from slc_site.model.locales import locale_of

LOCALES = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "slc_site"


def _(message: str) -> str:
    """Mark a text for translation that is translated later, when the language is known."""
    return message


class CatalogueError(Exception):
    """A class's own catalogue cannot be read; `file` is which."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name)
        self.file = file


class Words:
    """One language: its words, its direction, its way of writing dates and numbers."""

    def __init__(self, language: str, own: Path | None = None) -> None:
        """Take a language; an unknown one is read as English.

        Args:
            language: A BCP 47 tag such as `en`, `es-MX` or `ar`.
            own: A catalogue of the class's, whose words come before ours.
        """
        self.locale = locale_of(language) or Locale("en")
        self.code = str(self.locale).replace("_", "-")
        self.direction = self.locale.text_direction
        self.translations = _catalogue(self.locale.language)
        if own is not None:
            ours, self.translations = self.translations, _compiled(own, self.locale.language)
            self.translations.add_fallback(ours)

    def gettext(self, message: str) -> str:
        """Return `message` in this language."""
        return self.translations.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of the message that goes with `count`."""
        return self.translations.ngettext(one, many, count)

    def in_other(self, language: str, message: str, **values: object) -> str:
        """Return `message` in another language, its `%(name)s` filled from `values`."""
        text = words_for(language).gettext(message)
        return text % values if values else text

    def day(self, value: date) -> str:
        """Return "October 5, 2025", in this language's way."""
        return _day(value, "long", self.locale)

    def weekday_and_day(self, value: date) -> str:
        """Return "Monday, October 5, 2025", in this language's way."""
        return _day(value, "full", self.locale)

    def short_day(self, value: date) -> str:
        """Return "Oct 5, 2025", in this language's way."""
        return _day(value, "medium", self.locale)

    def month(self, value: date) -> str:
        """Return "October 2025", in this language's way."""
        return _skeleton(value, "yMMMM", self.locale)

    def short_month(self, value: date) -> str:
        """Return "Oct", in this language's way."""
        return _day(value, "LLL", self.locale)

    def short_month_and_year(self, value: date) -> str:
        """Return "Oct 2025", in this language's way."""
        return _skeleton(value, "yMMM", self.locale)

    def month_and_day(self, value: date) -> str:
        """Return "Oct 5", in this language's way."""
        return _skeleton(value, "MMMd", self.locale)

    def year(self, value: date) -> str:
        """Return "2025", in this language's way."""
        return _skeleton(value, "y", self.locale)

    def clock(self, value: datetime) -> str:
        """Return the time of day, in this language's way."""
        return format_time(value.time(), "short", locale=self.locale)

    def number(self, value: Decimal | int) -> str:
        """Return the number with this language's signs."""
        return _number(value, self.locale)

    @property
    def own_name(self) -> str:
        """The language's name in the language itself: "español"."""
        return self.locale.get_language_name(str(self.locale)) or self.code


@lru_cache(maxsize=64)
def words_for(language: str) -> Words:
    """Return the words of a language; the same object each time."""
    return Words(language)


@lru_cache(maxsize=64)
def words_with(language: str, folders: tuple[Path, ...]) -> Words | None:
    """Return the words of a language, a class's own first; None where there are none at all.

    Args:
        language: BCP 47.
        folders: Where a class's own catalogues can lie, the first that has one counts: `so.po` for Somali.

    Raises:
        CatalogueError: the class's own cannot be read.
    """
    locale = locale_of(language)
    names = dict.fromkeys((language, locale.language if locale else language))
    found = (folder / f"{name}.po" for folder in folders for name in names)
    own = next((file for file in found if file.is_file()), None)
    if own is None and not has_catalogue(language):
        return None
    try:
        return Words(language, own)
    except (ValueError, LookupError, OSError) as error:
        if own is None:
            raise
        raise CatalogueError(own) from error


def is_known(language: str) -> bool:
    """Is `language` a language tag that dates and directions are known for?"""
    return locale_of(language) is not None


def has_catalogue(language: str) -> bool:
    """Are there words of ours in `language`?"""
    locale = locale_of(language)
    return locale is not None and (locale.language == "en" or _po(locale.language).is_file())


@lru_cache(maxsize=1)
def catalogues() -> tuple[str, ...]:
    """Return the languages that there are words of ours in, English first."""
    return ("en", *sorted(file.parent.parent.name for file in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@lru_cache(maxsize=4096)
def in_all_languages(message: str) -> tuple[str, ...]:
    """Return a text of ours in each language that has it, English first."""
    return tuple(dict.fromkeys(words_for(language).gettext(message) for language in catalogues()))


def _po(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> gettext.NullTranslations:
    file = _po(language)
    return _compiled(file, language) if file.is_file() else gettext.NullTranslations()


def _compiled(file: Path, language: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo  # who speaks English needs neither
    from babel.messages.pofile import read_po

    with file.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _day(value: date, form: str, locale: Locale) -> str:
    return format_date(value, form, locale=locale)


@lru_cache(maxsize=4096, typed=True)
def _number(value: Decimal | int, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=4096)
def _skeleton(value: date, parts: str, locale: Locale) -> str:
    return format_skeleton(parts, value, locale=locale)


DEFAULT_STRANDS: Mapping[str, tuple[str, str]] = {
    "writing": (_("Writing"), _("Telling stories and ideas in words: poems, letters, notes and true books.")),
    "representing": (
        _("Representing"),
        _("Showing what I know without writing it: by drawing, building, acting, moving or making music."),
    ),
    "projects": (
        _("Projects"),
        _("Big questions we work on for weeks. We ask, find out, make something and share it."),
    ),
}
"""Title and meaning of the three default strands, in the program's words."""
