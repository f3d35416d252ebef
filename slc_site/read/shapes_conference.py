"""What conferences may say: the class's part and the student's."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, model_validator

from slc_site.model.conference import ConferenceKind, Marks, Mode, PrivateTime, Step
from slc_site.model.student_conference import Company, Ease
from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.shapes_follow_up import FollowUpShape
from slc_site.read.shapes_form import STATE_SPELLINGS, StateWord
from slc_site.read.shapes_goal import VoiceWord
from slc_site.read.shapes_letters import LettersShape
from slc_site.read.shapes_parent_input import ParentInputShape
from slc_site.read.shapes_party import PartyShape
from slc_site.read.shapes_planner import PlannerShape
from slc_site.read.shapes_schedule import ScheduleShape
from slc_site.read.values import (
    Count,
    Line,
    Lines,
    Minutes,
    Several,
    Text,
    Words,
    YesNo,
    by_value,
    choice,
    fail,
    read_line,
    whole,
)  # fmt: skip

_STEPS = {word: step for word, step in by_value(Step).items() if step is not Step.OWN}
StepWord = Annotated[Step, PlainValidator(choice(_STEPS, "a step of the agenda"))]

# -- the class's conference ---------------------------------------------------------------------------------


class AgendaShape(Shape):
    """A step, or only its name."""

    SHORTHAND = "step"

    step: StepWord = Step.OWN
    title: Line = ""
    lead: VoiceWord | None = None
    minutes: Minutes | None = None
    prompt: Text = ""
    stop: YesNo | None = None
    place: Line = ""
    audience: AudienceWord | None = None

    @model_validator(mode="after")
    def _says_what(self) -> AgendaShape:
        if self.step is Step.OWN and not self.title:
            hint = "Write `{title: My song, lead: student}`, or `{step: goals}` for a step that slc knows."
            fail("step", "I cannot tell what happens in this step.", hint)
        return self


class PickShape(Shape):
    """A slot for best work: of a strand, of some tags, or any."""

    SHORTHAND = "strand"

    strand: Line = ""
    tags: Words = ()
    any_count: Count | None = Field(None, alias="any")

    @model_validator(mode="before")
    @classmethod
    def _tags_alone(cls, value: Any) -> Any:
        return {"tags": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _says_what(self) -> PickShape:
        if sum((bool(self.strand), bool(self.tags), self.any_count is not None)) != 1:
            hint = "Write `{strand: writing}`, `{tags: [math, science]}` or `{any: 3}`."
            fail("pick", "I cannot tell which pieces are meant here.", hint)
        return self


class ConferenceShape(Shape):
    """`conferences/<conference>/conference.yml`."""

    title: Line = Field(examples=["Fall student-led conferences"])
    term: Line = ""
    kind: Annotated[
        ConferenceKind, PlainValidator(choice(by_value(ConferenceKind), "a kind of conference"))
    ] = ConferenceKind.FIRST
    agenda: Several[AgendaShape] = ()
    minutes: Minutes = 30
    mode: Annotated[Mode, PlainValidator(choice(by_value(Mode), "a way to hold it"))] = Mode.TOGETHER
    marks: Annotated[Marks, PlainValidator(choice(by_value(Marks), "which marks"))] = Marks.COMPARED
    private_time: Annotated[PrivateTime, PlainValidator(choice(by_value(PrivateTime), "an answer"))] = (
        PrivateTime.ON_REQUEST
    )
    pick: Several[PickShape] = ()
    questions: Lines = ()
    schedule: ScheduleShape = ScheduleShape()
    party: PartyShape | None = None
    letters: LettersShape = LettersShape()
    planner: PlannerShape = PlannerShape()


# -- what a student brings ----------------------------------------------------------------------------------


class ChosenShape(Shape):
    """A piece that was chosen, or only its post."""

    SHORTHAND = "post"

    post: Line = Field(examples=["2026-10-05-my-frog-poem"])
    because: Text = ""
    notes: Lines = ()


class GrowthShape(Shape):
    """Then and now."""

    then: Line = Field(examples=["2026-09-08-my-summer"])
    now: Line = Field(examples=["2026-10-05-my-frog-poem"])
    because: Text = ""


def _read_one_goal(value: object) -> str:
    if isinstance(value, list):
        fail("goals", "There are several goals here; it is three strengths and one goal.", "Keep one goal.")
    return read_line(value)


class PlusesShape(Shape):
    """Three strengths and a goal."""

    pluses: Lines = ()
    goal: Annotated[str, PlainValidator(_read_one_goal)] = ""
    why: Text = ""
    i_will: Text = ""
    about: Line = ""
    noticed: Text = ""
    growth: Text = ""


class ThreePlusesShape(Shape):
    """The same of each of the three."""

    student: PlusesShape | None = None
    parent: PlusesShape | None = None
    teacher: PlusesShape | None = None


class SkillShape(Shape):
    """Two voices on one target."""

    target: Line = Field(examples=["problem-solving"])
    student: Text = ""
    teacher: Text = ""
    helps_in: Line = ""


class FeedbackShape(Shape):
    """What the family wrote afterwards, or only one text."""

    SHORTHAND = "learned"

    learned: Text = ""
    proud_of: Text = ""
    went_well: Annotated[int, PlainValidator(whole(1, 4))] | None = None
    went_well_words: Text = ""
    better: Text = ""
    support: Text = ""
    how: Text = ""
    follow_up: YesNo | None = None
    times: Text = ""
    easy: Annotated[Ease, PlainValidator(choice(by_value(Ease), "an answer"))] | None = None
    language_ok: YesNo | None = None
    letter: Text = ""


class DebriefShape(Shape):
    """What the student thought afterwards, or only one text."""

    SHORTHAND = "felt"

    surprised: Text = ""
    did_well: Text = ""
    change: Text = ""
    felt: Text = ""
    class_idea: Text = ""


class StudentConferenceShape(Shape):
    """`conferences/<conference>.md` of a student."""

    SENSITIVE = frozenset({"access", "state"})
    INSTEAD = ACCESS_ELSEWHERE
    SPELLINGS = STATE_SPELLINGS

    state: StateWord | None = None
    picks: dict[str, Several[ChosenShape]] = Field(default_factory=dict)
    cards: dict[StepWord, Text] = Field(default_factory=dict)
    growth: Several[GrowthShape] = ()
    three_pluses: ThreePlusesShape = ThreePlusesShape()
    skills: Several[SkillShape] = ()
    parent_input: ParentInputShape = ParentInputShape()
    follow_up: Several[FollowUpShape] = ()
    feedback: FeedbackShape = FeedbackShape()
    debrief: DebriefShape = DebriefShape()
    new_goals: Words = ()
    company: Annotated[Company, PlainValidator(choice(by_value(Company), "who is there"))] = Field(
        Company.FAMILY, alias="with"
    )
    access: AudienceWord | None = None
