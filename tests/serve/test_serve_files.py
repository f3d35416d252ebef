"""What the server gives and what it refuses: only files of the preview, only to the teacher's own browser."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from slc_site.build.site import Site
from slc_site.serve.address import address_of, is_loopback, listen, own_names, url_of
from tests.serve.sitting import POST, POST_PAGE, Sitting

SECRET = "the secret word"

OUTSIDE = (
    "/../secret.txt",
    "/../../secret.txt",
    "/..%2f..%2fsecret.txt",
    "/%2e%2e/%2e%2e/secret.txt",
    "/%2e%2e%2f%2e%2e%2fsecret.txt",
    "/..%5c..%5csecret.txt",
    "/..\\..\\secret.txt",
    "/students/../../../secret.txt",
    "/students/ada/../../../../secret.txt",
    "/./../../secret.txt",
    "//secret.txt",
    "///../../secret.txt",
    "/.hidden",
    "/students/.hidden",
    "/.../secret.txt",
    "/....//....//secret.txt",
    "/..;/..;/secret.txt",
    "/%252e%252e/%252e%252e/secret.txt",
    "/..%c0%af..%c0%afsecret.txt",
    "/%00/../../secret.txt",
    "/index.html%00.txt",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/index.html::$DATA",
    "/file:///etc/passwd",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/~root/secret.txt",
    "/out/secret.txt",
    "/out.txt",
    "/loop",
    "/_slc/../../secret.txt",
    "/_slc/..%2f..%2f..%2fsecret.txt",
    "/_slc/%2e%2e/live.js",
    "/_slc/",
    "/_slc",
    "/_slc/base.css",
    "/" + "a" * 5000,
    "/" + "a/" * 2000,
)


@pytest.fixture
def with_secrets(served: Sitting) -> Sitting:
    """Put a secret everywhere around the preview, and doors to it inside."""
    preview, root = served.site.preview, served.site.root
    for place in (root / "secret.txt", preview.parent / "secret.txt", preview / ".hidden"):
        place.write_text(SECRET)
    (preview / "students" / ".hidden").write_text(SECRET)
    (preview / "out").symlink_to(root, target_is_directory=True)
    (preview / "out.txt").symlink_to(root / "secret.txt")
    (preview / "loop").symlink_to(preview / "loop")
    return served


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path[:40])
def test_nothing_outside_the_preview_is_served(with_secrets: Sitting, path: str) -> None:
    answer = with_secrets.get(path)
    assert answer.status == 404
    assert SECRET.encode() not in answer.body


def test_the_absolute_path_of_a_file_leads_nowhere(with_secrets: Sitting) -> None:
    assert with_secrets.get(f"/{with_secrets.site.root}/secret.txt").status == 404


def test_a_link_inside_the_preview_is_followed(served: Sitting) -> None:
    (served.site.preview / "again.html").symlink_to(served.site.preview / POST_PAGE)
    assert "Green frog" in served.get("/again.html").text


def test_a_pipe_is_not_opened(served: Sitting) -> None:
    os.mkfifo(served.site.preview / "pipe.html")  # to read it would wait for ever
    assert served.get("/pipe.html").status == 404


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}",
     "127.0.0.1.evil.example:{port}", "127.0.0.1:{port}@evil.example", "192.168.1.7:{port}", ""],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/index.html", "/_slc/problems.json", "/_slc/events", "/nowhere"])
def test_a_foreign_host_is_refused(served: Sitting, host: str, path: str) -> None:
    answer = served.get(path, Host=host.format(port=served.port))
    assert answer.status == 400
    assert b"Room 12" not in answer.body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost:{port}", "[::1]:{port}"])
def test_our_own_names_are_answered(served: Sitting, host: str) -> None:
    assert served.get("/index.html", Host=host.format(port=served.port)).status == 200


def test_without_a_port_in_the_address_browsers_leave_it_out_of_the_host_too() -> None:
    assert {"localhost", "localhost:80"} <= own_names("127.0.0.1", 80)
    assert "localhost" not in own_names("127.0.0.1", 8000)
    assert "127.0.0.5:8000" in own_names("127.0.0.5", 8000)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/index.html", "/_slc/events", "/_slc/problems.json"])
def test_nothing_but_looking_is_possible(served: Sitting, method: str, path: str) -> None:
    assert served.get(path, method).status == 405


def test_head_tells_of_a_page_without_its_text(served: Sitting) -> None:
    answer = served.get("/index.html", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert served.get("/_slc/events", "HEAD").status == 200


def test_a_folder_leads_to_its_page_and_is_never_listed(served: Sitting) -> None:
    for path, to in {
        "/": "/index.html",
        "/students/ada/posts/frog": f"/{POST_PAGE}",
        "/students/ada/posts/frog/": f"/{POST_PAGE}",
    }.items():
        answer = served.get(path)
        assert (answer.status, answer.headers["Location"]) == (302, to)
    for path in ("/students", "/students/", "/students/ada/posts/", "/assets/"):
        answer = served.get(path)
        assert (answer.status, "Lost?" in answer.text) == (404, True)
        assert "frog" not in answer.text


def test_a_video_is_sent_in_the_pieces_that_are_asked_for(served: Sitting) -> None:
    content = bytes(range(256)) * 40
    (served.site.preview / "film.mp4").write_bytes(content)
    piece = served.get("/film.mp4", Range="bytes=100-199")
    assert (piece.status, piece.body) == (206, content[100:200])
    assert piece.headers["Content-Range"] == f"bytes 100-199/{len(content)}"
    assert served.get("/film.mp4", Range="bytes=-5").body == content[-5:]
    assert served.get("/film.mp4", Range=f"bytes={len(content)}-").status == 416
    whole = served.get("/film.mp4")
    assert (whole.status, whole.body, whole.headers["Accept-Ranges"]) == (200, content, "bytes")
    again = served.get("/film.mp4", **{"If-None-Match": whole.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_every_answer_carries_the_headers(served: Sitting) -> None:
    for path in (
        "/index.html",
        f"/{POST_PAGE}",
        "/robots.txt",
        "/nowhere",
        "/_slc/problems.json",
        "/_slc/live.js",
    ):
        headers = served.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "connect-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers.get("Access-Control-Allow-Origin") is None
    assert served.get("/", Host="evil.example").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.css", "text/css"), ("a.js", "text/javascript"), ("a.svg", "image/svg+xml"), ("a.webp", "image/webp"),
     ("a.woff2", "font/woff2"), ("a.mp3", "audio/mpeg"), ("a.webm", "video/webm"), ("a.MP4", "video/mp4"),
     ("a.odd", "application/octet-stream")],
)  # fmt: skip
def test_a_file_is_sent_as_what_it_is(served: Sitting, name: str, kind: str) -> None:
    (served.site.preview / name).write_bytes(b"x")
    assert served.get(f"/{name}").headers["Content-Type"].partition(";")[0] == kind


def test_an_address_in_any_script_is_found(served: Sitting) -> None:
    (served.site.preview / "أدا").mkdir()
    (served.site.preview / "أدا" / "index.html").write_text("<p>مرحبا</p>", "utf-8")
    answer = served.get("/%D8%A3%D8%AF%D8%A7/")
    assert answer.headers["Location"] == "/%D8%A3%D8%AF%D8%A7/index.html"
    assert "مرحبا" in served.get(answer.headers["Location"]).text


def test_what_asks_for_many_slashes_is_not_sent_to_another_host(served: Sitting) -> None:
    for path in ("//evil.example/..", "//evil.example/%2e%2e/", "/%5cevil.example/"):
        answer = served.get(path)
        assert (answer.status, answer.headers.get("Location")) == (404, None)


# -- the port -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])
def test_other_computers_are_never_let_in(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(ValueError, match="not a loopback"):
        listen(host, 0)


def test_the_server_listens_on_loopback_only() -> None:
    with listen("localhost", 0) as listener:
        assert address_of(listener)[0] == "127.0.0.1"
        assert url_of(listener) == f"http://127.0.0.1:{address_of(listener)[1]}/"


def test_a_port_that_is_taken_leads_to_the_next() -> None:
    with listen("127.0.0.1", 0) as first:
        taken = address_of(first)[1]
        with listen("127.0.0.1", taken) as second:
            assert taken < address_of(second)[1] < taken + 10


def test_when_no_port_is_free_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slc_site.serve.address.TRIES", 1)
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="in use"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])


def test_the_source_is_not_served(served: Sitting, tmp_path: Path) -> None:
    assert Site(tmp_path).root == served.site.root
    for path in (f"/{POST}", "/content/class.yml", f"/../../{POST}", f"/%2e%2e/%2e%2e/{POST}"):
        assert served.get(path).status == 404
