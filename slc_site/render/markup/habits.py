"""Children's habits in writing lists, put the way Python-Markdown reads them.

A child starts a list on the line below a sentence, indents an inner list by two spaces, writes `1)` or
pastes a `•`. Python-Markdown wants an empty line, four spaces, `1.` and `-`. Only the lines of lists are
touched. This runs after fenced code and blocks of HTML have been put aside, so neither is ever changed.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor
from msgspec import Struct

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+•]|\d{1,9}[.)])(?P<space> +)(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|[-:| ]+)$")
"""A horizontal line, or the line below the head of a table: neither is an item."""
_STEP = 4
"""Python-Markdown's own indentation."""
_INNER = 2
"""From so many spaces on, an item belongs to the one above."""


class _Item(Struct, frozen=True):
    indent: int
    content: int
    """The column of its first word."""
    ordered: bool


class ListHabits(Preprocessor):
    """Rewrites the lines of lists."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with every list as Python-Markdown understands it."""
        if not any(_ITEM.match(line) for line in lines):
            return lines
        return _Rewriting().all(lines)


class _Rewriting:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[_Item] = []
        """The items that the line at hand may belong to, from the outermost."""
        self.after_blank = True
        self.block_depth = 0
        """How deep the first line since the last empty one stands."""
        self.in_paragraph = False
        """The lines just above are a paragraph outside of any list."""
        self.in_table = False

    def all(self, lines: list[str]) -> list[str]:
        for line in lines:
            if not line.strip():
                self.out.append(line)
                self.after_blank, self.in_paragraph, self.in_table = True, False, False
                continue
            item = _ITEM.match(line)
            if item and not _RULE.match(line) and self._may_begin(item):
                self._item(item, line)
            else:
                self._other(line)
            self.after_blank = False
        return self.out

    def _may_begin(self, item: re.Match[str]) -> bool:
        indent, marker = len(item["indent"]), item["marker"]
        if self.open:
            return not self.after_blank or indent < self.open[-1].content + _STEP
        if self.in_paragraph and marker[0].isdigit() and marker[:-1] != "1":
            return False  # "I was born in / 2019. It was cold."
        return indent < _STEP and not self.in_table

    def _item(self, found: re.Match[str], line: str) -> None:
        indent, marker = len(found["indent"]), found["marker"]
        above = None
        while self.open and indent < self.open[-1].indent + _INNER:
            above = self.open.pop()
        item = _Item(indent, found.end(), marker[0].isdigit())
        depth = len(self.open)
        another_list = above is not None and above.ordered != item.ordered
        if not self.after_blank and (self.in_paragraph or another_list or depth < self.block_depth):
            # Python-Markdown reads all of a block as deep as its first line stands.
            self.out.append("")
            self.after_blank = True
        if self.after_blank:
            self.block_depth = depth
        marker = f"{marker[:-1]}." if item.ordered else marker.replace("•", "-")
        self.out.append(f"{' ' * _STEP * depth}{marker} {line[found.end() :]}")
        self.open.append(item)
        self.in_paragraph = False

    def _other(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self.after_blank:
            # A paragraph of its own: to which of the items does it belong?
            while self.open and indent < self.open[-1].indent + _INNER:
                self.open.pop()
        if not self.open:
            self.block_depth = 0
            self.in_table |= self.in_paragraph and "|" in line and bool(_RULE.match(line))
            self.in_paragraph = True
            self.out.append(line)
        elif self.after_blank:
            self.block_depth = len(self.open)
            deeper = max(0, indent - self.open[-1].content)
            self.out.append(" " * (_STEP * len(self.open) + deeper) + line.lstrip(" "))
        else:
            self.out.append(" " * _STEP * (len(self.open) - 1) + line.lstrip(" "))
