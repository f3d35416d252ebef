"""A build with nothing changed reads fingerprints and stops; any change makes it a whole one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site import stamps
from slc_site.build.graph import Memory, fingerprint
from slc_site.build.result import Built, Written
from slc_site.problems import Problem, Severity
from slc_site.share.access import HeldBack
from slc_site.stamps import PACKAGE, Kept, Now, listing

BUILT = Built(3, 2, 1, 0, Written(4, 1, 2, 3), (HeldBack("posts", "family", 2),))
_SECOND = 1_000_000_000
TOLD = [
    Problem("A slip.", "content/x.md", 3, "tags", "Did you mean `writing`?", Severity.WARNING, "unknown-tag")
]


@pytest.fixture
def memory(tmp_path: Path) -> Callable[..., Memory]:
    for folder in ("content/students", "output"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/class.yml").write_text("title: Room 12\n")
    (tmp_path / "output/index.html").write_text("<p>Hello</p>")

    def of(*edition: str) -> Memory:
        state, content, output = (tmp_path / name for name in ("state", "content", "output"))
        return Memory(state / "last.json", [content], output, *edition)

    kept = of("public")
    assert kept.recall() is None, "nothing was ever built"
    kept.keep(BUILT, TOLD)
    return of


def test_nothing_changed_the_same_is_said_again(memory: Callable[..., Memory]) -> None:
    recalled = memory("public").recall()
    assert recalled is not None
    built, problems = recalled
    assert problems == TOLD
    assert built == Built(3, 2, 1, 0, Written(0, 0, 0, 8), (HeldBack("posts", "family", 2),))


@pytest.mark.parametrize("code", ["media-memory", "media-changed", "media-unreadable", "no-worker"])
def test_after_a_passing_trouble_building_once_more_tries_once_more(
    memory: Callable[..., Memory], code: str
) -> None:
    one = memory("public")
    one.keep(BUILT, [*TOLD, Problem("There was no memory.", "content/a.jpg", code=code)])
    assert one.recall() is None


def _touch(root: Path) -> None:
    os.utime(root / "content/class.yml", ns=(1, 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/class.yml").write_text("title: Room 13, changed\n"),
        _touch,
        lambda root: (root / "content/students/ada").mkdir(),
        lambda root: (root / "content/class.yml").rename(root / "content/klass.yml"),
        lambda root: (root / "output/index.html").unlink(),
        lambda root: (root / "output/foreign.txt").write_text("x"),
        lambda root: (root / "state/last.json").write_text("{"),
        lambda root: (root / "state/last.json").write_text("[]"),
        lambda root: (root / "state/last.json").unlink(),
    ],
)
def test_after_any_change_the_build_is_a_whole_one(
    memory: Callable[..., Memory], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    change(tmp_path)
    assert memory("public").recall() is None


def test_one_edition_does_not_answer_for_another(memory: Callable[..., Memory]) -> None:
    assert memory("family").recall() is None


# -- files that were changed so lately that their time cannot tell ------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the disk's clock, in ns."""

    def set_to(now: int) -> None:
        monkeypatch.setattr(Memory, "_clock", lambda _: now)

    return set_to


@pytest.mark.parametrize(
    ("changed", "seconds_later", "is_seen"),
    [
        (7 * _SECOND, 0, True),
        (7 * _SECOND, 1.9, True),  # times without fractions are those of a clock that ticks every two seconds
        (7 * _SECOND, 2.5, False),
        (7 * _SECOND + 1, 0.05, True),
        (7 * _SECOND + 1, 0.5, False),
        (7 * _SECOND, -1, True),  # the clock went back a little
        (7 * _SECOND, -3600, False),  # the camera's clock is wrong
    ],
)
def test_a_change_within_a_tick_of_the_clock_is_seen(
    tmp_path: Path, clock: Callable[[int], None], changed: int, seconds_later: float, is_seen: bool
) -> None:
    file = tmp_path / "content/class.yml"
    file.parent.mkdir()

    def write(text: str) -> None:
        file.write_text(text)
        os.utime(file, ns=(changed, changed))

    memory = Memory(tmp_path / "state/last", [file.parent], tmp_path / "output")
    write("before")
    clock(changed + int(seconds_later * _SECOND))
    memory.recall()
    write("during")
    memory.keep(BUILT, TOLD)
    assert (memory.recall() is None) is is_seen


def test_when_time_has_passed_times_tell_again(tmp_path: Path, clock: Callable[[int], None]) -> None:
    file = tmp_path / "content/class.yml"
    file.parent.mkdir()
    file.touch()
    os.utime(file, ns=(7 * _SECOND, 7 * _SECOND))
    state = tmp_path / "state/last"
    memory = Memory(state, [file.parent], tmp_path / "output")
    for seconds, young in ((8, 1), (8, 1), (60, 0)):
        clock(seconds * _SECOND)
        if memory.recall() is None:
            memory.keep(BUILT, TOLD)
            memory.said(0, "", "Built in ", " s.")
        kept = Kept.read(str(state))
        assert kept is not None
        assert len(kept.young) == young
        assert kept.said == ("0", "", "Built in ", " s.")


# -- somebody has looked already ---------------------------------------------------------------------------


@pytest.fixture
def seen(tmp_path: Path, memory: Callable[..., Memory]) -> Callable[[], Now]:
    """Look at what is in the class now."""
    return lambda: Now([str(tmp_path / "content"), PACKAGE])


def test_what_was_seen_is_not_looked_at_again(
    memory: Callable[..., Memory],
    seen: Callable[[], Now],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, asked, look_at = seen(), [], stamps.look_at

    def noted(folders: list[str], **how: bool) -> stamps.Look:
        asked.extend(folders)
        return look_at(folders, **how)

    monkeypatch.setattr(stamps, "look_at", noted)
    for _ in range(2):
        assert memory("public").recall(now) is not None
        assert asked == [str(tmp_path / "output")], "and that only once"


def test_what_changes_between_the_look_and_the_reading_is_seen_the_next_time(
    memory: Callable[..., Memory], seen: Callable[[], Now], tmp_path: Path
) -> None:
    page = tmp_path / "content/students/a.md"
    page.touch()
    now = seen()
    page.write_text("changed before it was read")
    one = memory("public")
    assert one.recall(now) is None
    one.keep(BUILT, TOLD)
    assert memory("public").recall(seen()) is None
    one.keep(BUILT, TOLD)
    assert memory("public").recall(seen()) is None, "nothing was kept since"


def test_a_look_at_other_folders_is_not_taken(memory: Callable[..., Memory], tmp_path: Path) -> None:
    for other in ([str(tmp_path / "content")], [str(tmp_path), PACKAGE]):
        one = memory("public")
        assert one.recall(Now(other)) is not None
        assert one.look is not None
        assert one.look.folders == (str(tmp_path / "content"), PACKAGE)


@pytest.mark.parametrize(("seconds_before_the_look", "is_seen"), [(0.05, True), (0.5, False)])
def test_what_was_just_changed_when_somebody_looked_is_doubted_however_late_it_is(
    tmp_path: Path,
    clock: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    seconds_before_the_look: float,
    is_seen: bool,
) -> None:
    """Between the look and the build there is time: the libraries are loaded."""
    file = tmp_path / "content/class.yml"
    file.parent.mkdir()
    changed, later = 7 * _SECOND + 1, 60 * _SECOND

    def write(text: str) -> None:
        file.write_text(text)
        os.utime(file, ns=(changed, changed))

    memory = Memory(tmp_path / "state/last", [file.parent], tmp_path / "output")
    write("before")
    now = Now([str(file.parent), PACKAGE])
    monkeypatch.setattr(type(now.look), "age", lambda _: later)
    clock(changed + int(seconds_before_the_look * _SECOND) + later)
    memory.recall(now)
    write("during")
    memory.keep(BUILT, TOLD)
    assert (memory.recall(Now([str(file.parent), PACKAGE])) is None) is is_seen


def test_what_was_never_looked_at_is_not_kept(memory: Callable[..., Memory], tmp_path: Path) -> None:
    memory("public").keep(BUILT, TOLD)
    assert not (tmp_path / "state/last.json").exists()


def test_of_the_folder_written_to_that_is_kept_which_is_told(
    memory: Callable[..., Memory], tmp_path: Path
) -> None:
    for written, is_right in ((listing([str(tmp_path / "output")]), True), ("", False), ("//", False)):
        one = memory("public")
        one.recall()
        one.keep(BUILT, TOLD, written=written)
        assert (memory("public").recall() is not None) is is_right


def test_the_clock_is_the_disks_own(memory: Callable[..., Memory], tmp_path: Path) -> None:
    one = memory("public")
    now = one._clock()
    (tmp_path / "state/later").touch()
    assert now <= (tmp_path / "state/later").stat().st_mtime_ns
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == ["last.json", "later"]


# -- nothing is kept --------------------------------------------------------------------------------------


def test_while_a_build_may_be_running_nothing_is_kept(memory: Callable[..., Memory], tmp_path: Path) -> None:
    (tmp_path / "content/class.yml").write_text("title: Room 13, changed\n")
    assert memory("public").recall() is None
    assert not (tmp_path / "state/last.json").exists()


def test_a_disk_that_keeps_nothing_only_makes_builds_slower(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    memory = Memory(tmp_path / "state/last.json", [tmp_path / "content"], tmp_path / "output")
    assert memory.recall() is None
    memory.keep(BUILT, TOLD)
    memory.said(0, "", "Built in ", " s.")
    assert memory.recall() is None


def test_a_fingerprint_does_not_depend_on_the_order_of_a_folder(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(5, 5))
    before = fingerprint([tmp_path])
    for name in ("b", "a"):  # which may be another order on the disk
        (tmp_path / name).rename(tmp_path / "away")
        (tmp_path / "away").rename(tmp_path / name)
    assert fingerprint([tmp_path]) == before
    assert fingerprint([tmp_path / "not there"]) == fingerprint([tmp_path / "nor there"])
