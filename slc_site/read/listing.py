"""What belongs into a folder, and what does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from slc_site.problems import Problem, Reporter, Severity, did_you_mean
from slc_site.read.disk import File, Folder, same


def listed(folder: Folder, extension: str, what: str, reporter: Reporter) -> list[File]:
    """Return the files with one extension, sorted by name; everything else is reported.

    `what` such a file is, for the message when two have names that are the same on some computers.
    """
    report_folders(folder, reporter)
    found: dict[str, File] = {}
    for file in folder.files.values():
        if file.extension != extension:
            unexpected(folder.label, file.name, (f"{file.stem}{extension}",), reporter, is_folder=False)
        elif found.setdefault(same(file.stem), file) is not file:
            report_twins(found[same(file.stem)].label, file.label, what, reporter)
    return list(found.values())


def report_folders(folder: Folder, reporter: Reporter, *, known: Collection[str] = ()) -> None:
    """Report the folders of a folder that should have none but those that are `known`."""
    for name in folder.folders:
        if name not in known:
            unexpected(folder.label, name, known, reporter, is_folder=True)


def unexpected(label: str, name: str, known: Iterable[str], reporter: Reporter, *, is_folder: bool) -> None:
    """Report something that has no place where it is."""
    what = "folder" if is_folder else "file"
    hint = did_you_mean(name, known) or ("Nothing is read from it." if is_folder else "It is not used.")
    message = f"There should be no {what} `{name}` here."
    reporter.report(
        Problem(message, f"{label}/{name}", hint=hint, severity=Severity.WARNING, code="unexpected-file")
    )


def report_twins(first: str, second: str, what: str, reporter: Reporter) -> None:
    """Report two things that some computer would put in one place; the second is left out."""
    message = f"This {what} has the same name as `{first}`, so it is left out."
    reporter.report(Problem(message, second, hint="Give one of the two another name.", code="same-name"))
