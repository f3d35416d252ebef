"""References: what is right is followed, what leads nowhere is dropped and told, and the rest stays."""

from __future__ import annotations

import zoneinfo
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from slc_site.model.conference import AGENDAS, ConferenceKind, PickRule
from slc_site.model.goal import Kept, Parts, Voice
from slc_site.model.report_card import DEFAULT_SCALE
from tests.read.conftest import SMALLEST, AClass, APost, read, write

POST = "---\ntitle: Frog\ntags: [writing]\n---\n"
POSTS = "students/ada/posts"


# -- tags and strands -----------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["projects", "project", "Project", "PROJECTS", " projects ", "#project"])
def test_a_strand_is_known_in_singular_and_plural_and_by_any_case(a_post: APost, tag: str) -> None:
    reading = a_post(f'---\ntitle: Frog\ntags: ["{tag}"]\n---\n')
    assert (reading.post.strands, reading.post.tags, reading.said) == (("projects",), (), [])


def test_a_class_may_have_strands_of_its_own(a_class: AClass) -> None:
    reading = a_class(
        {
            "class.yml": "title: x\nstrands: [math, {tag: story, title: A}, {tag: stories, title: B}]\n",
            f"{POSTS}/2026-10-05-a.md": POST.replace("writing", "Maths"),
            f"{POSTS}/2026-10-06-b.md": POST.replace("writing", "Stories"),
            f"{POSTS}/2026-10-07-c.md": POST.replace("writing", "story"),
            f"{POSTS}/2026-10-08-d.md": POST.replace("writing", "writing"),
        }
    )
    assert [post.strands for post in reading.library.posts] == [(), ("story",), ("stories",), ("math",)]
    assert reading.library.posts[0].tags == ("writing",)
    assert reading.said == [
        f"content/{POSTS}/2026-10-08-d.md:3: tags: None of the tags names a strand. "
        "The strands are `math`, `story` and `stories`."
    ]


def test_tags_are_there_once_each_as_they_were_first_written(a_post: APost) -> None:
    reading = a_post("---\ntitle: Frog\ntags: [ writing ,Big   Frogs, big frogs, Writing, BIG FROGS]\n---\n")
    assert (reading.post.strands, reading.post.tags) == (("writing",), ("Big Frogs",))


def test_two_strands_are_both_kept(a_post: APost) -> None:
    reading = a_post("---\ntitle: Frog\ntags: [projects, frogs, writing]\n---\n")
    assert (reading.post.strands, reading.post.tags) == (("projects", "writing"), ("frogs",))
    assert [problem.code for problem in reading.problems] == ["two-strands"]


@pytest.mark.parametrize(("strand", "tag"), [("stories", "story"), ("story", "stories"), ("art", "arts")])
def test_every_plural_will_do(a_class: AClass, strand: str, tag: str) -> None:
    reading = a_class(
        {
            "class.yml": f"title: x\nstrands: [{strand}]\n",
            f"{POSTS}/2026-10-05-a.md": POST.replace("writing", tag),
        }
    )
    assert (reading.post.strands, reading.said) == ((strand,), [])


# -- days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "day"),
    [
        ("2026-10-05-frog", "", date(2026, 10, 5)),
        ("2026-10-05", "", date(2026, 10, 5)),
        ("2026-9-5-frog", "", date(2026, 9, 5)),
        ("frog", "date: 2026-10-07", date(2026, 10, 7)),
        ("2026-10-05-frog", "date: 2026-10-07", date(2026, 10, 7)),
        ("2026-10-05-frog", "date: 2026/10/07", date(2026, 10, 7)),
        ("2026-10-05-frog", "date: 2026-10-07 14:30", date(2026, 10, 7)),
        ("2026-10-05-frog", "date:", date(2026, 10, 5)),
        ("2026-10-05-frog", "date: 2062-10-05", date(2026, 10, 5)),
        ("2026-10-05-frog", "date: yesterday", date(2026, 10, 5)),
        ("2026-10-05-frog", "date: 1889-10-05", date(2026, 10, 5)),
        ("2062-10-05-frog", "date: 2026-10-07", date(2026, 10, 7)),
        ("2027-11-22-frog", "", date(2027, 11, 22)),
    ],
)
def test_a_post_has_the_day_it_says_or_that_of_its_name(
    a_class: AClass, name: str, key: str, day: date
) -> None:
    post = a_class({f"{POSTS}/{name}.md": POST.replace("tags", f"{key}\ntags")}).post
    assert (post.date, post.slug) == (day, name)


@pytest.mark.parametrize(
    "name", ["frog", "2062-10-05-frog", "2026-02-30-frog", "20261005-frog", "05-10-2026-frog"]
)
def test_a_post_without_a_day_is_left_out(a_class: AClass, name: str) -> None:
    reading = a_class({f"{POSTS}/{name}.md": POST})
    assert reading.library.posts == ()
    assert [problem.code for problem in reading.problems] == ["no-date"]


# -- references -----------------------------------------------------------------------------------------


def test_a_reference_that_leads_nowhere_is_dropped_and_the_others_stay(a_class: AClass) -> None:
    reading = a_class(
        {
            "class.yml": "title: x\ntargets: [{id: spaces, text: x}, {id: periods, text: y}]\n",
            "students/ada/goals/read.md": "---\ntitle: Read\n---\n",
            f"{POSTS}/2026-10-05-a.md": POST.replace(
                "tags", "targets: [Periods, commas, spaces, periods]\ngoals: [write, READ]\ntags"
            ),
        }
    )
    assert (reading.post.targets, reading.post.goals) == (("periods", "spaces"), ("read",))
    assert [(problem.line, problem.key) for problem in reading.problems] == [(3, "targets.1"), (4, "goals.0")]


def test_what_was_left_out_for_a_reason_is_not_missed_a_second_time(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/goals/read.md": "---\nby: student\n---\n",
            "students/ada/goals/write.md": "---\ntitle: W\nfollows: read\nevidence: [2026-10-06-b]\n---\n",
            f"{POSTS}/2026-10-05-a.md": POST.replace("tags", "goals: [read, write]\ntags"),
            f"{POSTS}/2026-10-06-b.md": "no front matter\n",
        }
    )
    assert [problem.code for problem in reading.problems] == ["front-matter", "missing"]
    assert reading.post.goals == ("write",)
    assert reading.library.goals[0].follows is None


def test_a_message_lists_what_there_is_the_nearest_first_and_not_too_much_of_it(a_class: AClass) -> None:
    goals = {f"students/ada/goals/goal-{n:02}.md": f"---\ntitle: Goal {n}\n---\n" for n in range(12)}
    reading = a_class({**goals, f"{POSTS}/2026-10-05-a.md": POST.replace("tags", "goals: [gaol-07]\ntags")})
    (said,) = reading.said
    assert "There is no goal `gaol-07`. Did you mean `goal-07`? There are `goal-07`, " in said
    assert said.count("`goal-") == 9
    assert said.endswith(" and 4 more.")


# -- goals ----------------------------------------------------------------------------------------------


def test_a_slip_in_one_entry_of_a_bar_costs_that_entry(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/goals/read.md": """
                ---
                title: Read
                measure: 4
                progress:
                  - {date: 2026-11-03, fraction: 1/2}
                  - {date: 2026-11-02, fraction: 5/4}
                  - {date: 2026-11-01, fraction: 0 of 4}
                  - {date: 2026-11-04, fraction: 3/0}
                  - {date: 2026-11-05, value: "2,5"}
                ---
                """
        }
    )
    (goal,) = reading.library.goals
    assert [(entry.date.day, entry.parts, entry.value) for entry in goal.progress] == [
        (1, Parts(0, 4), None),
        (3, Parts(1, 2), None),
        (5, None, Decimal("2.5")),
    ]
    assert [(problem.line, problem.key) for problem in reading.problems] == [
        (6, "progress.1.fraction"),
        (8, "progress.3.fraction"),
    ]


def test_promises_stand_in_the_order_of_the_three_voices(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/goals/read.md": """
                ---
                title: Read
                commitments: {teacher: T., student: S.}
                kept: {student: not yet, parent: kept}
                ---
                """
        }
    )
    (goal,) = reading.library.goals
    assert [(each.voice, each.kept) for each in goal.promises] == [
        (Voice.STUDENT, Kept.NOT_YET),
        (Voice.TEACHER, None),
    ]
    assert [problem.code for problem in reading.problems] == ["no-promise"]


# -- conferences and cards ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ConferenceKind)
def test_each_kind_of_conference_has_its_agenda(a_class: AClass, kind: ConferenceKind) -> None:
    reading = a_class({"conferences/fall/conference.yml": f"title: Fall\nkind: {kind.value}\n"})
    (conference,) = reading.library.conferences
    assert (conference.kind, conference.agenda) == (kind, AGENDAS[kind])


def test_the_default_picks_are_one_of_each_default_strand(a_class: AClass) -> None:
    (conference,) = a_class({"conferences/fall/conference.yml": "title: Fall\n"}).library.conferences
    assert conference.picks == (PickRule("writing"), PickRule("representing"), PickRule("projects"))


def test_a_class_with_other_strands_picks_any_three(a_class: AClass) -> None:
    reading = a_class(
        {"class.yml": "title: x\nstrands: [math]\n", "conferences/fall/conference.yml": "title: Fall\n"}
    )
    assert reading.library.conferences[0].picks == (PickRule(count=3),)


def test_two_picks_of_one_name_are_one_pick_of_two(a_class: AClass) -> None:
    reading = a_class(
        {"conferences/fall/conference.yml": "title: Fall\npick: [writing, writing, {any: 2}]\n"}
    )
    assert reading.library.conferences[0].picks == (PickRule("writing", count=2), PickRule(count=2))


def test_conferences_and_cards_stand_in_the_order_of_their_terms(a_class: AClass) -> None:
    terms = "[{id: b, start: 2025-09-01, end: 2025-12-18}, {id: a, start: 2026-01-05, end: 2026-06-01}]"
    reading = a_class(
        {
            "class.yml": f"title: x\nterms: {terms}\n",
            **{
                f"conferences/{slug}/conference.yml": f"title: {slug}\n{term}\n"
                for slug, term in (("first", "term: a"), ("none", ""), ("second", "term: b"))
            },
            "report-cards/x.yml": "title: X\nterm: a\n",
            "report-cards/y.yml": "title: Y\nterm: b\n",
            **{f"students/ada/conferences/{slug}.md": "Hi\n" for slug in ("first", "none", "second")},
            **{f"students/ada/report-cards/{slug}.yml": "behaviour: {student: x}\n" for slug in ("x", "y")},
        }
    )
    library = reading.library
    assert reading.said == []
    assert [each.slug for each in library.conferences] == ["second", "first", "none"]
    assert [each.conference for each in library.student_conferences] == ["second", "first", "none"]
    assert [each.slug for each in library.rubrics] == ["y", "x"]
    assert [each.slug for each in library.self_reports] == ["y", "x"]


def test_a_goal_of_the_three_pluses_may_be_words(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/goals/read.md": "---\ntitle: Read\n---\n",
            "conferences/fall/conference.yml": "title: Fall\n",
            "students/ada/conferences/fall.md": """
                ---
                three_pluses:
                  teacher: {pluses: [a, b, c], goal: Read}
                  student: {pluses: [a, b, c], goal: Read to my sister}
                ---
                """,
        }
    )
    assert reading.said == []
    (brought,) = reading.library.student_conferences
    assert [(each.voice, each.goal) for each in brought.three_pluses] == [
        (Voice.STUDENT, "Read to my sister"),
        (Voice.TEACHER, "read"),
    ]


def test_a_card_has_the_default_scale_unless_the_class_has_its_own(a_class: AClass) -> None:
    reading = a_class(
        {
            "report-cards/a.yml": "title: A\n",
            "report-cards/b.yml": "title: B\nscale: {2: Yes, 1: Not yet}\nsubjects: [{id: math}]\n",
            "students/ada/report-cards/b.yml": "math: {self: yes, teacher: n}\n",
        }
    )
    first, second = reading.library.rubrics
    assert (first.scale, second.scale) == (DEFAULT_SCALE, {"2": "Yes", "1": "Not yet"})
    (said,) = reading.library.self_reports[0].subjects
    assert (said.self_grade, said.teacher_grade) == ("2", "N")


def test_two_conferences_of_one_name_by_case_are_one(tmp_path: Path) -> None:
    folder = "conferences/{}/conference.yml"
    write(tmp_path, {**SMALLEST, folder.format("Fall"): "title: A\n", folder.format("fall"): "title: B\n"})
    library = read(tmp_path).library
    assert len(library.conferences) == 1


@pytest.mark.parametrize(
    ("typed", "emoji"), [("🦊", "🦊"), ("👩🏽‍🏫", "👩🏽‍🏫"), ("1️⃣", "1️⃣"), ("fox", ""), ("🦊.png", "")]
)
def test_an_avatar_may_be_an_emoji(a_class: AClass, typed: str, emoji: str) -> None:
    reading = a_class({"students/ada/student.yml": f"name: Ada\navatar: {typed}\n"})
    assert reading.library.students[0].emoji == emoji
    assert bool(reading.said) == (not emoji)


@pytest.mark.parametrize("typed", ["Owl.PNG", "owl.png", "OWL.png"])
def test_an_avatar_is_found_by_any_case(a_class: AClass, typed: str) -> None:
    reading = a_class(
        {"students/ada/student.yml": f"name: Ada\navatar: {typed}\n", "students/ada/Owl.PNG": b"owl"}
    )
    avatar = reading.library.students[0].avatar
    assert avatar is not None
    assert (avatar.name, reading.said) == ("Owl.PNG", [])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://maple.example", "https://maple.example/"),
        ("http://localhost:8000/a/b/", "http://localhost:8000/a/b/"),
        *dict.fromkeys(
            ("maple.example", "ftp://maple.example/", "http://[", "https://a b/", "javascript:x"), ""
        ).items(),
        *dict.fromkeys(("https://u:p@maple.example/", "https://maple.example/?q", "https:///x"), "").items(),
    ],
)
def test_an_address_is_one_of_the_web(a_class: AClass, typed: str, meant: str) -> None:
    reading = a_class({"class.yml": f"title: x\nurl: {typed}\n"})
    assert reading.library.classroom.url == meant
    assert bool(reading.errors) == (not meant)


def test_without_a_list_of_time_zones_any_will_do(a_class: AClass, monkeypatch: pytest.MonkeyPatch) -> None:
    assert a_class({"class.yml": "title: x\ntimezone: Moon/Base\n"}).library.classroom.timezone == "UTC"
    monkeypatch.setattr(zoneinfo, "available_timezones", set)
    assert a_class({"class.yml": "title: x\ntimezone: Moon/Base\n"}).library.classroom.timezone == "Moon/Base"


# -- measures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        "student,date,value,target\nada,2026-10-01,41.5,60\nada,2026-11-01,44,\n",
        "student;date;value;target\r\nada;2026-10-01;41,5;60\r\nada;2026-11-01;44;\r\n",
        "\ufeffStudent\tDate\tValue\tTarget\nAda\t2026-10-01\t41,5\t60\nADA\t2026-11-01\t44\n",
        'date,target,value,student\n2026-11-01,,44,ada\n\n2026-10-01,60,"41,5",ada\n,,,\n',
    ],
)
def test_a_table_is_read_from_any_spreadsheet(a_class: AClass, table: str) -> None:
    reading = a_class({"class.yml": "title: x\nmeasures: [{id: a}]\n", "measures/a.csv": table.encode()})
    assert reading.said == []
    (measure,) = reading.library.measures
    assert [(each.student, each.date.month, each.value, each.target) for each in measure.readings] == [
        ("ada", 10, Decimal("41.5"), Decimal(60)),
        ("ada", 11, Decimal(44), None),
    ]


def test_a_slip_in_one_row_costs_that_row(a_class: AClass) -> None:
    rows = ["ada,2026-10-01,3", "cleo,2026-10-01,3", "ada,2026-10-01,4", "ada,soon,5", "ada,2026-10-02,"]
    table = "\n".join(["student,date,value", *rows, ""])
    reading = a_class(
        {"class.yml": "title: x\nmeasures: [{id: a}]\n", "measures/a.csv": table + "ada,2026-10-03,6\n"}
    )
    (measure,) = reading.library.measures
    assert [each.value for each in measure.readings] == [3, 6]
    assert [(problem.line, problem.code) for problem in reading.problems] == [
        (3, "no-such-thing"),
        (4, "same-day"),
        (5, "date"),
        (6, "missing"),
    ]


@pytest.mark.parametrize("table", [b"\x00\x01\x02", "x" * 200_001, 'student,date,value\n"' + "x" * 150_000])
def test_a_table_that_is_none_is_told(a_class: AClass, table: str | bytes) -> None:
    reading = a_class({"class.yml": "title: x\nmeasures: [{id: a}]\n", "measures/a.csv": table})
    assert reading.library.measures == ()
    assert len(reading.errors) == 1
