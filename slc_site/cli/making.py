"""`slc build`, `slc check` and `slc clean`."""

from __future__ import annotations

import time
from dataclasses import asdict

import click

from slc_site.cli.session import Session, common_options, current_session
from slc_site.cli.summary import built_summary, checked_summary, counted


@click.command()
@common_options
@current_session
@click.pass_context
def build(context: click.Context, session: Session) -> None:
    """Make the site that you upload, in the folder output.

    Only what everybody may see goes there; what was held back, and why, is told at the end.
    Nothing in content is ever changed.

    \b
    Example:
      slc build
      slc -C room-12 build
    """
    site = session.site()
    from slc_site.build import pipeline

    begun = time.monotonic()
    with session.progress() as progress:

        def waiting() -> None:
            progress.step("Another build is running here; waiting for it", None)

        with pipeline.Builder(site, progress=progress, waiting=waiting) as builder:
            built = builder.build(session.reporter)
    if built is None:
        context.exit(session.end("Nothing was built. The site is as it was before.", None))
    seconds = time.monotonic() - begun
    said = built_summary(built, seconds, site.output, session.reporter)
    context.exit(session.end(said, {**asdict(built), "seconds": round(seconds, 2)}))


@click.command()
@common_options
@current_session
@click.pass_context
def check(context: click.Context, session: Session) -> None:
    """Say what could be put right.

    Besides mistakes, this finds reflections not yet written, pictures without words, files that nothing
    shows, links that lead nowhere and surnames on their way to the web. Nothing is written.

    \b
    Example:
      slc check
    """
    site = session.site()
    from slc_site.build import checks

    checked = checks.check(site, session.reporter)
    if checked is None:
        context.exit(session.end("Not all could be looked at.", None, notes=True))
    said = checked_summary(checked, session.reporter)
    context.exit(session.end(said, asdict(checked), notes=True))


@click.command()
@common_options
@current_session
@click.pass_context
def clean(context: click.Context, session: Session) -> None:
    """Delete what slc has made.

    The next build then starts from nothing. What you wrote stays, and so do files in output that slc
    did not make.

    \b
    Example:
      slc clean
    """
    site = session.site()
    from slc_site.build.tidy import tidy
    from slc_site.build.trouble import OutputError

    try:
        count = tidy(site)
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("Not all could be deleted.", None))
    said = (
        f"Deleted {counted(count, 'file', 'files')} from {site.output.name}." if count else "All was clean."
    )
    context.exit(session.end(said, {"deleted": count}))
