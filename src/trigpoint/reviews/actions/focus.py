"""The first meeting: lead and headteacher write the focus, and agree it."""

import datetime as dt
from typing import Any

from django.db.models import Max

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.guards import enforce
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import stages
from trigpoint.reviews.enums import Mode, Part
from trigpoint.reviews.models import Focus, Line, Review
from trigpoint.reviews.queries import focus as focuses
from trigpoint.reviews.queries import scope
from trigpoint.reviews.queries.scene import Scene, acting
from trigpoint.reviews.queries.stages import stages as stages_of
from trigpoint.reviews.rules import focus as rules

TEXTS = ("story", "reasons", "programme", "special_events", "observation_protocol", "base")


@action("reviews.save_focus", subject="review")
def save(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    version: int,
    aspects: list[str] | None = None,
    story: str | None = None,
    reasons: str | None = None,
    programme: str | None = None,
    special_events: str | None = None,
    observation_protocol: str | None = None,
    base: str | None = None,
    mode: str | None = None,
) -> Focus:
    """
    Keep what is given (None stays as it is). `version` is the one that was read, 0 before the first.

    A choice of aspects that breaks G2 or G3 is refused. A change takes away what one of the two has agreed so far.
    Raises Stale when somebody else saved in the meantime.
    """
    scene = acting(actor.pk, review, at=at)
    held = _locked(review)
    rules.may_write(scene, is_agreed=focuses.agreed_on(held) is not None).require()
    given = {
        "story": story,
        "reasons": reasons,
        "programme": programme,
        "special_events": special_events,
        "observation_protocol": observation_protocol,
        "base": base,
        "mode": mode,
        "aspects": aspects,
    }
    wanted = _accepted(scene, {name: value for name, value in given.items() if value is not None})
    changed = {name: value for name, value in wanted.items() if value != getattr(held, name)}
    if not changed:
        return held
    if held.version != version:
        raise _stale(held, [*wanted])
    for name, value in changed.items():
        setattr(held, name, value)
    _take_back(held)
    held.version += 1
    held.save()
    return held


@action("reviews.agree_focus", subject="review")
def agree(*, actor: Account, at: dt.datetime, review: Review, version: int) -> Focus:
    """
    Lead or headteacher agrees the version that they read; when both have, the first meeting is done.

    Raises Refused when it breaks G2 or G3, and Stale when it has changed since it was read.
    """
    scene = acting(actor.pk, review, at=at)
    held = _locked(review)
    rules.may_agree(scene, is_agreed=focuses.agreed_on(held) is not None).require()
    enforce(rules.breaches(scene.model, scene.tree, scope.themes(scene.review), held.aspects))
    if held.version != version:
        raise _stale(held, ["aspects", *TEXTS])
    if scene.plays(Part.LEAD):
        held.lead_agreed_at, held.lead_agreed_by = at, actor
    if scene.plays(Part.HOST_HEAD):
        held.head_agreed_at, held.head_agreed_by = at, actor
    held.save()
    if focuses.agreed_on(held) is not None:
        stages.complete(actor=actor, at=at, review=review, kind=StageKind.MEETING_1)
    return held


@action("reviews.reopen_focus", subject="review")
def reopen(*, actor: Account, at: dt.datetime, review: Review) -> Focus:
    """Open an agreed focus for change, until the visit is over. Both agree anew."""
    scene = acting(actor.pk, review, at=at)
    held = _locked(review)
    over = any(step.kind == StageKind.VISIT and step.is_done for step in stages_of(review))
    rules.may_reopen(scene, is_agreed=focuses.agreed_on(held) is not None, visit_is_over=over).require()
    _take_back(held)
    held.version += 1
    held.save()
    stages.reopen(actor=actor, at=at, review=review, kind=StageKind.MEETING_1)
    return held


@action("reviews.add_line")
def add_line(
    *, actor: Account, at: dt.datetime, review: Review, question: str, why: str = "", aspects: list[str] | None = None
) -> Line:
    """A line of enquiry, after the others."""
    scene = _writing(actor, at, review)
    last = Line.objects.filter(review=review).aggregate(last=Max("order"))["last"] or 0
    return Line.objects.create(review=review, order=last + 1, **_line(scene, question, why, aspects or []))


@action("reviews.change_line", subject="line")
def change_line(
    *, actor: Account, at: dt.datetime, line: Line, version: int, question: str, why: str = "", aspects: list[str]
) -> Line:
    """Other words for a line of enquiry. Raises Stale when somebody else changed it since it was read."""
    scene = _writing(actor, at, line.review)
    values = _line(scene, question, why, aspects)
    if not Line.objects.filter(pk=line.pk, version=version).update(**values, version=version + 1):
        line.refresh_from_db()
        now = {"question": line.question, "why": line.why, "aspects": line.aspects, "version": line.version}
        raise Stale(_("Somebody changed this line of enquiry in the meantime."), current=now)
    line.refresh_from_db()
    return line


@action("reviews.remove_line", subject="line")
def remove_line(*, actor: Account, at: dt.datetime, line: Line) -> None:
    _writing(actor, at, line.review)
    line.delete()


def _writing(actor: Account, at: dt.datetime, review: Review) -> Scene:
    """The scene of somebody who may write the focus now; what one of the two has agreed so far is taken back."""
    scene = acting(actor.pk, review, at=at)
    held = _locked(review)
    rules.may_write(scene, is_agreed=focuses.agreed_on(held) is not None).require()
    if held.lead_agreed_at or held.head_agreed_at:
        _take_back(held)
        held.save()
    return scene


def _locked(review: Review) -> Focus:
    Focus.objects.get_or_create(review=review, defaults={"version": 0})
    return Focus.objects.select_for_update().get(review=review)


def _take_back(held: Focus) -> None:
    held.lead_agreed_at = held.lead_agreed_by = held.head_agreed_at = held.head_agreed_by = None


def _stale(held: Focus, names: list[str]) -> Stale:
    return Stale(
        _("Somebody saved this in the meantime. Yours is below, beside theirs: decide which to keep."),
        current={**{name: getattr(held, name) for name in names}, "version": held.version},
    )


def _accepted(scene: Scene, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, tidied. Raises Unacceptable, or Refused for a choice of aspects that breaks a guard."""
    errors: dict[str, list[str]] = {}
    accepted = dict(given)
    for name in TEXTS:
        if name in given:
            accepted[name] = _tidy(given[name])
            if found := too_long(Focus, name, accepted[name]):
                errors[name] = [found]
    if given.get("mode", Mode.IN_PERSON) not in Mode.values:
        errors["mode"] = [_("Choose how the team works.")]
    if given.get("aspects"):
        try:
            accepted["aspects"] = known_aspects(scene, given["aspects"])
        except Unacceptable as error:
            errors |= error.errors
        else:
            enforce(rules.breaches(scene.model, scene.tree, scope.themes(scene.review), accepted["aspects"]))
    if errors:
        raise Unacceptable(errors)
    return accepted


def known_aspects(scene: Scene, codes: list[str]) -> list[str]:
    """
    These aspects in the framework's order; a theme's code stands for all of its aspects that apply to the school.

    Raises Unacceptable for what the framework hasn't got, or what does not apply.
    """
    wanted, themes = set(codes), scope.themes(scene.review)
    for theme in themes:
        if theme.code in wanted:
            wanted.discard(theme.code)
            wanted |= {aspect.code for aspect in theme.aspects}
    unknown = sorted(wanted - set(scene.tree.aspects))
    if unknown:
        message = _("The framework of this review has no {aspect} %(code)s.")
        raise Unacceptable({"aspects": [message % {"code": code} for code in unknown]})
    there = {aspect.code for theme in themes for aspect in theme.aspects}
    if elsewhere := sorted(wanted - there):
        message = _("%(name)s is not for schools like this one.")
        raise Unacceptable({"aspects": [message % {"name": scene.tree.aspects[code].name} for code in elsewhere]})
    return [code for code in scene.tree.aspects if code in wanted]


def too_long(table: type[Focus] | type[Line], name: str, text: str) -> str:
    """What to say of a text that is longer than its column takes; nothing when it fits."""
    limit = getattr(table._meta.get_field(name), "max_length", None)  # noqa: SLF001 - a public description
    if limit is not None and len(text) > limit:
        return _("Shorten this to %(limit)s characters; it has %(n)s.") % {"limit": f"{limit:,}", "n": f"{len(text):,}"}
    return ""


def _line(scene: Scene, question: str, why: str, aspects: list[str]) -> dict[str, Any]:
    values = {"question": _tidy(question), "why": _tidy(why)}
    errors = {name: [found] for name, text in values.items() if (found := too_long(Line, name, text))}
    if not values["question"]:
        errors["question"] = [_("Write the question that the visit pursues.")]
    if errors:
        raise Unacceptable(errors)
    return {**values, "aspects": known_aspects(scene, aspects)}


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()
