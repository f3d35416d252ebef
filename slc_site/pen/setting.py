"""What has to be written into a block of YAML so that something stands at a path."""

from __future__ import annotations

from slc_site.pen.outline import HAS_COMMENT, Entry, Items, Keys, Node, Outline, Text
from slc_site.pen.spelling import Data, alone, in_brackets, in_lines, key_of, scalar
from slc_site.pen.splices import Change, NoPlaceError, Path, Splice


def setting(outline: Outline, change: Change, *, plainly: bool = True) -> Splice:
    """Return what is to be written; without `plainly`, all of it in quotes.

    Raises:
        NoPlaceError: something else stands there.
    """
    return _Setting(outline, change, plainly).splice()


class _Setting:
    """Something is to stand at a path."""

    def __init__(self, outline: Outline, change: Change, plainly: bool) -> None:
        self._outline = outline
        self._path = change.path
        self._value = change.value
        self._short = change.short
        self._plainly = plainly

    def splice(self) -> Splice:
        here = self._outline.root
        if here is None:
            return self._first()
        indent = self._outline.column(here.start)
        for depth, part in enumerate(self._path):
            if isinstance(here, Text):
                return self._in_place_of(here, depth, indent)
            below = _below(here, part)
            if below is None:
                return self._beside(here, depth)
            indent = self._outline.column((below.key if isinstance(below, Entry) else below).start)
            here = below.value if isinstance(below, Entry) else below
        return self._instead(here, indent)

    def _first(self) -> Splice:
        end = len(self._outline.block)
        data = _nested(self._path, self._value)
        if not isinstance(data, dict):
            raise NoPlaceError
        start = "\n" if self._outline.block and not self._outline.block.endswith("\n") else ""
        return Splice(end, end, start + in_lines(data, 0, plainly=self._plainly))

    def _instead(self, here: Node, indent: int) -> Splice:
        """Replace what stands at the whole path; `indent` is the column of its key, or its own in a list."""
        value = self._value
        is_saying = isinstance(here, Keys) and len(here.entries) == 1 and isinstance(self._path[-1], int)
        if isinstance(here, Text) or is_saying:  # `- She said: hello` is a key with a value for YAML only
            style = here.style if isinstance(here, Text) else ""
            return Splice(here.start, here.end, self._spelt(here, value, indent, style))
        if isinstance(value, str) or HAS_COMMENT.search(self._outline.block[here.start : here.end]):
            raise NoPlaceError
        return Splice(here.start, here.end, in_brackets(value, plainly=self._plainly))

    def _spelt(self, here: Node, value: Data, indent: int, style: str = "") -> str:
        block = self._outline.block
        gap = "" if here.start == 0 or block[here.start - 1] in " \t\n[{" else " "
        if not isinstance(value, str):
            return gap + in_brackets(value, plainly=self._plainly)
        ends_its_line = not self._outline.rest(here.end).strip()
        if here.in_brackets or not ends_its_line:
            spelt = scalar(value, in_brackets=here.in_brackets, style=style, plainly=self._plainly)
        else:
            is_item = isinstance(self._path[-1], int)
            spelt = alone(value, indent if is_item else indent + 2, style=style, plainly=self._plainly)
        return gap + spelt

    def _in_place_of(self, here: Text, depth: int, indent: int) -> Splice:
        """A text, or nothing, stands where keys or a list are wanted, `depth` parts down the path."""
        rest = self._path[depth:]
        if not here.value.strip():
            return self._filled(here, rest, indent)
        if rest == (0,):
            return self._instead(here, indent)
        if isinstance(rest[0], int):
            items = _nested(rest, self._value)
            if not isinstance(items, list) or rest[0] == 0:
                raise NoPlaceError
            return Splice(here.start, here.end, in_brackets([here.value, *items[1:]], plainly=self._plainly))
        if not self._short or self._path[:depth] != self._short[:-1]:
            raise NoPlaceError
        if self._path == self._short:
            return self._instead(here, indent)
        new, alone_for = _nested(rest, self._value), str(self._short[-1])
        if not isinstance(new, dict):
            raise NoPlaceError
        if here.in_brackets or isinstance(self._path[depth - 1], int):
            kept = here.style and self._outline.block[here.start : here.end]
            kept = kept if here.in_brackets and kept else scalar(here.value, in_brackets=True)
            written = in_brackets(new, plainly=self._plainly)[1:-1]
            return Splice(here.start, here.end, f"{{{key_of(alone_for)}: {kept}, {written}}}")
        return self._unfolded(here, alone_for, new, indent + 2)

    def _filled(self, here: Text, rest: Path, indent: int) -> Splice:
        data = _nested(rest, self._value)
        if here.in_brackets or not isinstance(data, dict) or isinstance(self._path[-len(rest) - 1], int):
            return Splice(here.start, here.end, self._spelt(here, data, indent))
        if here.style:
            raise NoPlaceError
        end = self._outline.line_end(here.start)  # a comment may follow the key
        return Splice(end, end, "\n" + in_lines(data, indent + 2, plainly=self._plainly).removesuffix("\n"))

    def _unfolded(self, here: Text, key: str, beside: dict[str, Data], indent: int) -> Splice:
        """`feedback: Thank you.` becomes `feedback:` with `learned: Thank you.` below it, and the new."""
        block = self._outline.block
        colon = block.rindex(":", 0, here.start)
        end = self._outline.line_end(here.end)
        old = block[here.start : end]
        if "\n" in old:
            old = alone(here.value, indent + 2) + block[here.end : end]
        new = in_lines(beside, indent, plainly=self._plainly).removesuffix("\n")
        return Splice(colon + 1, end, f"\n{' ' * indent}{key_of(key)}: {old}\n{new}")

    def _beside(self, here: Node, depth: int) -> Splice:
        """Add to keys or a list that lacks the part of the path at `depth`."""
        rest = self._path[depth:]
        if isinstance(here, Keys):
            return self._new_key(here, _nested(rest, self._value))
        if not isinstance(here, Items) or not isinstance(rest[0], int):
            raise NoPlaceError
        items = _nested((rest[0] - len(here.items), *rest[1:]), self._value)
        if here.in_brackets:
            written = in_brackets(items, plainly=self._plainly)[1:-1]
            if not here.items:
                return Splice(here.start + 1, here.start + 1, written)
            return Splice(here.items[-1].end, here.items[-1].end, f", {written}")
        dash = f"\n{' ' * self._outline.column(here.start)}- "
        written = "".join(dash + in_brackets(item, plainly=self._plainly) for item in items)
        end = self._below(here)
        return Splice(end, end, written)

    def _new_key(self, here: Keys, data: Data) -> Splice:
        if not isinstance(data, dict):
            raise NoPlaceError
        if here.in_brackets:
            written = in_brackets(data, plainly=self._plainly)[1:-1]
            if not here.entries:
                return Splice(here.start + 1, here.start + 1, written)
            end = here.entries[-1].value.end
            return Splice(end, end, f", {written}")
        indent = self._outline.column(here.start)
        end = self._below(here, indent)
        return Splice(end, end, "\n" + in_lines(data, indent, plainly=self._plainly).removesuffix("\n"))

    def _below(self, here: Node, indent: int | None = None) -> int:
        """Return the end of the line below which something can be added to keys or a list written in lines.

        Notes that are set in further than `indent` belong to what stands above them.
        """
        last = here
        while not isinstance(last, Text) and not last.in_brackets:
            last = last.entries[-1].value if isinstance(last, Keys) else _last(last)
        end = self._outline.line_end(last.whole if isinstance(last, Text) else last.end)
        while indent is not None:
            note = self._outline.rest(end + 1)
            if not note.lstrip().startswith("#") or len(note) - len(note.lstrip()) <= indent:
                break
            end = self._outline.line_end(end + 1)
        return end


def _below(here: Node, part: str | int) -> Entry | Node | None:
    if isinstance(here, Keys) and isinstance(part, str):
        place = here.at(part)
        return None if place is None else here.entries[place]
    if isinstance(here, Items) and isinstance(part, int):
        return here.items[part] if part < len(here.items) else None
    raise NoPlaceError


def _last(here: Node) -> Node:
    if not isinstance(here, Items):
        raise NoPlaceError
    return here.items[-1]


def _nested(path: Path, value: Data) -> Data:
    """Return what has to be made for a value: `("a", 1)` gives `{a: ["", value]}`."""
    for part in reversed(path):
        value = {part: value} if isinstance(part, str) else [*[""] * part, value]
    return value
