"""Who comes in: whoever has the number of the day, and nobody who guesses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from slc_site.serve.room.network import is_in_the_building, own_addresses
from slc_site.serve.room.pin import DEVICES, FREE, FREE_IN_ALL, LONGEST, LONGEST_IN_ALL, Pin
from slc_site.serve.room.sessions import HOURS, MOST, Sessions
from tests.serve.room.conftest import Clock, Room


def wrong(pin: Pin) -> str:
    return "000000" if pin.number != "000000" else "111111"


def test_without_the_number_there_is_only_the_page_that_asks_for_it(room: Room) -> None:
    for path in ("/", "/index.html", "/secret.css", "/students/ada/conferences/fall/index.html"):
        answer = room.ask(path)
        assert answer.status == 401
        assert 'name="pin"' in answer.text
        assert "The day" not in answer.text
        assert "color: red" not in answer.text


@pytest.mark.parametrize("path", ["/_slc/boxes?student=ada", "/_slc/boxes/events?student=ada", "/_slc/join"])
def test_without_the_number_nothing_is_told_of_any_box(room: Room, path: str) -> None:
    answer = room.ask(path)
    assert answer.status == 401
    assert "You ask why" not in answer.text
    assert room.door.pin.number not in answer.text


def test_without_the_number_nothing_is_written(room: Room) -> None:
    assert room.write("Mine", "You ask why")["said"] == "refused"
    assert "You ask why" in room.file()


def test_with_the_number_the_device_is_in_and_comes_to_where_it_wanted_to_go(room: Room) -> None:
    answer = room.type_pin(room.door.pin.number, to="/students/ada/index.html")
    assert (answer.status, answer.headers["Location"]) == (303, "/students/ada/index.html")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    assert len(re.findall(r"slc-room=([\w-]+)", cookie)[0]) >= 43
    assert "The day" in room.ask("/index.html", Cookie=cookie.partition(";")[0]).text


def test_the_number_can_be_typed_in_groups_and_in_other_digits(room: Room) -> None:
    number = room.door.pin.number
    assert room.door.pin.tried(f" {number[:3]} {number[3:]} ", "a").is_right
    assert room.door.pin.tried(
        number.translate({ord("0") + n: chr(0x0660 + n) for n in range(10)}), "a"
    ).is_right


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"]
)
def test_the_number_leads_to_no_other_site(room: Room, to: str) -> None:
    place = room.type_pin(room.door.pin.number, to=to).headers["Location"]
    assert re.fullmatch(r"/([^/\\].*)?", place)


def test_another_sites_page_cannot_type_the_number(room: Room) -> None:
    for how in ({"origin": "http://evil.example"}, {"origin": "null"}, {"fetched": "cross-site"}):
        assert room.type_pin(room.door.pin.number, **how).status == 403


def test_a_made_up_cookie_opens_nothing(room: Room) -> None:
    assert room.ask("/", Cookie="slc-room=" + "A" * 43).status == 401


def test_the_sixth_wrong_number_costs_a_wait_that_doubles_and_is_said(room: Room) -> None:
    other = wrong(room.door.pin)
    assert [room.type_pin(other).status for _ in range(FREE - 1)] == [401] * (FREE - 1)
    answer = room.type_pin(other)
    assert answer.status == 429
    assert "wait 5 seconds" in answer.text
    assert room.type_pin(room.door.pin.number).status == 429  # even the right one is not looked at
    room.clock.now += 5.1
    assert "wait 10 seconds" in room.type_pin(other).text
    room.clock.now += 10.1
    assert room.type_pin(room.door.pin.number).status == 303


def test_the_wait_of_one_device_has_an_end_and_is_nobody_elses() -> None:
    clock = Clock()
    pin = Pin(clock)
    for _ in range(FREE + 12):
        clock.now += LONGEST + 1
        pin.tried(wrong(pin), "a")
    assert pin.wait("a") == LONGEST
    assert pin.wait("b") == 0
    assert pin.tried(pin.number, "b").is_right


def test_many_devices_together_are_slowed_as_well_and_remembered_in_little_room() -> None:
    clock = Clock()
    pin = Pin(clock)
    for device in range(FREE_IN_ALL + 30):
        clock.now += LONGEST_IN_ALL + 1
        pin.tried(wrong(pin), f"device {device}")
    assert pin.wait("somebody new") == LONGEST_IN_ALL
    for device in range(DEVICES * 2):
        clock.now += LONGEST_IN_ALL + 1
        pin.tried(wrong(pin), f"again {device}")
    assert len(pin._of) == DEVICES


def test_a_day_of_guessing_is_a_thousand_tries_and_not_a_million() -> None:
    clock = Clock()
    pin = Pin(clock)
    tries, end = 0, clock.now + HOURS * 3600
    while clock.now < end:
        device = f"device {tries}"  # each try from another one
        clock.now += pin.wait(device) or 0.001
        pin.tried(wrong(pin), device)
        tries += 1
    assert tries < 1000


def test_numbers_are_new_and_six_digits_long() -> None:
    numbers = {Pin().number for _ in range(50)}
    assert len(numbers) > 45
    assert all(re.fullmatch(r"\d{6}", number) for number in numbers)


def test_a_session_outlives_an_hours_sleep_and_ends_with_the_day() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.open()
    clock.now += 3600
    assert sessions.knows(token)
    clock.now += HOURS * 3600
    assert not sessions.knows(token)


def test_sessions_end_with_the_server_and_are_not_without_number() -> None:
    sessions = Sessions()
    tokens = [sessions.open() for _ in range(MOST + 10)]
    assert not sessions.knows(tokens[0])
    assert sessions.knows(tokens[-1])
    assert len(sessions._ends) == MOST
    assert not Sessions().knows(tokens[-1])


def test_the_number_and_the_square_are_on_the_teachers_own_screen_only(room: Room) -> None:
    own = room.ask("/_slc/join", port=room.own)
    assert own.status == 200
    assert "data:image/svg+xml" in own.text
    assert f"{room.door.pin.number[:3]} {room.door.pin.number[3:]}" in own.text
    room.come_in()
    assert room.ask("/_slc/join", Cookie=room.cookie).status == 404


@pytest.mark.parametrize("side", ["own", "away"])
def test_a_foreign_name_is_refused_on_both_sides(room: Room, side: str) -> None:
    answer = room.ask("/", port=getattr(room, side), Host="evil.example")
    assert answer.status == 400
    assert "The day" not in answer.text


@pytest.mark.parametrize(
    ("host", "is_it"),
    [
        ("192.168.1.20", True), ("10.0.0.5", True), ("172.20.1.1", True), ("0.0.0.0", False),
        ("127.0.0.1", False), ("8.8.8.8", False), ("fe80::1", False), ("172.32.0.1", False), ("room", False),
    ],
)  # fmt: skip
def test_only_addresses_inside_of_a_building_let_others_in(host: str, is_it: bool) -> None:
    assert is_in_the_building(host) is is_it


def test_the_own_addresses_are_all_in_the_building(monkeypatch: pytest.MonkeyPatch) -> None:
    ways: dict[str, str | None] = {"192.0.2.1": "192.168.7.4", "10.255.255.254": "10.8.0.2"}
    seen: Callable[[str], str | None] = lambda probe: ways.get(probe, "203.0.113.9")  # noqa: E731 - one line of a test
    monkeypatch.setattr("slc_site.serve.room.network._way_to", seen)
    assert own_addresses() == ("192.168.7.4", "10.8.0.2")
