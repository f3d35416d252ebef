"""Is what stands in the output folder what a build would make of the class as it is now?"""

from __future__ import annotations

from pathlib import Path

from slc_site import stamps
from slc_site.build import disk
from slc_site.build.site import Site


def is_of_now(site: Site) -> bool:
    """Say whether the last build of the site went well, and nothing has changed since, here or in output.

    That a build was refused, or killed, is known by its having left nothing behind.
    """
    state = str(site.state / "site")
    kept = stamps.Kept.read(str(site.state / "site" / stamps.FILE))
    if kept is None or kept.sources[0] != str(site.content) or kept.output != str(site.output):
        return False
    return kept.is_of_now(stamps.Now(kept.sources), state) and all(
        _digest(file) == before for file, before in kept.young
    )


def lets_the_host_ask(site: Site) -> bool:
    """Say whether the site was built with `--htaccess`, so that a plain build would make another one."""
    return any(site.output.rglob(".htaccess"))


def _digest(file: str) -> str:
    try:
        return disk.digest(Path(file))
    except OSError:
        return "unreadable"
