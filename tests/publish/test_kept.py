"""What is kept on this computer: the key, what was seen, the journal. Damage costs time and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from slc_site.publish.host import RefusedError
from slc_site.publish.journal import Journal
from slc_site.publish.manifest import UNSURE, ManifestError, Marker
from slc_site.publish.state import Seen, State


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    state = State(tmp_path / "publish")
    key = state.key()
    assert len(key) == 32
    assert State(tmp_path / "publish").key() == key
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "publish" / "key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "publish").iterdir()] == ["key"]


@pytest.mark.parametrize("damage", ["", "00", "no key"])
def test_a_damaged_key_is_told_and_not_replaced(tmp_path: Path, damage: str) -> None:
    state = State(tmp_path)
    state.key()
    (tmp_path / "key").write_text(damage, encoding="ascii")
    with pytest.raises(RefusedError):
        state.key()
    assert (tmp_path / "key").read_text(encoding="ascii") == damage


def test_what_was_seen_is_kept_for_each_place_by_itself(tmp_path: Path) -> None:
    state = State(tmp_path)
    seen = Seen("abc", 12.5, ("a.html", "ä.html"), ("theirs",))
    state.of("sftp://one/").keep(seen)
    assert state.of("sftp://one/").seen() == seen
    assert state.of("sftp://two/").seen() == Seen()


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"manifest": 1, "looked": "x"}', "\x00"])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: str) -> None:
    place = State(tmp_path).of("here")
    place.keep(Seen("abc", 1.0))
    (place.folder / "seen.json").write_text(damage, encoding="utf-8")
    assert place.seen() == Seen()


# -- the journal ------------------------------------------------------------------------------------------


def test_the_journal_says_what_arrived_since_its_list_was_put_there(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state" / "journal")
    journal.prepare("list-1")
    journal.begin()
    journal.has_arrived("a.html", b"\x01")
    journal.has_arrived("line\nbreak ä.html", b"\x02")
    again = Journal(tmp_path / "state" / "journal")
    assert again.arrived("list-1") == {"a.html": b"\x01", "line\nbreak ä.html": b"\x02"}
    assert again.arrived("list-2") == {}
    assert again.arrived("") == {}
    journal.finish()
    assert again.arrived("list-1") == {}


def test_until_the_next_list_is_there_the_journal_of_the_last_one_counts(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.prepare("list-1")
    journal.begin()
    journal.has_arrived("a.html", b"\x01")
    journal.close()
    journal.prepare("list-2")
    assert journal.arrived("list-1") == {"a.html": b"\x01"}
    journal.begin()
    assert journal.arrived("list-1") == {}
    assert journal.arrived("list-2") == {}
    journal.close()


@pytest.mark.parametrize("end", ['["01", "b.ht', '["0x", "b.html"]\n', "{}\n", "\n"])
def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path, end: str) -> None:
    file = tmp_path / "journal"
    file.write_text(f'list-1\n["01", "a.html"]\n{end}', encoding="utf-8")
    assert Journal(file).arrived("list-1") == {"a.html": b"\x01"}


def test_where_no_journal_can_be_kept_all_goes_on(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way", encoding="utf-8")
    journal = Journal(tmp_path / "state" / "journal")
    journal.prepare("list-1")
    journal.begin()
    journal.has_arrived("a.html", b"\x01")
    assert journal.arrived("list-1") == {}
    journal.finish()


# -- the list at the host ---------------------------------------------------------------------------------


def test_a_list_says_what_was_put_into_it_to_whom_has_the_key() -> None:
    marker = Marker(b"k" * 32)
    marks = marker.of([("a.html", b"1"), ("b.html", b"2")])
    marks[marker.name("c.html")] = UNSURE
    assert marks.items() <= marker.read(marker.listed(marks)).items()
    assert marker.listed(dict(reversed(marks.items()))) == marker.listed(marks)


def test_the_same_content_has_another_mark_under_another_name() -> None:
    marker = Marker(b"k" * 32)
    assert marker.content("a.html", b"1") != marker.content("b.html", b"1")
    assert marker.name("a.html") != Marker(b"K" * 32).name("a.html")


def test_a_list_that_was_changed_or_made_with_another_key_is_not_believed() -> None:
    marker = Marker(b"k" * 32)
    listed = marker.listed(marker.of([("a.html", b"1"), ("b.html", b"2")]))
    with pytest.raises(ManifestError):
        Marker(b"K" * 32).read(listed)
    for place in range(0, len(listed), 97):
        for other in (listed[:place], listed[:place] + b"x" + listed[place + 1 :]):
            if other != listed:
                with pytest.raises(ManifestError):
                    marker.read(other)


def test_some_hosts_end_lines_in_their_own_way() -> None:
    marker = Marker(b"k" * 32)
    marks = marker.of([("a.html", b"1")])
    assert marks.items() <= marker.read(marker.listed(marks) + b"\r\n").items()


def test_a_list_is_as_long_for_one_file_as_for_a_hundred() -> None:
    marker = Marker(b"k" * 32)
    few = marker.listed(marker.of([("a.html", b"1")]))
    many = marker.listed(marker.of((f"{number}.html", b"1") for number in range(100)))
    more = marker.listed(marker.of((f"{number}.html", b"1") for number in range(101)))
    assert len(few) == len(many) < len(more)
