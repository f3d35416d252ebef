"""The commands: `slc`, and `python -m slc_site`. The only room that prints."""

from __future__ import annotations

import io
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from slc_site.stamps import Now

INTERRUPTED = 130
"""Exit status after Ctrl-C."""
STOPPED = "Stopped. Nothing was left half-done."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default this program's own; return the exit status.

    What most commands need takes a while to load: it is only loaded if there is something to do.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Windows console may not know a child's owl; better a question mark than no message.
            stream.reconfigure(errors="replace")
    try:
        from slc_site.cli.again import said_again

        seen: list[Now] = []
        status = said_again(sys.argv[1:] if arguments is None else arguments, seen.append)
        if status is not None:
            return status
        from slc_site.cli import entry
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return INTERRUPTED
    return entry.main(arguments, seen[0] if seen else None)
