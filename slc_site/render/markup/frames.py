"""Draws one picture or recording: its element, the figure around it, and what is said in it."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from slc_site.render.markup.policy import FULL, MOTION, SHAPES, SHAPES_AN_OCTAVE, SQUARE
from slc_site.render.markup.task import Shown


def draw(element: Element, shown: Shown, alt: str) -> None:
    """Make an element, which has no attributes yet, a picture or a player; `alt` says what is in it."""
    if shown.tag == "img":
        _picture(element, shown, alt)
    else:
        _player(element, shown, alt)


def _picture(element: Element, shown: Shown, alt: str) -> None:
    image = element
    if shown.moving:  # the still and the animation, to choose from
        element.tag = "picture"
        said = {"type": "image/webp", "media": MOTION, "srcset": shown.moving, "sizes": FULL}
        SubElement(element, "source", said)
        image = SubElement(element, "img")
    image.tag = "img"
    image.attrib.update({"src": shown.src, "alt": alt, "loading": "lazy", "decoding": "async"})
    image.attrib.update(_size(shown))
    if shown.srcset:
        image.attrib.update({"srcset": shown.srcset, "sizes": FULL})
    if shown.tint:
        image.set("class", f"tint-{shown.tint}")


def _player(element: Element, shown: Shown, alt: str) -> None:
    element.tag = shown.tag
    # Nothing is loaded before it is played; of a video without a poster, what its first picture needs.
    loads = shown.tag == "video" and not shown.poster
    element.attrib.update({"src": shown.src, "controls": "", "preload": "metadata" if loads else "none"})
    if alt:
        element.set("aria-label", alt)
    if shown.tag == "video":
        element.attrib.update(_size(shown))
        if shown.poster:
            element.set("poster", shown.poster)
        for track in shown.tracks:
            said = {"kind": "captions", "src": track.src, "srclang": track.language, "label": track.label}
            SubElement(element, "track", said)


def figure(element: Element, shown: Shown, kind: str, caption: str, sizes: str, name: str) -> Element:
    """Return the figure around something drawn; a picture in it leads to the large one.

    Args:
        element: What was drawn.
        shown: What it was drawn from.
        kind: The class of the figure.
        caption: May be empty.
        sizes: How wide pictures are here: the attribute of HTML.
        name: Of the link to the large picture, where the picture has no words; else empty.
    """
    frame = Element("figure", {"class": " ".join((kind, *_shape(shown)))})
    for part in element.iter():
        if "sizes" in part.attrib:
            part.set("sizes", sizes)
    inside = frame
    if shown.largest:
        inside = SubElement(frame, "a", {"class": "enlarge", "href": shown.largest})
        if name:
            inside.set("aria-label", name)
    inside.append(element)
    if caption:
        SubElement(frame, "figcaption").text = AtomicString(caption)
    return frame


def transcript(shown: Shown, title: str) -> Element:
    """Return what is said in a recording, folded up below its title."""
    details = Element("details", {"class": "transcript"})
    SubElement(details, "summary").text = AtomicString(title)
    for spoken in shown.transcript:
        first, *others = spoken.split("\n")
        paragraph = SubElement(details, "p")
        paragraph.text = AtomicString(first)
        for line in others:
            SubElement(paragraph, "br").tail = AtomicString(line)
    return details


def _size(shown: Shown) -> dict[str, str]:
    known = shown.width and shown.height
    return {"width": str(shown.width), "height": str(shown.height)} if known else {}


def _shape(shown: Shown) -> tuple[str, ...]:
    if not (shown.width and shown.height):
        return ()
    steps = round(SHAPES_AN_OCTAVE * math.log2(shown.width / shown.height))
    return (SHAPES[min(max(SQUARE + steps, 0), len(SHAPES) - 1)],)
