"""What is typed: the boxes, the news of them, and `POST /_slc/write`, the only request that writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from slc_site.render.translations import Words
from slc_site.serve.app import BREATH
from slc_site.serve.room.front import Front
from slc_site.serve.room.news import News
from slc_site.serve.room.slate import Slate

if TYPE_CHECKING:
    from flask import Flask, Response

BODY = 64 * 1024
"""Bytes that a browser may send at once: words, and many of them."""
STREAMS = 200
"""Pages that may listen at once; others ask again."""


def add_boxes(app: Flask, slate: Slate, news: News, words_now: Callable[[], Words], front: Front) -> None:
    """Let `app` answer what pages ask about their boxes, in the language of `words_now`."""
    from flask import Response, abort, request

    listening = [0]

    def student_meant() -> str:
        student = request.args.get("student", "")
        if not slate.has(student):
            abort(404)
        return student

    @app.get("/_slc/boxes", provide_automatic_options=False)
    def boxes() -> Response:
        return told(slate.boxes(student_meant(), away=front.is_away))

    @app.get("/_slc/boxes/events", provide_automatic_options=False)
    def events() -> Response:
        student = student_meant()
        if listening[0] >= STREAMS:
            abort(503)
        return Response(heard(student), mimetype="text/event-stream")

    def heard(student: str) -> Iterator[str]:
        """Yield all boxes and then those that changed, until the end; each with the number of the change."""
        listening[0] += 1
        number, before = 0, dict[str, str]()
        try:
            while (now := news.after(number, student, BREATH)) is not None:
                if now == number or not slate.has(student):
                    number = now
                    yield ": still here\n\n"
                    continue
                number, found = now, slate.boxes(student, away=front.is_away)
                changed = {box: value for box, value in found.items() if before.get(box) != value}
                changed |= dict.fromkeys(before.keys() - found.keys(), "")
                before = found
                said = json.dumps({"number": number, "boxes": changed}, ensure_ascii=False)
                yield f"event: boxes\ndata: {said}\n\n"
        finally:
            listening[0] -= 1

    @app.post("/_slc/write", provide_automatic_options=False)
    def write() -> Response:
        words = words_now()
        if not front.is_own(request):
            return refused(words.gettext("Only our own pages may write here."), 403)
        if request.mimetype != "application/json":
            return refused(words.gettext("These words came in a form that I do not know."), 415)
        sent = _sent(request.get_data())
        if sent is None:
            return refused(words.gettext("These words came in a form that I do not know."), 400)
        return told(
            slate.write(
                sent["student"], sent["box"], sent["value"], sent["base"], sent["from"][:40], words,
                away=front.is_away,
            )
        )  # fmt: skip

    @app.errorhandler(413)
    def too_much(_: Exception) -> Response:
        return refused(words_now().gettext("This is too much for one box. Please make it shorter."), 413)


def told(said: dict[str, Any], status: int = 200) -> Response:
    """Return an answer that write.js understands."""
    from flask import Response

    return Response(json.dumps(said, ensure_ascii=False), status, mimetype="application/json")


def refused(why: str, status: int) -> Response:
    """Return that nothing was written, with the reason for who typed it."""
    return told({"said": "refused", "why": why, "again": False}, status)


def _sent(body: bytes) -> dict[str, str] | None:
    """Return the five texts of a message; None when it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    keys = ("student", "box", "value", "base", "from")
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in keys):
        return None
    return {key: found[key] for key in keys}
