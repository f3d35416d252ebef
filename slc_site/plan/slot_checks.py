"""What is wrong with a plan, or will be on the day, and what would help; times changed by hand, too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise

from msgspec.structs import replace

from slc_site.model.library import Library
from slc_site.model.schedule import Preset, SlotStatus, Window
from slc_site.plan.evening import evenings, most_at_change
from slc_site.plan.family_checks import family_checks
from slc_site.plan.local_time import LocalTime, odd_times
from slc_site.plan.pace import LESSONS
from slc_site.plan.slot_problems import AT, Say, line_of, names_of
from slc_site.plan.slots import Placed, Plan
from slc_site.plan.starts import LONGEST_WINDOW
from slc_site.problems import Problem, Severity

_MORNING_ENDS, _EVENING_BEGINS = time(12), time(16)
_TOO_SHORT = 15
_QUICKEST = 5
"""Minutes between arrivals; more often nobody can be greeted at the door."""


def check(plan: Plan, library: Library) -> list[Problem]:
    """Return what is to be said of a plan, what matters most first."""
    found = [
        *_no_room(plan),
        *_windows(plan, library),
        *_by_hand(plan),
        *_crowded(plan),
        *_teacher(plan),
        *_pace(plan),
        *family_checks(plan),
    ]
    return sorted(found, key=lambda problem: -problem.severity)


# -- room for all -------------------------------------------------------------------------------------------


def _no_room(plan: Plan) -> Iterator[Problem]:
    say = Say(plan)
    if not plan.conference.schedule.windows:
        hint = "Write when families can come: `windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]`."
        message = "There are no windows, so nobody can be given a time."
        yield say(message, hint, "schedule.windows", "no-windows", Severity.ERROR)
    elif plan.open:
        many = len(plan.open)
        message = (
            f"There are more children than times: {many} of {len(plan.families)} "
            f"{'has' if many == 1 else 'have'} none ({names_of(plan.open)})."
        )
        yield say(message, _what_would_help(plan), "schedule.windows", "no-room", Severity.ERROR)
    for placed in plan.placed:
        family = placed.family
        if placed.is_alone and placed.is_new and family.comes:
            yield Problem(
                f"There is no time left at which {family.name}'s family can come; the child has it with you.",
                plan.sign_ups.file,
                line_of(plan, family),
                "cannot" if family.cannot else None,
                "Open a window that suits them, or ask somebody who has such a time to change; then: "
                f'slc schedule {plan.conference.slug} --move {family.student} "…".',
                Severity.WARNING,
                "alone",
            )


def _what_would_help(plan: Plan) -> str:
    """Return what to write so that everybody has a time, as sentences."""
    pace, children = plan.pace, len(plan.families)
    longer = pace.every * math.ceil(len(plan.open) / pace.arrivals)
    said = [f"A window that is {longer} minutes longer would do"]
    # Where they come quicker, there are more times in the same windows, if the room holds them.
    quicker = (
        every
        for every in range(pace.every - 1, _QUICKEST - 1, -1)
        if len(plan.starts) * pace.every // every * pace.arrivals >= children
        and math.ceil(pace.stay / every) * pace.arrivals <= pace.capacity
    )
    if every := next(quicker, None):
        said.append(f"or `every: {every}`")
    if pace.capacity > pace.peak:
        said.append(f"or more families at the same minute, `arrivals: {pace.arrivals + 1}`")
    elif pace.stay <= pace.every:
        said.append("or several families at once, as in `preset: 10/30`")
    return (
        f"{', '.join(said)}. Until then these children have it with you, at a time in class that you choose."
    )


# -- windows ------------------------------------------------------------------------------------------------


def _windows(plan: Plan, library: Library) -> Iterator[Problem]:
    say, windows = Say(plan), plan.conference.schedule.windows
    lines = {str(number): window.line for number, window in enumerate(windows)}
    for problem in odd_times(plan.conference, LocalTime.of(library.classroom.timezone)):
        yield replace(problem, line=lines.get((problem.key or "").rpartition(".")[2]))
    for place, window in enumerate(windows):
        key = f"schedule.windows.{place}"
        if window.end - window.start > LONGEST_WINDOW:
            message = "This window is longer than a day, so nobody is given a time in it."
            yield say(message, "Write one window for each day.", key, "long-window", line=window.line)
        elif not any(s.window == window and s.minute + plan.pace.stay <= s.until for s in plan.starts):
            message = (
                f"Nobody can be given a time in this window: it is shorter than {plan.pace.stay} minutes, "
            )
            yield say(
                f"{message}or lies within another.", "Make it longer.", key, "short-window", line=window.line
            )
        holiday = next(
            (day for day in library.classroom.holidays if day.start <= window.start.date() <= day.end), None
        )
        if holiday is not None:
            why = f" ({holiday.title})" if holiday.title else ""
            message = f"There is no school on {window.start:%Y-%m-%d}{why}."
            yield say(message, "Is the day right?", key, "holiday", line=window.line)
    family_windows = [window for window in windows if not window.teacher_only]
    for word, is_there in (
        ("morning", any(window.start.time() < _MORNING_ENDS for window in family_windows)),
        ("evening", any(window.end.time() > _EVENING_BEGINS for window in family_windows)),
    ):
        if family_windows and not is_there:
            message = f"There is no window in the {word}: some families cannot come at another time."
            hint = "Add one, however short, or offer the phone: `{from: …, to: …, attend: [phone]}`."
            yield say(message, hint, "schedule.windows", "one-time-of-day", Severity.NOTE)


# -- what was written by hand -------------------------------------------------------------------------------


def _by_hand(plan: Plan) -> Iterator[Problem]:
    say, schedule = Say(plan), plan.conference.schedule
    for placed in plan.placed:
        slot, family = placed.slot, placed.family
        if placed.is_new:
            continue
        key, line = f"schedule.slots ({slot.student})", slot.line
        window = _window_of(placed, schedule.windows)
        when = f"{slot.start:{AT}}"
        answer = plan.sign_ups.answers.get(slot.student)
        if slot.status is SlotStatus.TEACHER_ONLY and answer is not None and answer.comes and not slot.host:
            message = f"{family.name}'s family would come, but the child's time is with you alone."
            hint = "Delete this slot, and plan again; or give them a time with --move."
            yield say(message, hint, key, "would-come", line=line)
        if slot.status is SlotStatus.MISSED:
            message = f"{family.name}'s family did not come on {when}."
            hint = f'Give it another time: slc schedule {plan.conference.slug} --move {slot.student} "…".'
            yield say(message, hint, key, "missed", line=line)
        elif window is None and schedule.windows:
            message = f"{family.name}'s time, {when}, is in no window."
            yield say(message, "Is it right? Nobody is moved who has a time.", key, "no-window", line=line)
        elif window is not None and placed.end > window.end:
            message = f"{family.name}'s time ends at {placed.end:%H:%M}, after the window has closed."
            yield say(message, "Let them come earlier, or the window be longer.", key, "too-late", line=line)
        elif window is not None and window.attend and slot.attend not in window.attend:
            message = (
                f"{family.name}'s family is to be there by {slot.attend.value}; this window is not for that."
            )
            yield say(message, "Change `attend`, of the slot or of the window.", key, "attend", line=line)
        pause = next((p for p in schedule.breaks if slot.start < p.end and p.start < placed.end), None)
        if pause is not None:
            message = f"{family.name}'s time reaches into the break at {pause.start:%H:%M}."
            yield say(message, "Is that meant?", key, "break", Severity.NOTE, line)


def _window_of(placed: Placed, windows: Iterable[Window]) -> Window | None:
    return next((window for window in windows if window.start <= placed.slot.start < window.end), None)


def _crowded(plan: Plan) -> Iterator[Problem]:
    say, pace = Say(plan), plan.pace
    for evening in evenings(plan):
        peak = evening.peak
        if peak.count > pace.capacity:
            there = [
                placed.family
                for placed in evening.placed
                if placed.slot.start < peak.end and placed.end > peak.start
            ]
            devices = plan.conference.schedule.devices
            limit = "devices for" if devices is not None and devices == pace.capacity else "room for"
            message = (
                f"{peak.count} families are in the room at {peak.start:{AT}} ({names_of(there)}); "
                f"there is {limit} {pace.capacity}."
            )
            hint = "Move one of them with --move, or write a larger `capacity` if they fit."
            yield say(message, hint, "schedule.capacity", "too-many")
            continue
        change = most_at_change(evening.placed, pace.buffer)
        if change > pace.capacity:
            usual = "is 1 family" if peak.count == 1 else f"are {peak.count} families"
            message = (
                f"On {evening.day} there {usual} at once, and {change} when one stays on while the next "
                f"comes; there is room for {pace.capacity}."
            )
            hint = "Have a place to wait, or write `buffer: 5`."
            yield say(message, hint, "schedule.buffer", "change-over", Severity.NOTE)


def _teacher(plan: Plan) -> Iterator[Problem]:
    """Where child and family begin alone, the teacher can sit with one family at a time only."""
    say, pace = Say(plan), plan.pace
    spans = []
    for placed in plan.placed:
        span = pace.with_teacher(placed.end_minute - placed.begin_minute)
        if span is not None:
            spans.append((placed.begin_minute + span[0], placed.begin_minute + span[1], placed))
    for (_, end, first), (begin, _, second) in pairwise(sorted(spans, key=lambda span: span[:2])):
        if begin < end:
            message = (
                f"You would have to sit with two families at {plan.minutes.local(begin):{AT}}: "
                f"{first.family.name}'s and {second.family.name}'s."
            )
            hint = f"Let one of them come {end - begin} minutes later, or change `teacher_minutes`."
            line = second.slot.line or first.slot.line
            yield say(message, hint, "schedule.teacher_minutes", "two-at-once", line=line)


# -- pace ----------------------------------------------------------------------------------------------------


def _pace(plan: Plan) -> Iterator[Problem]:
    say, pace, preset = Say(plan), plan.pace, plan.conference.schedule.preset
    if pace.stay <= _TOO_SHORT and pace.every < pace.stay:
        key = "schedule.preset" if preset is Preset.FIVE_FIFTEEN else "schedule.stay"
        message = "Fifteen minutes proved too short where families came every five minutes."
        hint = (
            "The next time they came every ten, for 20 to 30 minutes: `preset: 10/20` or `preset: 10/30`. "
            f"{LESSONS[Preset.TEN_THIRTY]}"
        )
        yield say(message, hint, key, "too-short")
    if pace.peak > pace.capacity:
        message = (
            f"With a family every {pace.every} minutes for {pace.stay} minutes there would be {pace.peak} at "
            f"once; there is room for {pace.capacity}, so some times stay free."
        )
        need = math.ceil(pace.stay * pace.arrivals / pace.capacity)
        yield say(message, f"`every: {need}` would use all of them.", "schedule.every", "pace", Severity.NOTE)
