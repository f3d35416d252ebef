"""Languages, as people write them in a file or in its name."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def language_tag(text: str) -> str | None:
    """Return the BCP 47 tag that somebody wrote, in its usual case (`es`, `es-MX`); None when it is none."""
    tag = text.replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
