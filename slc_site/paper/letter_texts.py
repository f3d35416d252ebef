"""Our own letters: what each says, as somebody would write it without code (see `letter_text`).

Every sentence is a text to be translated; names in braces stay as they are in each language. The first
sentence of a letter from the teacher says that the child leads and must come (practice S0-6). What a letter
says only of some families hangs on a name that is empty for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from slc_site.model.conference import Step
from slc_site.model.family_letters import LetterKind

Gettext = Callable[[str], str]


def _(message: str) -> str:
    """Mark a text for translation that is translated later, when the language is known."""
    return message


SUBJECTS: Mapping[LetterKind, str] = {
    LetterKind.FIRST: _("{child} will lead a conference, and you are invited"),
    LetterKind.INVITATION: _("{child} leads the conference: please come"),
    LetterKind.REMINDER: _("Soon: {child} leads the conference"),
    LetterKind.CONFIRMATION: _("Your time: {child} leads the conference"),
    LetterKind.THANK_YOU: _("Thank you for coming to {child}’s conference"),
}
"""Of an e-mail, and the heading on paper."""

_HELLO = _("Dear family of {child},")
LEADS = _("{child} leads this meeting, so please bring {child} with you.")
_WHEN = (_("Your time: **{when}**"), _("Where: {where}"), _("{length}"))
_NO_TIME = (
    _("The conferences are on {days}."),
    _("{sign_up}"),
    _("Please choose your time by {sign_up_by}."),
)
_PORTFOLIO = (_("## {child}’s portfolio on the web"), "{code}", _("{privacy}"))
_ASK = _("Do you have a question? {contact}")
_END = ("{teacher}", "{school}")

TEXTS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.FIRST: (
        _HELLO,
        LEADS,
        _("It is a meeting about your child’s learning, and your child leads it."),
        _(
            "Your child has chosen pieces of work to show you. Your child will tell you how they were made, "
            "what went well, and what comes next. "
            "You and the teacher listen, ask and help to choose new goals."
        ),
        _("## When"),
        *_NO_TIME,
        *_WHEN,
        _("## What will happen"),
        "- {agenda}",
        _("## What we ask of you"),
        _("- Come with your child. Without your child there is nobody to lead."),
        _("- Tell us early if you need an interpreter, another time, or help to get in."),
        _("- {cannot_come}"),
        _ASK,
        *_END,
    ),
    LetterKind.INVITATION: (
        _HELLO,
        LEADS,
        _("{child} will show you work, tell you how it was made, and choose new goals with you."),
        _("## When"),
        *_WHEN,
        *_NO_TIME,
        _("{siblings} will lead a conference, too."),
        _("## What will happen"),
        "- {agenda}",
        _("## Your part"),
        "- {your_part}",
        _("## Questions you can ask"),
        "- {questions}",
        _("## Time without your child"),
        "{private_time}",
        _("## Before you come"),
        _("- Please send the form back by {return_by}. It asks what you want to talk about."),
        _("- Tell us if you need an interpreter, or help to get in."),
        _("- Brothers and sisters are welcome. Tell us who will come."),
        _("## If you cannot come"),
        "- {cannot_come}",
        *_PORTFOLIO,
        _ASK,
        *_END,
    ),
    LetterKind.REMINDER: (
        _HELLO,
        LEADS,
        _("## When"),
        *_WHEN,
        *_NO_TIME,
        _("{siblings} will lead a conference, too."),
        _("## Good to know"),
        _("- {child} has practised, and is looking forward to you."),
        _("- Speak the language you speak at home."),
        _("- If something has come up, tell us today. We will find another way."),
        *_PORTFOLIO,
        _ASK,
        *_END,
    ),
    LetterKind.CONFIRMATION: (
        _HELLO,
        LEADS,
        _("## When"),
        *_WHEN,
        _("Before, your time was {was}. It has changed."),
        *_NO_TIME,
        _("{siblings} will lead a conference, too."),
        _("{interpreter}"),
        _("## If you cannot come"),
        "- {cannot_come}",
        _ASK,
        *_END,
    ),
    LetterKind.THANK_YOU: (
        _HELLO,
        "{thanks}",
        _("It helps a child to be heard. Please talk about the new goals at home, and ask how they go."),
        _("## Tell us how it was"),
        _("- Please send the feedback form back. Each line helps us to do it better next time."),
        _("- If you would like to meet again, tell us when you can come."),
        _("## What comes next"),
        _("- In two weeks {child} brings home a page for the fridge: what has become of the goals."),
        *_PORTFOLIO,
        _ASK,
        *_END,
    ),
}
"""Paragraphs, headings and items of each letter, in their order."""


def text_of(kind: LetterKind, gettext: Gettext) -> str:
    """Return one of our letters in a language, as it would stand in a file of the class's own."""
    return joined(map(gettext, TEXTS[kind]))


def joined(pieces: Iterable[str]) -> str:
    """Return paragraphs, headings and items as one text; items that follow one another stand together."""
    pieces = list(pieces)
    lines: list[str] = []
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if lines and not (before.startswith("- ") and piece.startswith("- ")):
            lines.append("")
        lines.append(piece)
    return "\n".join(lines) + "\n"


# -- what names in braces stand for -------------------------------------------------------------------------

THANKS, THANKS_ALL_THE_SAME = (
    _("{child} led the conference, and you came to listen. Thank you."),
    _("{child} led the conference and showed the work to the teacher. Please ask {child} about it."),
)
SIGN_UP = _("To choose a time, tell the teacher or fill in the slip.")
INTERPRETER = _("An interpreter will be there.")
BY_PHONE, BY_VIDEO = _("by phone"), _("by video")
PRIVACY, PRIVACY_OPEN = (
    _("Please keep the code in your family. Put no pictures of other children on the web."),
    _("Put no pictures of other children on the web."),
)
PRIVATE_OFFERED, PRIVATE_ON_REQUEST, PRIVATE_ELSEWHERE = (
    _("At the end you have a few minutes with the teacher, without your child."),
    _("If you would like to talk without your child, tell the teacher. There will be a time for it."),
    _("If you would like to talk without your child, ask the teacher for another day."),
)
YOUR_PART = (
    _("Listen. Give your child time to find the words."),
    _("Start with what is good. Name one thing you really like."),
    _("Ask how and why. “Tell me more” works every time."),
    _("Spelling and neat writing can wait for another day."),
    _("Speak in the language you speak at home."),
)
QUESTIONS = (
    _("How did you make this?"),
    _("What was the hardest part?"),
    _("What do you like best about it?"),
    _("What would you change next time?"),
    _("What can you do now that was hard at the start of the year?"),
    _("What are you still wondering about?"),
    _("How can we help you at home?"),
)
CANNOT_COME = (
    _("Another grown-up you trust can come."),
    _("You can join by phone or by video."),
    _("We can find another time."),
    _("If nobody can come, {child} shows the work to the teacher, and to you at home."),
)
AGENDA: Mapping[Step, str] = {
    Step.WELCOME: _("Your child says hello and tells you the plan."),
    Step.LAST_TIME: _("You look at what was promised last time."),
    Step.BEST_WORK: _("Your child shows you the best work and says why it was chosen."),
    Step.SELF_REPORT_CARD: _("Your child shows you the self-report card: what works, and what comes next."),
    Step.SKILLS: _("Your child tells you about learning: to listen, to share, to try again."),
    Step.MEASURES: _("The teacher shows you what was counted and tested."),
    Step.GROWTH: _("Your child shows you something from then and something from now."),
    Step.THREE_PLUSES: _("Each of you says three good things, and one goal."),
    Step.PARENT_SHARE: _("You say what you are proud of. You ask your questions."),
    Step.GOALS: _("You look at goals together: what is done, and what is still growing."),
    Step.NEW_GOALS: _("All three of you choose new goals. Each of you says how you will help."),
    Step.MORE: _("If there is time, your child shows you more."),
    Step.THANKS: _("Your child says thank you."),
    Step.PRIVATE_TIME: PRIVATE_OFFERED,
}
"""Each step as a family meets it."""

OPEN_LINK, TYPE_CODE = _("This link opens it:"), _("Or type this code:")
"""Above the code in an e-mail."""

# -- on the telephone ---------------------------------------------------------------------------------------

SMS_LEADS = _("{child} leads the conference: please come with {child}.")
SMS_WHEN = _("{day}, {time}")
SMS_ENDS: Mapping[LetterKind, str] = {
    LetterKind.FIRST: _("A letter comes home today."),
    LetterKind.INVITATION: _("A letter comes home today."),
    LetterKind.REMINDER: _("If you cannot come, tell us."),
    LetterKind.CONFIRMATION: _("Your time is booked."),
}
SMS_THANKS = _("Thank you for listening to {child}! Please send the feedback form back.")

PURPOSES: Mapping[LetterKind, str] = {
    LetterKind.FIRST: _("A letter is coming home. I want to tell you what it is about."),
    LetterKind.INVITATION: _("I want to invite you, and to find out if the time is right for you."),
    LetterKind.REMINDER: _("It is in two days. I want to ask if you can come."),
    LetterKind.CONFIRMATION: _("I want to tell you your time once more."),
    LetterKind.THANK_YOU: _("I want to thank you, and to hear how it was for you."),
}
SCRIPT = (
    _("Hello, this is {caller}. Is this the family of {child}?"),
    _("Nothing is wrong. Do you have two minutes?"),
    "{purpose}",
    "{leads}",
    *_WHEN,
    *_NO_TIME,
    _("## Ask"),
    "- {asks}",
    _("## If a machine answers"),
    _("Say your name and the school. Ask them to call back: {contact}. Say nothing about the child."),
)
ASKS = (
    _("Can you come at this time? If not, which time is better?"),
    _("Who will come?"),
    _("Do you need an interpreter, or help to get in?"),
    _("What would you like to talk about? Is there anything for the two of us alone?"),
)
ASKS_AFTER = (
    _("What went well? What could be better?"),
    _("Would you like to meet again?"),
)

# -- the child's own letter ---------------------------------------------------------------------------------

PORTFOLIO_TITLE = _("Welcome to {child}’s portfolio")
PORTFOLIO_STEMS = (
    _("This is my portfolio. In it you find …"),
    _("I am proud of …"),
    _("Please look closely at …"),
    _("Next I want to learn …"),
)
