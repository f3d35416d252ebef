"""Prompts are read with their examples; what a child once made stays back until somebody has agreed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from slc_site.model.audience import Audience
from slc_site.model.prompt import ExampleBy, Prompt
from slc_site.problems import Severity
from tests.read.conftest import AClass, Reading

PROMPT = """
    ---
    title: Teach us something
    tags: [writing, how-to]
    asks: [What comes first?, And then?]
    targets: [steps]
    ---
    You know how.
    """
CLASS = """
    title: Room 12
    targets: [{id: steps, text: I can write steps}]
    """


def a_prompt(
    a_class: AClass, files: Mapping[str, str | bytes | None] | None = None, path: str = "teach.md"
) -> Reading:
    return a_class({"class.yml": CLASS, f"prompts/{path}": PROMPT, **(files or {})})


def the(reading: Reading) -> Prompt:
    [prompt] = reading.library.prompts
    return prompt


def an_example(keys: str, text: str = "1. First.") -> str:
    return f"---\ntitle: How to whistle\n{keys}\n---\n{text}\n"


@pytest.mark.parametrize("path", ["teach.md", "teach/index.md"])
def test_a_prompt_is_a_file_or_a_folder(a_class: AClass, path: str) -> None:
    reading = a_prompt(a_class, path=path)
    assert reading.said == []
    prompt = the(reading)
    assert (prompt.slug, prompt.title, prompt.body.strip()) == (
        "teach",
        "Teach us something",
        "You know how.",
    )
    assert (prompt.strands, prompt.tags) == (("writing",), ("how-to",))
    assert (prompt.asks, prompt.targets) == (("What comes first?", "And then?"), ("steps",))


@pytest.mark.parametrize(
    ("rule", "own", "audience"),
    [
        ("", "", Audience.CLASS),
        ("access: {pages: public}", "", Audience.CLASS),
        ("access: {pages: teacher}", "", Audience.TEACHER),
        ("", "access: public", Audience.PUBLIC),
        ("", "access: conference", Audience.CONFERENCE),
        ("", "access: everybody", Audience.TEACHER),
    ],
)
def test_it_is_for_the_class_unless_the_teacher_says_otherwise(
    a_class: AClass, rule: str, own: str, audience: Audience
) -> None:
    said = PROMPT.replace("    tags", f"    {own}\n    tags")
    reading = a_class(
        {"class.yml": CLASS.replace("    targets", f"    {rule}\n    targets"), "prompts/teach.md": said}
    )
    assert the(reading).audience is audience


@pytest.mark.parametrize("path", ["teach.md", "teach/index.md"])
def test_examples_lie_in_its_folder_in_both_forms_the_teachers_first(a_class: AClass, path: str) -> None:
    reading = a_prompt(
        a_class,
        {
            "prompts/teach/examples/a-whistle.md": an_example(
                "by: former-student\nname: Tomek\nconsent: yes"
            ),
            "prompts/teach/examples/plant/index.md": an_example(
                "by: teacher\nname: Ms. Okafor\nsteps: [a, b]\ndid_well: c\nmake_better: d\n"
                "good_because: [e, f]",
                "![A plant](plant.jpg)",
            ),
            "prompts/teach/examples/plant/plant.jpg": b"\xff\xd8\xff",
        },
        path,
    )
    assert reading.said == []
    plant, whistle = the(reading).examples
    assert (plant.by, plant.name, plant.agreed) == (ExampleBy.TEACHER, "Ms. Okafor", True)
    assert (plant.steps, plant.did_well, plant.make_better) == (("a", "b"), ("c",), ("d",))
    assert plant.good_because == ("e", "f")
    assert list(plant.attachments) == ["plant.jpg"]
    assert (whistle.by, whistle.name, whistle.agreed) == (ExampleBy.FORMER_STUDENT, "Tomek", True)


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "by: former-student",
        "by: former-student\nconsent: no",
        "by: former-student\nconsent: perhaps",
        "by: former-student\nconcent: yes",
        "by: somebody\nconsent: no",
        "bye: teacher",
    ],
)
def test_without_a_clear_yes_an_example_is_only_the_teachers_and_that_is_said(
    a_class: AClass, keys: str
) -> None:
    reading = a_prompt(a_class, {"prompts/teach/examples/x.md": an_example(keys)})
    [example] = the(reading).examples
    assert not example.agreed
    told = [problem for problem in reading.problems if problem.code == "example-without-consent"]
    assert [problem.severity for problem in told] == [Severity.WARNING]
    assert "`consent: yes`" in str(told[0].hint)


def test_of_a_child_only_the_first_name_is_read(a_class: AClass) -> None:
    keys = "by: former-student\nconsent: yes\nname: Tomek Lovelace"
    reading = a_prompt(a_class, {"prompts/teach/examples/x.md": an_example(keys)})
    [example] = the(reading).examples
    assert example.name == "Tomek"
    [problem] = reading.problems
    assert (problem.code, problem.key) == ("more-than-a-first-name", "name")


def test_a_post_names_the_prompt_it_answers(a_class: AClass) -> None:
    post = "---\ntitle: Bow\ntags: [writing]\nprompt: Teach\n---\n"
    reading = a_prompt(a_class, {"students/ada/posts/2026-10-05-bow.md": post})
    assert reading.said == []
    assert reading.post.prompt == "teach"
    assert reading.library.answers(the(reading)) == (reading.post,)


def test_a_prompt_that_is_not_there_is_told_with_those_that_are(a_class: AClass) -> None:
    post = "---\ntitle: Bow\ntags: [writing]\nprompt: taech\n---\n"
    reading = a_prompt(a_class, {"students/ada/posts/2026-10-05-bow.md": post})
    [problem] = reading.problems
    assert (problem.severity, problem.key, problem.line) == (Severity.WARNING, "prompt", 4)
    assert problem.hint == "Did you mean `teach`? There is `teach`."
    assert reading.post.prompt == ""


def test_a_prompt_that_could_not_be_read_is_not_told_twice(a_class: AClass) -> None:
    reading = a_class(
        {
            "class.yml": CLASS,
            "prompts/teach.md": "---\ntags: [writing]\n---\nNo title.\n",
            "students/ada/posts/2026-10-05-bow.md": "---\ntitle: Bow\ntags: [writing]\nprompt: teach\n---\n",
        }
    )
    assert [problem.file for problem in reading.problems] == ["content/prompts/teach.md"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("prompts/teach/exampels/x.md", "no-index"),
        ("prompts/teach/examples/deep/deeper/x.md", "no-index"),
        ("prompts/lonely/examples/x.md", "no-index"),
        ("prompts/notes.docx", "useless-file"),
        ("prompts/teach/examples/x.docx", "useless-file"),
    ],
)
def test_what_lies_in_the_wrong_place_is_told(a_class: AClass, path: str, code: str) -> None:
    reading = a_prompt(a_class, {path: an_example("by: teacher")})
    assert code in [problem.code for problem in reading.problems]
    assert the(reading).examples == ()


def test_what_lies_beside_the_folder_of_examples_is_told(a_class: AClass) -> None:
    reading = a_prompt(
        a_class,
        {
            "prompts/teach/examples/x.md": an_example("by: teacher"),
            "prompts/teach/x.jpg": b"\xff\xd8\xff",
            "prompts/teach/pictures/y.jpg": b"\xff\xd8\xff",
        },
    )
    assert sorted((problem.file, problem.code) for problem in reading.problems) == [
        ("content/prompts/teach/pictures", "unexpected-file"),
        ("content/prompts/teach/x.jpg", "unexpected-file"),
    ]
    assert len(the(reading).examples) == 1
