"""Reads every page of a built site and tells which of its links lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {"src", "poster", "data"}
"""Attributes whose target a browser fetches by itself."""


@dataclass
class PageLinks(HTMLParser):
    """What one page points at."""

    ids: set[str] = field(default_factory=set)
    followed: list[str] = field(default_factory=list)
    """Targets that a person may go to by a click."""
    loaded: list[str] = field(default_factory=list)
    """Targets that the browser fetches with the page."""
    metas: dict[str, str] = field(default_factory=dict)
    """Content by name, or by http-equiv, in lower case."""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "meta":
            self.metas[given.get("name", given.get("http-equiv", "")).lower()] = given.get("content", "")
        if "href" in given:
            fetched = tag == "link" and not {"alternate", "canonical", "prev", "next"} & set(
                given.get("rel", "").split()
            )
            (self.loaded if fetched or tag in {"use", "image"} else self.followed).append(given["href"])
        self.loaded += [given[name] for name in _LOADED if given.get(name)]
        if "srcset" in given:
            self.loaded += [part.split()[0] for part in given["srcset"].split(",") if part.strip()]


def read(file: Path) -> PageLinks:
    """Return what a page points at."""
    links = PageLinks()
    links.feed(file.read_text(encoding="utf-8"))
    return links


def home_of(site: Path) -> str:
    """Return where on its host a site says that it stands, such as `/room12/`; `/` if it does not say.

    Only the page for addresses that lead nowhere says so: it is shown at any depth, where a relative
    link would lead nowhere too.
    """
    addresses = read(site / "404.html").loaded if (site / "404.html").exists() else []
    return next((a.partition("assets/")[0] for a in addresses if a.startswith("/")), "/")


def broken(site: Path) -> list[str]:
    """Return a line for each link of each page and style sheet of a site that does not hold.

    A link must lead to a file of the site by a relative address that names the file (the page for lost
    visitors: by one from where the site stands on its host), and if it names a place on the page, that
    place must exist. Other hosts may be linked to, but nothing may be loaded from them.
    """
    home = home_of(site)
    found = {file.relative_to(site).as_posix(): read(file) for file in site.rglob("*.html")}
    complaints: list[str] = []
    for path, page in found.items():
        if path == "404.html":
            page.loaded = [target.removeprefix(home) for target in page.loaded]
            page.followed = [target.removeprefix(home) for target in page.followed]
        for target in page.loaded:
            complaints += _complaints(site, path, target, {}, fetched=True)
        for target in page.followed:
            complaints += _complaints(site, path, target, found, fetched=False)
    for sheet in site.rglob("*.css"):
        path = sheet.relative_to(site).as_posix()
        for given in re.findall(r"""url\(\s*("[^"]*"|'[^']*'|[^"')]+)""", sheet.read_text(encoding="utf-8")):
            target = given.strip("\"' ")
            complaints += _complaints(site, path, target, {}, fetched=True)
    return sorted(set(complaints))


def _complaints(
    site: Path, path: str, target: str, found: dict[str, PageLinks], *, fetched: bool
) -> Iterator[str]:
    """Say what is wrong with one target; fragments are looked up in `found`."""
    parts = urlsplit(target)
    if parts.scheme == "data" and fetched:
        return
    if parts.scheme or parts.netloc:
        if fetched:
            yield f"{path}: loads {target} from elsewhere"
        elif parts.scheme not in {"https", "http", "mailto"}:
            yield f"{path}: links to {target}"
        return
    if parts.path.startswith("/"):
        yield f"{path}: {target} works at the root of a host only"
        return
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    there = there if parts.path else path
    if there.startswith("..") or not (site / there).is_file():
        yield f"{path}: {target} leads to no file"
    elif parts.fragment and there in found and unquote(parts.fragment) not in found[there].ids:
        yield f"{path}: {target} leads to no place on that page"
