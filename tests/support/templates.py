"""Reads the templates of a theme for what must not stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

_READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
"""Attributes whose value is shown or spoken."""

_EXPRESSION = "\ue000"
"""Stands where an expression stood: not a letter, so that it is nobody's word."""


def environment() -> Environment:
    """Return a Jinja that reads our templates; it renders nothing."""
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def without_jinja(source: str) -> str:
    """Return only the HTML of a template: a mark for each expression, nothing for statements.

    What stands between `{% trans %}` and `{% endtrans %}` is a mark too, since it is translated. A block
    named `…_class` fills an attribute of the page's frame: its words are nobody's to read.
    """
    kept: list[str] = []
    statement: list[str] = []
    within, dropping = "", ""
    for _, token, value in environment().lex(source):
        if token.endswith("_begin"):
            within, statement = token, []
        elif token == "block_end":
            word, name = [*statement, "", ""][:2]
            if word == "trans":
                kept.append(_EXPRESSION)
            if word == "trans" or (word == "block" and name.endswith("_class")):
                dropping = f"end{word}"
            elif word == dropping:
                dropping = ""
        elif token == "variable_end" and not dropping:
            kept.append(_EXPRESSION)
        elif token == "data" and not dropping:
            kept.append(value)
        elif within == "block_begin" and token == "name":
            statement.append(value)
    return "".join(kept)


def raw_texts(source: str) -> list[str]:
    """Return each text of a template that a person would read and gettext would not see."""
    parser = _Texts()
    parser.feed(without_jinja(source))
    parser.close()
    return parser.found + list(_spoken_constants(source))


def inline_code(source: str) -> list[str]:
    """Return each script, style and event handler that stands in a template itself."""
    parser = _Inline()
    parser.feed(without_jinja(source))
    parser.close()
    return parser.found


def _spoken_constants(source: str) -> Iterator[str]:
    """Find words in expressions: `{{ "Hello there" }}`, `{{ "Yes" if x else "No" }}`."""
    for output in environment().parse(source).find_all(nodes.Output):
        waiting: list[nodes.Node] = list(output.nodes)
        while waiting:
            node = waiting.pop()
            if isinstance(node, nodes.CondExpr):
                waiting += [part for part in (node.expr1, node.expr2) if part is not None]
            elif isinstance(node, nodes.Concat):
                waiting += node.nodes
            elif (
                isinstance(node, nodes.Const)
                and isinstance(node.value, str)
                # What is one small word may be a value of `dir` or a class as well as a text.
                and re.search(r"[^\W\d_]", node.value)
                and (node.value[:1].isupper() or " " in node.value.strip())
            ):
                yield node.value


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _READ_ALOUD:
                self._keep(value or "")

    def _keep(self, text: str) -> None:
        if re.search(r"[^\W\d_]", text):
            self.found.append(" ".join(text.split()))


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        is_data = dict(attrs).get("type") == "text/plain"  # no browser runs that
        if tag == "style" or (tag == "script" and "src" not in names and not is_data):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag}[{name}]" for name in sorted(names) if name == "style" or name.startswith("on")]
        self.found += [
            f"{tag}[{name}]"
            for name, value in attrs
            if (value or "").strip().lower().startswith("javascript:")
        ]
