"""`slc` itself, and the list of its commands."""

from __future__ import annotations

import click

from slc_site import __version__
from slc_site.cli.afterwards import after
from slc_site.cli.begin import init
from slc_site.cli.bring_in import bring_in
from slc_site.cli.codes import codes
from slc_site.cli.conference import conference
from slc_site.cli.conference_day import room
from slc_site.cli.making import build, check, clean
from slc_site.cli.new import new
from slc_site.cli.paper import paper
from slc_site.cli.report import report
from slc_site.cli.session import InOrder, common_options
from slc_site.cli.show import serve
from slc_site.cli.unlock import unlock

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


@click.group(cls=InOrder, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="slc")
@common_options
def slc() -> None:
    """Turn a class's writing into portfolios that children lead their own conferences from.

    \b
    A first evening:
      slc init room-12 --students "Ada, Ben, Cleo"
      cd room-12
      slc serve

    Then write with any text editor in the folder content; the page in the browser follows along.
    When families have signed, slc build makes the folder output, which is what you upload.
    """


for command in (
    init,
    new,
    paper,
    serve,
    report,
    room,
    conference,
    bring_in,
    after,
    codes,
    build,
    check,
    clean,
    unlock,
):
    slc.add_command(command)
