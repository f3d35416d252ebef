"""What a publish came to, whole or cut off."""

from __future__ import annotations

from dataclasses import dataclass

from slc_site.publish.carry import Failure, Tally
from slc_site.publish.host import HostError
from slc_site.publish.plan import Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publish came to."""

    sent: int
    size: int
    """Of what was sent, in bytes."""
    removed: int
    unsent: tuple[str, ...]
    """What has not arrived, or nobody knows that it has."""
    left: tuple[str, ...]
    """What was to be deleted, and still may stand there."""
    failures: tuple[Failure, ...]
    error: HostError | None = None
    """What ended it before its time."""
    was_stopped: bool = False
    """Somebody pressed Ctrl-C."""
    is_complete: bool = False
    """All stands there as it should."""


def outcome_of(
    made: Plan, tally: Tally, error: HostError | None, *, is_complete: bool, was_stopped: bool
) -> Outcome:
    """Return what has become of a plan.

    Args:
        made: The plan.
        tally: What was done of it.
        error: What ended it before its time, if anything did.
        is_complete: All stands there as it should.
        was_stopped: Somebody pressed Ctrl-C.
    """
    removed = set(tally.removed)
    return Outcome(
        sent=len(tally.sent),
        size=sum(tally.sent.values()),
        removed=len(tally.removed),
        unsent=tuple(name for name in made.sent if name not in tally.sent),
        left=() if is_complete else tuple(name for name in made.removed if name not in removed),
        failures=tuple(tally.failures),
        error=error,
        was_stopped=was_stopped,
        is_complete=is_complete,
    )
