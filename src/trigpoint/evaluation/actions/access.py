"""Give evaluators access, for a purpose and until a date, and take it back."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.access.roles import Place, Role
from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.models import Grant
from trigpoint.evaluation.queries import scope
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries.records import Programme

LONGEST = dt.timedelta(days=3 * 366)


@action("evaluation.give_access")
def give(
    *, actor: Account, at: dt.datetime, programme: Programme, person: Account, purpose: str, ends_on: dt.date
) -> Grant:
    """Open the programme's studies to one of its evaluators, from today. Raises Unacceptable."""
    rules.may_grant(scope.acting_on_programme(actor.pk, programme, at=at)).require()
    today = timezone.localdate(at)
    wrong: dict[str, list[str]] = {}
    if not hats_of(person.pk, on=today).has(Role.EVALUATOR, place=Place.PROGRAMME, place_id=programme.pk):
        wrong["person"] = [_("This person is no evaluator of this programme today.")]
    if len(purpose.strip()) < 10 or len(purpose) > 500:
        wrong["purpose"] = [_("Say in a sentence what the access is for (500 characters at most).")]
    if ends_on < today:
        wrong["ends_on"] = [_("Choose a last day from today on.")]
    elif ends_on > today + LONGEST:
        wrong["ends_on"] = [_("Choose a last day within three years. Access can be given again.")]
    if wrong:
        raise Unacceptable(wrong)
    return Grant.objects.create(
        network_id=programme.network_id,
        programme=programme,
        person=person,
        purpose=purpose.strip(),
        starts_on=today,
        ends_on=ends_on,
        given_by=actor,
    )


@action("evaluation.end_access", subject="grant")
def end(*, actor: Account, at: dt.datetime, grant: Grant) -> Grant:
    """Take access back at once."""
    rules.may_grant(scope.acting_on_programme(actor.pk, grant.programme, at=at)).require()
    found = Grant.objects.select_for_update().get(pk=grant.pk)
    if found.ended_by_id is None:
        found.ended_by, found.ends_on = actor, max(found.starts_on, min(found.ends_on, timezone.localdate(at)))
        found.save(update_fields=["ended_by", "ends_on"])
    return found
