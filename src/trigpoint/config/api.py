"""Every context's calls, under one roof."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from ninja import NinjaAPI

from trigpoint.ui.api import Api, answer_problems
from trigpoint.ui.api.docs import Docs, under_its_own_policy


def _found(name: str) -> bool:
    """Whether a context has a module of this name yet."""
    parent = name.rpartition(".")[0]
    return find_spec(parent) is not None and find_spec(name) is not None


def compose() -> NinjaAPI:
    """The API of all contexts, for people with a personal token."""
    tokens = "trigpoint.people.web.tokens"
    api = Api(
        title="Trigpoint",
        version="1",
        description=(
            "School peer review, from the first agreement to the action plan. What the pages do, calls do: the same "
            "people, the same refusals. A personal token says who asks; a token that only reads changes nothing."
        ),
        urls_namespace="api",
        auth=import_module(tokens).PersonalToken() if _found(tokens) else None,
        docs=Docs(settings={"validatorUrl": None}),
        docs_decorator=under_its_own_policy,
    )
    answer_problems(api)
    for context in settings.CONTEXTS:
        module = f"trigpoint.{context}.web.api"
        if context != "ui" and _found(module):
            api.add_router("", import_module(module).router, tags=[context])
    return api


api = compose()
