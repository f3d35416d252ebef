"""Reads a PDF back with other people's programs: pypdf for what it says, PDFium for how it looks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader

POINTS_IN_MM = 72 / 25.4


@dataclass(frozen=True)
class Printed:
    """A PDF."""

    data: bytes

    @cached_property
    def reader(self) -> PdfReader:
        """What pypdf makes of it."""
        return PdfReader(io.BytesIO(self.data), strict=True)

    @property
    def root(self) -> Any:
        """The document's own dictionary."""
        return self.reader.trailer["/Root"]

    @cached_property
    def texts(self) -> list[str]:
        """What stands on each page; lines and spaces count as one space."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        """What stands on all pages."""
        return " ".join(self.texts)

    @property
    def sizes(self) -> set[tuple[int, int]]:
        """Width and height of the pages, in whole millimetres."""
        boxes = [page.mediabox for page in self.reader.pages]
        return {(round(box.width / POINTS_IN_MM), round(box.height / POINTS_IN_MM)) for box in boxes}

    def drawn(self, page: int, scale: float = 2) -> Image.Image:
        """Return a page as a picture, 72 points to the inch times `scale`."""
        document = pypdfium2.PdfDocument(self.data)
        try:
            picture: Image.Image = document[page].render(scale=scale).to_pil()
        finally:
            document.close()
        return picture

    def squares(self, page: int) -> list[str]:
        """Return what the QR codes on a page say, as a scanner reads them from the drawing."""
        found = zxingcpp.read_barcodes(self.drawn(page, 3))
        return [one.text for one in found]

    @property
    def tags(self) -> set[str]:
        """The kinds of all elements of the structure that a screen reader goes through."""
        return set(_kinds(self.root["/StructTreeRoot"].get_object()))

    @property
    def fonts(self) -> dict[str, bool]:
        """Each font by its name, and whether the shapes of its letters are in the file."""
        found: dict[str, bool] = {}
        for page in self.reader.pages:
            resources: Any = page["/Resources"].get_object()
            fonts: Any = resources.get("/Font", {})
            for font in (fonts.get_object() if fonts else {}).values():
                found.update(_embedded(font.get_object()))
        return found

    def ink(self, page: int) -> int:
        """Return how many dark dots a drawn page has."""
        return sum(self.drawn(page, 1).convert("L").histogram()[:128])


def _kinds(element: Any) -> Iterator[str]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if "/S" in one:
            yield str(one["/S"])
        children = one.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            child = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(child, dict):
                waiting.append(child)


def _embedded(font: Any) -> Iterator[tuple[str, bool]]:
    if font["/Subtype"] == "/Type3":  # its shapes are drawings of the file
        yield "Type 3", True
        return
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    described = descriptor.get_object() if descriptor is not None else {}
    yield str(font["/BaseFont"]), any(f"/FontFile{kind}" in described for kind in ("", "2", "3"))
