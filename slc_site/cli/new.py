"""`slc new student | post | goal | conference`: the next piece of work, with its first lines written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slc_site.cli.asking import Question, answers
from slc_site.cli.options import day_option
from slc_site.cli.session import InOrder, MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from slc_site.model.library import Library


@click.group(cls=InOrder)
@common_options
def new() -> None:
    """Begin a new student, post, goal or conference.

    What you do not say, you are asked. The new file tells in its notes what else can be written there.

    \b
    Example:
      slc new post Ada "My frog poem" --strand writing
    """


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all of these have: the context, the session, and the options of all commands."""
    no_input = click.option("--no-input", is_flag=True, help="Never ask; say what is missing instead.")
    return no_input(common_options(current_session(click.pass_context(command))))


_DAY = day_option("--date", "Of the work. Without it: today.")


@new.command()
@click.argument("name", required=False)
@click.option("--surname", metavar="TEXT", default="", help="Never published.")
@click.option("--language", metavar="TEXT", default="", help="Spoken at home: es, ar, Spanish, …")
@_shared
def student(
    context: click.Context, session: Session, name: str | None, surname: str, language: str, no_input: bool
) -> None:
    """Begin a student's portfolio.

    NAME is the first name, the only one that is ever published.

    \b
    Example:
      slc new student Ada
      slc new student Ada --surname Lovelace --language es
    """
    library = session.library("Nothing was written.")
    (name,) = answers(session, no_input, (Question("NAME", "The first name"), name))

    def write(content: Path) -> Path:
        from slc_site.desk.new import new_student
        from slc_site.desk.roster import Child, language_code

        code = language_code(language) if language else ""
        if code is None:
            raise MisuseError(f"I do not know the language {language}. Write its short name: es, ar, …")
        return new_student(content, Child(name, surname, code), library)

    _write(context, session, write, "Now a first piece of work: slc new post " + _quoted(name))


@new.command()
@click.argument("student", required=False)
@click.argument("title", required=False)
@click.option("--strand", metavar="TAG", help="Writing, representing, projects, or what your class has.")
@_DAY
@click.option("--prompt", metavar="NAME", help="What it answers: one of your prompts.")
@click.option(
    "--folder", "in_folder", is_flag=True, help="In a folder of its own, for photos and recordings."
)
@_shared
def post(
    context: click.Context,
    session: Session,
    student: str | None,
    title: str | None,
    strand: str | None,
    day: datetime | None,
    prompt: str | None,
    in_folder: bool,
    no_input: bool,
) -> None:
    """Begin a post.

    STUDENT is whose work it is, TITLE what it is called. With --prompt, what the prompt says is taken where
    you say nothing yourself.

    \b
    Example:
      slc new post Ada "My frog poem" --strand writing
      slc new post Ada --prompt my-shadow
      slc new post Ada "Our bridge" --strand projects --folder
    """
    library = session.library("Nothing was written.")
    strands = {strand.tag: strand.title for strand in library.classroom.strands}
    prompts = {each.slug: each.title for each in library.prompts}
    if prompt:
        (prompt,) = answers(
            session, no_input, (Question("--prompt", "Which prompt", prompts, "prompt"), prompt)
        )
    answered = library.prompt[prompt] if prompt else None
    if answered:
        title = title or answered.title
        strand = strand or next(iter(answered.strands), None)
    student, title, strand = answers(
        session,
        no_input,
        (_whose(library), student),
        (Question("TITLE", "What is it called"), title),
        (Question("--strand", "Which strand is it for", strands, "strand"), strand),
    )

    def write(content: Path) -> Path:
        from slc_site.desk.new import NewPost, new_post

        return new_post(content, NewPost(student, title, strand, _date(day), in_folder, answered), library)

    _write(
        context,
        session,
        write,
        "Open it in a text editor: the sentences to finish stand on top; write below the second ---.",
    )


@new.command()
@click.argument("student", required=False)
@click.argument("title", required=False)
@click.option(
    "--by", metavar="WHO", default="student", help="Who set it: student, parent, teacher or together."
)
@click.option("--strand", metavar="TAG", default="", help="The strand it belongs to, if any.")
@_DAY
@_shared
def goal(
    context: click.Context,
    session: Session,
    student: str | None,
    title: str | None,
    by: str,
    strand: str,
    day: datetime | None,
    no_input: bool,
) -> None:
    """Begin a goal.

    STUDENT is whose it is, TITLE the goal in the child's own words.

    \b
    Example:
      slc new goal Ada "Write three sentences"
    """
    library = session.library("Nothing was written.")
    strands = {strand.tag: strand.title for strand in library.classroom.strands}
    voices = {voice: voice for voice in ("student", "parent", "teacher", "together")}
    asked = [
        (_whose(library), student),
        (Question("TITLE", "What is the goal, in the child's words"), title),
        (Question("--by", "Who set it", voices, "such person to set a goal:"), by),
    ]
    if strand:
        asked.append((Question("--strand", "Which strand", strands, "strand"), strand))
    student, title, by, *rest = answers(session, no_input, *asked)

    def write(content: Path) -> Path:
        from slc_site.desk.new import NewGoal, new_goal

        return new_goal(content, NewGoal(student, title, _date(day), by, "".join(rest)), library)

    _write(context, session, write, "Open it in a text editor; how will you see that it is met?")


@new.command()
@click.argument("words", metavar="[STUDENT] NAME", nargs=-1)
@_DAY
@_shared
def conference(
    context: click.Context, session: Session, words: tuple[str, ...], day: datetime | None, no_input: bool
) -> None:
    """Begin a conference.

    With a NAME alone it is the plan of the class; with a STUDENT, what that student brings to it.

    \b
    Example:
      slc new conference fall
      slc new conference Ada fall
    """
    if len(words) > 2:
        raise MisuseError('Say one or two things: slc new conference fall, or: slc new conference "Ada" fall')
    library = session.library("Nothing was written.")
    if len(words) < 2:
        (name,) = answers(session, no_input, (Question("NAME", "What is it called"), "".join(words)))

        def write(content: Path) -> Path:
            from slc_site.desk.new import new_conference

            return new_conference(content, name, _date(day), library)

        _write(context, session, write, "Now each student: slc new conference STUDENT " + _quoted(name))
        return
    plans = {conference.slug: conference.title for conference in library.conferences}
    whose, which = answers(
        session,
        no_input,
        (_whose(library), words[0]),
        (Question("NAME", "Which conference", plans, "conference"), words[1]),
    )

    def write_own(content: Path) -> Path:
        from slc_site.desk.new import new_student_conference

        return new_student_conference(content, whose, library.conference[which], library)

    _write(context, session, write_own, "Open it in a text editor together, and choose what to show.")


def _whose(library: Library) -> Question:
    students = {student.slug: student.name for student in library.students}
    return Question("STUDENT", "Whose is it", students, "student")


def _date(day: datetime | None) -> date:
    return day.date() if day else date.today()


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _write(context: click.Context, session: Session, write: Callable[[Path], Path], then: str) -> Any:
    from slc_site.build.trouble import OutputError, telling
    from slc_site.desk.refusal import RefusalError

    site = session.site()
    try:
        with telling("content"):
            path = write(site.content)
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("Nothing was written.", None))
    shown = session.base / path.relative_to(site.root)
    context.exit(session.end(f"Wrote {shown}\n{then}", {"path": str(path)}))
