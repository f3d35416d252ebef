"""`slc serve`: build, show, watch, build again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from slc_site.build.other_eyes import other_eyes
from slc_site.build.progress import Progress
from slc_site.build.site import Site
from slc_site.build.trouble import OutputError
from slc_site.problems import Problem, Reporter
from slc_site.serve.address import address_of, is_loopback, listen, own_names, url_of
from slc_site.serve.app import make_app
from slc_site.serve.rounds import Rounds, Say
from slc_site.serve.status import Board
from slc_site.serve.watch import Watcher
from slc_site.share.access import TEACHER, Viewer

if TYPE_CHECKING:
    from flask import Flask

PATIENCE = 60
"""Seconds that a browser may be silent in the middle of a request, or not take what it asked for."""


def serve(
    site: Site,
    *,
    host: str = "127.0.0.1",
    port: int,
    open_browser: bool,
    say: Say,
    reporter: Reporter,
    progress: Progress | None = None,
    viewer: Viewer = TEACHER,
) -> int:
    """Show the teacher the class as `viewer` sees it until Ctrl-C; return the exit status of the command.

    The edition is built into a folder of `.slc`, shown on `host`, which must be a loopback address, and built
    again whenever something in the class's folders changes. When `port` is taken, the next free one is
    used. `say` is given lines for the terminal; `progress` is shown during the first build.
    """
    listener = _listener(host, port, say, reporter)
    if listener is None:
        return 1 if is_loopback(host) else 2
    with listener:
        try:
            with other_eyes(site) if viewer != TEACHER else nullcontext():
                preview = site.preview if viewer == TEACHER else site.preview_as
                if not _private(site, preview, reporter):
                    return 1
                _run(site, viewer, preview, listener, open_browser, say, reporter, progress)
        except OutputError as error:
            reporter.report(error.problem)
            return 1
        except KeyboardInterrupt:
            say("Stopped.")
    return 0


def _run(
    site: Site,
    viewer: Viewer,
    preview: Path,
    listener: socket.socket,
    open_browser: bool,
    say: Say,
    reporter: Reporter,
    progress: Progress | None,
) -> None:
    from slc_site.build.pipeline import Builder  # slow to load, and not needed to say that a port is taken

    def waiting() -> None:
        say("Another build is running here; waiting for it.")

    board = Board()
    with (
        answering(listener, preview, board),
        Watcher(site.root, (site.content.name, site.themes.name), reporter) as watcher,
        Builder(
            site, viewer=viewer, folder=preview, live=True, progress=progress, waiting=waiting
        ) as builder,
    ):
        rounds = Rounds(site.root, builder, board, say, reporter, own_eyes=viewer == TEACHER)
        rounds.build(frozenset())
        say(f"The class is at {url_of(listener)} (Ctrl-C stops).")
        if open_browser:
            import webbrowser

            webbrowser.open(url_of(listener))
        rounds.follow(watcher)


@contextmanager
def answering(listener: socket.socket, preview: Path, board: Board) -> Iterator[None]:
    """Answer requests at `listener` in threads of their own as long as this lasts."""
    with running(listener, make_app(preview, board, own_names(*address_of(listener)))):
        try:
            yield
        finally:
            board.close()


@contextmanager
def running(listener: socket.socket, app: Flask) -> Iterator[None]:
    """Answer requests with `app` as long as this lasts; what it streams must end before."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        timeout = PATIENCE

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing: a line for each picture is no news."""

    host, port = address_of(listener)
    # Werkzeug would print and exit by itself if it could not have the port; and it makes its own copy.
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="slc-serve", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _listener(host: str, port: int, say: Say, reporter: Reporter) -> socket.socket | None:
    try:
        listener = listen(host, port)
    except ValueError:
        reporter.report(
            Problem(
                f"`{host}` could be reached from other computers.",
                hint="What is shown here is for the teacher only: use 127.0.0.1.",
                code="not-loopback",
            )
        )
        return None
    except OSError as error:
        reporter.report(
            Problem(
                f"No port from {port} on is free ({error.strerror or error}).",
                hint="Stop the other program, or name another port with `--port`.",
                code="no-port",
            )
        )
        return None
    found = address_of(listener)[1]
    if port not in (0, found):
        say(f"Port {port} is taken by another program; this is port {found}.")
    return listener


def _private(site: Site, preview: Path, reporter: Reporter) -> bool:
    """Make the folder of the preview, for nobody else on this computer; report it if that cannot be."""
    try:
        for folder in (site.state, preview):
            folder.mkdir(mode=0o700, exist_ok=True)
        preview.chmod(0o700)
    except OSError as error:
        reporter.report(
            Problem(
                f"The folder for the preview cannot be made ({error.strerror or error}).",
                preview.relative_to(site.root).as_posix(),
                hint="May this folder be written to, and is there room on the disk?",
                code="preview-folder",
            )
        )
        return False
    return True
