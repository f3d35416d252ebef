"""The pages of prompts: what a child could post, and one for each with examples and the class's answers."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.model.prompt import Example, Prompt
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.manuscripts import example_key, prompt_key
from slc_site.render.media import Picture
from slc_site.render.page import Materials, Page
from slc_site.render.views import (
    ExampleView,
    Html,
    Link,
    MoreSaid,
    PictureView,
    PromptCard,
    PromptPage,
    PromptsPage,
)


def prompt_pages(framer: Framer, materials: Materials) -> Iterator[Page]:
    """Yield the list of prompts and the page of each; nothing when there are none to be seen."""
    if framer.library.prompts:
        own = _PromptPages(framer, materials)
        yield own.all_of_them()
        yield from (own.page(prompt) for prompt in framer.library.prompts)


class _PromptPages:
    def __init__(self, framer: Framer, materials: Materials) -> None:
        self.framer = framer
        self.library = framer.library
        self.materials = materials
        self.title = framer.words.gettext("What could I post?")

    def all_of_them(self) -> Page:
        cards = self.framer.cards(urls.PROMPTS)
        context = PromptsPage(
            frame=self.framer.frame(cards, self.title),
            prompts=tuple(self.card(cards, prompt) for prompt in self.library.prompts),
        )
        return Page(urls.PROMPTS, "prompts.html", context)

    def card(self, cards: Cards, prompt: Prompt) -> PromptCard:
        return PromptCard(
            title=prompt.title,
            href=cards.to(urls.prompt(prompt.slug)),
            strands=tuple(cards.strand_title(self.library.strand[tag]) for tag in prompt.strands),
            summary=self.materials.prose[prompt_key(prompt)].summary,
            cover=self.cover(cards, prompt),
            has_examples=bool(prompt.examples),
        )

    def cover(self, cards: Cards, prompt: Prompt) -> PictureView | None:
        """Return the first picture that the prompt shows, else that one of its examples shows, or None."""
        shown = [(prompt_key(prompt), prompt.attachments, urls.prompt_folder(prompt.slug))]
        shown += [
            (example_key(prompt, one), one.attachments, urls.example_folder(prompt.slug, one.slug))
            for one in prompt.examples
        ]
        for key, attachments, folder in shown:
            prose = self.materials.prose[key]
            for name in prose.media:
                made = self.materials.media.get(attachments[name].path)
                if isinstance(made, Picture):
                    return cards.picture(made, folder, prose.alts.get(name, ""))
        return None

    def page(self, prompt: Prompt) -> Page:
        cards = self.framer.cards(urls.prompt(prompt.slug))
        answers = self.library.answers(prompt)
        used = {tag for post in self.library.posts for tag in post.tags}
        prose = self.materials.prose[prompt_key(prompt)]
        context = PromptPage(
            frame=self.framer.frame(
                cards,
                prompt.title,
                crumbs=[(self.title, urls.PROMPTS)],
                part=urls.PROMPTS,
                description=prose.summary,
                source=prompt.origin.file,
            ),
            title=prompt.title,
            body=Html(prose.html),
            asks=prompt.asks,
            targets=tuple(self.library.target[target].text for target in prompt.targets),
            strands=tuple(cards.strand(self.library.strand[tag], None, answers) for tag in prompt.strands),
            tags=tuple(Link(tag, cards.to(urls.tag(tag))) for tag in prompt.tags if tag in used),
            examples=tuple(self.example(prompt, one) for one in prompt.examples),
            answers=cards.posts(answers),
            command=f"slc new post --prompt {prompt.slug}" if self.framer.edition.is_for_teacher else "",
        )
        return Page(cards.path, "prompt.html", context)

    def example(self, prompt: Prompt, one: Example) -> ExampleView:
        return ExampleView(
            title=one.title,
            by=one.by.value,
            name=one.name,
            body=Html(self.materials.prose[example_key(prompt, one)].html),
            did_well=one.did_well,
            make_better=one.make_better,
            good_because=one.good_because,
            more=MoreSaid(steps=one.steps),
            is_held_back=not one.agreed,
        )
