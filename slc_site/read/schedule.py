"""Who comes when, as `schedule` of a conference says it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from slc_site.model.schedule import Break, Schedule, Slot, SlotStatus, TeacherMinutes, Window
from slc_site.problems import Severity
from slc_site.read.names import Names, one
from slc_site.read.shapes_schedule import BreakShape, ScheduleShape, SlotShape, WindowShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

_MOMENT = "%Y-%m-%d %H:%M"


def schedule_of(sheet: Sheet[Any], shape: ScheduleShape, students: Names) -> Schedule:
    """Return the schedule of a conference, everything in it by time.

    Args:
        sheet: The conference's file, for reports.
        shape: Its `schedule`.
        students: Of the class.
    """
    windows = sorted((_window(sheet, place, each) for place, each in enumerate(shape.windows)), key=_by_time)
    minutes = shape.teacher_minutes
    return Schedule(
        every=shape.every or (shape.preset.every if shape.preset else None),
        stay=shape.stay or (shape.preset.stay if shape.preset else None),
        capacity=shape.capacity,
        windows=tuple(windows),
        slots=tuple(_slots(sheet, shape.slots, students)),
        preset=shape.preset,
        arrivals=shape.arrivals,
        devices=shape.devices,
        teacher_minutes=TeacherMinutes(minutes.start, minutes.end) if minutes else None,
        buffer=shape.buffer,
        breaks=tuple(_breaks(shape.breaks, windows)),
        private_minutes=shape.private_minutes,
        interpreter_factor=shape.interpreter_factor,
        interpreters=shape.interpreters,
        walk=shape.walk,
        also=tuple(folder for folder in shape.also if folder),
        line=sheet.line("schedule"),
    )


def _window(sheet: Sheet[Any], place: int, shape: WindowShape) -> Window:
    ways = tuple(dict.fromkeys(way for way in shape.attend if way is not None))
    return Window(
        start=shape.start,
        end=shape.end,
        place=shape.place,
        attend=ways,
        teacher_only=bool(shape.attend) and not ways,
        line=sheet.line("schedule", "windows", place),
    )


def _by_time(window: Window) -> tuple[str, str, str]:
    return window.start.isoformat(), window.end.isoformat(), window.place


def _breaks(shapes: Iterable[BreakShape], windows: Iterable[Window]) -> list[Break]:
    """Return the breaks; what is said for every day is said for each day that has a window."""
    days = sorted({day for window in windows for day in (window.start.date(), window.end.date())})
    found: set[tuple[datetime, datetime]] = set()
    for each in shapes:
        own = [each.start.date()] if isinstance(each.start, datetime) else days
        found |= {(_on(day, each.start), _on(day, each.end)) for day in own}
    return [Break(start, end) for start, end in sorted(found)]


def _on(day: date, when: datetime | time) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(day, when)


def _slots(sheet: Sheet[Any], shapes: Iterable[SlotShape], students: Names) -> list[Slot]:
    """Return the slots by time; a student has one, the first that is written."""
    slots: dict[str, Slot] = {}
    for place, each in enumerate(shapes):
        student = one(sheet, students, each.student, "schedule", "slots", place, "student")
        if student is None:
            continue
        if student in slots:
            first = slots[student].start.strftime(_MOMENT)
            message = f"{shown(student)} has a slot already, at {first}; I keep that one."
            hint = "Delete one of the two. Where somebody moved, the old time goes into `was`."
            sheet.report(
                message,
                "schedule",
                "slots",
                place,
                hint=hint,
                severity=Severity.WARNING,
                code="two-slots",
            )
            continue
        # Whoever writes down an earlier time has said that it was moved.
        has_moved = each.was and each.status is SlotStatus.BOOKED
        slots[student] = Slot(
            student=student,
            start=each.start,
            minutes=each.minutes,
            status=SlotStatus.RESCHEDULED if has_moved else each.status,
            attend=each.attend,
            was=each.was,
            interpreter=each.interpreter,
            host=each.host,
            line=sheet.line("schedule", "slots", place),
        )
    return sorted(slots.values(), key=lambda slot: (slot.start, slot.student))
