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
    FamilyLanguage,
    FollowUpView,
    GrowthView,
    PickView,
    PlusesView,
    SkillView,
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
    PaperView,
    PictureView,
    PostCard,
    StrandView,
    StudentBadge,
    TargetView,
)
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
from slc_site.render.views.targets import (
    ProofOfTarget,
    SkillGoalView,
    SkillWordView,
    TargetColumn,
    TargetGroup,
    TargetPage,
    TargetRow,
    TargetsPage,
)

__all__ = [
    "AboutPage",
    "AgendaView",
    "Bar",
    "ChartLabel",
    "ChartPoint",
    "ChartView",
    "ClassGoalsPage",
    "ClassTextPage",
    "ConferencePage",
    "Context",
    "DataPage",
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
    "LevelView",
    "Link",
    "LockPage",
    "MeasureView",
    "Meter",
    "Month",
    "MonthPiece",
    "NotFoundPage",
    "Pager",
    "PaperView",
    "PickView",
    "PictureView",
    "PlusesView",
    "PortfolioPage",
    "PostCard",
    "PostListPage",
    "PostPage",
    "PostView",
    "ProgressView",
    "PromiseView",
    "ProofOfTarget",
    "ProofView",
    "ReadingView",
    "ReflectionView",
    "ReportCardPage",
    "ReportCardView",
    "ReportCardsPage",
    "ReviewView",
    "SeenBy",
    "SkillGoalView",
    "SkillView",
    "SkillWordView",
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
]

Context = (
    HomePage
    | AboutPage
    | PostListPage
    | TagsPage
    | PortfolioPage
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
    | NotFoundPage
    | LockPage
)
