"""`slc serve`."""

from __future__ import annotations

import click

from slc_site.cli.session import Session, common_options, current_session
from slc_site.problems import TerminalReporter


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where the pages are shown; if it is taken, the next free one is used.",
)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the browser, or do not.")
@common_options
@current_session
@click.pass_context
def serve(context: click.Context, session: Session, port: int, open_browser: bool) -> None:
    """Show the class in your browser while you write.

    Only on this computer: you see everything, also what is not for the web. The pages follow along as
    you write, and a page with a mistake shows what is the matter. Press Ctrl-C to stop.

    \b
    Example:
      slc serve
      slc serve --port 8080 --no-open
    """
    site = session.site()
    from slc_site.serve.server import serve as run

    screen = session.screen
    write = screen.problem_as_json if session.json else screen.problem
    screen.say("Building the class …")
    reporter = TerminalReporter(write)
    context.exit(run(site, port=port, open_browser=open_browser, say=screen.say, reporter=reporter))
