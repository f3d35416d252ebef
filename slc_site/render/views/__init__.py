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
    MeasureView,
    PickView,
    PlusesView,
    ReadingView,
    ReportCardView,
    SkillView,
    SubjectView,
)
from slc_site.render.views.pages import (
    AboutPage,
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
    Bar,
    Frame,
    GoalCard,
    GoalView,
    Html,
    Link,
    Meter,
    PaperView,
    PictureView,
    PostCard,
    PostView,
    ProgressView,
    PromiseView,
    StrandView,
    StudentBadge,
    TargetView,
)

__all__ = [
    "AboutPage",
    "AgendaView",
    "Bar",
    "ClassTextPage",
    "ConferencePage",
    "Context",
    "FamilyLanguage",
    "FollowUpView",
    "Frame",
    "GoalCard",
    "GoalPage",
    "GoalView",
    "GoalsPage",
    "GrowthView",
    "HomePage",
    "Html",
    "Link",
    "LockPage",
    "MeasureView",
    "Meter",
    "Month",
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
    "ReadingView",
    "ReportCardView",
    "SkillView",
    "StrandView",
    "StudentBadge",
    "SubjectView",
    "TagsPage",
    "TargetView",
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
    | ConferencePage
    | ClassTextPage
    | NotFoundPage
    | LockPage
)
