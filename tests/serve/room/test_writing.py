"""What is typed on a page comes into the child's own file, and to the other pages; nothing else does."""

from __future__ import annotations

import json
from functools import partial

import pytest

from slc_site.pen.locks import held
from slc_site.serve.room.boxes import BODY
from tests.serve.room.conftest import GOAL, PLUS, Room, at_once


def test_a_word_goes_into_the_file_and_all_else_stays(room: Room) -> None:
    room.come_in()
    before = room.file()
    assert room.write("You ask why, and listen", "You ask why")["said"] == "written"
    assert room.file() == before.replace("[You ask why]", '["You ask why, and listen"]')
    assert room.boxes()[PLUS] == "You ask why, and listen"


def test_a_file_that_is_not_there_yet_is_made(room: Room) -> None:
    assert (
        room.write("I know a song", student="ben", box="three-pluses/student/plus-1", own=True)["said"]
        == "written"
    )
    assert "I know a song" in room.file("ben")


def test_two_who_write_the_same_box_both_keep_their_words(room: Room) -> None:
    room.come_in()
    assert room.write("Mother's words", "You ask why")["said"] == "written"
    told = room.write("Father's words", "You ask why", who="another page")
    assert told == {"said": "clash", "theirs": "Mother's words"}
    assert "Mother's words" in room.file()


def test_many_at_once_write_their_own_boxes_and_all_is_there(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slc_site.pen.writer.held", partial(held, patience=60))  # the machine may be busy
    room.come_in()
    names = [f"three-pluses/{voice}/plus-{n}" for voice in ("student", "teacher") for n in (1, 2, 3)]

    def typing(box: str) -> None:
        base = ""
        for count in range(4):
            told = room.write(f"{box} {count}", base, box, who=box)
            assert told["said"] == "written", told
            base = told["value"]

    at_once(*(lambda box=box: typing(box) for box in names))
    boxes = room.boxes()
    assert [boxes[box] for box in names] == [f"{box} 3" for box in names]


def test_a_second_goal_is_refused_kindly_in_the_language_of_the_class(room: Room) -> None:
    room.come_in()
    told = room.write("Read more\nWrite more", box=GOAL)
    assert told["said"] == "refused"
    assert not told["again"]
    assert "One goal is easier to keep than two" in told["why"]


def test_an_editor_and_a_tablet_at_the_same_moment_lose_nothing(room: Room) -> None:
    room.come_in()
    file = room.folder.content / "students/ada/conferences/fall.md"
    file.write_text(room.file().replace("You ask why", "Typed by the teacher"), "utf-8")
    assert room.write("Typed here", "You ask why") == {"said": "clash", "theirs": "Typed by the teacher"}


def test_what_is_typed_on_one_page_comes_to_another(room: Room) -> None:
    room.come_in()
    with room.news_of() as stream:
        first = stream.next()
        assert first["boxes"][PLUS] == "You ask why"
        told = room.write("Both see this", "You ask why")
        news = stream.until(lambda said: said["number"] >= told["number"])
        assert news["boxes"] == {PLUS: "Both see this"}


def test_what_an_editor_changes_comes_to_the_pages(room: Room) -> None:
    with room.news_of() as stream:
        stream.next()
        file = room.folder.content / "students/ada/conferences/fall.md"
        file.write_text(room.file().replace("You ask why", "From the editor"), "utf-8")
        room.news.tell("ada")
        assert stream.next()["boxes"] == {PLUS: "From the editor"}


def test_a_page_hears_nothing_of_another_child(room: Room) -> None:
    with room.news_of() as stream:
        stream.next()
        room.write("I know a song", student="ben", box="three-pluses/student/plus-1", own=True)
        room.write("For Ada", "You ask why", own=True)
        assert stream.next()["boxes"] == {PLUS: "For Ada"}


@pytest.mark.parametrize("student", ["cleo", "", "..", "../ada", "ada/../ben", "Ada\0", "students"])
def test_only_children_who_take_part_can_be_read_and_written(room: Room, student: str) -> None:
    room.come_in()
    assert room.write("x", student=student)["said"] == "refused"
    assert (
        room.ask(
            f"/_slc/boxes?student={student.encode().hex() if chr(0) in student else student}",
            Cookie=room.cookie,
        ).status
        == 404
    )


@pytest.mark.parametrize(
    "box",
    ["private", "parent_input/private", "three-pluses/parent/plus-4", "../plus-1", "access", "", "title"],
)
def test_only_boxes_of_the_page_can_be_written(room: Room, box: str) -> None:
    room.come_in()
    before = room.file()
    assert room.write("x", box=box)["said"] == "refused"
    assert room.file() == before


def test_where_guests_sit_only_the_childs_own_boxes_are_there(room: Room) -> None:
    room.come_in()
    assert room.write("x", student="ben", box="three-pluses/parent/plus-1")["said"] == "refused"
    assert not [
        box for box in room.boxes("ben") if "/parent/" in box or "/teacher/" in box or "feedback" in box
    ]


def test_what_a_family_answers_about_the_day_is_not_told_to_the_next(room: Room) -> None:
    room.come_in()
    assert room.write("The music was loud", box="feedback/better")["said"] == "written"
    assert "feedback/better" not in room.boxes()
    assert "loud" not in json.dumps(room.boxes())
    assert room.boxes(own=True)["feedback/better"] == "The music was loud"


def test_the_next_family_adds_its_answer_behind_and_each_goes_on_typing_its_own(room: Room) -> None:
    room.come_in()
    room.write("The music was loud", box="feedback/better")
    assert room.write("More time", box="feedback/better")["value"] == "More time"
    told = room.write("More time, please", "More time", "feedback/better")
    assert told == {"said": "written", "value": "More time, please", "number": told["number"]}
    assert room.boxes(own=True)["feedback/better"] == "The music was loud\n\nMore time, please"
    room.write("", "More time, please", "feedback/better")
    assert room.boxes(own=True)["feedback/better"] == "The music was loud"


def test_the_words_of_another_that_end_the_same_are_not_cut(room: Room) -> None:
    room.come_in()
    room.write("That was not so good", box="feedback/better")
    room.write("very good", "good", "feedback/better")
    assert room.boxes(own=True)["feedback/better"] == "That was not so good\n\nvery good"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Content_Type": "text/plain"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("side", ["own", "away"])
def test_a_page_of_another_site_cannot_write(room: Room, headers: dict[str, str], side: str) -> None:
    room.come_in()
    port = getattr(room, side)
    sent = {"student": "ada", "box": PLUS, "value": "evil", "base": "You ask why", "from": ""}
    good = {"Origin": f"http://127.0.0.1:{port}", "Content_Type": "application/json", "Cookie": room.cookie}
    found = {key: value for key, value in {**good, **headers}.items() if value}
    answer = room.ask("/_slc/write", "POST", port=port, body=json.dumps(sent), **found)
    assert answer.status in (403, 415)
    assert "evil" not in room.file()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b'{"student": "ada"}', b"[" * 60000, b"\xff\xfe",
        b'{"student": 1, "box": [], "value": {}, "base": null, "from": 2}',
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(room: Room, body: bytes) -> None:
    answer = room.ask(
        "/_slc/write", "POST", port=room.own, body=body, Origin=f"http://127.0.0.1:{room.own}",
        Content_Type="application/json",
    )  # fmt: skip
    assert answer.status == 400
    assert json.loads(answer.body)["said"] == "refused"


def test_a_gigabyte_is_not_even_read(room: Room) -> None:
    answer = room.ask(
        "/_slc/write", "POST", port=room.own, body=b"x" * (BODY + 1), Origin=f"http://127.0.0.1:{room.own}",
        Content_Type="application/json",
    )  # fmt: skip
    assert answer.status == 413


def test_four_thousand_words_in_a_box_are_refused_with_how_many_fit(room: Room) -> None:
    told = room.write("word " * 4000, "You ask why", own=True)
    assert told["said"] == "refused"
    assert "4,000" in told["why"]
    assert not told["again"]


def test_words_from_right_to_left_come_back_as_they_were(room: Room) -> None:
    words = "أنت تسألين لماذا"
    assert room.write(words, "You ask why", own=True)["value"] == words
    assert room.boxes(own=True)[PLUS] == words


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_there_is_no_other_way_to_write(room: Room, method: str) -> None:
    room.come_in()
    for path in ("/_slc/write", "/index.html", "/_slc/boxes"):
        assert room.ask(path, method, Cookie=room.cookie).status == 405


def test_no_answer_is_kept_by_a_browser_or_shown_in_another_site(room: Room) -> None:
    room.come_in()
    for path in ("/", "/_slc/boxes?student=ada", "/_slc/door.css"):
        headers = room.ask(path, Cookie=room.cookie).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
