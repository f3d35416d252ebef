"""Times that are given to children, written into `conference.yml`; all else is left as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from slc_site.model.schedule import Attend, Slot, SlotStatus
from slc_site.pen.before import rewrite
from slc_site.pen.editing import Layout, document, edited
from slc_site.pen.outline import value_at
from slc_site.pen.spelling import Data
from slc_site.pen.splices import Change
from slc_site.pen.splices import Path as Place
from slc_site.read.document import Form
from slc_site.read.fields import Value
from slc_site.read.shapes import names_of
from slc_site.read.shapes_conference import ConferenceShape

_CONFERENCE = Layout(Form.FIELDS, frozenset(names_of(ConferenceShape)))
_SLOTS: Place = ("schedule", "slots")


def add_slots(root: Path, label: str, slots: Sequence[Slot], today: date) -> None:
    """Write new times below those that are there.

    Args:
        root: The class's folder.
        label: The conference's file, as seen from there.
        slots: Of children who have none yet.
        today: Under this day a copy of what was there before is kept, in `.slc/before`.

    Raises:
        UnwritableError: the file cannot be read, or there is no place for them; nothing was changed.
        ChangedError: somebody has just written the file; nothing was changed.
        OSError: the disk says no.
    """

    def changes(fields: Value) -> list[Change]:
        there = value_at(fields, _SLOTS)
        if not isinstance(there, list) or not there:
            return [Change(_SLOTS, [_written(slot) for slot in slots])]
        return [Change((*_SLOTS, len(there) + place), _written(slot)) for place, slot in enumerate(slots)]

    _write(root, label, changes, today)


def move(root: Path, label: str, slot: Slot, names: Callable[[str], bool], today: date) -> None:
    """Write another time for a child who has one; the earlier times are kept in `was`.

    Args:
        root: The class's folder.
        label: The conference's file, as seen from there.
        slot: With its new time, and with its old ones in `was`.
        names: Whether what stands at `student` of a slot names this child.
        today: As for `add_slots`.

    Raises:
        UnwritableError, ChangedError, OSError: as for `add_slots`.
    """

    def changes(fields: Value) -> list[Change]:
        here = _place_of(fields, names)
        if here is None:
            there = value_at(fields, _SLOTS)
            many = len(there) if isinstance(there, list) else bool(there)
            return [Change((*_SLOTS, many), _written(slot))]
        return [
            Change((*here, "start"), _moment(slot.start)),
            Change((*here, "was"), [_moment(earlier) for earlier in slot.was]),
            Change((*here, "status"), slot.status.value),
        ]

    _write(root, label, changes, today)


def mark(root: Path, label: str, status: SlotStatus, names: Callable[[str], bool], today: date) -> None:
    """Write how far the time of a child is, who has one.

    Args:
        root: The class's folder.
        label: The conference's file, as seen from there.
        status: What is to stand there.
        names: As for `move`.
        today: As for `add_slots`.

    Raises:
        UnwritableError, ChangedError, OSError: as for `add_slots`.
    """

    def changes(fields: Value) -> list[Change]:
        here = _place_of(fields, names)
        return [] if here is None else [Change((*here, "status"), status.value)]

    _write(root, label, changes, today)


def _place_of(fields: Value, names: Callable[[str], bool]) -> Place | None:
    """Return where the slot of a child stands, or None."""
    there = value_at(fields, _SLOTS)
    items: list[Value] = there if isinstance(there, list) else [there] if there else []
    for place, item in enumerate(items):
        if names(str(value_at(item, ("student",)) or "")):
            return (*_SLOTS, place) if isinstance(there, list) else _SLOTS
    return None


def _write(root: Path, label: str, changes: Callable[[Value], list[Change]], today: date) -> None:
    before = (root / label).read_bytes()
    text = before.decode()
    asked = changes(document(text, _CONFERENCE, label).fields)
    rewrite(root, label, before, edited(text, asked, _CONFERENCE, label).encode(), today)


def _written(slot: Slot) -> dict[str, Data]:
    """Return a slot as it is written: what it says by itself is left out."""
    said: dict[str, Data] = {"student": slot.student, "start": _moment(slot.start)}
    if slot.minutes is not None:
        said["minutes"] = str(slot.minutes)
    if slot.status is not SlotStatus.BOOKED:
        said["status"] = slot.status.value
    if slot.attend is not Attend.IN_PERSON:
        said["attend"] = slot.attend.value
    if slot.interpreter:
        said["interpreter"] = "yes"
    if slot.was:
        said["was"] = [_moment(earlier) for earlier in slot.was]
    return said


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
