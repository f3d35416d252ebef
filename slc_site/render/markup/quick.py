"""Python-Markdown in less time: it tries only what can match; what comes out is the same, byte for byte.

Python-Markdown searches every piece of a text for each of some seventeen inline patterns, and reads every
text with a parser of HTML. Most sentences hold nothing of all that: a pattern is asked only where the text
holds the character that it cannot do without, and the parser only where there is a `<` or a `&`.

The library offers no place to ask first, so `markdown.treeprocessors.InlineProcessor` is extended in private
parts. What is relied on, as it is in Python-Markdown 3.11:

- all pieces of text pass through the method `__handleInline(data, patternIndex=0)`;
- it tries the patterns from that index on, in their order, each again and again until it matches no more;
- `__applyPattern(pattern, data, patternIndex, startIndex=0)` tries one, and returns the new text, whether it
  matched, and where to go on; where the regular expression is not found, nothing has happened.

Where one of these methods is missing or takes something else, `quicken` leaves the inline patterns as they
are: texts are converted as before, only slower. A regular expression that is not known here is always tried,
so a new or a changed pattern of the library, or one of our own, can never be left out.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE, Pattern
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

NEEDS: dict[str, tuple[str, ...]] = {
    r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)": ("`",),
    r"\\(.)": ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),
    r"(?<!\!)\[": ("[",),
    r"\!\[": ("![",),
    r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>": ("<",),
    r"<([^<> !]+@[^@<> ]+)>": ("<",),
    r"  \n": ("  \n",),
    HTML_RE: ("<",),  # whatever else it may be: a tag, a comment and an instruction begin like this
    r"(&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[a-zA-Z0-9]+);)": ("&",),
    r"\*|_": ("*", "_"),
    r"\n": ("\n",),
}
"""By regular expression, as it is searched for: what a text must hold for it to match, one of these at least.
They are written out, not named: what the library changes is no longer known, and is always tried."""

_HANDLE = "_InlineProcessor__handleInline"
_APPLY = "_InlineProcessor__applyPattern"
_TAKES = {
    _HANDLE: ("self", "data", "patternIndex"),
    _APPLY: ("self", "pattern", "data", "patternIndex", "startIndex"),
}


def quicken(md: Markdown) -> Markdown:
    """Make a converter quick, in place, and return it. Call this once its extensions are there.

    A part of it that an extension has replaced is left as it is, and so are the inline patterns of a library
    that we do not know.
    """
    if is_known() and type(md.treeprocessors["inline"]) is InlineProcessor:
        md.treeprocessors.register(QuickInlines(md), "inline", 20)
    if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:
        md.preprocessors.register(QuickHtmlBlocks(md), "html_block", 20)
    return md


@cache
def is_known() -> bool:
    """Tell whether the private methods of Python-Markdown are there and take what we give them."""
    return all(
        (method := getattr(InlineProcessor, name, None)) is not None
        and tuple(inspect.signature(method).parameters) == takes
        for name, takes in _TAKES.items()
    )


class QuickInlines(InlineProcessor):
    """Applies inline patterns, of which it asks only those that can match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._apply: Callable[..., tuple[str, bool, int]] = getattr(self, _APPLY)
        self._needs: list[tuple[str, ...]] = []
        """Of each pattern, in their order; empty: it is always tried."""
        self._any: re.Pattern[str] | None = None
        """What a text must hold for any pattern to match; None: nobody knows."""
        self._patterns: list[Pattern] = []
        setattr(self, _HANDLE, self._handle)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Change the tree in place, and return it."""
        self._patterns = list(self.md.inlinePatterns)
        needs = [NEEDS.get(pattern.getCompiledRegExp().pattern, ()) for pattern in self._patterns]
        if needs != self._needs:
            self._needs = needs
            some = sorted({one for several in needs for one in several})
            self._any = re.compile("|".join(map(re.escape, some))) if all(needs) else None
        return super().run(tree, ancestors)

    # In place of the library's own, and called by it; `index` is that of the first pattern to try.
    def _handle(self, data: str, index: int = 0) -> str:
        if isinstance(data, AtomicString) or (self._any is not None and not self._any.search(data)):
            return data
        patterns, needs, apply = self._patterns, self._needs, self._apply
        start = 0
        while index < len(needs):
            for needed in needs[index] or ("",):
                if needed in data:
                    break
            else:
                index += 1
                start = 0
                continue
            data, matched, start = apply(patterns[index], data, index, start)
            if not matched:
                index += 1
        return data


class QuickHtmlBlocks(HtmlBlockPreprocessor):
    """Puts blocks of HTML aside, for which it looks only where there is any."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with placeholders for blocks of HTML."""
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines
