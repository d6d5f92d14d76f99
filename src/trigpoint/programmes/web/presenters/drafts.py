"""A draft laid out in parts: what stands in each, and what is to be put right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.frameworks.queries import for_reviews, tree, version
from trigpoint.programmes.language import sayings, translations
from trigpoint.programmes.queries import drafts, schema
from trigpoint.programmes.queries.drafts import ModelDraft, Wrong
from trigpoint.programmes.web.presenters import vocabulary

type Where = tuple[str | int, ...]

NAMED = re.compile(r"“([a-z]+(?:_[a-z]+)+)”")
OUTPUT_SOURCES = ("context", "areas", "lists", "priority", "accreditation", "support", "reply")
PAGES = {"framework": "frameworks", **dict.fromkeys(("schema", *vocabulary.ABOUT), "about")}


def overview(draft: ModelDraft, wrong: Sequence[Wrong]) -> list[dict[str, Any]]:
    """Its parts, each with what stands there and how much is to be put right."""
    return [
        {
            "name": name,
            "title": title,
            "line": line,
            "href": address(draft, (name,)),
            "there": _there(draft.content, name),
            "wrong": vocabulary.to_put_right(many) if (many := len(within(wrong, (name,)))) else "",
            "changed": _changed(draft, name),
            "is_said": any(one in draft.content for one in _names(name)),
        }
        for name, (title, line) in vocabulary.PARTS.items()
    ]


def elsewhere(wrong: Iterable[Wrong]) -> list[Wrong]:
    """What is about the file as a whole."""
    return [one for one in wrong if not one.where]


def within(wrong: Iterable[Wrong], where: Where) -> list[Wrong]:
    """What is to be put right at a place or deeper."""
    return [one for one in wrong if paged(one.where)[: len(where)] == where]


def by_field(wrong: Iterable[Wrong], place: Where) -> dict[Where, str]:
    """What is to be put right in the plain parts of a thing, by the steps from it."""
    return {
        one.where[len(place) :]: _reason(one)
        for one in wrong
        if one.where[: len(place)] == place and len(one.where) > len(place)
    }


def said(one: Wrong, draft: ModelDraft | None = None) -> dict[str, str]:
    """What is to be put right, with the name of what it is about; with a draft, of the thing in which that stands too."""
    names = [vocabulary.words_of(paged(one.where))]
    thing = one.where[: max((n + 1 for n, step in enumerate(one.where) if isinstance(step, int)), default=0)]
    if draft is not None and thing:
        names.insert(0, heading(draft, thing))
    return {"about": ", ".join(filter(None, names)), "reason": _reason(one)}


def _reason(one: Wrong) -> str:
    """Without the names that only the file has."""
    return one.short or NAMED.sub(_called, one.reason)


def _called(found: re.Match[str]) -> str:
    name = found.group(1)
    return f"“{vocabulary.label((name,))}”" if name in vocabulary.LABELS else found.group()


def line(place: Where) -> str:
    """What stands under the heading."""
    if len(place) == 1:
        return str(vocabulary.PARTS[str(place[0])][1])
    of = vocabulary.list_of(place)
    name = str(vocabulary.THINGS.get(of, of))
    return name[:1].upper() + name[1:]


def paged(where: Where) -> Where:
    """A place as the pages have it: what is plain stands under one part."""
    return (PAGES[str(where[0])], *where[1:]) if where and where[0] in PAGES else where


def _there(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    if isinstance(value, list):
        return ", ".join(_title(content, thing, number) for number, thing in enumerate(value[:40]))
    if name == "about":
        return str(content.get("title") or "")
    return (
        ""
        if name not in {"subject", "group", "judgement"} or not isinstance(value, dict)
        else str(vocabulary.choice("kind", str(value.get("kind") or value.get("style") or "")))
    )


def _title(content: dict[str, Any], thing: Any, number: int) -> str:
    """What a thing of a list is called; one that only refers to a role at a stage is called by their titles."""
    if not isinstance(thing, dict) or not thing.get("role"):
        return vocabulary.title(thing, number)
    roles, stages = dict(_keys(content.get("roles"), "label")), dict(_keys(content.get("stages")))
    role, stage = str(thing["role"]), str(thing.get("stage") or "")
    named = [roles.get(role) or vocabulary.title({"role": role}, number), stages.get(stage, stage)]
    return ", ".join(filter(None, named))


def _names(part: str) -> tuple[str, ...]:
    return {"about": vocabulary.ABOUT, "frameworks": ("framework", "frameworks")}.get(part, (part,))


def _changed(draft: ModelDraft, name: str) -> bool:
    if draft.based_on is None:
        return False
    before = draft.based_on.definition
    return any(draft.content.get(one) != before.get(one) for one in _names(name) if one != "version")


def listed(draft: ModelDraft, where: Where, wrong: Sequence[Wrong]) -> list[dict[str, Any]]:
    """The things of a list."""
    found = drafts.at(draft.content, where)
    things = found if isinstance(found, list) else []
    return [
        {
            "title": _title(draft.content, thing, number),
            "href": address(draft, (*where, number)),
            "place": "/".join(map(str, (*where, number))),
            "first": number == 0,
            "last": number == len(things) - 1,
            "wrong": vocabulary.to_put_right(many) if (many := len(within(wrong, (*where, number)))) else "",
        }
        for number, thing in enumerate(things)
    ]


def lists_in(draft: ModelDraft, where: Where, node: dict[str, Any], wrong: Sequence[Wrong]) -> list[dict[str, Any]]:
    """The lists within a thing, such as the questions of a form: each with its own page."""
    return [
        {
            "title": vocabulary.label((name,)),
            "href": address(draft, (*where, name)),
            "things": listed(draft, (*where, name), wrong),
        }
        for name, part in node.get("properties", {}).items()
        if schema.holds_things(schema.resolved(part))
    ]


def trail(draft: ModelDraft, where: Where) -> list[dict[str, str]]:
    """The way to a place, each step a link."""
    steps = [
        {"text": _("Review models"), "href": reverse("programmes:models")},
        {"text": str(draft), "href": reverse("programmes:draft", args=[draft.pk])},
    ]
    places = [where[:end] for end in range(1, len(where))]
    return [*steps, *({"text": heading(draft, place), "href": address(draft, place)} for place in places)]


def heading(draft: ModelDraft, where: Where) -> str:
    """What a place is called."""
    last = where[-1]
    if isinstance(last, int):
        return _title(draft.content, drafts.at(draft.content, where), last)
    if len(where) == 1:
        return str(vocabulary.PARTS[str(last)][0])
    return vocabulary.label((str(last),))


def about_texts(draft: ModelDraft) -> dict[Where, str]:
    """What each text of the draft is about: the thing in which it stands, and which of its parts it is."""
    found = {}
    for _path, place, _text in translations.texts(draft.content):
        thing = place[: max((n + 1 for n, step in enumerate(place) if isinstance(step, int)), default=0)]
        names = [heading(draft, thing) if thing else "", vocabulary.words_of(paged(place))]
        found[place] = ", ".join(filter(None, names))
    return found


def address(draft: ModelDraft, where: Where) -> str:
    return reverse("programmes:draft_part", args=[draft.pk, "/".join(map(str, where))])


def names(content: dict[str, Any], *, but: Where = ()) -> dict[str, list[tuple[str, str]]]:
    """What there is to refer to, each key with its title; a stage does not refer to itself."""
    itself = drafts.at(content, (*but[:2], "key")) if but[:1] == ("stages",) else None
    found = {name: _keys(content.get(name)) for name in ("groups", "strands", "stages")}
    model = drafts.parsed({**content, "stages": [], "forms": [], "outputs": []})
    own = _keys(content.get("roles"), "label")
    usual = [(role.key, _(role.label)) for role in model.roles if not role.is_own] if model else []
    forms = [(f"form:{key}", title) for key, title in _keys(content.get("forms"))]
    sources = [(name, vocabulary.choice("source", name)) for name in OUTPUT_SOURCES]
    chosen = content.get("framework")
    framework = version(str(chosen.get("key")), str(chosen.get("version"))) if isinstance(chosen, dict) else None
    return {
        **found,
        "stages": [pair for pair in found["stages"] if pair[0] != itself],
        "roles": [*own, *usual],
        "forms": forms,
        "sources": [*sources, *forms],
        "conditions": list(_conditions(content, itself)),
        "themes": [(t.code, f"{t.code} {t.name}") for t in tree(framework.pk).themes] if framework else [],
        "frameworks": [(f"{one.key}|{one.version}", str(one)) for one in for_reviews()],
    }


def _conditions(content: dict[str, Any], itself: Any) -> Iterator[tuple[str, str]]:
    """All that may have to hold: what there is one of, and one for each stage, form and output of the draft."""
    for text in sayings.FIXED:
        yield text, _capital(sayings.condition(text, {}))
    for kind, part in (("done", "stages"), ("form", "forms"), ("released", "outputs")):
        for key, title in _keys(content.get(part)):
            if (kind, key) != ("done", itself):
                text = f"{kind}:{key}"
                yield text, _capital(sayings.condition(text, {kind: {key: title}}))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _keys(things: Any, title: str = "title") -> list[tuple[str, str]]:
    return [
        (str(thing["key"]), str(thing.get(title) or thing["key"]))
        for thing in (things if isinstance(things, list) else [])
        if isinstance(thing, dict) and thing.get("key")
    ]
