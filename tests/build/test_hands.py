"""Whoever draws the pages, the site is the same; and nobody waits for hands that are gone."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from distributed import LocalCluster
from msgspec.structs import replace

from slc_site.build import hands
from slc_site.build.executors import opened
from slc_site.build.job import Job, packed_theme
from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import Problem, RecordingReporter, Severity
from tests.support.classes import ClassFolder
from tests.support.folders import tree
from tests.support.little_class import little_class
from tests.support.locks import with_codes
from tests.support.sample import ROOT

PUBLISHED = ["ada", "cam"]
"""Whose pages lie open in the little class's site: Ben's are for the class."""


class Watched(Executor):
    """An executor that is looked over the shoulder; `change` may do something to a job before it is done."""

    def __init__(self, inner: Executor, change: Callable[[Job], Job] = lambda job: job) -> None:
        self.inner = inner
        self.change = change
        self.jobs: list[Job] = []

    def submit(self, what, job):
        self.jobs.append(job)
        return self.inner.submit(what, self.change(job))

    @property
    def whose(self) -> list[str]:
        return [pickle.loads(job.section)[0].slug for job in self.jobs]


@pytest.fixture
def little(tmp_path: Path) -> ClassFolder:
    """A class with codes, so that there are locked pages, too."""
    made = little_class(tmp_path / "class")
    with_codes(made)
    return made


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A real Dask on loopback, with two workers in processes of their own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0"
    ) as cluster:
        yield cluster


def dask(cluster: LocalCluster) -> str:
    return cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(params=["threads", "processes", "dask"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each kind of executor."""
    if request.param == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
        return
    name = dask(request.getfixturevalue("cluster")) if request.param == "dask" else "processes"
    with opened(name, 2) as (found, workers):
        assert workers == 2
        yield found


@pytest.fixture
def two_processes() -> Iterator[Executor]:
    """Two processes of this computer."""
    with opened("processes", 2) as (found, _):
        yield found


def built(folder: ClassFolder, executor: Executor | None = None) -> tuple[dict[str, bytes], list[Problem]]:
    """Build a class from nothing; return its site and what was told."""
    for name in ("output", ".slc/site", ".slc/texts"):
        shutil.rmtree(folder.root / name, ignore_errors=True)
    heard = RecordingReporter()
    with Builder(Site(folder.root), executor=executor) as builder:
        assert builder.build(heard) is not None
    return tree(folder.output), heard.problems


def edit(folder: ClassFolder, path: str, old: str, new: str) -> None:
    file = folder.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# -- the same site ---------------------------------------------------------------------------------------


def test_whoever_draws_the_pages_the_site_and_what_is_told_are_the_same(
    little: ClassFolder, executor: Executor
) -> None:
    edit(little, "content/students/cam/posts/2025-11-20-moon/index.md", "moon.jpg", "no-such-moon.jpg")
    alone = built(little)
    assert alone[1], "there is something to be told"
    watched = Watched(executor)
    assert built(little, watched) == alone
    assert watched.whose == PUBLISHED


def test_only_the_child_who_has_something_new_is_handed_out(
    little: ClassFolder, two_processes: Executor
) -> None:
    watched = Watched(two_processes)
    with Builder(Site(little.root), executor=watched) as builder:
        assert builder.build(RecordingReporter())
        assert watched.whose == PUBLISHED
        watched.jobs.clear()
        edit(little, "content/students/ada/posts/2025-09-08-my-summer.md", "the lak", "the big lake")
        heard = RecordingReporter()
        assert builder.build(heard)
    assert watched.whose == ["ada"]
    after = tree(little.output)
    assert b"the big lake" in after["students/ada/posts/2025-09-08-my-summer/index.html"]
    assert (after, heard.problems) == built(little)


class Lazy(Executor):
    """Does a job only when somebody waits for it, and counts how many wait at the most."""

    most = out = 0

    def submit(self, what, job):
        self.out += 1
        self.most = max(self.most, self.out)
        return Asked(self, partial(what, job))


class Asked(Future):
    def __init__(self, lazy: Lazy, work: Callable[[], object]) -> None:
        super().__init__()
        self.lazy, self.work = lazy, work

    def exception(self, timeout=None):
        self.lazy.out -= 1
        self.set_result(self.work())
        return super().exception(timeout)


def test_no_more_than_two_sections_ahead_are_asked_for_of_each_worker(little: ClassFolder) -> None:
    for number in range(6):
        shutil.copytree(little.content / "students/cam", little.content / f"students/kid-{number}")
    lazy = Lazy()
    with Builder(Site(little.root), executor=lazy, workers=1) as builder:
        built = builder.build(RecordingReporter())
    assert built
    assert built.students > 8
    assert lazy.most == 1 + 2


# -- what goes wrong -------------------------------------------------------------------------------------


def test_a_broken_template_is_told_as_if_it_had_been_drawn_here(
    little: ClassFolder, executor: Executor
) -> None:
    built(little)
    before = tree(little.output)
    edit(little, "themes/ours/templates/post.html", "ours{%", "{{ page.nothing.at_all }}{%")
    told = []
    for hands_ in (None, executor):
        heard = RecordingReporter()
        with Builder(Site(little.root), executor=hands_) as builder:
            assert builder.build(heard) is None
        told.append(heard.problems)
        assert tree(little.output) == before
    assert told[0] == told[1]
    (broken,) = (one for one in told[1] if one.code == "template")
    assert broken.place == "themes/ours/templates/post.html:2"


def lost(problems: list[Problem]) -> list[str]:
    return [one.code for one in problems if one.code.startswith("executor")]


def test_a_process_that_is_killed_costs_nothing_but_a_note(
    little: ClassFolder, two_processes: ProcessPoolExecutor
) -> None:
    alone = built(little)

    class Deadly(Watched):
        def submit(self, what, job):
            self.jobs.append(job)
            if len(self.jobs) == 2:  # the process that takes it dies, as one does that has no memory left
                return self.inner.submit(signal.raise_signal, signal.SIGKILL)
            return self.inner.submit(what, job)

    deadly = Deadly(two_processes)
    site, told = built(little, deadly)
    assert site == alone[0]
    assert lost(told) == ["executor-lost"]
    assert [one for one in told if one.code != "executor-lost"] == alone[1]
    assert len(deadly.jobs) >= 2


def test_a_worker_of_a_cluster_that_is_killed_is_made_up_for_by_the_others(
    little: ClassFolder, cluster: LocalCluster
) -> None:
    alone = built(little)

    class Deadly(Watched):
        def submit(self, what, job):
            future = super().submit(what, job)
            if len(self.jobs) == 2:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
            return future

    with opened(dask(cluster), 1) as (executor, _):
        assert built(little, Deadly(executor)) == alone


def test_a_cluster_that_goes_away_costs_nothing_but_a_note(little: ClassFolder) -> None:
    alone = built(little)

    class Gone(Watched):
        def submit(self, what, job):
            future = super().submit(what, job)
            if len(self.jobs) == 1:
                own.close()
            return future

    with (
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            host="127.0.0.1",
            protocol="tcp://",
            dashboard_address=":0",
        ) as own,
        opened(dask(own), 1) as (executor, _),
    ):
        site, told = built(little, Gone(executor))
    assert site == alone[0]
    assert lost(told) in ([], ["executor-lost"])  # the first pages may have been quicker


def test_hands_that_never_answer_are_not_waited_for(
    little: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = built(little)
    monkeypatch.setattr(hands, "PATIENCE", 0.01)

    class Deaf(Executor):
        given: list[Future] = []

        def submit(self, what, job):
            self.given.append(Future())
            return self.given[-1]

    deaf = Deaf()
    site, told = built(little, deaf)
    assert (site, lost(told)) == (alone[0], ["executor-lost"])
    assert [one.cancelled() for one in deaf.given] == [True] * len(deaf.given)


def test_an_executor_that_is_shut_down_is_done_without(little: ClassFolder) -> None:
    alone = built(little)
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    site, told = built(little, executor)
    assert (site, lost(told)) == (alone[0], ["executor-lost"])


def another_version(job: Job) -> Job:
    return replace(job, program="of last year")


def themes_out_of_reach(job: Job) -> Job:
    chain, classroom = pickle.loads(job.theme)
    moved = (
        one if one.name == "default" else replace(one, folder=Path("/nowhere", one.name)) for one in chain
    )
    return replace(job, theme=packed_theme(tuple(moved), classroom))


@pytest.mark.parametrize("change", [another_version, themes_out_of_reach])
def test_workers_that_would_draw_something_else_draw_nothing(
    little: ClassFolder, two_processes: Executor, change: Callable[[Job], Job]
) -> None:
    alone = built(little)
    site, told = built(little, Watched(two_processes, change))
    assert site == alone[0]
    (note,) = (one for one in told if one.code == "executor-unlike")
    assert note.severity is Severity.WARNING
    assert len(told) == len(alone[1]) + 1


def test_what_became_of_the_hands_is_not_told_again_by_the_next_build(little: ClassFolder) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    assert lost(built(little, executor)[1]) == ["executor-lost"]
    heard = RecordingReporter()
    with Builder(Site(little.root)) as builder:
        assert builder.build(heard)
    assert lost(heard.problems) == []


def test_processes_end_when_the_program_is_killed() -> None:
    program = """
import os, time
from slc_site.build.executors import opened
if __name__ == "__main__":
    with opened("processes", 1) as (executor, _):
        executor.submit(os.getpid).result()
        print("ready", flush=True)
        time.sleep(600)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        started.kill()
        # The processes have the same output: it ends when all of them have.
        assert started.communicate(timeout=60)[0] == ""


# -- what travels ----------------------------------------------------------------------------------------


def test_a_job_holds_nothing_that_is_not_in_that_childs_pages(little: ClassFolder) -> None:
    with ThreadPoolExecutor(1) as one:
        watched = Watched(one)
        built(little, watched)
    of = dict(zip(watched.whose, watched.jobs, strict=True))
    everything = pickle.dumps(watched.jobs)
    # A child who is not published, what is for the class, what is for the family, and a surname.
    for secret in (b"It is round", b"My stone", b"As high as", b"I want to write", b"Quillfeather"):
        assert secret not in everything
    assert b"Green frog on a" in of["ada"].section
    assert b"Green frog on a" not in of["cam"].section
    assert b"2025-11-20-moon" not in of["ada"].section


# -- by name ---------------------------------------------------------------------------------------------


def build_by_name(folder: ClassFolder, *names: str) -> tuple[int, str]:
    from click.testing import CliRunner

    from slc_site.cli import main

    with CliRunner().isolation() as (out, err, _):
        status = main(["-C", str(folder.root), "build", *names])
        sys.stdout.flush()
        sys.stderr.flush()
        return status, out.getvalue().decode() + err.getvalue().decode()


def test_the_command_builds_with_processes_and_with_a_cluster(
    little: ClassFolder, cluster: LocalCluster
) -> None:
    alone = built(little)[0]
    for name in ("processes", dask(cluster)):
        shutil.rmtree(little.output)
        status, said = build_by_name(little, "--fresh", "--executor", name)
        assert status == 0
        assert "Built" in said
        assert tree(little.output) == alone


@pytest.mark.parametrize("name", ["procesess", "dask://", "dask://school.example", "dask://x:y", "tcp://a:1"])
def test_a_name_that_means_nothing_is_told_with_what_to_type(little: ClassFolder, name: str) -> None:
    status, said = build_by_name(little, "--executor", name)
    assert status == 2
    assert f"not {name}" in said
    assert "dask://cluster.school.example:8786" in said


def test_a_cluster_needs_the_extra(little: ClassFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, said = build_by_name(little, "--executor", "dask://127.0.0.1:8786")
    assert status == 2
    assert 'pip install "slc-site[cluster]"' in said
    assert not little.output.exists()


def test_a_cluster_where_nobody_answers_is_told_soon(
    little: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slc_site.build.executors.ANSWERS_WITHIN", 0.3)
    status, said = build_by_name(little, "--executor", f"dask://{_closed_port()}")
    assert status == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:" in said


def _closed_port() -> str:
    import socket

    with socket.socket() as closing:
        closing.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{closing.getsockname()[1]}"
