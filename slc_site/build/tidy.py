"""Takes away all that can be made again."""

from __future__ import annotations

from slc_site.build import disk
from slc_site.build.lock import build_lock
from slc_site.build.output import clean
from slc_site.build.site import Site


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
        for folder in (site_state, live_state, site.media):
            disk.remove_tree(folder)
    return count
