"""What has to go from a block of YAML so that nothing stands at a path any more."""

from __future__ import annotations

from slc_site.pen.outline import HAS_COMMENT, Entry, Items, Keys, Node, Outline, Text
from slc_site.pen.splices import Change, NoPlaceError, Splice


def removal(outline: Outline, change: Change) -> Splice | None:
    """Take away what stands at a path, and what is left empty by that; None when nothing stands there.

    Raises:
        NoPlaceError: it cannot be taken out without what stands beside it.
    """
    way: list[tuple[Node, int]] = []
    here = outline.root
    for depth, part in enumerate(change.path):
        if here is None:
            return None
        if isinstance(here, Text):
            if not here.value.strip() or (change.path[depth:] != (0,) and change.path != change.short):
                return None
            break
        place = here.at(part) if isinstance(here, Keys) and isinstance(part, str) else part
        if not isinstance(place, int) or place >= len(_values(here)):
            return None
        way.append((here, place))
        here = _values(here)[place]
    return _without(outline, way, change)


def _values(here: Node) -> tuple[Node, ...]:
    if isinstance(here, Keys):
        return tuple(entry.value for entry in here.entries)
    return here.items if isinstance(here, Items) else ()


def _says_nothing(node: Node) -> bool:
    return isinstance(node, Text) and not node.value.strip()


def _without(outline: Outline, way: list[tuple[Node, int]], change: Change) -> Splice:
    """Take away the last step of the way: all of what it is in, when nothing else is in there."""
    while len(way) > 1 and all(
        _says_nothing(value) for place, value in enumerate(_values(way[-1][0])) if place != way[-1][1]
    ):
        way = way[:-1]
    around, place = way[-1]
    if isinstance(around, Items):
        return _without_item(outline, around, place)
    if not isinstance(around, Keys):
        raise NoPlaceError
    is_short = change.short and change.path[: len(way) - 1] == change.short[:-1]
    if is_short and len(way) > 1 and len(around.entries) == 2:
        folded = _folded(outline, around, around.entries[1 - place], way[-2], str(change.short[-1]))
        if folded:
            return folded
    return _without_entry(outline, around, place)


def _without_item(outline: Outline, around: Items, place: int) -> Splice:
    here = around.items[place]
    if any(not _says_nothing(item) for item in around.items[place + 1 :]):
        gap = "" if outline.block[here.start - 1] in " \t[" else " "
        return Splice(here.start, here.end, gap + '""')  # the others keep their places
    first = place
    while first > 0 and _says_nothing(around.items[first - 1]):
        first -= 1
    if first == 0:
        raise NoPlaceError
    return Splice(around.items[first - 1].end, around.items[-1].end, "")


def _without_entry(outline: Outline, around: Keys, place: int) -> Splice:
    entry = around.entries[place]
    if around.in_brackets:
        if place:
            return Splice(around.entries[place - 1].value.end, entry.value.end, "")
        following = around.entries[1:]
        return Splice(entry.key.start, following[0].key.start if following else entry.value.end, "")
    end = outline.line_end(_end_of_lines(entry.value))
    if outline.begins_line(entry.key.start):
        start = entry.key.start - outline.column(entry.key.start)
        return Splice(start, min(end + 1, len(outline.block)), "")
    following = around.entries[place + 1 :]  # it stands behind the hyphen of a list
    if not following or outline.block[end : following[0].key.start].strip():
        raise NoPlaceError
    return Splice(entry.key.start, following[0].key.start, "")


def _end_of_lines(value: Node) -> int:
    while not isinstance(value, Text) and not value.in_brackets:
        value = _values(value)[-1]
    return value.whole if isinstance(value, Text) else value.end


def _folded(
    outline: Outline, around: Keys, left: Entry, owner_at: tuple[Node, int], short: str
) -> Splice | None:
    """Write `{answer: kept}` as `kept` again when that is all that is left; None when it had better stay."""
    above, place = owner_at
    written = outline.block[left.value.start : left.value.end]
    rest = outline.rest(left.value.end)  # a note behind it stays
    first, second = around.entries
    between = outline.block[first.value.end : second.key.start]
    if HAS_COMMENT.search(between.removeprefix(rest) if left is first else between):
        return None
    if not isinstance(left.value, Text) or left.key.value != short or "\n" in written:
        return None
    if around.in_brackets or not isinstance(above, Keys):
        return Splice(around.start, around.end, written)
    owner = above.entries[place].key
    if outline.block[owner.end : around.start].strip() != ":" or not outline.begins_line(around.start):
        return None
    return Splice(owner.end, outline.line_end(_end_of_lines(around)), f": {written}{rest}")
