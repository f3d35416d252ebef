"""Which of the files that lie beside a text are shown with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from slc_site.model.classroom import Attachment, ClassPage
from slc_site.model.post import Post
from slc_site.model.prompt import Example, Prompt


def mentioned(written: Post | ClassPage | Prompt | Example) -> Iterator[Attachment]:
    """Yield the attachments whose names stand in the text, and that in which the student talks about it.

    What else lies beside it is not published.
    """
    if not written.attachments:
        return
    text = _folded(written.body)
    told_in = written.told_in if isinstance(written, Post) else ""
    for name, attachment in written.attachments.items():
        if name == told_in or _folded(name) in text:
            yield attachment


def _folded(text: str) -> str:
    r"""Return a text in which names are found however they are typed: `My%20Frog.JPG`, `my\_frog.jpg`."""
    return unicodedata.normalize("NFC", unquote(text)).casefold().replace("\\", "")
