"""What is in the folder that is written to, from one walk: for who writes there, and for `stamps`.

After the writing nobody looks again: what must be there now follows from what was there, what was put there
and what was taken away. Should somebody else have written there meanwhile, the next build finds a difference.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile

from slc_site import stamps

_GIT = ".git"


class Inventory:
    """All that is in one folder. A folder in it is called by its path there, with a slash at the end."""

    def __init__(
        self,
        present: Mapping[str, os.stat_result],
        inner: Mapping[str, list[str]],
        beside: Mapping[str, os.stat_result],
        of_git: str,
    ) -> None:
        """Hold what `walked` has found.

        `inner` are the names of the folders in each folder; of what is not to be looked at, `beside` are the
        files, and `of_git` is what a look at the folder of version control tells.
        """
        self.present = present
        """All that is no folder, by its path in the site."""
        self._inner = inner
        self._beside = beside
        self._of_git = of_git

    def after(self, put: Mapping[str, os.stat_result], gone: Collection[str]) -> Inventory:
        """Return what there is when these files have been put there, and those have been taken away.

        With the last of its files, a folder goes, too.
        """
        present = {**self.present, **put}
        if not gone and self.present.keys() >= put.keys():
            return Inventory(present, self._inner, self._beside, self._of_git)
        for name in gone:
            del present[name]
        inner = {folder: list(names) for folder, names in self._inner.items()}
        for name in put:
            new = takewhile(lambda folder: folder not in inner, _above(name))
            for folder in reversed(list(new)):
                inner[folder] = []
                inner[_holder(folder)].append(_last(folder))
        if gone:
            full = set(map(_holder, present))
            emptied = {folder for name in gone for folder in _above(name) if folder}
            for folder in sorted(emptied, key=lambda one: one.count("/"), reverse=True):
                if folder in inner and folder not in full and not inner[folder]:
                    del inner[folder]
                    inner[_holder(folder)].remove(_last(folder))
        return Inventory(present, inner, self._beside, self._of_git)

    def told(self) -> str:
        """Return what `stamps.look_at` tells of the folder if it holds just this."""
        knows_inodes = os.name != "nt"  # Windows tells none when it lists a folder
        files: dict[str, list[str]] = {}
        for name, seen in (*self.present.items(), *self._beside.items()):
            start = name.rfind("/") + 1
            told = f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ino if knows_inodes else 0} {name[start:]}"
            files.setdefault(name[:start], []).append(told)
        lines: list[str] = []
        left = [""]
        while left:
            folder = left.pop()
            if folder == f"{_GIT}/":
                lines.append(self._of_git)
                continue
            lines.append("/".join(sorted(files.get(folder, ()))))
            names = self._inner[folder]
            if names:
                names = sorted(name for name in names if name != stamps.COMPILED)
                left += [f"{folder}{name}/" for name in names]
            lines.append("/".join(names))
        return "//".join(lines)


NOTHING = Inventory({}, {"": []}, {}, "")


def walked(top: str, own: str) -> Inventory:
    """Return what is in a folder. Links are not followed.

    What version control keeps there (`.git`) is not `present`, nor is `own`, the name of a folder of ours
    which is gone when all is done.

    Raises:
        OSError: the disk will not tell.
    """
    present: dict[str, os.stat_result] = {}
    beside: dict[str, os.stat_result] = {}
    inner: dict[str, list[str]] = {}
    of_git = ""
    left = [("", top)]
    while left:
        folder, place = left.pop()
        names = inner[folder] = []
        with os.scandir(place) as entries:
            for entry in entries:
                name = folder + entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if not is_folder:
                    found = beside if name in (_GIT, own) else present
                    found[name] = entry.stat(follow_symlinks=False)
                elif name == _GIT:
                    names.append(name)
                    of_git = stamps.listing([entry.path])
                elif name != own:
                    names.append(entry.name)
                    left.append((f"{name}/", entry.path))
    return Inventory(present, inner, beside, of_git)


def _above(name: str) -> Iterator[str]:
    """Yield all folders in which a file is, the nearest first, and at last the whole."""
    while name:
        name = _holder(name)
        yield name


def _holder(name: str) -> str:
    """Return the folder in which a file or a folder is."""
    return name[: name.rfind("/", 0, len(name) - 1) + 1]


def _last(folder: str) -> str:
    return folder[len(_holder(folder)) : -1]
