"""The folder `print/`: what is printed lies there, for the teacher alone, and can be made again any time."""

from __future__ import annotations

import contextlib
from pathlib import Path

from slc_site.build.site import Site
from slc_site.build.trouble import telling
from slc_site.paper.pdf import NoPdfError, pdf_of
from slc_site.problems import Reporter
from slc_site.share.keyfile import write_private

_NAME = "print"


def keep(site: Site, name: str, html: str, reporter: Reporter, *, as_html: bool = False) -> Path:
    """Put a document into `print/` as a PDF, or as a page where nothing here makes one; return the file.

    Args:
        site: Of the class.
        name: Of the file, without its ending, such as `fall-cards`.
        html: Whole in itself, as `sheet.Drawing` makes it.
        reporter: Hears when it is no PDF, and why.
        as_html: Make no PDF at all.

    Raises:
        OutputError: the disk refuses.
    """
    made: bytes | None = None
    if not as_html:
        try:
            made = pdf_of(html, reporter)
        except NoPdfError as error:
            reporter.report(error.problem)
    page, document = site.paper / f"{name}.html", site.paper / f"{name}.pdf"
    with telling(_NAME):
        site.paper.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(OSError):  # some network folders know no rights
            site.paper.chmod(0o700)
        # What is left of an earlier time would only be taken for this one.
        (page if made is not None else document).unlink(missing_ok=True)
        write_private(document if made is not None else page, made if made is not None else html.encode())
    return document if made is not None else page
