"""`slc build` when nothing has changed: what was said the last time is said again, and that is all.

Only the plain forms of the command are understood, and only if surely nothing is to be done; else the command
goes its usual way. Nothing is imported here that takes time. Nothing is written, and no lock is needed: who
builds takes away what is kept (`build.graph.Memory`) before touching anything. If there is something to do,
what was looked at is handed on, so that nobody has to look again.
"""

# pathlib takes a tenth of the time that all of this may take.
# ruff: noqa: PTH110, PTH118, PTH120

from __future__ import annotations

import os
import sys
import time

from slc_site import stamps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FILE = os.path.join(".slc", "site", stamps.FILE)


def said_again(
    arguments: Sequence[str], hand_on: Callable[[stamps.Now], object] = lambda _: None
) -> int | None:
    """Say what the last build said and return its exit status; None, with nothing said, if it may not be.

    `hand_on` is then given what was looked at, if anything was, so that the build need not look again.
    """
    begun = time.monotonic()
    asked = _understood(arguments)
    if asked is None:
        return None
    folder, quiet = asked
    try:
        said = _said_of_what_is_now(os.path.realpath(folder), hand_on)
    except OSError:  # such as that of a folder which is gone: told by those who have words for it
        return None
    if said is None:
        return None
    status, problems, before, after = said
    if problems and sys.stderr.isatty():
        return None  # where they are shown in colours
    summary = "" if quiet else f"{before}{time.monotonic() - begun:.1f}{after}\n"
    return int(status) if _written(problems, summary) else 1


def _understood(arguments: Sequence[str]) -> tuple[str, bool] | None:
    """Return the class's folder and whether to be quiet; None for any other command than a plain build."""
    left = list(arguments)
    folder, quiet, builds = "", False, False
    while left:
        word = left.pop(0)
        if word == "build" and not builds:
            builds = True
        elif word in ("-q", "--quiet"):
            quiet = True
        elif word == "-C" and not folder and left and left[0] and not left[0].startswith("-"):
            folder = left.pop(0)
        else:
            return None
    # The shell may be asking how a word goes on.
    return (folder or os.curdir, quiet) if builds and "_SLC_COMPLETE" not in os.environ else None


def _said_of_what_is_now(
    root: str, hand_on: Callable[[stamps.Now], object]
) -> tuple[str, str, str, str] | None:
    """Return what is kept of the last plain build (see `Kept.said`) if another one would say the same."""
    file = os.path.join(root, _FILE)
    kept = stamps.Kept.read(file)
    if kept is None or not kept.said[0] or kept.young:
        return None
    if kept.sources[0] != os.path.join(root, "content") or kept.output != os.path.join(root, "output"):
        return None  # the class's folder was copied or has moved
    now = stamps.Now(kept.sources)
    hand_on(now)
    is_as_it_was = kept.is_of_now(now, os.path.dirname(file))
    return kept.said if is_as_it_was and os.path.exists(file) else None


def _written(problems: str, said: str) -> bool:
    """Write to both streams; return whether somebody read it."""
    try:
        for stream, text in ((sys.stderr, problems), (sys.stdout, said)):
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        # Whoever read has gone away. Python would try once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
