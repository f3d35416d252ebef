"""In which order a family goes from place to place, where a conference has stations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from slc_site.model.conference import Conference, Mode
from slc_site.model.schedule import Slot


def stations_of(conference: Conference) -> tuple[str, ...]:
    """Return the places of a conference in the order of its agenda; none where nobody walks."""
    if conference.mode is not Mode.STATIONS:
        return ()
    return tuple(dict.fromkeys(step.place for step in conference.agenda if step.place))


def station_orders(conference: Conference, slots: Iterable[Slot]) -> Mapping[str, tuple[str, ...]]:
    """Return by student the places in the order in which the family goes to them.

    Who comes later follows behind. Families who come at the same minute begin at different places and go
    round from there, so that no two are at one.
    """
    places = stations_of(conference)
    if not places:
        return {}
    came: Counter[datetime] = Counter()
    found = {}
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.student)):
        turn = came[slot.start] % len(places)
        came[slot.start] += 1
        found[slot.student] = places[turn:] + places[:turn]
    return found
