"""What goes into prose and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site.model.origin import Origin
from slc_site.render.media import Media


class Manuscript(Struct, frozen=True):
    """A text that somebody wrote in Markdown, with all that it may point at."""

    key: str
    """What tells it from every other manuscript of a build."""
    text: str
    """Markdown; untrusted."""
    origin: Origin
    """The file, and the line of it that the text's first line is."""
    media: Mapping[str, Media] = field(default_factory=dict)
    """By the name typed in the text (`frog.jpg`), what may be shown; nothing else can be."""
    refused: frozenset[str] = frozenset()
    """Names of files that are there but could not be made safe: reported already, simply not shown."""
    base: str = ""
    """Put before the name of each media file: `../../posts/2026-10-05-my-frog-poem/`."""
    links: Mapping[str, str] = field(default_factory=dict)
    """By the target typed in the text (`../goals/read-daily.md`), the relative address in the site."""
    closed: frozenset[str] = frozenset()
    """Targets typed in the text that are there, but not for those whom this edition is for."""
    withheld: bool = False
    """The pictures were taken away for the sake of somebody's privacy: a placeholder stands for each."""
    withheld_text: str = ""
    """The words of that placeholder, in the site's language."""
    enlarge_text: str = ""
    """The name of the link to a large picture that has no words of its own; this too in that language."""
    said_text: str = ""
    """The words above what is said in a recording."""
    language: str = "en"
    """BCP 47, of the site: what captions are in that name none."""


class Prose(Struct, frozen=True):
    """Safe HTML, and what was learnt on the way."""

    html: str
    """Cleaned; the only text that templates show without escaping it."""
    summary: str = ""
    """The beginning of its words, without markup, at most 200 characters, cut between words."""
    words: int = 0
    media: tuple[str, ...] = ()
    """Names of the attachments it shows, in the order of their first use."""
    alts: Mapping[str, str] = field(default_factory=dict)
    """What each of these was said to show; a name without words is absent."""
    plain: bool = False
    """It could not be converted in time, or at all, and is shown as it was typed."""

    @property
    def for_lists(self) -> Prose:
        """The same without the text itself: all that a list of posts shows of it."""
        return replace(self, html="", words=0)
