"""Prompts with everything on them, and with next to nothing, made by hand."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from slc_site.render.page import Page
from slc_site.render.views import (
    ExampleView,
    Html,
    Link,
    MoreSaid,
    PromptCard,
    PromptPage,
    PromptsPage,
)
from tests.render.theme.sample_maker import Sample


def rich() -> Iterator[Page]:
    """Yield the list of prompts and one with examples and answers."""
    at = Sample("prompts/index.html")
    href = at.to("prompts/teach/index.html")
    cards = (
        PromptCard("Teach us", href, ("Writing", "Projects"), "You know how.", at.picture("sun"), True),
        PromptCard("علمنا", href, ()),
    )
    yield Page(at.path, "prompts.html", PromptsPage(at.frame("What could I post?"), cards))

    at = Sample("prompts/teach/index.html")
    plant = ExampleView(
        "How to wake up a plant",
        "teacher",
        "Ms. Okafor",
        at.body("sun"),
        ("Each step begins with what you do.",),
        ("I should say how long it takes.",),
        ("One step on each line.", "I changed it after somebody tried it."),
        MoreSaid(steps=("I looked.", "I wrote.")),
    )
    held_back = replace(
        plant, by="former-student", name="Tomek", body=Html("<p>Blow.</p>"), is_held_back=True
    )
    nobody = replace(held_back, name="", is_held_back=False, good_because=("Short.",))
    unnamed = ExampleView("A bow", "teacher", "", Html("<h3>One</h3><p>Pull.</p>"), (), (), ())
    context = PromptPage(
        frame=at.frame("Teach us", live=True),
        title="Teach us",
        body=Html("<h3>What?</h3><p>You know how to do something.</p>"),
        asks=("What comes first?", "And then?"),
        targets=("I can write steps in the right order",),
        strands=at.strands()[:2],
        tags=(Link("how-to", at.to("tags/how-to/index.html")),),
        examples=(plant, held_back, nobody, unnamed),
        answers=(at.card("frog-poem"), at.card("bridge", 1)),
        command="slc new post --prompt teach",
    )
    yield Page(at.path, "prompt.html", context)


def bare() -> Iterator[Page]:
    """Yield a prompt that is only a title."""
    at = Sample("prompts/nothing/index.html")
    yield Page(at.path, "prompt.html", PromptPage(at.frame("Go"), "Go", Html(""), (), (), (), (), (), ()))
