"""`slc unlock`: opens a locked file without a browser, and without the class."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from slc_site.cli.session import MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from slc_site.share.codes import Code
    from slc_site.share.doors import Doors
    from slc_site.share.seal import Opened

VARIABLE = "SLC_CODE"
_READABLE = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", metavar="TEXT", help=f"The code. Better: let it be asked, or put it in {VARIABLE}.")
@click.option("--link", metavar="TEXT", help="The link instead, or what stands behind #k= in it.")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    help="Where the content goes. Without it, text is shown; - passes it on.",
)
@click.option(
    "--doors",
    "doors_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file doors.js of the same site. Without it: the one beside the folder that FILE is in.",
)
@common_options
@current_session
@click.pass_context
def unlock(
    context: click.Context,
    session: Session,
    file: Path,
    code: str | None,
    link: str | None,
    target: str | None,
    doors_file: Path | None,
) -> None:
    """Open a locked file with a code.

    FILE is a page or a .bin file of the folder locks of a site, as it lies on the web or in output. The code
    is asked for, so that it is not kept among the commands that were typed. No class is needed.

    \b
    Example:
      slc unlock output/locks/a7/a7c3d94e01b2f6a85c7d0e31.html
      slc unlock a7c3d94e01b2f6a85c7d0e31.bin --doors doors.js --to frog.webp
    """
    locked = _Locked(context, session, file)
    doors = locked.doors(doors_file or file.parent.parent / "doors.js")
    by = locked.by(code, link, may_ask=not session.json)
    opened = locked.opened(doors, by)
    said = f"{opened.path}, {len(opened.content):,} bytes of {opened.type}"
    result: dict[str, object] = {"path": opened.path, "type": opened.type, "size": len(opened.content)}
    if target is not None and target != "-":
        locked.write(Path(target), opened.content)
        context.exit(session.end(f"Wrote {target}: {said}", {**result, "to": target}))
    if session.json:
        context.exit(session.end(said, {**result, "to": None}))
    if target is None and not opened.type.startswith(_READABLE):
        raise MisuseError(f"This is no text: {said}. Say where it is to go: --to FILE")
    if target is None and _on_a_terminal():
        from slc_site.cli.screen import printable

        click.echo(printable(opened.content.decode("utf-8", "replace")), nl=False)
    else:
        click.echo(opened.content, nl=False)


def _on_a_terminal() -> bool:
    return sys.stdout.isatty()


class _Locked:
    """A locked file, and how opening it ends when it cannot be opened."""

    def __init__(self, context: click.Context, session: Session, file: Path) -> None:
        """Read the file."""
        from slc_site.share.seal import DamagedError
        from slc_site.share.sealed_file import NotSealedError, name_in, sealed_part

        self._context, self._session, self._file = context, session, file
        name = name_in(file.name)
        try:
            self._sealed = sealed_part(self._read(file))
        except NotSealedError:
            self._stop(
                "not-sealed",
                "There is nothing locked in this file.",
                "A locked file is one of the folder locks: a page, or a file that ends in .bin.",
            )
        except DamagedError:
            self._stop_for_damage()
        if name is None:
            self._stop(
                "not-sealed",
                "This is not the name that the file had on the web.",
                "Give it back its name of 24 letters and digits: without it, it does not open.",
            )
        self._name = name

    def doors(self, file: Path) -> Doors:
        """Read the list of doors."""
        from slc_site.share.doors import DoorsError, read_doors

        if not file.is_file():
            self._stop(
                "no-doors",
                f"There is no {file}, and it has the locks that a code fits.",
                "It lies in the folder locks of the same site. Say where: --doors FILE",
            )
        try:
            return read_doors(self._read(file).decode("utf-8", "replace"))
        except DoorsError as error:
            self._stop(
                "no-doors", f"{file} cannot be used: {error}.", "Fetch it once more from the folder locks."
            )

    def by(self, code: str | None, link: str | None, *, may_ask: bool) -> Code | bytes:
        """Return what opens, of what was typed, or kept in a variable, or is asked for now."""
        from slc_site.cli.asking import can_ask
        from slc_site.share.codes import SlipError, read_code, read_link

        typed = code or link or os.environ.get(VARIABLE, "")
        if not typed:
            if not may_ask or not can_ask():
                raise MisuseError(f"Say the code: --code, or --link, or put it in {VARIABLE}.")
            typed = str(click.prompt("The code, or the link (it is not shown)", hide_input=True, err=True))
        try:
            return read_link(typed) if (link and not code) or "#k=" in typed else read_code(typed)
        except SlipError as error:
            word = f" ({error.word})" if error.word else ""
            self._stop(
                "slip", f"This cannot be a code: {error}{word}.", "Look at it once more, letter by letter."
            )

    def opened(self, doors: Doors, by: Code | bytes) -> Opened:
        """Open the file."""
        from slc_site.share.doors import DoorsError, WrongCodeError, enter
        from slc_site.share.seal import DamagedError, SealError
        from slc_site.share.sealed_file import opened_with

        try:
            return opened_with([one.key for one in enter(doors, by)], self._name, self._sealed)
        except WrongCodeError:
            self._stop(
                "wrong-code",
                "This code opens nothing on this site.",
                "It is of another class, or was taken back and there is a newer one.",
            )
        except DoorsError as error:
            self._stop(
                "no-doors", f"The list of doors: {error}.", "Fetch it once more from the folder locks."
            )
        except DamagedError:
            self._stop_for_damage()
        except SealError:
            self._stop(
                "wrong-code",
                "The code is right, but it does not open this file.",
                "It is another family's, or older than the code, or it was damaged on its way.",
            )

    def write(self, target: Path, content: bytes) -> None:
        """Write what was in it to a file that only its owner can read."""
        from slc_site.build.trouble import disk_problem
        from slc_site.share.keyfile import write_private

        if target.exists():
            raise MisuseError(f"There is a {target} already. Name another file.")
        try:
            write_private(target, content)
        except OSError as error:
            self._session.reporter.report(disk_problem(error, str(target)))
            self._end()

    def _read(self, file: Path) -> bytes:
        from slc_site.build.trouble import disk_problem

        try:
            return file.read_bytes()
        except OSError as error:
            self._session.reporter.report(disk_problem(error, str(file)))
            self._end()

    def _stop_for_damage(self) -> NoReturn:
        self._stop(
            "sealed-damaged",
            "This file is damaged: something of it was changed or cut off.",
            "Fetch it once more.",
        )

    def _stop(self, code: str, message: str, hint: str) -> NoReturn:
        from slc_site.problems import Problem

        self._session.reporter.report(Problem(message, str(self._file), hint=hint, code=code))
        self._end()

    def _end(self) -> NoReturn:
        self._context.exit(self._session.end("", None))
