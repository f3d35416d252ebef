"""A value is set, everything else stays: with whatever people type, in whatever way the file is typed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slc_site.pen.editing import Layout, UnwritableError, edited, with_body
from slc_site.pen.layouts import CONFERENCE, GOAL
from slc_site.pen.outline import leaves, value_at
from slc_site.pen.splices import Change
from slc_site.problems import RecordingReporter
from slc_site.read.document import Form, read
from slc_site.read.fields import Document, Value
from tests.support.sample import ROOT

SAMPLE = sorted((ROOT / "content" / "students").glob("*/conferences/*.md"))
GOALS = sorted((ROOT / "content" / "students").glob("*/goals/*.md"))

Path_ = tuple[str | int, ...]


def seen(text: str, layout: Layout = CONFERENCE) -> Document:
    found = read(text.encode(), "x.md", layout.form, layout.keys, RecordingReporter())
    assert found is not None, text
    return found


def put(text: str, path: Path_, value: str, short: Path_ = (), layout: Layout = CONFERENCE) -> str:
    return edited(text, [Change(path, value, short)], layout, "x.md")


# -- whatever is typed ------------------------------------------------------------------------------------

PIECES: dict[str, list[str]] = {
    "picks": [
        "picks:\n  writing: {post: 2026-10-05-frog, because: It croaks., notes: [one, \"two: 2\"]}\n",
        "picks:\n  writing:\n    post: 2026-10-05-frog   # green\n    notes:\n      - one\n      - two\n",
        "picks: {writing: 2026-10-05-frog}\n",
        "picks:\n",
    ],
    "cards": [
        "cards:\n  welcome:   Hello, everybody\n  # goals: Tell them\n  thanks: 'It''s over'\n",
        'cards: {welcome: "Hi: all", goals: No}\n',
        "cards:\n    welcome: |\n      Hello\n\n      Mama\n\n",
        "cards:\n  welcome: >-\n    Hello\n    Mama\n",
        "cards:\n  welcome: a text that goes on\n    in a second line\n  goals: We are #1\n",
    ],
    "three_pluses": [
        "three_pluses:\n  student: {pluses: [a, b, c]}\n  parent:\n    pluses:\n    - You\n    - are\n",
        "three_pluses:\n  parent: {pluses: [You never give up, \"…\"], goal: Read to your sister}   # Mama\n",
        "three_pluses: {parent: {pluses: one}, student: {goal: x,why: y}}\n",
        "Three-Pluses:\n\n  parent:\n    goal: 3:30\n",
    ],
    "feedback": [
        "feedback: It was fine.   # by Oma\n",
        "feedback:\n  learned: She can lead.\n  went_well: 4\n",
        "feedback: {}\n",
        "feedback:  # nobody wrote\n",
        "feedback: \"He was proud.\n  So was I.\"\n",
        "feedback: |+\n  He was proud.\n\n",
        "feedback: We are #1 {you}\n",
    ],
    "follow_up": [
        "follow_up: [{date: 2026-12-03, goals: {x: I did, y: {did: z}}, family_input: A\u2028B}]\n",
        "follow_up:\n- date: 2026-12-03\n  ask: How?\n-   date: 2027-01-08\n",
    ],
    "other": ["# a note: of the teacher\n\n", "parent_input:\n  private: x\n", "\n"],
}  # fmt: skip
LEARNED: Path_ = ("feedback", "learned")
TARGETS: list[tuple[Path_, Path_]] = [
    (("picks", "writing", "because"), ("picks", "writing", "post")),
    (("picks", "writing", "notes", 1), ("picks", "writing", "post")),
    (("cards", "welcome"), ()),
    (("cards", "goals"), ()),
    (("three_pluses", "parent", "pluses", 0), ()),
    (("three_pluses", "parent", "pluses", 2), ()),
    (("three_pluses", "parent", "goal"), ()),
    (("three_pluses", "teacher", "noticed"), ()),
    (("feedback", "learned"), LEARNED),
    (("feedback", "letter"), LEARNED),
    (("debrief", "felt"), ("debrief", "felt")),
]

_WORDS = [
    *(
        "No",
        "3:30",
        "---",
        "...",
        "- x",
        "# note",
        "a: b",
        "'",
        '"',
        "\\",
        "{",
        "}",
        "[a, b]",
        "|",
        ">",
        "&a",
    ),
    *(
        "*b",
        "!x",
        "%",
        "@",
        "`",
        "~",
        "null",
        "أهلا",
        "\u200f",
        "\u202e",
        "🐸",
        "é",
        "  ",
        "\t",
        "\n",
        "\n\n",
    ),
    *("\n  ", "\n---\n", "\ntitle: x\n", ",", "?", ": ", " #", "#1", "frog", "lily pad", "\u2028", "<b>"),
]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
typed = (
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_WORDS), max_size=8).map("".join))
    .map(lambda text: UNSEEN.sub("", text))
    .filter(str.strip)
)
blocks = st.tuples(*(st.sampled_from(["", *ways]) for ways in PIECES.values())).flatmap(st.permutations)


@settings(max_examples=400, deadline=None)
@given(
    blocks,
    st.sampled_from(TARGETS),
    typed,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "Body\n", "\n  code\n---\nx: y"]),
)
@example(["cards: {welcome: a}\n"], (("feedback", "letter"), LEARNED), "---\nx", True, True, "Body")
def test_the_text_is_read_as_it_was_typed_and_nothing_else_is_touched(
    pieces: list[str], target: tuple[Path_, Path_], text: str, crlf: bool, mark: bool, body: str
) -> None:
    path, short = target
    before = f"---\n{''.join(pieces)}---\n{body}"
    before = ("\ufeff" if mark else "") + (before.replace("\n", "\r\n") if crlf else before)
    after = put(before, path, text, short)
    old, new = seen(before), seen(after)
    assert value_at(new.fields, path) == text or value_at(new.fields, path[:-1]) == text
    assert new.body == old.body
    assert others(new.fields, path) == others(old.fields, path)
    assert after.startswith("\ufeff") == mark
    assert ("\n" not in after.replace("\r\n", "")) if crlf else ("\r" not in after)
    assert untouched_lines(before, after)


def others(fields: Value, path: Path_) -> dict[str, str]:
    """Every text but the one at the path, by the keys above it that nobody can write in two ways."""
    shorts = {"feedback": "feedback.learned", "picks.writing": "picks.writing.post"}
    lists = {"three-pluses.parent.pluses": "three-pluses.parent.pluses.0"}
    named = {".".join(str(part).replace("_", "-") for part in place): text for place, text in leaves(fields)}
    whole = {{**shorts, **lists}.get(name, name): text for name, text in named.items()}
    whole.pop(".".join(str(part).replace("_", "-") for part in path), None)
    return whole


def untouched_lines(before: str, after: str) -> bool:
    """Is there one stretch of lines that changed, and are all lines around it the same, byte for byte?"""
    old, new = before.split("\n"), after.split("\n")
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # What went: at most one value, of which the longest here has four lines.
    return len(old) - head - tail <= 4


@settings(max_examples=300, deadline=None)
@given(
    blocks.filter(lambda pieces: "|+" not in "".join(pieces)), st.sampled_from(TARGETS), typed, st.booleans()
)
def test_what_is_taken_away_leaves_the_others(
    pieces: list[str], target: tuple[Path_, Path_], text: str, crlf: bool
) -> None:
    path, short = target
    before = f"---\n{''.join(pieces)}---\nBody\n"
    before = before.replace("\n", "\r\n") if crlf else before
    old = seen(before)
    after = put(put(before, path, text, short), path, "", short)
    new = seen(after)
    assert others(new.fields, path) == others(old.fields, path)
    assert not value_at(new.fields, path)
    assert new.body == old.body


# -- the sample class -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_value_of_the_sample_class_comes_and_goes_without_a_trace(file: Path) -> None:
    before = file.read_bytes().decode()
    fields = seen(before).fields
    for path, short in TARGETS:
        there = value_at(fields, path) or (path == short and value_at(fields, path[:-1]))
        if there:
            continue
        for text in ("You: never give up", "Well done", "Two\n\nparagraphs"):
            after = put(before, path, text, short)
            assert value_at(seen(after).fields, path) == text
            assert put(after, path, "", short) == before, path


@pytest.mark.parametrize("file", GOALS, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_value_of_a_goal_comes_and_goes_without_a_trace(file: Path) -> None:
    before = file.read_bytes().decode()
    fields = seen(before, GOAL).fields
    for path, short in [
        (("commitments", "parent"), ()),
        (("kept", "student"), ()),
        (("kept", "student", "note"), ("kept", "student", "answer")),
        (("due",), ()),
        (("measure", "how"), ("measure", "how")),
    ]:
        if path[-1] != "note" and value_at(fields, path):
            continue
        if path == ("measure", "how") and value_at(fields, ("measure",)):
            continue
        if path[-1] == "note" and not value_at(fields, path[:-1]):
            continue
        after = put(before, path, "2026-12-01", short, GOAL)
        assert value_at(seen(after, GOAL).fields, path) == "2026-12-01"
        assert put(after, path, "", short, GOAL) == before, path


# -- ways in which files are typed ------------------------------------------------------------------------


def test_one_text_of_feedback_is_kept_when_a_second_one_comes() -> None:
    before = "---\nfeedback: He was proud.  # Oma\n---\nBody"
    after = put(before, ("feedback", "proud_of"), "Of you", LEARNED)
    assert after == "---\nfeedback:\n  learned: He was proud.  # Oma\n  proud_of: Of you\n---\nBody"


def test_missing_parents_are_made() -> None:
    after = put("---\ncards: {welcome: Hi}\n---\n", ("three_pluses", "parent", "pluses", 1), "You ask")
    assert after == ('---\ncards: {welcome: Hi}\nthree_pluses:\n  parent:\n    pluses: ["", You ask]\n---\n')


def test_a_plus_that_is_taken_away_leaves_the_others_in_their_places() -> None:
    path: Path_ = ("three_pluses", "parent", "pluses", 0)
    after = put("---\nthree_pluses: {parent: {pluses: [a, b, c]}}\n---\n", path, "")
    assert after == '---\nthree_pluses: {parent: {pluses: ["", b, c]}}\n---\n'


def test_a_file_that_is_all_text_gets_front_matter() -> None:
    after = put("\ufeffI want you to know.\r\n", ("feedback", "learned"), "Much", LEARNED)
    assert after == "\ufeff---\r\nfeedback:\r\n  learned: Much\r\n---\r\nI want you to know.\r\n"


def test_an_empty_file_gets_front_matter() -> None:
    assert put("", ("feedback", "learned"), "Much", LEARNED) == "---\nfeedback:\n  learned: Much\n---\n"


def test_a_file_of_keys_only_keeps_its_fences_and_its_missing_line_end() -> None:
    layout = Layout(Form.FIELDS, frozenset())
    assert put("name: Ada", ("home", "language"), "es", layout=layout) == "name: Ada\nhome:\n  language: es"
    assert put("---\nname: Ada\n---", ("color",), "teal", layout=layout) == "---\nname: Ada\ncolor: teal\n---"


def test_a_file_with_a_slip_that_is_read_all_the_same_is_written_all_the_same() -> None:
    before = "---\nfeedback: So: good\n   cards: {welcome: Hi}\n---\nBody"
    after = put(before, ("cards", "welcome"), "Hello: you")
    assert after == '---\nfeedback: So: good\ncards: {welcome: "Hello: you"}\n---\nBody'


def test_a_line_with_a_slip_is_mended_when_it_is_written_to() -> None:
    after = put("---\ncards:\n  welcome: Hi: all\n---\n", ("cards", "welcome"), "Hello")
    assert after == '---\ncards:\n  welcome: "Hello"\n---\n'


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("---\ncards: {a: [x}\n---\n", ("feedback", "how"), "x.md:2: I cannot read this line"),
        ("---\ncards: a\n---\n", ("cards", "welcome"), "x.md: cards.welcome: This is written in the file"),
        ("---\ncards: [a]\n---\n", ("cards", "welcome"), "x.md: cards.welcome: This is written in the file"),
        ("---\ncards: {welcome: {a: b, c: d}}\n---\n", ("cards", "welcome"), "x.md: cards.welcome: This is"),
        ("---\ncards: &a {welcome: b}\n---\n", ("cards", "welcome"), "x.md:2: `&` at the beginning"),
        ("---\ncards: {welcome: b}\n", ("cards", "welcome"), "x.md:3: The line `---` below the keys"),
        (f"---\ncards: {{welcome: {'b' * 31_900}}}\n---\n", ("feedback", "how"), "x.md:2: There are more"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(text: str, path: Path_, said: str) -> None:
    with pytest.raises(UnwritableError) as refused:
        put(text, path, "x" * 200)
    assert str(refused.value).startswith(said)


def test_a_control_character_is_refused_and_not_written() -> None:
    with pytest.raises(UnwritableError):
        put("---\ncards: {welcome: Hi}\n---\n", ("cards", "welcome"), "a\x07b")


# -- the text below ---------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(typed, st.booleans())
def test_the_text_below_is_another_one_and_the_keys_stay(text: str, crlf: bool) -> None:
    before = "---\ntitle: 'Read'  # x\n---\nOld\n"
    before = before.replace("\n", "\r\n") if crlf else before
    try:
        after = with_body(before, text, GOAL, "x.md")
    except UnwritableError:
        assert re.match(r"\s*(---|\.\.\.)", unicodedata.normalize("NFC", text))
        return
    assert seen(after, GOAL).body.strip() == text.replace("\r", "\n").strip()
    assert after.split("---")[1] == before.split("---")[1]
