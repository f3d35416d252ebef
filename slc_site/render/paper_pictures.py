"""Small pictures for paper: what was made safe for the web, as JPEG, which a PDF can hold as it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

_QUALITY = 82


def as_jpeg(finished: Path) -> bytes:
    """Return a finished picture, as the studio made it, as JPEG; what one can see through is white.

    Raises:
        OSError: it cannot be read.
    """
    from PIL import Image

    with Image.open(finished) as opened:
        seen = opened.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    made = BytesIO()
    paper.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()
