"""Languages, as people write them in a file or in its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from slc_site.read.disk import same

_OWN_NAMES = (
    "am", "ar", "bn", "de", "es", "fa", "fil", "fr", "hi", "hr", "ht", "it", "ja", "ko", "ku", "ne",
    "pa", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sw", "th", "ti", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def language_tag(text: str) -> str | None:
    """Return the BCP 47 tag that somebody wrote, in its usual case (`es`, `es-MX`); None when it is none."""
    tag = text.replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def language_named(text: str, language: str) -> str:
    """Return the BCP 47 tag for a tag or for the name of a language; empty when it is none.

    Names are understood in English and in `language`; of the large ones, each in itself.
    """
    typed = same(" ".join(text.split()))
    if not typed:
        return ""
    named = _names(language)
    tag = language_tag(typed)
    return named.get(typed) or (tag if tag and tag.partition("-")[0] in named.values() else "") or ""


@cache
def _names(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError  # only where languages stand in a table

    names: dict[str, str] = {}
    for code in ("en", language):
        try:
            locale = Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        names.update((same(str(name)), tag.replace("_", "-")) for tag, name in locale.languages.items())
    for tag in _OWN_NAMES:
        own = Locale.parse(tag, sep="-").get_display_name(tag)
        if own:
            names.setdefault(same(own), tag)
    return names
