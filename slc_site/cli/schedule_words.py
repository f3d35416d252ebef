"""A plan of who comes when, in words for the teacher, and as plain values for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from slc_site.cli.summary import counted
from slc_site.model.schedule import Attend, SlotStatus
from slc_site.plan.evening import Evening, evenings, most_at_change
from slc_site.plan.families import Family
from slc_site.plan.slots import Placed, Plan

_MOMENT = "%Y-%m-%d %H:%M"
_WISHES = ("1st wish", "2nd wish", "3rd wish")
_STATUS = {
    SlotStatus.INVITED: "to be asked",
    SlotStatus.CONFIRMED: "confirmed",
    SlotStatus.RESCHEDULED: "moved",
    SlotStatus.HELD: "held",
    SlotStatus.MISSED: "did not come",
}


def in_words(plan: Plan, *, has_solver: bool) -> str:
    """Return all of a plan: who comes when, what was wished, how full the room is.

    `has_solver` says whether what looks for the best plan is installed.
    """
    pace, many = plan.pace, len(plan.families)
    head = (
        f"{plan.conference.title}: {counted(many, 'child', 'children')}, a family every {pace.every} minutes "
        f"for {pace.stay} minutes, {pace.capacity} at once at most."
    )
    days = ["\n".join(_day(evening, plan)) for evening in evenings(plan)]
    return "\n\n".join(filter(None, (head, *days, "\n".join(_below(plan, has_solver)))))


def _day(evening: Evening, plan: Plan) -> Iterator[str]:
    yield f"{evening.day:%A, %Y-%m-%d}"
    place = ""
    width = max(len(placed.family.name) for placed in evening.placed)
    for placed in evening.placed:
        if placed.place != place:
            place = placed.place
            yield f"  {place}" if place else "  (in no window)"
        times = f"{placed.slot.start:%H:%M}-{placed.end:%H:%M}"
        said = ", ".join(_notes(placed, plan))
        yield f"  {times}  {placed.family.name:<{width}}  {said}".rstrip()
    peak = evening.peak
    change = most_at_change(evening.placed, plan.pace.buffer)
    more = f" ({change} while some go and others come)" if change > peak.count else ""
    yield f"  Most in the room: {peak.count}{more}, from {peak.start:%H:%M} to {peak.end:%H:%M}."


def _notes(placed: Placed, plan: Plan) -> Iterator[str]:
    """Give what is to be known of one time, in a few words."""
    slot, family = placed.slot, placed.family
    if placed.is_alone:
        yield "with you alone" + (f", {slot.host} listens" if slot.host else "")
        if placed.is_new:
            if not family.answered:
                yield "no answer yet"
            elif not family.comes:
                yield "nobody can come"
    elif family.wishes and placed.rank is not None:
        yield _WISHES[placed.rank] if placed.rank < len(_WISHES) else f"wish {placed.rank + 1}"
    elif family.wishes:
        yield "none of the wishes"
    if slot.status in _STATUS:
        yield _STATUS[slot.status]
    if slot.student in plan.first_stations:
        yield f"begins at {plan.first_stations[slot.student]}"
    if not placed.is_new:
        yield "as in your file"
    if slot.minutes is not None and slot.minutes != plan.pace.stay:
        yield f"{slot.minutes} minutes"
    if slot.attend is not Attend.IN_PERSON:
        yield f"by {slot.attend.value}"
    if slot.interpreter:
        yield f"interpreter{f' ({family.language})' if family.language else ''}"
    for sibling in family.elsewhere:
        if sibling.start is not None:
            yield f"{sibling.name} in {sibling.room} at {sibling.start:%H:%M}"
    together = next((group for group in plan.groups if slot.student in group), ())
    names = {one.student: one.name for one in plan.families}
    if len(together) > 1:
        yield "with " + " and ".join(names[other] for other in together if other != slot.student)


def _below(plan: Plan, has_solver: bool) -> Iterator[str]:
    if plan.open:
        yield f"Without a time: {_names(plan.open)}. They have it with you, in class."
    if plan.silent:
        yield (
            f"Not answered: {len(plan.silent)} of {len(plan.families)} ({_names(plan.silent)}). "
            "Until they do, they have a time that nobody else asked for."
        )
    elif plan.sign_ups.is_there or not any(placed.is_new for placed in plan.placed):
        yield f"All {len(plan.families)} families have answered."
    else:
        yield f"No family has been asked yet that I know of: there is no {plan.sign_ups.file}."
    met = wishes_met(plan)
    if met:
        yield "Wishes: " + ", ".join(f"{name} {count}" for name, count in met.items()) + "."
    if any(placed.is_new for placed in plan.placed):
        if plan.is_best:
            yield "There is no better plan for these wishes."
        elif plan.used_solver or has_solver:
            yield "This is a good plan, perhaps not the best."
        else:
            yield (
                "This is a good plan, perhaps not the best: pip install slc-site[schedule] brings what looks "
                "for that."
            )


def wishes_met(plan: Plan) -> dict[str, int]:
    """Return how many families have which of their wishes, the first one first."""
    ranks = Counter(
        placed.rank if placed.rank is not None else len(_WISHES)
        for placed in plan.placed
        if placed.family.wishes and not placed.is_alone
    )
    names = (*_WISHES, "none of their wishes")
    found = dict.fromkeys(names, 0)
    for rank, count in sorted(ranks.items()):
        name = names[rank] if rank <= len(_WISHES) else f"wish {rank + 1}"
        found[name] = found.get(name, 0) + count
    return {name: count for name, count in found.items() if count}


def _names(families: list[Family] | tuple[Family, ...]) -> str:
    return ", ".join(family.name for family in families)


def as_values(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values."""
    return {
        "conference": plan.conference.slug,
        "slots": [
            {
                "student": placed.slot.student,
                "start": f"{placed.slot.start:{_MOMENT}}",
                "end": f"{placed.end:{_MOMENT}}",
                "place": placed.place,
                "status": placed.slot.status.value,
                "attend": placed.slot.attend.value,
                "interpreter": placed.slot.interpreter,
                "stations": list(plan.stations.get(placed.slot.student, ())),
                "was": [f"{earlier:{_MOMENT}}" for earlier in placed.slot.was],
                "new": placed.is_new,
                "wish": placed.rank + 1 if placed.rank is not None and placed.family.wishes else None,
            }
            for placed in plan.placed
        ],
        "open": [family.student for family in plan.open],
        "not_answered": [family.student for family in plan.silent],
        "wishes": wishes_met(plan),
        "days": [
            {
                "day": evening.day.isoformat(),
                "most": evening.peak.count,
                "from": f"{evening.peak.start:%H:%M}",
                "to": f"{evening.peak.end:%H:%M}",
                "most_at_change": most_at_change(evening.placed, plan.pace.buffer),
            }
            for evening in evenings(plan)
        ],
        "best": plan.is_best,
    }
