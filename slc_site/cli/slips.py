"""`slc slips`: what helps to reflect, on paper."""

from __future__ import annotations

import click

from slc_site.cli.session import Session, common_options, current_session

SLIPS = "slips.html"


@click.command()
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@common_options
@current_session
@click.pass_context
def slips(context: click.Context, session: Session, open_browser: bool) -> None:
    """Make slips to print, on which a child reflects with a pencil.

    One for each strand: sentences to finish, your anchor chart to tick, words that help. What you write into
    class.yml as good, stems and words of a strand stands on them.

    \b
    Example:
      slc slips --open
    """
    site = session.site()
    from slc_site.desk.stems import helpers
    from slc_site.problems import RecordingReporter
    from slc_site.read.loader import load
    from slc_site.render.slips import Slip, slips_page

    heard = RecordingReporter()
    library = load(site.root, heard)
    if library is None:
        for problem in heard.problems:
            session.reporter.report(problem)
        context.exit(session.end("There are no slips: the class cannot be read.", None))
    classroom = library.classroom
    shown = []
    for strand in classroom.strands:
        helps = helpers(classroom, strand.tag)
        stems = helps.stems
        shown.append(Slip(strand.title, stems.did_well, helps.chart, stems.make_better, helps.words))
    site.state.mkdir(mode=0o700, exist_ok=True)
    file = site.state / SLIPS
    file.write_text(slips_page(shown, classroom.title, classroom.language), encoding="utf-8")
    if open_browser:
        import webbrowser

        webbrowser.open(file.as_uri())
    said = f"The slips are in {file}\nPrint as many as you need."
    context.exit(session.end(said, {"file": str(file), "slips": len(shown)}))
