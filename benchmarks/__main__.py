"""Time the peers side by side: `python -m benchmarks`; `--help` lists what can be chosen."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from benchmarks import tables
from benchmarks.installing import MissingError
from benchmarks.outputs import Judgement, judge, measuring_tools
from benchmarks.peers import PEERS, Peer
from benchmarks.race import Conditions, Result, race
from benchmarks.reload import EDITS, Reload, SlowError, reloads
from benchmarks.reload import report as reload_report
from benchmarks.scenarios import MODES, SCENARIOS, Mode, Scenario
from benchmarks.site import prepared
from benchmarks.timing import can_time
from tools.setup.steps import ROOT, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; return 1 if a build failed or did less than it should."""
    chosen = _arguments(arguments)
    if not can_time():
        say("Windows does not tell what a program took. Run the benchmark on Linux or macOS.")
        return 1
    scratch: Path = chosen.scratch.resolve()
    if chosen.reload:
        return _reload(chosen.reload, scratch, chosen.settle)
    conditions = Conditions(chosen.rounds, chosen.settle, chosen.memory, scratch / "logs")
    conditions.logs.mkdir(parents=True, exist_ok=True)
    peers = _peers(chosen.peers, scratch / "tools")
    if not peers:
        say("Nobody is left to be timed.")
        return 1
    measuring = _measuring(scratch / "tools")
    results: list[Result] = []
    judgements: list[Judgement] = []
    report = [_machine(peers)]
    for name in chosen.scenarios:
        sites = [prepared(peer, SCENARIOS[name], scratch) for peer in peers]
        timed: dict[Mode, list[Result]] = {mode: list(race(sites, mode, conditions)) for mode in chosen.modes}
        results += chain.from_iterable(timed.values())
        _keep(scratch, results, judgements)
        say(f"{name}: looking at what everybody made …")
        judged = {site.peer.name: judge(site, measuring) for site in sites}
        judgements += judged.values()
        _keep(scratch, results, judgements)
        report += _report(SCENARIOS[name], timed, judged, chosen.rounds)
    say("\n" + "\n\n".join(report))
    amiss = any(result.run.status for result in results) or any(one.shortcomings for one in judgements)
    return 1 if amiss else 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Time site generators on the same class, side by side."
    )
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=["hugo", "eleventy", "slc"])
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=["photo100"])
    parser.add_argument("--modes", nargs="+", choices=MODES, default=["cold", "warm"])
    parser.add_argument("--rounds", type=int, default=5, help="how often everybody builds (default: 5)")
    parser.add_argument(
        "--scratch", type=Path, default=ROOT / ".bench", help="where programs and sites go (default: .bench)"
    )
    parser.add_argument(
        "--settle",
        type=float,
        default=0,
        help="seconds to wait at most for a quiet machine, before each build",
    )
    parser.add_argument(
        "--memory",
        action="store_true",
        help="look at the memory of all processes together; slows them a little",
    )
    parser.add_argument(
        "--reload",
        metavar="TIMES",
        type=int,
        nargs="?",
        const=20,
        help="time no peers, but how long it takes from an edit of one of 2,000 posts to the page that is "
        "open in Chromium, with slc serve; so many times each kind of edit (20)",
    )
    return parser.parse_args(arguments)


def _reload(times: int, scratch: Path, settling: float) -> int:
    scenario = SCENARIOS["text2000"]
    timed: list[Reload] = []
    try:
        for one in reloads(prepared(PEERS["slc"](scratch), scenario, scratch), times, settling):
            say(f"{one.edit}: {one.wall * 1000:.0f} ms")
            timed.append(one)
    except SlowError as error:
        say(f"{error}.")
    (scratch / "reload.json").write_text(json.dumps(list(map(asdict, timed)), indent=1), encoding="utf-8")
    if timed:
        say("\n" + reload_report(scenario, timed))
    return 0 if len(timed) == times * len(EDITS) else 1


def _peers(names: Iterable[str], tools: Path) -> list[Peer]:
    """Return those that are there or can be had; say why of the others."""
    found = []
    for name in names:
        try:
            found.append(PEERS[name](tools))
        except MissingError as error:
            say(f"{name} is left out. {error}")
    return found


def _measuring(tools: Path) -> Path | None:
    try:
        return measuring_tools(tools)
    except MissingError as error:
        say(f"PSNR and SSIM are left out. {error}")
        return None


def _keep(scratch: Path, results: Iterable[Result], judgements: Iterable[Judgement]) -> None:
    """Write down every figure, for other programs."""
    figures = {"runs": list(map(asdict, results)), "outputs": list(map(asdict, judgements))}
    (scratch / "results.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _machine(peers: Iterable[Peer]) -> str:
    versions = [f"- {peer.name}: {peer.version}" for peer in peers]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return "\n".join([f"{machine}, Python {platform.python_version()}", "", *versions])


def _report(
    scenario: Scenario, timed: dict[Mode, list[Result]], judged: dict[str, Judgement], rounds: int
) -> list[str]:
    parts = []
    counted = "1 round" if rounds == 1 else f"medians of {rounds} rounds"
    for mode, results in timed.items():
        parts += [f"### {scenario.name}, {mode} ({counted})", tables.times(results, judged)]
        failed = sorted({result.peer for result in results if result.run.status})
        parts += [f"**{peer} failed**: its times mean nothing." for peer in failed]
    parts += [f"### {scenario.name}, what was made", tables.outputs(judged.values())]
    parts += [f"**{one.peer}**: {what}." for one in judged.values() for what in one.shortcomings]
    return parts


if __name__ == "__main__":
    sys.exit(main())
