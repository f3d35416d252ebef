"""What is typed stands in the child's file, in its place, and nothing that was told is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from slc_site.model.goal import Kept, Voice
from slc_site.pen.boxes import Box, boxes
from slc_site.pen.outcome import Clash, Refused, Written
from slc_site.pen.turns import in_turn
from tests.conftest import AClass
from tests.pen.conftest import CONFERENCE, FALL, GOAL, Day, MakeDay, pen_of

TYPED = {
    "three-pluses/parent/plus-2": 'You say "sorry": first',
    "three-pluses/parent/goal": "Read to your sister",
    "three-pluses/parent/why": "Because she asks.\n\nEvery day.",
    "three-pluses/student/about": "reading",
    "three-pluses/teacher/noticed": "أنت شجاعة 🐸",
    "feedback/learned": "No",
    "feedback/went-well": "4",
    "feedback/follow-up": "yes",
    "feedback/easy": "partly",
    "feedback/letter": "Dear Ada,\n\n---\n# we are proud\n  of you",
    "card/welcome": "Hi",
    "card/thanks": "3:30",
    "pick/writing/because": "It is, well, good.",
    "pick/writing/note-2": "Look: a frog",
    "goal/three-sentences/commitment/teacher": "We write the list.",
    "goal/three-sentences/kept/parent": "not-yet",
    "goal/three-sentences/kept-note/student": "On Mondays",
    "goal/three-sentences/next": "keep-going",
    "debrief/felt": "Hot ears",
}


@pytest.mark.parametrize(("box", "value"), TYPED.items())
def test_what_is_typed_stands_there_and_goes_again(day: Day, box: str, value: str) -> None:
    before = day.value(box)
    day.wrote(box, value, before)
    day.library()
    day.wrote(box, before, value)
    if not before:
        assert (day.text(), day.text("ada/goals/three-sentences.md")) == (CONFERENCE, GOAL)


def test_all_boxes_of_a_page_are_read_where_they_were_written(day: Day) -> None:
    for box, value in TYPED.items():
        day.wrote(box, value, day.value(box))
    found = day.pen.read("ada")
    assert isinstance(found, dict)
    assert {box: found[box] for box in TYPED} == TYPED
    brought = day.library().conferences_of("ada")[0]
    assert brought.feedback.went_well == 4
    assert brought.feedback.follow_up is True
    assert brought.three_pluses[0].goal == "three-sentences"
    assert brought.picks[0].notes == ("Look: a frog",)
    goal = day.library().goals_of("ada")[0]
    assert [(p.voice, p.kept, p.note) for p in goal.promises if p.kept] == [
        (Voice.STUDENT, Kept.PARTLY, "On Mondays"),
        (Voice.PARENT, Kept.NOT_YET, ""),
    ]
    assert [review.date.isoformat() for review in goal.reviews] == ["2026-11-19"]


def test_one_text_of_feedback_becomes_what_was_learned(make_day: MakeDay) -> None:
    before = "---\nfeedback: He was proud.  # Oma\n---\nBody\n"
    day = make_day({"students/ada/conferences/fall.md": before})
    assert day.value("feedback/learned") == "He was proud."
    day.wrote("feedback/proud-of", "Of you!")
    assert day.value("feedback/learned") == "He was proud."
    day.wrote("feedback/proud-of", "", "Of you!")
    assert day.text() == before


def test_a_page_that_nobody_began_is_begun_without_words_in_the_child_s_mouth(day: Day) -> None:
    day.wrote("feedback/learned", "He can wait.", student="ben")
    assert day.value("card/welcome", "ben") == ""
    assert "# three_pluses:" in day.text("ben/conferences/fall.md")
    brought = next(each for each in day.library().conferences_of("ben"))
    assert brought.feedback.learned == "He can wait."


def test_reading_makes_no_file(day: Day) -> None:
    assert day.value("feedback/learned", "ben") == ""
    assert not day.path("ben/conferences").exists()
    assert not (day.root / ".slc").exists()


# -- a new goal -----------------------------------------------------------------------------------------


def test_a_new_goal_is_a_file_of_its_own_and_the_conference_names_it(day: Day) -> None:
    day.wrote("new-goal/title", "Ask one question: a day")
    typed = {
        "new-goal/why": "Because I want to know.\n\nReally.",
        "new-goal/measure": "3",
        "new-goal/due": "2027-01-15",
        "new-goal/kind": "long-term",
        "new-goal/commitment/parent": "We wait.",
    }
    for box, value in typed.items():
        day.wrote(box, value, day.value(box))
    day.wrote("new-goal/title", "Ask two questions", "Ask one question: a day")
    library = day.library()
    goal = next(goal for goal in library.goals_of("ada") if goal.slug == "ask-one-question-a-day")
    assert (goal.title, goal.by, goal.how, goal.kind.value) == ("Ask two questions", None, "3", "long-term")
    assert goal.body.strip() == typed["new-goal/why"]
    assert (str(goal.set_on), str(goal.due)) == ("2026-11-19", "2027-01-15")
    assert library.conferences_of("ada")[0].new_goals == ("ask-one-question-a-day",)
    day.wrote("new-goal/2/title", "And one more")
    assert day.library().conferences_of("ada")[0].new_goals == ("ask-one-question-a-day", "and-one-more")


def test_two_tablets_make_one_new_goal(day: Day) -> None:
    day.wrote("new-goal/title", "Swim")
    assert day.write("new-goal/title", "Run", who="tablet-2") == Clash("Run", "Swim")
    assert len(list(day.path("ada/goals").iterdir())) == 2


def test_a_goal_that_was_half_made_is_taken_and_not_made_again(day: Day) -> None:
    day.wrote("new-goal/title", "Swim")
    day.path("ada/conferences/fall.md").write_text(CONFERENCE, encoding="utf-8")
    day.wrote("new-goal/title", "Swim")
    assert sorted(file.name for file in day.path("ada/goals").iterdir()) == ["swim.md", "three-sentences.md"]


# -- refused, kindly ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("student", "box", "value", "code"),
    [
        ("ada", "feedback/learned", "word " * 4000, "too-long"),
        ("ada", "feedback/learned", "字" * 4000, "too-many-letters"),
        ("ada", "three-pluses/parent/goal", "Read more\nWrite more\nAdd more", "two-goals"),
        ("ada", "three-pluses/parent/goal", "1. Read more 2. Write more", "two-goals"),
        ("ada", "three-pluses/parent/goal", "• Read more • Write more", "two-goals"),
        ("ada", "new-goal/title", "- Read more\n- Write more", "two-goals"),
        ("ada", "feedback/went-well", "5", "choice"),
        ("ada", "feedback/easy", "perhaps", "choice"),
        ("ada", "feedback", "x", "no-such-box"),
        ("ada", "../../class.yml", "x", "no-such-box"),
        ("ada", "card/own", "x", "no-such-box"),
        ("ada", "goal/../../../class/commitment/parent", "x", "no-such-goal"),
        ("ada", "goal/gone/commitment/parent", "x", "no-such-goal"),
        ("ada", "goal/three-sentences/kept-note/parent", "x", "answer-first"),
        ("ada", "new-goal/why", "x", "title-first"),
        ("ada", "new-goal/due", "tomorrow", "day"),
        ("ada", "pick/any/because", "x", "piece-first"),
        ("ada", "pick/any/post", "2026-10-06-draft", "no-such-post"),
        ("ada", "pick/any/post", "../../ben/student", "no-such-post"),
        ("ada", "pick/writing/post", "", "notes-first"),
        ("eve", "feedback/learned", "x", "no-such-student"),
        ("../ada", "feedback/learned", "x", "no-such-student"),
        ("", "feedback/learned", "x", "no-such-student"),
    ],
)
def test_what_does_not_fit_is_refused(day: Day, student: str, box: str, value: str, code: str) -> None:
    base = "2026-10-05-my-frog-poem" if value == "" else ""
    outcome = day.write(box, value, base, student)
    assert isinstance(outcome, Refused)
    assert outcome.code == code
    assert str(outcome)
    assert "%" not in str(outcome)
    assert (day.text(), day.text("ada/goals/three-sentences.md")) == (CONFERENCE, GOAL)


def test_a_refusal_says_how_many_words_fit(day: Day) -> None:
    said = str(day.write("feedback/learned", "word " * 4000))
    assert said == "These are 4000 words. 200 fit in here. Please make it shorter."


def test_one_goal_with_a_bullet_is_one_goal(day: Day) -> None:
    day.wrote("three-pluses/parent/goal", "Read to your sister")
    assert day.write("three-pluses/teacher/goal", "1. Ring the bell") == Written("Ring the bell")


def test_an_unknown_conference_is_refused(day: Day) -> None:
    (day.root / "content/conferences/fall/conference.yml").unlink()
    gone = Day(day.root)
    assert gone.write("feedback/learned", "x") == Refused("no-such-conference")
    assert gone.pen.read("ada") == Refused("no-such-conference")
    assert gone.pen.recover() == ()


def test_only_what_is_open_can_be_written(make_day: MakeDay) -> None:
    def may_write(student: str, box: Box) -> bool:
        return box.voice is Voice.PARENT

    day = make_day(may_write=may_write)
    day.wrote("feedback/learned", "Much")
    assert day.write("debrief/felt", "x") == Refused("not-now")


def test_a_new_goal_keeps_a_title(day: Day) -> None:
    day.wrote("new-goal/title", "Swim")
    assert day.write("new-goal/title", "", "Swim") == Refused("title-stays")


def test_every_box_has_a_name_of_its_own(day: Day) -> None:
    library = day.library()
    found = [box.name for box in boxes(library.conferences[0], ["a", "b"], 2)]
    assert len(found) == len(set(found))
    assert {"pick/any/3/note-3", "goal/b/kept-note/teacher", "new-goal/3/title"} <= set(found)


# -- two at once ----------------------------------------------------------------------------------------


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(day: Day) -> None:
    day.wrote("feedback/learned", "He can wait.")
    assert day.write("feedback/learned", "So quiet!", who="tablet-2") == Clash("So quiet!", "He can wait.")
    assert day.value("feedback/learned") == "He can wait."
    assert "So quiet!" in day.journal
    assert day.write("feedback/learned", "Both", "He can wait.", who="tablet-2") == Written("Both")


def test_what_was_written_twice_is_written_once(day: Day) -> None:
    day.wrote("feedback/learned", "He can wait.")
    again = day.path("ada/conferences/fall.md").stat().st_mtime_ns
    assert day.write("feedback/learned", "He can wait.", who="tablet-2") == Written("He can wait.")
    assert day.path("ada/conferences/fall.md").stat().st_mtime_ns == again


def test_who_did_not_hear_that_it_was_written_goes_on_with_the_same_words(day: Day) -> None:
    day.wrote("feedback/learned", "He can")
    assert day.write("feedback/learned", "He can wait.", "") == Written("He can wait.")
    assert day.write("feedback/learned", "He could", "", who="tablet-2") == Clash("He could", "He can wait.")


def test_an_editor_that_changes_another_box_keeps_it(day: Day) -> None:
    file = day.path("ada/conferences/fall.md")
    file.write_text(day.text().replace("Hello: all", "Good evening"), encoding="utf-8")
    day.wrote("feedback/learned", "Much")
    assert "Good evening" in day.text()


def test_an_editor_that_saves_in_the_last_moment_is_not_written_over(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, real = day.path("ada/conferences/fall.md"), os.fsync
    edits = iter(["Good evening", "Good night"])

    def saved_meanwhile(descriptor: int) -> None:
        real(descriptor)
        if file.with_name(".fall.md.new").exists() and (greeting := next(edits, None)):
            old = file.read_text(encoding="utf-8")
            file.write_text(old.replace(old.split('welcome: "')[1].split('"')[0], greeting), encoding="utf-8")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    day.wrote("feedback/learned", "Much")
    assert '{welcome: "Good night"}' in day.text()


def test_an_editor_that_never_stops_is_told(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    file, real, count = day.path("ada/conferences/fall.md"), os.fsync, iter(range(99))

    def saved_meanwhile(descriptor: int) -> None:
        real(descriptor)
        file.write_text(f"{CONFERENCE}{next(count)}", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    assert day.write("feedback/learned", "Much") == Refused("busy")
    assert not file.with_name(".fall.md.new").exists()


# -- what is kept ---------------------------------------------------------------------------------------


def test_what_was_there_before_is_kept_once_a_day(day: Day) -> None:
    day.wrote("feedback/learned", "Much")
    day.wrote("feedback/learned", "Very much", "Much")
    kept = day.root / ".slc/conference/fall/before/2026-11-19/students/ada/conferences/fall.md"
    assert kept.read_text(encoding="utf-8") == CONFERENCE


def test_the_journal_has_what_was_typed_before_the_file_has_it(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = os.replace

    def replaced(source: Path, target: Path) -> None:
        if Path(target).name == "fall.md" and "before" not in Path(target).parts:
            seen.append(day.journal)
        real(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(Path, "replace", replaced)
    day.wrote("feedback/learned", "Much")
    (line,) = seen[0].splitlines()
    said = json.loads(line)
    assert (said["what"], said["box"], said["value"]) == ("typed", "feedback/learned", "Much")
    assert [json.loads(line)["what"] for line in day.journal.splitlines()] == ["typed", "written"]


# -- strange files --------------------------------------------------------------------------------------


def test_a_file_that_is_gone_is_said(day: Day) -> None:
    day.wrote("feedback/learned", "Much")
    day.path("ada/conferences/fall.md").unlink()
    assert day.write("feedback/learned", "Very much", "Much") == Refused("gone")
    day.path("ada/goals/three-sentences.md").unlink()
    box = "goal/three-sentences/commitment/student"
    assert day.write(box, "x", "I reread.") == Refused("no-such-goal")


@pytest.mark.parametrize(
    "data",
    [
        CONFERENCE.encode("utf-16"),
        CONFERENCE.replace("croaks", "cröaks").encode("cp1252"),
        b"---\ncards: {welcome: [x}\n---\n",
        b"---\nfeedback: [a, b]\n---\n",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_stays_as_it_is(make_day: MakeDay, data: bytes) -> None:
    day = make_day({"students/ada/conferences/fall.md": data})
    outcome = day.write("feedback/learned", "Much")
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.problem is not None) == ("unwritable", True)
    assert day.path("ada/conferences/fall.md").read_bytes() == data


def test_windows_line_ends_and_a_byte_order_mark_stay(make_day: MakeDay) -> None:
    before = b"\xef\xbb\xbf" + CONFERENCE.replace("\n", "\r\n").encode()
    day = make_day({"students/ada/conferences/fall.md": before})
    day.wrote("feedback/letter", "Dear Ada,\n\nwell done.")
    after = day.path("ada/conferences/fall.md").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 5
    day.wrote("feedback/letter", "", "Dear Ada,\n\nwell done.")
    assert day.path("ada/conferences/fall.md").read_bytes() == before


@pytest.mark.parametrize(
    ("state", "open_boxes"),
    [
        ("", {"student", "parent", "teacher"}),
        ("state: draft\n", {"student", "parent"}),
        ("state: handed-in\n", {"parent", "teacher"}),
        ("state: teacher-done\n", {"parent", "teacher"}),
        ("state: final\n", set()),
    ],
)
def test_each_writes_when_it_is_their_turn(a_class: AClass, state: str, open_boxes: set[str]) -> None:
    page = CONFERENCE.replace("---\n", f"---\n{state}", 1)
    folder = a_class({**FALL, "students/ada/conferences/fall.md": page}, bare=True)
    library = folder.load()
    assert library is not None
    pen = pen_of(folder.root, library, may_write=in_turn(lambda: library, "fall"))
    written = {
        voice
        for voice in ("student", "parent", "teacher")
        if isinstance(pen.write("ada", f"three-pluses/{voice}/why", "Because.", "", voice), Written)
    }
    assert written == open_boxes
    later = pen.write("ada", "feedback/learned", "A lot.", "", "parent")
    assert isinstance(later, Written), "what is written afterwards can always be written"
