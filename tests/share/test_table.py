"""The table of who can see what: it says of every thing just what narrowing does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Attachment, Consent, MeasureSpec
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.library import Library
from slc_site.model.measure import Measure, Reading
from slc_site.model.origin import Origin
from slc_site.model.post import Post, PostStatus
from slc_site.model.report_card import Rubric, SelfReport
from slc_site.share.access import Viewer, narrow
from slc_site.share.table import CLASS_KINDS, KINDS, access_table, things
from tests.support.things import (
    a_conference,
    a_goal,
    a_library,
    a_page,
    a_post,
    a_student,
    a_student_conference,
)

WORDS = [audience.word for audience in Audience]
STUDENTS = ("ada", "ben", "cleo", "dora")


def a_picture(name: str, folder: str) -> Attachment:
    return Attachment(name, Path("content", folder, name), 1, f"content/{folder}/{name}")


def with_picture(slug: str, student: str = "ada", **said: Any) -> Post:
    picture = a_picture("frog.jpg", f"{student}/{slug}")
    return a_post(
        slug, student, **{"body": "![A frog](frog.jpg)", "attachments": {"frog.jpg": picture}, **said}
    )


def everything() -> Library:
    """One thing of every kind for every audience, of each of four children; two did not agree to all."""
    own: list[Any] = []
    for student in STUDENTS:
        for audience in Audience:
            own.append(with_picture(f"post-{audience.word}", student, audience=audience))
            own.append(a_goal(f"goal-{audience.word}", student, audience=audience))
            own.append(a_student_conference(student, audience.word, audience=audience))
        own.append(a_post("draft", student, status=PostStatus.DRAFT))
    return a_library(
        a_student("ada"),
        a_student("ben", avatar=a_picture("me.jpg", "ben")),
        a_student("cleo", consent=Consent(publish=True), avatar=a_picture("me.jpg", "cleo")),
        a_student("dora", consent=Consent()),
        *own,
        with_picture("us", "ben", people=("ben", "cleo")),
        *(a_conference(word) for word in WORDS),
        *(a_page(f"page-{audience.word}", audience=audience) for audience in Audience),
        a_page(
            "pond", body="![Our pond](pond.jpg)", attachments={"pond.jpg": a_picture("pond.jpg", "pages")}
        ),
        rubrics=tuple(Rubric(word, word, Origin("x")) for word in WORDS),
        self_reports=tuple(
            SelfReport(student, audience.word, Origin("x"), audience=audience)
            for student in STUDENTS
            for audience in Audience
        ),
        measures=tuple(
            Measure(
                MeasureSpec(audience.word, audience.word, "x.csv"),
                Origin("x"),
                tuple(
                    Reading(student, date(2025, 10, day), Decimal(day))
                    for student in STUDENTS
                    for day in (1, 2)
                ),
                audience,
            )
            for audience in Audience
        ),
        earlier=tuple(
            EarlierYear(
                student,
                "2024-2025",
                tuple(a_post(audience.word, student, audience=audience) for audience in Audience),
                (a_goal("goal", student, audience=Audience.FAMILY),),
            )
            for student in STUDENTS
        ),
    )


def seen(library: Library, viewer: Viewer, student: str | None) -> dict[str, int]:
    """Count by kind what of a student (None: of the class itself) is left for a viewer."""
    kinds = KINDS if student else CLASS_KINDS
    found = set(things(narrow(library, viewer).library))
    return {kind: sum((owner, of) == (student, kind) for owner, of, _ in found) for kind in kinds}


@pytest.mark.parametrize("whose", [None, *STUDENTS])
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("of_child", [None, *STUDENTS])
def test_the_table_agrees_with_narrowing_for_every_viewer(
    whose: str | None, audience: Audience, of_child: str | None
) -> None:
    library = everything()
    table = access_table(library)
    # To everything but its own child's, a family is of the class.
    theirs = whose in (None, of_child) or of_child is None or audience is Audience.TEACHER
    sees = audience if theirs else min(audience, Audience.CLASS)
    rows = {row.student: row.kinds for row in table.students}
    told = {
        kind: sum(count for word, count in counts.items() if WORDS.index(word) <= sees)
        for kind, counts in (rows[whose] if whose else table.own).items()
    }
    found = seen(library, Viewer(audience, of_child), whose)
    if audience is Audience.CONFERENCE and not theirs:
        # Whoever is in the room sees faces there anyway: also in what they see as one of the class.
        assert found.pop("pictures") >= told.pop("pictures")
    assert told == found


def test_each_thing_is_counted_once_for_the_widest_circle_that_sees_it() -> None:
    rows = {row.student: row for row in access_table(everything()).students}
    one_each = dict.fromkeys(WORDS, 1)
    ada = rows["ada"].kinds
    assert tuple(ada) == KINDS
    assert ada["posts"] == {**one_each, "teacher": 2}, "the draft is the teacher's"
    assert list(ada["posts"]) == WORDS
    assert ada["measures"] == {"family": 3, "conference": 1, "teacher": 1}, "measures go no further than home"
    assert ada["earlier work"] == {**one_each, "family": 2}
    others = [kind for kind in KINDS[1:] if kind not in ("measures", "earlier work")]
    assert [ada[kind] for kind in others] == [one_each] * 4


def test_a_child_without_consent_is_all_the_teachers() -> None:
    row = {row.student: row for row in access_table(everything()).students}["dora"]
    assert not row.may_publish
    assert {word for counts in row.kinds.values() for word in counts} == {"teacher"}
    assert sum(row.kinds["posts"].values()) == 6


def test_pictures_that_somebody_did_not_agree_to_are_counted_for_the_room() -> None:
    rows = {row.student: row for row in access_table(everything()).students}
    assert rows["ben"].kinds["pictures"] == {**dict.fromkeys(WORDS, 1), "public": 2, "conference": 2}
    assert rows["cleo"].kinds["pictures"] == {**dict.fromkeys(WORDS, 1), "conference": 2}, "and her avatar"


def test_the_whole_class_is_the_sum_of_its_children() -> None:
    table = access_table(everything())
    for kind in KINDS:
        for word in WORDS:
            assert table.whole[kind].get(word, 0) == sum(
                row.kinds[kind].get(word, 0) for row in table.students
            )
    assert table.own["pages"] == {**dict.fromkeys(WORDS, 1), "public": 2}
    assert table.own["pictures"] == {"public": 1}


def test_what_needs_a_code_is_counted() -> None:
    library = a_library(
        with_picture("a", audience=Audience.CLASS),
        a_goal(audience=Audience.FAMILY),
        a_page(audience=Audience.CLASS),
        a_post("b"),
        a_post("c", audience=Audience.CONFERENCE),
    )
    assert access_table(library).for_codes() == 3
    assert access_table(a_library(a_post())).for_codes() == 0


def test_a_class_of_nobody_has_a_table() -> None:
    table = access_table(Library(a_library().classroom))
    assert table.students == ()
    assert table.whole == {kind: {} for kind in KINDS}
