"""A line that breaks is opened anew; a host that allows fewer gets fewer; silence comes to an end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from slc_site.publish.host import Host, LineError, RefusedError, UntrustedError
from slc_site.publish.lines import PAUSES, Lines, StoppedError
from tests.publish.hosts_in_memory import Space


def lines(open_line: Callable[[], Host], most: int = 4) -> tuple[Lines, list[float]]:
    waited: list[float] = []
    return Lines(open_line, most, waited.append), waited


def breaking(times: int) -> Callable[[Host], str]:
    left = times

    def work(host: Host) -> str:
        nonlocal left
        left -= 1
        if left >= 0:
            raise LineError("Cut.")
        return "done"

    return work


def test_a_line_is_used_again() -> None:
    space = Space()
    made, _ = lines(space.line)
    for _ in range(3):
        made.do(lambda host: host.read("x"))
    assert space.count("open") == 1


def test_what_was_cut_is_done_on_a_new_line() -> None:
    space = Space()
    made, waited = lines(space.line)
    assert made.do(breaking(3)) == "done"
    assert space.count("open") == 4
    assert waited == list(PAUSES[:3])


def test_who_never_answers_is_given_up() -> None:
    space = Space()
    made, waited = lines(space.line)
    with pytest.raises(LineError):
        made.do(breaking(1000))
    assert waited == list(PAUSES)
    waited.clear()
    with pytest.raises(LineError):
        made.do(breaking(1000), tries=1)
    assert waited == [0.0]


@pytest.mark.parametrize("error", [RefusedError("No."), UntrustedError("Who?")])
def test_a_no_is_not_asked_twice(error: RefusedError | UntrustedError) -> None:
    asked = 0

    def open_line() -> Host:
        nonlocal asked
        asked += 1
        raise error

    made, waited = lines(open_line)
    with pytest.raises(type(error)):
        made.do(lambda host: host.names())
    assert (asked, waited) == (1, [])


def test_a_line_on_which_something_odd_happened_is_not_used_again() -> None:
    space = Space()
    made, _ = lines(space.line)

    def interrupted(host: Host) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.do(interrupted)
    made.do(lambda host: host.read("x"))
    assert space.count("open") == 2


def test_no_more_lines_are_open_than_allowed() -> None:
    space = Space()
    made, _ = lines(space.line, most=3)
    lock, now, most = Lock(), 0, 0

    def work(host: Host) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        host.read("x")
        with lock:
            now -= 1

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: made.do(work), range(100)))
    assert most <= 3
    assert space.count("open") <= 3


def test_all_go_on_with_the_lines_that_a_host_allows() -> None:
    space = Space()
    both = Barrier(2, timeout=60)

    def before(what: str, name: str) -> None:
        if what == "open" and space.count("open") > 2:
            raise LineError("Too many.")

    space.before = before
    made, waited = lines(space.line)

    def meet(host: Host) -> None:
        both.wait()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: made.do(meet), range(20)))
    assert waited == []


def test_stopped_is_stopped_until_it_goes_on() -> None:
    space = Space()
    made, _ = lines(space.line)
    made.stop()
    with pytest.raises(StoppedError):
        made.do(lambda host: host.read("x"))
    made.go_on()
    assert made.do(lambda host: host.read("x")) is None


def test_hung_up_lines_are_opened_when_they_are_needed() -> None:
    space = Space()
    made, _ = lines(space.line)
    made.do(lambda host: host.read("x"))
    made.close()
    made.do(lambda host: host.read("x"))
    assert space.count("open") == 2
