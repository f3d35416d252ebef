"""Takes away what can be made again: all of it, or what nobody needs any more."""

from __future__ import annotations

from slc_site.build import disk
from slc_site.build.lock import build_lock
from slc_site.build.output import clean
from slc_site.build.site import Site
from slc_site.build.trouble import telling
from slc_site.problems import RecordingReporter, Reporter, Severity, SilentReporter
from slc_site.read.loader import load
from slc_site.render.media_cache import Freed
from slc_site.render.studio import Studio
from slc_site.render.theme_folders import ThemeError, find_theme, picture_widths


def tidy(site: Site) -> int:
    """Delete the site, the preview, and what was kept to make them quickly.

    Returns how many files of ours the output folder held.

    What people wrote stays, and so does what they put into the output folder themselves.

    Raises:
        OutputError: something could not be deleted, or a build is running.
    """
    if not site.state.exists():
        return 0
    site_state, live_state = site.state / "site", site.state / "live"
    with build_lock(site.state, patience=0):
        count = clean(site.output, site_state)
        clean(site.preview, live_state)
        for folder in (
            site_state,
            live_state,
            site.as_others,
            site.media,
            site.sealed,
            site.texts,
            site.read,
            site.compiled,
        ):
            disk.remove_tree(folder)
    return count


def prune(site: Site, reporter: Reporter) -> Freed | None:
    """Delete finished pictures and recordings that no file in `content/` needs any more.

    None, with the reason reported, when it cannot be known which those are. The site and the preview stay as
    they are, and so does whatever the next build needs.

    Raises:
        OutputError: something could not be deleted, or a build is running.
    """
    if not site.media.exists():
        return Freed(0, 0)
    with build_lock(site.state, patience=0), telling(".slc/media"):
        heard = RecordingReporter()
        library = load(site.root, heard)
        if library is None:
            for problem in heard.problems:
                if problem.severity is Severity.ERROR:
                    reporter.report(problem)
            return None
        try:
            chain = find_theme(library.classroom.theme, site.themes, SilentReporter())
        except ThemeError as error:
            reporter.report(error.problem)
            return None
        return Studio(site.media, reporter).prune(
            (file for file, _ in disk.plain_files(site.content)),
            widths=picture_widths(chain),
            rules=library.classroom.media,
        )
