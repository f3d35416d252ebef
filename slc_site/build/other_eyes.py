"""The preview for other eyes than the teacher's: one at a time, and empty when it begins.

What was shown as one person sees it must never be taken for what another one sees: not while the first build
is still going on, nor when it comes to nothing.

A family sees two editions at once: of the class what all of the class see, and its own child's pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from slc_site.build import disk
from slc_site.build.press import Press, Printed
from slc_site.build.progress import Progress, SilentProgress
from slc_site.build.site import Site
from slc_site.build.trouble import OutputError, label, telling
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.problems import Problem
from slc_site.render import urls
from slc_site.render.manuscripts import linkable
from slc_site.render.page import Edition
from slc_site.render.readdress import readdressed
from slc_site.share.access import Viewer, others_as_seen_by, own_part


@contextmanager
def other_eyes(site: Site) -> Iterator[None]:
    """Hold `site.preview_as`, empty, for one viewer; nothing is left of it afterwards.

    Raises:
        OutputError: it is held already, or what was shown before cannot be taken away.
    """
    from filelock import FileLock, Timeout  # slow to load, and few look with other eyes

    with telling(label(site.as_others, site.root)):
        for folder in (site.state, site.as_others):
            folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(site.as_others / "shown.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise OutputError(_SHOWN) from error
    try:
        _empty(site)
        yield
    finally:
        for folder in _folders(site):
            disk.remove_tree(folder)
        lock.release()


def printed_for_family(
    press: Press, library: Library, student: str, edition: Edition, progress: Progress
) -> Printed:
    """Return what the family of `student`, who is on the site, sees of the whole `library`.

    It is put together as behind the locks: an address that leads to no page of either edition is taken out.

    Raises:
        ThemeError: a template is missing or broken.
    """
    viewer = Viewer(Audience.FAMILY, student)
    others = others_as_seen_by(library, viewer)
    of_class = press.edition(others, edition, progress)
    family = own_part(library, viewer, others)
    targets = {**linkable(others), **linkable(family)}
    of_child = replace(edition, student=student, writes_to="device")
    own = press.edition(family, of_child, SilentProgress(), targets)
    files = {**of_class.files, **own.files}
    for path, content in own.files.items():
        if path.endswith(".html") and isinstance(content, bytes):

            def to(target: str, page: str = path) -> str | None:
                return urls.relative(page, target) if target in files else None

            files[path] = readdressed(content.decode("utf-8"), path, to).encode("utf-8")
    pages = sum(path.endswith(".html") for path in files)
    return Printed(files, pages)


def _folders(site: Site) -> tuple[Path, Path]:
    return site.preview_as, site.as_others / "live"


def _empty(site: Site) -> None:
    for folder in _folders(site):
        disk.remove_tree(folder)
        if folder.exists() or folder.is_symlink():
            raise OutputError(
                Problem(
                    "What was shown before cannot be taken away, so nobody can be sure what is seen now.",
                    label(folder, site.root),
                    hint="Delete this folder, or restart the computer if a program holds it open.",
                    code="preview-folder",
                )
            )


_SHOWN = Problem(
    "The class is already shown with other eyes, in another window.",
    hint="Stop that one first: press Ctrl-C there. Your own view, `slc serve`, may stay open.",
    code="shown-already",
)
