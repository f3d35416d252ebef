"""Cleans HTML by an allow-list. Nothing comes after it: what it returns is what is published."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3

from slc_site.render.markup.characters import scrub
from slc_site.render.markup.policy import ATTRIBUTES, CLASSES, FOREIGN, FULL, HALF, SWALLOWED, TAGS
from slc_site.render.markup.surroundings import Surroundings
from slc_site.render.markup.targets import normal, web_address
from slc_site.render.markup.task import Shown

ROUNDS = 8
"""So often HTML is cleaned until cleaning changes nothing more; nearly all of it needs one and a look."""

_NUMBER = re.compile(r"[0-9]{1,4}")
_ID = re.compile(r"[^\w.:-]")
_FOOTNOTE = re.compile(r"#fn(?:ref\d*)?:")

_WORDS = frozenset({"title", "aria-label"})
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start"})
_FIXED = {
    "rel": {FOREIGN},
    "sizes": {FULL, HALF},
    "loading": {"lazy"},
    "decoding": {"async"},
    "preload": {"none", "metadata"},
    "controls": {""},
    "open": {""},
    "scope": {"row", "col"},
}


class NeverSettlesError(Exception):
    """Cleaning a text again and again gives something else each time: nobody knows what it means."""


class Cleaner:
    """Cleans the HTML of one text, whose surroundings say what it may point at."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        task = surroundings.task
        self._prefix = task.id_prefix
        shown = () if task.withheld else tuple(task.media.values())
        self._own = {tag: {one.src for one in shown if one.tag == tag} for tag in ("img", "audio", "video")}
        self._sets = {one.srcset for one in shown if one.srcset}
        self._nh3 = nh3.Cleaner(
            tags=set(TAGS),
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            clean_content_tags=set(SWALLOWED),
            # One attribute a tag: nh3 writes several in an order of its own, another one each time.
            set_tag_attribute_values={"audio": {"controls": ""}, "video": {"controls": ""}},
            attribute_filter=self._attribute,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
            strip_comments=True,
        )

    def clean(self, text: str) -> str:
        """Return what may be published of some HTML; cleaning that again changes nothing.

        Raises:
            NeverSettlesError: it changes each time.
        """
        before = self._nh3.clean(scrub(text))
        for _ in range(ROUNDS):
            after = self._nh3.clean(_Tidying(before, self._placeholder).text)
            if after == before:
                return after
            before = after
        raise NeverSettlesError

    # -- attributes: called by nh3 for each one that the policy knows; must never raise ----------------

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name in _WORDS:
            return value if value.strip() else None
        if name in {"alt", "class"}:
            return value  # nh3 itself keeps to the classes of the policy
        if name in _NUMBERS:
            return value if _NUMBER.fullmatch(value) else None
        if name in _FIXED:
            return value if value in _FIXED[name] else None
        judge: Callable[[str, str], str | None] | None = {
            "href": self._href,
            "src": self._src,
            "srcset": self._srcset,
            "id": self._id,
        }.get(name)
        return judge(tag, value) if judge else None

    def _href(self, tag: str, value: str) -> str | None:
        if value in self._around.addresses:
            return value
        if _FOOTNOTE.match(value) or value.startswith(f"#{self._prefix}"):
            return f"#{self._id(tag, value[1:])}"
        address = web_address(normal(value))
        return address if address is not None else self._around.link(value)

    def _src(self, tag: str, value: str) -> str | None:
        if value in self._own.get(tag, ()):
            return value
        found = self._around.media(value)
        return found.src if isinstance(found, Shown) and found.tag == tag else None

    def _srcset(self, _tag: str, value: str) -> str | None:
        return value if value in self._sets else None

    def _id(self, _tag: str, value: str) -> str:
        plain = _ID.sub(lambda odd: f"_{ord(odd[0]):x}_", value)
        return plain if plain.startswith(self._prefix) else f"{self._prefix}{plain}"

    # -- what stands where something cannot be shown ---------------------------------------------------

    def _placeholder(self, alt: str) -> str:
        task = self._around.task
        if task.withheld:
            return f'<span class="withheld">{html.escape(task.withheld_text)}</span>'
        return f'<span class="missing">{html.escape(alt)}</span>' if alt.strip() else ""


class _Tidying:
    """Takes empty frames out of HTML that nh3 wrote: there, a `<` always begins a tag, a `"` ends a value.

    What it writes is cleaned again, so a mistake here can make a page ugly, never unsafe.
    """

    _FRAME = re.compile(r"<(/?)(img|audio|video|a)((?: [^>]*)?)>")
    _ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
    _NO_CLASS = re.compile(r'(<[a-z][^>]*) class=""')
    _EMPTY = re.compile(
        r"<(h[3-6]|figure|figcaption|summary)(?: [^>]*)?>\s*</\1>|<p>\s*</p>|<a [^>]*>\s*</a>|"
        r'<div class="gallery">\s*</div>|<span(?: class="missing")?>\s*</span>'
    )

    def __init__(self, text: str, placeholder: Callable[[str], str]) -> None:
        self._placeholder = placeholder
        self._kept: list[bool] = []
        """For each link and player that is open: whether its tags stay."""
        text = self._FRAME.sub(self._frame, scrub(text))
        self.text = self._EMPTY.sub("", self._NO_CLASS.sub(r"\1", text))

    def _frame(self, found: re.Match[str]) -> str:
        written, closing, tag = found[0], found[1], found[2]
        if closing:
            return written if not self._kept or self._kept.pop() else ""
        said = {name: html.unescape(value) for name, value in self._ATTRIBUTE.findall(found[3])}
        stays = ("href" if tag == "a" else "src") in said
        if tag == "img":
            if not stays:
                return self._placeholder(said.get("alt", ""))
            return written if "alt" in said else f'{written[:-1]} alt="">'
        self._kept.append(stays)
        if not stays:
            return "" if tag == "a" else self._placeholder(said.get("aria-label", ""))
        if tag == "a" and "rel" not in said and said["href"].startswith("http"):
            return f'{written[:-1]} rel="{FOREIGN}">'
        return written
