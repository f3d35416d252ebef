"""Files that a teacher's file takes in from elsewhere: rubrics that several classes share.

Only files of the class may name them, never a child's. They lie below the folder that holds `content/`, or
below the one folder that `class.yml` names as `shared`. Each step on the way is looked up in what the disk
lists, so that no link, no pipe and no `..` leads anywhere else.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from slc_site.problems import SilentReporter, did_you_mean
from slc_site.read.disk import File, Folder, scan
from slc_site.read.document import Form
from slc_site.read.reading import Reader
from slc_site.read.shapes import Shape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

S = TypeVar("S", bound=Shape)

_END = ".yml"
_WORK_OF_CHILDREN = "content/students"


class Includes:
    """Finds and reads what the class's files include; remembers what was asked for."""

    def __init__(self, content: Folder, shared: str, reader: Reader) -> None:
        """`shared` is a folder, as seen from the one that holds `content/`; empty: the class names none."""
        self._root = Path(content.path).parent
        self._shared = posixpath.normpath(shared) if shared else ""
        self._reader = reader
        self._read: dict[str, Sheet[Any] | None] = {}
        self.asked: dict[Path, None] = {}
        """Every file that was looked for, also in vain: when one of them changes, so does the class."""

    def sheet(self, including: Sheet[Any], typed: str, shape: type[S], *loc: str | int) -> Sheet[S] | None:
        """Return what an included file says; None when there is none that may be read, which was reported.

        `typed` is the path as it stands in the file `including`, at `loc`, and is seen from that file.
        """
        place = self._place(including, typed)
        if place is None:
            hint = "Write where it lies as seen from this file, like `../../shared/rubrics/grade-2.yml`."
            if self._leads_out(including, typed):
                hint = (
                    "It must lie below the folder that holds `content`. For a folder that several classes "
                    "share, name it in class.yml: `shared: ../shared`."
                )
            including.report(f"{shown(typed)} cannot be included.", *loc, hint=hint, code="include")
            return None
        if place not in self._read:
            file, near = self._file(place)
            if file is None:
                hint = near or f"It is looked for at `{place}`, as a plain file; links are not followed."
                including.report(f"There is no file {shown(typed)}.", *loc, hint=hint, code="include")
                return None
            self._read[place] = self._reader.sheet(file, Form.FIELDS, shape)
        found: Sheet[S] | None = self._read[place]
        return found

    def _place(self, including: Sheet[Any], typed: str) -> str | None:
        """Return a path as seen from the folder that holds `content/`; None when it may not be read."""
        plain = typed and not typed.startswith(("/", "~")) and not set(typed) & set("\\:\0")
        if not plain or not typed.endswith(_END):
            return None
        place = self._seen_from_root(including, typed)
        if self._leads_out(including, typed) or f"{place}/".casefold().startswith(f"{_WORK_OF_CHILDREN}/"):
            return None
        return place

    def _seen_from_root(self, including: Sheet[Any], typed: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(including.document.file), typed))

    def _leads_out(self, including: Sheet[Any], typed: str) -> bool:
        place = self._seen_from_root(including, typed)
        start = self._start(place)
        return ".." in (place.removeprefix(f"{start}/") if start else place).split("/")

    def _start(self, place: str) -> str:
        """Return the shared folder if the place is below it; empty: the folder that holds `content/`."""
        return self._shared if self._shared and place.startswith(f"{self._shared}/") else ""

    def _file(self, place: str) -> tuple[File | None, str | None]:
        """Return the plain file at a place, or None and what may have been meant."""
        start = self._start(place)
        base = self._root / start
        *folders, name = place.removeprefix(f"{start}/" if start else "").split("/")
        self.asked[Path(base, *folders, name)] = None
        quiet = SilentReporter()  # what else lies on the way is nobody's business here
        folder = scan(str(base), ".", quiet)
        for part in folders:
            folder = folder.enter(part, quiet)
        file = folder.files.get(name)
        if file is None:
            return None, did_you_mean(name, (other for other in folder.files if other.endswith(_END)))
        return replace(file, label=place), None
