"""`slc print party` makes what a party needs on paper, and apart from it who listens to whom."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.support.printed import Printed

PARTY = (
    "title: Our party\nkind: party\nparty:\n  spots: [{student: ada, place: table 3}]\n"
    "  adopt: [{host: The principal, student: ben}]\n"
)


def a_party(room: Path, slug: str = "party") -> None:
    folder = room / "content/conferences" / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conference.yml").write_text(PARTY, "utf-8")


def test_there_are_two_pages_and_only_yours_says_who_listens_to_whom(slc: Run, room: Path) -> None:
    a_party(room)
    done = slc("-C", room, "print", "party", "--json")
    assert done.status == 0, done.err
    result = json.loads(done.out)["result"]
    shared, alone = (Printed(Path(result[key]).read_bytes()).text for key in ("file", "adopt"))
    assert "table 3" in shared
    assert "The principal" not in shared
    assert "The principal" in alone
    assert Path(result["adopt"]).is_relative_to(room / "print")


def test_who_listens_to_whom_can_be_printed_alone(slc: Run, room: Path) -> None:
    a_party(room)
    done = slc("-C", room, "print", "adopt", "party", "--html")
    assert done.status == 0, done.err
    assert "For you alone." in done.out
    assert [file.name for file in (room / "print").iterdir()] == ["party-adopt.html"]


def test_without_a_party_it_says_how_to_have_one(slc: Run, room: Path) -> None:
    done = slc("-C", room, "print", "party")
    assert done.status == 2
    assert "kind: party" in done.err


def test_of_several_parties_it_asks_which(slc: Run, room: Path) -> None:
    a_party(room)
    a_party(room, "summer")
    done = slc("-C", room, "print", "party")
    assert done.status == 2
    assert "party, summer" in done.err
    assert slc("-C", room, "print", "party", "summer").status == 0


def test_a_conference_that_is_no_party_is_none(slc: Run, room: Path) -> None:
    a_party(room)
    other = room / "content/conferences/other/conference.yml"
    other.parent.mkdir()
    other.write_text("title: Other\n", "utf-8")
    done = slc("-C", room, "print", "party", "other")
    assert done.status == 2
    assert "There is party." in done.err
