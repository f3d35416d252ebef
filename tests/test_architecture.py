"""Holds what `docs/architecture.md` promises: the layers, the shape of modules, the manners of templates."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tokenize
import tomllib
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support import templates
from tests.support.imports import PACKAGE, Module, modules

ROOT = PACKAGE.parent
MODULES = modules()
TEMPLATES = sorted(
    file for kind in ("templates", "paper") for file in (ROOT / "themes").rglob(f"{kind}/**/*.html")
)

MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "problems": set(),
    "stamps": set(),
    "kept": {"stamps"},
    "mime": set(),
    "model": {"model"},
    "read": {"problems", "stamps", "kept", "model", "read"},
    "share": {"problems", "model", "share"},
    "render": {"problems", "stamps", "kept", "model", "plan", "render"},
    "desk": {"problems", "model", "desk"},
    "plan": {"problems", "model", "plan"},
    "paper": {"problems", "model", "plan", "render", "share", "desk", "build", "paper"},
    "inspect": {"inspect"},
    "publish": {"problems", "mime", "publish"},
    "build": {
        "problems",
        "stamps",
        "kept",
        "mime",
        "model",
        "plan",
        "read",
        "share",
        "render",
        "inspect",
        "build",
    },
    "pen": {"problems", "model", "read", "desk", "build", "pen"},
    "serve": {
        "problems",
        "mime",
        "model",
        "plan",
        "read",
        "share",
        "render",
        "desk",
        "build",
        "pen",
        "serve",
    },
    "cli": {
        "problems",
        "stamps",
        "mime",
        "model",
        "plan",
        "read",
        "share",
        "render",
        "desk",
        "build",
        "paper",
        "publish",
        "pen",
        "serve",
        "cli",
    },
    "__main__": {"cli"},
}
"""Which rooms of ours each room knows; docs/architecture.md draws the same."""

ONLY_IN: dict[str, str] = {
    "yaml": r"read\.(document|excerpt)|pen\.(outline|editing)",
    "frontmatter": r"read\.document",
    "click": r"cli(\..*)?",
    "rich": r"cli(\..*)?",
    "jinja2": r"render\..*|paper\.sheet",
    "markupsafe": r"render\..*|paper\.sheet",
    "markdown": r"render\..*",
    "nh3": r"render\..*",
    "PIL": r"(render|inspect)\..*",
    "tinytag": r"inspect\.readers",
    "pi_heif": r"render\..*",
    "imageio_ffmpeg": r"render\.ffmpeg\.program",
    "feedgenerator": r"render\..*",
    "flask": r"serve(\..*)?",
    "watchdog": r"serve(\..*)?",
    "filelock": r"(build|render)\..*|pen\.locks",
    "cryptography": r"share\..*",
    "segno": r"serve\.room\.join|paper\.squares",
    "weasyprint": r"paper\.pdf",
    "bcrypt": r"build\.passwords",
    "icalendar": r"plan\.calendar_(file|text|zone)",
    "paramiko": r"publish\.hosts\..*",
    "httpx": r"publish\.hosts\..*",
    "obstore": r"publish\.hosts\..*",
    "keyring": r"publish\.secrets",
    "ortools": r"plan\.solver",
}
"""In which modules a library may be imported at all."""

HEAVY = (
    "PIL",
    "pi_heif",
    "pydantic",
    "flask",
    "watchdog",
    "babel",
    "markdown",
    "nh3",
    "jinja2",
    "feedgenerator",
    "tinytag",
    "cryptography",
    "segno",
    "weasyprint",
    "bcrypt",
    "icalendar",
    "paramiko",
    "httpx",
    "obstore",
    "keyring",
    "ortools",
)
"""What nobody waits for who only asks for help."""


def dotted(module: Module) -> str:
    """Return a module's name without `slc_site.`."""
    return module.name.partition(".")[2]


def places(pattern: str, files: list[Path]) -> list[str]:
    """Return `file:line` wherever a pattern is found."""
    return [
        f"{file.relative_to(ROOT).as_posix()}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


# -- layers ---------------------------------------------------------------------------------------------


def test_every_room_is_drawn_in_the_architecture() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {module.room for module in MODULES} - {"", "__main__"}
    assert [room for room in sorted(rooms) if f"| `{room}" not in drawn] == []
    assert sorted(rooms - set(MAY_IMPORT)) == []


def test_imports_go_one_way() -> None:
    wrong = [
        f"{module.name}:{found.line} imports {found.target}"
        for module in MODULES
        for found in module.imports
        if found.target.split(".")[0] == PACKAGE.name and found.target != PACKAGE.name
        if found.target.split(".")[1] not in MAY_IMPORT[module.room]
    ]
    assert wrong == []


def test_each_library_is_imported_only_where_it_belongs() -> None:
    wrong = [
        f"{module.name}:{found.line} imports {found.target}"
        for module in MODULES
        for found in module.imports
        if (where := ONLY_IN.get(found.target.split(".")[0])) and not re.fullmatch(where, dotted(module))
    ]
    assert wrong == []


def test_every_imported_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(entry for extra in extras for entry in extra)]
    declared = {_normal(re.split(r"[\[<>=~!; ]", entry)[0]) for entry in asked}
    # These come with a declared one, by the declared one's own promise.
    declared |= {"markupsafe", "werkzeug", "pydantic-core"}
    providers = packages_distributions()
    wrong = [
        f"{module.name}:{found.line} imports {found.target}"
        for module in MODULES
        for found in module.imports
        if (top := found.target.split(".")[0]) not in {*sys.stdlib_module_names, PACKAGE.name}
        if not declared & {_normal(name) for name in providers.get(top, [])}
    ]
    assert wrong == []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_module_imports_alone() -> None:
    # One interpreter for all of them, which forgets ours in between: what others brought stays loaded,
    # but a module that needs another of ours to be imported first is found.
    program = """
import importlib, json, sys, traceback
failed = {}
for name in json.load(sys.stdin):
    for known in [known for known in sys.modules if known.split(".")[0] == "slc_site"]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except BaseException:
        failed[name] = traceback.format_exc(limit=-1).splitlines()[-1]
print(json.dumps(failed))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps([module.name for module in MODULES]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout) == {}


def test_asking_for_help_loads_nothing_heavy() -> None:
    program = f"""
import sys
from slc_site.cli import main
sys.argv = ["slc", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"


# -- shape ----------------------------------------------------------------------------------------------


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in MODULES if not module.docstring] == []


def test_modules_are_short_or_say_why_they_are_not() -> None:
    assert [module.name for module in MODULES if module.lines >= 500] == []
    # A long one explains itself in a paragraph of its own, below its first line.
    unexplained = [
        f"{module.name}: {module.lines} lines"
        for module in MODULES
        if module.lines > 300 and len(module.docstring.split("\n\n")) < 2
    ]
    assert unexplained == []


def test_nothing_is_called_a_bag_of_things() -> None:
    bags = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [module.name for module in MODULES if module.name.rpartition(".")[2] in bags] == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {module.file.parent for module in MODULES}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


# -- manners --------------------------------------------------------------------------------------------


def test_nobody_prints_but_the_command_line() -> None:
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        if module.room != "cli"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "sys.stdout.write"}
    ]
    assert wrong == []


def test_text_is_declared_safe_html_in_one_place_only() -> None:
    calls = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Markup"
    ]
    filters = places(r"\|\s*safe\b|autoescape\s+false", TEMPLATES)
    assert len(calls + filters) == 1, calls + filters


def test_nothing_is_left_for_later() -> None:
    # `tokenize` and not the text, so that a message to a teacher may speak of what is to do.
    wrong = []
    for module in MODULES:
        with tokenize.open(module.file) as source:
            wrong += [
                f"{module.name}:{token.start[0]}"
                for token in tokenize.generate_tokens(source.readline)
                if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX)\b", token.string)
            ]
    assert wrong == []


def test_a_silenced_check_says_why() -> None:
    # On the line itself, or in a comment just above it.
    wrong = []
    for module in MODULES:
        lines = ["", *module.file.read_text(encoding="utf-8").splitlines()]
        for above, line in pairwise(lines):
            silenced = re.search(r"#\s*(?:noqa(?:: [A-Z0-9, ]+)?|type:\s*ignore(?:\[[\w, -]+\])?)(.*)$", line)
            if silenced and not re.search(r"\w \w", silenced[1]) and not above.lstrip().startswith("#"):
                wrong.append(f"{module.name}: {line.strip()}")
    assert wrong == []


# -- templates ------------------------------------------------------------------------------------------


def test_there_are_templates_to_judge() -> None:
    assert len(TEMPLATES) >= 10


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(ROOT / "themes").as_posix())
def test_a_template_holds_no_code_and_no_untranslated_text(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert templates.inline_code(source) == []
    assert templates.raw_texts(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ _('Hello') }}</p>", []),
        ("<p>{% trans %}Hello{% endtrans %}</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% if x %}Hello {{ name }}{% endif %}</p>", ["Hello \ue000"]),
        ("<img alt='A frog'>", ["A frog"]),
        ("<img alt='{{ alt }}'><time datetime='2026-10-05'>{{ day }}</time> · 5", []),
        ("<button aria-label='{% trans %}Close{% endtrans %}'>×</button>", []),
        ("<p>{{ 'Yes' if x else 'No' }}</p>", ["No", "Yes"]),
        ("{% block body_class %}post{% endblock %}{% block main %}Post{% endblock %}", ["Post"]),
        ("<p dir=\"{{ 'rtl' if x else 'ltr' }}\">{# Not shown #}</p>", []),
    ],
)
def test_the_judge_of_templates_finds_untranslated_text(source: str, found: list[str]) -> None:
    assert sorted(templates.raw_texts(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<script src='a.js' defer></script><p class='style'>", []),
        ("<script>alert(1)</script>", ["<script>"]),
        ("<script type='text/plain' id='x'>c2VhbGVk</script>", []),
        ("<script type='module'>alert(1)</script>", ["<script>"]),
        ("<style>p {}</style>", ["<style>"]),
        ("<p style='color: {{ color }}'>", ["p[style]"]),
        ("<p {% if x %}onclick='go()'{% endif %}>", ["p[onclick]"]),
        ("<a href='javascript:go()'>", ["a[href]"]),
    ],
)
def test_the_judge_of_templates_finds_code(source: str, found: list[str]) -> None:
    assert templates.inline_code(source) == found
