"""What somebody, or a search engine, can read in a page."""

from __future__ import annotations

from html.parser import HTMLParser

_READABLE = frozenset({"alt", "title", "href", "src", "srcset", "poster", "content", "aria-label", "term"})
"""Attributes whose values a person or a search engine may read."""


def words_of(text: str) -> str:
    """Return what can be read in a page: its words, and the values of some attributes, but no tag's name."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.words) + "\n" + "\n".join(reader.values)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.values: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.values.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for name, value in attrs if value and name in _READABLE]
