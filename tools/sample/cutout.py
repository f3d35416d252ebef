"""Paper shapes cut with blunt scissors and laid on one another: for dioramas, puppets and stop-motion."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.sample.paper import noise
from tools.sample.shapes import Line, wobble

Colour = tuple[int, int, int]


class Cutouts:
    """A picture made of paper pieces, each throwing a shadow on what lies below."""

    def __init__(self, background: Image.Image, seed: str, *, scale: float = 1, zoom: float = 1) -> None:
        """`scale` is 1 for a picture 1600 wide; `zoom` enlarges all that is laid down."""
        self.image = background.convert("RGB")
        self._rng = Random(seed)
        self._scale = scale * zoom
        self._zoom = zoom
        fibre = noise(*self.image.size, Random(seed), 1.2, 16)
        broad = noise(*self.image.size, Random(seed), 16, 12)
        self._fibre = Image.blend(fibre, broad, 0.5).point([min(255, 112 + v) for v in range(256)])

    def piece(self, outline: Line, colour: Colour, *, lift: float = 1, cut: float = 4) -> None:
        """Lay a piece down; `lift` is how far it stands off, `cut` how crookedly it was cut."""
        path = wobble(
            [(x * self._zoom, y * self._zoom) for x, y in outline],
            self._rng,
            cut * self._scale,
            60 * self._scale,
            max(3, 8 * self._scale),
        )
        mask = self._mask(path)
        reach = int(9 * lift * self._scale) + 1
        for blur, dark in ((0.5, 0.35), (1.6, 0.3)):
            cast = ImageChops.offset(mask, reach, int(reach * 1.3)).filter(
                ImageFilter.GaussianBlur(reach * blur + 0.6)
            )
            self.image.paste((28, 18, 12), mask=cast.point([int(v * dark) for v in range(256)]))
        body = ImageChops.multiply(
            Image.new("RGB", self.image.size, colour), Image.merge("RGB", [self._fibre] * 3)
        )
        self.image.paste(body, mask=mask)
        inner = ImageChops.offset(mask, int(2 * self._scale) + 1, int(2 * self._scale) + 1)
        rim = ImageChops.subtract(mask, inner)
        self.image.paste(
            tuple(min(255, c + 40) for c in colour), mask=rim.point([int(v * 0.7) for v in range(256)])
        )

    def pen(self, path: Line, colour: Colour, width: float) -> None:
        """A felt pen's line on the paper."""
        big = Image.new("L", (self.image.size[0] * 2, self.image.size[1] * 2))
        draw = ImageDraw.Draw(big)
        width *= self._zoom
        points = [(x * 2 * self._zoom, y * 2 * self._zoom) for x, y in path]
        draw.line(points, fill=255, width=max(1, int(width * 2)), joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - width, y - width, x + width, y + width), fill=255)
        self.image.paste(colour, mask=big.resize(self.image.size, Image.Resampling.BOX))

    def _mask(self, path: Line) -> Image.Image:
        big = Image.new("L", (self.image.size[0] * 2, self.image.size[1] * 2))
        ImageDraw.Draw(big).polygon([(x * 2, y * 2) for x, y in path], fill=255)
        return big.resize(self.image.size, Image.Resampling.BOX)
