"""The only code that writes what is uploaded: all of it or nothing, and never over what is not ours.

A write goes through these steps, and at each moment every file in the folder is whole:

1. look: what is in the folder, and what of that is ours;
2. stage: take the files one by one, and write those that are new or changed into a folder of our own on the
   same disk; then it is known what is no longer made, and what is somebody else's. Whatever goes wrong until
   here, be it a full disk or Ctrl-C, leaves the output untouched;
3. promise: list in the manifest all that may be there from now on, so that the next build knows what is ours
   even if this one is killed;
4. swap: put the staged files in their places, what is pointed at before what points, then take away what is
   no longer made. An error takes all of it back; Ctrl-C waits for these few moments;
5. settle: list what is there now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from slc_site.build import disk
from slc_site.build.aside import Staged, rank
from slc_site.build.inventory import Inventory
from slc_site.build.manifest import Entry, Manifest
from slc_site.build.place import Place, class_folder
from slc_site.build.result import Written
from slc_site.build.site_path import clashing, folders, name_problems
from slc_site.build.staging import Content, Sorted, Stager
from slc_site.build.swap import Swap, undisturbed
from slc_site.build.trouble import OutputError, in_the_way, label, telling
from slc_site.problems import Problem, Reporter, Severity

__all__ = ["Output", "OutputError", "Written", "clean"]


class Output:
    """One folder of finished files, and the list of them that is kept elsewhere."""

    def __init__(self, folder: Path, state: Path, reporter: Reporter, *, root: Path | None = None) -> None:
        """Get ready to write `folder`; nothing is touched yet.

        `state` keeps the list of what was written, and is for this folder alone; `root` is the class's folder
        (that holds `content/`), by default the nearest one above `state`.

        Raises:
            OutputError: the disk will not even say where these folders are.
        """
        with telling(str(state)):
            self._root = (root or class_folder(state)).resolve()
            self._folder = folder.resolve()
            self._state = state.resolve()
        self._shown = label(self._folder, self._root)
        self._reporter = reporter
        self._place = Place(self._folder, self._state, self._root)
        self._manifest = Manifest(self._state, self._shown)
        self.entries: Mapping[str, Entry] = {}
        """What stands there, by its path, since it was last written."""
        self._left: Inventory | None = None
        """All that was in the folder when it was last written; None after a failure."""

    def told(self) -> str:
        """Return what `stamps.look_at` tells of the folder as `write` left it; nothing if that is not known.

        The folder is not looked at again: what others did there meanwhile is a difference.
        """
        return self._left.told() if self._left else ""

    def write(self, files: Iterable[tuple[str, Content]], *, is_as_left: bool = False) -> Written:
        """Make the folder hold just `files`: each a path in the site, and what is to stand there.

        They are taken one by one; none stays in memory. Files of ours that are not among them are deleted;
        files of other people stay and are told. The caller holds the `build_lock`. `is_as_left`: nobody else
        is ever in the folder, so that it is looked at only the first time, and when its home is gone.

        Raises:
            OutputError: nothing was written, for the reason in its `problem`; the folder is as it was.
            Exception: what `files` raised; nothing was written, either.
        """
        found, before = self._left, self.entries if self._left is not None else None
        if found is None or not is_as_left or not (self._folder / "index.html").is_file():
            with telling(label(self._state, self._root)):
                self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
                before = self._manifest.load()
            found = self._place.look(before is not None)
        present = found.present
        ours = before or {}
        self._left = None
        staging = self._place.staging()
        try:
            sorted_out = Stager(self._folder, present, before, self._label).stage(files, staging)
            after = {**sorted_out.same, **{one.name: one.entry for one in sorted_out.staged}}
            if after.keys() != ours.keys():  # those of old were judged when they were new
                self._refuse_bad_names(after)
            self._mind_what_is_foreign(present.keys() - ours.keys() - after.keys(), after)
            gone = sorted(
                (name for name in ours if name not in after and name in present), key=rank, reverse=True
            )
            if sorted_out.staged or gone or after != before:
                self._carry_out(sorted_out, gone, ours, after, staging)
            self.entries = after
            self._left = self._after(found, sorted_out.staged, gone)
        finally:
            disk.remove_tree(staging)
        added = sum(one.is_new for one in sorted_out.staged)
        return Written(added, len(sorted_out.staged) - added, len(gone), len(sorted_out.same))

    # -- look -----------------------------------------------------------------------------------------

    def _refuse_bad_names(self, files: Iterable[str]) -> None:
        if problems := name_problems(files):
            for problem in problems[1:]:
                self._reporter.report(problem)
            raise OutputError(problems[0])

    def _mind_what_is_foreign(self, foreign: Iterable[str], files: Collection[str]) -> None:
        """Tell of files that are not ours; refuse if one has the name of a folder of ours, or the reverse."""
        foreign = sorted(foreign)
        needed = {above for name in files for above in folders(name)} if foreign else set()
        for name in foreign:
            if name in needed or any(above in files for above in folders(name)):
                raise OutputError(in_the_way(self._label(name)))
        names = [name for name in foreign if not self._place.is_tolerated(name)]
        if names:
            self._reporter.report(self._not_ours(names))

    def _not_ours(self, names: list[str]) -> Problem:
        shown = ", ".join(f"`{name}`" for name in names[:5])
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        return Problem(
            f"Not made by slc, and left alone: {shown}{more}.",
            self._shown,
            hint="What is in this folder is uploaded with the site: take away what does not belong there.",
            severity=Severity.WARNING,
            code="foreign-file",
        )

    # -- promise, swap, settle ------------------------------------------------------------------------

    def _carry_out(
        self,
        found: Sorted,
        gone: list[str],
        ours: Mapping[str, Entry],
        after: Mapping[str, Entry],
        staging: Path,
    ) -> None:
        spare = staging / "old"
        unsure = {one.name: replace(one.entry, stamp=0) for one in found.staged}
        at_once = clashing(gone, after) if gone else frozenset()
        with telling(self._label_of_manifest):
            spare.mkdir()
            self._manifest.save({**ours, **after, **unsure})
        swap = Swap(spare)
        with undisturbed():
            try:
                self._remove(swap, [name for name in gone if name in at_once])
                for one in found.staged:
                    with telling(self._label(one.name)):
                        swap.put(one.path, self._folder / one.name)
                self._remove(swap, [name for name in gone if name not in at_once])
                with telling(self._label_of_manifest):
                    self._manifest.save(after)
            except BaseException:  # whatever it was: the folder is put back, and it is raised again
                swap.undo()
                raise

    def _after(
        self, before: Inventory, staged: Collection[Staged], gone: Collection[str]
    ) -> Inventory | None:
        """Return what is in the folder now; None if that cannot be said."""
        try:
            put = {one.name: (self._folder / one.name).lstat() for one in staged}
        except OSError:
            return None
        for one in staged:
            found = put[one.name]
            if (found.st_size, found.st_mtime_ns) != (one.entry.size, one.entry.stamp):
                return None  # somebody was quicker
        return before.after(put, gone)

    def _remove(self, swap: Swap, names: list[str]) -> None:
        for name in names:
            with telling(self._label(name)):
                swap.remove(self._folder / name)
        disk.remove_empty({(self._folder / name).parent for name in names}, self._folder)

    def _label(self, name: str) -> str:
        return f"{self._shown}/{name}"

    @property
    def _label_of_manifest(self) -> str:
        return label(self._manifest.path, self._root)


def clean(folder: Path, state: Path) -> int:
    """Delete the files that we wrote into `folder`, and the list of them; return how many there were.

    What other people put there stays. The caller holds the `build_lock`.

    Raises:
        OutputError: something could not be deleted.
    """
    with telling(str(state)):
        root = class_folder(state).resolve()
        folder, state = folder.resolve(), state.resolve()
    manifest = Manifest(state, label(folder, root))
    place = Place(folder, state, root)
    with telling(label(folder, root)):
        entries = manifest.load() or {}
        place.refuse_bad_places()
        present = place.walk().present
        there = [name for name in entries if name in present]
    for name in there:
        with telling(label(folder / name, root)):
            (folder / name).unlink(missing_ok=True)
    disk.remove_empty({(folder / name).parent for name in there} | {folder}, folder.parent)
    with telling(label(manifest.path, root)):
        manifest.forget()
    place.forget_staging()
    return len(there)
