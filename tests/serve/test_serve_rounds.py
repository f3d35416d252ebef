"""What a round of building says in the terminal."""

from __future__ import annotations

from pathlib import Path

from slc_site.build.result import Built, Written
from slc_site.problems import RecordingReporter, Reporter
from slc_site.serve.rounds import Rounds
from slc_site.serve.status import Board
from slc_site.share.access import HeldBack


class _Builder:
    """Builds whatever it was told to have built."""

    def __init__(self) -> None:
        self.held_back: tuple[HeldBack, ...] = ()
        self.read_elsewhere: tuple[Path, ...] = ()

    def build(self, reporter: Reporter, *, changed: frozenset[str] | None = None) -> Built:
        return Built(1, 1, 1, 0, Written(0, 0, 0, 1), self.held_back)


def test_pictures_that_only_the_teacher_sees_are_told_when_their_number_changes(tmp_path: Path) -> None:
    said: list[str] = []
    builder = _Builder()
    rounds = Rounds(tmp_path, builder, Board(), said.append, RecordingReporter())

    def lines_of_a_round(count: int) -> list[str]:
        said.clear()
        builder.held_back = (HeldBack("pictures", "photos", count),) if count else ()
        rounds.build(frozenset())
        return said[1:]

    told = "Only you see the pictures of {}: somebody in them did not agree to be seen on the web."
    assert lines_of_a_round(0) == []
    assert lines_of_a_round(2) == [told.format("2 posts")]
    assert lines_of_a_round(2) == []
    assert lines_of_a_round(1) == [told.format("1 post")]
    assert lines_of_a_round(0) == []
    assert lines_of_a_round(1) == [told.format("1 post")]


def test_with_other_eyes_nothing_is_said_to_be_the_teachers_only(tmp_path: Path) -> None:
    said: list[str] = []
    builder = _Builder()
    builder.held_back = (HeldBack("pictures", "photos", 2),)
    Rounds(tmp_path, builder, Board(), said.append, RecordingReporter(), own_eyes=False).build(frozenset())
    assert len(said) == 1
    assert said[0].startswith("built in ")
