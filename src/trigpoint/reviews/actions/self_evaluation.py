"""The school says how it sees itself."""

import datetime as dt
from typing import Any

from trigpoint.audit.actions import action
from trigpoint.frameworks.queries import Aspect
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.reviews.actions import stages
from trigpoint.reviews.enums import SelfField
from trigpoint.reviews.models import Review, SelfAnswer, SelfEvaluation
from trigpoint.reviews.queries import pack as packs
from trigpoint.reviews.queries import self_evaluation as positions
from trigpoint.reviews.queries.scene import Scene, acting
from trigpoint.reviews.queries.self_evaluation import EMPTY, SelfPosition
from trigpoint.reviews.rules import self_evaluation as rules

LONGEST = 20_000


@action("reviews.save_self_evaluation", subject="review")
def save(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    aspect: str,
    level: str | None = None,
    statements: list[str] | None = None,
    evidence: str | None = None,
    how_we_know: str | None = None,
    versions: dict[str, int] | None = None,
) -> SelfPosition:
    """
    Keep what is given for one aspect; what is left out (None) stays as it is.

    `versions` names, for each field given, the version that was read (0, or nothing: it had never been written). All of
    it is kept or none. Raises Stale, with what is held now, when somebody else wrote one of these fields since.
    """
    scene = acting(actor.pk, review, at=at)
    whole = _locked(review)
    rules.may_write(scene, is_complete=whole.completed_at is not None).require()
    given = {"level": level, "statements": statements, "evidence": evidence, "how_we_know": how_we_know}
    wanted = _accepted(scene, aspect, {field: value for field, value in given.items() if value is not None})
    held = {row.field: row for row in SelfAnswer.objects.filter(review=review, aspect=aspect)}
    changed = {
        field: value
        for field, value in wanted.items()
        if value != (held[field].value if field in held else EMPTY[field])
    }
    _refuse_stale(review, aspect, changed, held, versions or {})
    for field, value in changed.items():
        SelfAnswer.objects.update_or_create(
            review=review,
            aspect=aspect,
            field=field,
            defaults={
                "value": value,
                "version": held[field].version + 1 if field in held else 1,
                "saved_at": at,
                "saved_by": actor,
            },
        )
    return positions.position(review, aspect)


@action("reviews.complete_self_evaluation", subject="review")
def complete(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """The headteacher stands by it. Aspects without a position stay so, and everybody sees that."""
    whole = _locked(review)
    rules.may_complete(acting(actor.pk, review, at=at), is_complete=whole.completed_at is not None).require()
    if not any(position.is_placed for position in positions.positions(review).values()):
        raise Unacceptable(
            _("There is no {position} yet. Say where the {school} stands in at least one {aspect} first.")
        )
    whole.completed_at, whole.completed_by = at, actor
    whole.save(update_fields=["completed_at", "completed_by"])
    stages.complete(actor=actor, at=at, review=review, kind=StageKind.SELF_EVALUATION)


@action("reviews.reopen_self_evaluation", subject="review")
def reopen(*, actor: Account, at: dt.datetime, review: Review) -> None:
    """Open it for writing again, as long as the team does not have it."""
    whole = _locked(review)
    rules.may_reopen(
        acting(actor.pk, review, at=at),
        is_complete=whole.completed_at is not None,
        was_released=packs.release(review) is not None,
    ).require()
    whole.completed_at = whole.completed_by = None
    whole.save(update_fields=["completed_at", "completed_by"])
    stages.reopen(actor=actor, at=at, review=review, kind=StageKind.SELF_EVALUATION)


@action("reviews.share_self_evaluation", subject="review")
def share(*, actor: Account, at: dt.datetime, review: Review, with_governors: bool) -> None:
    """Let the school's governors read it, or no longer."""
    rules.may_share(acting(actor.pk, review, at=at)).require()
    whole = _locked(review)
    whole.shared_with_governors = with_governors
    whole.save(update_fields=["shared_with_governors"])


def _locked(review: Review) -> SelfEvaluation:
    """The whole, under a lock: saves of one review come one after another, each short."""
    SelfEvaluation.objects.get_or_create(review=review)
    return SelfEvaluation.objects.select_for_update().get(review=review)


def _accepted(scene: Scene, code: str, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, tidied. Raises Unacceptable for an aspect, a level or a statement that the school isn't asked for."""
    aspect = _asked_about(scene, code)
    errors: dict[str, list[str]] = {}
    accepted: dict[str, Any] = {}
    has_level, has_statements = positions.asked(scene.review, aspect)
    for field, value in given.items():
        match field:
            case SelfField.LEVEL:
                accepted[field] = value
                if value and not (has_level and value in scene.tree.level_labels):
                    errors[field] = [_("Choose one of the framework's {levels}, or none.")]
            case SelfField.STATEMENTS:
                accepted[field] = _in_order(aspect, value)
                if set(value) - {statement.key for statement in aspect.statements if has_statements}:
                    errors[field] = [_("Choose from this {aspect}'s {statements}.")]
            case _:
                accepted[field] = text = value.replace("\r\n", "\n").strip()
                if len(text) > LONGEST:
                    errors[field] = [_("Shorten this to 20,000 characters; it has %(n)s.") % {"n": f"{len(text):,}"}]
                if "\0" in text:
                    errors[field] = [_("This holds a character that can't be kept. Type it again.")]
    if errors:
        raise Unacceptable(errors)
    return accepted


def _asked_about(scene: Scene, code: str) -> Aspect:
    aspect = scene.tree.aspects.get(code)
    if aspect is None:
        raise Unacceptable({"aspect": [_("The framework of this review has no {aspect} %(code)s.") % {"code": code}]})
    if not positions.concerns(scene.review, aspect):
        raise Unacceptable({"aspect": [_("%(name)s is not for schools like this one.") % {"name": aspect.name}]})
    return aspect


def _in_order(aspect: Aspect, keys: list[str]) -> list[str]:
    return [statement.key for statement in aspect.statements if statement.key in keys]


def _refuse_stale(
    review: Review, aspect: str, changed: dict[str, Any], held: dict[str, SelfAnswer], versions: dict[str, int]
) -> None:
    stale = [field for field in changed if versions.get(field, 0) != (held[field].version if field in held else 0)]
    if stale:
        now = positions.position(review, aspect)
        message = _("%(name)s saved this in the meantime. Yours is below, beside theirs: decide which to keep.")
        raise Stale(
            message % {"name": now.saved_by or _("Somebody")},
            current={**{field: now.value(field) for field in stale}, "versions": dict(now.versions)},
        )
