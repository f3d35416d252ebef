"""`slc print letters --edit`: our letter as a file of the class's own, to be changed without code."""

from __future__ import annotations

from typing import NoReturn

import click

from slc_site.cli.session import MisuseError, Session
from slc_site.model.family_letters import LetterKind


def write_words(context: click.Context, session: Session, kind: LetterKind) -> NoReturn:
    """Write our letter where the class's own are kept, and end the command.

    Raises:
        MisuseError: there is one of the class's own already, which is never written over.
    """
    from slc_site.build.trouble import OutputError, telling
    from slc_site.desk.quoting import scalar
    from slc_site.paper import letter_texts as ours
    from slc_site.render.translations import words_for

    if kind.is_of_the_child:
        raise MisuseError("The child's own letter is what the child writes in its file of the conference.")
    site = session.site()
    library = session.library("There are no letters: the class cannot be read.")
    words = words_for(library.classroom.language)
    file = site.content / "letters" / f"{kind.value}.md"
    shown = file.relative_to(site.root).as_posix()
    if file.exists():
        raise MisuseError(f"There is {shown} already: change it with any text editor.")
    subject = scalar(words.gettext(ours.SUBJECTS[kind]))
    try:
        with telling(shown):
            file.parent.mkdir(exist_ok=True)
            with file.open("x", encoding="utf-8") as new:
                new.write(f"---\nsubject: {subject}\n---\n{ours.text_of(kind, words.gettext)}")
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("Nothing was made.", None))
    said = (
        f"The letter is in {shown}\nChange its words as you like. Names in braces such as {{child}} are "
        "filled in for each family; what stands for nothing is left out.\n"
        f"For another language write {kind.value}.es.md beside it."
    )
    context.exit(session.end(said, {"file": str(file)}))
    raise AssertionError  # exit never returns
