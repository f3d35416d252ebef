"""Runs the peers in turn, round after round, so that a slow spell of the machine falls on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scenarios import Mode
from benchmarks.site import Site
from benchmarks.timing import Run, settle, timed
from tools.setup.steps import say


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is the same for every run."""

    rounds: int
    settle: float
    """For how many seconds at most a run waits for the machine to be quiet."""
    memory: bool
    """See `timing.timed`."""
    logs: Path


@dataclass(frozen=True, slots=True)
class Result:
    """One build by one peer."""

    scenario: str
    mode: Mode
    peer: str
    round: int
    run: Run


def race(sites: Sequence[Site], mode: Mode, conditions: Conditions) -> Iterator[Result]:
    """Build every site once in each round, and yield what each build took as soon as it is known."""
    if mode != "cold":
        for site in sites:
            for _ in range(2):  # one build may fill a cache, and only the second make use of it
                _built(site, mode, conditions, memory=False)
    for number in range(conditions.rounds):
        for site in sites:
            if mode == "cold":
                site.forget()
            with _edited(site, number) if mode == "edit" else nullcontext():
                settle(conditions.settle)
                run = _built(site, mode, conditions, memory=conditions.memory)
            name = f"{site.scenario.name} {mode}, round {number + 1} of {conditions.rounds}"
            say(f"{name}: {site.peer.name} {run.wall:.2f} s")
            yield Result(site.scenario.name, mode, site.peer.name, number, run)


def _built(site: Site, mode: Mode, conditions: Conditions, *, memory: bool) -> Run:
    log = conditions.logs / f"{site.scenario.name}-{mode}-{site.peer.name}.log"
    run = timed(site.command, site.folder, site.environment(mode), log, memory=memory)
    if run.status != 0:
        say(f"{site.peer.name} failed; what it said is in {log}")
    return run


@contextmanager
def _edited(site: Site, number: int) -> Iterator[None]:
    """Let the post in the middle be longer by a paragraph, by another one in each round."""
    posts = list(site.posts().values())
    post = posts[len(posts) // 2]
    before = post.read_bytes()
    post.write_bytes(before + f"\nOne more thing, number {number}.\n".encode())
    try:
        yield
    finally:
        post.write_bytes(before)
