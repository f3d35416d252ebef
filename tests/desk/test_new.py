"""New pieces of work: what is written loads, and so does what its notes offer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from slc_site.desk.init import NewClass, begin
from slc_site.desk.new import (
    NewGoal,
    NewPost,
    new_conference,
    new_goal,
    new_post,
    new_student,
    new_student_conference,
)
from slc_site.desk.refusal import RefusalError
from slc_site.desk.roster import Child
from slc_site.desk.sheets import write_new
from slc_site.model.goal import Kept, Voice
from slc_site.problems import RecordingReporter, Severity
from slc_site.read.loader import load
from tests.desk.test_init import TODAY, loaded

DAY = date(2026, 10, 5)
HARD = 'My "frog": a #1 poem [no, really]'


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A class of two."""
    begin(tmp_path / "room", NewClass(children=(Child("Ada"), Child("Ben"))), TODAY)
    return tmp_path / "room"


def test_a_new_student_loads(room: Path) -> None:
    path = new_student(room / "content", Child("Ada", "Lovelace", "es"), loaded(room))
    assert path == room / "content/students/ada-2/student.yml"
    student = loaded(room).student["ada-2"]
    assert (student.name, student.surname, student.home_language) == ("Ada", "Lovelace", "es")


def test_a_new_students_surname_may_be_a_classmates_name(room: Path) -> None:
    new_student(room / "content", Child("Cleo", "Ben"), loaded(room))
    assert loaded(room).student["cleo"].surname_is_a_word


@pytest.mark.parametrize("in_folder", [False, True])
def test_a_new_post_loads(room: Path, in_folder: bool) -> None:
    path = new_post(room / "content", NewPost("ada", HARD, "writing", DAY, in_folder), loaded(room))
    name = "2026-10-05-my-frog-a-1-poem-no-really"
    posts = room / "content/students/ada/posts"
    assert path == (posts / name / "index.md" if in_folder else posts / f"{name}.md")
    [post] = loaded(room).posts
    assert (post.title, post.strands, post.date, post.slug) == (HARD, ("writing",), DAY, name)
    assert post.body.strip() == ""


def test_a_new_post_begins_from_a_prompt(room: Path) -> None:
    write_new(
        room / "content/prompts/teach-us.md",
        '---\ntitle: Teach us\ntags: [writing, "how-to: a, b"]\ntargets: []\n'
        'asks: ["What: first? #1", And then?]\n---\nYou know how.\n',
    )
    [prompt] = loaded(room).prompts
    path = new_post(room / "content", NewPost("ada", "A bow", "writing", DAY, prompt=prompt), loaded(room))
    [post] = loaded(room).posts
    assert (post.prompt, post.strands, post.tags) == ("teach-us", prompt.strands, prompt.tags)
    assert not post.is_reflected
    assert "\n# What: first? #1\n# And then?\n" in path.read_text("utf-8")


def test_a_second_post_of_one_name_on_one_day_is_kept_apart(room: Path) -> None:
    wanted = NewPost("ada", "Frogs", "writing", DAY)
    library = loaded(room)
    first = new_post(room / "content", wanted, library)
    first.write_text("mine")
    second = new_post(room / "content", wanted, library)
    third = new_post(room / "content", NewPost("ada", "Frogs", "writing", DAY, in_folder=True), library)
    assert second.name == "2026-10-05-frogs-2.md"
    assert third.parent.name == "2026-10-05-frogs-3"
    assert first.read_text() == "mine"


def test_a_new_goal_loads(room: Path) -> None:
    new_goal(room / "content", NewGoal("ada", HARD, DAY, "parent", "projects"), loaded(room))
    [goal] = loaded(room).goals
    assert (goal.title, goal.by, goal.strand, goal.set_on) == (HARD, Voice.PARENT, "projects", DAY)


def test_a_new_conference_and_what_a_student_brings_to_it_load(room: Path) -> None:
    new_conference(room / "content", "winter", date(2027, 1, 12), loaded(room))
    library = loaded(room)
    assert library.conference["winter"].title == "Winter conferences"
    assert library.conference["winter"].term == "winter"
    path = new_student_conference(room / "content", "ada", library.conference["winter"], library)
    assert path == room / "content/students/ada/conferences/winter.md"
    [brought] = (one for one in loaded(room).student_conferences if not one.is_blank)
    assert (brought.student, brought.conference) == ("ada", "winter")


def test_a_conference_that_is_there_is_not_written_over(room: Path) -> None:
    library = loaded(room)
    with pytest.raises(RefusalError, match="content/conferences/fall"):
        new_conference(room / "content", "Fall", DAY, library)
    new_student_conference(room / "content", "ada", library.conference["fall"], library)
    with pytest.raises(RefusalError, match="Ada has begun with this conference already"):
        new_student_conference(room / "content", "ada", library.conference["fall"], library)


@pytest.mark.parametrize(
    "write",
    [
        lambda content, library: new_student(content, Child(" "), library),
        lambda content, library: new_post(content, NewPost("ada", " ", "writing", DAY), library),
        lambda content, library: new_goal(content, NewGoal("ada", "\n", DAY), library),
        lambda content, library: new_conference(content, "", DAY, library),
    ],
)
def test_a_thing_without_a_name_is_refused(room: Path, write: Callable[..., Path]) -> None:
    before = sorted(room.rglob("*"))
    with pytest.raises(RefusalError, match="needs a"):
        write(room / "content", loaded(room))
    assert sorted(room.rglob("*")) == before


def test_the_notes_of_a_new_post_name_what_the_class_has(room: Path) -> None:
    room_file = room / "content/class.yml"
    target = "targets:\n  - {id: spaces, text: I put spaces, strand: writing}\n"
    target += "  - {id: build, text: I can build, strand: projects}\n"
    room_file.write_text(room_file.read_text() + target)
    new_goal(room / "content", NewGoal("ada", "Read daily", DAY), loaded(room))
    path = new_post(room / "content", NewPost("ada", "Frogs", "writing", DAY), loaded(room))
    assert "# targets: [spaces]\n" in path.read_text()
    assert "# goals: [read-daily]\n" in path.read_text()


# -- the notes ------------------------------------------------------------------------------------------


def _use_all_notes(path: Path) -> list[str]:
    """Take the # away wherever a note is a line to be used; return the keys that came to life."""
    note = re.compile(r"^#(?: ((?:  )*(?:- |[\w-]+:(?: |$)).*)|(- .*))$")
    lines, used = path.read_text(encoding="utf-8").splitlines(), []
    alive = {line.partition(":")[0] for line in lines if re.match(r"[\w-]+:", line)}
    for number, line in enumerate(lines):
        found = note.match(line)
        said = (found[1] or found[2]) if found else ""
        if said and not re.match(r"[A-Z]", said) and said.partition(":")[0] not in alive:
            lines[number] = said
            used.append(said.partition(":")[0].strip())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return used


def _problems(root: Path) -> list[str]:
    reporter = RecordingReporter()
    load(root, reporter, today=DAY)
    return [
        str(problem)
        for problem in reporter.problems
        # Examples name posts, goals and targets that a new class has not got.
        if problem.severity is Severity.ERROR or "There is no" not in problem.message
    ]


def test_every_note_of_a_new_class_may_be_used_as_it_stands(room: Path) -> None:
    used = _use_all_notes(room / "content/class.yml")
    assert {"school", "teacher", "contact", "url", "strands", "targets"} <= set(used)
    assert _problems(room) == []
    used = _use_all_notes(room / "content/students/ada/student.yml")
    assert {"surname", "avatar", "color", "home_language", "consent"} <= set(used)
    assert _problems(room) == []
    used = _use_all_notes(room / "content/conferences/fall/conference.yml")
    assert {"pick", "questions", "schedule", "every", "windows", "slots"} <= set(used)
    assert _problems(room) == []


def test_every_note_of_new_work_may_be_used_as_it_stands(room: Path) -> None:
    library = loaded(room)
    post = new_post(room / "content", NewPost("ada", "Frogs", "writing", DAY), library)
    goal = new_goal(room / "content", NewGoal("ada", "Read", DAY), library)
    brought = new_student_conference(room / "content", "ada", library.conference["fall"], library)
    used = {key for path in (post, goal, brought) for key in _use_all_notes(path)}
    assert used >= {
        *(
            "targets",
            "goals",
            "people",
            "status",
            "pin",
            "kind",
            "paper",
            "access",
        ),
        *("measure", "progress", "commitments", "evidence", "follows", "due", "strand"),
        *("area", "skill", "helps_in", "steps", "strategies", "kept", "helped", "in_the_way", "review"),
        *("picks", "growth", "three_pluses", "parent_input", "topics"),
    }
    assert _problems(room) == []
    library = load(room, RecordingReporter(), today=DAY)
    assert library is not None
    [written] = library.posts
    assert len(written.did_well) >= 2
    assert written.make_better
    [goal_now] = library.goals
    assert [promise.kept for promise in goal_now.promises] == [Kept.KEPT] * 3
    for told in (goal_now.steps, goal_now.reviews, goal_now.at_school, goal_now.at_home, goal_now.helped):
        assert told
