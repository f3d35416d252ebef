"""What will be done and what was done is said so that a teacher can decide."""

from __future__ import annotations

from slc_site.publish import words
from slc_site.publish.carry import Failure
from slc_site.publish.outcome import Outcome
from slc_site.publish.plan import Plan

EMPTY = Outcome(0, 0, 0, (), (), ())


def test_a_plan_is_told_in_one_line() -> None:
    plan = Plan(new=("a", "b", "c"), changed=("d",), removed=("e", "f"), same=("g",), size=1234, ours=4)
    assert words.planned(plan, "../upload").splitlines() == [
        "At ../upload: 3 new, 1 changed, 2 will disappear. To send: 1.2 KB.",
        "Will disappear: e, f.",
    ]


def test_what_is_odd_is_told_below() -> None:
    plan = Plan(
        lost=("a",),
        in_the_way=tuple(f"{number}.html" for number in range(9)),
        foreign=("theirs",),
        sizes_lie=True,
        is_locked=True,
        key_is_other=True,
    )
    said = words.planned(plan, "x")
    assert "9 new, 1 lost there, to be sent again" in said
    assert "0.html, 1.html, 2.html, 3.html, 4.html, 5.html and 3 more" in said
    assert "Not from slc: theirs. It stays as it is." in said
    assert "from another computer" in said
    assert "sizes that are not true" in said
    assert "at this moment" in said


def test_nothing_to_do_is_said_as_such() -> None:
    assert words.planned(Plan(same=("a", "b")), "x") == "Nothing has changed: all 2 files stand at x."
    assert "only the list of files" in words.planned(Plan(same=("a",), lists_anew=True), "x")


def test_the_last_words_are_true() -> None:
    plan = Plan(new=("a", "b"), removed=("c",), same=("d",))
    whole = Outcome(2, 2_000_000, 1, (), (), (), is_complete=True)
    assert words.came_to(whole, plan, "x") == (
        "Published: 2 files sent (2.0 MB), 1 file deleted. All 3 files stand at x."
    )
    half = Outcome(1, 10, 0, ("b",), ("c",), (Failure("b", "Full."),))
    assert words.came_to(half, plan, "x").splitlines() == [
        "Not finished: 1 file sent (10 bytes).",
        "Not arrived: b.",
        "Not deleted yet: c.",
        "What stands there is whole. Publish again to go on: what has arrived is not sent again.",
    ]
    stopped = Outcome(0, 0, 0, ("a",), (), (), was_stopped=True)
    assert words.came_to(stopped, plan, "x").startswith("Stopped: nothing was changed.\nNot arrived: a.")


def test_numbers_are_said_as_people_say_them() -> None:
    sizes = [0, 999, 1000, 9_949, 99_499, 999_499, 999_501, 5e9, 2e15]
    assert [words.size_words(size) for size in sizes] == [
        "0 bytes", "999 bytes", "1.0 KB", "9.9 KB", "99 KB", "999 KB", "1.0 MB", "5.0 GB", "2,000 TB",
    ]  # fmt: skip
    assert [words.time_words(seconds) for seconds in (0, 12, 89, 100, 3000, 9000)] == [
        "5 s", "10 s", "90 s", "2 min", "50 min", "2.5 h",
    ]  # fmt: skip


def test_each_reason_is_said_once() -> None:
    said = words.reasons([("a", "Full."), ("b", "Full."), ("c", "No.")])
    assert said == [("Full.", ["a", "b"]), ("No.", ["c"])]
