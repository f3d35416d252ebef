"""What the server answers: files of the preview, and news for the pages that are open. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from slc_site.mime import TYPES, mime_of
from slc_site.render.theme_folders import BUNDLED, DEFAULT
from slc_site.serve.shelf import Document, Moved, Shelf
from slc_site.serve.status import Board, Status
from slc_site.serve.told import payload

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as AnyResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    # A picture of a child must not show in another site's page either, though that could not read it.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
LASTING = "private, max-age=31536000, immutable"
"""For the theme's files: when one of them is another, so is the address of them all."""
BREATH = 15.0
"""Seconds after which an idle stream says that it is still there, and so finds out that nobody listens."""
OWN_FILES: Mapping[str, Path] = {
    "live.js": BUNDLED / DEFAULT / "static/js/live.js",
    "live.css": BUNDLED / DEFAULT / "static/css/live.css",
}
"""What our own pages need: those that stand in for a page, or a whole site, that could not be built."""


def make_app(preview: Path, board: Board, own_names: frozenset[str]) -> Flask:
    """Return the web application that shows the folder `preview` and what `board` says.

    A request for a host that is not one of `own_names` is refused.
    """
    from flask import Flask, Response, abort, redirect, request, send_file

    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False

    def drawn(**values: object) -> str:
        return app.jinja_env.get_template("explanation.html").render(values)

    shelf = Shelf(preview, board, drawn)

    @app.before_request
    def only_for_us() -> None:
        if request.environ.get("HTTP_HOST", "").lower() not in own_names:
            abort(400)

    @app.after_request
    def with_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if response.status_code == 200 and shelf.is_lasting(request.path.lstrip("/")):
            response.headers["Cache-Control"] = LASTING
        return response

    def told() -> tuple[str, str]:
        page = unquote(request.args.get("page", "")).lstrip("/")
        return page, request.args.get("source", "")

    @app.get("/_slc/problems.json", provide_automatic_options=False)
    def problems() -> Response:
        return Response(_told(board.status, shelf, *told()), mimetype="application/json")

    @app.get("/_slc/events", provide_automatic_options=False)
    def events() -> Response:
        return Response(_events(board, shelf, *told()), mimetype="text/event-stream")

    @app.get("/_slc/<name>", provide_automatic_options=False)
    def own_file(name: str) -> Response:
        if name not in OWN_FILES:
            abort(404)
        return send_file(OWN_FILES[name], mimetype=TYPES[OWN_FILES[name].suffix])

    @app.get("/", defaults={"path": ""}, provide_automatic_options=False)
    @app.get("/<path:path>", provide_automatic_options=False)
    def page(path: str) -> AnyResponse:
        match shelf.look_up(path):
            case Document() as found:
                response = Response(found.html, found.status, mimetype="text/html")
                # The page's own script can read this, and so knows which of its contents it is.
                response.headers["Server-Timing"] = f'slc-page;desc="{found.mark}"'
                return response
            case Moved(to):
                return redirect(f"/{quote(to)}")
            case file:
                kind = mime_of(file.name)
                try:
                    return send_file(file, mimetype=kind, conditional=True)
                except FileNotFoundError:  # a build has just taken it away
                    abort(404)

    return app


def _told(status: Status, shelf: Shelf, page: str, source: str) -> str:
    told = payload(status, shelf.words, source=source, page=shelf.mark(page))
    return json.dumps(told, ensure_ascii=False)


def _events(board: Board, shelf: Shelf, page: str, source: str) -> Iterator[str]:
    """Yield server-sent events: how things stand now, and again whenever that changes, until the end."""
    number = 0
    while (news := board.after(number, BREATH)) is not None:
        if news[0] == number:
            yield ": still here\n\n"
            continue
        number, status = news
        yield f"event: status\ndata: {_told(status, shelf, page, source)}\n\n"
