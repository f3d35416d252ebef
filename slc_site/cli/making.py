"""`slc build`, `slc check` and `slc clean`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from slc_site.cli.profile import Stopwatch
from slc_site.cli.screen import plain_words, printable
from slc_site.cli.session import MisuseError, Session, common_options, current_session, hurrying, loading
from slc_site.cli.summary import (
    built_summary,
    checked_output_summary,
    checked_summary,
    counted,
    freed_summary,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from slc_site.build.site import Site
    from slc_site.render.prose.workers import Workers


@click.command()
@click.option(
    "--htaccess",
    metavar="FOLDER-AT-HOST",
    help="Let an Apache host ask for passwords instead of sealing; the folder is the site's, whole.",
)
@click.option(
    "--fresh",
    is_flag=True,
    help="Make all pages anew, from nothing that was kept but finished pictures and recordings.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="How many texts or pictures to work on at a time. Without it: as many as there are processors.",
)
@click.option(
    "--executor",
    metavar="WHO",
    help="Let others draw the pages of children: processes, or a Dask cluster at dask://HOST:PORT.",
)
@click.option(
    "--profile",
    is_flag=True,
    help="Tell how long each step took, and which texts, pictures and recordings took longest.",
)
@common_options
@current_session
@click.pass_context
def build(
    context: click.Context,
    session: Session,
    htaccess: str | None,
    fresh: bool,
    jobs: int | None,
    executor: str | None,
    profile: bool,
) -> None:
    """Make the site that you upload, in the folder output.

    What everybody may see goes there as it is. What is for the class or for families goes there locked,
    once they have codes: see slc codes. What was held back, and why, is told at the end. Nothing in
    content is ever changed.

    With --htaccess nothing is sealed: the host asks for the number of a code as the name and for its words as
    the password. That only keeps others out at a host that runs Apache and obeys .htaccess files.

    What has not changed since the last build is not made again. Should a page ever look as if that had gone
    wrong, --fresh makes all of them anew; files that come out the same are not touched, so there is
    nothing more to upload than before.

    With --executor the pages of the children who have something new are drawn elsewhere: in as many
    processes as --jobs says, or by the workers of a Dask cluster. What they draw is the same, and what
    they fail to do is done here. A single class of usual size gains nothing by it.

    \b
    Example:
      slc build
      slc -C room-12 build
      slc build --fresh --profile
      slc build --htaccess /home/school/public_html/room-12
    """
    stopwatch = Stopwatch() if profile else None
    host_folder = _folder_at_host(htaccess) if htaccess is not None else None
    site = session.site()
    with closing(_converters(jobs)) as converters, hurrying():
        with loading():
            from slc_site.build import pipeline

        begun = time.monotonic()
        with session.progress() as shown:
            progress = stopwatch.passing_on(shown) if stopwatch else shown

            def waiting() -> None:
                shown.step("Another build is running here; waiting for it", None)

            with (
                _opened(executor, jobs) as (hands, workers),
                pipeline.Builder(
                    site,
                    host_folder=host_folder,
                    progress=progress,
                    waiting=waiting,
                    fresh=fresh,
                    jobs=jobs,
                    executor=hands,
                    workers=workers,
                    converters=converters,
                    now=session.now,
                ) as builder,
            ):
                built = builder.build(session.reporter)
    if built is None:
        context.exit(session.end("Nothing was built. The site is as it was before.", None))
    seconds = time.monotonic() - begun
    said = built_summary(built, seconds, site.output, session.reporter)
    result = {**to_builtins(built), "seconds": round(seconds, 2)}
    timed = stopwatch.end() if stopwatch else None
    if timed:
        result["profile"] = timed.as_dict()
    status = session.end(f"{said}\n\n{timed.words()}" if timed else said, result)
    # The next plain command may say it again, see slc_site.cli.again; but not what became of an executor.
    if host_folder is None and executor is None:
        before, _, after = printable(said).partition(f"{seconds:.1f}")
        builder.said(status, plain_words(session.shown_problems()), before, after)
    context.exit(status)


def _converters(jobs: int | None) -> Workers:
    """Return who convert texts; one begins already, while the rest of the program is loaded."""
    from slc_site.render.prose.workers import Workers

    converters = Workers(jobs)
    converters.get_ready()
    return converters


@contextmanager
def _opened(executor: str | None, jobs: int | None) -> Iterator[tuple[Executor | None, int]]:
    """Yield an executor and how many jobs it does at a time, or None where nobody asked for one.

    Raises:
        MisuseError: there is none of that name.
    """
    if executor is None:
        yield None, 0
        return
    from slc_site.build.executors import NoExecutorError, opened

    try:
        with opened(executor, jobs) as found:
            yield found
    except NoExecutorError as error:
        raise MisuseError(str(error)) from error


def _folder_at_host(typed: str) -> PurePosixPath:
    """Return a folder on a host's disk, whole.

    Raises:
        MisuseError: Apache would not find it.
    """
    folder = PurePosixPath(typed.strip().replace("\\", "/"))
    is_whole = folder.is_absolute() or typed[1:3] in (":/", ":\\")
    if not is_whole or any(char in typed for char in '"\n\r'):
        raise MisuseError(
            f"--htaccess needs the whole path of the site's folder at the host, such as "
            f"/home/school/public_html/room-12, not {typed}. The host's help pages or its support know it."
        )
    return folder


@click.command()
@click.option(
    "--output",
    is_flag=True,
    help="Open every file in output instead: does any tell more than one sees and hears?",
)
@common_options
@current_session
@click.pass_context
def check(context: click.Context, session: Session, output: bool) -> None:
    """Say what could be put right.

    Besides mistakes, this finds reflections not yet written, pictures without words, files that nothing
    shows, links that lead nowhere and surnames on their way to the web. A table says who can see what of
    each student. Nothing is written.

    With --output it looks at what you are about to upload: at each file in it, with other people's readers
    too, for places, names and dates that a photo, sound or video may carry with it.

    \b
    Example:
      slc check
      slc check --output
    """
    site = session.site()
    if output:
        context.exit(_check_output(site, session))
    from slc_site.build import checks

    checked = checks.check(site, session.reporter)
    if checked is None:
        context.exit(session.end("Not all could be looked at.", None, notes=True))
    said = checked_summary(checked, session.reporter)
    context.exit(session.end(said, to_builtins(checked), notes=True))


def _check_output(site: Site, session: Session) -> int:
    """Open every file that would be uploaded; return the exit status."""
    from slc_site.build.output_check import check_output
    from slc_site.build.trouble import OutputError

    try:
        with session.progress() as progress:
            checked = check_output(site, session.reporter, progress=progress)
    except OutputError as error:
        session.reporter.report(error.problem)
        checked = None
    if checked is None:
        return session.end("Nothing was looked at.", None, notes=True)
    return session.end(checked_output_summary(checked), to_builtins(checked), notes=True)


@click.command()
@click.option(
    "--unused",
    is_flag=True,
    help="Delete only finished pictures and recordings that nothing in content needs any more.",
)
@common_options
@current_session
@click.pass_context
def clean(context: click.Context, session: Session, unused: bool) -> None:
    """Delete what slc has made.

    The next build then starts from nothing. What you wrote stays, and so do files in output that slc
    did not make.

    With --unused the site stays, and so does whatever the next build needs: only what is left over from
    photos, sounds and videos that were changed or taken away goes, to make room on the disk.

    \b
    Example:
      slc clean
      slc clean --unused
    """
    site = session.site()
    from slc_site.build import tidy
    from slc_site.build.trouble import OutputError

    try:
        if unused:
            freed = tidy.prune(site, session.reporter)
            said, result = freed_summary(freed), to_builtins(freed) if freed else None
        else:
            count = tidy.tidy(site)
            deleted = f"Deleted {counted(count, 'file', 'files')} from {site.output.name}."
            said, result = deleted if count else "All was clean.", {"deleted": count}
    except OutputError as error:
        session.reporter.report(error.problem)
        said, result = "Not all could be deleted.", None
    context.exit(session.end(said, result))
