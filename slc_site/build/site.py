"""Where things lie on the teacher's disk."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Site(Struct, frozen=True):
    """The folder that holds `content/`, and what is made beside it."""

    root: Path

    @property
    def content(self) -> Path:
        """What people write; only read."""
        return self.root / "content"

    @property
    def themes(self) -> Path:
        """The class's own themes; need not exist."""
        return self.root / "themes"

    @property
    def output(self) -> Path:
        """What is uploaded, and nothing else."""
        return self.root / "output"

    @property
    def state(self) -> Path:
        """What the program keeps for itself: finished pictures, lists of what it wrote."""
        return self.root / ".slc"

    @property
    def keys(self) -> Path:
        """The only thing in there that cannot be made again: the keys and codes of the class."""
        return self.state / "keys"

    @property
    def ring(self) -> Path:
        """The file of all keys."""
        return self.keys / "ring.json"

    @property
    def preview(self) -> Path:
        """The teacher's own edition, with everything in it; never uploaded."""
        return self.state / "preview"

    @property
    def as_others(self) -> Path:
        """What is made to show the class as somebody else sees it; emptied before anybody looks."""
        return self.state / "as"

    @property
    def preview_as(self) -> Path:
        """The edition of whoever's eyes the teacher has borrowed; never uploaded."""
        return self.as_others / "preview"

    @property
    def sealed(self) -> Path:
        """Pictures and recordings behind locks, sealed once; nothing can be read of them without the keys."""
        return self.state / "sealed"

    @property
    def texts(self) -> Path:
        """What texts became, kept for the next build; used by every edition."""
        return self.state / "texts"

    @property
    def read(self) -> Path:
        """What was read of each child, kept for the next build; used by every edition."""
        return self.state / "read"

    @property
    def compiled(self) -> Path:
        """The theme's templates as they were compiled, kept for the next build; used by every edition."""
        return self.state / "templates"

    @property
    def paper(self) -> Path:
        """What is printed, for the teacher alone; never uploaded, and made anew when it is asked for."""
        return self.root / "print"

    @property
    def media(self) -> Path:
        """Finished pictures and recordings, made once and used by every edition."""
        return self.state / "media"
