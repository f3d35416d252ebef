"""A look from outside finds what is not as it was built, and whatever anybody can see who should not."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from slc_site.mime import mime_of
from slc_site.publish.gone import gone, remember
from slc_site.publish.host import LineError, UntrustedError
from slc_site.publish.local import finished
from slc_site.publish.verify import Expected, Verified, verify
from slc_site.publish.visitor import Visitor, is_address
from tests.publish.hosts.servers.certificates import made

SITE = {
    "index.html": "<p>Home</p>",
    "404.html": "<p>Lost</p>",
    "robots.txt": "Disallow: /",
    "assets/a/site.css": "p {}",
    "assets/a/site.js": "1",
    "assets/a/font.woff2": "f",
    "locks/doors.js": "sealed",
    "locks/3b/af": "sealed, too",
    **{f"students/ada/posts/{n:03}/index.html": f"<p>Post {n}</p>" for n in range(60)},
    **{f"students/ada/posts/{n:03}/owl-480.webp": f"owl {n}" for n in range(60)},
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A finished site, and a copy of it as it stands on the web, in `web`."""
    for name, text in SITE.items():
        file = tmp_path / "output" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    shutil.copytree(tmp_path / "output", tmp_path / "web")
    return tmp_path / "output"


@pytest.fixture
def web(built: Path) -> Path:
    """The folder that the host shows."""
    return built.with_name("web")


class Host(SimpleHTTPRequestHandler):
    """A web host as they are: it lists folders, and looks up types by itself."""

    extensions_map = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", "": "x/unknown"}
    asked: list[str]

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path, kind: type[Host] = Host) -> Iterator[str]:
    """Show a folder on the web; yield its address."""

    class Here(kind):  # type: ignore[misc, valid-type]
        asked: list[str] = []

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


Look = Callable[..., Verified]


@pytest.fixture
def look(built: Path, tmp_path: Path) -> Look:
    def at(url: str, *, all_files: bool = False, kinds: bool = False, **more: object) -> Verified:
        files = finished(built, tmp_path / "hashes")
        types = {"kind_of": mime_of} if kinds else {}
        with Visitor(url) as visitor:
            return verify(visitor.ask, Expected(files, **types, **more), all_files=all_files)  # type: ignore[arg-type]

    return at


def told(found: Verified) -> list[tuple[str, str]]:
    return [(one.name, one.message) for one in found.findings if one.is_wrong]


def test_a_site_as_it_was_built_is_found_so(web: Path, look: Look) -> None:
    with hosted(web) as url:
        some, everything = look(url), look(url, all_files=True)
    assert told(some) == told(everything) == []
    assert 50 < some.asked < 80 < len(SITE) < everything.asked


def test_the_same_below_a_folder_of_the_host(web: Path, look: Look) -> None:
    web.rename(web.parent / "a")
    (web.parent / "host").mkdir()
    (web.parent / "a").rename(web.parent / "host" / "room 12")
    with hosted(web.parent / "host") as url:
        assert told(look(f"{url}room%2012/", all_files=True)) == []


def test_every_file_that_is_missing_old_or_changed_is_named(web: Path, look: Look) -> None:
    (web / "students/ada/posts/007/index.html").unlink()
    (web / "students/ada/posts/008/index.html").write_text("<p>Post 8</p><script src=ads.js>")
    (web / "index.html").write_text("<p>The home of last year</p>")
    with hosted(web) as url:
        found = look(url, all_files=True)
    assert told(found) == [
        ("index.html", "There is something else than was built."),
        ("students/ada/posts/007/index.html", "This is not there."),
        ("students/ada/posts/008/index.html", "There is something else than was built."),
    ]


def test_what_was_taken_away_and_can_still_be_seen_is_a_leak(web: Path, look: Look) -> None:
    (web / "students/ben/index.html").parent.mkdir()
    (web / "students/ben/index.html").write_text("<p>Ben</p>")
    with hosted(web) as url:
        found = look(url, gone=["students/ben/index.html", "students/cam/index.html", "index.html"])
    (leak,) = [one for one in found.findings if one.is_leak]
    assert leak.name == "students/ben/index.html"
    assert found.findings[0] == leak, "the worst is told first"


def test_an_original_that_somebody_uploaded_is_a_leak(web: Path, look: Look) -> None:
    (web / "students/ada/posts/001/IMG_0001.JPG").write_bytes(b"\xff\xd8 with a position")
    originals = [f"students/ada/posts/00{n}/IMG_000{n}.JPG" for n in range(9)]
    with hosted(web) as url:
        found = look(url, never=originals)
    assert [one.name for one in found.findings if one.is_leak] == [originals[1]]


def test_keys_that_somebody_uploaded_are_found_among_any_number_of_originals(web: Path, look: Look) -> None:
    (web / ".slc/keys").mkdir(parents=True)
    (web / ".slc/keys/ring.json").write_text("{}")
    originals = [f"students/ada/{n}.jpg" for n in range(500)]
    with hosted(web) as url:
        found = look(url, never=originals, private=["content/class.yml", ".slc/keys/ring.json"])
    (leak,) = [one for one in found.findings if one.is_leak]
    assert leak.name == ".slc/keys/ring.json"
    assert "class's own folder" in leak.message


class Soft(Host):
    """Answers 200 with one and the same page for all that is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = b"<p>Welcome to our school</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_host_that_says_yes_to_everything_fools_nobody(web: Path, look: Look) -> None:
    (web / "students/ada/posts/007/index.html").unlink()
    with hosted(web, Soft) as url:
        found = look(url, all_files=True, gone=["students/ben/index.html"], never=["content/class.yml"])
    assert told(found) == [("students/ada/posts/007/index.html", "This is not there.")]
    assert any("answers 200 and not 404" in one.message for one in found.findings)


def test_a_host_that_lists_folders_is_told_of(web: Path, look: Look) -> None:
    class Shut(Host):
        def list_directory(self, path: object) -> None:
            self.send_error(403)

    with hosted(web) as url:
        listing = [one.name for one in look(url).findings]
    with hosted(web, Shut) as url:
        assert look(url).findings == ()
    assert listing
    assert all(name.endswith("/") for name in listing)


def test_a_script_that_browsers_would_refuse_is_told_of(web: Path, look: Look) -> None:
    class Odd(Host):
        extensions_map = {
            **Host.extensions_map,
            ".js": "text/plain",
            ".webp": "image/webp",
            ".txt": "text/plain",
        }

    with hosted(web, Odd) as url:
        found = look(url, kinds=True)
    assert {name for name, _ in told(found)} == {"assets/a/site.js", "locks/doors.js"}
    assert "text/plain and not text/javascript" in told(found)[0][1]


def test_nothing_is_taken_from_a_cache_on_the_way(web: Path, look: Look) -> None:
    with hosted(web) as url, Visitor(url) as visitor:
        first, second = visitor.ask("index.html"), visitor.ask("index.html")
    assert first.body == second.body == b"<p>Home</p>"
    assert first.url != second.url


def test_another_hosts_pages_are_not_taken_for_the_site(web: Path, look: Look) -> None:
    with hosted(web) as other:

        class Away(Host):
            def do_GET(self) -> None:
                self.send_response(302)
                self.send_header("Location", other.replace("127.0.0.1", "localhost"))
                self.end_headers()

        with hosted(web, Away) as url:
            assert ("index.html", "This is not there.") in told(look(url))


def test_where_nobody_answers_it_is_said(built: Path, look: Look) -> None:
    with hosted(built) as url:
        pass
    with pytest.raises(LineError, match="Nobody answers at http://127"):
        look(url)


def test_a_certificate_that_nobody_vouches_for_is_told(built: Path, tmp_path: Path, look: Look) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made(tmp_path).self_signed)
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            with pytest.raises(UntrustedError, match=r"certificate of localhost is not right"):
                look(f"https://localhost:{server.server_port}/")
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("url", "is_one"),
    [("https://a.example/b/", True), ("http://a.example", True), ("a.example", False), ("ftp://a/", False),
     ("https://", False), ("https://[a", False), ("file:///etc/passwd", False), ("https://a/?b", False)],
)  # fmt: skip
def test_what_is_an_address(url: str, is_one: bool) -> None:
    assert is_address(url) is is_one


def test_what_was_taken_away_is_remembered_until_it_comes_back(tmp_path: Path) -> None:
    remember(tmp_path, ["a.html", "b.html"], ["index.html"])
    remember(tmp_path, ["c.html"], ["b.html", "index.html"])
    assert gone(tmp_path) == ("a.html", "c.html")
    (tmp_path / "gone.json").write_text("{")
    assert gone(tmp_path) == ()
