"""A prompt: what a child could make and post, with examples of what a good answer looks like."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from slc_site.model.audience import Audience
from slc_site.model.classroom import Attachment
from slc_site.model.origin import Origin


class ExampleBy(Enum):
    """Who made an example."""

    TEACHER = "teacher"
    FORMER_STUDENT = "former-student"


class Example(Struct, frozen=True):
    """An answer to a prompt that shows how it can be done; never the work of a child of this class."""

    slug: str
    """The name of its file without `.md`, or of its folder."""
    title: str
    origin: Origin
    by: ExampleBy = ExampleBy.FORMER_STUDENT
    name: str = ""
    """The first name of whoever made it; empty: not said."""
    agreed: bool = False
    """May it be seen anywhere but on the teacher's own screen? What a teacher made always may."""
    body: str = ""
    """Markdown."""
    body_line: int = 1
    """The line of the file that the body's first line is."""
    did_well: tuple[str, ...] = ()
    make_better: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    good_because: tuple[str, ...] = ()
    """What makes it a good example, in the teacher's words."""
    attachments: Mapping[str, Attachment] = field(default_factory=dict)


class Prompt(Struct, frozen=True):
    """`prompts/<slug>.md`."""

    slug: str
    title: str
    origin: Origin
    body: str = ""
    """Markdown: the prompt, in words for a child."""
    body_line: int = 1
    strands: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """All other tags."""
    asks: tuple[str, ...] = ()
    """Questions to answer in the work."""
    targets: tuple[str, ...] = ()
    """Ids of targets of the class."""
    audience: Audience = Audience.TEACHER
    """Of the prompt and of all its examples."""
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    """The teacher's first, then by the names of their files."""
