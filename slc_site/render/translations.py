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

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "slc_site"


def _(message: str) -> str:
    """Mark a text for translation that is translated later, when the language is known."""
    return message


class Words:
    """One language: its words, its direction, its way of writing dates and numbers."""

    def __init__(self, language: str) -> None:
        """`language` is a BCP 47 tag such as `en`, `es-MX` or `ar`; an unknown one is read as English."""
        self.locale = _locale(language) or Locale("en")
        self.code = str(self.locale).replace("_", "-")
        self.direction = self.locale.text_direction
        self.translations = _catalogue(self.locale.language)

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

    def short_day(self, value: date) -> str:
        """Return "Oct 5, 2025", in this language's way."""
        return _day(value, "medium", self.locale)

    def month(self, value: date) -> str:
        """Return "October 2025", in this language's way."""
        return _day(value, "LLLL y", self.locale)

    def short_month(self, value: date) -> str:
        """Return "Oct", in this language's way."""
        return _day(value, "LLL", self.locale)

    def short_month_and_year(self, value: date) -> str:
        """Return "Oct 2025", in this language's way."""
        return format_skeleton("yMMM", value, locale=self.locale)

    def month_and_day(self, value: date) -> str:
        """Return "Oct 5", in this language's way."""
        return format_skeleton("MMMd", value, locale=self.locale)

    def year(self, value: date) -> str:
        """Return "2025", in this language's way."""
        return _day(value, "y", self.locale)

    def clock(self, value: datetime) -> str:
        """Return the time of day, in this language's way."""
        return format_time(value.time(), "short", locale=self.locale)

    def number(self, value: Decimal | int) -> str:
        """Return the number with this language's signs."""
        return format_decimal(value, locale=self.locale)

    @property
    def own_name(self) -> str:
        """The language's name in the language itself: "español"."""
        return self.locale.get_language_name(str(self.locale)) or self.code


@lru_cache(maxsize=64)
def words_for(language: str) -> Words:
    """Return the words of a language; the same object each time."""
    return Words(language)


def is_known(language: str) -> bool:
    """Is `language` a language tag that dates and directions are known for?"""
    return _locale(language) is not None


def has_catalogue(language: str) -> bool:
    """Are there words of ours in `language`?"""
    locale = _locale(language)
    return locale is not None and (locale.language == "en" or _po(locale.language).is_file())


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        base = language.partition("-")[0]
        return _locale(base) if base and base != language else None


def _po(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> gettext.NullTranslations:
    file = _po(language)
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _day(value: date, form: str, locale: Locale) -> str:
    return format_date(value, form, locale=locale)


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
