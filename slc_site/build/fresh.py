"""Beginning anew: what is kept to be quick is not believed any more."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from slc_site import stamps
from slc_site.build import disk
from slc_site.build.manifest import Manifest
from slc_site.build.place import class_folder
from slc_site.build.site import Site
from slc_site.build.trouble import label, telling

KEPT = (stamps.FILE, "ledger", "proof.json")
"""What an edition's builds keep for each other in the folder for its state, besides the list of its files."""


def begin_anew(site: Site, folder: Path, state: Path) -> None:
    """Let the next build read, convert and draw everything, as if it were the first.

    `state` is for what is written to `folder`. Finished pictures and recordings stay, sealed ones among them:
    they are known by their content, and that of every file is looked at anew. So does the list of what we
    wrote, for nothing else may be replaced or deleted; but each file in it is going to be looked into. The
    caller holds the `build_lock`.

    Raises:
        OutputError: the disk will not have it.
    """
    from slc_site.render.media_cache import forget_stamps  # nobody else waits for it

    with telling(label(state, site.root)):
        root = class_folder(state).resolve()
        for kept in (site.texts, site.read, site.compiled):
            disk.remove_tree(kept)
        forget_stamps(site.media)
        for name in KEPT:
            (state / name).unlink(missing_ok=True)
        manifest = Manifest(state.resolve(), label(folder.resolve(), root))
        if entries := manifest.load():
            manifest.save({name: replace(one, stamp=0, source=None) for name, one in entries.items()})
