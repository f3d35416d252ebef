"""`slc conference`: hold the conferences, on this computer or on the tablets of the room."""

from __future__ import annotations

import sys

import click

from slc_site.cli.conference_day import UNREADABLE, conference_meant
from slc_site.cli.options import open_option, port_option
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.problems import TerminalReporter


@click.command("conference")
@click.argument("conference", required=False)
@click.option("--lan", is_flag=True, help="Let the tablets of the room in, with a number that you tell them.")
@click.option(
    "--host", metavar="ADDRESS", help="With --lan: which address of this computer, if it has several."
)
@port_option
@open_option
@common_options
@current_session
@click.pass_context
def conference(
    context: click.Context,
    session: Session,
    conference: str | None,
    lan: bool,
    host: str | None,
    port: int,
    open_browser: bool,
) -> None:
    """Hold the conferences, and save what is typed at them.

    What is typed on the pages goes into the children's own files. The pages open on this computer, with the
    children in the order of your schedule. Press Ctrl-C to stop.

    With --lan, tablets in the same network come in as well, with a number that is new each time. Children
    who may not be published are not shown to them.

    \b
    Example:
      slc conference fall
      slc conference fall --lan
    """
    site = session.site()
    address = _address(lan, host)
    library = session.library(UNREADABLE)
    from slc_site.serve.room.runner import Wish, conduct

    screen = session.screen
    write = screen.problem_as_json if session.json else screen.problem
    wish = Wish(conference_meant(library, conference), address, port, open_browser, sys.stdout.isatty())
    if address and not host:
        _say_which(session, address)
    screen.say("Building the pages …")
    context.exit(conduct(site, library, wish, say=screen.say, reporter=TerminalReporter(write)))


def _address(lan: bool, host: str | None) -> str | None:
    """Return the address of this computer in the local network, if others are to come in.

    Raises:
        MisuseError: there is none, or the one that was named can be reached from elsewhere.
    """
    from slc_site.serve.room.network import is_in_the_building, own_addresses

    if not lan:
        if host:
            raise MisuseError("--host goes with --lan: slc conference --lan --host " + host)
        return None
    own = own_addresses()
    if host is None:
        if own:
            return own[0]
        raise MisuseError(
            "This computer is in no local network that I can find. Join the Wi-Fi of the room, or leave out "
            "--lan: then the conferences are on this computer only."
        )
    if not is_in_the_building(host):
        there = f" This computer is {' or '.join(own)}." if own else ""
        raise MisuseError(f"{host} is no address in a local network.{there}")
    return host


def _say_which(session: Session, address: str) -> None:
    from slc_site.serve.room.network import own_addresses

    if others := [one for one in own_addresses() if one != address]:
        session.screen.say(
            f"This computer has several addresses; tablets use {address}. If they cannot reach it, try "
            f"--host {others[0]}."
        )
