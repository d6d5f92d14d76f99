"""Keep of everything that leaves a study: what, by whom, when, for what purpose."""

import datetime as dt
import hashlib

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.models import Export, Run, Study
from trigpoint.evaluation.queries import scope
from trigpoint.people.queries.accounts import Account


@action("evaluation.take_away")
def take_away(
    *, actor: Account, at: dt.datetime, study: Study, what: str, data: bytes, run: Run | None = None
) -> Export:
    """Log that somebody takes this away, under the purpose of their access. The caller hands the bytes over."""
    view = scope.acting(actor.pk, study, at=at)
    rules.may_take_away(view).require()
    return Export.objects.create(
        study=study,
        run=run,
        what=what[:200],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        purpose=view.grant.purpose if view.grant else "",
        taken_at=at,
        taken_by=actor,
    )
