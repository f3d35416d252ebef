"""QR codes for paper, each with the same address to type."""

from __future__ import annotations

from msgspec import Struct

_MARGIN = 4
"""White around the code, in modules: scanners need it."""


class Square(Struct, frozen=True):
    """A QR code, drawn as one path, and the same address to type."""

    address: str
    shown: str
    """The address as it is read and typed: without `https://` and `index.html`."""
    size: int
    """Of the drawing, margin and all, in modules."""
    path: str


def square(address: str) -> Square | None:
    """Return the QR code of an address; None for an empty one."""
    if not address:
        return None
    import segno

    rows = [bytes(row) for row in segno.make_qr(address, error="m").matrix]
    runs = []
    for y, row in enumerate(rows, _MARGIN):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            width = (end if end >= 0 else len(row)) - x
            runs.append(f"M{x + _MARGIN} {y}h{width}v1h-{width}z")
            x += width
    shown = address.removeprefix("https://").removeprefix("http://")
    return Square(address, shown, len(rows) + 2 * _MARGIN, "".join(runs))
