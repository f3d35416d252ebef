"""What a publish will do and what it came to, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slc_site.publish.outcome import Outcome
from slc_site.publish.plan import Plan

_FEW = 6
"""So many names are told; of more, only how many there are."""
_UNITS = ("KB", "MB", "GB", "TB")


def planned(plan: Plan, place: str) -> str:
    """Return what would be done at a place, line by line."""
    if plan.is_nothing:
        return f"Nothing has changed: all {files(len(plan.same))} stand at {place}."
    counts = (
        (len(plan.new) + len(plan.in_the_way), "new"),
        (len(plan.changed), "changed"),
        (len(plan.lost), "lost there, to be sent again"),
        (len(plan.removed), "will disappear"),
    )
    parts = [f"{count:,} {what}" for count, what in counts if count]
    first = ", ".join(parts) if parts else "only the list of files is brought up to date"
    size = f" To send: {size_words(plan.size)}." if plan.sent else ""
    return "\n".join((f"At {place}: {first}.{size}", *_warnings(plan)))


def _warnings(plan: Plan) -> Iterator[str]:
    if plan.removed:
        yield f"Will disappear: {some(plan.removed)}."
    if plan.lost:
        yield f"Gone or cut off there since the last time: {some(plan.lost)}."
    if plan.sizes_lie:
        yield "The host tells sizes that are not true; files that were cut off there cannot be noticed."
    if plan.in_the_way:
        yield (
            f"Something else stands there and would be replaced, and nobody knows that slc put it there: "
            f"{some(plan.in_the_way)}."
        )
    if plan.key_is_other:
        yield (
            "slc has published there from another computer, or with another .slc folder, so it cannot tell "
            "which of the files there are its own, and deletes none of them."
        )
    if plan.foreign:
        it = "It stays" if len(plan.foreign) == 1 else "They stay"
        yield f"Not from slc: {some(plan.foreign)}. {it} as {'it is' if it == 'It stays' else 'they are'}."
    if plan.is_locked:
        yield "Somebody may be publishing there at this moment, or a publish was cut off."


def came_to(outcome: Outcome, plan: Plan, place: str) -> str:
    """Return what has become of a plan, as the last words of a command."""
    done = f"{files(outcome.sent)} sent ({size_words(outcome.size)})" if outcome.sent else ""
    gone = f"{files(outcome.removed)} deleted" if outcome.removed else ""
    parts = ", ".join(filter(None, (done, gone)))
    if outcome.is_complete:
        total = len(plan.sent) + len(plan.same)
        return f"Published: {parts or 'the list of files'}. All {files(total)} stand at {place}."
    begin = "Stopped" if outcome.was_stopped else "Not finished"
    lines = [f"{begin}: {parts or 'nothing was changed'}."]
    if outcome.unsent:
        lines.append(f"Not arrived: {some(outcome.unsent)}.")
    if outcome.left:
        lines.append(f"Not deleted yet: {some(outcome.left)}.")
    lines.append("What stands there is whole. Publish again to go on: what has arrived is not sent again.")
    return "\n".join(lines)


def some(names: Sequence[str]) -> str:
    """Return how many names there are, and the first of them."""
    told = ", ".join(names[:_FEW])
    more = len(names) - _FEW
    return f"{told} and {more:,} more" if more > 0 else told


def files(count: int) -> str:
    """Return "1 file" or "3 files"."""
    return f"{count:,} {'file' if count == 1 else 'files'}"


def size_words(size: float) -> str:
    """Return a number of bytes as people say it."""
    if size < 1000:
        return f"{size:.0f} bytes"
    for unit in _UNITS:
        size /= 1000
        if size < 999.5 or unit == _UNITS[-1]:
            break
    return f"{size:.1f} {unit}" if size < 9.95 else f"{size:,.0f} {unit}"


def time_words(seconds: float) -> str:
    """Return about how long something takes."""
    if seconds < 90:
        return f"{max(5, round(seconds / 5) * 5)} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def reasons(messages: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Return each reason once, with the names to which it applies, in the order in which they came."""
    found: dict[str, list[str]] = {}
    for name, message in messages:
        found.setdefault(message, []).append(name)
    return list(found.items())
