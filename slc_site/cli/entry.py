"""Where a command begins and ends: its exit status, Ctrl-C, and what we say when the fault is ours."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site import __version__
from slc_site.cli import INTERRUPTED, STOPPED
from slc_site.cli.group import slc
from slc_site.cli.screen import printable
from slc_site.cli.session import Session

if TYPE_CHECKING:
    from slc_site.stamps import Now

# At its end, Python would look for garbage in all that there is: some thirty milliseconds for nothing.
atexit.register(gc.freeze)

FINE, LEFT_OUT, WRONG_USE = 0, 1, 2
"""Exit status: all is well; something was left out or refused; the command was not understood."""


def main(arguments: Sequence[str] | None = None, now: Now | None = None) -> int:
    """Run a command line, by default this program's own; return the exit status.

    `now` is what was seen of the class already, if the command is a plain `slc build`.
    """
    session = Session(now)
    try:
        return int(slc.main(arguments, prog_name="slc", standalone_mode=False, obj=session) or FINE)
    except click.exceptions.Abort:
        click.echo(STOPPED, err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        click.echo(_disk_words(error), err=True)
        return LEFT_OUT
    except Exception as error:  # the last resort: a teacher should never be shown a traceback
        click.echo(_apology(error, session), err=True)
        return LEFT_OUT


def _disk_words(error: OSError) -> str:
    """Say in plain words what a disk has refused outside of any stage that could have told."""
    from slc_site.build.trouble import disk_problem

    return printable(str(disk_problem(error, str(error.filename or "The disk"))))


def _apology(error: Exception, session: Session) -> str:
    file = _keep_details(error, session.state)
    what = printable(f"{type(error).__name__}: {error}".splitlines()[0][:200])
    where = f" The details are in {file}: please hand them to whoever looks after slc." if file else ""
    return f"Something went wrong inside slc itself ({what}). It is not your fault.{where}"


def _typed(words: Sequence[str]) -> str:
    """Return what was typed, but no code: the file is handed on."""
    if "unlock" in words:
        words = [*words[: words.index("unlock") + 1], "…"]
    return " ".join(words)


def _keep_details(error: Exception, state: Path | None) -> Path | None:
    """Write what happened to a file of this computer; return which, or None if that failed, too."""
    import platform
    import tempfile
    import traceback

    told = (
        f"slc {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{_typed(sys.argv)}\n\n{''.join(traceback.format_exception(error))}"
    )
    for folder in filter(None, (state, Path(tempfile.gettempdir()))):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            file = folder / ("crash.txt" if folder == state else "slc-crash.txt")
            file.write_text(told, encoding="utf-8", errors="backslashreplace")
        except OSError:  # a full disk may be the very reason: try the next place
            continue
        return file
    return None
