"""What the checks ask of a file whose shape is right."""

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from trigpoint.kernel.sources import Mistake, Source, did_you_mean
from trigpoint.kernel.words import gettext as _
from trigpoint.programmes.language import graph, parsing
from trigpoint.programmes.language.roles import RoleDefinition, complete

type FindFramework = Callable[[str, str], Mapping[str, Any] | None]
"""A framework's content by key and version, or None where it is not known."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sheet:
    """A file under check, with what many checks ask of it."""

    source: Source
    find_framework: FindFramework

    @property
    def data(self) -> dict[str, Any]:
        return self.source.data

    def listed(self, part: str) -> list[dict[str, Any]]:
        return list(self.data.get(part, ()))

    def keys(self, part: str) -> list[str]:
        return [each["key"] for each in self.listed(part)]

    @functools.cached_property
    def roles(self) -> dict[str, RoleDefinition]:
        return {each.key: each for each in complete(parsing.role(each) for each in self.listed("roles"))}

    @functools.cached_property
    def stages(self) -> dict[str, dict[str, Any]]:
        return {stage["key"]: stage for stage in self.listed("stages")}

    @functools.cached_property
    def edges(self) -> dict[str, tuple[str, ...]]:
        """The stages right before each."""
        return graph.after(self.listed("stages"))

    @functools.cached_property
    def before(self) -> dict[str, frozenset[str]]:
        """All stages before each, without those that are named and not there."""
        return {key: graph.ancestors(self.edges, key) & self.stages.keys() for key in self.edges}

    @functools.cached_property
    def forms(self) -> dict[str, dict[str, Any]]:
        return {form["key"]: form for form in self.listed("forms")}

    @functools.cached_property
    def outputs(self) -> dict[str, str]:
        """The stage of each output by its key."""
        if "outputs" in self.data:
            return {each["key"]: each["stage"] for each in self.listed("outputs")}
        stage = next((one for one in self.listed("stages") if one["kind"] == "profile"), None)
        return {"profile": stage["key"]} if stage else {}

    @functools.cached_property
    def references(self) -> tuple[tuple[tuple[str | int, ...], dict[str, Any]], ...]:
        """Each framework that the file names, with its place."""
        others = [(("frameworks", number), each) for number, each in enumerate(self.listed("frameworks"))]
        return ((("framework",), self.data["framework"]), *others)

    def mistake(self, reason: str, *where: str | int, suggestion: str = "") -> Mistake:
        return self.source.mistake(reason, *where, suggestion=suggestion)

    def unknown(self, what: str, given: str, known: Sequence[str], *where: str | int) -> Mistake:
        """`what` says what the word would have to be: “%(word)s” is not a role of this model."""
        return self.mistake(what % {"word": given}, *where, suggestion=did_you_mean(given, known))

    def unknown_role(self, given: str, *where: str | int) -> Mistake:
        return self.unknown(_("“%(word)s” is not a role of this model."), given, list(self.roles), *where)

    def unknown_stage(self, given: str, *where: str | int) -> Mistake:
        return self.unknown(_("There is no stage “%(word)s”."), given, list(self.stages), *where)

    def unknown_form(self, given: str, *where: str | int) -> Mistake:
        return self.unknown(_("There is no form “%(word)s”."), given, list(self.forms), *where)

    def account(self, given: str, *where: str | int) -> Iterator[Mistake]:
        """A role that is known, and that somebody with an account has."""
        if given not in self.roles:
            yield self.unknown_role(given, *where)
        elif self.roles[given].is_voice:
            reason = _("“%(word)s” have no account, so they can't do or read this here.") % {"word": given}
            yield self.mistake(reason, *where, suggestion=_("Name the adult who does it for them."))


def once(sheet: Sheet, part: str, name: str = "key") -> Iterator[Mistake]:
    """A word that stands for two things of a list."""
    yield from twice(sheet, sheet.listed(part), name, part)


def twice(sheet: Sheet, things: Sequence[Mapping[str, Any]], name: str, *where: str | int) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, thing in enumerate(things):
        if thing[name] in seen:
            yield sheet.mistake(
                _("“%(key)s” is used twice.") % {"key": thing[name]},
                *where,
                number,
                name,
                suggestion=_("Give each a word of its own."),
            )
        seen.add(thing[name])
