"""What a class's tables of measurements say, however they were saved, and what is told about the rest."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Better, DateOrder
from slc_site.model.measure import Reading as Measured
from slc_site.problems import Problem, Severity
from tests.read.conftest import AClass, Reading

FIRST = "student,date,value\n"


def a_table(a_class: AClass, table: str | bytes, entry: str = "", students: tuple[str, ...] = ()) -> Reading:
    """Read a class with one table, as it is on disk: nothing is dedented."""
    data = table if isinstance(table, bytes) else table.encode()
    return a_class(
        {
            "class.yml": f"title: x\nmeasures: [{{id: words{entry}}}]\n",
            "measures/words.csv": data,
            **{f"students/{student}/student.yml": f"name: {student.title()}\n" for student in students},
        }
    )


def readings(found: Reading) -> list[Measured]:
    return [reading for measure in found.library.measures for reading in measure.readings]


def values(found: Reading) -> list[tuple[str, str]]:
    return [(reading.date.isoformat(), str(reading.value)) for reading in readings(found)]


def only(found: Reading) -> Problem:
    assert len(found.problems) == 1, found.said
    return found.problems[0]


EXPECTED = [("2026-09-17", "12.5"), ("2026-10-05", "14")]


@pytest.mark.parametrize(
    "table",
    [
        "student,date,value\nada,2026-09-17,12.5\nada,2026-10-05,14\n",
        'student,date,value\nada,2026-09-17,"12,5"\nada,2026-10-05,14\n',
        "student;date;value\nada;2026-09-17;12,5\nada;2026-10-05;14\n",
        "student\tdate\tvalue\r\nada\t2026-09-17\t12,5\r\nada\t2026-10-05\t14\r\n",
        "sep=;\nstudent;date;value\nada;2026-09-17;12,5\nada;2026-10-05;14\n",
        "\ufeffStudent,DATE,Value\nAda,2026/09/17,12.5\nADA,2026.10.5,14\n",
        "student,date,value\nada,2026-10-05,14\nada,2026-09-17,12.5\n\n,,\n",
        "student;date;value\nada;\u200f٢٠٢٦-٠٩-١٧;١٢٫٥\nada;٢٠٢٦-١٠-٠٥;١٤\n",
        "student,date,value\nada,2026-09-17 00:00:00,12.5\nada,2026-10-05 00:00,14\n",
    ],
    ids=["comma", "quoted", "semicolon", "tab", "sep", "mark", "order", "arabic", "midnight"],
)
def test_a_table_is_read_as_any_spreadsheet_saves_it(a_class: AClass, table: str) -> None:
    found = a_table(a_class, table)
    assert values(found) == EXPECTED
    assert found.problems == []


def test_a_table_in_utf_16_is_read_and_that_is_told(a_class: AClass) -> None:
    found = a_table(
        a_class, "student\tdate\tvalue\nada\t2026-09-17\t12,5\nada\t2026-10-05\t14\n".encode("utf-16")
    )
    assert values(found) == EXPECTED
    assert only(found).severity is Severity.WARNING


# -- days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "cells"),
    [
        ("day-month-year", ("17.09.2026", "5/10/26")),
        ("DD/MM/YYYY", ("17-09-2026", "05.10.2026.")),
        ("month-day-year", ("9/17/2026", "10/5/26")),
        ("mdy", ("09/17/2026 00:00", "2026-10-05")),
        ("year-month-day", ("2026-09-17", "2026/10/05")),
    ],
)
def test_days_are_read_in_the_order_that_is_announced(
    a_class: AClass, order: str, cells: tuple[str, str]
) -> None:
    rows = f"ada;{cells[0]};12,5\nada;{cells[1]};14\n"
    found = a_table(a_class, f"student;date;value\n{rows}", f", dates: {order}")
    assert values(found) == EXPECTED
    assert found.problems == []


def test_a_day_that_may_be_either_is_asked_about_and_the_others_are_kept(a_class: AClass) -> None:
    found = a_table(
        a_class, f"{FIRST}ada,05/10/2026,1\nada,17/09/2026,2\nada,2026-10-07,3\nada,08/08/2026,4\n"
    )
    assert values(found) == [("2026-08-08", "4"), ("2026-09-17", "2"), ("2026-10-07", "3")]
    problem = only(found)
    assert (problem.line, problem.key, problem.severity) == (2, "date", Severity.ERROR)
    assert problem.message == ("I cannot tell which part of `05/10/2026` is the day and which the month.")
    assert problem.hint == (
        "Write `dates: day-month-year` or `dates: month-day-year` to this measure in class.yml. "
        "Line 3 shows that it is `day-month-year`."
    )


def test_what_the_hint_says_to_write_puts_it_right(a_class: AClass) -> None:
    table = f"{FIRST}ada,05/10/2026,1\nada,17/09/2026,2\n"
    assert values(a_table(a_class, table, ", dates: day-month-year")) == [
        ("2026-09-17", "2"),
        ("2026-10-05", "1"),
    ]


def test_a_file_that_contradicts_itself_proves_nothing(a_class: AClass) -> None:
    found = a_table(a_class, f"{FIRST}ada,05/10/2026,1\nada,17/09/2026,2\nada,09/18/2026,3\n")
    assert "shows that" not in (only(found).hint or "")


def test_a_year_of_two_figures_is_not_guessed(a_class: AClass) -> None:
    found = a_table(a_class, f"{FIRST}ada,17/09/26,1\n")
    assert only(found).code == "date-order"
    assert readings(found) == []


def test_a_day_against_the_announced_order_says_which_one_it_fits(a_class: AClass) -> None:
    found = a_table(a_class, f"{FIRST}ada,10/25/2026,1\n", ", dates: day-month-year")
    assert "`dates: month-day-year`" in (only(found).hint or "")


def test_an_order_that_cannot_be_read_is_told_and_nothing_is_guessed(a_class: AClass) -> None:
    found = a_table(a_class, f"{FIRST}ada,05/10/2026,1\n", ", dates: european")
    assert [problem.file for problem in found.problems] == ["content/class.yml", "content/measures/words.csv"]
    assert "`day-month-year`" in (found.problems[0].hint or "")
    assert readings(found) == []


@pytest.mark.parametrize("day", ["31/02/2026", "2026-13-40", "00/10/2026", "October 5", "5", "1066-10-14"])
def test_a_day_that_is_none_costs_its_row_only(a_class: AClass, day: str) -> None:
    found = a_table(a_class, f"{FIRST}ada,{day},1\nada,2026-10-05,2\n", ", dates: day-month-year")
    assert values(found) == [("2026-10-05", "2")]
    assert (only(found).line, only(found).key) == (2, "date")


# -- rows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "key", "says"),
    [
        ("ada,2026-10-06,", "value", "There is no value in this row."),
        ("ada,,3", "date", "There is no day in this row."),
        (",2026-10-06,3", "student", "There is no student in this row."),
        ("zoe,2026-10-06,3", "student", "There is no student `zoe`."),
        ("ada,2026-10-05,3", "date", "Line 2 has a value of `ada` for 2026-10-05 already."),
        ("ada,2026-10-06,many", "value", "I cannot read `many` as a number."),
        ('ada,2026-10-06,"1,200"', "value", "I cannot tell what `1,200` means."),
        ("ada,2026-10-06,12,5", None, "This row has more cells than the first."),
        ("ada,2036-10-06,3", "date", "The day 2036-10-06 is more than a year ahead."),
    ],
)
def test_a_row_that_cannot_be_used_says_where_and_why(
    a_class: AClass, row: str, key: str | None, says: str
) -> None:
    found = a_table(a_class, f"{FIRST}ada,2026-10-05,2\n{row}\nada,2026-10-07,4\n")
    assert values(found) == [("2026-10-05", "2"), ("2026-10-07", "4")]
    problem = only(found)
    assert (problem.line, problem.key, problem.message) == (3, key, says)
    assert problem.hint


def test_a_point_may_be_for_thousands_where_commas_are_for_decimals(a_class: AClass) -> None:
    found = a_table(a_class, "student;date;value\nada;2026-10-05;1.234\n")
    assert only(found).message == "I cannot tell what `1.234` means."
    found = a_table(a_class, f"{FIRST}ada,2026-10-05,1.234\n")
    assert values(found) == [("2026-10-05", "1.234")]


def test_a_stranger_is_told_of_once(a_class: AClass) -> None:
    rows = "".join(f"zoe,2026-10-{day:02},3\n" for day in range(1, 20))
    problem = only(a_table(a_class, f"{FIRST}{rows}"))
    assert problem.message == (
        "There is no student `zoe`. The same goes for 18 more rows, the last in line 20."
    )


def test_forty_thousand_rows_of_strangers_are_one_sentence(a_class: AClass) -> None:
    rows = "".join(f"child{number},2026-10-05,3\n" for number in range(40_000))
    found = a_table(a_class, f"{FIRST}{rows}ada,2026-10-05,3\n")
    assert values(found) == [("2026-10-05", "3")]
    assert only(found).message == (
        "There is no student `child0`. The same goes for 39,999 more rows, the last in line 40001."
    )


def test_forty_thousand_good_rows_are_all_there(a_class: AClass) -> None:
    students = ("ada", "ben", "cleo", "dara")
    days = [date(1996, 1, 1) + timedelta(number) for number in range(10_000)]
    rows = "".join(f"{student},{day},{day.day},30\n" for day in days for student in students)
    found = a_table(a_class, f"student,date,value,target\n{rows}", students=students[1:])
    assert len(readings(found)) == 40_000
    assert found.problems == []
    assert [reading.date for reading in readings(found)[:10_000]] == days, "by student, then by date"


def test_problems_come_in_the_order_of_the_lines(a_class: AClass) -> None:
    table = f"{FIRST}zoe,2026-10-05,1\nada,soon,1\nada,2026-10-05,\nyan,2026-10-05,1\nada,2026-10-06,x\n"
    assert [problem.line for problem in a_table(a_class, table).problems] == [2, 3, 4, 5, 6]


# -- targets ---------------------------------------------------------------------------------------------


def test_a_target_can_have_its_day(a_class: AClass) -> None:
    found = a_table(
        a_class, "student,date,value,target,due\nada,2026-10-05,2,9,2026-12-18\nada,2026-10-06,3,,\n"
    )
    assert [(each.target, each.due) for each in readings(found)] == [
        (Decimal(9), date(2026, 12, 18)),
        (None, None),
    ]
    assert found.problems == []


def test_a_target_for_a_day_that_is_past_keeps_the_row_without_that_day(a_class: AClass) -> None:
    found = a_table(a_class, "student,date,value,target,due\nada,2026-10-05,2,9,2026-09-01\n")
    assert [(str(each.value), str(each.target), each.due) for each in readings(found)] == [("2", "9", None)]
    assert (only(found).line, only(found).key) == (2, "due")


def test_targets_that_all_lead_backwards_are_asked_about(a_class: AClass) -> None:
    table = "student,date,value,target\nada,2026-10-05,7,2\n"
    found = a_table(a_class, table)
    assert only(found).hint == "If lower is better, write `better: lower` to this measure in class.yml."
    found = a_table(a_class, table, ", better: lower")
    assert found.problems == []
    assert found.library.classroom.measures[0].better is Better.LOWER


def test_a_child_beyond_the_target_is_no_slip(a_class: AClass) -> None:
    table = "student,date,value,target\nada,2026-10-05,33,30\nben,2026-10-05,12,30\n"
    assert a_table(a_class, table, students=("ben",)).problems == []


def test_without_a_word_years_come_first_and_more_is_better(a_class: AClass) -> None:
    (spec,) = a_table(a_class, FIRST).library.classroom.measures
    assert (spec.dates, spec.better) == (DateOrder.YEAR_FIRST, Better.HIGHER)


# -- who may see it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("public", Audience.FAMILY),
        ("class", Audience.FAMILY),
        ("family", Audience.FAMILY),
        ("conference", Audience.CONFERENCE),
        ("teacher", Audience.TEACHER),
        ("everybody", Audience.TEACHER),
    ],
)
@pytest.mark.parametrize("file", ["class.yml", "students/ada/student.yml"])
def test_measures_are_for_the_childs_own_people_at_the_most(
    a_class: AClass, file: str, word: str, means: Audience
) -> None:
    files = {
        "class.yml": "title: x\nmeasures: [{id: words}]\n",
        "students/ada/student.yml": "name: Ada\n",
        "measures/words.csv": f"{FIRST}ada,2026-10-05,2\n",
    }
    found = a_class({**files, file: f"{files[file]}access: {{measures: {word}}}\n"})
    (measure,) = found.library.measures
    assert measure.audience is means
    assert [problem.key for problem in found.problems] == (
        ["access.measures"] if word in {"public", "class", "everybody"} else []
    )


def test_a_table_larger_than_any_class_has_is_left_out(a_class: AClass) -> None:
    problem = only(a_table(a_class, FIRST.encode() + b"ada,2026-10-05,3\n" * 300_000))
    assert (problem.code, problem.message) == (
        "too-large",
        "This file is larger than 5000 kB; it is left out.",
    )
