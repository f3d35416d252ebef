"""What tells whether a build would come to the same again, and what is kept of the last one.

Asked before all else, by a command that has nothing to do but to say so: nothing is imported here that takes
time, not even pathlib, json or typing. So a path is a text, and what is kept is one, too, in sections.

A file is as it was if its size, its time and its inode are: the inode changes where an editor or a synced
folder puts a new file in the place of the old one, and a time that goes back is another one, too. Windows
tells no inode when it lists a folder; there size and time have to do. Whether a file was changed so shortly
before the look that its time cannot tell is the caller's to ask (`Young`).
"""

# pathlib takes a tenth of the time that all of this may take.
# ruff: noqa: PTH100, PTH116, PTH118, PTH119, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import sys
import time

from slc_site import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    Young = list[tuple[str, int]]
    """Path and time, in ns, of files that were changed lately."""

PACKAGE = os.path.dirname(os.path.realpath(__file__))
FILE, WRITTEN = "last-build", "written.json"
"""What is kept of an edition's last build, in the folder for its state, and the list of what was written."""
NAMES_FFMPEG = "SLC_FFMPEG"
"""As in `render.ffmpeg.program`, which is slow to load."""

_MARK, _END = "slc: the last build, 1", "all of it"
_BETWEEN = "\0\0"
"""Between two sections. Neither names nor what is shown on a screen have NULs in them."""


def listing(folders: Iterable[str], young: Young | None = None, since: int = 0, *, deep: bool = True) -> str:
    """Return names, sizes, times and inodes of all files below some folders, as one text.

    Two texts are equal just if all of these are. Compiled Python does not count. Files changed at `since` or
    later, in ns, are added to `young`. Links are followed to themes only, which classes may share. If it is
    not `deep`, folders in these folders are not looked into.
    """
    told: list[str] = []
    for top in folders:
        follows = os.path.basename(top) == "themes"
        followed: set[str] = set()
        left = [top]
        while left:
            folder = left.pop()
            files: list[str] = []
            inner: list[str] = []
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=follows):
                            is_new = entry.name != "__pycache__"
                            if follows and entry.is_symlink():
                                place = os.path.realpath(entry.path)
                                is_new = place not in followed
                                followed.add(place)
                            if is_new:
                                inner.append(entry.name)
                            continue
                        leads = follows and entry.is_file()  # not so a link that leads nowhere
                        seen = entry.stat(follow_symlinks=leads)
                        changed = seen.st_mtime_ns
                        files.append(f"{seen.st_size} {changed} {seen.st_ino} {entry.name}")
                        # Who opened a pipe to look into it would wait for ever.
                        if young is not None and changed >= since and entry.is_file(follow_symlinks=leads):
                            young.append((entry.path, changed))
            except OSError:  # it is not there, may not be read, or went away just now
                files.append("-")
            files.sort()
            inner.sort()
            # No name has a slash in it. Folders are told in an order that follows from their names.
            told.append("/".join(files))
            told.append("/".join(inner))
            if deep:
                left += [f"{folder}/{name}" for name in inner]
    return "//".join(told)


def differing(before: str, now: str) -> list[str] | None:
    """Return which files are not as they were, as seen from the folder that both texts of `listing` tell of.

    None where more than that is different: the name of any file or folder, or how many there are.
    """
    lines = [text.split("//") for text in (before, now)]
    if len(lines[0]) != len(lines[1]) or lines[0][1::2] != lines[1][1::2]:
        return None
    found = []
    for folder, one, other in zip(_folders(lines[1]), lines[0][::2], lines[1][::2], strict=True):
        if one == other:
            continue
        files = [{name: stamp for stamp, name in map(_named, text.split("/"))} for text in (one, other)]
        if files[0].keys() != files[1].keys() or "" in files[0]:
            return None
        found += [f"{folder}{name}" for name, stamp in files[1].items() if files[0][name] != stamp]
    return found


def doubted(listed: str, files: Collection[str]) -> str:
    """Return a text of `listing` in which these files of the folder are as no file can ever be found."""
    if not files:
        return listed
    lines = listed.split("//")
    for place, folder in enumerate(_folders(lines)):
        told = [
            (f"{stamp} {name}", f"{folder}{name}", name)
            for stamp, name in map(_named, lines[2 * place].split("/"))
        ]
        if any(path in files for _, path, _ in told):
            lines[2 * place] = "/".join(f"? ? ? {name}" if path in files else one for one, path, name in told)
    return "//".join(lines)


def _folders(lines: list[str]) -> Iterator[str]:
    """Yield the folders that a listing of one folder tells of in turn, each with a slash behind it."""
    left = [""]
    for inner in lines[1::2]:
        folder = left.pop()
        left += [f"{folder}{name}/" for name in inner.split("/") if name]  # as `listing` goes on
        yield folder


def _named(file: str) -> tuple[str, str]:
    """Return what `listing` says of a file, and its name; no name where it could not look."""
    size, _, rest = file.partition(" ")
    changed, _, rest = rest.partition(" ")
    inode, _, name = rest.partition(" ")
    return f"{size} {changed} {inode}", name


def made(output: str, state: str) -> str:
    """Return what tells whether all that was written stands as it was, and is still known to be ours.

    `state` is the folder for an edition's state.
    """
    return f"{stamp(os.path.join(state, WRITTEN))}//{listing([output])}"


def stamp(file: str) -> str:
    """Return what tells whether one file is as it was, or that there is none."""
    try:
        seen = os.lstat(file)
    except OSError:
        return "none"
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ino}"


def surroundings() -> str:
    """Return what else a build depends on besides its files.

    The day counts, because a date in the far future is a problem only until it is near; Python and the
    libraries by their versions; and which ffmpeg is used, as recordings come out differently with another.
    """
    today = time.strftime("%Y-%m-%d")
    return "\n".join((__version__, PACKAGE, sys.version, today, *libraries(), *_ffmpegs()))


def libraries() -> Iterator[str]:
    """Yield name and version of all that is installed; only the names of folders are looked at."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:  # a ZIP file, or nothing at all
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _ffmpegs() -> Iterator[str]:
    """Yield what there is where an ffmpeg would be looked for, which decides which one is found."""
    named = os.environ.get(NAMES_FFMPEG) or "ffmpeg"
    names, folders = [named], [os.curdir]
    if os.name == "nt":
        names += [named + ending for ending in os.environ.get("PATHEXT", "").split(os.pathsep)]
    if not os.path.dirname(named):
        folders += os.environ.get("PATH", os.defpath).split(os.pathsep)
        if os.name != "nt":
            del folders[0]  # only Windows looks where one stands
    for folder in folders:
        for name in names:
            place = os.path.abspath(os.path.join(folder, name))
            try:
                seen = os.stat(place)
            except OSError:
                continue
            yield f"{place} {seen.st_size} {seen.st_mtime_ns} {seen.st_mode} {os.access(place, os.X_OK)}"


class Kept:
    """What is kept of a build: what it was made from, what it made, and what was said of it."""

    def __init__(
        self,
        surroundings: str,
        edition: Iterable[str],
        sources: Iterable[str],
        listed: str,
        files: Iterable[tuple[str, str]],
        young: Iterable[tuple[str, str]],
        output: str,
        made: str,
        told: str,
        said: tuple[str, str, str, str] = ("", "", "", ""),
    ) -> None:
        """Hold it; texts only, and none of them empty but those of `said`."""
        self.surroundings = surroundings
        self.edition = tuple(edition)
        """Tells apart what else the result depends on, such as the viewer."""
        self.sources = tuple(sources)
        """The folders that were read."""
        self.listed = listed
        """Their `listing`."""
        self.files = tuple(files)
        """Other files that were read, or looked for in vain, and their stamps."""
        self.young = tuple(young)
        """Files whose time cannot be trusted, and the digests of what was in them."""
        self.output = output
        """The folder that was written."""
        self.made = made
        """What `made` said of it."""
        self.told = told
        """What the build came to, for `Memory`."""
        self.said = said
        """What a plain `slc build` said: its exit status; what went to standard error; what went to standard
        output, before and after the seconds it took. All empty: it was another command."""

    @classmethod
    def read(cls, file: str) -> Kept | None:
        """Return what a file holds; None when there is none, or it is damaged or of another version."""
        try:
            with open(file, "rb") as opened:
                sections = opened.read().decode("utf-8", "surrogatepass").split(_BETWEEN)
        except (OSError, ValueError):
            return None
        if len(sections) != 15 or sections[0] != _MARK or sections[-1] != _END:
            return None
        files, young = (_pairs(section) for section in (sections[5], sections[6]))
        if files is None or young is None:
            return None
        return cls(
            sections[1],
            sections[2].split("\0"),
            sections[3].split("\0"),
            sections[4],
            files,
            young,
            sections[7],
            sections[8],
            sections[9],
            (sections[10], sections[11], sections[12], sections[13]),
        )

    def to_bytes(self) -> bytes:
        """Return what `read` reads."""
        pairs = ("\0".join(text for pair in some for text in pair) for some in (self.files, self.young))
        sections = (
            _MARK,
            self.surroundings,
            "\0".join(self.edition),
            "\0".join(self.sources),
            self.listed,
            *pairs,
            self.output,
            self.made,
            self.told,
            *self.said,
            _END,
        )
        return _BETWEEN.join(sections).encode("utf-8", "surrogatepass")

    def is_of_now(self, surroundings: str, listed: str, state: str) -> bool:
        """Is everything as it was, but perhaps what is in files whose time cannot be trusted?

        Args:
            surroundings: What `surroundings` says now.
            listed: What `listing` says of the sources now.
            state: The folder in which this is kept.
        """
        return (
            surroundings == self.surroundings
            and listed == self.listed
            and all(stamp(file) == before for file, before in self.files)
            and made(self.output, state) == self.made
        )


def _pairs(section: str) -> list[tuple[str, str]] | None:
    texts = section.split("\0") if section else []
    return None if len(texts) % 2 else list(zip(texts[::2], texts[1::2], strict=True))
