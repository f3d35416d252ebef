"""What stands beside the pages of a keepsake, for whoever opens the folder years from now: a plain text."""

from __future__ import annotations

from slc_site.model.classroom import Classroom
from slc_site.render.translations import words_for

LINE_END = "\r\n"
"""The plainest editors of Windows know no other; all others know this one, too."""


def keepsake_readme(classroom: Classroom, name: str) -> str:
    """Return the text, in the class's language; `name` is the child's."""
    _ = words_for(classroom.language).gettext
    head = " · ".join(filter(None, (name, classroom.title, classroom.school, classroom.year)))
    lines = (
        head,
        _("This is what %(name)s made and said in our class: the whole portfolio, to keep.") % {"name": name},
        _("To look at it, open index.html with a double-click. It needs no network and no other program."),
        _("The page all-on-one-page.html has everything on one long page, for printing."),
        _("In the folder my-texts are the texts as they were typed. Any program for writing opens them."),
        _("The pictures are in the folder posts, as large as we have them, beside the page that shows them."),
        _("Keep a second copy somewhere else. It is for your family: please do not put it on the web."),
    )
    return (LINE_END * 2).join(lines) + LINE_END
