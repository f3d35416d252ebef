"""A time for every child: nobody is missing, nobody is moved, nothing is taken twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slc_site.model.classroom import Student
from slc_site.model.conference import AgendaStep, Mode, PrivateTime, Step
from slc_site.model.goal import Voice
from slc_site.model.library import Library
from slc_site.model.schedule import Attend, Break, Preset, Schedule, Slot, SlotStatus, TeacherMinutes, Window
from slc_site.model.sign_up import Sibling, SignUp, SignUps, Times
from slc_site.model.student_conference import Company
from slc_site.plan import greedy
from slc_site.plan.evening import evenings, most_at_change
from slc_site.plan.pace import LESSONS, pace_of
from slc_site.plan.slot_checks import check
from slc_site.plan.slots import Plan, as_written, make_plan
from slc_site.problems import Severity
from tests.support.things import a_classroom, a_conference, a_library, a_student, a_student_conference

EVENING = datetime(2026, 11, 19, 16, 30)
MORNING = datetime(2026, 11, 20, 8, 0)
SIGN_UPS = "content/conferences/fall/sign-ups.csv"


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def from_to(begin: int, end: int, **said: Any) -> Times:
    return Times(f"{begin}-{end}", begin=time(begin), end=time(end), **said)


def window(start: datetime, minutes: int, place: str = "Room 12", **said: Any) -> Window:
    return Window(start, start + timedelta(minutes=minutes), place, **said)


def planned(
    names: str,
    *answers: SignUp,
    asked: bool = True,
    with_solver: bool = False,
    home: dict[str, str] | None = None,
    minutes: int = 30,
    mode: Mode = Mode.TOGETHER,
    timezone: str = "America/Regina",
    private_time: PrivateTime = PrivateTime.ON_REQUEST,
    **said: Any,
) -> tuple[Plan, Library]:
    """Return the plan of a class of these children, whose schedule says this."""
    schedule = Schedule(**{"every": 10, "stay": 30, "windows": (window(EVENING, 150),), **said})
    conference = a_conference(schedule=schedule, minutes=minutes, mode=mode, private_time=private_time)
    students = [a_student(name, home_language=(home or {}).get(name, "")) for name in names.split()]
    library = a_library(*students, conference, a_classroom(timezone=timezone))
    sign_ups = SignUps(SIGN_UPS, asked, {answer.student: answer for answer in answers})
    return make_plan(library, conference, sign_ups, with_solver=with_solver), library


def times(plan: Plan) -> dict[str, str]:
    """Return when each child comes."""
    return {placed.slot.student: f"{placed.slot.start:%d %H:%M}" for placed in plan.placed}


def codes(plan: Plan, library: Library, least: Severity = Severity.WARNING) -> set[str]:
    return {problem.code for problem in check(plan, library) if problem.severity >= least}


# -- whatever the class -----------------------------------------------------------------------------------

NAMES = ("ada", "ben", "cleo", "dina", "eli", "fay", "gus", "hana")
some_times = st.one_of(
    st.builds(from_to, st.integers(16, 18), st.just(20)),
    st.builds(lambda day: Times("a day", day=day), st.sampled_from([date(2026, 11, 19), date(2026, 11, 20)])),
    st.builds(lambda m: Times("a start", begin=time(17, m), is_start=True), st.sampled_from([0, 5, 10, 30])),
)


@st.composite
def classes(draw: st.DrawFn) -> dict[str, Any]:
    """Any small class: with slots by hand, with siblings, interpreters and too little room."""
    names = NAMES[: draw(st.integers(1, 8))]
    kin = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    answers = []
    for name in names:
        if not draw(st.integers(0, 4)):
            continue
        siblings = tuple(Sibling(other, other) for other in kin if other != name) if name in kin else ()
        answers.append(
            SignUp(
                name,
                wishes=tuple((each,) for each in draw(st.lists(some_times, max_size=3))),
                cannot=tuple(draw(st.lists(some_times, max_size=1))),
                comes=draw(st.integers(0, 5)) > 0,
                siblings=siblings,
                language=draw(st.sampled_from(["", "es"])),
                interpreter=draw(st.booleans()),
            )
        )
    by_hand = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return {
        "names": " ".join(names),
        "answers": answers,
        "every": draw(st.sampled_from([10, 15, 30])),
        "stay": draw(st.sampled_from([20, 30])),
        "capacity": draw(st.sampled_from([None, 1, 2, 4])),
        "arrivals": draw(st.sampled_from([1, 1, 2])),
        "buffer": draw(st.sampled_from([0, 5])),
        "mode": draw(st.sampled_from([Mode.TOGETHER, Mode.SPLIT])),
        "windows": (window(EVENING, draw(st.integers(10, 150))), window(MORNING, 60)),
        "breaks": (Break(at(17, 30), at(17, 45)),),
        "slots": tuple(
            Slot(name, EVENING + timedelta(minutes=5 * draw(st.integers(-2, 30)))) for name in by_hand
        ),
    }


def said(kind: dict[str, Any]) -> tuple[Plan, Library]:
    kind = dict(kind)
    return planned(kind.pop("names"), *kind.pop("answers"), **kind)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greedy, "_TRIES", 40)


ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(kind=classes(), solved=st.booleans())
@ANY
def test_no_child_is_missing_and_none_comes_twice(kind: dict[str, Any], solved: bool) -> None:
    plan, library = said({**kind, "with_solver": solved and kind["every"] == 30})
    found = [placed.family.student for placed in plan.placed] + [family.student for family in plan.open]
    assert sorted(found) == sorted(student.slug for student in library.students)
    assert ("no-room" in codes(plan, library)) == bool(plan.open)


@given(kind=classes())
@ANY
def test_times_by_hand_stay_as_they_are(kind: dict[str, Any]) -> None:
    plan, _ = said(kind)
    kept = {placed.slot for placed in plan.placed if not placed.is_new}
    assert kept == set(kind["slots"])


@given(kind=classes())
@ANY
def test_the_room_holds_who_is_in_it(kind: dict[str, Any]) -> None:
    plan, library = said({**kind, "slots": ()})
    for placed in plan.placed:
        there = [
            one
            for one in plan.placed
            if one.begin_minute <= placed.begin_minute < one.end_minute + plan.pace.buffer
        ]
        assert len(there) <= plan.pace.capacity
    arrivals = Counter(placed.begin_minute for placed in plan.placed)
    assert max(arrivals.values(), default=0) <= plan.pace.arrivals
    assert not codes(plan, library) & {"too-many", "two-at-once", "no-window", "too-late"}
    for placed in plan.placed:
        assert any(w.start <= placed.slot.start and placed.end <= w.end for w in kind["windows"])
        assert not any(placed.slot.start < pause.end and pause.start < placed.end for pause in kind["breaks"])


@given(kind=classes())
@ANY
def test_siblings_never_have_to_be_in_two_places_and_what_cannot_be_is_said(kind: dict[str, Any]) -> None:
    plan, library = said({**kind, "slots": ()})
    for group in plan.groups:
        there = sorted(
            (placed for placed in plan.placed if placed.slot.student in group and not placed.is_alone),
            key=lambda placed: placed.begin_minute,
        )
        gaps = [after.begin_minute - before.end_minute for before, after in pairwise(there)]
        assert all(gap >= 0 for gap in gaps)
        if any(gap >= plan.pace.every for gap in gaps):
            assert "siblings" in codes(plan, library)


@given(kind=classes())
@ANY
def test_nobody_is_asked_to_come_when_they_said_that_they_cannot(kind: dict[str, Any]) -> None:
    plan, _ = said({**kind, "slots": ()})
    for placed in plan.placed:
        if not placed.is_alone:
            assert placed.family.may_come(placed.slot.start, plan.pace.every)


@given(kind=classes())
@settings(ANY, max_examples=25)
def test_the_same_class_gets_the_same_plan(kind: dict[str, Any]) -> None:
    assert times(said(kind)[0]) == times(said(kind)[0])


# -- wishes -----------------------------------------------------------------------------------------------


def test_a_first_wish_goes_before_a_second_and_a_second_before_a_third() -> None:
    exact = [Times(word, begin=EVENING.time(), is_start=True) for word in ("a", "b", "c")]
    later = Times("later", begin=time(17), end=time(18))
    plan, _ = planned(
        "ada ben cleo",
        SignUp("ada", ((later,), (later,), (exact[0],))),
        SignUp("ben", ((exact[1],), (later,))),
        SignUp("cleo", ((later,), (exact[2],))),
    )
    assert times(plan)["ben"] == "19 16:30"
    assert {placed.family.student: placed.rank for placed in plan.placed} == {"ada": 0, "ben": 0, "cleo": 0}


def test_who_has_not_answered_and_who_cannot_come_have_it_with_the_teacher() -> None:
    plan, library = planned("ada ben cleo", SignUp("ada"), SignUp("ben", comes=False))
    status = {placed.slot.student: placed.slot.status for placed in plan.placed}
    assert status == {
        "ada": SlotStatus.BOOKED,
        "ben": SlotStatus.TEACHER_ONLY,
        "cleo": SlotStatus.TEACHER_ONLY,
    }
    assert [family.student for family in plan.silent] == ["cleo"]
    assert codes(plan, library) == set()


def test_a_child_of_whom_it_is_known_that_nobody_comes_is_with_the_teacher() -> None:
    conference = a_conference(schedule=Schedule(every=10, stay=30, windows=(window(EVENING, 60),)))
    brought = a_student_conference("ada", company=Company.TEACHER)
    library = a_library(a_student("ada"), a_student("ben"), conference, brought)
    plan = make_plan(library, conference, SignUps(SIGN_UPS), with_solver=False)
    assert {placed.slot.student: placed.is_alone for placed in plan.placed} == {"ada": True, "ben": False}


def test_where_nobody_was_asked_all_families_are_invited() -> None:
    plan, _ = planned("ada ben", asked=False)
    assert {placed.slot.status for placed in plan.placed} == {SlotStatus.INVITED}
    assert plan.silent == []


def test_a_wish_that_no_window_holds_is_told_with_its_line() -> None:
    plan, library = planned("ada", SignUp("ada", ((Times("Sunday noon", weekday=6),),), line=7))
    (problem,) = [one for one in check(plan, library) if one.code == "wish-not-met"]
    assert (problem.file, problem.line) == (SIGN_UPS, 7)
    assert "Sunday noon" in problem.message


def test_who_holds_the_times_that_somebody_wished_for_is_told() -> None:
    only = Times("16:30", begin=EVENING.time(), is_start=True)
    plan, library = planned("ada ben", SignUp("ada", ((only,),)), SignUp("ben", ((only,),)))
    (problem,) = [one for one in check(plan, library) if one.code == "wish-not-met"]
    got = next(placed.family.name for placed in plan.placed if placed.rank == 0)
    assert got in (problem.hint or "")


def test_a_family_that_can_only_come_when_nobody_can_is_told_and_the_child_is_not_alone_with_it() -> None:
    plan, library = planned("ada", SignUp("ada", cannot=(Times("never", begin=time(0)),)))
    assert plan.placed[0].is_alone
    assert "alone" in codes(plan, library)


# -- siblings ---------------------------------------------------------------------------------------------


def test_siblings_in_one_class_come_one_right_after_the_other() -> None:
    early, late = from_to(16, 17), from_to(18, 19)
    plan, library = planned(
        "ada ben cleo",
        SignUp("ada", ((early,),), siblings=(Sibling("Ben", "ben"),)),
        SignUp("cleo", ((late,),)),
    )
    ada, ben = plan.of("ada"), plan.of("ben")
    assert ada is not None
    assert ben is not None
    assert ben.begin_minute == ada.end_minute or ada.begin_minute == ben.end_minute
    assert "siblings" not in codes(plan, library)


def test_a_sibling_in_another_class_is_next_with_time_to_walk() -> None:
    there = Sibling("Ben", None, "Room 7", at(17, 0), 30)
    plan, library = planned("ada", SignUp("ada", siblings=(there,)), walk=10)
    ada = plan.of("ada")
    assert ada is not None
    assert ada.end <= at(16, 50) or ada.slot.start >= at(17, 40)
    assert ada.slot.start == at(17, 40)
    assert codes(plan, library) == set()


def test_a_time_by_hand_that_tears_siblings_apart_is_told() -> None:
    plan, library = planned(
        "ada ben",
        SignUp("ada", siblings=(Sibling("Ben", "ben"),)),
        slots=(Slot("ada", at(16, 30)), Slot("ben", at(16, 50))),
    )
    assert "siblings" in codes(plan, library)
    there = Sibling("Cleo", None, "Room 7", at(16, 45), 30)
    plan, library = planned("ada", SignUp("ada", siblings=(there,)), slots=(Slot("ada", at(16, 30)),))
    assert "siblings" in codes(plan, library)


# -- length, languages, interpreters ----------------------------------------------------------------------


def test_with_an_interpreter_and_in_private_it_takes_longer() -> None:
    plan, _ = planned(
        "ada ben",
        SignUp("ada", interpreter=True, language="es"),
        SignUp("ben", private_time=True),
        interpreter_factor=Decimal("1.5"),
        private_minutes=5,
    )
    assert {placed.slot.student: placed.slot.minutes for placed in plan.placed} == {"ada": 45, "ben": 35}
    assert {placed.slot.student: placed.slot.interpreter for placed in plan.placed} == {
        "ada": True,
        "ben": False,
    }


def test_families_of_one_language_come_in_one_run() -> None:
    names = "ada ben cleo dina eli fay"
    answers = [SignUp(name, interpreter=name in ("ada", "dina", "fay"), minutes=30) for name in names.split()]
    spoken = {"ada": "ar", "dina": "ar", "fay": "ar"}
    plan, library = planned(names, *answers, home=spoken, every=30)
    own = [placed for placed in plan.placed if placed.family.language == "ar"]
    assert all(later.begin_minute == before.end_minute for before, later in pairwise(own))
    assert "language" not in codes(plan, library, Severity.NOTE)


def test_one_interpreter_is_with_one_family_at_a_time() -> None:
    answers = [SignUp(name, interpreter=True, language="so") for name in ("ada", "ben")]
    plan, _ = planned("ada ben", *answers)
    first, second = plan.placed
    assert second.begin_minute >= first.end_minute
    plan, _ = planned("ada ben", *answers, interpreters=2)
    first, second = plan.placed
    assert second.begin_minute < first.end_minute


def test_a_family_on_the_phone_comes_in_a_window_for_that() -> None:
    windows = (window(EVENING, 60, attend=(Attend.IN_PERSON,)), window(MORNING, 60, attend=(Attend.PHONE,)))
    plan, _ = planned("ada ben", SignUp("ada", attend=Attend.PHONE), SignUp("ben"), windows=windows)
    assert times(plan) == {"ada": "20 08:00", "ben": "19 16:30"}
    assert [placed.slot.attend for placed in plan.placed] == [Attend.IN_PERSON, Attend.PHONE]


def test_a_window_for_children_alone_is_theirs_and_nobody_elses() -> None:
    windows = (window(EVENING, 90), window(MORNING, 60, teacher_only=True))
    plan, _ = planned("ada ben", SignUp("ada", ((Times("a", day=MORNING.date()),),)), windows=windows)
    assert times(plan) == {"ada": "19 16:30", "ben": "20 08:00"}


# -- the teacher, the room, the pace ----------------------------------------------------------------------


def test_where_child_and_family_begin_alone_the_teacher_is_with_one_family_at_a_time() -> None:
    names = "ada ben cleo dina"
    plan, library = planned(names, asked=False, mode=Mode.SPLIT, every=5)
    halves = sorted(placed.begin_minute + 15 for placed in plan.placed)
    assert all(later - before >= 15 for before, later in pairwise(halves))
    assert codes(plan, library) == set()
    slots = (Slot("ada", at(16, 30)), Slot("ben", at(16, 40)))
    plan, library = planned("ada ben", mode=Mode.DUAL, slots=slots)
    assert "two-at-once" in codes(plan, library)
    assert pace_of(plan.conference).teacher == TeacherMinutes(15, 30)


def test_lunch_and_buffers_are_kept() -> None:
    windows = (window(at(11, 0), 120),)
    plan, _ = planned(
        "ada ben cleo dina",
        asked=False,
        every=30,
        windows=windows,
        breaks=(Break(at(11, 45), at(12, 15)),),
        buffer=5,
    )
    assert times(plan)["ada"] == "19 11:00"
    assert sorted(times(plan).values()) == ["19 11:00", "19 12:15"]
    assert len(plan.open) == 2


@pytest.mark.parametrize(("preset", "most"), [("5/15", 3), ("10/20", 2), ("10/30", 3), ("30/30", 1)])
def test_each_pace_fills_the_room_as_it_is_known_to(preset: str, most: int) -> None:
    pace = Preset(preset)
    plan, _ = planned(
        " ".join(f"child{number:02}" for number in range(12)),
        asked=False,
        every=pace.every,
        stay=pace.stay,
        windows=(window(at(10), 480),),
    )
    (evening,) = evenings(plan)
    assert evening.peak.count == most == plan.pace.peak
    assert most_at_change(evening.placed, 0) == most + 1
    assert LESSONS[pace]


def test_fifteen_minutes_are_warned_of_with_what_to_do_instead() -> None:
    plan, library = planned("ada", asked=False, every=5, stay=15)
    (problem,) = [one for one in check(plan, library) if one.code == "too-short"]
    assert "10/30" in (problem.hint or "")


def test_a_crowd_by_hand_is_told_with_when_and_who() -> None:
    names = "ada ben cleo"
    slots = tuple(Slot(name, at(17)) for name in names.split())
    plan, library = planned(names, slots=slots, capacity=2)
    (problem,) = [one for one in check(plan, library) if one.code == "too-many"]
    assert "3 families" in problem.message
    assert "Cleo" in problem.message
    assert "17:00" in problem.message


def test_too_few_times_are_told_with_what_would_help() -> None:
    plan, library = planned("ada ben cleo dina", asked=False, every=30, windows=(window(EVENING, 60),))
    (problem,) = [one for one in check(plan, library) if one.code == "no-room"]
    assert problem.severity is Severity.ERROR
    assert "2 of 4" in problem.message
    assert "60 minutes longer" in (problem.hint or "")
    assert len(plan.open) == 2


def test_where_times_are_short_families_come_before_children_without_one() -> None:
    answers = [SignUp("ada", comes=False), SignUp("ben"), SignUp("cleo")]
    plan, _ = planned("ada ben cleo", *answers, every=30, windows=(window(EVENING, 60),))
    assert [family.student for family in plan.open] == ["ada"]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ({"every": 30, "stay": 30, "capacity": 1}, "preset: 10/30"),
        ({"every": 30, "stay": 20, "capacity": 2}, "every: 15"),
        ({"every": 30, "stay": 20, "capacity": 2}, "arrivals: 2"),
    ],
)
def test_what_would_help_depends_on_the_pace(said: dict[str, int], hint: str) -> None:
    plan, library = planned("ada ben cleo dina", asked=False, windows=(window(EVENING, 60),), **said)
    (problem,) = [one for one in check(plan, library) if one.code == "no-room"]
    assert hint in (problem.hint or "")


def test_a_window_that_is_too_short_is_told() -> None:
    plan, library = planned("ada", asked=False, windows=(window(EVENING, 60), window(MORNING, 20)))
    assert "short-window" in codes(plan, library)


def test_no_windows_at_all_are_told() -> None:
    plan, library = planned("ada", windows=())
    assert "no-windows" in codes(plan, library, Severity.ERROR)
    assert len(plan.open) == 1


def test_times_by_hand_are_checked() -> None:
    slots = (
        Slot("ada", at(12)),
        Slot("ben", at(18, 50)),
        Slot("cleo", at(17), status=SlotStatus.MISSED),
        Slot("dina", at(16, 50), status=SlotStatus.TEACHER_ONLY),
    )
    plan, library = planned("ada ben cleo dina", SignUp("dina"), slots=slots)
    assert {"no-window", "too-late", "missed", "would-come"} <= codes(plan, library)


def test_what_stands_in_the_file_is_drawn_without_a_proposal() -> None:
    slots = (Slot("ada", at(17)),)
    conference = a_conference(
        schedule=Schedule(every=10, stay=30, windows=(window(EVENING, 60),), slots=slots)
    )
    plan = as_written(a_library(a_student("ada"), a_student("ben"), conference), conference)
    assert times(plan) == {"ada": "19 17:00"}
    assert [family.student for family in plan.open] == ["ben"]


def test_families_who_come_at_the_same_minute_begin_at_different_stations() -> None:
    agenda = tuple(
        AgendaStep(Step.OWN, Voice.STUDENT, f"At {place}", place=place)
        for place in ("Table 1", "Table 2", "Rug")
    )
    slots = (Slot("ada", at(17)), Slot("ben", at(17)), Slot("cleo", at(17, 10)))
    conference = a_conference(
        agenda=agenda,
        mode=Mode.STATIONS,
        schedule=Schedule(every=10, stay=30, arrivals=2, windows=(window(EVENING, 90),), slots=slots),
    )
    students = [a_student(name) for name in ("ada", "ben", "cleo")]
    plan = as_written(a_library(*students, conference), conference)
    assert plan.stations["ada"] == plan.stations["cleo"] == ("Table 1", "Table 2", "Rug")
    assert plan.stations["ben"] == ("Table 2", "Rug", "Table 1")
    assert plan.first_stations == {"ben": "Table 2"}
    plan, _ = planned("ada ben", slots=slots[:2])
    assert plan.stations == {}


# -- clocks -----------------------------------------------------------------------------------------------


def test_a_clock_change_in_a_window_is_told_and_no_time_is_given_that_comes_twice_or_never() -> None:
    back = Window(datetime(2026, 11, 1, 0, 0), datetime(2026, 11, 1, 4, 0))
    names = " ".join(f"child{number}" for number in range(10))
    plan, library = planned(names, asked=False, every=30, windows=(back,), timezone="America/Chicago")
    assert "clock-change" in codes(plan, library)
    given = list(times(plan).values())
    assert not any(" 01:" in each for each in given)
    assert len(given) == 6  # 0:00, 0:30, 2:00 to 3:30
    forward = Window(datetime(2026, 3, 8, 1, 0), datetime(2026, 3, 8, 4, 0))
    plan, library = planned(names, asked=False, every=30, windows=(forward,), timezone="America/Chicago")
    assert not any(" 02:" in each for each in times(plan).values())
    assert len(plan.placed) == 4
    ends = [placed.end for placed in plan.placed if f"{placed.slot.start:%H:%M}" == "01:30"]
    assert ends == [datetime(2026, 3, 8, 3, 0)]


def test_a_window_longer_than_a_day_is_a_slip() -> None:
    plan, library = planned("ada", windows=(window(EVENING, 60 * 40),))
    assert "long-window" in codes(plan, library)
    assert plan.placed == ()


# -- the solver -------------------------------------------------------------------------------------------


def test_the_solver_is_never_worse_and_says_when_nothing_is_better() -> None:
    names = [f"child{number:02}" for number in range(12)]
    answers = [
        SignUp(
            name,
            ((from_to(16 + number % 3, 17 + number % 3),), (from_to(18, 19),)),
            siblings=(Sibling("x", names[number - 1]),) if number in (3, 7) else (),
            language="es" if number % 4 == 0 else "",
            interpreter=number % 4 == 0,
        )
        for number, name in enumerate(names)
    ]
    quick, library = planned(" ".join(names), *answers)
    best, _ = planned(" ".join(names), *answers, with_solver=True)
    assert best.is_best
    assert not quick.is_best
    met = [sum(placed.rank == 0 for placed in plan.placed) for plan in (quick, best)]
    assert met[1] >= met[0]
    assert {placed.family.student for placed in best.placed} == set(names)
    assert "siblings" not in codes(best, library)


def a_class_of(size: int) -> list[Student]:
    return [a_student(f"child{number:03}") for number in range(size)]


def test_five_hundred_children_all_have_a_time() -> None:
    windows = tuple(window(EVENING + timedelta(days=day), 240) for day in range(14))
    conference = a_conference(schedule=Schedule(every=5, stay=20, windows=windows))
    answers = {
        student.slug: SignUp(student.slug, ((Times("d", day=date(2026, 11, 19 + number % 10)),),))
        for number, student in enumerate(a_class_of(500))
    }
    library = a_library(*a_class_of(500), conference)
    plan = make_plan(library, conference, SignUps(SIGN_UPS, True, answers), with_solver=False)
    assert len(plan.placed) == 500
    assert plan.open == ()
    assert sum(placed.rank == 0 for placed in plan.placed) >= 450
