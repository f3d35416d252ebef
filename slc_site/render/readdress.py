"""Lets the addresses in a finished page lead somewhere else; nothing else of it changes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"""<(?:a|img|source|video|audio|track|link|script)\s(?:[^<>"]++|"[^"]*+")*+>""")
"""As our templates and the cleaner write them: lower case, every value in double quotes."""
_ADDRESS = re.compile(r"""\s(href|src|poster|srcset)="([^"]*)\"""")


def readdressed(html: str, page: str, to: Callable[[str], str | None]) -> str:
    """Return a page in which each address inside the site is another one.

    Args:
        html: The finished page.
        page: Its path in the site, which its addresses are relative to.
        to: Takes a path in the site and returns what to write; None takes the address out.
    """

    def address(written: str) -> str | None:
        try:
            parts = urlsplit(written)
        except ValueError:  # such as `https://[`: leads out of the site, if anywhere
            return written
        if parts.scheme or parts.netloc or not parts.path:
            return written
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        found = to(target)
        return found + (f"#{parts.fragment}" if parts.fragment else "") if found is not None else None

    def candidates(written: str) -> str | None:
        pairs = (candidate.split(maxsplit=1) for candidate in written.split(","))
        found = [" ".join((new, *size)) for old, *size in pairs if (new := address(old)) is not None]
        return ", ".join(found) or None

    def attribute(found: re.Match[str]) -> str:
        name, written = found.groups()
        new = candidates(written) if name == "srcset" else address(written)
        return f' {name}="{new}"' if new is not None else ""

    return _TAG.sub(lambda tag: _ADDRESS.sub(attribute, tag[0]), html)
