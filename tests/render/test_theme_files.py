"""What files a theme has: those of the program are told from what is kept, if they are as they were."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.render import theme_files
from slc_site.render.theme_files import ThemeFiles, files_of

LONG_AGO = 1_700_000_000_000_000_000


def put(path: Path, text: str, changed: int | None = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if changed is not None:
        os.utime(path, ns=(changed, changed))


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of the program's own."""
    monkeypatch.setattr(theme_files, "BUNDLED", tmp_path / "bundled")
    put(tmp_path / "bundled/ours/templates/base.html", "Base.")
    put(tmp_path / "bundled/ours/templates/icons/star.svg", "<i>*</i>")
    put(tmp_path / "bundled/ours/static/css/site.css", "p {}")
    put(tmp_path / "bundled/ours/static/.hidden", "")
    return tmp_path / "bundled/ours"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from here on."""
    names: list[str] = []
    digest = theme_files._digest

    def noted(file: Path) -> str | None:
        names.append(file.name)
        return digest(file)

    monkeypatch.setattr(theme_files, "_digest", noted)
    return names


def test_all_templates_count_and_what_is_published(theme: Path) -> None:
    found = files_of(theme)
    assert list(found.templates) == ["base.html", "icons/star.svg"]
    assert list(found.static) == ["css/site.css"]
    assert None not in {*found.templates.values(), *found.static.values()}


def test_they_are_read_once(theme: Path, tmp_path: Path, read: list[str]) -> None:
    first = files_of(theme, tmp_path / "memory")
    assert len(read) == 3
    assert files_of(theme, tmp_path / "memory") == first == files_of(theme)
    assert len(read) == 6


def _a_change(theme: Path) -> None:
    put(theme / "templates/base.html", "Another base.")


def _a_change_of_time_alone_that_went_back(theme: Path) -> None:
    put(theme / "static/css/site.css", "a {}", LONG_AGO - 1)


def _a_new_one(theme: Path) -> None:
    put(theme / "templates/partials/note.html", "Note.")


def _one_less(theme: Path) -> None:
    (theme / "templates/icons/star.svg").unlink()


@pytest.mark.parametrize("change", [_a_change, _a_change_of_time_alone_that_went_back, _a_new_one, _one_less])
def test_whatever_is_changed_in_it_is_seen(
    theme: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    first = files_of(theme, tmp_path / "memory")
    change(theme)
    assert first != files_of(theme, tmp_path / "memory") == files_of(theme)


def test_a_file_that_was_just_changed_is_read_again(theme: Path, tmp_path: Path, read: list[str]) -> None:
    css = theme / "static/css/site.css"
    put(css, "a {}", changed=None)
    first, stat = files_of(theme, tmp_path / "memory"), css.stat()
    css.write_text("b {}")
    os.utime(css, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert files_of(theme, tmp_path / "memory") != first
    assert len(read) == 6


def test_what_is_kept_and_damaged_is_not_believed(theme: Path, tmp_path: Path) -> None:
    first = files_of(theme, tmp_path / "memory")
    [file] = (tmp_path / "memory").iterdir()
    for damaged in (b"", file.read_bytes()[:-1], b"x" * 200):
        file.write_bytes(damaged)
        assert files_of(theme, tmp_path / "memory") == first


def test_of_a_class_s_own_theme_nothing_is_kept_since_links_may_lead_out_of_it(
    theme: Path, tmp_path: Path
) -> None:
    own = tmp_path / "class/themes/mine"
    put(own / "templates/base.html", "Mine.")
    (own / "templates/shared").symlink_to(theme / "templates")
    (own / "templates/gone.html").symlink_to(tmp_path / "nowhere")
    first = files_of(own, tmp_path / "memory")
    assert list(first.templates) == ["base.html", "gone.html", "shared/base.html", "shared/icons/star.svg"]
    assert first.templates["gone.html"] is None
    put(theme / "templates/base.html", "Else.")
    assert files_of(own, tmp_path / "memory") != first
    assert not (tmp_path / "memory").exists()


def test_a_theme_without_files_has_none(tmp_path: Path) -> None:
    assert files_of(tmp_path / "nowhere") == ThemeFiles({}, {})
