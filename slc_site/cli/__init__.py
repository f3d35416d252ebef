"""The commands: `slc`, and `python -m slc_site`. The only room that prints."""

from slc_site.cli.entry import main

__all__ = ["main"]
