"""Names of files and folders, made from what people call things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
"""Names that Windows keeps for devices."""


def slug_of(text: str, otherwise: str, longest: int = 60) -> str:
    """Return a text in any writing as small letters, digits and hyphens; `otherwise` if none are left."""
    from slugify import slugify  # a tenth of a second, which asking for help should not cost

    slug = slugify(text, max_length=longest, word_boundary=True, backend="anyascii", algorithm="modern")
    if _DEVICES.fullmatch(slug):
        slug = f"{slug}-{otherwise}"
    return slug or otherwise


def free(slug: str, taken: Collection[str]) -> str:
    """Return the first of `slug`, `slug-2`, `slug-3`, … that is not taken; capitals make no difference."""
    used = {unicodedata.normalize("NFC", name).casefold() for name in taken}
    number, candidate = 1, slug
    while candidate in used:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
