"""What families answered, as any tool exports it: every column found, every slip told where it stands."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.schedule import Attend
from slc_site.model.sign_up import Sibling, SignUps, Times
from slc_site.problems import Problem, RecordingReporter, Severity, SilentReporter
from slc_site.read import loader
from slc_site.read.reading import Reader
from slc_site.read.sign_ups import read_sign_ups
from slc_site.read.told_times import read_times
from tests.read.conftest import TODAY, AClass, write

CONFERENCE = """
title: Fall
schedule:
  windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]
  also: [../room-7]
"""
CLASS = {
    "students/ben/student.yml": "name: Ben\n",
    "students/cleo/student.yml": "name: Cleo\nsurname: Duarte\n",
    "students/ben-2/student.yml": "name: Benita\n",
    "conferences/fall/conference.yml": CONFERENCE,
}
FILE = "content/conferences/fall/sign-ups.csv"


def sign_ups(a_class: AClass, table: str | bytes | None, **files: str) -> tuple[SignUps, list[Problem]]:
    """Read a class with this table of sign-ups; return it and what was said of it."""
    more = {} if table is None else {"conferences/fall/sign-ups.csv": table}
    reading = a_class({**CLASS, **more, **files})
    assert reading.said == []
    neighbour = reading.root.parent / "room-7"
    write(
        neighbour,
        {
            "class.yml": "title: Room 7\nteacher: Ms. Ruiz\n",
            "students/zoe/student.yml": "name: Zoë\n",
            "students/ben/student.yml": "name: Ben\n",
            "students/max/student.yml": "name: Max\n",
            "conferences/fall/conference.yml": (
                "title: Fall\nschedule:\n  stay: 20\n  windows: [{from: 2026-11-19 16:30, "
                "to: 2026-11-19 19:00, place: Library}]\n  slots: [{student: zoe, start: 2026-11-19 17:00}]\n"
            ),
        },
    )
    reporter = RecordingReporter()
    library = reading.library
    found = read_sign_ups(
        reading.root, library, library.conference["fall"], reporter, Reader(SilentReporter(), TODAY)
    )
    return found, reporter.problems


def told(problems: list[Problem]) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.key, problem.code) for problem in problems]


# -- columns ----------------------------------------------------------------------------------------------


def test_the_plain_table_is_read(a_class: AClass) -> None:
    found, problems = sign_ups(
        a_class,
        """\
        student,1st choice,2nd choice,3rd choice,cannot,siblings,language,interpreter,how,minutes,private time
        ada,17:00,evening,2026-11-19 18:30,morning,Ben,Spanish,yes,phone,40,yes
        ben,,,,,,,,,,
        """,
    )
    assert problems == []
    ada, ben = found.answers["ada"], found.answers["ben"]
    assert [[times.words for times in wish] for wish in ada.wishes] == [
        ["17:00"],
        ["evening"],
        ["2026-11-19 18:30"],
    ]
    assert [times.end for times in ada.cannot] == [time(12)]
    assert ada.siblings == (Sibling("Ben", "ben"),)
    assert (ada.language, ada.interpreter, ada.attend, ada.minutes) == ("es", True, Attend.PHONE, 40)
    assert (ada.private_time, ada.comes, ada.line) == (True, True, 2)
    assert (ben.wishes, ben.comes, ben.attend) == ((), True, Attend.IN_PERSON)


def test_what_a_form_tool_exports_is_read_and_addresses_are_never_kept(a_class: AClass) -> None:
    found, problems = sign_ups(
        a_class,
        "\ufeffTimestamp;Email Address;Your child's name;Which time suits you best? (1st choice);"
        "And your second choice?;When can you NOT come?;Brothers or sisters in our school, and their class;"
        "Which language do you speak at home?;Do you need an interpreter?;"
        "How will you take part? (in person, phone, video);Do you need more time?\r\n"
        "11/02/2026 7:31:02;canary@families.example;Cleo Duarte;Thursday, November 19, 5:30 PM;5-6pm;"
        "none;Zoë (Room 7);Deutsch;No;Video;yes\r\n",
    )
    assert problems == []
    answer = found.answers["cleo"]
    assert answer.wishes[0][0].begin == time(17, 30)
    assert answer.wishes[0][0].is_start
    assert (answer.wishes[1][0].begin, answer.wishes[1][0].end) == (time(17), time(18))
    assert (answer.language, answer.interpreter, answer.attend, answer.longer) == (
        "de",
        False,
        Attend.VIDEO,
        True,
    )
    (sibling,) = answer.siblings
    assert (sibling.name, sibling.room, sibling.minutes, sibling.place) == ("Zoë", "Room 7", 20, "Library")
    assert sibling.start is not None
    assert "canary" not in repr(found)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_spreadsheet_will_do(a_class: AClass, delimiter: str, encoding: str) -> None:
    text = delimiter.join(("Student", "First choice")) + "\n" + delimiter.join(("Ada", "evening")) + "\n"
    found, problems = sign_ups(a_class, text.encode(encoding))
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert found.answers["ada"].wishes[0][0].begin == time(17)


def test_a_title_over_merged_cells_and_their_leftovers_are_no_families(a_class: AClass) -> None:
    found, problems = sign_ups(
        a_class,
        """\
        Sign-up for fall,,
        ,,
        student,1st choice,2nd choice
        ada,17:00,evening
        ,18:00,
        ,,
        """,
    )
    assert list(found.answers) == ["ada"]
    assert told(problems) == [(5, "student", "no-such-thing")]


def test_a_renamed_column_is_told_with_the_nearest_name(a_class: AClass) -> None:
    _, problems = sign_ups(a_class, "student,1st choice,sibilngs,Hat size\nada,17:00,Ben,7\n")
    assert [problem.line for problem in problems] == [1, 1]
    assert "`siblings`" in (problems[0].hint or "")
    assert "Hat size".casefold() in problems[1].message


def test_without_students_the_file_is_left_out_and_without_wishes_it_is_told(a_class: AClass) -> None:
    found, problems = sign_ups(a_class, "family of,1st choice\nada,17:00\n")
    assert found.answers == {}
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert (problems[0].file, problems[0].line) == (FILE, 1)
    found, problems = sign_ups(a_class, "student,language\nada,es\n")
    assert list(found.answers) == ["ada"]
    assert [problem.code for problem in problems] == ["missing"]


def test_an_empty_file_is_told(a_class: AClass) -> None:
    found, problems = sign_ups(a_class, "\n\n")
    assert (found.is_there, [problem.code for problem in problems]) == (True, ["empty"])


def test_without_a_file_nobody_was_asked(a_class: AClass) -> None:
    found, problems = sign_ups(a_class, None)
    assert (found.is_there, found.answers, problems) == (False, {}, [])


# -- rows -------------------------------------------------------------------------------------------------


def test_an_unknown_child_a_second_answer_and_no_time_are_told_with_their_lines(a_class: AClass) -> None:
    found, problems = sign_ups(
        a_class,
        """\
        student,1st choice
        Adda,17:00
        ada,when the moon is full
        ada,18:00
        cleo,me@home.example
        """,
    )
    assert told(problems) == [
        (2, "student", "no-such-thing"),
        (3, "1st choice", "times"),
        (4, "student", "table"),
    ]
    assert "`ada`" in (problems[0].hint or "")
    assert found.answers["ada"].wishes[0][0].words == "18:00"
    assert found.answers["cleo"].wishes == ()


def test_who_cannot_come_says_so_in_any_column(a_class: AClass) -> None:
    found, _ = sign_ups(
        a_class,
        """\
        student,1st choice,cannot,how
        ada,We can't come,,
        ben,,everything,
        cleo,,,not coming
        ben-2,17:00,evening,in person
        """,
    )
    assert {student: answer.comes for student, answer in found.answers.items()} == {
        "ada": False,
        "ben": False,
        "cleo": False,
        "ben-2": True,
    }


# -- siblings ---------------------------------------------------------------------------------------------


def siblings(a_class: AClass, cell: str) -> tuple[list[tuple[str, str]], list[Problem]]:
    found, problems = sign_ups(a_class, f'student,1st choice,siblings\nada,17:00,"{cell}"\n')
    return [(each.name, each.room) for each in found.answers["ada"].siblings], problems


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Ben", [("Ben", "")]),
        ("Ben (Room 7)", [("Ben", "Room 7")]),
        ("Ben in Ms. Ruiz", [("Ben", "Room 7")]),
        ("Zoë", [("Zoë", "Room 7")]),
        ("Zoë and Max (room7)", [("Max", "Room 7"), ("Zoë", "Room 7")]),
        ("Ben (Room 12), Cleo", [("Ben", ""), ("Cleo", "")]),
        ("none", []),
        ("Ada", []),
    ],
)
def test_siblings_are_found_here_and_in_other_classes(
    a_class: AClass, cell: str, who: list[tuple[str, str]]
) -> None:
    found, problems = siblings(a_class, cell)
    assert sorted(found) == who
    assert problems == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Ben (Room 9)", "no-such-class"), ("Yoyo (Room 7)", "no-such-sibling"), ("Xenia", "no-such-sibling")],
)
def test_a_sibling_who_cannot_be_found_is_told_and_the_rest_counts(
    a_class: AClass, cell: str, code: str
) -> None:
    found, problems = siblings(a_class, f"{cell}; Cleo")
    assert found == [("Cleo", "")]
    assert told(problems) == [(2, "siblings", code)]
    assert problems[0].hint


def test_a_class_that_is_not_there_is_told(a_class: AClass) -> None:
    conference = CONFERENCE.replace("../room-7", "../room-8")
    _, problems = sign_ups(
        a_class, "student,1st choice\nada,17:00\n", **{"conferences/fall/conference.yml": conference}
    )
    assert [(problem.code, problem.key) for problem in problems] == [("no-such-class", "schedule.also.0")]


def test_a_form_sent_home_counts_where_no_sign_up_does(a_class: AClass) -> None:
    brought = "---\nparent_input: {times: [evening, morning], interpreter: yes, attend: phone}\n---\n"
    found, problems = sign_ups(a_class, None, **{"students/ada/conferences/fall.md": brought})
    answer = found.answers["ada"]
    assert problems == []
    assert [wish[0].words for wish in answer.wishes] == ["evening", "morning"]
    assert (answer.interpreter, answer.attend, answer.line) == (True, Attend.PHONE, None)


# -- times ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("17:00", {"begin": time(17), "end": time(18)}),
        ("5 pm", {"begin": time(17), "end": time(18)}),
        ("17:30", {"begin": time(17, 30), "is_start": True}),
        ("5-6pm", {"begin": time(17), "end": time(18)}),
        ("11-1 pm", {"begin": time(11), "end": time(13)}),
        ("after 5 pm", {"begin": time(17)}),
        ("before 18:00", {"end": time(18)}),
        ("Evening", {"begin": time(17)}),
        ("mornings", {"end": time(12)}),
        ("any time", {}),
        ("2026-11-19", {"day": date(2026, 11, 19)}),
        ("11/19/2026 5:00 PM", {"day": date(2026, 11, 19), "begin": time(17), "is_start": True}),
        ("Nov 19", {"month_day": (11, 19)}),
        ("Thursday evening", {"weekday": 3, "begin": time(17)}),
        ("Thu 17:00", {"weekday": 3, "begin": time(17), "is_start": True}),
    ],
)
def test_times_are_read_as_families_write_them(text: str, meant: dict[str, object]) -> None:
    assert read_times(text, "en") == ([Times(**{"words": text, **meant})], [])  # type: ignore[arg-type]  # keys and values are the case's


@pytest.mark.parametrize(
    ("language", "text", "weekday"),
    [
        ("es", "jueves", 3),
        ("fr", "vendredi", 4),
        ("de", "Montag", 0),
        ("ar", "الخميس", 3),
        ("uk", "четвер", 3),
    ],
)
def test_days_are_read_in_the_language_of_the_class(language: str, text: str, weekday: int) -> None:
    ((found,), unread) = read_times(text, language)
    assert (found.weekday, unread) == (weekday, [])


def test_several_times_and_what_is_none_are_kept_apart() -> None:
    found, unread = read_times("Thursday 5 pm or Friday 6 pm; banana; 31/31/2026", "en")
    assert [times.weekday for times in found] == [3, 4]
    assert unread == ["banana", "31/31/2026"]


@given(text=st.text(max_size=60), language=st.sampled_from(["en", "es", "ar", "zh", "xx", "no-such", ""]))
def test_no_cell_can_break_it(text: str, language: str) -> None:
    read_times(text, language)


@given(table=st.text(max_size=300))
def test_no_table_can_break_it(table: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("class")
    files = {**CLASS, "class.yml": "title: Room 12\n", "students/ada/student.yml": "name: Ada\n"}
    write(root, files)
    (root / "content/conferences/fall/sign-ups.csv").write_bytes(
        f"student,1st choice,siblings,cannot\n{table}".encode("utf-8", "replace")
    )
    library = loader.load(root, SilentReporter(), today=TODAY)
    assert library is not None
    reporter = RecordingReporter()
    read_sign_ups(Path(root), library, library.conference["fall"], reporter, Reader(SilentReporter(), TODAY))
    assert all(problem.message for problem in reporter.problems)
