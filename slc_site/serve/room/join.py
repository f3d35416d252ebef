"""How a device finds the room: the address as a square to scan."""

from __future__ import annotations

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the teacher says to whoever brings a tablet."""

    url: str
    pin: str

    @property
    def spaced_pin(self) -> str:
        """Return the number as one reads it out: 482 913."""
        return f"{self.pin[:3]} {self.pin[3:]}"


def square(url: str) -> str:
    """Return the address as a picture for a page, a `data:` URI."""
    return segno.make_qr(url, error="m").svg_data_uri(scale=8, border=4, dark="#000", light="#fff")


def square_in_text(url: str) -> str:
    """Return the address as lines for a terminal: two rows in one, what is light drawn as blocks."""
    rows = [[not dark for dark in row] for row in segno.make_qr(url, error="m").matrix_iter(border=2)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    marks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return "\n".join(
        "".join(marks[pair] for pair in zip(*rows[at : at + 2], strict=True)) for at in range(0, len(rows), 2)
    )
