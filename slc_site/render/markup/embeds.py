"""Builds the pictures, players, galleries and links of a text out of what Markdown made of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString
from msgspec import Struct

from slc_site.render.markup import frames
from slc_site.render.markup.policy import FOREIGN, FULL, HALF
from slc_site.render.markup.surroundings import Elsewhere, Surroundings
from slc_site.render.markup.task import Shown

_UNESCAPE = UnescapeTreeprocessor()
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z0-9]{1,31});", re.IGNORECASE)


def plain(value: str) -> str:
    """Return an attribute as its author meant it; Markdown keeps escapes and entities in it to the end."""
    value = _UNESCAPE.unescape(value).replace(AMP_SUBSTITUTE, "&")
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), value)


class Links(Treeprocessor):
    """Lets each link lead where it may; one that leads nowhere becomes plain text."""

    def __init__(self, md: Markdown, surroundings: Surroundings) -> None:
        super().__init__(md)
        self._around = surroundings

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        places = {f"#{mark.get('id')}" for mark in root.iter("sup")}
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                continue
            if link.get("class") == "footnote-backref":
                if link.get("href") not in places:
                    link.clear()  # nothing in the text points at this note: there is no way back
                    link.tag = "span"
                continue
            address = self._around.link(plain(link.get("href", "")))
            if address is None:
                link.tag = "span"
                link.attrib.clear()
                continue
            link.set("href", address)
            if address.startswith("http"):
                link.set("rel", FOREIGN)


_KINDS = {"img": "picture", "audio": "sound", "video": "video"}


class _Piece(Struct, frozen=True):
    """What was made of one `![alt](name "title")`."""

    element: Element
    kind: str
    """`picture`, `sound`, `video`, `withheld`, or empty for words that stand in its place."""
    caption: str = ""
    alt: str = ""
    shown: Shown | None = None
    """What it is made of; None when nothing is shown."""


class Embeds(Treeprocessor):
    """Makes frames of what stands alone, a gallery of pictures in a row, and plain pictures of the rest."""

    def __init__(self, md: Markdown, surroundings: Surroundings) -> None:
        super().__init__(md)
        self._around = surroundings
        self._pieces: dict[Element, _Piece] = {}
        self._told: set[str] = set()
        """Addresses of recordings below which stands what is said in them: once is enough."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        self._pieces = {image: self._piece(image) for image in list(root.iter("img"))}
        if self._pieces:
            for parent in list(root.iter()):
                self._arrange(parent)
            # What is said in a recording within a sentence or a list stands at the end of the text.
            for piece in self._pieces.values():
                root.extend(self._transcript(piece))

    # -- one of them -----------------------------------------------------------------------------------

    def _piece(self, image: Element) -> _Piece:
        """Turn an `img` of Markdown into what a page shows of it."""
        target, alt, title = (plain(image.get(name, "")).strip() for name in ("src", "alt", "title"))
        image.attrib.clear()
        found = self._around.media(target)
        task = self._around.task
        if not alt and (isinstance(found, Shown) or (found is None and task.withheld)):
            self._around.remark("no-alt", target)
        if isinstance(found, Shown):
            frames.draw(image, found, alt)
            is_picture = found.tag == "img"
            return _Piece(image, _KINDS[found.tag], title if is_picture else title or alt, alt, found)
        if isinstance(found, Elsewhere):
            image.tag = "a"
            image.attrib.update({"href": found.address, "rel": FOREIGN})
            image.text = AtomicString(alt or found.address)
            return _Piece(image, "")
        image.tag = "span"
        image.set("class", "withheld" if task.withheld else "missing")
        image.text = AtomicString(task.withheld_text if task.withheld else alt)
        return _Piece(image, "withheld" if task.withheld else "")

    def _transcript(self, piece: _Piece) -> Iterable[Element]:
        """Yield what is said in a recording, unless it is said already or nobody wrote it down."""
        shown = piece.shown
        if shown is not None and shown.transcript and shown.src not in self._told:
            self._told.add(shown.src)
            yield frames.transcript(shown, self._around.task.said_text)

    # -- all of them -----------------------------------------------------------------------------------

    def _arrange(self, parent: Element) -> None:
        """Put frames in the place of the paragraphs that hold nothing else."""
        if not any(child.tag == "p" for child in parent):
            return
        arranged: list[Element] = []
        for alone, children in groupby(list(parent), key=self._holds_pieces_only):
            if alone:
                arranged.extend(self._framed([piece for child in children for piece in self._inside(child)]))
            else:
                arranged.extend(children)
        parent[:] = arranged

    def _inside(self, paragraph: Element) -> list[_Piece]:
        return [self._pieces[child] for child in paragraph if child in self._pieces]

    def _holds_pieces_only(self, child: Element) -> bool:
        return (
            child.tag == "p"
            and not (child.text or "").strip()
            and all((part in self._pieces or part.tag == "br") for part in child)
            and not any((part.tail or "").strip() for part in child)
            and any(part in self._pieces for part in child)
        )

    def _framed(self, pieces: Sequence[_Piece]) -> Iterable[Element]:
        for kind, alike in groupby(pieces, key=lambda piece: piece.kind):
            row = list(alike)
            for piece in row:
                piece.element.tail = None
            if kind == "picture" and len(row) > 1:
                gallery = Element("div", {"class": "gallery"})
                gallery.extend(self._figure(piece, HALF) for piece in row)
                yield gallery
            elif kind == "withheld":
                # One for all of a row: how many there were is nobody's business either.
                placeholder = row[0].element
                placeholder.tag = "p"
                yield placeholder
            elif kind:
                for piece in row:
                    yield self._figure(piece, FULL)
                    yield from self._transcript(piece)
            else:
                for piece in row:
                    paragraph = Element("p")
                    paragraph.append(piece.element)
                    yield paragraph

    def _figure(self, piece: _Piece, sizes: str) -> Element:
        if piece.shown is None:
            raise ValueError(piece)
        name = "" if piece.alt else self._around.task.enlarge_text
        return frames.figure(piece.element, piece.shown, piece.kind, piece.caption, sizes, name)
