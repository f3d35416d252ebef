"""Which kind of page a file of a built site is, after the site map of `docs/architecture.md`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

KINDS: Mapping[str, str] = {
    "home": r"index\.html",
    "not-found": r"404\.html",
    "what-it-is": r"student-led-conference/index\.html",
    "class-page": r"pages/[^/]+/index\.html",
    "party": r"conferences/[^/]+/index\.html",
    "prompts": r"prompts/index\.html",
    "prompt": r"prompts/[^/]+/index\.html",
    "class-strand": r"strands/[^/]+/(\d+/)?index\.html",
    "tags": r"tags/index\.html",
    "class-tag": r"tags/[^/]+/(\d+/)?index\.html",
    "portfolio": r"students/[^/]+/index\.html",
    "blog": r"students/[^/]+/blog/index\.html",
    "blog-further": r"students/[^/]+/blog/\d+/index\.html",
    "strand": r"students/[^/]+/strands/[^/]+/(\d+/)?index\.html",
    "tag": r"students/[^/]+/tags/[^/]+/(\d+/)?index\.html",
    "post": r"students/[^/]+/posts/[^/]+/index\.html",
    "goals": r"students/[^/]+/goals/index\.html",
    "goal": r"students/[^/]+/goals/[^/]+/index\.html",
    "targets": r"students/[^/]+/targets/index\.html",
    "target": r"students/[^/]+/targets/[^/]+/index\.html",
    "growth": r"students/[^/]+/growth/index\.html",
    "conference": r"students/[^/]+/conferences/[^/]+/index\.html",
}
"""What the path of each kind of page looks like."""


def kind_of(path: str) -> str | None:
    """Return the kind of page that stands at a path of the site, or None for no kind that is known."""
    return next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, path)), None)


def pages(site: Path) -> list[str]:
    """Return the path of every page of a built site, in order."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def by_kind(site: Path) -> dict[str, list[str]]:
    """Return the pages of a built site by their kind; pages of no known kind under the empty name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in pages(site):
        found[kind_of(path) or ""].append(path)
    return dict(found)


def examples(site: Path, kind: str, at_most: int = 2) -> list[str]:
    """Return the few pages of a kind that between them show most of what the kind can look like.

    One after another, the page is taken that adds most to the elements, classes, languages and kinds
    of attributes that those before it have.
    """
    left = {path: _features(site / path) for path in by_kind(site).get(kind, [])}
    chosen: list[str] = []
    seen: set[str] = set()
    while left and len(chosen) < at_most:
        path = max(left, key=lambda path: len(left[path] - seen))
        new = left.pop(path) - seen
        if chosen and not new:
            break
        chosen.append(path)
        seen |= new
    return chosen


class _Features(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        for name, value in attrs:
            self.found.add(f"{tag}[{name}]")
            if name in {"class", "lang", "dir", "type"}:
                self.found.update(f"{name}={word}" for word in (value or "").split())


def _features(file: Path) -> set[str]:
    parser = _Features()
    parser.feed(file.read_text(encoding="utf-8"))
    return parser.found
