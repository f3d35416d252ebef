"""The results as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from benchmarks.outputs import WIDTHS, Judgement
from benchmarks.race import Result
from benchmarks.timing import Run

NONE = "–"


def times(results: Sequence[Result], judgements: Mapping[str, Judgement]) -> str:
    """Return who took how long, medians of all rounds; of one scenario in one mode.

    The ratio to another peer is taken round by round, and its median told.
    """
    runs: dict[str, list[Run]] = {}
    for result in results:
        runs.setdefault(result.peer, []).append(result.run)
    together = any(result.run.together is not None for result in results)
    rows = [
        (
            peer,
            f"{_median(mine, lambda run: run.wall)} ({_range(mine)})",
            _ratio(mine, runs.get("hugo")),
            _ratio(mine, runs.get("eleventy")),
            _median(mine, lambda run: run.cpu),
            _median(mine, lambda run: run.peak, 0),
            *([_median(mine, lambda run: run.together, 0)] if together else []),
            _median(mine, lambda run: run.foreign),
            *_pictures(judgements.get(peer)),
        )
        for peer, mine in runs.items()
    ]
    head = ["peer", "wall s (range)", "÷ Hugo", "÷ Eleventy", "CPU s", "peak MiB"]
    head += ["all processes MiB"] if together else []
    return table([*head, "foreign", "pictures MB", f"SSIM {' / '.join(map(str, WIDTHS))}"], rows)


def outputs(judgements: Iterable[Judgement]) -> str:
    """Return what everybody made."""
    widths = " / ".join(map(str, WIDTHS))
    head = ["peer", "pages", "HTML MB", f"pictures {widths}", "upright", "with metadata", "originals copied"]
    head += [f"mean kB {widths}", f"PSNR {widths}", f"SSIM {widths}"]
    rows = []
    for one in judgements:
        means = {width: one.sizes[width] / count / 1000 for width, count in one.pictures.items()}
        rows.append(
            (
                one.peer,
                str(one.pages),
                f"{one.text / 1e6:.2f}",
                _by_width(one.pictures, "d"),
                f"{one.upright} of {sum(one.pictures.values())}" if one.pictures else NONE,
                str(one.telling) if one.pictures else NONE,
                str(one.originals),
                _by_width(means, ".1f"),
                _by_width({width: like.psnr for width, like in one.likeness.items()}, ".2f"),
                _ssim(one),
            )
        )
    return table(head, rows)


def _pictures(judgement: Judgement | None) -> tuple[str, str]:
    if judgement is None or not judgement.pictures:
        return NONE, NONE
    return f"{judgement.size / 1e6:.2f}", _ssim(judgement)


def _ssim(judgement: Judgement) -> str:
    return _by_width({width: like.ssim for width, like in judgement.likeness.items()}, ".4f")


def _by_width(values: Mapping[int, float], form: str) -> str:
    if not values:
        return NONE
    return " / ".join(format(values[width], form) if width in values else NONE for width in WIDTHS)


def _median(runs: Iterable[Run], of: Callable[[Run], float | None], digits: int = 2) -> str:
    known = [value for value in map(of, runs) if value is not None]
    return f"{median(known):.{digits}f}" if known else NONE


def _range(runs: Sequence[Run]) -> str:
    walls = [run.wall for run in runs]
    return f"{min(walls):.2f}–{max(walls):.2f}"


def _ratio(mine: Sequence[Run], others: Sequence[Run] | None) -> str:
    if not others or len(mine) != len(others):
        return NONE
    return f"{median(one.wall / other.wall for one, other in zip(mine, others, strict=True)):.3f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows below a head, in Markdown; the first column is of words."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
