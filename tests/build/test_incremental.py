"""Whatever happens between two builds, the second makes what a clean one makes, and touches nothing else.

Hypothesis edits a small class as people and their programs do (`tests.support.edits`), builds it with one of
two builders, and compares each build with a clean one of the same files in another folder.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest
from hypothesis import Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from slc_site import stamps
from slc_site.build.pipeline import Builder
from slc_site.serve.snapshot import Snapshot, differences, snapshot
from slc_site.share.access import TEACHER
from tests.support.edits import EDITS, Worktop, spoil_the_state, wait_a_while
from tests.support.little_class import little_class
from tests.support.locks import with_codes
from tests.support.twins import Kind, Look, Outcome, Twin, copy_sources, told_by

Thing = TypeVar("Thing")
UPLOADED = Kind()
"""With locks: what anybody, the class and each family sees."""
OWN = Kind(TEACHER, live=True, folder=".slc/preview")
DAYS = tuple(map(date.fromisoformat, ("2026-02-01", "2025-10-04", "2026-07-01", "2030-06-01")))
BUILDERS = st.sampled_from(["kept", "new", "kept, then new", "on one core", "fresh", "after the other"])
"""One that has built before and knows what it made, or others that know what they find; or one that comes
after the builder of the other edition, which keeps things in the same places."""
UNWATCHED = ("spoil_the_site",)
"""What nobody is told of who watches the class's folders."""
ONE = st.sampled_from([*sorted(EDITS), *["change_a_line"] * 4, "change_words", "change_the_look"])
"""Of all that may happen, more of what happens most, and in most ways."""
SEVERAL = st.lists(ONE, min_size=2, max_size=4)


class Edited(RuleBasedStateMachine):
    """A class that is edited and built, edited and built."""

    begun: ClassVar[Path]
    """The class with its first build, to be copied."""
    twin: ClassVar[Twin]

    def __init__(self) -> None:
        super().__init__()
        self.above = Path(tempfile.mkdtemp(prefix="slc-edited-"))
        self.top = Worktop(self.above / "class", _first)
        shutil.copytree(self.begun, self.top.root)
        self.day = DAYS[0]
        self.look = Look()
        self.open = ExitStack()
        self.kept = self.new_builder()
        self.watched: Snapshot | None = None
        """What the kept builder knows to be there; None when others may have been where it builds."""
        self.is_built = True
        """Did the last build come to anything?"""

    def new_builder(self) -> Builder:
        return self.open.enter_context(self.twin.kind.builder(self.top.root))

    def teardown(self) -> None:
        self.open.close()
        shutil.rmtree(self.above)

    # -- what happens ----------------------------------------------------------------------------------

    @rule(edit=ONE, long_ago=st.booleans(), by=BUILDERS, data=st.data())
    def something_is_edited(self, edit: str, long_ago: bool, by: str, data: st.DataObject) -> None:
        self.top.choose = _chosen_by(data)
        note(EDITS[edit](self.top))
        self.watched = None if edit in UNWATCHED else self.watched
        if long_ago:
            wait_a_while(self.top)
        self.build(by)

    @precondition(lambda self: self.is_built)
    @rule(edits=SEVERAL, by=BUILDERS, data=st.data())
    def much_is_edited(self, edits: list[str], by: str, data: st.DataObject) -> None:
        self.top.choose = _chosen_by(data)
        for edit in edits:
            note(EDITS[edit](self.top))
            self.watched = None if edit in UNWATCHED else self.watched
        self.build(by)

    @precondition(lambda self: not self.is_built)
    @rule(by=BUILDERS)
    def all_is_put_right(self, by: str) -> None:
        """As it was in the beginning."""
        copy_sources(self.begun, self.top.root)
        self.build(by)

    @rule(day=st.sampled_from(DAYS), by=BUILDERS)
    def days_pass(self, day: date, by: str) -> None:
        self.day = day
        self.build(by)

    @precondition(lambda self: self.is_built)
    @rule(by=BUILDERS, data=st.data())
    def the_state_is_spoilt(self, by: str, data: st.DataObject) -> None:
        """Not after a failed build: then the list that was lost is not written anew before the next edit."""
        self.top.choose = _chosen_by(data)
        note(spoil_the_state(self.top))
        self.watched = None
        self.build(by)

    @rule(is_copy=st.booleans())
    def the_class_moves(self, is_copy: bool) -> None:
        """To another folder, perhaps of another computer."""
        self.open.close()
        new = self.top.root.with_name(f"class-{self.top.number()}")
        if is_copy:
            shutil.copytree(self.top.root, new)
        else:
            self.top.root.rename(new)
        self.top.root = new
        self.kept, self.watched = self.new_builder(), None
        self.build("kept")

    # -- what must hold --------------------------------------------------------------------------------

    def build(self, by: str) -> None:
        if by == "after the other":
            with (OWN if self.twin.kind == UPLOADED else UPLOADED).builder(self.top.root) as other:
                told_by(other, self.day)
        if by.startswith("kept"):
            self.check(self.kept)
        if by != "kept":
            self.watched = None
            jobs = 1 if by == "on one core" else None
            with self.twin.kind.builder(self.top.root, fresh=by == "fresh", jobs=jobs) as builder:
                self.check(builder)

    def check(self, builder: Builder) -> None:
        """Build, and compare what came of it with a clean build, and with what was there before."""
        site = self.top.root / self.twin.kind.folder
        before = self.look.at(site)
        outcome = self.built_by(builder)
        after = self.look.at(site)
        self.check_what_is_kept(site)
        if complaints := self.twin.complaints(self.top.root, self.day, outcome):
            pytest.fail("\n".join(complaints))
        self.is_built = outcome.built is not None
        if not self.is_built:
            assert after == before, "nothing could be built, and yet something was written"
            return
        same = [name for name in after if name in before and before[name].digest == after[name].digest]
        assert [name for name in same if before[name] != after[name]] == [], "written though it was the same"
        _is_counted(outcome, len(after.keys() - before.keys()), len(before.keys() - after.keys()), len(same))

    def check_what_is_kept(self, site: Path) -> None:
        """What a build keeps of the folder that it wrote, it keeps without a second look."""
        for file in (self.top.root / ".slc").glob("*/last-build"):
            kept = stamps.Kept.read(str(file))
            if kept and kept.output == str(site):
                assert kept.made == stamps.made(str(site), str(file.parent))

    def built_by(self, builder: Builder) -> Outcome:
        """Build; tell the kept builder what has changed since it built last, as `slc serve` does."""
        if builder is not self.kept:
            return told_by(builder, self.day)
        now = snapshot(self.top.root, ("content", "themes"))
        changed = None if self.watched is None else differences(self.watched, now)
        self.watched = now
        return told_by(builder, self.day, changed)


def _is_counted(outcome: Outcome, added: int, removed: int, same: int) -> None:
    """Hold the numbers against what really became of the files."""
    assert outcome.written is not None
    assert (outcome.written.added, outcome.written.removed) == (added, removed)
    assert outcome.written.unchanged == same


def _first(among: Sequence[Thing]) -> Thing:
    return among[0]


def _chosen_by(data: st.DataObject) -> Callable[[Sequence[Thing]], Thing]:
    def choose(among: Sequence[Thing]) -> Thing:
        # How many there are may not be the same each time: the system keeps notes, too.
        return among[data.draw(st.integers(0, 9999)) % len(among)]

    return choose


@pytest.fixture(params=[UPLOADED, OWN], ids=["uploaded", "own"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[type[Edited]]:
    """The machine for one edition."""
    kind: Kind = request.param
    with_codes(little_class(tmp_path / "begun"))
    wait_a_while(Worktop(tmp_path / "begun", _first))
    (tmp_path / "clean").mkdir()

    class OfKind(Edited):
        begun = tmp_path / "begun"
        twin = Twin(tmp_path / "clean", kind)

    with kind.builder(OfKind.begun) as builder:
        assert told_by(builder, DAYS[0]).built
    return OfKind


by_day = settings(
    max_examples=10,
    stateful_step_count=10,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to find the fewest edits takes minutes
    print_blob=True,
)
by_night = settings(max_examples=50, stateful_step_count=40, print_blob=True)


def test_a_build_after_any_edits_equals_a_clean_one(machine: type[Edited]) -> None:
    run_state_machine_as_test(machine, settings=by_day)


@pytest.mark.nightly
def test_thousands_of_builds_equal_clean_ones(machine: type[Edited]) -> None:
    run_state_machine_as_test(machine, settings=by_night)
