"""Where exactly a box is in a file: some things can be typed in two ways, and we write in the one we find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from slc_site.pen.boxes import Box, Where
from slc_site.pen.outline import value_at
from slc_site.pen.splices import Change, Path
from slc_site.pen.typed import shown
from slc_site.read.fields import Document, Value


@dataclass(frozen=True, slots=True)
class Spot:
    """A box in one file."""

    box: Box
    path: Path
    short: Path
    found: Value | None
    """What stands there."""
    new_day: str = ""
    """The day of the item of a list that has to be made for it."""
    is_all: bool = False
    """Is it all that the item says besides its day?"""

    @property
    def value(self) -> str:
        """What the box shows."""
        return shown(self.box, self.found)

    def change(self, value: str) -> Change:
        """Return what has to change in the file so that the box shows a value."""
        if self.new_day and value:
            return Change(self.path[:-1], {"date": self.new_day, str(self.path[-1]): value})
        if self.is_all and not value:
            return Change(self.path[:-1], "")
        return Change(self.path, value, self.short)


def spot(box: Box, document: Document, today: date, slot_of: Callable[[str], str | None]) -> Spot:
    """Find a box in a file.

    Args:
        box: One whose path is not empty.
        document: The file as our reader sees it.
        today: What was agreed about a goal is kept by day.
        slot_of: Returns the name of the slot that is meant by a key of `picks`.
    """
    fields: Value = document.fields
    path, short = box.path, box.short
    if box.path[:1] == ("review",):
        return _review(box, fields, today)
    if box.file is Where.CONFERENCE and path[0] == "picks":
        path, short = _pick(path, short, fields, slot_of)
    elif path[0] == "kept" and path == short and not isinstance(value_at(fields, path[:-1]), dict):
        path, short = path[:-1], ()  # the word for it alone
    found = value_at(fields, path)
    if (
        found is None
        and isinstance(alone := value_at(fields, path[:-1]), str)
        and path[-1] in (0, *short[-1:])
    ):
        found = alone
    return Spot(box, path, short, found)


def _pick(path: Path, short: Path, fields: Value, slot_of: Callable[[str], str | None]) -> tuple[Path, Path]:
    """Return the path with the slot's name as it was typed, and without a place where there is no list."""
    _, slot, place, *rest = path
    given = value_at(fields, ("picks",))
    keys = given if isinstance(given, dict) else {}
    name = next((key for key in keys if key == slot or slot_of(key) == slot), str(slot))
    is_list = isinstance(keys.get(name), list) or place != 0
    head: Path = ("picks", name, place) if is_list else ("picks", name)
    return (*head, *rest), (*head, short[-1])


def _review(box: Box, fields: Value, today: date) -> Spot:
    """What is agreed at the conference stands with its day; a second word on that day replaces the first."""
    day, key = today.isoformat(), box.path[-1]
    reviews = value_at(fields, ("review",))
    items = reviews if isinstance(reviews, list) else []
    place = next((n for n, item in enumerate(items) if value_at(item, ("date",)) == day), None)
    if place is None:
        return Spot(box, ("review", len(items), key), (), None, new_day=day)
    path, item = ("review", place, key), items[place]
    is_all = place == len(items) - 1 and isinstance(item, dict) and len(item) <= 2
    return Spot(box, path, (), value_at(fields, path), is_all=is_all)
