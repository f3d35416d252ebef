"""Cleans HTML by an allow-list. Nothing comes after it: what it returns is what is published."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

import nh3

from slc_site.render.markup.characters import scrub
from slc_site.render.markup.policy import ATTRIBUTES, CLASSES, FOREIGN, FULL, HALF, MOTION, SWALLOWED, TAGS
from slc_site.render.markup.surroundings import Surroundings
from slc_site.render.markup.targets import normal, web_address
from slc_site.render.markup.task import Shown
from slc_site.render.markup.tidying import Tidying

ROUNDS = 8
"""So often HTML is cleaned until cleaning changes nothing more; nearly all of it needs one and a look."""

_NUMBER = re.compile(r"[0-9]{1,4}")
_ID = re.compile(r"[^\w.:-]")
_FOOTNOTE = re.compile(r"#fn(?:ref\d*)?:")

_WORDS = frozenset({"title", "aria-label"})
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start"})
_FIXED = {
    "rel": {FOREIGN},
    "media": {MOTION},
    "type": {"image/webp"},
    "kind": {"captions"},
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


_Judge = Callable[[str, str, str], str | None]
"""Given a tag, an attribute and its value, the value that it may have; None: the attribute goes."""

_judge: ContextVar[_Judge] = ContextVar("judge")
"""Of the text that is being cleaned. Where there is none, asking raises, and nh3 drops the attribute."""


@cache
def _library() -> nh3.Cleaner:
    """Return nh3 with our policy, which it takes longer to learn than to clean a text: all texts share it."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        clean_content_tags=set(SWALLOWED),
        # One attribute a tag: nh3 writes several in an order of its own, another one each time.
        set_tag_attribute_values={"audio": {"controls": ""}, "video": {"controls": ""}},
        attribute_filter=lambda tag, name, value: _judge.get()(tag, name, value),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


class Cleaner:
    """Cleans the HTML of one text, whose surroundings say what it may point at."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        task = surroundings.task
        self._prefix = task.id_prefix
        shown = () if task.withheld else tuple(task.media.values())
        tracks = [track for one in shown for track in one.tracks]
        self._own = {tag: {one.src for one in shown if one.tag == tag} for tag in ("img", "audio", "video")}
        self._exact: dict[tuple[str, str], set[str]] = {
            ("a", "aria-label"): {task.enlarge_text},
            ("img", "srcset"): {one.srcset for one in shown if one.srcset},
            ("source", "srcset"): {one.moving for one in shown if one.moving},
            ("video", "poster"): {one.poster for one in shown if one.poster},
            ("track", "src"): {track.src for track in tracks},
            ("track", "srclang"): {track.language for track in tracks},
            ("track", "label"): {track.label for track in tracks},
        }
        """Values that only we write: by tag and attribute, those of the files beside the text."""
        self._enlarged = frozenset(one.largest for one in shown if one.largest)
        self._tints = {one.src: f"tint-{one.tint}" for one in shown if one.tint}
        self._nh3 = _library()

    def clean(self, text: str) -> str:
        """Return what may be published of some HTML; cleaning that again changes nothing.

        Raises:
            NeverSettlesError: it changes each time.
        """
        asked = _judge.set(self._attribute)
        try:
            before = self._nh3.clean(scrub(text))
            for _ in range(ROUNDS):
                tidied = Tidying(before, self._placeholder, self._enlarged, self._tints)
                after = self._nh3.clean(tidied.text)
                if after == before:
                    return after
                before = after
        finally:
            _judge.reset(asked)
        raise NeverSettlesError

    # -- attributes: called by nh3 for each one that the policy knows; must never raise ----------------

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) in self._exact:
            return value if value in self._exact[tag, name] else None
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

    def _id(self, _tag: str, value: str) -> str:
        plain = _ID.sub(lambda odd: f"_{ord(odd[0]):x}_", value)
        return plain if plain.startswith(self._prefix) else f"{self._prefix}{plain}"

    # -- what stands where something cannot be shown ---------------------------------------------------

    def _placeholder(self, alt: str) -> str:
        task = self._around.task
        if task.withheld:
            return f'<span class="withheld">{html.escape(task.withheld_text)}</span>'
        return f'<span class="missing">{html.escape(alt)}</span>' if alt.strip() else ""
