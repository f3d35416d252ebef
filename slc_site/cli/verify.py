"""`slc verify`: look at the published site from outside, as anybody on the web can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

import click

from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.problems import Problem, RecordingReporter, Severity

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.model.library import Library
    from slc_site.publish.verify import Expected, Verified

_PRIVATE = ("content/class.yml", ".slc/site/written.json", ".slc/keys/ring.json", ".git/HEAD")
"""What nobody on the web may get, should somebody have uploaded more than the site."""


@click.command()
@click.argument("url", required=False)
@click.option(
    "--all", "all_files", is_flag=True, help="Ask for every file, and not only for some of each sort."
)
@common_options
@current_session
@click.pass_context
def verify(context: click.Context, session: Session, url: str | None, all_files: bool) -> None:
    """Look at the published site from outside.

    URL is where the site stands on the web; without it, what stands as url in content/class.yml. Does the
    home page answer as it was built, and some of all the rest? Is what was taken away really gone? Does the
    host ask for passwords where it should? Is no original picture there? Nothing is changed.

    \b
    Example:
      slc verify
      slc verify https://school.example/room12/ --all
    """
    site = session.site()
    from slc_site.publish.host import HostError

    library = session.library("Nobody knows what should be there: the class cannot be read.")
    address = _meant(url, library.classroom.url)
    if not (site.output / "index.html").is_file():
        raise MisuseError("There is no site in output yet. Build and publish it first: slc publish")
    try:
        found = looked(site, library, address, all_files=all_files)
    except HostError as error:
        session.reporter.report(Problem(error.message, hint=error.hint or None, code="verify"))
        context.exit(session.end("Nothing could be verified.", None))
    report(session, address, found)
    context.exit(session.end(said_of(address, found), asdict(found)))


def looked(site: Site, library: Library, url: str, *, all_files: bool = False) -> Verified:
    """Look at the site at `url` from outside.

    Raises:
        HostError: nobody answers there, or its certificate is not right.
    """
    from slc_site.publish.verify import verify as verify_site
    from slc_site.publish.visitor import Visitor

    with Visitor(url) as visitor:
        return verify_site(visitor.ask, _expected(site, library), all_files=all_files)


def report(session: Session, url: str, found: Verified) -> None:
    """Report all that is not as it should be."""
    for one in found.findings:
        place = f"{url}{one.name}" if one.name else url
        severity = Severity.ERROR if one.is_leak or one.is_wrong else Severity.WARNING
        session.reporter.report(
            Problem(one.message, place, hint=one.hint or None, severity=severity, code="verify")
        )
    if url.startswith("http:") and not _is_loopback(url):
        session.reporter.report(
            Problem(
                "Without https, others in the same network can read along what families look at.",
                url,
                hint="Most web spaces have it for nothing: ask for it, and write https:// into class.yml.",
                severity=Severity.WARNING,
                code="verify-http",
            )
        )


def said_of(url: str, found: Verified) -> str:
    """Return in words what a look came to."""
    wrong = sum(one.is_wrong or one.is_leak for one in found.findings)
    looked_at = f"Looked at {found.asked:,} places at {url}"
    if not wrong:
        return f"{looked_at}: all is as it was built."
    return f"{looked_at}: {'one is' if wrong == 1 else f'{wrong} are'} not as built."


def _meant(typed: str | None, known: str) -> str:
    from slc_site.publish.visitor import is_address

    url = typed or known
    if not url:
        raise MisuseError(
            "Where does the site stand on the web? Name its address, as in: "
            "slc verify https://school.example/room12/. It can stand in content/class.yml as url."
        )
    if not is_address(url):
        raise MisuseError(f"{url} is no address of a site. One begins with https:// as in a browser.")
    return url if url.endswith("/") else f"{url}/"


def _is_loopback(url: str) -> bool:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def _expected(site: Site, library: Library) -> Expected:
    from slc_site.mime import TYPES, mime_of
    from slc_site.publish.gone import gone
    from slc_site.publish.local import finished
    from slc_site.publish.state import State
    from slc_site.publish.verify import Expected

    def kind_of(name: str) -> str:
        return mime_of(name) if any(name.endswith(end) for end in TYPES) else ""

    state = State(site.state / "publish")
    files = finished(site.output, state.hashes)
    return Expected(
        files, gone=gone(state.folder), never=tuple(_originals(library)), private=_PRIVATE, kind_of=kind_of
    )


def _originals(library: Library) -> Iterator[str]:
    """Yield where originals would stand if somebody had uploaded them."""
    from slc_site.render.urls import post as place_of

    for post in chain(library.posts, *(year.posts for year in library.earlier)):
        folder = place_of(post).removesuffix("index.html")
        for name, original in post.attachments.items():
            yield f"{folder}{name}"
            yield original.file


def silent_library(site: Site) -> Library | None:
    """Return the class without a word about it; None when it cannot be read."""
    from slc_site.read.loader import load

    return load(site.root, RecordingReporter())
