"""A site as it is being made: its files come one by one, and then it is known what it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from slc_site.build.drafting import Drafting
from slc_site.build.ledger import Later, Ledger
from slc_site.build.locking import EVERY_FAMILY, Locked, Locksmith
from slc_site.build.manifest import Entry
from slc_site.build.other_eyes import printed_for_family
from slc_site.build.press import Press, Printed
from slc_site.build.progress import Progress
from slc_site.build.proof import told_by
from slc_site.build.result import Built, Written
from slc_site.build.room import Room, printed_for_room
from slc_site.build.staging import Content
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.render.media import Media, Picture, Recording
from slc_site.render.page import Edition
from slc_site.share.access import PUBLIC, HeldBack, Narrowed, narrow
from slc_site.share.guard import SurnameGuard

if TYPE_CHECKING:
    from slc_site.build.hands import Hands

CallLocksmith = Callable[[Press, Mapping[str, Path | None], Ledger, Progress], Locksmith]
"""Calls who makes what lies behind locks; the second is what lies open: by path, a finished file or None."""


class Making:
    """A site, and what is known of it so far."""

    def __init__(
        self,
        library: Library,
        narrowed: Narrowed,
        press: Press,
        edition: Edition,
        *,
        room: Room | None,
        locks: CallLocksmith | None,
        guard: SurnameGuard,
        ledger: Ledger,
        progress: Progress,
        hands: Hands | None = None,
    ) -> None:
        """`library` is all that was read, `narrowed` what the viewer gets of it.

        `hands` draw children's pages that lie open.
        """
        self.library = library
        self.narrowed = narrowed
        self.media: Mapping[Path, Media] = press.media
        self.guard = guard
        """Looks at all that lies open, as it comes."""
        self.pages = 0
        """That can be read as they are."""
        self.locked: Locked | None = None
        """None: there are no codes, or the edition needs none."""
        self._press = press
        self._edition = edition
        self._room = room
        self._locks = locks
        self._ledger = ledger
        self._progress = progress
        self._hands = hands

    @cached_property
    def published(self) -> Narrowed:
        """What all who look get together, with codes and without."""
        return narrow(self.library, EVERY_FAMILY) if self._locks else self.narrowed

    def files(self) -> Iterator[tuple[str, Content]]:
        """Yield each file: its path in the site, and what is to stand there.

        Raises:
            ThemeError: a template is missing or broken.
        """
        whole = self._whole()
        if whole is not None:
            for path, content in whole.files.items():
                self.guard.look(path, content)
                yield path, content
            self.pages = whole.pages
            return
        lie_open: dict[str, Path | None] = {}
        for path, one in self._open_files():
            lie_open[path] = one if isinstance(one, Path) else None
            yield path, one
        if self._locks:
            locksmith = self._locks(self._press, lie_open, self._ledger, self._progress)
            yield from locksmith.files()
            self.locked = locksmith.locked

    def _open_files(self) -> Iterator[tuple[str, Content]]:
        """Yield what lies open."""
        library = self.narrowed.library
        drafting = Drafting(self._press, library, self._edition, self._ledger, self.guard, hands=self._hands)
        yield from self._press.around(self._edition)
        self._progress.step("Pages", len(library.students) + 1)
        for section in drafting.sections():
            yield from section.media()
            for page in section.pages():
                yield page.path, self._ledger.page(page.path, page.made_from, page.draw)
                self.pages += 1
            if feed := section.feed():
                yield feed.path, self._ledger.page(feed.path, feed.made_from, feed.draw)
            self._progress.advance()

    def _whole(self) -> Printed | None:
        """Return an edition that is made from several others, in memory; None when it is not."""
        edition, seen = self._edition, self.narrowed.library
        if self._room:
            return printed_for_room(self._press, self.library, self._room, self._progress)
        child = (edition.eyes_of or "") if edition.live and edition.eyes is Audience.FAMILY else ""
        if child in seen.student:
            return printed_for_family(self._press, self.library, child, edition, self._progress)
        return None

    def keep(self, written: Mapping[str, Entry]) -> None:
        """Keep what each page was made from, now that all is written."""
        self._ledger.keep(written)

    def result(self, written: Written, in_output: int) -> Built:
        """Return what it came to, once all files were handed out."""
        pictures = [one for one in self.media.values() if isinstance(one, Picture)]
        recordings = [one for one in self.media.values() if isinstance(one, Recording)]
        return Built(
            pages=self.pages,
            students=len(self.published.library.students),
            pictures=len(pictures),
            recordings=len(recordings),
            written=written,
            held_back=_pictures_kept_off_the_web(self.library)
            if self._edition.is_for_teacher
            else self.published.held_back,
            pictures_told=told_by(pictures),
            recordings_told=told_by(recordings),
            in_output=in_output,
            locked_pages=self.locked.pages if self.locked else 0,
            families=self.locked.families if self.locked else 0,
        )


class Made(Struct, frozen=True):
    """A whole site, not written anywhere."""

    making: Making
    """What it came to."""
    files: Mapping[str, bytes | Path]
    """By path in the site; what is behind locks among them."""


def drawn(content: Content) -> bytes | Path:
    """Return what is to stand somewhere, drawn if need be."""
    return content.draw() if isinstance(content, Later) else content


def _pictures_kept_off_the_web(library: Library) -> tuple[HeldBack, ...]:
    """Return what a teacher, who sees everything, cannot see: of how many posts the web gets no pictures."""
    return tuple(one for one in narrow(library, PUBLIC).held_back if one.what == "pictures")
