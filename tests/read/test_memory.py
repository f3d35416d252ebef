"""What is remembered of a class is what reading it anew would give, and no more is read than was changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from slc_site import stamps
from slc_site.model.library import Library
from slc_site.problems import Problem, RecordingReporter
from slc_site.read import disk, loader, whole
from slc_site.read.memory import ReadingMemory
from tests.read.conftest import TODAY, write

FROG = "students/ada/posts/2026-10-05-frog.md"
OWL = "students/ada/posts/2026-10-06-owl/index.md"
CLASS = {
    "class.yml": "title: Room 12\nconsent: {publish: yes, photos: yes}\nterms: [{id: fall, title: Fall}]\n",
    "students/ada/student.yml": "name: Ada\n",
    "students/ben/student.yml": "name: Ben\n",
    "report-cards/fall.yml": "title: Fall\nterm: fall\ninclude: ../../shared/skills.yml\n",
    FROG: "---\ntitle: Frog\ntags: [writing, frogs]\nmood: glad\n---\nGreen frog.\n",
    OWL: "---\ntitle: Owl\ntags: [Frogs]\n---\nBrown owl.\n",
    "students/ada/goals/read.md": "---\ntitle: Read\nset: 2026-09-01\n---\nEvery day.\n",
    "students/ben/posts/2026-10-05-cat.md": "---\ntitle: Cat\ntags: [writing]\n---\nA cat.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, CLASS)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/skills.yml").write_text(
        "subjects: [{id: math, title: Math, skills: [{id: add, text: I add.}]}]"
    )
    _age(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hear what is read: the class's own files, and each child."""
    heard: list[str] = []
    read_whole, read_own = whole.read_whole, whole._read

    def all_of_it(*given: object) -> object:
        heard.append("the class")
        return read_whole(*given)  # type: ignore[arg-type]

    def one(*given: object) -> object:
        heard.append(given[0].student.slug)  # type: ignore[attr-defined]
        return read_own(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(whole, "read_whole", all_of_it)
    monkeypatch.setattr(whole, "_read", one)
    return heard


def _age(root: Path) -> None:
    """Let all files that were just written have been so an hour ago."""
    for file in root.rglob("*"):
        if file.is_file() and file.stat().st_mtime > time.time() - 600:
            os.utime(file, ns=(0, file.stat().st_mtime_ns - 3600 * 10**9))


def _load(
    root: Path, remembered: ReadingMemory | None = None, today: date = TODAY
) -> tuple[Library | None, list[Problem]]:
    heard = RecordingReporter()
    if remembered:
        remembered.only(None)
    return loader.load(root, heard, today=today, memory=remembered), heard.problems


def _edited(root: Path, path: str, old: str, new: str) -> None:
    file = root / "content" / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def _with(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: _edited(root, path, old, new)


def test_what_has_not_changed_is_not_read(root: Path, read: list[str]) -> None:
    kept = ReadingMemory(root / "kept")
    first = _load(root, kept)
    assert read == ["the class", "ada", "ben"]
    for again in (kept, ReadingMemory(root / "kept")):
        assert _load(root, again) == first == _load(root)
    assert read[3:] == ["the class", "ada", "ben"] * 2  # by those who have no memory


TEXTS = [
    _with(FROG, "Green frog.", "A green frog, on a log."),
    _with(OWL, "Brown owl.", "Brown owl.\n\n---\n\nA line between.\n"),
    _with(OWL, "Brown owl.", ""),
    _with(FROG, "Green frog.", "Größer: «ذ»\r\n\r\nnew lines of another computer"),
]
MORE = [
    _with(FROG, "title: Frog", "title: Toad"),
    _with(FROG, "mood: glad", "mood: sad!"),
    _with(FROG, "mood: glad\n", "mood: glad\n\n"),
    _with(FROG, "---\nGreen", "----\nGreen"),
    _with(FROG, "Green frog.", "\x07Green frog."),
    _with(FROG, "Green frog.", "---\ntitle: Twice\n---\nGreen frog."),
    lambda root: (root / "content" / FROG).write_bytes(b""),
    lambda root: (root / "content" / FROG).write_bytes(b"---\ntitle: Frog\n---\n\xff\xfe\x00"),
    lambda root: (root / "content" / FROG).rename(root / "content/students/ada/posts/2026-10-05-toad.md"),
    lambda root: (root / "content" / OWL).unlink(),
    lambda root: write(root, {"students/ada/posts/2026-10-07-bat.md": "---\ntitle: Bat\ntags: x\n---\nBat"}),
    lambda root: write(root, {"students/ada/posts/2026-10-06-owl/owl.txt": "?"}),
    lambda root: (root / "content/students/ben/posts/extra").mkdir(),
    _with("students/ada/goals/read.md", "Every day.", "Each day."),
    _with("students/ada/student.yml", "Ada", "Adele"),
    _with("class.yml", "Room 12", "Room 7"),
    _with("class.yml", "Room 12", "Room 13"),
    lambda root: (root / "shared/skills.yml").unlink(),
    lambda root: write(root, {"students/cleo/student.yml": "name: Cleo\n"}),
    lambda root: write(root, {"prompts/colours.md": "---\ntitle: Colours\n---\nWhich one?\n"}),
    lambda root: write(root, {"notes.txt": "What is this?"}),
]  # fmt: skip


@pytest.mark.parametrize("change", [*TEXTS, *MORE])
@pytest.mark.parametrize("is_new", [False, True], ids=["kept", "from disk"])
@pytest.mark.parametrize("is_old", [False, True], ids=["just now", "long ago"])
def test_after_any_change_all_is_as_if_read_anew(
    root: Path, change: Callable[[Path], None], is_new: bool, is_old: bool
) -> None:
    kept = ReadingMemory(root / "kept")
    _load(root, kept)
    for one in (
        change,
        lambda root: None,
        _with("students/ben/posts/2026-10-05-cat.md", "A cat", "Two cats"),
    ):
        one(root)
        if is_old:
            _age(root)
        kept = ReadingMemory(root / "kept") if is_new else kept
        assert _load(root, kept) == _load(root)
        assert _load(root, kept) == _load(root)


@pytest.mark.parametrize("change", TEXTS)
@pytest.mark.parametrize("is_old", [False, True], ids=["just now", "long ago"])
def test_of_a_new_text_only_that_is_read(
    root: Path, read: list[str], change: Callable[[Path], None], is_old: bool
) -> None:
    _load(root, ReadingMemory(root / "kept"))
    change(root)
    if is_old:
        _age(root)
    read.clear()
    _load(root, ReadingMemory(root / "kept"))
    assert read == []


def test_a_text_that_was_read_just_when_it_was_written_is_looked_at_again(
    root: Path, read: list[str]
) -> None:
    file = root / "content" / FROG
    _edited(root, FROG, "Green frog", "Brown frog")
    _load(root, ReadingMemory(root / "kept"))
    seen = file.stat()
    _edited(root, FROG, "Brown frog", "Black frog")  # within a tick of the clock: nobody can tell
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    read.clear()
    library, _ = _load(root, ReadingMemory(root / "kept"))
    assert library is not None
    assert "Black frog.\n" in [post.body for post in library.posts]
    assert read == []


@pytest.mark.parametrize("change", MORE[:5])
def test_of_a_changed_child_the_others_are_not_read(
    root: Path, read: list[str], change: Callable[[Path], None]
) -> None:
    _load(root, ReadingMemory(root / "kept"))
    change(root)
    read.clear()
    _load(root, ReadingMemory(root / "kept"))
    assert read == ["the class", "ada"]


def test_on_another_day_all_is_read(root: Path, read: list[str]) -> None:
    _load(root, ReadingMemory(root / "kept"))
    read.clear()
    _load(root, ReadingMemory(root / "kept"), TODAY + timedelta(days=1))
    assert read == ["the class", "ada", "ben"]


def test_who_watches_looks_only_where_something_changed(root: Path, looked: list[str]) -> None:
    kept = ReadingMemory(root / "kept")
    _load(root, kept)
    for changed, seen in (
        ([f"content/{FROG}"], ["ada"]),
        (["content/students/ben"], ["content", "ben"]),
        (["content/class.yml"], ["content"]),
        (["themes/ours/style.css"], []),
        ([], []),
        (["content"], ["content", "ada", "ben"]),
    ):
        looked.clear()
        kept.only(changed)
        loader.load(root, RecordingReporter(), today=TODAY, memory=kept)
        assert looked == seen, changed


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hear which folders are looked at."""
    heard: list[str] = []
    look_at = stamps.look_at

    def looking(folders: list[str]) -> stamps.Look:
        heard.extend(folder.rpartition("/")[2] for folder in folders)
        return look_at(folders)

    monkeypatch.setattr(stamps, "look_at", looking)
    return heard


def test_what_could_not_be_opened_is_tried_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open
    kept = ReadingMemory(root / "kept")

    def refusing(path: str, *rest: int) -> int:
        if path.endswith(("frog.md", "fall.yml")):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest)

    monkeypatch.setattr(disk.os, "open", refusing)  # type: ignore[attr-defined]
    _, problems = _load(root, kept)
    assert sum(problem.code == "unreadable-file" for problem in problems) == 2
    monkeypatch.undo()
    assert _load(root, kept) == _load(root)
