"""Asks for what was not said, on a terminal; elsewhere says what is missing, all of it at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

import click

from slc_site.cli.session import MisuseError, Session
from slc_site.desk.find import find
from slc_site.desk.refusal import RefusalError

MOST_LISTED = 40
"""More names than this are not listed before a question."""


class Question(NamedTuple):
    """Something that a command must know."""

    name: str
    """What it is called on the command line, such as `--strand` or `TITLE`."""
    asked: str
    """The question, without its colon."""
    known: Mapping[str, str] | None = None
    """For a choice, the names by their slugs; None when anything goes."""
    kind: str = ""
    """What is chosen, such as `student`."""


def can_ask() -> bool:
    """Is there somebody at the keyboard?"""
    return sys.stdin.isatty()


def answers(session: Session, no_input: bool, *questions: tuple[Question, str | None]) -> tuple[str, ...]:
    """Return an answer for each question, those of the command line first; choices as slugs.

    Raises:
        MisuseError: an answer is missing and nobody can be asked, or a choice is not one.
    """
    missing = [question for question, said in questions if not said]
    if missing and (no_input or session.json or not can_ask()):
        raise MisuseError("\n".join(["Please say also:", *(_described(question) for question in missing)]))
    return tuple(_checked(question, said) if said else _ask(question) for question, said in questions)


def _described(question: Question) -> str:
    choices = f" ({', '.join(question.known)})" if question.known else ""
    return f"  {question.name}  {question.asked[0].lower()}{question.asked[1:]}{choices}"


def _checked(question: Question, said: str) -> str:
    if question.known is None:
        return said
    try:
        return find(question.kind, said, question.known)
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal


def _ask(question: Question) -> str:
    known = question.known
    if known is None:
        return str(click.prompt(question.asked, err=True))
    if not known:
        raise MisuseError(f"There is no {question.kind} yet.")
    if len(known) <= MOST_LISTED:
        click.echo("\n".join(f"  {slug:<20} {name}" for slug, name in known.items()), err=True)
    return str(click.prompt(question.asked, value_proc=_finder(question.kind, known), err=True))


def _finder(kind: str, known: Mapping[str, str]) -> Callable[[str], str]:
    def found(typed: str) -> str:
        try:
            return find(kind, typed, known)
        except RefusalError as refusal:
            raise click.UsageError(str(refusal)) from refusal  # then it is asked again

    return found
