"""A file as it was typed, but only some of its keys: for who may not see the others.

What is left stands where the YAML parser says that it stands. Comments go: they are notes to oneself. The
result is read with our own reader before it is handed out, so that a key can be lost, but never kept, by
mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import yaml

from slc_site.problems import SilentReporter
from slc_site.read.decoding import decode
from slc_site.read.document import HASH_WORD, LOADER, Form, as_yaml, read
from slc_site.read.fences import split
from slc_site.read.fields import normal

_COMMENT = re.compile(r"\n?[ \t]*#[^\n]*")
_BLOCK = ("|", ">")


def excerpt(data: bytes, file: str, keep: Collection[str]) -> str | None:
    """Return the lines between the fences of a Markdown file, of its keys only those to `keep`.

    Args:
        data: The file.
        file: Its name, for nobody: nothing is reported.
        keep: Keys, as people may write them: `did_well` is `Did well`, too.

    Returns:
        The lines, without the fences; None when they cannot be told apart, and nothing should be shown.
    """
    wanted = frozenset(map(normal, keep))
    whole = read(data, file, Form.FRONT_MATTER, wanted, SilentReporter())
    if whole is None:
        return None
    sections = split(decode(data, file, SilentReporter()), file, SilentReporter(), wanted, demanded=True)
    block = as_yaml(sections.block, Form.FRONT_MATTER)
    root = yaml.compose(block, Loader=LOADER)
    if not isinstance(root, yaml.MappingNode):
        return None
    lines = _Lines(block)
    left = "".join(
        f"{lines.of(key, value, in_brackets=bool(root.flow_style))}\n"
        for key, value in root.value
        if normal(key.value) in wanted
    )
    again = read(f"---\n{left}---\n".encode(), file, Form.FRONT_MATTER, wanted, SilentReporter())
    meant = {key: value for key, value in whole.fields.items() if normal(key) in wanted}
    return left if again is not None and again.fields == meant else None


class _Lines:
    """A block, and where in it each piece stands."""

    def __init__(self, block: str) -> None:
        self._block = block
        self._starts = [0, *(found.end() for found in re.finditer("\n", block))]

    def of(self, key: yaml.Node, value: yaml.Node, *, in_brackets: bool) -> str:
        """Return a key with its value as they were typed, without comments."""
        spans = [self._span(key, in_brackets=True), *self._spans(value, in_brackets=in_brackets)]
        last = max(spans[-1][1], self._last_bracket(value))
        typed, here = "", spans[0][0]
        for start, end, is_block in spans:
            typed += _COMMENT.sub("", self._block[here:start]) + self._text(start, end, is_block=is_block)
            here = end
        return typed + _COMMENT.sub("", self._block[here:last])

    def _last_bracket(self, node: yaml.Node) -> int:
        """Return where a value ends that is written in brackets, or whose last piece is; else 0."""
        while isinstance(node, yaml.CollectionNode) and node.value:
            if node.flow_style:
                return self._place(node.end_mark)
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return 0

    def _text(self, start: int, end: int, *, is_block: bool) -> str:
        text = self._block[start:end]
        head, line_end, rest = text.partition("\n")
        return _COMMENT.sub("", head) + line_end + rest if is_block else text

    def _spans(self, node: yaml.Node, *, in_brackets: bool) -> Iterator[tuple[int, int, bool]]:
        """Yield where each text in a value begins and ends, and whether it is one in lines of its own."""
        if isinstance(node, yaml.ScalarNode):
            yield self._span(node, in_brackets=in_brackets)
            return
        inside = in_brackets or bool(getattr(node, "flow_style", False))
        if not node.value:  # `[]`
            yield self._place(node.start_mark), self._place(node.end_mark), False
        for item in node.value:
            if isinstance(item, tuple):
                yield self._span(item[0], in_brackets=True)
                yield from self._spans(item[1], in_brackets=inside)
            else:
                yield from self._spans(item, in_brackets=inside)

    def _span(self, node: yaml.Node, *, in_brackets: bool) -> tuple[int, int, bool]:
        start, end = self._place(node.start_mark), self._place(node.end_mark)
        style = getattr(node, "style", None) or ""
        if style in _BLOCK:
            return start, start + len(self._block[start:end].rstrip()), True
        if not style and not in_brackets and (word := HASH_WORD.match(self._rest(end))):
            end += len(word[0].rstrip())  # text for our reader, a comment for others
        return start, end, False

    def _rest(self, place: int) -> str:
        end = self._block.find("\n", place)
        return self._block[place : None if end < 0 else end]

    def _place(self, mark: yaml.Mark) -> int:
        if mark.line >= len(self._starts):  # so the end is called where no line end is
            return len(self._block)
        return self._starts[mark.line] + mark.column
