"""What the docs say is what the code does."""

import re

import pytest
from django.apps import apps

from trigpoint.config import docs, environment

SOURCES = [file for file in (environment.CHECKOUT / "src").rglob("*.py") if file.name != "environment.py"]


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_generated_pages_are_current(name: str) -> None:
    file = docs.REFERENCE / name
    assert file.exists(), "run `make docs`"
    assert file.read_text() == docs.pages()[name], "run `make docs`"


def test_the_environment_is_read_through_its_table_alone() -> None:
    allowed = {"DJANGO_SETTINGS_MODULE", "PATH", "MAKELEVEL", *environment.VARIABLES}
    for source in SOURCES:
        names = re.findall(r"os\.(?:environ(?:\.get|\.setdefault|\.pop)?|getenv)[\[(]\"(\w+)", source.read_text())
        assert set(names) <= allowed, f"{source}: describe it in config/environment.py"


def test_every_variable_is_used() -> None:
    text = "\n".join(source.read_text() for source in SOURCES) + environment.__doc__
    text += (environment.CHECKOUT / "src/trigpoint/config/environment.py").read_text().partition("def read")[2]
    unused = [name for name in environment.VARIABLES if f'"{name}"' not in text]
    assert unused == []


@pytest.mark.parametrize("model", docs.tables(), ids=lambda model: model._meta.label)
def test_every_field_says_what_it_tells_of_people(model: type) -> None:
    given = docs.classified(model)
    assert sorted(given) == sorted(docs.column_names(model)), "put each field under one kind in privacy.toml"
    assert set(given.values()) <= set(docs.KINDS)


def test_privacy_files_name_no_table_that_is_not_there() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("trigpoint."):
            named = set(docs._file(environment.CHECKOUT / "src" / "trigpoint" / config.label / "privacy.toml"))
            assert named <= {model.__name__ for model in config.get_models(include_auto_created=True)}
