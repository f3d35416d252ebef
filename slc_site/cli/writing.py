"""Writing into a file of the class for a command: what goes wrong is reported, with what to do by hand."""

from __future__ import annotations

from collections.abc import Callable

from slc_site.cli.session import Session
from slc_site.problems import Problem


def is_written(session: Session, file: str, write: Callable[[], object], *, by_hand: str, code: str) -> bool:
    """Let something be written into a file of the class; False: it could not be, which is reported.

    Args:
        session: Who reports.
        file: The file, as messages name it.
        write: Writes, through the pen.
        by_hand: What to do where the disk or the file does not allow it, as a sentence.
        code: Of the problems.
    """
    from slc_site.pen.atomic import ChangedError
    from slc_site.pen.editing import UnwritableError

    try:
        write()
    except UnwritableError as error:
        session.reporter.report(error.problem)
    except ChangedError:
        message, hint = "Somebody has just written this file; nothing was changed in it.", "Try again."
        session.reporter.report(Problem(message, file, hint=hint, code=code))
    except (OSError, UnicodeDecodeError) as error:
        message = f"This file cannot be written ({getattr(error, 'strerror', None) or 'it is no text'})."
        session.reporter.report(Problem(message, file, hint=by_hand, code=code))
    else:
        return True
    return False
