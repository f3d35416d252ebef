"""What one text may point at: each target is looked up in what was handed over, never on the disk."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct

from slc_site.render.markup.targets import is_foreign, leads_out, normal, web_address
from slc_site.render.markup.task import Remark, Shown, Task

MOST_REMARKS = 20
"""Of one text; whoever has put these right is told of the next."""
MOST_SAID = 100
"""Characters of a target that are repeated in a message; a `data:` address can be very long."""


class Elsewhere(Struct, frozen=True):
    """A picture or recording of another website: never loaded, at most linked."""

    address: str


class Surroundings:
    """Looks up targets and keeps what there is to say about them."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._remarks: dict[Remark, None] = {}
        self._folded = {_fold(name): name for name in sorted([*task.media, *task.refused], reverse=True)}
        shown = () if task.withheld else task.media.values()
        self.addresses = frozenset(
            {
                *task.links.values(),
                *(address for one in shown for address in (one.src, one.largest) if address),
            }
        )
        """The relative addresses that links may have."""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What there is to tell the writer, each thing once."""
        return tuple(self._remarks)

    def remark(self, code: str, target: str = "") -> None:
        """Keep something to tell the writer."""
        if len(self._remarks) < MOST_REMARKS:
            self._remarks[Remark(code, target[:MOST_SAID])] = None

    def media(self, typed: str) -> Shown | Elsewhere | None:
        """Return what to show for `![…](typed)`; None when there is nothing, which then is remarked."""
        target = normal(typed)
        name = self._name(target)
        if name is not None:
            return None if self.task.withheld else self.task.media.get(name)
        if is_foreign(target):
            self.remark("foreign-media", target)
            address = web_address(target)
            return Elsewhere(address) if address else None
        if leads_out(target):
            self.remark("outside-file", target)
        elif not self.task.withheld:
            # Where pictures were taken away, nobody knows any more which of them there were; nor below.
            self.remark("missing-file", target)
        return None

    def link(self, typed: str) -> str | None:
        """Return the address for `[…](typed)`; None when it leads nowhere, which then is remarked."""
        target = normal(typed)
        for known in (target, unquote(target), target.partition("#")[0]):
            if known in self.task.links:
                return self.task.links[known]
        address = web_address(target)
        if address is not None:
            return address
        name = self._name(target)
        if name is not None:
            shown = None if self.task.withheld else self.task.media.get(name)
            return shown.src if shown else None
        if not self.task.withheld or "/" in target:
            self.remark("dead-link", target)
        return None

    def _name(self, target: str) -> str | None:
        """Return the name of the file beside the text that a target means, however its letters are typed."""
        for typed in (target, unquote(target)):
            name = typed.removeprefix("./")
            if name in self.task.media or name in self.task.refused:
                return name
        return self._folded.get(_fold(unquote(target).removeprefix("./")))


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def names(task: Task) -> Mapping[str, str]:
    """Return the name that people type for each address under which something is shown."""
    return {shown.src: name for name, shown in reversed(list(task.media.items()))}
