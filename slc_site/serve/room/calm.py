"""Watches like its parent, but speaks only when nobody has typed for a while.

While a family types, something is saved every other second. The words on the pages that are open come from
the files, not from a build; so the pages themselves can wait.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from slc_site.problems import Reporter
from slc_site.serve.watch import Watcher

CALM = 5.0
"""Seconds without a change after which the pages are built again."""
LATEST = 60.0
"""Seconds after which they are built though the typing goes on."""


class CalmWatcher(Watcher):
    """A watcher that passes a change on at once to whoever wants to know, and to who builds later."""

    def __init__(
        self,
        root: Path,
        folders: Sequence[str],
        reporter: Reporter,
        *,
        at_once: Callable[[frozenset[str]], object],
    ) -> None:
        """`at_once` is called with the paths of each change as it is noticed."""
        super().__init__(root, folders, reporter)
        self._at_once = at_once

    def wait(self, timeout: float = math.inf) -> frozenset[str] | None:
        """Wait as the parent does, and then until there is calm."""
        all_changed = super().wait(timeout)
        if not all_changed:
            return all_changed
        self._at_once(all_changed)
        latest = time.monotonic() + LATEST
        while time.monotonic() < latest:
            more = super().wait(CALM)
            if more is None:
                return None
            if not more:
                break
            self._at_once(more)
            all_changed |= more
        return all_changed
