"""The made-up class in the words of each generator: the same texts, under the names it expects them by.

A layout writes a class into a folder and returns where its photos belong, in the order of the posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.made_up_class.writing import Post, Student

PHOTO = "photo.jpg"
"""What each post's photo is called; it lies beside the text."""

Layout = Callable[[Path, Sequence[Student]], list[Path]]

_SLC_CLASS = """title: Made-up class
school: Made-up school
teacher: A. Teacher
year: 2024-2025
language: en
timezone: UTC
theme: bench
consent: {publish: yes, photos: yes}
access: {posts: public, goals: public, conferences: public}
terms: [{id: year, title: Year, start: 2024-09-01, end: 2025-06-30}]
"""


def _slc(folder: Path, students: Sequence[Student]) -> list[Path]:
    _write(folder / "content" / "class.yml", _SLC_CLASS)
    photos = []
    for student in students:
        home = folder / "content" / "students" / student.slug
        _write(home / "student.yml", f"name: {_quoted(student.name)}\n")
        for post in student.posts:
            front = _front(
                ("title", _quoted(post.title)),
                ("date", post.date.isoformat()),
                ("tags", _list((post.section, *post.tags))),
                ("make_better", _quoted(post.reflection)),
            )
            photos += _post(home / "posts" / post.slug, post, front + post.body_with(_picture(post)))
    return photos


def _hugo(folder: Path, students: Sequence[Student]) -> list[Path]:
    photos = []
    for student in students:
        home = folder / "content" / "students" / student.slug
        about = _front(("title", _quoted(student.name)), ("grade", str(student.grade)), gap="")
        _write(home / "_index.md", about)
        for post in student.posts:
            front = _front(
                ("title", _quoted(post.title)),
                ("date", post.date.isoformat()),
                ("tags", _list(post.tags)),
                ("reflection", _quoted(post.reflection)),
                ("strands", _list((post.section,))),  # `section` is a word of Hugo's own
            )
            photos += _post(home / post.slug, post, front + post.body_with(_picture(post)))
    return photos


def _eleventy(folder: Path, students: Sequence[Student]) -> list[Path]:
    photos = []
    for student in students:
        home = folder / "students" / student.slug
        about = _front(
            ("title", _quoted(student.name)),
            ("grade", str(student.grade)),
            ("layout", "student.njk"),
            ("student", student.slug),
            gap="",
        )
        _write(home / "index.md", about)
        for post in student.posts:
            front = _front(
                ("title", _quoted(post.title)),
                ("date", post.date.isoformat()),
                ("section", post.section),
                ("tags", _list(post.tags)),  # each makes a collection, as the taxonomies of the others do
                ("reflection", _quoted(post.reflection)),
                ("layout", "post.njk"),
                ("kind", "post"),
                ("student", student.slug),
                ("studentName", _quoted(student.name)),
            )
            photos += _post(home / post.slug, post, front + post.body_with(_picture(post)))
    return photos


def _pelican(folder: Path, students: Sequence[Student]) -> list[Path]:
    photos = []
    for student in students:
        for post in student.posts:
            front = (
                f"Title: {post.title}\nDate: {post.date.isoformat()}\nSlug: {post.slug}\n"
                f"Category: {post.section}\nTags: {', '.join(post.tags)}\nAuthor: {student.name}\n"
                f"Student: {student.slug}\nReflection: {post.reflection}\n\n"
            )
            picture = f"![{post.photo}]({{attach}}{PHOTO}){{: .image-process-photo }}" if post.photo else ""
            home = folder / "content" / student.slug
            photos += _post(home / post.slug, post, front + post.body_with(picture))
    return photos


def _zola(folder: Path, students: Sequence[Student]) -> list[Path]:
    _write(folder / "content" / "_index.md", '---\ntitle: "Our class"\n---\n')
    _write(folder / "content" / "students" / "_index.md", '---\ntitle: "Students"\nrender: false\n---\n')
    photos = []
    for student in students:
        home = folder / "content" / "students" / student.slug
        about = _front(
            ("title", _quoted(student.name)),
            ("sort_by", "date"),
            ("template", "student.html"),
            ("page_template", "post.html"),
            ("extra", f"\n  grade: {student.grade}"),
            gap="",
        )
        _write(home / "_index.md", about)
        for post in student.posts:
            # Its Markdown cannot make pictures smaller, so the template shows the photo.
            shown = (
                f"\n  photos:\n    - name: {PHOTO}\n      alt: {_quoted(post.photo)}" if post.photo else ""
            )
            front = _front(
                ("title", _quoted(post.title)),
                ("date", post.date.isoformat()),
                ("slug", post.slug),
                ("taxonomies", f"\n  strands: {_list((post.section,))}\n  tags: {_list(post.tags)}"),
                (
                    "extra",
                    f"\n  reflection: {_quoted(post.reflection)}\n  student: {_quoted(student.name)}"
                    f"\n  student_slug: {student.slug}{shown}",
                ),
            )
            photos += _post(home / post.slug, post, front + post.body)
    return photos


LAYOUTS: dict[str, Layout] = {
    "slc": _slc,
    "hugo": _hugo,
    "eleventy": _eleventy,
    "pelican": _pelican,
    "zola": _zola,
}
"""By the name of the peer."""


def _post(folder: Path, post: Post, text: str) -> list[Path]:
    """Write a post; return where its photo belongs, if it has one."""
    _write(folder / "index.md", text)
    return [folder / PHOTO] if post.photo else []


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _picture(post: Post) -> str:
    return f"![{post.photo}]({PHOTO})" if post.photo else ""


def _front(*fields: tuple[str, str], gap: str = "\n") -> str:
    """Return front matter of these fields; a value that starts with a line break begins below its key."""
    lines = "".join(f"{key}:{value if value.startswith(chr(10)) else f' {value}'}\n" for key, value in fields)
    return f"---\n{lines}---\n{gap}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _quoted(text: str) -> str:
    """Return a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
