"""Makes clean HTML of one text: Python-Markdown converts, nh3 cleans last. Runs in the workers only."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from slc_site.render.markup.characters import scrub
from slc_site.render.markup.cleaner import Cleaner
from slc_site.render.markup.digest import media_of, summary_of, words_of
from slc_site.render.markup.embeds import Embeds, Links
from slc_site.render.markup.habits import ListHabits
from slc_site.render.markup.policy import BLOCKS, FOREIGN, FORGOTTEN, TAGS
from slc_site.render.markup.quick import quicken
from slc_site.render.markup.surroundings import Surroundings, names
from slc_site.render.markup.targets import web_address
from slc_site.render.markup.task import Result, Task

MOST_HTML = 2_000_000
"""Characters of HTML that one text may become: short texts can be written that become endless pages."""

MOST_KEPT = 20_000
"""Characters of a text after which the converter may be used again: it holds on to the tree that it has built
until the next one, and what a long text leaves would be taken from the memory that the next text may need."""

FIRST_HEADING = 3
"""The page's title is h1, and the part of the page that a text stands in has an h2."""

_TYPED_TITLE = re.compile(r"<(/?)h[12](?=[\s/>])", re.IGNORECASE)
"""What is left of h1 and h2 after Markdown's own headings were given their levels: typed as HTML."""


class TooMuchHtmlError(Exception):
    """A text became far more HTML than anybody reads."""


def convert(task: Task) -> Result:
    """Make HTML of a text.

    Raises:
        TooMuchHtmlError: it became endless.
        NeverSettlesError: see `cleaner`.
        RecursionError: it is nested too deeply. Python-Markdown has bugs, too: anything may be raised.
    """
    around = Surroundings(task)
    md = _spare.pop() if _spare else quicken(new_converter())
    _surround(md, around)
    html = _limited(md.convert(scrub(task.text)))
    if len(task.text) <= MOST_KEPT and not md.parser.state:
        _spare.append(md.reset())
    cleaned = _limited(Cleaner(around).clean(_TYPED_TITLE.sub(r"<\1h3", html)))
    media, alts = media_of(cleaned, names(task))
    words = words_of(cleaned)
    return Result(cleaned, summary_of(words), len(words.split()), media, alts, around.remarks)


def _limited(html: str) -> str:
    if len(html) > MOST_HTML:
        raise TooMuchHtmlError
    return html


_spare: list[Markdown] = []
"""The converter of the last text, reset, or none: to make one takes a quarter of the time of a post. One that
did not come to the end of its text may remember something of it, and is never used again."""


def new_converter() -> Markdown:
    """Return a converter as Python-Markdown makes it, which knows no surroundings yet."""
    md = Markdown(
        output_format="html",
        extensions=[
            AbbrExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            FootnoteExtension(BACKLINK_TITLE=""),
            Nl2BrExtension(),
            SaneListExtension(),
            TableExtension(),
        ],
    )
    md.block_level_elements = sorted(BLOCKS | {"h1", "h2"})
    md.preprocessors.register(ListHabits(md), "list_habits", 10)  # after html_block
    md.treeprocessors.register(Headings(md), "headings", 19)  # right after inline
    md.treeprocessors.register(TableAlignment(md), "table_alignment", 16)
    return md


def _surround(md: Markdown, around: Surroundings) -> None:
    """Let a converter look targets up in these surroundings, and no longer in those of the last text."""
    md.inlinePatterns.register(TypedTag(HTML_RE, md, around), "html", 90)
    md.treeprocessors.register(Links(md, around), "links", 18)
    md.treeprocessors.register(Embeds(md, around), "embeds", 17)


class TypedTag(HtmlInlineProcessor):
    """Decides what a `<tag>` in a sentence means: HTML, or words in angle brackets."""

    _NAME = re.compile(r"</?([a-z][^\s/>]*)", re.IGNORECASE)
    _SOURCE = re.compile(r"""\ssrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)

    def __init__(self, pattern: str, md: Markdown, around: Surroundings) -> None:
        super().__init__(pattern, md)
        self._around = around

    # Name and shape are Python-Markdown's, whose own inline processors override `Pattern` in the same way.
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 - see above
        """Return a placeholder for HTML, a link for an embedded page, or the words as they were typed."""
        typed = m[1]
        name = self._NAME.match(typed)
        if name is None or name[1].lower() in TAGS:
            return super().handleMatch(m, data)
        if name[1].lower() in FORGOTTEN or typed.lower() == "</iframe>":
            return "", m.start(), m.end()
        if name[1].lower() == "iframe":
            source = self._SOURCE.search(typed)
            address = web_address(source[1]) if source else None
            if address:
                self._around.remark("foreign-media", address)
                link = Element("a", {"href": address, "rel": FOREIGN})
                link.text = AtomicString(address)
                return link, m.start(), m.end()
        return self.backslash_unescape(self.unescape(typed)), m.start(), m.end()


class Headings(Treeprocessor):
    """Gives headings the levels that continue the page's own, whichever the writer began with."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        above: list[str] = []
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                while above and above[-1] >= element.tag:
                    above.pop()
                above.append(element.tag)
                element.tag = f"h{min(6, FIRST_HEADING - 1 + len(above))}"


class TableAlignment(Treeprocessor):
    """Says by a class what Python-Markdown says by a style, which no page of ours allows."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for cell in root.iter():
            style = cell.attrib.pop("style", "")
            if style.startswith("text-align: "):
                cell.set("class", f"align-{style.removeprefix('text-align: ').rstrip(';')}")
