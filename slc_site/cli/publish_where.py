"""Which place `slc publish` is to publish to, and where it may not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from slc_site.cli.session import MisuseError
from slc_site.problems import RecordingReporter

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.publish.targets import Address


def address_meant(site: Site, target: str | None) -> Address:
    """Return the place that is meant by what was typed; None: nothing was.

    Raises:
        MisuseError: there is none, or it cannot be understood.
    """
    from slc_site.publish.targets import AddressError, address_of

    named = _named(site)
    if target is None:
        if len(named) != 1:
            raise MisuseError(
                f"Where to? class.yml names {', '.join(named)}. Say one of them, as in: "
                f"slc publish {next(iter(named))}"
                if named
                else "Where to? Name a folder or an address, as in: slc publish ../upload. "
                "It can stand in content/class.yml, below publish; then slc publish does."
            )
        target = next(iter(named))
    try:
        return address_of(target, named, site.root, Path.cwd())
    except AddressError as error:
        raise MisuseError(f"{error.message} {error.hint}".strip()) from error


def _named(site: Site) -> Mapping[str, str]:
    """Return what class.yml says below `publish`; what is wrong with the rest of it, the build tells."""
    from slc_site.read.loader import class_alone

    classroom = class_alone(site.root, RecordingReporter())
    return classroom.publish if classroom else {}


def refuse_where_it_may_not_be(site: Site, address: Address, insecure: bool) -> None:
    """Stop what would do harm.

    Raises:
        MisuseError: it would; what to do instead is said.
    """
    if address.kind.in_clear and not insecure:
        better = {"ftp": "ftps", "webdav": "webdavs"}.get(address.scheme, "sftp")
        raise MisuseError(
            f"By {address.scheme}, everybody on the way can read your password and what you send. Try "
            f"{better}://… first: most hosts have it. If yours surely has not, add --insecure, and use a "
            "password that opens nothing else."
        )
    if address.scheme not in ("folder", "zip"):
        return
    place = Path(address.path).resolve()
    ours = (site.content, site.themes, site.state, site.output)
    is_ours = any(place == one or one in place.parents for one in ours)
    if is_ours or (address.scheme == "folder" and (place == site.root or place in site.root.parents)):
        raise MisuseError(
            f"{address.shown} belongs to the class itself, or the class lies in it. Publish to a folder "
            "beside the class's, such as ../upload."
        )
