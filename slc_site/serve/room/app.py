"""What the server of the day answers: the room's pages, what stands in their boxes, and the door.

There are two of it: one for the teacher's own screen, which nobody else reaches, and one for the network,
where whoever has not typed the number of the day sees nothing but the page that asks for it. Only
`POST /_slc/write` writes, only through the pen, and only when one of our own pages asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from slc_site.mime import mime_of
from slc_site.serve.app import HEADERS, POLICY
from slc_site.serve.room import door_words
from slc_site.serve.room.boxes import BODY, add_boxes, refused
from slc_site.serve.room.front import Front
from slc_site.serve.room.news import News
from slc_site.serve.room.slate import Slate
from slc_site.serve.shelf import Document, Moved, Shelf
from slc_site.serve.status import Board

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as AnyResponse

COOKIE = "slc-room"
_FORM = {
    "Content-Security-Policy": POLICY.replace("form-action 'none'", "form-action 'self'"),
    # With no referrer at all, a browser does not say either which site a form comes from.
    "Referrer-Policy": "same-origin",
}


def make_app(folder: Path, board: Board, news: News, slate: Slate, front: Front) -> Flask:
    """Return the web application that shows the room's pages in `folder` on one side of the server."""
    from flask import Flask, Response, abort, redirect, request, send_file

    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = BODY

    def drawn(template: str, **values: object) -> str:
        words = shelf.words
        return app.jinja_env.get_template(template).render(
            lang=words.code, direction=words.direction, **values
        )

    def notice(**values: Any) -> str:
        # What is the matter with a file is for the teacher, who sees it here and in the terminal.
        problems = [] if front.is_away else values.get("problems", [])
        return app.jinja_env.get_template("notice.html").render({**values, "problems": problems})

    shelf = Shelf(folder, board, notice)
    add_boxes(app, slate, news, lambda: shelf.words, front)

    @app.before_request
    def only_for_us() -> AnyResponse | None:
        if request.environ.get("HTTP_HOST", "").lower() not in front.names:
            abort(400)
        door = front.door
        if door is None or request.path in ("/_slc/pin", "/_slc/door.css"):
            return None
        if door.is_open_to(request.cookies.get(COOKIE, "")):
            return None
        if request.path.startswith("/_slc/"):
            return refused(door_words.of_lost_session(shelf.words), 401)
        return asked(request.path, status=401)

    @app.after_request
    def with_headers(response: Response) -> Response:
        own = {name: value for name, value in response.headers.items() if name in _FORM}
        response.headers.update({**HEADERS, **own})
        return response

    def asked(to: str, wrong: str = "", status: int = 200) -> Response:
        html = drawn("pin.html", **door_words.of_pin(shelf.words), wrong=wrong, to=to)
        return Response(html, status, _FORM, mimetype="text/html")

    @app.post("/_slc/pin", provide_automatic_options=False)
    def typed_pin() -> AnyResponse:
        door = front.door
        if door is None:
            abort(404)
        if not front.is_own(request):
            abort(403)
        to = request.form.get("to", "/")
        token, wait = door.tried(request.form.get("pin", ""), request.remote_addr or "")
        if token:
            response = redirect("/" + quote(to.lstrip("/")), 303)
            response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", max_age=door.seconds)
            return response
        return asked(to, door_words.of_wrong_pin(shelf.words, wait), 429 if wait else 401)

    @app.get("/_slc/join", provide_automatic_options=False)
    def join() -> Response:
        if front.is_away:
            abort(404)
        html = drawn("join.html", **door_words.of_join(shelf.words, front.invitation))
        return Response(html, mimetype="text/html")

    @app.get("/_slc/door.css", provide_automatic_options=False)
    def style() -> Response:
        return send_file(Path(__file__).with_name("door.css"), mimetype="text/css")

    # -- pages ----------------------------------------------------------------------------------------

    @app.get("/", defaults={"path": ""}, provide_automatic_options=False)
    @app.get("/<path:path>", provide_automatic_options=False)
    def page(path: str) -> AnyResponse:
        match shelf.look_up(path):
            case Document() as found:
                return Response(found.html, found.status, mimetype="text/html")
            case Moved(to):
                return redirect(f"/{quote(to)}")
            case file:
                try:
                    return send_file(file, mimetype=mime_of(file.name), conditional=True)
                except FileNotFoundError:  # a build has just taken it away
                    abort(404)

    return app
