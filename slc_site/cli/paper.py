"""`slc print`: the pack of a conference, its parts, and whatever else is made for paper."""

from __future__ import annotations

from importlib import import_module

import click

from slc_site.cli.session import InOrder, common_options

MORE = {
    "pack": "printing.pack",
    "letters": "letters.letters",
    "forms": "print_forms.forms",
    "folder": "print_folder.folder",
    "slips": "print_class.slips",
    "desk-cards": "print_class.desk_cards",
    "party": "print_class.party",
    "codes": "print_class.codes",
}
"""Commands of their own, each in a module that is only loaded when somebody asks for it."""


class Papers(InOrder):
    """Those of `MORE`, and one for each other part that can be printed.

    What is no command is a conference: `slc print fall` is `slc print pack fall`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        from slc_site.paper.parts import PARTS

        return list(dict.fromkeys((*MORE, *(part.name for part in PARTS))))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None when there is none of that name."""
        if cmd_name in MORE:
            module, _, name = MORE[cmd_name].partition(".")
            command: click.Command = getattr(import_module(f"slc_site.cli.{module}"), name)
            return command
        from slc_site.paper.parts import part

        if (found := part(cmd_name)) is None:
            return None
        from slc_site.cli.printing import command_of

        return command_of(found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; the pack, where a conference was."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "pack", self.get_command(ctx, "pack"), args
        return super().resolve_command(ctx, args)


@click.group("print", cls=Papers)
@common_options
def paper() -> None:
    """Make what is printed: the pack of a conference, or a part of it.

    slc print fall is the whole pack, to send to the copier; with the name of a part, such as cards, only
    that. All of it goes into the folder print, which is for you
    alone and is never uploaded.

    \b
    Example:
      slc print fall
      slc print cards fall --for Ada
    """
