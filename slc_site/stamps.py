"""What tells whether a build would come to the same again, and what is kept of the last one.

Asked before all else, by a command that has nothing to do but to say so: nothing is imported here that takes
time, not even pathlib, json or typing. So a path is a text, and what is kept is one, too, in sections.

A file is as it was if its size, its time and its inode are: the inode changes where an editor or a synced
folder puts a new file in the place of the old one, and a time that goes back is another one, too. Windows
tells no inode when it lists a folder; there size and time have to do. Whether a file was changed so shortly
before the look that its time cannot tell is the caller's to ask (`Look.young`).

All of it is one module, for each one more is waited for, too.
"""

# pathlib takes a tenth of the time that all of this may take.
# ruff: noqa: PTH100, PTH113, PTH114, PTH116, PTH118, PTH119, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import sys
import time

from slc_site import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

PACKAGE = os.path.dirname(os.path.realpath(__file__))
FILE, WRITTEN = "last-build", "written.json"
"""What is kept of an edition's last build, in the folder for its state, and the list of what was written."""
NAMES_FFMPEG = "SLC_FFMPEG"
"""As in `render.ffmpeg.program`, which is slow to load."""

COMPILED = "__pycache__"
"""Folders that do not count."""
TICK = 2_000_000_000
"""In ns: the clocks of sticks and cards tick every two seconds. Within that time a file may be changed twice
and show the same time."""

_MARK, _END = "slc: the last build, 1", "all of it"
_BETWEEN = "\0\0"
"""Between two sections. Neither names nor what is shown on a screen have NULs in them."""


class Look:
    """What was seen of some folders, and of all below them, at one moment."""

    def __init__(
        self,
        folders: Iterable[str],
        began: tuple[int, int],
        told: list[str],
        seen: list[tuple[str, int, bool]],
    ) -> None:
        """Hold what `look_at` has seen, folder by folder.

        `told` are two lines of each, one of its files and one of what folders are in it; `seen` are its path,
        the time, in ns, of the file that was changed last, and whether links to files are followed in it.
        """
        self.folders = tuple(folders)
        self.began = began[0]
        """When it was begun, in ns, by this computer's clock."""
        self.text = "//".join(told)
        """Names, sizes, times and inodes of all files. Two texts are equal just if all of these are."""
        self._began = began
        self._told = told
        self._seen = seen
        self._places: dict[str, int] | None = None

    def age(self) -> int:
        """Return how long ago it was begun, in ns; rather too much, should a clock have been set."""
        wall, ticks = self._began
        return max(time.time_ns() - wall, time.monotonic_ns() - ticks)

    def young(self, since: int) -> list[tuple[str, int]]:
        """Return path and time of all files that had been changed at `since` or later; both times in ns."""
        found = []
        for number, (folder, newest, follows) in enumerate(self._seen):
            if newest < since:
                continue
            for line in self._told[2 * number].split("/"):
                told = line.split(" ", 3)
                if len(told) < 4 or int(told[1]) < since:
                    continue
                path = f"{folder}{os.sep}{told[3]}"
                # Who opened a pipe to look into it would wait for ever.
                if os.path.isfile(path) and (follows or not os.path.islink(path)):
                    found.append((path, int(told[1])))
        return found

    def below(self, folder: str) -> Look | None:
        """Return what a look at this folder alone would have seen at that moment; None if nobody can tell."""
        if self._places is None:
            self._places = {seen[0]: number for number, seen in enumerate(self._seen) if not seen[2]}
        first = self._places.get(folder)
        if first is None or _is_for_themes(folder):
            return None
        end, inside = first + 1, folder + os.sep
        while end < len(self._seen) and self._seen[end][0].startswith(inside):
            end += 1
        return Look([folder], self._began, self._told[2 * first : 2 * end], self._seen[first:end])

    def only(self, is_meant: Callable[[str], bool]) -> Look:
        """Return what was seen of some of the folders: of those whose paths are meant."""
        meant = [number for number, seen in enumerate(self._seen) if is_meant(seen[0])]
        told = [line for number in meant for line in self._told[2 * number : 2 * number + 2]]
        return Look(self.folders, self._began, told, [self._seen[number] for number in meant])


def look_at(folders: Iterable[str], *, shares_themes: bool = True) -> Look:
    """Look at all files below some folders. Compiled Python does not count.

    Links are followed to themes only, which classes may share; if not even those, not `shares_themes`.
    """
    began, folders = (time.time_ns(), time.monotonic_ns()), tuple(folders)
    told: list[str] = []
    seen: list[tuple[str, int, bool]] = []
    for top in folders:
        follows = shares_themes and _is_for_themes(top)
        followed: set[str] = set()
        left = [top]
        while left:
            folder = left.pop()
            files: list[str] = []
            inner: list[str] = []
            newest = 0
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=follows):
                            is_new = entry.name != COMPILED
                            if follows and entry.is_symlink():
                                place = os.path.realpath(entry.path)
                                is_new = place not in followed
                                followed.add(place)
                            if is_new:
                                inner.append(entry.name)
                            continue
                        leads = follows and entry.is_file()  # not so a link that leads nowhere
                        found = entry.stat(follow_symlinks=leads)
                        changed = found.st_mtime_ns
                        files.append(f"{found.st_size} {changed} {found.st_ino} {entry.name}")
                        if changed > newest:
                            newest = changed
            except OSError:  # it is not there, may not be read, or went away just now
                files.append("-")
            files.sort()
            # No name has a slash in it. Folders are told in an order that follows from their names, and each
            # just before all that is in it: see `Look.below`.
            told.append("/".join(files))
            seen.append((folder, newest, follows))
            if inner:
                inner.sort()
                left += [f"{folder}{os.sep}{name}" for name in inner]
            told.append("/".join(inner))
    return Look(folders, began, told, seen)


def _is_for_themes(folder: str) -> bool:
    return os.path.basename(folder) == "themes"


def listing(folders: Iterable[str]) -> str:
    """Return names, sizes, times and inodes of all files below some folders; see `Look.text`."""
    return look_at(folders).text


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


def made(output: str, state: str, listed: str | None = None) -> str:
    """Return what tells whether all that was written stands as it was, and is still known to be ours.

    `state` is the folder for an edition's state; `listed` is what a look at the output tells, if it is known.
    """
    if listed is None:
        listed = look_at([output], shares_themes=False).text
    return f"{stamp(os.path.join(state, WRITTEN))}//{listed}"


class Now:
    """All that a build depends on, as it was at one moment; and what it has made, when somebody asks."""

    def __init__(self, sources: Iterable[str]) -> None:
        """Look at it. `sources` are the folders that a build reads."""
        self.surroundings = surroundings()
        self.look = look_at(sources)
        self._made: dict[tuple[str, str], str] = {}

    def made(self, output: str, state: str) -> str:
        """Return what `made` says, or said the first time."""
        asked = output, state
        if asked not in self._made:
            self._made[asked] = made(output, state)
        return self._made[asked]


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
    return "\n".join((__version__, PACKAGE, sys.version, today, *libraries(), *ffmpegs()))


def libraries() -> Iterator[str]:
    """Yield name and version of all that is installed; only the names of folders are looked at."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:  # a ZIP file, or nothing at all
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def ffmpegs() -> Iterator[str]:
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
        """Their `Look.text`."""
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

    def is_of_now(self, now: Now, state: str) -> bool:
        """Is everything as it was, but perhaps what is in files whose time cannot be trusted?

        Args:
            now: What these sources and all else are now.
            state: The folder in which this is kept.
        """
        return (
            now.surroundings == self.surroundings
            and now.look.text == self.listed
            and all(stamp(file) == before for file, before in self.files)
            and now.made(self.output, state) == self.made
        )


def _pairs(section: str) -> list[tuple[str, str]] | None:
    texts = section.split("\0") if section else []
    return None if len(texts) % 2 else list(zip(texts[::2], texts[1::2], strict=True))
