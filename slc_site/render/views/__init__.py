"""What templates see: small frozen objects with everything already decided.

A view holds words, dates, numbers and relative addresses for one page. It never holds a model object, so a
template cannot reach what the page was not meant to show. Texts of people are plain text and are escaped by
the templates; the one exception is `Html`, which only `prose` makes.

This is the public interface of themes.
"""

from __future__ import annotations

from slc_site.render.views.conference import (
    AgendaView,
    ConferencePage,
    DebriefView,
    FamilyLanguage,
    FollowUpView,
    GrowthView,
    LastTimeView,
    PickView,
    PlusesView,
    SkillView,
    TopicView,
    WishView,
)
from slc_site.render.views.data import (
    ChartLabel,
    ChartPoint,
    ChartView,
    DataPage,
    GridLine,
    MeasureView,
    ReadingView,
)
from slc_site.render.views.goals import (
    Bar,
    GoalCard,
    GoalsOf,
    GoalStepView,
    GoalView,
    Meter,
    PostView,
    ProgressView,
    PromiseView,
    ProofView,
    ReviewView,
    SeenBy,
)
from slc_site.render.views.growth import (
    FollowUpPage,
    GoalSinceView,
    GrowthPage,
    MonthPiece,
    ReflectionView,
)
from slc_site.render.views.pages import (
    AboutPage,
    ClassGoalsPage,
    ClassTextPage,
    EarlierPage,
    GoalPage,
    GoalsPage,
    HomePage,
    LockPage,
    Month,
    NotFoundPage,
    Pager,
    PortfolioPage,
    PostListPage,
    PostPage,
    TagsPage,
)
from slc_site.render.views.parts import (
    Frame,
    Html,
    Link,
    MoreSaid,
    PaperView,
    PictureView,
    PostCard,
    StrandView,
    StudentBadge,
    TargetView,
)
from slc_site.render.views.party import PartyPage, PartyTime, ProgrammeView, SpeakerView, SpotView
from slc_site.render.views.picks import CandidateView, PicksPage, SlotView
from slc_site.render.views.prompts import ExampleView, PromptCard, PromptPage, PromptsPage
from slc_site.render.views.report_card import (
    GradeView,
    LevelView,
    ReportCardPage,
    ReportCardsPage,
    ReportCardView,
    StatementView,
    SubjectOverTerms,
    SubjectView,
    TermView,
)
from slc_site.render.views.room import RoomDay, RoomEntry, RoomPage
from slc_site.render.views.targets import (
    ProofOfTarget,
    SkillGoalView,
    SkillWordView,
    TargetColumn,
    TargetGroup,
    TargetPage,
    TargetRow,
    TargetsPage,
    TickView,
)
from slc_site.render.views.whole import WholePage

__all__ = [
    "AboutPage",
    "AgendaView",
    "Bar",
    "CandidateView",
    "ChartLabel",
    "ChartPoint",
    "ChartView",
    "ClassGoalsPage",
    "ClassTextPage",
    "ConferencePage",
    "Context",
    "DataPage",
    "DebriefView",
    "EarlierPage",
    "ExampleView",
    "FamilyLanguage",
    "FollowUpPage",
    "FollowUpView",
    "Frame",
    "GoalCard",
    "GoalPage",
    "GoalSinceView",
    "GoalStepView",
    "GoalView",
    "GoalsOf",
    "GoalsPage",
    "GradeView",
    "GridLine",
    "GrowthPage",
    "GrowthView",
    "HomePage",
    "Html",
    "LastTimeView",
    "LevelView",
    "Link",
    "LockPage",
    "MeasureView",
    "Meter",
    "Month",
    "MonthPiece",
    "MoreSaid",
    "NotFoundPage",
    "Pager",
    "PaperView",
    "PartyPage",
    "PartyTime",
    "PickView",
    "PicksPage",
    "PictureView",
    "PlusesView",
    "PortfolioPage",
    "PostCard",
    "PostListPage",
    "PostPage",
    "PostView",
    "ProgrammeView",
    "ProgressView",
    "PromiseView",
    "PromptCard",
    "PromptPage",
    "PromptsPage",
    "ProofOfTarget",
    "ProofView",
    "ReadingView",
    "ReflectionView",
    "ReportCardPage",
    "ReportCardView",
    "ReportCardsPage",
    "ReviewView",
    "RoomDay",
    "RoomEntry",
    "RoomPage",
    "SeenBy",
    "SkillGoalView",
    "SkillView",
    "SkillWordView",
    "SlotView",
    "SpeakerView",
    "SpotView",
    "StatementView",
    "StrandView",
    "StudentBadge",
    "SubjectOverTerms",
    "SubjectView",
    "TagsPage",
    "TargetColumn",
    "TargetGroup",
    "TargetPage",
    "TargetRow",
    "TargetView",
    "TargetsPage",
    "TermView",
    "TickView",
    "TopicView",
    "WholePage",
    "WishView",
]

Context = (
    HomePage
    | AboutPage
    | PostListPage
    | TagsPage
    | PortfolioPage
    | EarlierPage
    | PostPage
    | GoalsPage
    | GoalPage
    | ClassGoalsPage
    | GrowthPage
    | FollowUpPage
    | ReportCardPage
    | ReportCardsPage
    | ConferencePage
    | DataPage
    | TargetsPage
    | TargetPage
    | ClassTextPage
    | PromptsPage
    | PromptPage
    | NotFoundPage
    | LockPage
    | RoomPage
    | PartyPage
    | PicksPage
    | WholePage
)
