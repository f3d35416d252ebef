"""Judges finished HTML by a list of its own, with a parser that is not ours."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Any

import html5lib


def _words(text: str) -> set[str]:
    return set(text.split())


TAGS = _words(
    "p br hr h3 h4 h5 h6 div span blockquote pre details summary strong em b i u s del ins mark sub sup "
    "small q cite code kbd samp var abbr ruby rt rp ul ol li dl dt dd table caption thead tbody tfoot tr th "
    "td a img picture source audio video track figure figcaption"
)
ATTRIBUTES = {
    "a": {"href", "title", "rel", "class", "aria-label"},
    "abbr": {"title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "class"},
    "source": {"srcset", "sizes", "media", "type"},
    "audio": {"src", "controls", "preload", "aria-label"},
    "video": {"src", "controls", "preload", "aria-label", "poster", "width", "height"},
    "track": {"src", "kind", "srclang", "label"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "class"},
    "th": {"colspan", "rowspan", "scope", "class"},
    "details": {"open", "class"},
    "li": {"id"},
    "sup": {"id"},
    "div": {"class"},
    "figure": {"class"},
    "p": {"class"},
    "span": {"class"},
}
CLASSES = _words(
    "footnote-ref footnote-backref footnote gallery picture sound video withheld missing "
    "align-left align-center align-right enlarge transcript tint-120 "
    "shape-41 shape-36 shape-24 shape-46"
)
FIXED = {
    ("a", "aria-label"): "Look",
    ("source", "media"): "(prefers-reduced-motion: no-preference)",
    ("source", "type"): "image/webp",
    ("track", "kind"): "captions",
}
FOREIGN_REL = "noopener noreferrer nofollow"
OUTGOING = re.compile(r"(https?://[^\s/?#\\@:]|mailto:[^\s@]+@)[^\s\\]*")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def complaints(html: str, own: set[str] | frozenset[str] = frozenset(), prefix: str = "u-") -> list[str]:
    """Return all that must not be in HTML made of a text.

    Args:
        html: A fragment.
        own: The relative addresses, and values of `srcset`, that it may have.
        prefix: What its ids begin with.
    """
    fragment = html5lib.parseFragment(html, container="main", namespaceHTMLElements=False)
    found = [f"character {character!r}" for character in UNSEEN.findall(html)]
    if any(
        len(list(run)) > 8 for mark, run in groupby(html, lambda c: unicodedata.category(c)[0] == "M") if mark
    ):
        found.append("too many marks")
    for element in fragment.iter():
        if element is fragment:
            continue
        if not isinstance(element.tag, str) or element.tag not in TAGS:
            found.append(f"tag {element.tag}")
            continue
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES.get(element.tag, set()):
                found.append(f"attribute {element.tag}[{name}]")
            found += _about(element.tag, name, value, own, prefix)
        found += _about_frames(element, own)
    return found


def _about(tag: str, name: str, value: str, own: set[str] | frozenset[str], prefix: str) -> list[str]:
    wrong = (
        (name in {"src", "srcset", "poster", "srclang", "label"} and value not in own)
        or FIXED.get((tag, name), value) != value
        or (name == "href" and not _may_lead(value, own, prefix))
        or (name == "class" and not (value.split() and CLASSES.issuperset(value.split())))
        or (name == "id" and not re.fullmatch(rf"{re.escape(prefix)}[\w.:-]+", value))
        or (
            name in {"width", "height", "colspan", "rowspan", "start"} and not re.fullmatch(r"\d{1,4}", value)
        )
        or (name == "rel" and value != FOREIGN_REL)
    )
    return [f"value {tag}[{name}={value!r}]"] if wrong else []


def _may_lead(value: str, own: set[str] | frozenset[str], prefix: str) -> bool:
    return value in own or value.startswith(f"#{prefix}") or bool(OUTGOING.fullmatch(value))


def _about_frames(element: Any, own: set[str] | frozenset[str]) -> list[str]:
    found = []
    if element.tag in {"img", "audio", "video"} and "src" not in element.attrib:
        found.append(f"empty {element.tag}")
    if element.tag == "img" and "alt" not in element.attrib:
        found.append("img without alt")
    if element.tag in {"audio", "video"} and "controls" not in element.attrib:
        found.append(f"{element.tag} without controls")
    if element.tag == "a":
        href = element.get("href")
        if href is None:
            found.append("a without href")
        elif href.startswith("http") and href not in own and element.get("rel") != FOREIGN_REL:
            found.append(f"a without rel: {href}")
    if element.tag == "a" and element.get("class") == "enlarge":
        inside = [part.tag for part in element]
        if element.text or inside not in (["img"], ["picture"]) or element.get("href") not in own:
            found.append("enlarge without a picture of ours")
    parts = [part.tag for part in element]
    if element.tag == "picture" and parts != ["source", "img"]:
        found.append(f"picture of {parts}")
    if element.tag not in {"picture", "video"} and {"source", "track"} & set(parts):
        found.append(f"{parts} in {element.tag}")
    if element.tag == "figure" and not len(element) and not (element.text or "").strip():
        found.append(f"empty {element.tag}")
    return found
