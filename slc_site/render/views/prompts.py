"""What is shown of prompts: what a child could make, and how others did it."""

from __future__ import annotations

from msgspec import Struct

from slc_site.render.views.parts import (
    NOTHING_MORE,
    Frame,
    Html,
    Link,
    MoreSaid,
    PictureView,
    PostCard,
    StrandView,
)


class PromptCard(Struct, frozen=True):
    """A prompt in the list of all."""

    title: str
    href: str
    strands: tuple[str, ...]
    """Their titles."""
    summary: str = ""
    cover: PictureView | None = None
    """The first picture of the prompt, else of its examples."""
    has_examples: bool = False


class PromptsPage(Struct, frozen=True):
    """`prompts.html`: what could I post?"""

    frame: Frame
    prompts: tuple[PromptCard, ...]
    """By title."""


class ExampleView(Struct, frozen=True):
    """How somebody answered a prompt."""

    title: str
    by: str
    """`teacher` or `former-student`."""
    name: str
    """Of whoever made it; of a child the first name, or empty."""
    body: Html
    did_well: tuple[str, ...]
    make_better: tuple[str, ...]
    good_because: tuple[str, ...]
    """What makes it a good example, in the teacher's words."""
    more: MoreSaid = NOTHING_MORE
    is_held_back: bool = False
    """On the teacher's own screen: nobody else sees it, because nobody has agreed yet."""


class PromptPage(Struct, frozen=True):
    """`prompt.html`: a prompt, examples, and what the class made of it."""

    frame: Frame
    title: str
    body: Html
    asks: tuple[str, ...]
    targets: tuple[str, ...]
    """The texts of learning targets that an answer can show."""
    strands: tuple[StrandView, ...]
    tags: tuple[Link, ...]
    """Those that there are posts of."""
    examples: tuple[ExampleView, ...]
    answers: tuple[PostCard, ...]
    """Newest first."""
    command: str = ""
    """On the teacher's own screen: what begins a post from it."""
