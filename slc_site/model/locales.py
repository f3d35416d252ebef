"""What the world knows of a language: how it writes dates and numbers, and which way it runs.

Take a locale from here and nowhere else. Babel (2.18 and before) keeps what languages have in common in one
place, and writes into it what it has found for one of them: after a date in Chinese, the months of a language
that comes later are Chinese, too. So a locale from here has names of its own before anything is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.localedata import load

_NAMES = ("months", "days", "quarters")
"""Where one kind of name stands for another, such as a month alone for one within a date."""


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale | None:
    """Return the locale of a BCP 47 tag such as `en`, `es-MX` or `zh-Hans`; None for what is none.

    A tag with a part that is not known is read without that part.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        base = language.rpartition("-")[0]
        return locale_of(base) if base else None
    data = load(str(locale))
    data.update((kind, _own(data[kind])) for kind in _NAMES)
    return locale


def _own(names: Mapping[Any, Any]) -> dict[Any, Any]:
    return {key: _own(names[key]) if isinstance(names[key], Mapping) else names[key] for key in names}
