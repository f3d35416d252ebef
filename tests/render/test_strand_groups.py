"""Sections of a binder: strands that belong together stand together, with a count."""

from __future__ import annotations

import re

from slc_site.share.access import PUBLIC
from tests.conftest import AClass


def test_strands_of_one_group_stand_together_in_the_classs_order_with_their_count(a_class: AClass) -> None:
    post = "---\ntitle: {title}\ntags: [{tag}]\n---\nHello.\n"
    made = a_class(
        {
            "class.yml": (
                "title: Room 12\nconsent: {publish: yes, photos: yes}\naccess: {posts: public}\nstrands:\n"
                "  - {tag: music, title: Music, group: Specialty}\n"
                "  - {tag: math, title: Math, group: Homeroom}\n"
                "  - {tag: art, title: Art, group: Specialty}\n  - {tag: trips, title: Trips}\n"
            ),
            "students/ada/student.yml": "name: Ada\n",
            "students/ada/posts/2025-10-01-a.md": post.format(title="A song", tag="music"),
            "students/ada/posts/2025-10-02-b.md": post.format(title="A picture", tag="art"),
        },
        bare=True,
    ).build(PUBLIC)
    html = made.page("students/ada/index.html").partition("<main")[2]
    titles = re.findall(r'<h\d(?: class="door-group")? dir="auto">(?:<a[^>]*>)?([^<]+)', html)
    shown = [title for title in titles if title in ("Specialty", "Music", "Art", "Homeroom", "Math", "Trips")]
    assert shown == ["Specialty", "Music", "Art", "Homeroom", "Math", "Trips"]
    group = html.partition('class="door-group"')[2].partition("<ul")[0]
    assert "2 pieces" in group
