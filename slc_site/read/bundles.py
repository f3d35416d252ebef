"""A text and what lies beside it: `<slug>.md` among others, or a folder `<slug>` with `index.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slc_site.model.classroom import Attachment
from slc_site.problems import Problem, Reporter
from slc_site.read.attachments import gather
from slc_site.read.disk import File, Folder, same
from slc_site.read.listing import report_folders, report_twins, unexpected

_INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A post or a page on disk, not read yet."""

    slug: str
    file: File
    attachments: Mapping[str, Attachment]
    """By name, what it may show: what lies in the same folder."""


def find_bundles(folder: Folder, what: str, reporter: Reporter) -> list[Bundle]:
    """Return the texts of a folder in both of their forms, by slug; `what` they are, for messages.

    Of two with one name the second is reported and left out: a folder comes first, because it brings its own
    photos.
    """
    found: dict[str, Bundle] = {}
    for bundle in sorted(_all(folder, what, reporter), key=lambda bundle: bundle.slug):
        twin = found.setdefault(same(bundle.slug), bundle)
        if twin is not bundle:
            report_twins(twin.file.label, bundle.file.label, what, reporter)
    return list(found.values())


def _all(folder: Folder, what: str, reporter: Reporter) -> Iterator[Bundle]:
    for name in folder.folders:
        own = folder.enter(name, reporter)
        index = next((file for file in own.files.values() if same(file.name) == _INDEX), None)
        if index is None:
            reporter.report(_no_index(own, what))
            continue
        report_folders(own, reporter)
        for file in own.files.values():
            if file.extension == ".md" and file is not index:
                unexpected(own.label, file.name, (_INDEX,), reporter, is_folder=False)
        yield Bundle(name, index, gather(own.files.values(), reporter, texts=(".md",)))
    beside = gather(folder.files.values(), reporter, texts=(".md",))
    for file in folder.files.values():
        if file.extension == ".md":
            yield Bundle(file.stem, file, beside)


def _no_index(folder: Folder, what: str) -> Problem:
    texts = [file.name for file in folder.files.values() if file.extension in (".md", ".txt")]
    message = f"There is no {_INDEX} in this folder, so this {what} is left out."
    hint = f"Rename `{texts[0]}` to `{_INDEX}`." if len(texts) == 1 else f"Put the text into {_INDEX}."
    return Problem(message, folder.label, hint=hint, code="no-index")
