"""A text and what lies beside it: `<slug>.md` among others, or a folder `<slug>` with `index.md`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from slc_site.model.classroom import Attachment
from slc_site.problems import Problem, Reporter
from slc_site.read.attachments import gather
from slc_site.read.disk import File, Folder, same
from slc_site.read.listing import report_folders, report_twins, unexpected

_INDEX = "index.md"


class Bundle(Struct, frozen=True):
    """A post or a page on disk, not read yet."""

    slug: str
    file: File
    attachments: Mapping[str, Attachment]
    """By name, what it may show: what lies in the same folder."""
    rooms: Mapping[str, Folder] = field(default_factory=dict)
    """By name, the folders inside its own folder that have a meaning."""


def find_bundles(
    folder: Folder, what: str, reporter: Reporter, *, rooms: Collection[str] = ()
) -> list[Bundle]:
    """Return the texts of a folder in both of their forms, by slug; `what` they are, for messages.

    `rooms` are names of folders that one may have inside its own; a text without pictures keeps them in a
    folder of its name beside it. Of two with one name the second is reported and left out: a folder comes
    first, because it brings its own photos.
    """
    found: dict[str, Bundle] = {}
    for bundle in sorted(_all(folder, what, reporter, rooms), key=lambda bundle: bundle.slug):
        twin = found.setdefault(same(bundle.slug), bundle)
        if twin is not bundle:
            report_twins(twin.file.label, bundle.file.label, what, reporter)
    return list(found.values())


def _all(folder: Folder, what: str, reporter: Reporter, rooms: Collection[str]) -> Iterator[Bundle]:
    texts = {same(file.stem) for file in folder.files.values() if file.extension == ".md"}
    beside_rooms: dict[str, Mapping[str, Folder]] = {}
    for name in folder.folders:
        own = folder.enter(name, reporter)
        inner = {room: own.enter(room, reporter) for room in rooms if room in own.folders}
        index = next((file for file in own.files.values() if same(file.name) == _INDEX), None)
        if index is None and inner and same(name) in texts:
            beside_rooms[same(name)] = inner
            report_folders(own, reporter, known=rooms)
            for file in own.files.values():
                unexpected(own.label, file.name, (), reporter, is_folder=False)
            continue
        if index is None:
            reporter.report(_no_index(own, what))
            continue
        report_folders(own, reporter, known=rooms)
        for file in own.files.values():
            if file.extension == ".md" and file is not index:
                unexpected(own.label, file.name, (_INDEX,), reporter, is_folder=False)
        yield Bundle(name, index, gather(own.files.values(), reporter, texts=(".md",)), inner)
    beside = gather(folder.files.values(), reporter, texts=(".md",))
    for file in folder.files.values():
        if file.extension == ".md":
            yield Bundle(file.stem, file, beside, beside_rooms.get(same(file.stem), {}))


def _no_index(folder: Folder, what: str) -> Problem:
    texts = [file.name for file in folder.files.values() if file.extension in (".md", ".txt")]
    message = f"There is no {_INDEX} in this folder, so this {what} is left out."
    hint = f"Rename `{texts[0]}` to `{_INDEX}`." if len(texts) == 1 else f"Put the text into {_INDEX}."
    return Problem(message, folder.label, hint=hint, code="no-index")
