"""What happens to the files of `little_class` between two builds, as people and their programs do it.

Each edit is a function of the class's folder and of somebody who chooses: Hypothesis, or chance. It returns
what it did, in a few words; when there is nothing to be done, it does nothing.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from slc_site.share import keyfile
from slc_site.share.keyring import KeyRing
from tests.support.little_class import SHARED, THEME, picture, sound, write
from tests.support.typed import LINES, WORDS, with_another_letter, with_line, with_words

Thing = TypeVar("Thing")
NOTHING = "nothing to be done"
TRASH = "trash"
"""The folder below the class's in which old files wait, so that the disk gives no new file their inode."""
_A_WHILE_AGO = 1_500_000_000


class Choose(Protocol):
    """Chooses one of several things; there is at least one."""

    def __call__(self, among: Sequence[Thing], /) -> Thing:
        """Return one of them."""
        ...


@dataclass
class Worktop:
    """Where somebody edits a class: its folder, who chooses what is done there, and how much was done."""

    root: Path
    choose: Choose
    count: int = 0

    def number(self) -> int:
        """Return a number that was never used here."""
        self.count += 1
        return self.count

    def in_trash(self, name: str) -> Path:
        """Return a new place in the trash; whatever lies there keeps its inode, and no new file gets it."""
        folder = self.root / TRASH
        folder.mkdir(exist_ok=True)
        return folder / f"{self.number():04}-{name}"


Edit = Callable[[Worktop], str]
_LATELY, _A_WHILE = 10_000_000_000, 3_600_000_000_000
"""In ns: what is younger than the one is made older by the other."""


def wait_a_while(top: Worktop) -> None:
    """Let all that was changed just now have been changed an hour ago: then its time tells all."""
    now = time.time_ns()
    for path in found(top.root, "content/**/*", "themes/**/*", "shared/**/*"):
        stat = path.stat()
        if now - _LATELY < stat.st_mtime_ns <= now:
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - _A_WHILE))


def found(root: Path, *patterns: str) -> list[Path]:
    """Return what fits one of some patterns, in one order on all machines."""
    return sorted(path for pattern in patterns for path in root.glob(pattern))


def _in_class(root: Path, *patterns: str) -> list[Path]:
    return found(root / "content", *patterns)


def _told(what: str, file: Path, root: Path) -> str:
    return f"{what} {file.relative_to(root).as_posix()}"


def _throw_away(path: Path, top: Worktop) -> Path:
    """Move something into the trash and return where it is now."""
    return path.rename(top.in_trash(path.name))


def _put_over(file: Path, data: bytes, top: Worktop) -> None:
    """Save as careful editors do: write a new file and rename it over the old one, which is kept."""
    beside = write(top.in_trash("new"), data)
    os.link(file, top.in_trash("old"))
    beside.replace(file)


def _save(file: Path, text: str | bytes, top: Worktop) -> None:
    data = text.encode() if isinstance(text, str) else text
    if top.choose(("as it is", "by renaming")) == "by renaming" and file.exists():
        _put_over(file, data, top)
    else:
        write(file, data)


# -- words and lines ------------------------------------------------------------------------------------


def change_a_line(top: Worktop) -> str:
    """Write, change or take away one line of one file."""
    root, choose = top.root, top.choose
    patterns = choose(tuple(LINES))
    if not (files := _in_class(root, *patterns)):
        return NOTHING
    file, key = choose(files), choose(tuple(LINES[patterns]))
    value = choose(LINES[patterns][key])
    text = file.read_text("utf-8", "replace")
    _save(file, with_line(text, key, value, is_markdown=file.suffix == ".md"), top)
    return _told(f"{key}: {value} in", file, root)


def change_words(top: Worktop) -> str:
    """Write other words below the front matter of a file."""
    root, choose = top.root, top.choose
    if not (files := _in_class(root, "**/*.md")):
        return NOTHING
    file, words = choose(files), choose(WORDS)
    _save(file, with_words(file.read_text("utf-8", "replace"), words), top)
    return _told(f"{words!r} in", file, root)


def make_a_slip(top: Worktop) -> str:
    """Make a file unreadable; or readable again, if it was made so."""
    root, choose = top.root, top.choose
    if not (files := _in_class(root, "**/*.md", "**/*.yml", "**/*.csv")):
        return NOTHING
    file, slip = choose(files), b"---\n\ttitle: {[\xff\n"
    data = file.read_bytes()
    _save(file, data.removeprefix(slip) if data.startswith(slip) else slip + data, top)
    return _told("a slip in", file, root)


def change_numbers(top: Worktop) -> str:
    """Add a line to what was measured, or take the last one away."""
    root, choose = top.root, top.choose
    file = root / "content/measures/fluency.csv"
    lines = (
        file.read_text("utf-8", "replace").splitlines() if file.exists() else ["student,date,value,target"]
    )
    line = choose(
        ("cam,2025-11-11,12,20", "ada,2025-12-01,60,", "nobody,2025-12-01,1,", "ben,soon,many,", "")
    )
    _save(file, "\n".join([*lines, line] if line else lines[:-1]) + "\n", top)
    return f"measured: {line or 'one less'}"


# -- times and inodes -----------------------------------------------------------------------------------


def _any_file(root: Path) -> list[Path]:
    folders = ("content/**/*", "themes/**/*", "shared/**/*")
    return [path for path in found(root, *folders) if path.is_file()]


def _another(file: Path) -> bytes:
    """Return other bytes for a file, as many as it has wherever that is possible."""
    if file.suffix in (".png", ".jpg"):
        kind, data = {".png": "PNG", ".jpg": "JPEG"}[file.suffix], file.read_bytes()
        others = (picture(shade, kind) for shade in (91, 92, 93))
        return next((one for one in others if one != data and len(one) == len(data)), picture(94, kind))
    return with_another_letter(file.read_bytes().decode("utf-8", "surrogateescape")).encode(
        "utf-8", "surrogateescape"
    )


def touch(top: Worktop) -> str:
    """Give a file or folder another time and change nothing, as syncing programs do."""
    root, choose = top.root, top.choose
    path = choose(found(root, "content/**/*", "themes/**/*"))
    stamp = choose((None, _A_WHILE_AGO + top.number()))
    os.utime(path, None if stamp is None else (stamp, stamp))
    return _told("touched", path, root)


def replace_unseen(top: Worktop) -> str:
    """Put another file of the same size and with the same time in the place of one."""
    root, choose = top.root, top.choose
    if not (files := _any_file(root)):
        return NOTHING
    file = choose(files)
    before, data = file.stat(), _another(file)
    _put_over(file, data, top)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return _told("replaced, with the same time,", file, root)


def set_back(top: Worktop) -> str:
    """Change a file and give it a time in the past, as a backup that is brought back has."""
    root, choose = top.root, top.choose
    if not (files := _any_file(root)):
        return NOTHING
    file, stamp = choose(files), _A_WHILE_AGO + top.number()
    file.write_bytes(_another(file))
    os.utime(file, (stamp, stamp))
    return _told("changed, with a time in the past,", file, root)


def swap_two(top: Worktop) -> str:
    """Let two files of a kind change their names."""
    root, choose = top.root, top.choose
    files = choose([_in_class(root, *patterns) for patterns in LINES] + [_in_class(root, "**/*.png")])
    if len(files) < 2:
        return NOTHING
    one, two = choose(files), choose(files)
    if one == two:
        return NOTHING
    aside = _throw_away(one, top)
    two.rename(one)
    aside.rename(two)
    return _told(f"{_told('swapped', one, root)} and", two, root)


# -- files that come, go and move -----------------------------------------------------------------------

_NAMES = ("2025-10-05-frog", "2025-12-24-snow", "2025-09-08-my-summer", "2026-01-07-a-hat")
_STUDENTS = ("ada", "ben", "cam", "dee", "eli")


def add_a_post(top: Worktop) -> str:
    """Write a new post, or another one over it: as a file, or in a folder with a picture."""
    root, choose = top.root, top.choose
    posts = root / "content/students" / choose(_STUDENTS) / "posts"
    name, tags = choose(_NAMES), choose(("[writing]", "[projects, frogs]", "[writing, snow]"))
    words = choose(WORDS)
    file = choose((posts / f"{name}.md", posts / name / "index.md"))
    if file.name == "index.md":
        write(file.with_name("frog.png"), picture(choose((90, 120))))
    write(file, f"---\ntitle: {choose(('Snow', 'A hat'))}\ntags: {tags}\n---\n{words}")
    return _told("a post,", file, root)


def add_something(top: Worktop) -> str:
    """Write a new student, goal, page, prompt, example, card or conference, or a file that is nothing."""
    root, choose = top.root, top.choose
    student = f"students/{choose(_STUDENTS)}"
    name = choose(("new", "fall", "party", "teach-us", "build"))
    path, text = choose(
        (
            ("students/eli/student.yml", "name: Eli\n"),
            (f"{student}/student.yml", "name: Somebody\nconsent: {publish: yes, photos: yes}\n"),
            (f"{student}/goals/{name}.md", "---\ntitle: A goal\nset: 2025-10-01\n---\nWhy not?\n"),
            (f"{student}/conferences/{name}.md", "---\ncards: {welcome: Hi.}\n---\nLook!\n"),
            (f"{student}/report-cards/{name}.yml", "reading: {self: 3, because: Yes.}\n"),
            (f"pages/{name}.md", "---\ntitle: A page\n---\n[Home](welcome.md)\n"),
            (f"prompts/{name}.md", "---\ntitle: A prompt\n---\nWhat?\n"),
            (f"prompts/teach-us/examples/{name}.md", "---\ntitle: An example\nby: teacher\n---\nSo.\n"),
            (f"report-cards/{name}.yml", "title: A card\nsubjects: [{id: reading, title: R}]\n"),
            (f"conferences/{name}/conference.yml", "title: A conference\n"),
            (f"{student}/posts/2025-12-24-snow/frog.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nFrog.\n"),
            ("notes.txt", "Nothing of ours.\n"),
        )
    )
    return _told("wrote", write(root / "content" / path, text), root)


_MOVED = ("students/*", "students/*/posts/*", "students/*/goals/*", "pages/*", "prompts/*", "conferences/*")
_KEPT = ("students/*/conferences/*", "students/*/report-cards/*", "report-cards/*", "measures/*")


def rename(top: Worktop) -> str:
    """Give a file or a folder another name."""
    root, choose = top.root, top.choose
    if not (things := _in_class(root, *_MOVED, *_KEPT)):
        return NOTHING
    old = choose(things)
    new = old.with_name(choose((f"{old.stem}-too{old.suffix}", f"_{old.name}", old.name.removeprefix("_"))))
    if new.exists():
        return NOTHING
    old.rename(new)
    return _told(f"{_told('renamed', old, root)} to", new, root)


def delete(top: Worktop) -> str:
    """Take a file or a folder away."""
    root, choose = top.root, top.choose
    things = _in_class(
        root, *_MOVED, *_KEPT, "students/*/posts/*/*", "students/*/*.*", "prompts/*/examples/*"
    )
    if not things:
        return NOTHING
    path = choose(things)
    _throw_away(path, top)
    return _told("deleted", path, root)


def bring_back(top: Worktop) -> str:
    """Bring a file of the class back that was changed or deleted, with its old inode and time."""
    root, choose = top.root, top.choose
    thrown = [
        path for path in found(root, f"{TRASH}/*") if not path.name.endswith(("-old", "-new", "-theme"))
    ]
    if not thrown:
        return NOTHING
    path = choose(thrown)
    name = path.name.partition("-")[2]
    places = {
        "student.yml": "students/eli",
        "index.md": "students/cam/posts/2025-12-25-back",
        "conference.yml": "conferences/back",
    }
    default = "students" if path.is_dir() and (path / "student.yml").exists() else "students/ada/posts"
    new = root / "content" / places.get(name, default) / name
    if new.exists() or not new.parent.is_dir():
        return NOTHING
    path.rename(new)
    return _told("brought back", new, root)


def change_a_picture(top: Worktop) -> str:
    """Lay a picture or a sound somewhere, over what is there; or something that is none; or take it away."""
    root, choose = top.root, top.choose
    files = _in_class(root, "**/*.png", "**/*.jpg", "**/*.wav", "**/*.txt")
    files += [folder / "frog.png" for folder in _in_class(root, "students/*/posts", "students/*/posts/*/")]
    file = choose(sorted(set(files))) if files else root / "content/students/ada/owl.png"
    new = choose((picture(90), picture(120), picture(60, "JPEG"), sound(77), b"Words.\n", None))
    if new is None:
        if file.exists():
            _throw_away(file, top)
        return _told("no picture", file, root)
    if not file.parent.is_dir():
        return NOTHING
    _save(file, new, top)
    return _told(f"{len(new)} bytes for", file, root)


# -- the look, and what several classes share -----------------------------------------------------------

_OURS: Mapping[str, tuple[str, ...]] = {
    "templates/partials/note.html": ("<p>A note</p>", "<p>{{ page.frame.title }}</p>", "{% broken"),
    "templates/post.html": (
        THEME["templates/post.html"],
        '{% extends "default/post.html" %}{% block title %}Post{% endblock %}',
        '{% extends "default/post.html" %}{% block title %}{{ nothing.at.all }}{% endblock %}',
    ),
    "templates/goal.html": ('{% extends "default/goal.html" %}{% block body_class %}g{% endblock %}',),
    "templates/home.html": ('{% extends "default/home.html" %}{% block title %}Home{% endblock %}',),
    "templates/base.html": (THEME["templates/base.html"], '{% extends "default/base.html" %}'),
    "templates/steps/goals.html": ("<p>Only this.</p>",),
    "templates/nobody-asks.html": ("<p>Nothing</p>",),
    "templates/icons/star.svg": (THEME["templates/icons/star.svg"], "<i>+</i>"),
    "static/css/ours.css": ("p { color: black }\n", "p { color: white }\n"),
    "static/css/site.css": ("p { color: blue }\n",),
    "theme.toml": (THEME["theme.toml"], THEME["theme.toml"].replace("We try", "We do"), "name = [\n"),
}


def change_the_look(top: Worktop) -> str:
    """Write or take away a file of the class's own theme, so that it shadows ours or no longer does."""
    root, choose = top.root, top.choose
    name = choose(tuple(_OURS))
    file = root / "themes/ours" / name
    text = choose((*_OURS[name], None))
    if text is not None:
        _save(file, text, top)
    elif file.exists():
        _throw_away(file, top)
    return _told("no" if text is None else f"{text!r} in", file, root)


def move_the_theme(top: Worktop) -> str:
    """Take the class's own theme away, or put it back; under the name of the default one, too."""
    root, choose = top.root, top.choose
    there = found(root, "themes/*")
    if there:
        old = choose(there)
        new = choose((root / "themes/ours", root / "themes/default", top.in_trash("theme")))
    else:
        waiting = found(root, f"{TRASH}/*-theme")
        if not waiting:
            return NOTHING
        old, new = choose(waiting), root / "themes/ours"
    if new.exists():
        return NOTHING
    new.parent.mkdir(exist_ok=True)
    old.rename(new)
    return _told(f"{_told('moved', old, root)} to", new, root)


def change_what_is_shared(top: Worktop) -> str:
    """Change, write or take away a file that several classes share."""
    root, choose = top.root, top.choose
    file = root / "shared" / choose(("grade-2.yml", "grade-3.yml"))
    text = choose((SHARED, SHARED.replace("Reading", "Lesen"), "subjects: [{\n", None))
    if text is not None:
        _save(file, text, top)
    elif file.exists():
        _throw_away(file, top)
    return _told("no" if text is None else "changed", file, root)


def make_codes(top: Worktop) -> str:
    """Give codes to the students who have none, or take away somebody's."""
    root, choose = top.root, top.choose
    place = root / ".slc" / keyfile.FOLDER / keyfile.RING
    if (ring := keyfile.load(place)) is None:
        return NOTHING
    students = [path.parent.name for path in _in_class(root, "students/*/student.yml")]
    new = [student for student in students if not ring.knows(student)]
    if new:
        changed: KeyRing = ring.with_students(sorted(new))
    elif len(ring.students) > 1:
        changed = ring.without([choose(sorted(ring.students))])
    else:
        return NOTHING
    keyfile.save(changed.with_stretched_codes(), place)
    return f"codes for {', '.join(changed.students)}"


# -- what the program made ------------------------------------------------------------------------------


def spoil_the_site(top: Worktop) -> str:
    """Delete, damage or touch a file of the finished site."""
    root, choose = top.root, top.choose
    site = root / "output"
    if not (files := [path for path in found(site, "**/*") if path.is_file()]):
        return NOTHING
    file = choose(files)
    how = choose(("deleted", "damaged", "emptied", "touched", "its folder deleted"))
    if how == "deleted":
        file.unlink()
    elif how == "touched":
        os.utime(file)
    elif how == "its folder deleted" and file.parent != site:
        shutil.rmtree(file.parent)
    else:
        file.write_bytes(b"" if how == "emptied" else file.read_bytes()[::-1])
    return _told(how, file, root)


def spoil_the_state(top: Worktop) -> str:
    """Delete or damage something that the program keeps for itself and can make again."""
    root, choose = top.root, top.choose
    state = root / ".slc"
    precious = {"keys", "conference"}
    things = [path for path in found(state, "**/*") if path.relative_to(state).parts[0] not in precious]
    if not things:
        return NOTHING
    path = choose(things)
    if path.is_dir():
        shutil.rmtree(path)
        return _told("deleted", path, root)
    how, data = choose(("deleted", "emptied", "cut", "garbled", "turned round")), path.read_bytes()
    if how == "deleted":
        path.unlink()
    else:
        half = len(data) // 2
        turned = {"emptied": b"", "cut": data[:half], "garbled": b"\0\xff{" + data[half:]}
        path.write_bytes(turned.get(how, data[::-1]))
    return _told(how, path, root)


EDITS: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (
        change_a_line,
        change_words,
        make_a_slip,
        change_numbers,
        touch,
        replace_unseen,
        set_back,
        swap_two,
        add_a_post,
        add_something,
        rename,
        delete,
        bring_back,
        change_a_picture,
        change_the_look,
        move_the_theme,
        change_what_is_shared,
        make_codes,
        spoil_the_site,
    )
}
"""All that may happen, by its name, but for `spoil_the_state`: a list that was lost must be made at once."""
