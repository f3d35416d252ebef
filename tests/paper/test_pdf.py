"""PDFs from both engines: whole, tagged, the same each time, made of nothing but what stands in the page."""

from __future__ import annotations

import builtins
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from slc_site.paper import chromium, pdf
from slc_site.paper.pdf import NoPdfError, pdf_of
from slc_site.problems import RecordingReporter
from tests.support.printed import Printed

BOTH = pytest.mark.parametrize("engine", list(pdf.ENGINES))
PAGE = """<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Una carta</title>
<style>@page {{ size: 210mm 297mm; }}</style></head><body><h1>Hola</h1><p>{text}</p></body></html>"""


@BOTH
def test_it_has_pages_a_title_a_language_and_tags(engine: str, reporter: RecordingReporter) -> None:
    made = Printed(pdf_of(PAGE.format(text="Buenos días"), reporter, engine=engine))
    assert made.texts == ["Hola Buenos días"]
    assert made.sizes == {(210, 297)}
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == "Una carta"
    assert made.root["/Lang"] == "es"
    assert made.root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/P"} <= made.tags
    assert made.fonts
    assert all(made.fonts.values()), made.fonts
    assert reporter.problems == []


def test_weasyprints_is_declared_for_screen_readers(reporter: RecordingReporter) -> None:
    made = Printed(pdf_of(PAGE.format(text="Hello"), reporter, engine="weasyprint"))
    assert b"pdfuaid" in made.root["/Metadata"].get_object().get_data()


@BOTH
def test_the_same_page_gives_the_same_bytes(engine: str, reporter: RecordingReporter) -> None:
    once, again = (pdf_of(PAGE.format(text="Again"), reporter, engine=engine) for _ in range(2))
    assert once == again


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server on this computer that notes what it is asked for: its address, and the notes."""
    notes: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            notes.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", notes
        server.shutdown()


@BOTH
def test_nothing_outside_the_page_is_read(
    engine: str, reporter: RecordingReporter, asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, notes = asked
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>canarysecret</text></svg>', "utf-8")
    nested = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E"
        f"%3Cimage href='{address}/nested'/%3E%3Cimage href='{secret.as_uri()}'/%3E%3C/svg%3E"
    )
    text = (
        f'<img src="{address}/picture" alt=""><img src="{secret.as_uri()}" alt=""><img src="{nested}" alt="">'
        f'<object data="{secret.as_uri()}"></object><link rel="stylesheet" href="{address}/style">'
        f"<style>@import url('{address}/more'); p {{ background: url('{address}/ground') }}</style>"
        f"<iframe src='{secret.as_uri()}'></iframe><script>document.title = 'changed'</script>Here."
    )
    page = PAGE.format(text=text).replace(
        "<head>",
        "<head><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; img-src data:\">",
    )
    made = Printed(pdf_of(page, reporter, engine=engine))
    assert "Here." in made.text
    assert "canarysecret" not in made.text
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == "Una carta"
    assert notes == []


def test_letters_without_a_font_are_told(reporter: RecordingReporter) -> None:
    pdf_of(PAGE.format(text="\U000f1234 and \U000f1234"), reporter, engine="weasyprint")
    assert [problem.code for problem in reporter.problems] == ["no-letters"]
    assert "\U000f1234:" in reporter.problems[0].message


def test_without_weasyprint_a_browser_prints(
    reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    assert b"Skia" in pdf_of(PAGE.format(text="Here"), reporter)


def test_where_the_systems_library_is_missing_a_browser_prints(
    reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: object, **more: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(builtins, "__import__", without_pango)
    assert b"Skia" in pdf_of(PAGE.format(text="Here"), reporter)


def test_without_either_it_says_what_to_install(
    reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    monkeypatch.setattr(chromium, "find", lambda: None)
    with pytest.raises(NoPdfError) as refused:
        pdf_of(PAGE.format(text="Here"), reporter)
    assert 'pip install "slc-site[pdf]"' in (refused.value.problem.hint or "")
    assert "pango" in (refused.value.problem.hint or "").lower()


def test_very_many_sheets_are_printed_by_the_quicker_one_if_it_is_here(
    reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    many = PAGE.format(text='<section class="sheet x">.</section>' * (pdf.MANY + 1))
    assert b"Skia" in pdf_of(many, reporter)
    monkeypatch.setenv(chromium.VARIABLE, str(tmp_path / "no-browser"))
    assert b"Skia" not in pdf_of(many, reporter)


def test_a_browser_that_fails_is_told(
    reporter: RecordingReporter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(chromium.VARIABLE, str(tmp_path / "no-browser"))
    with pytest.raises(NoPdfError, match="no-browser could not make the PDF"):
        pdf_of(PAGE.format(text="Here"), reporter, engine="browser")
