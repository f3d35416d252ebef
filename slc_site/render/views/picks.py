"""What the page shows on which a child chooses the best pieces for a conference."""

from __future__ import annotations

from msgspec import Struct

from slc_site.render.views.parts import Frame, Link, PostCard, StudentBadge


class CandidateView(Struct, frozen=True):
    """A piece that could be chosen, with what its note card says already."""

    slug: str
    post: PostCard
    did_well: tuple[str, ...]
    make_better: tuple[str, ...]
    is_chosen: bool


class SlotView(Struct, frozen=True):
    """Room for one best piece."""

    name: str
    """What its boxes are called after: `writing`; the second of a slot for several, `any/2`."""
    title: str
    about: str
    """What the strand means, for families; may be empty."""
    newer: tuple[CandidateView, ...]
    """Made since the conference before, newest first."""
    older: tuple[CandidateView, ...]
    because: str
    notes: tuple[str, ...]
    """Talking points of the note card; always three, some empty."""

    @property
    def candidates(self) -> tuple[CandidateView, ...]:
        """All of them."""
        return self.newer + self.older


class PicksPage(Struct, frozen=True):
    """`picks.html`."""

    frame: Frame
    student: StudentBadge
    conference: Link
    slots: tuple[SlotView, ...]
    writes_to: str
    """`server` or `device`."""
    writers: tuple[str, ...]
    """Whose boxes there are: `student`, `parent`, `teacher`."""
    slug: str
    """Of the conference; with the student's it says whose words are typed."""
    student_slug: str
