"""`slc print letters`: letters home, in each family's language and in five forms."""

from __future__ import annotations

import click

from slc_site.cli.letter_desk import How, LetterDesk
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.model.family_letters import LetterKind

KINDS = [kind.value for kind in LetterKind]
FORMS = ["pdf", "page", "email", "sms", "call"]


@click.command()
@click.argument("conference", required=False)
@click.option("--for", "students", metavar="STUDENT", multiple=True, help="Only this child; can be repeated.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default=LetterKind.INVITATION.value,
    show_default=True,
    help="Which letter.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default="pdf",
    show_default=True,
    help="One PDF to print, a page each, tables of e-mails or text messages, what to say on the phone.",
)
@click.option("--apart", is_flag=True, help="With --as pdf: a file for each family.")
@click.option("--paper", "size", type=click.Choice(["a4", "letter"]), help="The paper in the printer.")
@click.option("--one-sided", is_flag=True, help="The printer prints on one side: no empty pages.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option(
    "--edit", is_flag=True, help="Write our letter into content/letters, for you to change; print nothing."
)
@common_options
@current_session
@click.pass_context
def letters(
    context: click.Context,
    session: Session,
    conference: str | None,
    students: tuple[str, ...],
    kind: str,
    form: str,
    apart: bool,
    size: str | None,
    one_sided: bool,
    open_browser: bool,
    edit: bool,
) -> None:
    """Make letters home, one for each family.

    Each is in the language that the family reads, with its own time, and the code of that family alone. The
    kinds: first (four weeks before, what it is), invitation (two weeks before), reminder (two days before),
    confirmation, thank-you, and portfolio, which is the child's own letter. With --edit you get the words of
    one into content/letters, to change them without code.

    \b
    Example:
      slc print letters fall
      slc print letters fall --for Ada --kind reminder --as sms
      slc print letters --kind invitation --edit
    """
    if edit:
        from slc_site.cli.letter_words import write_words

        if conference or students:
            raise MisuseError("With --edit name no conference and no child: the words are for all of them.")
        write_words(context, session, LetterKind(kind))
    how = How(LetterKind(kind), form, apart, size, one_sided, open_browser)
    LetterDesk(context, session, how).make(conference, students)
