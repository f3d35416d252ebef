"""`slc codes`: from the first letters to the last day of a school year."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from slc_site.paper import chromium, pdf
from slc_site.share.codes import read_code, read_link
from slc_site.share.keyfile import load
from slc_site.share.keyring import CLASS, KeyRing, Whose
from tests.cli.conftest import Done, Run
from tests.support.printed import Printed

URL = "https://school.example/room-12/"


def ring_of(room: Path) -> KeyRing:
    ring = load(room / ".slc/keys/ring.json")
    assert ring is not None
    return ring


def told(done: Done) -> list[dict[str, Any]]:
    """The codes that a command told as JSON."""
    assert done.status == 0, done
    codes: list[dict[str, Any]] = json.loads(done.out)["result"]["codes"]
    return codes


def with_url(room: Path) -> None:
    sheet = room / "content/class.yml"
    said = yaml.safe_load(sheet.read_text(encoding="utf-8"))
    sheet.write_text(yaml.safe_dump({**said, "url": URL}), encoding="utf-8")


def add_student(slc: Run, name: str) -> None:
    assert slc("-C", "room-12", "new", "student", name).status == 0


def rename(room: Path, old: str, new: str) -> None:
    (room / "content/students" / old).rename(room / "content/students" / new)


def leave(room: Path, student: str) -> None:
    rename(room, student, f"../../{student}")


# -- the first codes ------------------------------------------------------------------------------------


def test_the_class_each_family_and_the_teacher_get_a_code(slc: Run, room: Path) -> None:
    done = slc("-C", room, "codes")
    assert (done.status, done.err) == (0, "")
    ring = ring_of(room)
    assert ring.students == ("ada", "ben")
    lines = done.out.splitlines()
    doors = (ring.for_all(Whose.CLASS), *ring.of("ada"), *ring.of("ben"), ring.for_all(Whose.TEACHER))
    assert lines[:4] == [
        f"{whose:<16}  {door.code}"
        for whose, door in zip(("The class", "Ada", "Ben", "You, the teacher"), doors, strict=True)
    ]
    assert "Keep a copy of the folder .slc/keys" in done.out
    assert "write it as url: in content/class.yml" in done.out
    for door in ring.doors:
        assert door.stretched


def test_a_second_look_changes_nothing(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    file = room / ".slc/keys/ring.json"
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    done = slc("-C", room, "codes")
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert "These codes are new" not in done.out
    assert not (room / ".slc/keys/ring.before.json").exists()


def test_links_are_shown_when_the_class_has_an_address(slc: Run, room: Path) -> None:
    with_url(room)
    links = re.findall(r"\S+#k=\S+", slc("-C", room, "codes").out)
    assert all(link.startswith(f"{URL}open/index.html#k=") for link in links)
    assert {read_link(link) for link in links} == {door.link for door in ring_of(room).doors}


def test_other_programs_get_all_of_it_as_json(slc: Run, room: Path) -> None:
    with_url(room)
    said = told(slc("-C", room, "codes", "--json"))
    assert [(one["whose"], one["students"], one["names"]) for one in said] == [
        ("class", [], []), ("family", ["ada"], ["Ada"]), ("family", ["ben"], ["Ben"]), ("teacher", [], []),
    ]  # fmt: skip
    ring = ring_of(room)
    assert {read_code(one["code"]) for one in said} == {door.code for door in ring.doors}
    assert {read_link(one["link"]) for one in said} == {door.link for door in ring.doors}


def test_only_the_teacher_can_look_into_the_folder(slc: Run, room: Path) -> None:
    slc("-C", room, "codes", "--cards")
    slc("-C", room, "codes", "rotate", "ada")
    slc("-C", room, "codes", "--cards")
    keys = room / ".slc/keys"
    if sys.platform != "win32":  # there, a home folder is its owner's already
        assert stat.S_IMODE(keys.stat().st_mode) == 0o700
        for name in ("ring.json", "ring.before.json"):
            assert stat.S_IMODE((keys / name).stat().st_mode) == 0o600, name
        assert stat.S_IMODE((room / "print").stat().st_mode) == 0o700
        assert stat.S_IMODE((room / "print/codes.pdf").stat().st_mode) == 0o600
    assert {path.name for path in keys.iterdir()} == {".gitignore", "ring.json", "ring.before.json"}


def test_two_children_of_one_name_are_told_apart(slc: Run, room: Path) -> None:
    add_student(slc, "Ada")
    out = slc("-C", room, "codes").out
    assert "Ada (ada) " in out
    assert "Ada (ada-2) " in out


# -- a school year --------------------------------------------------------------------------------------


def test_a_new_child_gets_a_code_and_all_others_keep_theirs(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    add_student(slc, "Cleo")
    out = slc("-C", room, "codes").out
    assert "New: cleo. All other codes stay as they were." in out
    assert ring_of(room).doors[:4] == before.doors


def test_a_code_in_wrong_hands_is_made_anew(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    done = slc("-C", room, "codes", "rotate", "Ada")
    assert done.status == 0
    ring = ring_of(room)
    assert done.out.startswith(f"Ada  {ring.of('ada')[0].code}\n")
    assert "Ben" not in done.out
    assert "Upload the site again" in done.out
    assert ring.of("ada") != before.of("ada")
    assert ring.of("ben") == before.of("ben")
    assert ring.scope_key("ada") != before.scope_key("ada")
    assert ring.scope_key(CLASS) != before.scope_key(CLASS)
    assert load(room / ".slc/keys/ring.before.json") == before


@pytest.mark.parametrize(
    ("words", "new"), [(["class"], {"class"}), (["teacher"], {"teacher"}), (["ada", "Ben"], {"family"}),
                       (["all"], {"class", "family", "teacher"})]
)  # fmt: skip
def test_each_code_can_be_made_anew(slc: Run, room: Path, words: list[str], new: set[str]) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    said = told(slc("-C", room, "--json", "codes", "rotate", *words))
    assert {one["whose"] for one in said} == new
    kept = {door.whose.value for door in ring_of(room).doors if door in before.doors}
    assert kept == {"class", "family", "teacher"} - new


def test_a_second_family_gets_a_code_and_can_lose_it_again(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    [added] = told(slc("-C", room, "--json", "codes", "add", "Ada"))
    assert len(ring_of(room).of("ada")) == 2
    number = added["code"].split()[0]
    assert slc("-C", room, "codes", "drop", number).status == 0
    assert len(ring_of(room).of("ada")) == 1
    refused = slc("-C", room, "codes", "drop", str(ring_of(room).of("ada")[0].code.door))
    assert refused.status == 2
    assert "slc codes rotate STUDENT" in refused.err


def test_brothers_and_sisters_get_one_code(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    done = slc("-C", room, "codes", "join", "Ada", "ben")
    (door,) = ring_of(room).of("ada")
    assert done.out.startswith(f"Ada and Ben  {door.code}\n")
    assert ring_of(room).of("ben") == (door,)


def test_a_renamed_folder_keeps_its_code(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    rename(room, "ben", "ben-lee")
    done = slc("-C", room, "codes", "move", "ben", "ben-lee")
    assert done.status == 0
    assert str(before.of("ben")[0].code) in done.out
    assert ring_of(room).of("ben-lee")[0].code == before.of("ben")[0].code
    assert ring_of(room).scope_key("ben-lee") == before.scope_key("ben")


def test_a_renamed_folder_is_told_and_can_still_have_its_code_later(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    rename(room, "ben", "ben-lee")
    done = slc("-C", room, "codes")
    assert done.status == 0
    assert "There is a code for a student who is not in the class: ben." in done.err
    assert "slc codes move ben" in done.err
    assert "slc codes drop ben" in done.err
    refused = slc("-C", room, "codes", "move", "ben", "ben-lee")
    assert refused.status == 2
    assert "slc codes move ben ben-lee --replace" in refused.err
    assert slc("-C", room, "codes", "move", "ben", "ben-lee", "--replace").status == 0
    assert ring_of(room).of("ben-lee")[0].code == before.of("ben")[0].code
    assert ring_of(room).students == ("ada", "ben-lee")


def test_all_folders_may_be_renamed_at_once(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    for old in ("ada", "ben"):
        rename(room, old, f"{old}-x")
    assert slc("-C", room, "codes").status == 1
    for old in ("ada", "ben"):
        assert slc("-C", room, "codes", "move", old, f"{old}-x").status == 0
    assert [door.code for door in ring_of(room).doors] == [door.code for door in before.doors]


def test_a_child_who_left_takes_nothing_along(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    before = ring_of(room)
    leave(room, "ben")
    done = slc("-C", room, "codes", "drop", "ben")
    assert done.status == 0
    ring = ring_of(room)
    assert ring.students == ("ada",)
    assert done.out.startswith(f"The class  {ring.for_all(Whose.CLASS).code}\n")
    assert ring.for_all(Whose.CLASS) != before.for_all(Whose.CLASS)
    assert ring.scope_key(CLASS) != before.scope_key(CLASS)
    assert ring.of("ada") == before.of("ada")
    assert slc("-C", room, "codes").err == ""


# -- cards ----------------------------------------------------------------------------------------------


def test_cards_are_printed_where_only_the_teacher_looks(slc: Run, room: Path) -> None:
    with_url(room)
    done = slc("-C", "room-12", "codes", "--cards")
    assert done.status == 0
    assert f"The cards are in {Path('room-12/print/codes.pdf')}" in done.out
    cards = Printed((room / "print/codes.pdf").read_bytes())
    ring = ring_of(room)
    for student in ("ada", "ben"):
        assert str(ring.of(student)[0].code) in cards.text
    for whose in (Whose.CLASS, Whose.TEACHER):
        assert str(ring.for_all(whose).code) not in cards.text
    assert f"{URL}open/".removeprefix("https://") in cards.text
    links = [read_link(text.rpartition("=")[2]) for text in cards.squares(0)]
    assert set(links) == {ring.of(student)[0].link for student in ("ada", "ben")}


def test_cards_of_codes_that_are_there_are_a_part_of_what_is_printed(slc: Run, room: Path) -> None:
    refused = slc("-C", room, "print", "codes")
    assert refused.status == 2
    assert "Make them with: slc codes" in refused.err
    slc("-C", room, "codes")
    before = (room / ".slc/keys/ring.json").read_bytes()
    done = slc("-C", room, "print", "codes", "--paper", "a4")
    assert done.status == 0, done.err
    assert "write it as url: in content/class.yml" in done.out
    cards = Printed((room / "print/codes.pdf").read_bytes())
    assert cards.sizes == {(210, 297)}
    assert str(ring_of(room).of("ben")[0].code) in cards.text
    assert (room / ".slc/keys/ring.json").read_bytes() == before


def test_cards_without_an_address_have_no_square(slc: Run, room: Path) -> None:
    done = slc("-C", room, "codes", "--cards")
    assert done.status == 0
    assert Printed((room / "print/codes.pdf").read_bytes()).squares(0) == []
    assert "write it as url: in content/class.yml" in done.out


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_cards_with_old_codes_do_not_lie_about(slc: Run, room: Path, ending: str) -> None:
    slc("-C", room, "codes")
    slc("-C", room, "print", "codes", *(["--html"] if ending == "html" else []))
    assert (room / f"print/codes.{ending}").is_file()
    slc("-C", room, "codes", "rotate", "ada")
    assert not (room / f"print/codes.{ending}").exists()


@pytest.mark.parametrize("name", ["letters.pdf", "letters.html"])
def test_cards_can_go_elsewhere_and_again(slc: Run, room: Path, tmp_path: Path, name: str) -> None:
    for _ in range(2):
        done = slc("-C", room, "codes", "--cards", name)
        assert (done.status, done.err) == (0, "")
    file = tmp_path / name
    if sys.platform != "win32":  # there, a home folder is its owner's already
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if name.endswith("pdf"):
        assert str(ring_of(room).of("ada")[0].code) in Printed(file.read_bytes()).text
    else:
        assert " ".join(ring_of(room).of("ada")[0].code.words) in file.read_text("utf-8")
    assert json.loads(slc("-C", room, "--json", "codes", "--cards", name).out)["result"]["cards"] == name


def test_where_nothing_makes_a_pdf_the_cards_are_a_page_beside_it(
    slc: Run, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    monkeypatch.setattr(chromium, "find", lambda: None)
    done = slc("-C", room, "codes", "--cards", "letters.pdf")
    assert done.status == 0
    assert "slc-site[pdf]" in done.err
    assert not (tmp_path / "letters.pdf").exists()
    assert (tmp_path / "letters.html").is_file()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("room-12/output/cards.pdf", "would be uploaded"),
        ("room-12/output", "would be uploaded"),
        ("room-12/content/cards.html", "would be uploaded or read"),
        ("room-12", "is a folder"),
        ("room-12/content/../notes.txt", "with something else in it"),
        ("room-12/print/slips.html", "with something else in it"),
    ],
)
def test_cards_never_go_where_they_are_seen_or_in_the_way(
    slc: Run, room: Path, where: str, words: str
) -> None:
    (room / "notes.txt").write_text("mine")
    (room / "output").mkdir()
    slc("-C", room, "print", "slips", "--html")
    done = slc("-C", room, "codes", "--cards", where)
    assert done.status == 2
    assert words in done.err
    assert (room / "notes.txt").read_text() == "mine"
    assert list((room / "output").iterdir()) == []


def test_cards_are_opened_when_asked_for(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert slc("-C", room, "codes", "--open").status == 0
    assert opened == [(room / "print/codes.pdf").as_uri()]
