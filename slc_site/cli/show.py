"""`slc serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slc_site.cli.options import open_option, port_option
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.problems import TerminalReporter

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.share.access import Viewer


@click.command()
@click.option(
    "--as",
    "eyes",
    metavar="WHO",
    default="teacher",
    show_default=True,
    help="With whose eyes: public, class, family:ada, conference:ada or teacher.",
)
@port_option
@open_option
@common_options
@current_session
@click.pass_context
def serve(context: click.Context, session: Session, eyes: str, port: int, open_browser: bool) -> None:
    """Show the class in your browser while you write.

    Only on this computer: you see everything, also what is not for the web. The pages follow along as
    you write, and a page with a mistake shows what is the matter. Press Ctrl-C to stop.

    With --as you see just what somebody else sees: everybody, the families of the class, one child's
    family, or whoever is in the room at a child's conference.

    \b
    Example:
      slc serve
      slc serve --as family:ada
      slc serve --port 8080 --no-open
    """
    site = session.site()
    viewer = _viewer(context, session, site, eyes)
    from slc_site.serve.server import serve as run

    screen = session.screen
    write = screen.problem_as_json if session.json else screen.problem
    screen.say("Building the class …")
    reporter = TerminalReporter(write)
    context.exit(
        run(site, port=port, open_browser=open_browser, say=screen.say, reporter=reporter, viewer=viewer)
    )


def _viewer(context: click.Context, session: Session, site: Site, eyes: str) -> Viewer:
    """Return whose eyes are meant; the class is read only when it is a child's family or conference."""
    from slc_site.desk.refusal import RefusalError
    from slc_site.serve.eyes import audience_meant, viewer_meant

    try:
        audience, child = audience_meant(eyes)
        students = _students(context, session, site) if child else {}
        return viewer_meant(audience, child, students)
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal


def _students(context: click.Context, session: Session, site: Site) -> dict[str, str]:
    """Return the names of the students by slug; end the command when the class cannot be read."""
    from slc_site.read.loader import load

    library = load(site.root, session.reporter)
    if library is None:
        context.exit(session.end("As long as the class cannot be read, nobody else's eyes are known.", None))
    return {student.slug: student.name for student in library.students}
