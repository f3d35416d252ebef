"""Options that several commands have, said of each in the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where the pages are shown; if it is taken, the next free one is used.",
)
open_option = click.option(
    "--open/--no-open", "open_browser", default=True, help="Open the browser, or do not."
)


def day_option(name: str, about: str) -> Callable[[Any], Any]:
    """Return an option that takes a day, which the command is given as `day`; None: nobody named one."""
    return click.option(name, "day", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help=about)
