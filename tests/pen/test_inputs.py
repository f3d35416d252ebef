"""Sheets of families' answers: read as any tool saves them, and put into the files without loss."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from slc_site.model.family_questions import CHILD_ON_FORM
from slc_site.model.library import Library
from slc_site.model.parent_input import NOTHING
from slc_site.model.schedule import Attend
from slc_site.model.student_conference import Ease, StudentConference, Topic
from slc_site.pen.input_columns import Form
from slc_site.pen.input_sheet import NO_EMAIL, SheetError, read_sheet
from slc_site.pen.inputs import CameIn, Intake, read_inputs
from slc_site.pen.letter import Came
from slc_site.pen.outcome import Refused
from slc_site.pen.whose import Class
from slc_site.problems import RecordingReporter
from slc_site.read import loader
from slc_site.render.translations import catalogues, in_all_languages, words_for
from tests.conftest import AClass
from tests.pen.conftest import pen_of
from tests.support.classes import ClassFolder

NOW = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
OWN = """---
# Ada's page
picks:
  writing: 2026-10-05-my-frog-poem   # hers
parent_input:
  topics: [How can we help?]
  hopes: That she reads.
  private: We move in June.          # from the talk at the door
---
I want you to know.
"""
CLASS = {
    "conferences/fall/conference.yml": "title: Fall conferences\n",
    "report-cards/fall.yml": "title: Fall\nsubjects: [{id: reading, title: Reading}]\n",
    "students/ada/student.yml": "name: Ada\nsurname: Lovelace\n",
    "students/ada/conferences/fall.md": OWN,
    "students/ben/student.yml": "name: Ben\n",
    "students/noor/student.yml": "name: Noor\n",
    "students/noor-2/student.yml": "name: Noor\nsurname: Haddad\n",
}


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(CLASS)


def library_of(folder: ClassFolder) -> Library:
    found = loader.load(folder.root, RecordingReporter())
    assert found is not None
    return found


def take(
    folder: ClassFolder,
    text: str | bytes,
    *,
    form: Form | None = None,
    told: dict[str, str] | None = None,
    words: dict[str, str] | None = None,
    only_look: bool = False,
) -> list[CameIn]:
    """Bring a sheet in; `words` are what our texts are in another language."""
    library = library_of(folder)

    def said(message: str) -> tuple[str, ...]:
        return (message, (words or {}).get(message, message))

    data = text.encode() if isinstance(text, str) else text
    inputs = read_inputs(data, "x.csv", library, said, RecordingReporter(), form=form, told=told or {})
    intake = Intake(folder.root, "fall", library, said, clock=lambda: NOW, only_look=only_look)
    return list(intake.bring_in(inputs))


def brought(folder: ClassFolder, student: str) -> StudentConference:
    return next(one for one in library_of(folder).conferences_of(student) if one.conference == "fall")


def came(rows: list[CameIn]) -> list[tuple[str, Came]]:
    return [(line.box, line.came) for row in rows for line in row.lines]


EXPORT = (
    "Timestamp,Email Address,Name of your child,What is your child good at?,On your mind,"
    "Something only the teacher should know,Would you like private time?,Do you need an interpreter?,"
    "Who will come?,How will you attend?,Preferred time 1,Preferred time 2,Shoe size\n"
    '2026-11-01 10:00,mo@example.org,Ben,"Drawing\nHelping",Reading: does he guess?,'
    'His aunt is ill. Write to mo@example.org,yes,"Yes, Twi",Mum; Nana,by video,16:30,17:00,33\n'
)


def test_every_answer_goes_where_it_belongs(folder: ClassFolder) -> None:
    rows = take(folder, EXPORT)
    ben = brought(folder, "ben")
    assert ben.topics == (Topic("does he guess?", "reading"),)
    assert ben.private == "His aunt is ill. Write to (e-mail)"
    assert ben.wants_private_time
    assert ben.parent_input == replace(
        NOTHING,
        strengths=("Drawing", "Helping"),
        interpreter=True,
        languages="Yes, Twi",
        who_comes=("Mum", "Nana"),
        attend=Attend.VIDEO,
        times=("16:30", "17:00"),
    )
    assert {came for _, came in came(rows)} == {Came.IN}
    assert "mo@example" not in (folder.content / "students/ben/conferences/fall.md").read_text("utf-8")


def test_the_same_sheet_twice_changes_nothing(folder: ClassFolder) -> None:
    take(folder, EXPORT)
    file = folder.content / "students/ben/conferences/fall.md"
    before, stamp = file.read_bytes(), file.stat().st_mtime_ns
    rows = take(folder, EXPORT)
    assert {came for _, came in came(rows)} == {Came.THERE}
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, stamp)


def test_what_stands_there_stays_and_comments_stay_with_it(folder: ClassFolder) -> None:
    text = "student,private,hopes,topics\nada,She had a bad night.,That she swims.,How can we help?\n"
    rows = take(folder, text)
    found = (folder.content / "students/ada/conferences/fall.md").read_text("utf-8")
    assert "# Ada's page" in found
    assert "# hers" in found
    ada = brought(folder, "ada")
    assert ada.private.splitlines() == ["We move in June.", "She had a bad night."]
    assert ada.parent_input.hopes.splitlines() == ["That she reads.", "That she swims."]
    assert ada.topics == (Topic("How can we help?"),)
    assert dict(came(rows)) == {
        "input/hopes": Came.BOTH,
        "input/topics/1/text": Came.THERE,
        "input/private": Came.BOTH,
    }


def test_two_answers_for_one_child_are_both_kept(folder: ClassFolder) -> None:
    """As two households send them; of a choice the first stays and the other is said."""
    rows = take(folder, "student,private,interpreter\nben,From mother.,yes\nben,From father.,no\n")
    ben = brought(folder, "ben")
    assert ben.private.splitlines() == ["From mother.", "From father."]
    assert ben.parent_input.interpreter is True
    assert [line.came for line in rows[1].lines] == [Came.BOTH, Came.KEPT_OUT]


def test_a_dry_run_says_the_same_and_writes_nothing(folder: ClassFolder) -> None:
    files = {path: path.read_bytes() for path in folder.content.rglob("*.md")}
    text = "student,private,hopes\nada,We move in June.,That she swims.\nben,He is shy.,\n"
    looked = came(take(folder, text, only_look=True))
    assert {path: path.read_bytes() for path in folder.content.rglob("*.md")} == files
    assert not (folder.root / ".slc").exists()
    assert looked == came(take(folder, text))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_spreadsheet_may_have_saved_it(folder: ClassFolder, encoding: str, delimiter: str) -> None:
    rows = [
        ["Fall inputs", "", ""],
        ["Child", "What do you hope, wish, dream?", "Hobbies"],
        ["Ben", "That he sleeps, at last; and eats", "Zählen"],
        ["Ada", "", "chess"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + "\r\n\r\n"
    take(folder, text.encode(encoding), form=Form.BEFORE)
    assert brought(folder, "ben").parent_input.hopes == "That he sleeps, at last; and eats"
    assert brought(folder, "ben").parent_input.interests == "Zählen"
    assert brought(folder, "ada").parent_input.interests == "chess"


def test_a_name_of_merged_cells_goes_on_below_but_not_over_an_answer_of_its_own(folder: ClassFolder) -> None:
    merged = "student,topics\nBen,How does he read?\n,Does he eat?\n"
    take(folder, merged)
    assert [topic.text for topic in brought(folder, "ben").topics] == ["How does he read?", "Does he eat?"]
    export = "Timestamp,student,private\n2026-11-01,Ben,He is shy.\n2026-11-02,,We are splitting up.\n"
    rows = take(folder, export)
    assert brought(folder, "ben").private == "He is shy."
    assert [(row.typed, row.students) for row in rows] == [("Ben", ("ben",)), ("", ())]


def test_rows_below_a_stranger_are_nobodys(folder: ClassFolder) -> None:
    rows = take(folder, "student,topics\nBen,One?\nZoltan,Two?\n,Three?\n")
    assert [row.students for row in rows] == [("ben",), (), ()]
    assert [topic.text for topic in brought(folder, "ben").topics] == ["One?"]


@pytest.mark.parametrize(
    ("typed", "surname", "found"),
    [
        ("ada", "", ["ada"]),
        ("ADA  Lovelace", "", ["ada"]),
        ("Lovelace, Ada", "", ["ada"]),
        ("Lovelace Ada", "", ["ada"]),
        ("Ada L.", "", ["ada"]),
        ("Ada", "Lovelace", ["ada"]),
        ("Ada Smith", "", []),
        ("Ada", "Smith", []),
        ("Adaline", "", []),
        ("Ben Whoever", "", ["ben"]),
        ("Noor", "", ["noor", "noor-2"]),
        ("Noor Haddad", "", ["noor", "noor-2"]),
        ("noor-2", "", ["noor-2"]),
        ("", "", []),
    ],
)
def test_a_child_is_found_by_name_and_never_guessed(
    folder: ClassFolder, typed: str, surname: str, found: list[str]
) -> None:
    assert [one.slug for one in Class(library_of(folder).students).find(typed, surname)] == found


def test_what_may_be_private_is_private(folder: ClassFolder) -> None:
    """However a teacher's form asks for it; only a column of yes and no is the wish for a talk."""
    text = (
        "Child,Topics you would rather discuss without your child\tx,Talk alone with the teacher?\n"
        'Ben,We are splitting up.,"Yes, about his father"\n'
    )
    take(folder, text)
    ben = brought(folder, "ben")
    assert ben.topics == ()
    assert ben.private.splitlines() == ["We are splitting up.", "Yes, about his father"]
    assert ben.wants_private_time


@pytest.mark.parametrize("cell", ["No", "none.", "-", "N/A", "Nothing", "— —", "..."])
def test_a_no_in_the_private_box_asks_for_no_talk(cell: str, folder: ClassFolder) -> None:
    take(folder, f"student,private,topics,hopes\nben,{cell},{cell},That he eats.\n")
    ben = brought(folder, "ben")
    assert (ben.private, ben.topics, ben.wants_private_time) == ("", (), False)
    assert ben.parent_input.hopes == "That he eats."


@pytest.mark.parametrize("cell", ["🙂", "?", "No, he is shy.", "Nothing but good."])
def test_a_short_answer_is_an_answer(cell: str, folder: ClassFolder) -> None:
    take(folder, f'student,feels,hopes\nben,"{cell}",x\n')
    assert brought(folder, "ben").parent_input.feels == cell


@pytest.mark.parametrize(
    ("cell", "found"), [("✓", True), ("x", True), ("YES", True), ("no, thanks", False), ("0", False)]
)
def test_a_tick_is_a_yes(cell: str, found: bool, folder: ClassFolder) -> None:
    take(folder, f'student,interpreter\nben,"{cell}"\n')
    assert brought(folder, "ben").parent_input.interpreter is found


def test_feedback_goes_to_its_keys_and_choices_are_read(folder: ClassFolder) -> None:
    text = (
        "Your name,Student,What did you learn about your child?,What are you proud of?,How did it go?,"
        "What could be better?,Would you like to meet again?,Was the website easy to use?\n"
        "Mo,Ben,He counts.,Your voice!,4 - Very well,Chairs.,Yes please,somewhat\n"
        'Jo,Ada,She waits.,,so-so,,"Yes, on Tuesdays",wonderful\n'
    )
    rows = take(folder, text)
    ben, ada = brought(folder, "ben").feedback, brought(folder, "ada").feedback
    assert (ben.learned, ben.proud_of, ben.went_well, ben.better) == (
        "He counts.",
        "Your voice!",
        4,
        "Chairs.",
    )
    assert (ben.follow_up, ben.easy) == (True, Ease.PARTLY)
    assert (ada.went_well, ada.follow_up, ada.times) == (2, True, "Yes, on Tuesdays")
    assert rows[1].unclear == (("easy", "wonderful"),)


def test_our_own_questions_are_known_in_any_language(folder: ClassFolder) -> None:
    words = {
        "What is your child good at?": "ما الذي يجيده طفلك؟",
        "Only the teacher will read this:": "只有老师会看到：",
        "student": "",
    }
    text = "student,1. ما الذي يجيده طفلك؟,只有老师会看到：\nBen,العد,妈妈病了\n"
    take(folder, text, words=words)
    ben = brought(folder, "ben")
    assert (ben.parent_input.strengths, ben.private) == (("العد",), "妈妈病了")


def test_a_teacher_can_say_what_a_column_is(folder: ClassFolder) -> None:
    text = "Kid,Sunshine corner,Hobbies\nBen,He sings,chess\n"
    rows = take(folder, text, told={"Sunshine corner": "strengths", "hobbies": "-"})
    assert brought(folder, "ben").parent_input == replace(NOTHING, strengths=("He sings",))
    assert came(rows) == [("input/strengths/1", Came.IN)]
    with pytest.raises(SheetError, match="no question `strenths`"):
        take(folder, text, told={"Sunshine corner": "strenths"})
    with pytest.raises(SheetError, match="no column `Moon`"):
        take(folder, text, told={"Moon": "strengths"})


def test_a_topic_that_is_about_nothing_of_ours_keeps_its_word(folder: ClassFolder) -> None:
    text = "student,topics,subject\nben,How is he?,lunch\nada,Does she guess?,READING\n"
    take(folder, text)
    assert brought(folder, "ben").topics == (Topic("lunch: How is he?"),)
    assert Topic("Does she guess?", "reading") in brought(folder, "ada").topics


def test_more_than_fits_is_said_and_not_lost_silently(folder: ClassFolder) -> None:
    rows = take(folder, 'student,strengths\nben,"' + ";".join(f"s{n}" for n in range(10)) + '"\n')
    assert [line.value for line in rows[0].lines if line.came is Came.KEPT_OUT] == ["s8", "s9"]
    assert len(brought(folder, "ben").parent_input.strengths) == 8
    long = take(folder, "student,hopes\nada," + "word " * 600 + "\n")
    assert [line.came for line in long[0].lines] == [Came.REFUSED]


def _bad() -> Iterator[tuple[bytes, str]]:
    yield b"", "no table"
    yield b"just words\nand more\n", "no table"
    yield b"PK\x03\x04rest", "workbook"
    yield bytes(range(256)) * 20, "not a text file"
    yield b"Colour,Size\nred,3\n", "cannot tell whether"
    yield b"Colour,Hobbies\nred,chess\n", "whose family"
    yield b"student,Colour\nben,red\n", "cannot tell whether"


@pytest.mark.parametrize(("data", "said"), list(_bad()))
def test_what_is_no_sheet_of_answers_is_refused_with_a_reason(
    folder: ClassFolder, data: bytes, said: str
) -> None:
    with pytest.raises(SheetError, match=said):
        take(folder, data)


def test_what_came_in_from_a_sheet_is_no_business_of_the_pages(folder: ClassFolder) -> None:
    """A server of a conference reads its journal at each start; private words are not to be in there."""
    take(folder, "student,private\nben,Zqprivateqz.\n")
    notes = folder.root / ".slc/conference"
    inside = [path for path in notes.rglob("*.jsonl") if "Zqprivateqz" in path.read_text("utf-8")]
    assert inside == [notes / ".inputs/fall/journal.jsonl"]
    record = json.loads(inside[0].read_text("utf-8").splitlines()[0])
    assert record["box"] == "input/private"
    pages = pen_of(folder.root)
    assert pages.recover() == ()
    there = pages.read("ben")
    assert not isinstance(there, Refused)
    assert not [value for value in there.values() if "Zqprivateqz" in value]


def test_what_was_in_a_file_before_is_kept(folder: ClassFolder) -> None:
    take(folder, "student,hopes\nada,That she swims.\n")
    kept: Path = (
        folder.root / ".slc/conference/.inputs/fall/before/2026-11-10/students/ada/conferences/fall.md"
    )
    assert kept.read_text("utf-8") == OWN


def test_headings_without_rows_are_no_trouble(folder: ClassFolder) -> None:
    sheet = read_sheet(b"student,hopes\n", "x.csv", RecordingReporter())
    assert (sheet.headings, sheet.rows) == (("student", "hopes"), ())
    assert take(folder, "student,hopes\n") == []


_ASKS = r'(?:\b(?:ask|short|asked_ticks)\(|<h3 class="ask">\{\{ |<th>\{\{ )'
QUESTION = re.compile(rf'{_ASKS}_\("([^"]+)"\)')
THEME = Path(__file__).parents[2] / "themes/default/paper/forms"


@pytest.mark.parametrize(("form", "name"), [(Form.BEFORE, "parent-input"), (Form.AFTER, "feedback")])
def test_what_stands_on_our_own_forms_is_known_as_a_heading(
    form: Form, name: str, folder: ClassFolder
) -> None:
    """Whoever types a form into a sheet takes its words for headings."""
    text = (THEME / f"{name}.html").read_text("utf-8")
    headings = QUESTION.findall(text)
    assert len(headings) > 8
    headings = [heading for heading in headings if heading != "The child's first name"]
    out = io.StringIO()
    csv.writer(out).writerows([["The child's first name", *headings], ["Ben", *["x"] * len(headings)]])
    library = library_of(folder)
    inputs = read_inputs(
        out.getvalue().encode(), "x.csv", library, lambda text: (text,), RecordingReporter(), told={}
    )
    assert inputs.columns.form is form
    assert inputs.sheet.headings[inputs.columns.student] == "The child's first name"
    taken = {headings[place - 1]: key for place, key in inputs.columns.taken.items()}
    assert [heading for heading in headings if heading not in taken] == []
    of_ours = {text: question.key for question in form.questions for text in (question.asked, *question.also)}
    wrong = {
        heading: (key, of_ours[heading])
        for heading, key in taken.items()
        if heading in of_ours and key not in (of_ours[heading], "private")
    }
    assert wrong == {}


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    with suppress(SheetError):
        sheet = read_sheet(data, "x.csv", RecordingReporter())
        assert all(len(row.cells) == len(sheet.headings) for row in sheet.rows)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=20).map(
    str.strip
)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_sheet_comes_back_as_it_was_typed(
    rows: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("student", "hopes", "private"), *rows])
    sheet = read_sheet(out.getvalue().encode(encoding), "x.csv", RecordingReporter())
    assert sheet.headings == ("student", "hopes", "private")
    tidy = [tuple(" ".join(cell.split()) for cell in row) for row in rows if any(map(str.strip, row))]
    found = [tuple(" ".join(cell.split()) for cell in row.cells) for row in sheet.rows]
    assert [row for row in found if NO_EMAIL not in row] == [
        row for row, back in zip(tidy, found, strict=True) if NO_EMAIL not in back
    ]


WORDS = st.lists(
    st.sampled_from(
        ["She", "reads:", "- low", "#1", "Zoë", "妈妈", "'quoted'", '"so"', "{x}", "\n", "at | home", "؟"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from(["Ada", "Ben", "Zoltan"]), WORDS, WORDS), min_size=1, max_size=4)
)
def test_nothing_is_lost_and_nothing_is_doubled(rows: list[tuple[str, str, str]], a_class: AClass) -> None:
    folder = a_class(CLASS)
    shutil.rmtree(folder.root / ".slc", ignore_errors=True)
    (folder.content / "students/ben/conferences/fall.md").unlink(missing_ok=True)
    out = io.StringIO()
    csv.writer(out).writerows([("student", "hopes", "private"), *rows])
    first = take(folder, out.getvalue())
    assert not [line for row in first for line in row.lines if line.came is Came.REFUSED]
    said = {"Ada": ["That she reads.", "We move in June."], "Ben": [], "Zoltan": []}
    for name, hopes, private in rows:
        said[name] += [hopes, private]
    for slug, name in (("ada", "Ada"), ("ben", "Ben")):
        one = brought(folder, slug)
        there = " ".join(f"{one.parent_input.hopes} {one.private}".split())
        assert [words for words in said[name] if " ".join(words.split()) not in there] == []
    assert brought(folder, "ada").topics == (Topic("How can we help?"),)
    files = {path: path.read_bytes() for path in folder.content.rglob("*.md")}
    again = take(folder, out.getvalue())
    assert {line.came for row in again for line in row.lines} <= {Came.THERE}
    assert {path: path.read_bytes() for path in folder.content.rglob("*.md")} == files


@pytest.mark.parametrize("language", catalogues())
@pytest.mark.parametrize("form", list(Form))
def test_a_form_in_any_of_our_languages_comes_back(form: Form, language: str, folder: ClassFolder) -> None:
    _ = words_for(language).gettext
    headings = [
        _(CHILD_ON_FORM),
        *(f"{n}. {_(question.asked)}" for n, question in enumerate(form.questions, 1)),
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([headings, ["Ben", *["Some words."] * len(form.questions)]])
    inputs = read_inputs(
        out.getvalue().encode(), "x.csv", library_of(folder), in_all_languages, RecordingReporter(), told={}
    )
    assert (inputs.columns.form, inputs.columns.student, inputs.columns.left) == (form, 0, ())
    keys = {**inputs.columns.taken}
    expected = {n: question.key for n, question in enumerate(form.questions, 1)}
    # what is no column of yes and no is kept for the teacher alone
    assert keys == {n: "private" if key == "private_time" else key for n, key in expected.items()}


@pytest.mark.parametrize("language", catalogues())
def test_yes_and_no_are_read_in_any_of_our_languages(language: str, folder: ClassFolder) -> None:
    _ = words_for(language).gettext
    for word, found in ((_("yes"), True), (_("no"), False), (_("by video"), Attend.VIDEO)):
        column = "attend" if isinstance(found, Attend) else "interpreter"
        library = library_of(folder)
        data = f"student,{column}\nben,{word}\n".encode()
        inputs = read_inputs(data, "x.csv", library, in_all_languages, RecordingReporter(), told={})
        intake = Intake(folder.root, "fall", library, in_all_languages, clock=lambda: NOW, only_look=True)
        (row,) = intake.bring_in(inputs)
        wanted = found.value if isinstance(found, Attend) else "yes" if found else "no"
        assert [line.value for line in row.lines] == [wanted]
