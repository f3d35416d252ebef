"""Finds a theme: which folders its templates and files are looked up in, and what it lets the class choose.

A theme is a folder: `theme.toml`, `templates/`, `static/`. The class's own `themes/<name>` comes first, then
its parents, then the default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from slc_site.problems import Problem, Reporter, Severity, did_you_mean

_PACKAGE = Path(__file__).resolve().parent.parent
BUNDLED = next(
    (folder for folder in (_PACKAGE / "_themes", _PACKAGE.parent / "themes") if folder.is_dir()),
    _PACKAGE / "_themes",
)
"""The themes that come with the program: inside the installed package, or at the top of a checkout."""
DEFAULT = "default"
WIDTHS = (480, 960, 1600)
"""Of pictures, in pixels, where no theme says anything: a phone, a tablet, a projector."""


class ThemeError(Exception):
    """A theme cannot be used at all; its one argument is the `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ThemeFolder(Struct, frozen=True):
    """One theme of the chain, as its `theme.toml` describes it."""

    name: str
    folder: Path
    parent: str | None
    options: Mapping[str, str] = field(default_factory=dict)
    """Option to default."""
    picture_widths: tuple[int, ...] = ()
    """In pixels; empty: those of its parent."""


def find_theme(name: str, own_themes: Path, reporter: Reporter, *, file: str = "") -> tuple[ThemeFolder, ...]:
    """Return the lookup chain of theme `name`, the default last.

    `own_themes` is the class's `themes/` folder, which need not exist. A name that leads nowhere is reported
    (`file` says where it was written) and skipped.

    Raises:
        ThemeError: even the default theme is not there, or a `theme.toml` cannot be read.
    """
    chain: list[ThemeFolder] = []
    wanted: str | None = name
    while wanted:
        folder = next(
            (p for p in (own_themes / wanted, BUNDLED / wanted) if (p / "theme.toml").is_file()), None
        )
        if folder is None or any(theme.name == wanted for theme in chain):
            known = {p.parent.name for base in (own_themes, BUNDLED) for p in base.glob("*/theme.toml")}
            why = "stands in a circle of parents" if folder else "is not there"
            reporter.report(
                Problem(
                    f"The theme `{wanted}` {why}; the default theme is used.",
                    file or None,
                    key="theme",
                    hint=did_you_mean(wanted, known) or f"There are: {', '.join(sorted(known))}.",
                    severity=Severity.WARNING,
                    code="unknown-theme",
                )
            )
            break
        chain.append(_described(wanted, folder))
        wanted = chain[-1].parent
    if not any(theme.name == DEFAULT for theme in chain):
        chain.append(_described(DEFAULT, BUNDLED / DEFAULT))
    return tuple(chain)


def picture_widths(chain: Iterable[ThemeFolder]) -> tuple[int, ...]:
    """Return the widths, in pixels, that the pictures of a site are made in: what its theme asks for."""
    return next((theme.picture_widths for theme in chain if theme.picture_widths), WIDTHS)


def _described(name: str, folder: Path) -> ThemeFolder:
    try:
        said = tomllib.loads((folder / "theme.toml").read_text("utf-8"))
        parent, options = said.get("parent") or None, said.get("options") or {}
        if not (parent is None or isinstance(parent, str)):
            raise ValueError("`parent` is the name of another theme")
        if not (isinstance(options, dict) and all(isinstance(option, dict) for option in options.values())):
            raise ValueError("each option is a table of its own, such as [options.accent]")
        widths = _widths(said.get("pictures") or {})
    except (OSError, ValueError) as error:  # not UTF-8 and not TOML are ValueErrors
        message = f"The theme `{name}` cannot be read: {error}."
        raise ThemeError(Problem(message, f"themes/{name}/theme.toml", code="theme")) from error
    defaults = {key: str(option.get("default", "")) for key, option in options.items()}
    return ThemeFolder(name, folder, parent, defaults, widths)


def _widths(said: object) -> tuple[int, ...]:
    widths = said.get("widths", []) if isinstance(said, dict) else None
    if not isinstance(widths, list) or not all(type(one) is int and 16 <= one <= 8192 for one in widths):
        raise ValueError("[pictures] has `widths`, a list of pixels such as [480, 960, 1600]")
    return tuple(sorted(set(widths)))
