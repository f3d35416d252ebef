"""Puts HTML in order that the cleaner's library wrote: takes out frames with nothing in them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Mapping

from slc_site.render.markup.characters import scrub
from slc_site.render.markup.policy import FOREIGN


class Tidying:
    """Takes empty frames out of HTML that nh3 wrote: there, a `<` always begins a tag, a `"` ends a value.

    What only we put around a picture stays only where we put it: a class that asks for more, sources and
    captions that somebody typed go. What this writes is cleaned again, so a mistake here can make a page
    ugly, never unsafe.

    Args:
        text: What nh3 wrote.
        placeholder: What stands where something cannot be shown, given the words for it.
        enlarged: The addresses of large pictures that a picture may lead to.
        tints: The class of each picture that has one, by its address.
    """

    _FRAME = re.compile(
        r"<picture>(?P<source><source [^>]*>)(?P<img><img [^>]*>)</picture>|"
        r"<(?P<closing>/?)(?P<tag>img|audio|video|a|picture|source|track)(?P<said>(?: [^>]*)?)>"
    )
    _ONE_PICTURE = re.compile(r"(?:<img [^>]*>|<picture><source [^>]*><img [^>]*></picture>)</a>")
    """The rest of a link around a picture, and nothing else."""
    _ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
    _CLASS = re.compile(r' class="[^"]*"')
    _NO_CLASS = re.compile(r'(<[a-z][^>]*) class=""')
    _EMPTY = re.compile(
        r"<(h[3-6]|figure|figcaption|summary)(?: [^>]*)?>\s*</\1>|<p>\s*</p>|<a [^>]*>\s*</a>|"
        r'<div class="gallery">\s*</div>|<span(?: class="missing")?>\s*</span>'
    )

    def __init__(
        self,
        text: str,
        placeholder: Callable[[str], str],
        enlarged: Collection[str] = (),
        tints: Mapping[str, str] | None = None,
    ) -> None:
        self._placeholder = placeholder
        self._enlarged = enlarged
        self._tints = tints or {}
        self._open: list[tuple[str, bool]] = []
        """Each link and player that is open, and whether its tags stay."""
        self._tracks_from: int | None = None
        """Where in the text the last tag ends that a track may follow."""
        text = self._FRAME.sub(self._frame, scrub(text))
        self.text = self._EMPTY.sub("", self._NO_CLASS.sub(r"\1", text))

    def _frame(self, found: re.Match[str]) -> str:
        if found["source"]:
            return self._moving(found["source"], found["img"])
        tag = found["tag"]
        if tag == "img":
            return self._picture(found[0])
        if tag in {"picture", "source"}:
            return ""
        if tag == "track":
            return self._track(found)
        if found["closing"]:
            return found[0] if not self._open or self._open.pop()[1] else ""
        return self._link(found) if tag == "a" else self._player(found, tag)

    def _moving(self, source: str, img: str) -> str:
        picture = self._picture(img)
        if self._has(source, "srcset", "media", "type") and picture.startswith("<img "):
            return f"<picture>{source}{picture}</picture>"
        return picture

    def _picture(self, written: str) -> str:
        said = self._said(written)
        if "src" not in said:
            return self._placeholder(said.get("alt", ""))
        if said.get("class") != self._tints.get(said["src"]):
            written = self._CLASS.sub("", written)
        return written if "alt" in said else f'{written[:-1]} alt="">'

    def _player(self, found: re.Match[str], tag: str) -> str:
        written, said = found[0], self._said(found[0])
        self._open.append((tag, "src" in said))
        if (tag, "src" in said) == ("video", True):
            self._tracks_from = found.end()
        return written if "src" in said else self._placeholder(said.get("aria-label", ""))

    def _track(self, found: re.Match[str]) -> str:
        """Keep the captions that stand right at the beginning of a video: elsewhere they are nobody's."""
        start = self._tracks_from
        if start is None or found.string[start : found.start()].strip():
            return ""
        self._tracks_from = found.end()
        return found[0] if self._has(found[0], "src", "kind", "srclang", "label") else ""

    def _link(self, found: re.Match[str]) -> str:
        written, said = found[0], self._said(found[0])
        self._open.append(("a", "href" in said))
        if "href" not in said:
            return ""
        if said.get("class") == "enlarge":
            holds_one = self._ONE_PICTURE.match(found.string, found.end())
            if not holds_one or said["href"] not in self._enlarged:
                written = self._CLASS.sub("", written)
        if "rel" not in said and said["href"].startswith("http"):
            return f'{written[:-1]} rel="{FOREIGN}">'
        return written

    def _has(self, written: str, *names: str) -> bool:
        return self._said(written).keys() >= set(names)

    def _said(self, written: str) -> dict[str, str]:
        return {name: html.unescape(value) for name, value in self._ATTRIBUTE.findall(written)}
