"""The traps of front matter, each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from slc_site.model.post import PostStatus
from slc_site.problems import RecordingReporter
from slc_site.read import document
from slc_site.read.document import Form
from slc_site.read.fields import Document
from tests.read import mistakes
from tests.read.conftest import AClass, APost

KEYS = frozenset({"title", "tags", "content"})


def read(text: str | bytes, form: Form = Form.FRONT_MATTER) -> tuple[Document | None, list[str]]:
    reporter = RecordingReporter()
    data = text if isinstance(text, bytes) else text.encode()
    found = document.read(data, "x.md", form, KEYS, reporter)
    return found, [str(problem) for problem in reporter.problems]


def test_a_byte_order_mark_hides_nothing() -> None:
    found, said = read(b"\xef\xbb\xbf---\ntitle: Frog\n---\nBody\n")
    assert found is not None
    assert (found.fields, found.body, said) == ({"title": "Frog"}, "Body\n", [])


def test_a_key_called_content_is_a_key_like_any_other() -> None:
    found, said = read("---\ncontent: mine\ntitle: Frog\n---\nBody")
    assert found is not None
    assert (found.fields, found.body, said) == ({"content": "mine", "title": "Frog"}, "Body", [])


def test_the_body_keeps_its_first_spaces_and_empty_lines() -> None:
    found, _ = read("---\ntitle: Frog\n---\n\n    code\n\n")
    assert found is not None
    assert (found.body, found.body_line) == ("\n    code\n\n", 4)


def test_lines_are_those_of_the_file() -> None:
    found, said = read("\n---\n\ntitle: Frog\n\ntags:\n  - writing\n  - {a: b,\n     c: d}\n---\nBody")
    assert found is not None
    assert said == []
    assert found.lines == {
        ("title",): 4,
        ("tags",): 6,
        ("tags", 0): 7,
        ("tags", 1): 8,
        ("tags", 1, "a"): 8,
        ("tags", 1, "c"): 9,
    }
    assert found.body_line == 11


def test_lines_are_those_of_the_file_with_windows_line_ends_and_strange_separators() -> None:
    found, _ = read("---\r\ntitle: a\u2028b\u0085c\r\ntags: x\r\n---\r\nBody")
    assert found is not None
    assert (found.lines["tags",], found.body_line, found.body) == (3, 5, "Body")


def test_no_tag_makes_an_object(tmp_path: Path) -> None:
    marker = tmp_path / "made"
    text = f"---\ntitle: !!python/object/apply:pathlib.Path.touch ['{marker}']\ntags: [writing]\n---\n"
    found, said = read(text)
    assert found is None
    assert said == [
        "x.md:2: `!` at the beginning of a value has a special meaning that is not allowed here. "
        "Put the text in quotes."
    ]
    assert not marker.exists()


def test_an_alias_bomb_is_refused_before_it_can_grow() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40)
    )
    found, said = read(f"---\ntitle: Frog\n{bomb}---\n")
    assert found is None
    assert said[0].startswith("x.md:3: `&` at the beginning of a value has a special meaning")


def test_the_reader_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def outcome(given: str | bytes) -> tuple[object, object]:
        found, said = read(given)
        return found and (found.fields, found.lines, found.body), [line.partition(" ")[0] for line in said]

    fast = {name: outcome(given) for name, given in mistakes.FRONT_MATTER.items()}
    monkeypatch.setattr(document, "LOADER", yaml.BaseLoader)
    slow = {name: outcome(given) for name, given in mistakes.FRONT_MATTER.items()}
    assert slow == fast


def test_what_a_plain_text_reader_would_see_is_kept_in_nested_keys_too() -> None:
    found, said = read(
        "---\npicks:\n  writing:\n    because: It has: three sentences\n    notes:\n"
        '      - @first\n      - "half\ntags: [a,\n  b]\n---\n'
    )
    assert found is not None
    assert found.fields == {
        "picks": {"writing": {"because": "It has: three sentences", "notes": ["@first", '"half']}},
        "tags": ["a", "b"],
    }
    assert [line.split(":")[1] for line in said] == ["4", "6", "7"]


def test_a_value_may_have_a_hundred_thousand_characters_in_the_body_but_not_above_it() -> None:
    found, _ = read(f"---\ntitle: Frog\n---\n{'frog ' * 30_000}")
    assert found is not None
    refused, said = read(f"---\ntitle: {'frog ' * 30_000}\n---\n")
    assert refused is None
    assert said == [
        "x.md:2: There are more than 32,000 characters above the second `---`. Put long text below it."
    ]


def test_a_yml_file_goes_through_the_same_reader() -> None:
    found, said = read("--- \ntitle: My trip: the zoo\nyes: No\n---\n", Form.FIELDS)
    assert found is not None
    assert found.fields == {"title": "My trip: the zoo", "yes": "No"}
    assert said == [
        'x.md:2: I had to guess what this line means. Write it like this: `title: "My trip: the zoo"`.'
    ]


def test_a_page_may_do_without_front_matter() -> None:
    found, said = read("We are Room 12.\n\n---\n\nHello: you.\n", Form.MARKDOWN)
    assert found is not None
    assert (found.fields, found.body, found.body_line, said) == (
        {},
        "We are Room 12.\n\n---\n\nHello: you.\n",
        1,
        [],
    )


def test_a_page_that_loses_its_first_fence_is_still_no_text_of_keys() -> None:
    found, said = read("title: Welcome\n---\nHello\n", Form.MARKDOWN)
    assert found is not None
    assert (found.fields, found.body) == ({"title": "Welcome"}, "Hello\n")
    assert said == [
        "x.md:1: The line `---` above the first key is missing. "
        "Write three hyphens, `---`, on a line of their own."
    ]


def test_all_problems_of_a_file_are_told_at_once_with_line_and_key(a_post: APost) -> None:
    reading = a_post(
        """
        ---
        title: Frog
        tags: [writing]
        date: tomorrow
        pin: perhaps
        paper: {pages: 3}
        progres: 1
        kind: poem
        ---
        """
    )
    assert {(problem.line, problem.key, problem.code) for problem in reading.problems} == {
        (4, "date", "date"),
        (5, "pin", "yes-no"),
        (6, "paper.where", "missing"),
        (7, "progres", "unknown-key"),
        (8, "kind", "choice"),
    }
    assert reading.post.title == "Frog"


def test_one_bad_file_costs_only_itself(a_class: AClass) -> None:
    reading = a_class(
        {
            "students/ada/posts/2026-10-05-frog.md": "---\ntitle: Frog\ntags: [writing]\n---\n",
            "students/ada/posts/2026-10-06-toad.md": "---\ntitle: [Toad\n",
            "students/ben/student.yml": "name: [Ben]\n",
            "students/cleo/student.yml": "name: Cleo\n",
            "students/cleo/posts/2026-10-07-newt.md": "---\ntitle: Newt\ntags: [writing]\n---\n",
        }
    )
    assert [post.title for post in reading.library.posts] == ["Newt", "Frog"]
    assert [student.name for student in reading.library.students] == ["Ada", "Cleo"]
    assert len(reading.errors) == 2


def test_a_sentence_with_a_colon_in_a_list_is_one_text(a_class: AClass) -> None:
    reading = a_class(
        {
            "conferences/fall/conference.yml": """
                title: Fall
                questions:
                  - Tell me: how did you make this?
                  - [What, was, hard]
                  - Who helped?
                """,
            "students/ada/posts/2026-10-05-frog.md": """
                ---
                title: Frog
                tags: [writing]
                did_well:
                  - She said: well done!
                  - {a: b, c: d}
                make_better: |
                  First.

                  Second.
                ---
                """,
        }
    )
    assert reading.library.conferences[0].questions == ("Tell me: how did you make this?", "Who helped?")
    assert reading.post.did_well == ("She said: well done!",)
    assert reading.post.make_better == ("First.\n\nSecond.",)
    assert [(problem.line, problem.key) for problem in reading.problems] == [
        (4, "questions.1"),
        (6, "did_well.1"),
    ]


def test_enough_is_said_of_a_file_that_is_all_wrong(a_post: APost) -> None:
    keys = "".join(f"strange{number}: x\n" for number in range(400))
    reading = a_post(f"---\ntitle: Frog\ntags: [writing]\n{keys}stauts: draft\n---\n".encode())
    assert len(reading.problems) == 26
    assert reading.said[-1] == (
        "content/students/ada/posts/2026-10-05-frog.md: There are more problems in this file. "
        "Put the others right first, then look again."
    )
    assert reading.post.status is PostStatus.DRAFT  # what was not told counts all the same
