"""Nominate what a school is good at, look at it in a review, accredit it until a day."""

import datetime as dt

from django.utils import timezone

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing, Refused, Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.lifecycle import ACCREDITATION
from trigpoint.proformas.models import Accreditation
from trigpoint.proformas.queries.clocks import months_after
from trigpoint.proformas.rules import accreditations as rules
from trigpoint.programmes.enums import StageKind
from trigpoint.programmes.language.pieces import AccreditationDefinition
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.actions import stages
from trigpoint.reviews.queries.scene import Review, acting
from trigpoint.reviews.rules import conditions

LONGEST = {"what": 200, "why": 4000, "seen": 4000, "impact": 4000, "contact": 200}


@action("proformas.nominate")
def nominate(
    *,
    actor: Account,
    at: dt.datetime,
    review: Review,
    kind: str,
    what: str,
    why: str = "",
    contact: str = "",
    version: int | None = None,
) -> Accreditation:
    """
    The school puts something forward, once in a review. Again, before the team has looked: it is put differently.

    `version` is the one that was read (0: there was none): without it, the last to write wins. Raises Stale.
    """
    scene = acting(actor.pk, review, at=at)
    asked = _known(scene.model, kind)
    rules.may_nominate(scene).require()
    if not what.strip():
        raise Unacceptable({"what": [_("Say in a line what your {school} does well.")]})
    values = _tidy({"what": what, "why": why, "contact": contact})
    made, new = Accreditation.objects.select_for_update().get_or_create(
        review=review,
        kind=kind,
        defaults={
            "network_id": review.network_id,
            "school_id": review.host_id,
            "title": asked.title,
            "months": asked.months,
            "nominated_at": at,
            "nominated_by": actor,
            **values,
        },
    )
    if not new:
        if made.state != ACCREDITATION.initial:
            raise Refused(_("The team has looked at this: it stays as it was put forward."))
        if version is not None and made.version != version:
            raise _stale(made, *values)
        for name, value in values.items():
            setattr(made, name, value)
        made.version += 1
        made.save()
    return made


@action("proformas.record_seen", subject="accreditation")
def record_seen(
    *, actor: Account, at: dt.datetime, accreditation: Accreditation, seen: str, impact: str = "", version: int
) -> None:
    """The team says what it saw of it, and what difference it makes. Raises Stale when somebody wrote first."""
    rules.may_test(acting(actor.pk, _review(accreditation), at=at)).require()
    if not seen.strip():
        raise Unacceptable({"seen": [_("Say what the team saw of it.")]})
    row = _locked(accreditation, version)
    ACCREDITATION.advance(row, "test")
    for name, value in _tidy({"seen": seen, "impact": impact}).items():
        setattr(row, name, value)
    _save(row)


@action("proformas.decide_accreditation", subject="accreditation")
def decide(*, actor: Account, at: dt.datetime, accreditation: Accreditation, accredit: bool, version: int) -> None:
    """
    The lead says whether it is accredited: from today, for the months that the model gives.

    The stage at which the model decides it is done with that. Raises Refused before the team has said what it saw.
    """
    scene = acting(actor.pk, _review(accreditation), at=at)
    rules.may_decide(scene).require()
    row = _locked(accreditation, version)
    asked = _known(scene.model, row.kind)
    ACCREDITATION.advance(row, "accredit" if accredit else "decline")
    row.decided_at, row.decided_by = at, actor
    if accredit:
        row.starts_on = timezone.localdate(at)
        row.expires_on = months_after(row.starts_on, row.months)
    _save(row)
    stage = scene.model.stage_by_key.get(asked.decided_at)
    if stage is None:
        return
    if stage.kind == StageKind.ACCREDITATION and not _undecided(scene.review, scene.model, stage.key):
        stages.complete(actor=actor, at=at, review=scene.review, kind=stage.kind, key=stage.key)


@action("proformas.pass_over_accreditation", subject="review")
def pass_over(*, actor: Account, at: dt.datetime, review: Review, stage: str) -> None:
    """Nothing was put forward in this review: the stage at which it would be decided is done."""
    scene = acting(actor.pk, review, at=at)
    rules.may_decide(scene).require()
    found = scene.model.stage_by_key.get(stage)
    if found is None or found.kind != StageKind.ACCREDITATION:
        raise Missing
    if _undecided(review, scene.model, stage):
        raise Refused(_("Something was put forward: decide on it first."))
    conditions.may_begin(review, found, on=scene.on).require()
    stages.complete(actor=actor, at=at, review=review, kind=found.kind, key=stage)


@action("proformas.withdraw_accreditation", subject="accreditation")
def withdraw(*, actor: Account, at: dt.datetime, accreditation: Accreditation) -> None:
    """The school takes it back: it no longer counts, and no longer stands among what others may ask about."""
    rules.may_keep(actor.pk, accreditation, at=at).require()
    row = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    ACCREDITATION.advance(row, "withdraw")
    row.is_shared = False
    _save(row)


@action("proformas.share_accreditation", subject="accreditation")
def share(
    *, actor: Account, at: dt.datetime, accreditation: Accreditation, with_network: bool, contact: str = ""
) -> None:
    """Let other schools of the network read it and ask, or no longer."""
    rules.may_keep(actor.pk, accreditation, at=at).require()
    row = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    if with_network and row.state != "accredited":
        raise Refused(_("Other schools read of it once it is accredited."))
    row.is_shared = with_network
    if contact.strip():
        row.contact = _tidy({"contact": contact})["contact"]
    if with_network and not row.contact:
        raise Unacceptable({"contact": [_("Say whom other schools may ask: a post is enough.")]})
    _save(row)


def _known(model: Definition, kind: str) -> AccreditationDefinition:
    found = next((each for each in model.accreditations if each.key == kind), None)
    if found is None:
        raise Missing
    return found


def _review(accreditation: Accreditation) -> Review:
    if accreditation.review is None:
        raise Refused(_("The review in which this was put forward is no longer there."))
    return accreditation.review


def _undecided(review: Review, model: Definition, stage: str) -> bool:
    kinds = [each.key for each in model.accreditations if each.decided_at == stage]
    return Accreditation.objects.filter(review=review, kind__in=kinds, state__in=("nominated", "tested")).exists()


def _locked(accreditation: Accreditation, version: int) -> Accreditation:
    row = Accreditation.objects.select_for_update().get(pk=accreditation.pk)
    if row.version != version:
        raise _stale(row, "seen", "impact")
    return row


def _stale(row: Accreditation, *names: str) -> Stale:
    return Stale(
        _("Somebody else changed this in the meantime. Both are below; nothing is lost."),
        current={**{name: getattr(row, name) for name in names}, "version": row.version},
    )


def _save(row: Accreditation) -> None:
    row.version += 1
    row.save()


def _tidy(values: dict[str, str]) -> dict[str, str]:
    """Texts trimmed. Raises Unacceptable, by field, for one that its column does not take."""
    wrong = {}
    kept = {}
    for name, given in values.items():
        kept[name] = text = given.replace("\r\n", "\n").strip()
        most = LONGEST[name]
        if len(text) > most or "\0" in text:
            wrong[name] = [_("Shorten this to %(most)d characters.") % {"most": most}]
    if wrong:
        raise Unacceptable(wrong)
    return kept
