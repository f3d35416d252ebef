"""Where things lie on the teacher's disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Site:
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
    def preview(self) -> Path:
        """The teacher's own edition, with everything in it; never uploaded."""
        return self.state / "preview"

    @property
    def media(self) -> Path:
        """Finished pictures and recordings, made once and used by every edition."""
        return self.state / "media"
