"""`slc` itself, and the list of its commands."""

from __future__ import annotations

from importlib import import_module

import click

from slc_site import __version__
from slc_site.cli.session import InOrder, common_options

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 96}
COMMANDS = {
    "init": "begin.init",
    "new": "new.new",
    "planner": "planner.planner",
    "schedule": "schedule.schedule",
    "calendar": "calendars.calendar",
    "print": "paper.paper",
    "serve": "show.serve",
    "report": "report.report",
    "room": "conference_day.room",
    "conference": "conference.conference",
    "import": "bring_in.bring_in",
    "after": "afterwards.after",
    "codes": "codes.codes",
    "build": "making.build",
    "check": "making.check",
    "publish": "publishing.publish",
    "keepsake": "keepsake.keepsake",
    "verify": "verify.verify",
    "retire": "retire.retire",
    "archive": "archive.archive",
    "new-year": "new_year.new_year",
    "clean": "making.clean",
    "unlock": "unlock.unlock",
}
"""Where each command is, in the order in which a teacher comes to need them."""


class Commands(InOrder):
    """The commands of `COMMANDS`: a module is only loaded when somebody asks for a command of it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"slc_site.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; where there is none, click names those that are near."""
        if args[0] not in COMMANDS:
            self.commands = {name: command for name in COMMANDS if (command := self.get_command(ctx, name))}
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings=SETTINGS)
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
    When families have signed, slc build makes the folder output, and slc publish brings it to your web space.
    """
